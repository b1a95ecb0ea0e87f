//! Dating goals.

use std::ops::Range;

use super::TimelineGoal;
use crate::extraction::clock::{Absolute, Anchor, TimeExpression, When};
use crate::extraction::events::Telling;
use crate::extraction::grammar::Scene;
use crate::extraction::text::TokenIndex;
use crate::football::{Basis, MatchClock, Moment};

/// Gives every goal the best time its tellings have, then solves what counts from another goal, then puts the goals in
/// match order.
pub(super) fn date(
    scene: &Scene<'_>,
    tellings: &[Telling],
    clocks: &[TimeExpression],
    goals: &mut Vec<TimelineGoal>,
) {
    let mut edges: Vec<(usize, usize)> = Vec::new();
    for (number, goal) in goals.iter_mut().enumerate() {
        let mut best: Option<(u8, Absolute, usize)> = None;
        let mut edge = None;
        let mut listed = None;
        for telling in &goal.tellings {
            if let Some((clock, words)) = &tellings[*telling].listed {
                listed = Some((*clock, words.clone()));
            }
            for (rank, clock) in tellings[*telling].clocks.iter().enumerate() {
                match &clocks[*clock].when {
                    When::Absolute(value) => {
                        let point = value.at.is_some();
                        let quality =
                            u8::from(point) * 10 + 5 - u8::try_from(rank.min(5)).unwrap_or(5);
                        if best.as_ref().is_none_or(|(most, _, _)| quality > *most) {
                            best = Some((quality, *value, *clock));
                        }
                    }
                    When::Relative(_) => edge = edge.or(Some(*clock)),
                    When::Boundary(_) | When::Stretch => {}
                }
            }
        }
        let has_point = best
            .as_ref()
            .is_some_and(|(_, value, _)| value.at.is_some());
        if let Some((_, value, clock)) = best {
            let words = clocks[clock].tokens.clone();
            goal.moment =
                Some(value.to_moment(clocks[clock].basis, scene.document.slice(words.clone())));
            goal.moment_words = witnesses(&clocks[clock]);
        }
        if !has_point
            && edge.is_none()
            && listed.is_none()
            && let Some(clock) = carried(scene, tellings, clocks, goal)
        {
            match &clocks[clock].when {
                When::Absolute(value) => {
                    let words = clocks[clock].tokens.clone();
                    goal.moment =
                        Some(value.to_moment(clocks[clock].basis, scene.document.slice(words)));
                    goal.moment_words = witnesses(&clocks[clock]);
                }
                When::Relative(_) => edges.push((number, clock)),
                When::Boundary(_) | When::Stretch => {}
            }
            continue;
        }
        if let (false, Some((clock, words))) = (has_point, listed) {
            goal.moment = Some(Moment::at(
                clock,
                Basis::Stated,
                scene.document.slice(words.clone()),
            ));
            goal.moment_words = vec![words];
            continue;
        }
        if let (false, Some(edge)) = (has_point, edge) {
            edges.push((number, edge));
        }
    }
    for _ in 0..3 {
        for (number, edge) in &edges {
            solve(scene, tellings, clocks, goals, *number, *edge);
        }
    }
    order(tellings, goals);
}

/// "On 76 minutes Odo ran at the defence. He struck it in": the time stands in the sentence before, which leads up to
/// the goal and tells of no other.
fn carried(
    scene: &Scene<'_>,
    tellings: &[Telling],
    clocks: &[TimeExpression],
    goal: &TimelineGoal,
) -> Option<usize> {
    let mut places: Vec<usize> = goal
        .tellings
        .iter()
        .map(|telling| scene.document.sentence_of(tellings[*telling].tokens.start))
        .collect();
    places.sort_unstable();
    places.dedup();
    for sentence in places.into_iter().rev() {
        for back in 0..=2 {
            let Some(before) = sentence.checked_sub(back) else {
                break;
            };
            let tokens = scene.document.sentences[before].tokens.clone();
            let same_paragraph = scene.document.sentences[before].paragraph
                == scene.document.sentences[sentence].paragraph;
            if back > 0 && !same_paragraph {
                break;
            }
            let told = tellings.iter().enumerate().any(|(number, telling)| {
                tokens.contains(&telling.tokens.start)
                    && !goal.tellings.contains(&number)
                    && back > 0
            });
            if told {
                break;
            }
            let found = clocks.iter().enumerate().rev().find(|(number, clock)| {
                let exact = match &clock.when {
                    When::Absolute(value) => value.at.is_some(),
                    When::Relative(edge) => edge.amount.at.is_some(),
                    When::Boundary(_) | When::Stretch => false,
                };
                exact
                    && tokens.contains(&clock.tokens.start)
                    && (back > 0
                        || clock.tokens.start < goal_start(tellings, goal, sentence, scene))
                    && !tellings
                        .iter()
                        .any(|telling| telling.clocks.contains(number))
                    && !scene.document.tokens[clock.tokens.start].quoted
            });
            if let Some((number, _)) = found {
                return Some(number);
            }
        }
    }
    None
}

/// Where a goal's telling begins in a sentence.
fn goal_start(
    tellings: &[Telling],
    goal: &TimelineGoal,
    sentence: usize,
    scene: &Scene<'_>,
) -> TokenIndex {
    goal.tellings
        .iter()
        .map(|telling| tellings[*telling].tokens.start)
        .filter(|at| scene.document.sentence_of(*at) == sentence)
        .min()
        .unwrap_or(0)
}

fn witnesses(clock: &TimeExpression) -> Vec<Range<TokenIndex>> {
    std::iter::once(clock.tokens.clone())
        .chain(clock.support.clone())
        .collect()
}

/// Where the best telling of a goal stands: the last, because leads come before the story.
fn place(tellings: &[Telling], goal: &TimelineGoal) -> TokenIndex {
    goal.tellings
        .iter()
        .map(|telling| tellings[*telling].tokens.start)
        .max()
        .unwrap_or(0)
}

fn solve(
    scene: &Scene<'_>,
    tellings: &[Telling],
    clocks: &[TimeExpression],
    goals: &mut [TimelineGoal],
    number: usize,
    edge: usize,
) {
    let expression = &clocks[edge];
    let Some(from) = expression.edge() else {
        return;
    };
    let here = expression.tokens.start;
    let known = |goal: &TimelineGoal| goal.moment.as_ref().and_then(|moment| moment.at);
    let base: Option<MatchClock> = match &from.from {
        Anchor::Mention(other) => clocks
            .get(*other)
            .and_then(TimeExpression::absolute)
            .and_then(|value| value.at),
        Anchor::PreviousOrKickOff
        | Anchor::Previous
        | Anchor::Named(..)
        | Anchor::LeadTaken
        | Anchor::Clause(_) => {
            // The goal told last before these words.
            let previous = goals
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != number)
                .filter_map(|(_, goal)| {
                    let told = goal
                        .tellings
                        .iter()
                        .map(|telling| tellings[*telling].tokens.start)
                        .filter(|at| *at < here)
                        .max()?;
                    Some((told, known(goal)))
                })
                .max_by_key(|(told, _)| *told);
            match previous {
                Some((told, clock))
                    if scene.document.sentence_of(here) <= scene.document.sentence_of(told) + 6 =>
                {
                    clock
                }
                Some(_) => None,
                None if from.from == Anchor::PreviousOrKickOff => Some(MatchClock::regular(0)),
                None => None,
            }
        }
    };
    let Some(base) = base else { return };
    let value = from.from_clock(base);
    if !(1..=120).contains(&value.earliest) || value.latest > 120 {
        return;
    }
    let words = expression.tokens.clone();
    goals[number].moment = Some(value.to_moment(Basis::Derived, scene.document.slice(words)));
    goals[number].moment_words = witnesses(expression);
}

/// Match order: by clock where known; a goal without one keeps its place in the story.
fn order(tellings: &[Telling], goals: &mut Vec<TimelineGoal>) {
    goals.sort_by_key(|goal| place(tellings, goal));
    let mut timed: Vec<TimelineGoal> = Vec::with_capacity(goals.len());
    for goal in goals.drain(..) {
        let clock = |goal: &TimelineGoal| {
            goal.moment
                .as_ref()
                .and_then(|moment| moment.at)
                .map(|at| (at.minute, at.stoppage.unwrap_or(1)))
        };
        let at = match clock(&goal) {
            Some(own) => timed
                .iter()
                .position(|other| clock(other).is_some_and(|other| other > own))
                .unwrap_or(timed.len()),
            None => timed.len(),
        };
        timed.insert(at, goal);
    }
    *goals = timed;
}
