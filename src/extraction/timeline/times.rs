//! Dating goals.

use std::ops::Range;

use super::TimelineGoal;
use super::lead_up::LeadUp;
use super::order::order;
use super::story::{StoryClock, counted, opens};
use crate::extraction::clock::{Anchor, Direction, Edge, NamedEvent, Place, TimeExpression};
use crate::extraction::events::Telling;
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::text::TokenIndex;
use crate::football::{Basis, MatchClock, Moment};

/// What is told as early is told of no later minute.
const EARLY: u8 = 30;

/// What dating goals needs to see.
pub(super) struct Dating<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) tellings: &'a [Telling],
    pub(super) clocks: &'a [TimeExpression],
    story: StoryClock,
}

/// Gives every goal the best time its tellings have, then solves what counts from another goal, then puts the goals in
/// match order.
pub(super) fn date(
    scene: &Scene<'_>,
    tellings: &[Telling],
    clocks: &[TimeExpression],
    story: StoryClock,
    goals: &mut Vec<TimelineGoal>,
) -> StoryClock {
    let mut dating = Dating {
        scene,
        tellings,
        clocks,
        story,
    };
    for _ in 0..4 {
        for goal in goals.iter_mut() {
            dating.settle(goal);
        }
        if !dating.solve_edges(goals) {
            break;
        }
    }
    for number in 0..goals.len() {
        if !has_point(&goals[number])
            && let Some((moment, words)) = dating.counted_back(goals, number)
        {
            goals[number].moment = Some(moment);
            goals[number].moment_words = words;
        }
    }
    dating.hear_witnesses(goals);
    dating.finish_counts(goals);
    order(scene, tellings, goals);
    dating.story
}

fn has_point(goal: &TimelineGoal) -> bool {
    goal.moment
        .as_ref()
        .is_some_and(|moment| moment.at.is_some())
}

impl Dating<'_> {
    /// The best time of a goal: a point of its own, of a list, one that leads up to it, or a window.
    fn settle(&self, goal: &mut TimelineGoal) {
        if has_point(goal) {
            return;
        }
        let own = self.own_point(goal);
        if own.is_none()
            && let Some((clock, words)) = self.listed(goal)
        {
            let written = self.scene.document.slice(words.clone());
            goal.moment = Some(Moment::at(clock, Basis::Stated, written));
            goal.moment_words = vec![words];
            return;
        }
        let found = own
            .or_else(|| {
                self.carried(goal)
                    .filter(|clock| self.is_within_window(goal, *clock))
            })
            .or_else(|| self.own_window(goal));
        if let Some(clock) = found {
            self.put(goal, clock);
        }
    }

    /// Gives a goal the time of an expression.
    fn put(&self, goal: &mut TimelineGoal, clock: usize) {
        if let Some(value) = self.story.value(clock) {
            let words = self.clocks[clock].tokens.clone();
            let written = self.scene.document.slice(words);
            goal.moment = Some(value.to_moment(self.clocks[clock].basis, written));
            goal.moment_words = witnesses(&self.clocks[clock]);
        }
    }

    /// "Completed his hat-trick on 57 minutes" dates one of the goals it counts, where none of his is dated so already.
    fn finish_counts(&self, goals: &mut [TimelineGoal]) {
        for number in (0..goals.len()).rev() {
            let goal = &goals[number];
            if has_point(goal) || goal.scorer.is_none() {
                continue;
            }
            let last = self
                .tellings
                .iter()
                .enumerate()
                .filter(|(_, telling)| telling.status == Status::Asserted && telling.count > 1)
                .filter(|(_, telling)| {
                    telling.scorer.as_ref().map(|(scorer, _)| *scorer) == goal.scorer
                })
                .find_map(|(telling, told)| {
                    let mut clocks = told.clocks.iter().copied();
                    let clock = clocks.find(|clock| self.story.point(*clock).is_some())?;
                    Some((telling, clock, self.story.point(clock)?))
                });
            let Some((telling, clock, at)) = last else {
                continue;
            };
            let known = goals.iter().any(|other| {
                let moment = other.moment.as_ref().and_then(|moment| moment.at);
                other.scorer == goal.scorer
                    && moment.is_some_and(|known| known.minute.abs_diff(at.minute) <= 1)
            });
            if !known {
                self.put(&mut goals[number], clock);
                // It is the last of them, told here.
                goals[number].tellings.push(telling);
            }
        }
    }

    /// Gives goals the times of sentences that speak of them without telling them.
    fn hear_witnesses(&self, goals: &mut [TimelineGoal]) {
        for first in 0..goals.len() {
            let Some(scorer) = goals[first].scorer.filter(|_| !has_point(&goals[first])) else {
                continue;
            };
            let his = |at: &usize| goals[*at].scorer == Some(scorer);
            let (taken, mut open): (Vec<usize>, Vec<usize>) = (0..goals.len())
                .filter(his)
                .partition(|at| has_point(&goals[*at]));
            open.retain(|at| !self.counts_on(&goals[*at]));
            if open.first() != Some(&first) {
                continue;
            }
            let taken: Vec<MatchClock> = taken
                .into_iter()
                .filter_map(|at| goals[at].moment.as_ref()?.at)
                .collect();
            let told: Vec<&TimelineGoal> = open.iter().map(|at| &goals[*at]).collect();
            for clock in self.looking().witnesses(scorer, &told, &taken) {
                let fits = |at: &usize| self.is_within_window(&goals[*at], clock);
                if let Some(at) = open.iter().position(fits) {
                    let number = open.remove(at);
                    self.put(&mut goals[number], clock);
                }
            }
        }
    }

    /// "Odo was on the scoresheet less than ten minutes later": a time that is told, and that no words but these give.
    fn counts_on(&self, goal: &TimelineGoal) -> bool {
        let mut own = self.own(goal);
        own.any(|(_, clock)| self.clocks[clock].edge().is_some())
    }

    fn looking(&self) -> LeadUp<'_> {
        LeadUp {
            scene: self.scene,
            tellings: self.tellings,
            clocks: self.clocks,
            story: &self.story,
            teams: &[],
            claimed: &[],
        }
    }

    /// Whether a time does not contradict what the goal's tellings say of it.
    fn is_within_window(&self, goal: &TimelineGoal, clock: usize) -> bool {
        let window = self
            .own_window(goal)
            .and_then(|clock| self.story.value(clock));
        let at = self.story.point(clock).map(|at| at.minute);
        window.is_none_or(|window| {
            at.is_some_and(|at| (window.earliest..=window.latest).contains(&at))
        })
    }

    /// The clocks of a goal's tellings, with their rank there.
    pub(super) fn own<'g>(
        &'g self,
        goal: &'g TimelineGoal,
    ) -> impl Iterator<Item = (usize, usize)> + 'g {
        goal.tellings.iter().flat_map(|telling| {
            let clocks = &self.tellings[*telling].clocks;
            clocks.iter().copied().enumerate()
        })
    }

    fn own_point(&self, goal: &TimelineGoal) -> Option<usize> {
        self.own(goal)
            .filter(|(_, clock)| self.story.point(*clock).is_some())
            .filter(|(_, clock)| !self.is_of_count(*clock, goal))
            .filter(|(_, clock)| !self.is_of_clause_before(*clock, goal))
            .filter(|(_, clock)| !self.is_outside_closer_window(*clock, goal))
            .min_by_key(|(rank, clock)| {
                // "His last-minute winner", told elsewhere as one in the third minute of stoppage time.
                let value = self.story.value(*clock);
                let loose = value.is_some_and(|value| value.earliest + 4 < value.latest);
                (loose, *rank, self.clocks[*clock].edge().is_some())
            })
            .map(|(_, clock)| clock)
    }

    /// "Completed his hat-trick on 57 minutes": the minute of the last goal, not of those it counts.
    fn is_of_count(&self, clock: usize, goal: &TimelineGoal) -> bool {
        goal.tellings
            .iter()
            .map(|telling| &self.tellings[*telling])
            .filter(|telling| telling.clocks.contains(&clock))
            .all(|telling| telling.count > 1)
    }

    /// "Odo was sent off on 38 minutes and Lind struck": a time of what was told before in the sentence.
    fn is_of_clause_before(&self, clock: usize, goal: &TimelineGoal) -> bool {
        let expression = &self.clocks[clock];
        expression.place == Place::Trailing
            && goal
                .tellings
                .iter()
                .map(|telling| &self.tellings[*telling])
                .filter(|telling| telling.clocks.contains(&clock))
                .all(|telling| expression.tokens.end <= telling.tokens.start)
            && self.looking().dates_other_event(clock, goal.kind, true)
    }

    /// "Struck the bar inside five minutes, and scored midway through the half": a window that stands closer to the telling.
    fn is_outside_closer_window(&self, clock: usize, goal: &TimelineGoal) -> bool {
        let Some(at) = self.story.point(clock) else {
            return false;
        };
        goal.tellings.iter().any(|telling| {
            let clocks = &self.tellings[*telling].clocks;
            let closer = clocks.iter().take_while(|other| **other != clock);
            clocks.contains(&clock)
                && closer
                    .filter_map(|other| self.story.value(*other))
                    .any(|window| !(window.earliest..=window.latest).contains(&at.minute))
        })
    }

    fn own_window(&self, goal: &TimelineGoal) -> Option<usize> {
        self.own(goal)
            .filter_map(|(rank, clock)| Some((rank, clock, self.story.value(clock)?)))
            .filter(|(_, _, value)| value.at.is_none())
            .min_by_key(|(rank, _, value)| (value.latest - value.earliest, *rank))
            .map(|(_, clock, _)| clock)
    }

    fn listed(&self, goal: &TimelineGoal) -> Option<(MatchClock, Range<TokenIndex>)> {
        goal.tellings
            .iter()
            .find_map(|telling| self.tellings[*telling].listed.clone())
    }

    /// The time that leads up to one of the goal's tellings, the last first.
    fn carried(&self, goal: &TimelineGoal) -> Option<usize> {
        let mut tellings = goal.tellings.clone();
        tellings.sort_by_key(|telling| self.tellings[*telling].tokens.start);
        tellings
            .into_iter()
            .rev()
            .find_map(|telling| self.story.lead_up(telling))
    }

    /// Whether a goal is the first of the match, or is told as an early one: "inside four minutes" is then counted from the
    /// kick-off.
    fn opens(&self, goal: &TimelineGoal) -> bool {
        let early = |clock: usize| {
            let value = self.story.value(clock);
            value.is_some_and(|value| value.at.is_none() && value.latest <= EARLY)
        };
        let mut told = goal.tellings.iter().map(|telling| &self.tellings[*telling]);
        told.any(opens) || self.own(goal).any(|(_, clock)| early(clock))
    }

    /// Solves the edges that count from goals; whether any was.
    fn solve_edges(&mut self, goals: &[TimelineGoal]) -> bool {
        let mut solved = false;
        for (number, goal) in goals.iter().enumerate() {
            if has_point(goal) {
                continue;
            }
            let open: Vec<usize> = self
                .own(goal)
                .map(|(_, clock)| clock)
                .filter(|clock| self.story.value(*clock).is_none())
                .collect();
            for clock in open {
                let Some(edge) = self.clocks[clock].edge() else {
                    continue;
                };
                let base = if edge.from == Anchor::PreviousOrKickOff && self.opens(goal) {
                    Some(MatchClock::regular(0))
                } else {
                    self.anchor(goals, number, clock, edge)
                        .and_then(|other| goals[other].moment.as_ref()?.at)
                };
                if let Some(value) = base.and_then(|base| counted(edge.from_clock(base))) {
                    self.story.solve(clock, value);
                    solved = true;
                }
            }
        }
        solved
    }

    /// "Odo put them ahead, but the lead lasted six minutes … Lind levelled on 85 minutes": a goal without a time, that
    /// one with a time counts from.
    fn counted_back(
        &self,
        goals: &[TimelineGoal],
        number: usize,
    ) -> Option<(Moment, Vec<Range<TokenIndex>>)> {
        for (later, goal) in goals.iter().enumerate() {
            let Some(at) = goal.moment.as_ref().and_then(|moment| moment.at) else {
                continue;
            };
            for (_, clock) in self.own(goal) {
                let Some(edge) = self.clocks[clock].edge() else {
                    continue;
                };
                if later == number
                    || !counts_from_goal(self.scene, edge)
                    || self.story.value(clock).is_some()
                    || edge.amount.at.is_none()
                    || self.anchor(goals, later, clock, edge) != Some(number)
                {
                    continue;
                }
                let back = Edge {
                    direction: match edge.direction {
                        Direction::After => Direction::Before,
                        Direction::Before => Direction::After,
                    },
                    ..edge.clone()
                };
                if let Some(value) = counted(back.from_clock(at)) {
                    let words = self.clocks[clock].tokens.clone();
                    let written = self.scene.document.slice(words);
                    let mut witnesses = witnesses(&self.clocks[clock]);
                    witnesses.extend(goal.moment_words.iter().cloned());
                    return Some((value.to_moment(Basis::Derived, written), witnesses));
                }
            }
        }
        None
    }
}

/// Whether the words say that a goal is counted from, and which: "her penalty" may have been missed.
fn counts_from_goal(scene: &Scene<'_>, edge: &Edge) -> bool {
    match &edge.from {
        Anchor::LeadTaken | Anchor::Clause(_) => true,
        Anchor::Named(event, words) => match event {
            NamedEvent::Equaliser
            | NamedEvent::Opener
            | NamedEvent::GoingAhead
            | NamedEvent::GoingBehind
            | NamedEvent::NthGoal(_) => true,
            NamedEvent::Goal => words.clone().any(|at| scene.person_at(at).is_some()),
            NamedEvent::ComingOn | NamedEvent::Dismissal | NamedEvent::PenaltyMissed => false,
        },
        Anchor::Previous | Anchor::PreviousOrKickOff | Anchor::Mention(_) => false,
    }
}

fn witnesses(clock: &TimeExpression) -> Vec<Range<TokenIndex>> {
    std::iter::once(clock.tokens.clone())
        .chain(clock.support.clone())
        .collect()
}
