//! Which claims of different reports are about the same thing.
//!
//! A slot never holds two claims of one report: a player who scored twice has two goals.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Candidate;
use crate::facts::people::{folded, is_nearly_same_person, is_same_person};
use crate::facts::{FactValue, GoalFact};
use crate::football::{Event, EventKind, Moment, Score, ScoreKind, Side};

/// Claims about one thing, the best ranked report's first.
pub(super) type Slot<'a> = Vec<Candidate<'a>>;

/// All claims in slots, in the order readers see them: what there is one of, goals, events, players, the wider world.
pub(super) fn fill<'a>(told: Vec<Vec<Candidate<'a>>>, corrections: &[FactValue]) -> Vec<Slot<'a>> {
    let limit = final_score(&told, corrections);
    let mut singles: BTreeMap<u8, Slot<'a>> = BTreeMap::new();
    let mut goals: Vec<Vec<Candidate<'a>>> = Vec::new();
    let (mut events, mut players, mut world) = (Vec::new(), Vec::new(), Vec::new());
    for account in told {
        let mut own_goals = Vec::new();
        for candidate in account {
            match &candidate.fact.value {
                FactValue::Goal(_) => own_goals.push(candidate),
                FactValue::Event(_) => events.push(candidate),
                FactValue::Player(_) => players.push(candidate),
                FactValue::Background(_) => world.push(candidate),
                single => {
                    if let Some(place) = single_place(single) {
                        join(singles.entry(place).or_default(), candidate);
                    }
                }
            }
        }
        goals.push(own_goals);
    }
    // A full name takes its slot before the surname alone looks for one.
    players.sort_by_key(|candidate| Reverse(parts(candidate)));
    singles
        .into_values()
        .chain(align_goals(goals, limit))
        .chain(group(events, is_same_event))
        .chain(group(players, is_same_player))
        .chain(group(world, is_same_claim))
        .collect()
}

/// Where a fact that a match has one of stands in the order; `None` for those it has many of.
pub(in crate::facts) fn single_place(value: &FactValue) -> Option<u8> {
    Some(match value {
        FactValue::Score(ScoreKind::Final, _) => 0,
        FactValue::Score(ScoreKind::HalfTime, _) => 1,
        FactValue::Score(ScoreKind::After90, _) => 2,
        FactValue::Score(ScoreKind::Shootout, _) => 3,
        FactValue::Score(ScoreKind::Aggregate, _) => 4,
        FactValue::ExtraTime => 5,
        FactValue::Winner(_) => 6,
        FactValue::Competition(_) => 7,
        FactValue::Stage(_) => 8,
        FactValue::Date(_) => 9,
        FactValue::Venue(_) => 10,
        FactValue::Referee(_) => 11,
        FactValue::Attendance(_) => 12,
        FactValue::Category(_) => 13,
        FactValue::Coach {
            side: Side::Home, ..
        } => 14,
        FactValue::Coach {
            side: Side::Away, ..
        } => 15,
        FactValue::Goal(_)
        | FactValue::Event(_)
        | FactValue::Player(_)
        | FactValue::Background(_) => return None,
    })
}

fn join<'a>(slot: &mut Slot<'a>, candidate: Candidate<'a>) -> bool {
    let is_there = slot
        .iter()
        .any(|there| there.account.content == candidate.account.content);
    if !is_there {
        slot.push(candidate);
    }
    !is_there
}

fn final_score(told: &[Vec<Candidate<'_>>], corrections: &[FactValue]) -> Option<Score> {
    let claimed = told.iter().flatten().map(|candidate| &candidate.fact.value);
    corrections
        .iter()
        .chain(claimed)
        .find_map(|value| match value {
            FactValue::Score(ScoreKind::Final, score) => Some(*score),
            _ => None,
        })
}

/// Each candidate in the first slot whose first claim is about the same thing, else in a slot of its own; slots in the order of
/// the reports.
fn group<'a>(
    candidates: Vec<Candidate<'a>>,
    is_same: fn(&FactValue, &FactValue) -> bool,
) -> Vec<Slot<'a>> {
    let mut slots: Vec<Slot<'a>> = Vec::new();
    for candidate in candidates {
        let place = slots.iter().position(|slot| {
            is_same(&slot[0].fact.value, &candidate.fact.value)
                && slot
                    .iter()
                    .all(|there| there.account.content != candidate.account.content)
        });
        match place {
            Some(place) => slots[place].push(candidate),
            None => slots.push(vec![candidate]),
        }
    }
    for slot in &mut slots {
        slot.sort_by_key(|candidate| (candidate.rank, candidate.source));
    }
    slots.sort_by_key(|slot| (slot[0].rank, slot[0].source));
    slots
}

fn parts(candidate: &Candidate<'_>) -> usize {
    match &candidate.fact.value {
        FactValue::Player(player) => folded(&player.name).split(' ').count(),
        _ => 0,
    }
}

fn is_same_event(one: &FactValue, other: &FactValue) -> bool {
    let (FactValue::Event(one), FactValue::Event(other)) = (one, other) else {
        return false;
    };
    one.kind == other.kind
        && may_be_same(one.side, other.side)
        && match (&one.player, &other.player) {
            (Some(one), Some(other)) => is_same_person(one, other),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        }
        && (happens_once(one) || meet(one.moment.as_ref(), other.moment.as_ref()) != Some(false))
}

/// Whether the same player can only once do this, so that two clocks are a difference and not two events.
const fn happens_once(event: &Event) -> bool {
    match event.kind {
        EventKind::Yellow
        | EventKind::SecondYellow
        | EventKind::Red
        | EventKind::Substitution
        | EventKind::Injury => event.player.is_some(),
        EventKind::DisallowedGoal
        | EventKind::MissedPenalty
        | EventKind::SavedPenalty
        | EventKind::MissedChance
        | EventKind::Save
        | EventKind::Woodwork => false,
    }
}

fn is_same_player(one: &FactValue, other: &FactValue) -> bool {
    let (FactValue::Player(one), FactValue::Player(other)) = (one, other) else {
        return false;
    };
    may_be_same(one.side, other.side) && is_same_person(&one.name, &other.name)
}

fn is_same_claim(one: &FactValue, other: &FactValue) -> bool {
    let (FactValue::Background(one), FactValue::Background(other)) = (one, other) else {
        return false;
    };
    one.kind == other.kind
        && one.numbers == other.numbers
        && folded(&one.subject) == folded(&other.subject)
        && one.about.as_deref().map(folded) == other.about.as_deref().map(folded)
}

fn may_be_same<T: PartialEq>(one: Option<T>, other: Option<T>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one == other,
        (None, _) | (_, None) => true,
    }
}

/// Whether two moments can be one; `None` when either is unknown.
pub(super) fn meet(one: Option<&Moment>, other: Option<&Moment>) -> Option<bool> {
    let (one, other) = (one?, other?);
    if let (Some(one), Some(other)) = (one.at, other.at) {
        let stoppage = may_be_same(one.stoppage, other.stoppage);
        return Some(one.minute == other.minute && stoppage);
    }
    let (first, last) = window(one)?;
    let (from, to) = window(other)?;
    Some(first <= to && from <= last)
}

fn window(moment: &Moment) -> Option<(u8, u8)> {
    let at = moment.at.map(|clock| clock.minute);
    let first = at.or(moment.earliest).or(moment.latest)?;
    let last = at.or(moment.latest).or(moment.earliest)?;
    Some((first, last))
}

/// The goals of all reports side by side: the fullest telling first, the others' laid beside it by scorer, clock and running
/// score, and what is left where the final score has no more room.
fn align_goals(mut told: Vec<Vec<Candidate<'_>>>, limit: Option<Score>) -> Vec<Slot<'_>> {
    let fullest = (0..told.len()).max_by_key(|&index| (told[index].len(), Reverse(index)));
    let Some(fullest) = fullest else {
        return Vec::new();
    };
    let mut slots: Vec<Slot<'_>> = told
        .remove(fullest)
        .into_iter()
        .map(|goal| vec![goal])
        .collect();
    for goals in told {
        lay_beside(&mut slots, goals, limit);
    }
    for slot in &mut slots {
        slot.sort_by_key(|candidate| (candidate.rank, candidate.source));
    }
    slots
}

fn lay_beside<'a>(slots: &mut Vec<Slot<'a>>, goals: Vec<Candidate<'a>>, limit: Option<Score>) {
    let mut pairs = Vec::new();
    for (place, slot) in slots.iter().enumerate() {
        for (index, goal) in goals.iter().enumerate() {
            let likeness = slot
                .iter()
                .map(|there| likeness(there, goal))
                .max()
                .unwrap_or(0);
            if likeness > 0 {
                pairs.push((Reverse(likeness), place.abs_diff(index), place, index));
            }
        }
    }
    pairs.sort_unstable();
    let mut taken = vec![false; slots.len()];
    let mut seats: Vec<Option<usize>> = vec![None; goals.len()];
    for (_, _, place, index) in pairs {
        if !taken[place] && seats[index].is_none() {
            taken[place] = true;
            seats[index] = Some(place);
        }
    }
    for (index, goal) in goals.iter().enumerate() {
        let side = credited(goal);
        let room = limit.is_none_or(|limit| {
            let there = slots
                .iter()
                .filter(|slot| credited(&slot[0]) == side)
                .count();
            there < usize::from(limit.of(side))
        });
        if seats[index].is_none() && !room {
            let free = (0..slots.len())
                .filter(|&place| !taken[place] && credited(&slots[place][0]) == side);
            if let Some(place) = free.min_by_key(|place| place.abs_diff(index)) {
                taken[place] = true;
                seats[index] = Some(place);
            }
        }
    }
    let mut before = 0;
    let mut inserted: Vec<usize> = Vec::new();
    for (goal, seat) in goals.into_iter().zip(seats) {
        match seat {
            Some(seat) => {
                // Goals put in on the way have moved the seats behind them.
                let place = inserted
                    .iter()
                    .fold(seat, |place, &at| place + usize::from(at <= place));
                slots[place].push(goal);
                before = place + 1;
            }
            None => {
                let place = place_for(slots, &goal, before);
                slots.insert(place, vec![goal]);
                inserted.push(place);
                before = place + 1;
            }
        }
    }
}

fn place_for(slots: &[Slot<'_>], goal: &Candidate<'_>, before: usize) -> usize {
    let Some(minute) = minute(goal) else {
        return before;
    };
    slots
        .iter()
        .position(|slot| {
            slot.iter()
                .filter_map(|there| self::minute(there))
                .any(|there| there > minute)
        })
        .unwrap_or(slots.len())
}

fn minute(goal: &Candidate<'_>) -> Option<u16> {
    let moment = told(goal)?.goal.moment.as_ref()?;
    moment
        .at
        .map(crate::football::MatchClock::elapsed)
        .or(moment.earliest.map(u16::from))
}

fn told<'a>(candidate: &'a Candidate<'_>) -> Option<&'a GoalFact> {
    match &candidate.fact.value {
        FactValue::Goal(told) => Some(told),
        _ => None,
    }
}

fn credited(candidate: &Candidate<'_>) -> Side {
    told(candidate).map_or(Side::Home, |told| told.goal.credited_to())
}

/// How much two goals look like one; above 0 they are.
fn likeness(one: &Candidate<'_>, other: &Candidate<'_>) -> i32 {
    match (told(one), told(other)) {
        (Some(one), Some(other)) => goal_likeness(one, other),
        (None, _) | (_, None) => 0,
    }
}

/// How much two goals look like one; above 0 they are.
pub(in crate::facts) fn goal_likeness(one: &GoalFact, other: &GoalFact) -> i32 {
    let (one, other) = (&one.goal, &other.goal);
    if one.credited_to() != other.credited_to() {
        return 0;
    }
    let scorer = match (&one.scorer, &other.scorer) {
        (Some(one), Some(other)) if is_same_person(one, other) => 6,
        (Some(one), Some(other)) if is_nearly_same_person(one, other) => 3,
        (Some(_), Some(_)) => -3,
        (None, _) | (_, None) => 0,
    };
    let clock = match meet(one.moment.as_ref(), other.moment.as_ref()) {
        None => 0,
        Some(true) if exact(one.moment.as_ref()) && exact(other.moment.as_ref()) => 4,
        Some(true) => 2,
        Some(false) => match apart(one.moment.as_ref(), other.moment.as_ref()) {
            0..=2 => 1,
            3..=5 => -1,
            _ => -7,
        },
    };
    let after = match (one.score_after, other.score_after) {
        (Some(one), Some(other)) if one == other => 3,
        (Some(_), Some(_)) => -3,
        (None, _) | (_, None) => 0,
    };
    scorer + clock + after
}

fn exact(moment: Option<&Moment>) -> bool {
    moment.is_some_and(|moment| moment.at.is_some())
}

fn apart(one: Option<&Moment>, other: Option<&Moment>) -> u8 {
    let (Some((first, last)), Some((from, to))) = (one.and_then(window), other.and_then(window))
    else {
        return u8::MAX;
    };
    from.saturating_sub(last).max(first.saturating_sub(to))
}
