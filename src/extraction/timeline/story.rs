//! What the match clock shows at each time expression, as far as the order of the story tells.
//!
//! "Four minutes later" counts from the event told last, whatever it was: a goal, a chance, a card. Where that event has
//! no time of its own, nothing can be counted from it.

use std::ops::Range;

use super::lead_up::{LeadUp, Leading};
use crate::extraction::clock::{Absolute, Anchor, Boundary, NamedEvent, TimeExpression, When};
use crate::extraction::events::{Slot, Telling, begun_in};
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::sides::Team;
use crate::extraction::text::TokenIndex;
use crate::football::MatchClock;

/// How many sentences back an event may stand that "later" counts from.
const REACH: usize = 5;

/// The value of every time expression.
pub(super) struct StoryClock {
    values: Vec<Option<Absolute>>,
    /// For every telling, the expression before it that leads up to its goal.
    lead_ups: Vec<Option<Leading>>,
}

/// What stands before a relative expression.
enum Before {
    /// An event at a known clock.
    Known(MatchClock),
    /// An event at a time that nothing tells.
    Unknown,
    /// The break between the halves.
    HalfTime,
}

impl StoryClock {
    /// Solves what the order of the story solves; what counts from a goal that words name is left to the dating of goals.
    pub(super) fn read(
        scene: &Scene<'_>,
        tellings: &[Telling],
        clocks: &[TimeExpression],
        teams: &[Option<Team>],
    ) -> Self {
        let mut story = Self {
            values: clocks.iter().map(TimeExpression::absolute).collect(),
            lead_ups: vec![None; tellings.len()],
        };
        let mut claimed = vec![false; clocks.len()];
        for clock in tellings.iter().flat_map(|telling| &telling.clocks) {
            claimed[*clock] = true;
        }
        // What leads up to a goal may be counted from another, and another may be counted from that goal.
        for _ in 0..2 {
            story.count(scene, tellings, clocks);
            let seen = LeadUp {
                scene,
                tellings,
                clocks,
                story: &story,
                teams,
                claimed: &claimed,
            };
            let found = (0..tellings.len()).map(|telling| {
                let mut own = tellings[telling].clocks.iter();
                let dated = own.any(|clock| story.point(*clock).is_some());
                let leading = || seen.of(telling).or_else(|| seen.looked_back(telling));
                (!dated).then(leading).flatten()
            });
            story.lead_ups = found.collect();
        }
        story.count(scene, tellings, clocks);
        story
    }

    /// Gives relative expressions their values, in text order.
    fn count(&mut self, scene: &Scene<'_>, tellings: &[Telling], clocks: &[TimeExpression]) {
        for (number, expression) in clocks.iter().enumerate() {
            let Some(edge) = expression.edge() else {
                continue;
            };
            let here = expression.tokens.start;
            let base = match edge.from {
                Anchor::Mention(other) => self.point(other),
                Anchor::Previous | Anchor::LeadTaken => {
                    match self.before(scene, tellings, clocks, number) {
                        Some(Before::Known(clock)) => Some(clock),
                        Some(Before::Unknown | Before::HalfTime) | None => None,
                    }
                }
                Anchor::PreviousOrKickOff => {
                    let opener = tellings.iter().any(|telling| {
                        telling.clocks.contains(&number)
                            && (opens(telling) || self.leads_first(tellings, telling))
                    });
                    match self.before(scene, tellings, clocks, number) {
                        Some(Before::HalfTime)
                            if !opener || tells_of_break(scene, clocks, here) =>
                        {
                            Some(MatchClock::regular(45))
                        }
                        _ if opener => Some(MatchClock::regular(0)),
                        Some(Before::Known(clock)) => Some(clock),
                        Some(Before::Unknown | Before::HalfTime) => None,
                        None => {
                            nothing_before(scene, tellings, here).then(|| MatchClock::regular(0))
                        }
                    }
                }
                Anchor::Named(NamedEvent::ComingOn, _) => {
                    self.coming_on(scene, tellings, clocks, number)
                }
                Anchor::Named(NamedEvent::Dismissal, _) => {
                    self.event_before(scene, clocks, number, &["red", "second_yellow"])
                }
                Anchor::Named(NamedEvent::PenaltyMissed, _) => {
                    self.event_before(scene, clocks, number, &["missed_penalty", "saved_penalty"])
                }
                // "10 minutes after Odo had been sent off in the 20th".
                Anchor::Clause(ref words) => (number + 1..clocks.len())
                    .take_while(|other| clocks[*other].tokens.start < words.end)
                    .find_map(|other| self.point(other)),
                Anchor::Named(..) => None,
            };
            self.values[number] = base.and_then(|base| counted(edge.from_clock(base)));
        }
    }

    /// The expression before a telling that leads up to its goal.
    pub(super) fn lead_up(&self, telling: usize) -> Option<usize> {
        let leading = self.lead_ups.get(telling).copied().flatten();
        leading.map(|leading| leading.clock)
    }

    /// The same, where it is sure enough to part the goal from another.
    pub(super) fn firm_lead_up(&self, telling: usize) -> Option<usize> {
        let leading = self.lead_ups.get(telling).copied().flatten();
        leading
            .filter(|leading| leading.firm)
            .map(|leading| leading.clock)
    }

    /// Whether it tells of a lead, and no goal of another man has been told with its time before.
    fn leads_first(&self, tellings: &[Telling], telling: &Telling) -> bool {
        let scorer = |telling: &Telling| telling.scorer.as_ref().map(|(scorer, _)| *scorer);
        telling.slot == Some(Slot::Lead)
            && !tellings.iter().any(|other| {
                tells_goal(other)
                    && other.tokens.start < telling.tokens.start
                    && scorer(other) != scorer(telling)
                    && other
                        .clocks
                        .iter()
                        .any(|clock| self.point(*clock).is_some())
            })
    }

    /// The value of an expression.
    pub(super) fn value(&self, clock: usize) -> Option<Absolute> {
        self.values.get(clock).copied().flatten()
    }

    /// The point of an expression, where it has one.
    pub(super) fn point(&self, clock: usize) -> Option<MatchClock> {
        self.value(clock).and_then(|value| value.at)
    }

    /// Notes the value of an expression that another stage has solved.
    pub(super) fn solve(&mut self, clock: usize, value: Absolute) {
        self.values[clock] = Some(value);
    }

    /// The values of all expressions.
    pub(super) fn into_values(self) -> Vec<Option<Absolute>> {
        self.values
    }

    /// The event told last before an expression.
    fn before(
        &self,
        scene: &Scene<'_>,
        tellings: &[Telling],
        clocks: &[TimeExpression],
        number: usize,
    ) -> Option<Before> {
        let here = clocks[number].tokens.start;
        let sentence = scene.document.sentence_of(here);
        // Captions tell a story of their own beside the text's.
        let caption = scene.document.sentences[sentence].unfinished;
        let first = sentence.saturating_sub(if caption { 2 * REACH } else { REACH });
        let same_story = |place: &usize| scene.document.sentences[*place].unfinished == caption;
        for place in (first..=sentence).rev().filter(same_story) {
            let tokens = scene.document.sentences[place].tokens.clone();
            let words = tokens.start..tokens.end.min(here);
            let told = begun_in(tellings, &words);
            if let Some(before) = self.within(scene, clocks, words) {
                return Some(before);
            }
            let undated = told.rev().find(|told| {
                let telling = &tellings[*told];
                tells_goal(telling) && telling.listed.is_none() && !telling.clocks.contains(&number)
            });
            if let Some(number) = undated {
                let at = self.lead_up(number).and_then(|clock| self.point(clock));
                return Some(at.map_or(Before::Unknown, Before::Known));
            }
        }
        None
    }

    /// The clock told last before a window, of the same story, where it lies in the window.
    fn retold(
        &self,
        scene: &Scene<'_>,
        clocks: &[TimeExpression],
        window: usize,
        value: Absolute,
    ) -> Option<MatchClock> {
        let sentence = |number: usize| {
            let place = scene.document.sentence_of(clocks[number].tokens.start);
            (place, scene.document.sentences[place].unfinished)
        };
        let (place, caption) = sentence(window);
        let last = (0..window)
            .rev()
            .take_while(|number| sentence(*number).0 + 3 >= place)
            .filter(|number| sentence(*number).1 == caption)
            .find_map(|number| self.point(number))?;
        let narrow = value.latest - value.earliest < 40;
        (narrow && (value.earliest..=value.latest).contains(&last.minute)).then_some(last)
    }

    /// What the last time expression in some tokens says of the event it stands with.
    fn within(
        &self,
        scene: &Scene<'_>,
        clocks: &[TimeExpression],
        tokens: Range<TokenIndex>,
    ) -> Option<Before> {
        let end = clocks.partition_point(|clock| clock.tokens.start < tokens.end);
        clocks[..end]
            .iter()
            .enumerate()
            .rev()
            .take_while(|(_, clock)| clock.tokens.start >= tokens.start)
            .filter(|(_, clock)| !scene.document.tokens[clock.tokens.start].quoted)
            .find_map(|(number, clock)| match &clock.when {
                When::Boundary(Boundary::HalfTime) => Some(Before::HalfTime),
                When::Boundary(Boundary::KickOff | Boundary::FullTime | Boundary::ExtraTimeEnd)
                | When::Stretch => None,
                When::Absolute(_) | When::Relative(_) => match self.value(number) {
                    Some(value) => match value.at {
                        Some(at) => Some(Before::Known(at)),
                        // "The early goal" may be the one whose minute was told; "shortly after that" came another event.
                        None if clock.edge().is_none()
                            && self.retold(scene, clocks, number, value).is_some() =>
                        {
                            self.retold(scene, clocks, number, value).map(Before::Known)
                        }
                        None if value.earliest == 46 && value.latest == 90 => {
                            Some(Before::HalfTime)
                        }
                        None if value.latest - value.earliest >= 40 => None,
                        None => Some(Before::Unknown),
                    },
                    None => Some(Before::Unknown),
                },
            })
    }
}

/// Whether an expression's value can be a time of the match.
pub(super) fn counted(value: Absolute) -> Option<Absolute> {
    let value = Absolute {
        earliest: value.earliest.max(1),
        ..value
    };
    let first = value.at.map_or(value.latest, |at| at.minute);
    (first >= 1 && value.latest <= 120).then_some(value)
}

/// Whether it tells that a goal was scored in this match.
pub(super) fn tells_goal(telling: &Telling) -> bool {
    telling.status == Status::Asserted && !telling.supports
}

/// Whether the words right before a place tell of the break or of the second half.
fn tells_of_break(scene: &Scene<'_>, clocks: &[TimeExpression], here: TokenIndex) -> bool {
    let sentence = scene.document.sentence_of(here);
    clocks
        .iter()
        .take_while(|clock| clock.tokens.start < here)
        .filter(|clock| scene.document.sentence_of(clock.tokens.start) + 1 >= sentence)
        .any(|clock| {
            matches!(clock.when, When::Boundary(Boundary::HalfTime))
                || clock.absolute().is_some_and(|value| value.earliest == 46)
        })
}

/// Whether it tells of the first goal.
pub(super) fn opens(telling: &Telling) -> bool {
    telling.status == Status::Asserted
        && (telling.slot == Some(Slot::Opener) || matches!(telling.score, Some((1, 0) | (0, 1))))
}

/// Whether no goal has been told before, in the text or in the captions.
fn nothing_before(scene: &Scene<'_>, tellings: &[Telling], here: TokenIndex) -> bool {
    let caption = |at: TokenIndex| {
        let sentence = scene.document.sentence_of(at);
        scene.document.sentences[sentence].unfinished
    };
    !tellings.iter().any(|telling| {
        tells_goal(telling)
            && telling.tokens.start < here
            && caption(telling.tokens.start) == caption(here)
    })
}
