//! What changed between two agreed views of a match.

use super::consensus::{goal_likeness, single_place};
use super::{AgreedFact, AgreedMatch, Assist, FactValue, GoalFact, Standing};
use crate::football::{Event, Goal, Moment};

/// One thing that differs between an earlier agreed view and a later one.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The match was not held before.
    Appeared,
    /// No report speaks of the match any more.
    Withdrawn,
    /// A fact that was not held before.
    Added(FactValue),
    /// A fact that is held no more.
    Removed(FactValue),
    /// A fact that reads differently now.
    Changed {
        /// As it read.
        before: FactValue,
        /// As it reads now.
        after: FactValue,
    },
    /// The same fact on another footing: disputed, settled, confirmed by one more report.
    Stands {
        /// The fact.
        value: FactValue,
        /// On what it stood.
        before: Standing,
        /// On what it stands now.
        after: Standing,
    },
}

impl Change {
    /// Whether those who were told of the match should hear of it: a player merely named, a remark about another season or one
    /// more report that agrees is no news.
    #[must_use]
    pub const fn is_news(&self) -> bool {
        match self {
            Self::Appeared | Self::Withdrawn => true,
            Self::Added(value) | Self::Removed(value) => value.is_of_the_match(),
            Self::Changed { before, after } => before.is_of_the_match() || after.is_of_the_match(),
            Self::Stands {
                value,
                before,
                after,
            } => value.is_of_the_match() && (is_doubt(*before) || is_doubt(*after)),
        }
    }
}

const fn is_doubt(standing: Standing) -> bool {
    match standing {
        Standing::Disputed | Standing::Corrected => true,
        Standing::Sole | Standing::Agreed => false,
    }
}

/// What is different in `after`, in the order of its facts, what is gone last. Evidence is no difference: the same fact quoted from
/// elsewhere is the same fact.
#[must_use]
pub fn diff(before: Option<&AgreedMatch>, after: Option<&AgreedMatch>) -> Vec<Change> {
    let (before, after) = match (before, after) {
        (None, None) => return Vec::new(),
        (None, Some(_)) => return vec![Change::Appeared],
        (Some(_), None) => return vec![Change::Withdrawn],
        (Some(before), Some(after)) => (before, after),
    };
    let mut gone: Vec<&AgreedFact> = before.facts.iter().collect();
    let mut pairs: Vec<(&AgreedFact, Option<&AgreedFact>)> = Vec::new();
    for now in &after.facts {
        let value = bare(&now.fact.value);
        let same = gone.iter().position(|was| bare(&was.fact.value) == value);
        pairs.push((now, same.map(|place| gone.remove(place))));
    }
    let mut changes = Vec::new();
    for (now, was) in pairs {
        match was {
            Some(was) if was.standing == now.standing => {}
            Some(was) => changes.push(Change::Stands {
                value: now.fact.value.clone(),
                before: was.standing,
                after: now.standing,
            }),
            None => match closest(&gone, &now.fact.value) {
                Some(place) => changes.push(Change::Changed {
                    before: gone.remove(place).fact.value.clone(),
                    after: now.fact.value.clone(),
                }),
                None => changes.push(Change::Added(now.fact.value.clone())),
            },
        }
    }
    changes.extend(
        gone.into_iter()
            .map(|was| Change::Removed(was.fact.value.clone())),
    );
    changes
}

/// The earlier fact that `value` is a new reading of.
fn closest(gone: &[&AgreedFact], value: &FactValue) -> Option<usize> {
    let likeness = |was: &FactValue| match (was, value) {
        (FactValue::Goal(was), FactValue::Goal(now)) => goal_likeness(was, now),
        (FactValue::Event(was), FactValue::Event(now)) => {
            i32::from(was.kind == now.kind && was.player == now.player)
        }
        (FactValue::Player(was), FactValue::Player(now)) => i32::from(was.name == now.name),
        (FactValue::Background(was), FactValue::Background(now)) => i32::from(was.text == now.text),
        (was, now) => {
            i32::from(single_place(was).is_some() && single_place(was) == single_place(now))
        }
    };
    gone.iter()
        .enumerate()
        .map(|(place, was)| (likeness(&was.fact.value), place))
        .filter(|(likeness, _)| *likeness > 0)
        .max_by_key(|(likeness, place)| (*likeness, std::cmp::Reverse(*place)))
        .map(|(_, place)| place)
}

/// The value without the words it was read from.
fn bare(value: &FactValue) -> FactValue {
    match value {
        FactValue::Goal(told) => FactValue::Goal(GoalFact {
            goal: Goal {
                moment: told.goal.moment.as_ref().map(bare_moment),
                ..told.goal.clone()
            },
            assist: told.assist.as_ref().map(|assist| Assist {
                evidence: Vec::new(),
                ..assist.clone()
            }),
        }),
        FactValue::Event(event) => FactValue::Event(Event {
            moment: event.moment.as_ref().map(bare_moment),
            ..event.clone()
        }),
        other => other.clone(),
    }
}

fn bare_moment(moment: &Moment) -> Moment {
    Moment {
        as_written: None,
        ..moment.clone()
    }
}
