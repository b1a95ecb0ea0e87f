//! The value a slot comes to, each attribute by its own vote.

use std::cmp::Reverse;

use super::Candidate;
use super::slots::meet;
use crate::facts::people::{folded, is_nearly_same_person, is_same_person};
use crate::facts::{FactValue, GoalFact, Player};
use crate::football::{Event, Goal, GoalKind, Moment, PlayerRole};

/// The value of a slot, each attribute by its own vote.
pub(super) fn composed_value(slot: &[Candidate<'_>]) -> FactValue {
    match &slot[0].fact.value {
        FactValue::Goal(first) => FactValue::Goal(composed_goal(slot, first)),
        FactValue::Event(first) => FactValue::Event(composed_event(slot, first)),
        FactValue::Player(first) => FactValue::Player(composed_player(slot, first)),
        single => vote(slot, Some, agrees, specificity)
            .cloned()
            .unwrap_or_else(|| single.clone()),
    }
}

fn composed_goal(slot: &[Candidate<'_>], first: &GoalFact) -> GoalFact {
    fn told(value: &FactValue) -> Option<&GoalFact> {
        match value {
            FactValue::Goal(told) => Some(told),
            _ => None,
        }
    }
    let credited = first.goal.credited_to();
    // "Scored" does not deny that it was from the spot.
    let kind = vote(
        slot,
        |value| {
            told(value)
                .map(|told| &told.goal.kind)
                .filter(|kind| **kind != GoalKind::Regular)
        },
        |one, other| one == other,
        |_| 0,
    )
    .copied()
    .unwrap_or(GoalKind::Regular);
    GoalFact {
        goal: Goal {
            scorer: vote(
                slot,
                |value| told(value)?.goal.scorer.as_ref(),
                |one, other| is_nearly_same_person(one, other),
                |name| name.len(),
            )
            .cloned(),
            scorer_side: Goal::scorer_side_for(kind, credited),
            kind,
            moment: vote(
                slot,
                |value| told(value)?.goal.moment.as_ref(),
                same_moment,
                precision,
            )
            .cloned(),
            score_after: vote(
                slot,
                |value| told(value)?.goal.score_after.as_ref(),
                |one, other| one == other,
                |_| 0,
            )
            .copied(),
        },
        assist: vote(
            slot,
            |value| told(value)?.assist.as_ref(),
            |one, other| is_same_person(&one.player, &other.player),
            |assist| assist.player.len(),
        )
        .cloned(),
    }
}

fn composed_event(slot: &[Candidate<'_>], first: &Event) -> Event {
    fn told(value: &FactValue) -> Option<&Event> {
        match value {
            FactValue::Event(event) => Some(event),
            _ => None,
        }
    }
    Event {
        kind: first.kind,
        player: longest(slot, |value| told(value)?.player.as_ref()),
        side: vote(
            slot,
            |value| told(value)?.side.as_ref(),
            |one, other| one == other,
            |_| 0,
        )
        .copied(),
        other: longest(slot, |value| told(value)?.other.as_ref()),
        moment: vote(
            slot,
            |value| told(value)?.moment.as_ref(),
            same_moment,
            precision,
        )
        .cloned(),
    }
}

fn composed_player(slot: &[Candidate<'_>], first: &Player) -> Player {
    fn told(value: &FactValue) -> Option<&Player> {
        match value {
            FactValue::Player(player) => Some(player),
            _ => None,
        }
    }
    let role = vote(
        slot,
        |value| {
            told(value)
                .map(|player| &player.role)
                .filter(|role| **role != PlayerRole::Mentioned)
        },
        |one, other| one == other,
        |_| 0,
    );
    Player {
        name: longest(slot, |value| told(value).map(|player| &player.name))
            .unwrap_or_else(|| first.name.clone()),
        side: vote(
            slot,
            |value| told(value)?.side.as_ref(),
            |one, other| one == other,
            |_| 0,
        )
        .copied(),
        role: role.copied().unwrap_or(PlayerRole::Mentioned),
    }
}

fn longest<'a>(
    slot: &'a [Candidate<'_>],
    get: impl Fn(&'a FactValue) -> Option<&'a String>,
) -> Option<String> {
    vote(
        slot,
        get,
        |one, other| is_same_person(one, other),
        |name| name.len(),
    )
    .cloned()
}

/// The value most reports give; then the surest; then the latest published; then by content hash (the order of the slot). Of
/// values that agree, the one that says most.
fn vote<'a, T>(
    slot: &'a [Candidate<'_>],
    get: impl Fn(&'a FactValue) -> Option<&'a T>,
    is_same: impl Fn(&T, &T) -> bool,
    says: impl Fn(&T) -> usize,
) -> Option<&'a T> {
    let mut values: Vec<(&'a Candidate<'_>, &'a T)> = slot
        .iter()
        .filter_map(|candidate| Some((candidate, get(&candidate.fact.value)?)))
        .collect();
    values.sort_by_key(|(_, value)| Reverse(says(value)));
    let mut groups: Vec<Vec<(&'a Candidate<'_>, &'a T)>> = Vec::new();
    for (candidate, value) in values {
        match groups.iter_mut().find(|group| is_same(group[0].1, value)) {
            Some(group) => group.push((candidate, value)),
            None => groups.push(vec![(candidate, value)]),
        }
    }
    let surest = |group: &[(&Candidate<'_>, &T)]| {
        group
            .iter()
            .map(|(candidate, _)| candidate.fact.confidence)
            .fold(0.0, f64::max)
    };
    let rank =
        |group: &[(&Candidate<'_>, &T)]| group.iter().map(|(candidate, _)| candidate.rank).min();
    groups
        .into_iter()
        .max_by(|one, other| {
            (one.len().cmp(&other.len()))
                .then_with(|| surest(one).total_cmp(&surest(other)))
                .then_with(|| rank(other).cmp(&rank(one)))
        })
        .map(|group| group[0].1)
}

/// How much a fact says that a match has one of: the longer of two names that agree says more.
fn specificity(value: &FactValue) -> usize {
    match value {
        FactValue::Competition(named) => {
            named.name.len() + if named.id.is_some() { 1000 } else { 0 }
        }
        FactValue::Stage(name)
        | FactValue::Venue(name)
        | FactValue::Referee(name)
        | FactValue::Coach { name, .. } => name.len(),
        FactValue::Score(..)
        | FactValue::ExtraTime
        | FactValue::Winner(_)
        | FactValue::Date(_)
        | FactValue::Attendance(_)
        | FactValue::Category(_)
        | FactValue::Goal(_)
        | FactValue::Event(_)
        | FactValue::Player(_)
        | FactValue::Background(_) => 0,
    }
}

fn precision(moment: &Moment) -> usize {
    let width = match (moment.earliest, moment.latest) {
        (Some(first), Some(last)) => usize::from(last.saturating_sub(first)),
        (None, _) | (_, None) => 120,
    };
    let at = moment
        .at
        .map_or(0, |clock| 200 + usize::from(clock.stoppage.is_some()));
    at + 120_usize.saturating_sub(width)
}

fn same_moment(one: &Moment, other: &Moment) -> bool {
    meet(Some(one), Some(other)) != Some(false)
}

/// Whether `claim` says nothing that contradicts `value`.
pub(super) fn agrees(value: &FactValue, claim: &FactValue) -> bool {
    match (value, claim) {
        (FactValue::Competition(one), FactValue::Competition(other)) => {
            match (&one.id, &other.id) {
                (Some(one), Some(other)) => one == other,
                (None, _) | (_, None) => is_same_phrase(&one.name, &other.name),
            }
        }
        (FactValue::Stage(one), FactValue::Stage(other))
        | (FactValue::Venue(one), FactValue::Venue(other)) => is_same_phrase(one, other),
        (FactValue::Referee(one), FactValue::Referee(other)) => is_same_person(one, other),
        (
            FactValue::Coach { name: one, side },
            FactValue::Coach {
                name: other,
                side: same,
            },
        ) => side == same && is_same_person(one, other),
        (FactValue::Goal(one), FactValue::Goal(other)) => {
            let (goal, claim) = (&one.goal, &other.goal);
            known(goal.scorer.as_ref(), claim.scorer.as_ref(), |one, other| {
                is_nearly_same_person(one, other)
            }) && (claim.kind == GoalKind::Regular || goal.kind == claim.kind)
                && known(goal.moment.as_ref(), claim.moment.as_ref(), same_moment)
                && known(
                    goal.score_after.as_ref(),
                    claim.score_after.as_ref(),
                    |one, other| one == other,
                )
                && known(one.assist.as_ref(), other.assist.as_ref(), |one, other| {
                    is_same_person(&one.player, &other.player)
                })
        }
        (FactValue::Event(one), FactValue::Event(other)) => {
            one.kind == other.kind
                && known(one.player.as_ref(), other.player.as_ref(), |one, other| {
                    is_same_person(one, other)
                })
                && known(one.side.as_ref(), other.side.as_ref(), |one, other| {
                    one == other
                })
                && known(one.other.as_ref(), other.other.as_ref(), |one, other| {
                    is_same_person(one, other)
                })
                && known(one.moment.as_ref(), other.moment.as_ref(), same_moment)
        }
        // Slots of these hold only what is the same; a role is not denied by another.
        (FactValue::Player(_), FactValue::Player(_))
        | (FactValue::Background(_), FactValue::Background(_)) => true,
        (one, other) => one == other,
    }
}

fn known<T>(one: Option<&T>, other: Option<&T>, is_same: impl Fn(&T, &T) -> bool) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => is_same(one, other),
        (None, _) | (_, None) => true,
    }
}

/// Whether one phrase is the other or part of it ("semi-final", "semi-final, second leg").
fn is_same_phrase(one: &str, other: &str) -> bool {
    let (one, other) = (format!(" {} ", folded(one)), format!(" {} ", folded(other)));
    one.contains(&other) || other.contains(&one)
}
