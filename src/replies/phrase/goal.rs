//! Goals in a line.

use super::{NOT_STATED, ShortNames, marks};
use crate::facts::{AgreedFact, Fact, FactValue, GoalFact};
use crate::football::{Basis, Goal, GoalKind, Moment, Period, Side, ledger};
use crate::questions::MatchCard;

/// `31' Aubameyang (Yarmolenko)`, `49' Kane †`, `12' Mensah (og)`: minute, scorer, kind, assist, marks.
#[must_use]
pub fn brief_goal(agreed: &AgreedFact, told: &GoalFact, names: &ShortNames) -> String {
    let goal = &told.goal;
    let scorer = goal
        .scorer
        .as_deref()
        .map_or("scorer not named", |scorer| names.short(scorer));
    let mut line = format!("{}{scorer}", when(goal.moment.as_ref()));
    match goal.kind {
        GoalKind::Regular => {}
        GoalKind::Penalty => line.push_str(" (pen)"),
        GoalKind::OwnGoal => line.push_str(" (og)"),
    }
    if let Some(assist) = &told.assist {
        line.push_str(&format!(" ({})", names.short(&assist.player)));
    }
    line.push_str(&marks(is_worked_out(agreed, told), agreed.standing));
    line
}

/// The brief line, whose goal it was in words, and the score it made: `49' Kane † · Tottenham, 1-1`.
#[must_use]
pub fn goal_line(
    card: &MatchCard,
    agreed: &AgreedFact,
    told: &GoalFact,
    names: &ShortNames,
) -> String {
    let credited = &card.team(told.goal.credited_to()).name;
    let whose = match told.goal.kind {
        GoalKind::Regular | GoalKind::Penalty => credited.clone(),
        GoalKind::OwnGoal => format!("counts for {credited}"),
    };
    let made = match score_after(card, told) {
        Some(score) => format!(", {score}"),
        None => String::new(),
    };
    format!("{} · {whose}{made}", brief_goal(agreed, told, names))
}

fn score_after(card: &MatchCard, told: &GoalFact) -> Option<crate::football::Score> {
    told.goal.score_after.or_else(|| {
        // Only when no goal is missing does counting those told give the score.
        if !card.agreed.is_complete() {
            return None;
        }
        let goals: Vec<Goal> = card
            .agreed
            .goals()
            .map(|(_, told)| told.goal.clone())
            .collect();
        let index = card
            .agreed
            .goals()
            .position(|(_, other)| std::ptr::eq(other, told))?;
        ledger::running_scores(&goals).get(index).copied()
    })
}

/// From which words the minute was worked out, or that it is not stated: what the brief line cannot say.
#[must_use]
pub fn minute_source(told: &GoalFact) -> Option<String> {
    match &told.goal.moment {
        Some(moment) => match (&moment.as_written, moment.basis) {
            (Some(words), Basis::Derived | Basis::Inferred) => Some(format!("from “{words}”")),
            _ => None,
        },
        None => Some(format!("minute {NOT_STATED}")),
    }
}

/// Whether the goal is one that somebody sets up and the report does not say who.
#[must_use]
pub fn lacks_assist(told: &GoalFact) -> bool {
    match told.goal.kind {
        GoalKind::Regular => told.assist.is_none(),
        GoalKind::Penalty | GoalKind::OwnGoal => false,
    }
}

/// `49' ` or `first half: `, to stand before what happened then; nothing when nothing is known.
pub(super) fn when(moment: Option<&Moment>) -> String {
    match moment.and_then(minute) {
        Some(words) if words.starts_with(char::is_alphabetic) => format!("{words}: "),
        Some(minute) => format!("{minute} "),
        None => String::new(),
    }
}

/// The goals of each side that has any, in brief: `Tottenham – 49' Kane † · 76' Son (Alli) †`. An own goal stands with the
/// side it counts for.
#[must_use]
pub fn goals_by_side(card: &MatchCard, names: &ShortNames) -> Vec<String> {
    Side::BOTH
        .into_iter()
        .filter_map(|side| {
            let goals: Vec<String> = card
                .agreed
                .goals()
                .filter(|(_, told)| told.goal.credited_to() == side)
                .map(|(agreed, told)| brief_goal(agreed, told, names))
                .collect();
            (!goals.is_empty()).then(|| format!("{} – {}", card.team(side).name, goals.join(" · ")))
        })
        .collect()
}

/// `49'`, `45+2'`, `46'–60'`, `second half`; `None` when nothing is known.
#[must_use]
pub fn minute(moment: &Moment) -> Option<String> {
    if let Some(clock) = moment.at {
        return Some(clock.to_string());
    }
    match (moment.earliest, moment.latest) {
        (Some(first), Some(last)) if first == last => Some(format!("{first}'")),
        (Some(1), Some(45)) => Some("first half".to_owned()),
        (Some(46), Some(90)) => Some("second half".to_owned()),
        (Some(91), Some(120)) => Some("extra time".to_owned()),
        (Some(first), Some(last)) => Some(format!("{first}'–{last}'")),
        (Some(first), None) => Some(format!("after {first}'")),
        (None, Some(last)) => Some(format!("before {last}'")),
        (None, None) => moment.period().map(|period| {
            match period {
                Period::FirstHalf => "first half",
                Period::SecondHalf => "second half",
                Period::ExtraTimeFirstHalf | Period::ExtraTimeSecondHalf => "extra time",
                Period::Shootout => "shoot-out",
            }
            .to_owned()
        }),
    }
}

fn is_worked_out(agreed: &AgreedFact, told: &GoalFact) -> bool {
    let bases = [
        Some(agreed.fact.basis),
        told.goal.moment.as_ref().map(|moment| moment.basis),
        told.assist.as_ref().map(|assist| assist.basis),
    ];
    bases
        .into_iter()
        .flatten()
        .any(|basis| basis != Basis::Stated)
}

/// "49' and 50' for Kane", when all sides tell of one scorer's goal and differ on its minute.
pub(super) fn disputed_minutes(sides: &[&Fact], names: &ShortNames) -> Option<String> {
    let mut scorer = None;
    let mut minutes = Vec::new();
    for fact in sides {
        let FactValue::Goal(told) = &fact.value else {
            return None;
        };
        let name = told.goal.scorer.as_deref()?;
        if *scorer.get_or_insert(name) != name {
            return None;
        }
        minutes.push(minute(told.goal.moment.as_ref()?)?);
    }
    minutes.dedup();
    (minutes.len() > 1).then(|| {
        format!(
            "{} for {}",
            minutes.join(" and "),
            names.short(scorer.unwrap_or_default())
        )
    })
}
