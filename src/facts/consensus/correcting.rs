//! Which facts of the view people put right.

use super::compose::{compose, corrected};
use super::slots::{Slot, goal_likeness, meet, single_place};
use super::value::composed_value;
use super::{Held, Put};
use crate::facts::FactValue;
use crate::facts::people::is_same_person;

/// How like a fact has to be to one that a person adds to be that one.
const SURELY_THE_SAME: i32 = 5;

/// The facts of all slots as people put them right, with those among them that no report tells of.
pub(super) fn all(slots: Vec<Slot<'_>>, puts: &[Put]) -> Vec<Held> {
    let values: Vec<FactValue> = slots.iter().map(composed).collect();
    let mut seats: Vec<Option<&Put>> = vec![None; slots.len()];
    let mut untold: Vec<&FactValue> = Vec::new();
    for (index, put) in puts.iter().enumerate() {
        let place = single_place(put.about());
        let is_outranked = place.is_some()
            && puts[..index]
                .iter()
                .any(|other| single_place(other.about()) == place);
        if is_outranked {
            continue;
        }
        match seat_of(put, &values, &seats) {
            Some(seat) => seats[seat] = Some(put),
            None => untold.extend(put.value()),
        }
    }
    let mut held = Vec::with_capacity(slots.len());
    let mut moved = Vec::new();
    for (slot, put) in slots.iter().zip(seats) {
        match put {
            None => held.push(compose(slot, None)),
            Some(Put::Gone(_)) => {}
            Some(Put::Right(value) | Put::Instead { value, .. }) => {
                let fact = compose(slot, Some(value));
                if minute(value).is_some() {
                    moved.push(fact);
                } else {
                    held.push(fact);
                }
            }
        }
    }
    moved.extend(untold.into_iter().map(|value| corrected(value, &[], &[])));
    for fact in moved {
        let at = place_among(&held, &fact.agreed.fact.value);
        held.insert(at, fact);
    }
    held
}

fn composed(slot: &Slot<'_>) -> FactValue {
    composed_value(slot)
}

/// The slot that a correction is about, none being about two.
fn seat_of(put: &Put, values: &[FactValue], seats: &[Option<&Put>]) -> Option<usize> {
    let about = put.about();
    let free = values
        .iter()
        .enumerate()
        .filter(|(place, _)| seats[*place].is_none());
    if let Some(place) = single_place(about) {
        return free
            .into_iter()
            .find(|(_, value)| single_place(value) == Some(place))
            .map(|(seat, _)| seat);
    }
    let least = match put {
        Put::Right(_) => SURELY_THE_SAME,
        Put::Instead { .. } | Put::Gone(_) => 1,
    };
    free.map(|(seat, value)| (likeness(about, value), seat))
        .filter(|(likeness, _)| *likeness >= least)
        .max_by_key(|(likeness, seat)| (*likeness, std::cmp::Reverse(*seat)))
        .map(|(_, seat)| seat)
}

/// How much two facts of which a match has many look like one; above 0 they may be.
fn likeness(one: &FactValue, other: &FactValue) -> i32 {
    match (one, other) {
        (FactValue::Goal(one), FactValue::Goal(other)) => goal_likeness(one, other),
        (FactValue::Event(one), FactValue::Event(other)) if one.kind == other.kind => {
            let person = match (&one.player, &other.player) {
                (Some(one), Some(other)) if is_same_person(one, other) => 5,
                (None, None) => 2,
                (Some(_) | None, _) => return 0,
            };
            match meet(one.moment.as_ref(), other.moment.as_ref()) {
                Some(true) => person + 3,
                None => person,
                Some(false) => 1,
            }
        }
        _ => 0,
    }
}

/// Where a fact belongs that no slot has a place for: what a match has one of in its order, goals by the clock, events last of
/// their kind.
fn place_among(held: &[Held], value: &FactValue) -> usize {
    let is_behind = |other: &FactValue| match rank(other).cmp(&rank(value)) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => match (minute(other), minute(value)) {
            (Some(other), Some(own)) => other > own,
            (None, _) | (_, None) => false,
        },
    };
    held.iter()
        .position(|there| is_behind(&there.agreed.fact.value))
        .unwrap_or(held.len())
}

/// The order in which readers see facts.
fn rank(value: &FactValue) -> u8 {
    match value {
        FactValue::Goal(_) => 100,
        FactValue::Event(_) => 101,
        FactValue::Player(_) => 102,
        FactValue::Background(_) => 103,
        single => single_place(single).unwrap_or(104),
    }
}

fn minute(value: &FactValue) -> Option<u16> {
    match value {
        FactValue::Goal(told) => told.goal.moment.as_ref()?.at.map(|at| at.elapsed()),
        _ => None,
    }
}
