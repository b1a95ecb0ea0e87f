//! Which goal a time counts from: "two minutes after the opener", "the lead lasted six minutes".

use std::ops::Range;

use super::TimelineGoal;
use super::times::Dating;
use crate::extraction::clock::{Anchor, Edge, NamedEvent};
use crate::extraction::events::Slot;
use crate::extraction::grammar::Status;
use crate::extraction::text::TokenIndex;

impl Dating<'_> {
    /// The goal that an edge of the goal `number` counts from.
    pub(super) fn anchor(
        &self,
        goals: &[TimelineGoal],
        number: usize,
        clock: usize,
        edge: &Edge,
    ) -> Option<usize> {
        let here = self.clocks[clock].tokens.start;
        match &edge.from {
            Anchor::Mention(_) => None,
            Anchor::Previous | Anchor::PreviousOrKickOff => self
                .told_before(goals, number, here, |_| true)
                .filter(|other| self.nothing_dated_between(&goals[*other], here, clock)),
            Anchor::LeadTaken => self.told_before(goals, number, here, |_| true),
            Anchor::Clause(words) => {
                let sentence = self.scene.sentence(here);
                let words = words.start.max(sentence.start)..words.end.min(sentence.end);
                self.told_in(goals, number, &words)
            }
            Anchor::Named(event, words) => match event {
                NamedEvent::Equaliser => self.slotted(goals, number, here, &[Slot::Level]),
                NamedEvent::Opener => self.slotted(goals, number, here, &[Slot::Opener]),
                NamedEvent::Goal => self
                    .scored_by(goals, number, here, words)
                    .or_else(|| self.told_before(goals, number, here, |_| true)),
                NamedEvent::GoingAhead | NamedEvent::GoingBehind => {
                    self.told_before(goals, number, here, |goal| {
                        goal.team.is_none() || goal.team != goals[number].team
                    })
                }
                NamedEvent::NthGoal(nth) => goals
                    .iter()
                    .enumerate()
                    .filter(|(other, goal)| {
                        *other != number
                            && goal.scorer.is_some()
                            && goal.scorer == goals[number].scorer
                    })
                    .map(|(other, _)| other)
                    .nth(usize::from(nth.saturating_sub(1))),
                NamedEvent::ComingOn | NamedEvent::Dismissal | NamedEvent::PenaltyMissed => None,
            },
        }
    }

    /// The goal told last before `here`, near enough to be counted from.
    fn told_before(
        &self,
        goals: &[TimelineGoal],
        number: usize,
        here: TokenIndex,
        fits: impl Fn(&TimelineGoal) -> bool,
    ) -> Option<usize> {
        let document = self.scene.document;
        goals
            .iter()
            .enumerate()
            .filter(|(other, goal)| *other != number && fits(goal))
            .filter_map(|(other, goal)| {
                let told = self.places(goal).filter(|at| *at < here).max()?;
                let near = document.sentence_of(here) <= document.sentence_of(told) + 6;
                near.then_some((told, other))
            })
            .max()
            .map(|(_, other)| other)
    }

    fn places<'g>(&'g self, goal: &'g TimelineGoal) -> impl Iterator<Item = TokenIndex> + 'g {
        goal.tellings
            .iter()
            .map(|telling| self.tellings[*telling].tokens.start)
    }

    /// The goal told by some words.
    fn told_in(
        &self,
        goals: &[TimelineGoal],
        number: usize,
        words: &Range<TokenIndex>,
    ) -> Option<usize> {
        goals.iter().enumerate().position(|(other, goal)| {
            other != number && self.places(goal).any(|at| words.contains(&at))
        })
    }

    /// The goal with a place in the story: the one told last before `here`, or any.
    fn slotted(
        &self,
        goals: &[TimelineGoal],
        number: usize,
        here: TokenIndex,
        slots: &[Slot],
    ) -> Option<usize> {
        let has = |goal: &TimelineGoal| {
            goal.tellings.iter().any(|telling| {
                let telling = &self.tellings[*telling];
                telling.status == Status::Asserted
                    && telling.slot.is_some_and(|slot| slots.contains(&slot))
            })
        };
        self.told_before(goals, number, here, has).or_else(|| {
            let mut having =
                (0..goals.len()).filter(|other| *other != number && has(&goals[*other]));
            having.next().filter(|_| having.next().is_none())
        })
    }

    /// The goal of the player that some words name.
    fn scored_by(
        &self,
        goals: &[TimelineGoal],
        number: usize,
        here: TokenIndex,
        words: &Range<TokenIndex>,
    ) -> Option<usize> {
        let scorer = words.clone().find_map(|at| self.scene.person_at(at))?;
        self.told_before(goals, number, here, |goal| goal.scorer == Some(scorer))
            .or_else(|| {
                let mut his = (0..goals.len())
                    .filter(|other| *other != number && goals[*other].scorer == Some(scorer));
                his.next().filter(|_| his.next().is_none())
            })
    }

    /// Whether no other event with a time of its own is told between a goal and what counts from it.
    fn nothing_dated_between(&self, goal: &TimelineGoal, here: TokenIndex, clock: usize) -> bool {
        let Some(told) = self.places(goal).filter(|at| *at < here).max() else {
            return false;
        };
        !self.clocks.iter().enumerate().any(|(other, expression)| {
            other != clock
                && expression.is_moment()
                && (told..here).contains(&expression.tokens.start)
                && !self.own(goal).any(|(_, own)| own == other)
        })
    }
}
