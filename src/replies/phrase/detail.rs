//! Any fact in a few words.

use super::{ShortNames, calendar, category_name, goal};
use crate::facts::{Background, FactValue};
use crate::football::{Event, EventKind, GoalKind, Outcome, PlayerRole, ScoreKind, Side};
use crate::questions::MatchCard;
use crate::replies::Text;

/// What a fact is about, for a heading: "Half-time", "Goal 2", "Referee".
#[must_use]
pub fn label(card: &MatchCard, fact: &FactValue, names: &ShortNames) -> String {
    match fact {
        FactValue::Score(ScoreKind::Final, _) => "Score".to_owned(),
        FactValue::Score(ScoreKind::HalfTime, _) => "Half-time".to_owned(),
        FactValue::Score(ScoreKind::After90, _) => "After 90 minutes".to_owned(),
        FactValue::Score(ScoreKind::Shootout, _) => "Shoot-out".to_owned(),
        FactValue::Score(ScoreKind::Aggregate, _) => "Aggregate".to_owned(),
        FactValue::ExtraTime => "Extra time".to_owned(),
        FactValue::Winner(_) => "Winner".to_owned(),
        FactValue::Competition(_) => "Competition".to_owned(),
        FactValue::Stage(_) => "Stage".to_owned(),
        FactValue::Venue(_) => "Ground".to_owned(),
        FactValue::Date(_) => "Date".to_owned(),
        FactValue::Referee(_) => "Referee".to_owned(),
        FactValue::Attendance(_) => "Attendance".to_owned(),
        FactValue::Category(_) => "Category".to_owned(),
        FactValue::Coach { side, .. } => format!("Coach of {}", card.team(*side).name),
        FactValue::Goal(told) => {
            let place = card
                .agreed
                .goals()
                .position(|(_, other)| other == told)
                .map_or_else(String::new, |index| format!(" {}", index + 1));
            format!("Goal{place}")
        }
        FactValue::Event(event) => event_name(event.kind).to_owned(),
        FactValue::Player(player) => names.short(&player.name).to_owned(),
        FactValue::Background(_) => "Beyond this match".to_owned(),
    }
}

/// What a fact says.
#[must_use]
pub fn value(card: &MatchCard, fact: &FactValue, names: &ShortNames) -> String {
    match fact {
        FactValue::Score(_, score) => score.to_string(),
        FactValue::ExtraTime => "played".to_owned(),
        FactValue::Winner(Outcome::Home) => card.home.name.clone(),
        FactValue::Winner(Outcome::Away) => card.away.name.clone(),
        FactValue::Winner(Outcome::Draw) => "a draw".to_owned(),
        FactValue::Competition(named) => named.name.clone(),
        FactValue::Stage(words) | FactValue::Venue(words) | FactValue::Referee(words) => {
            words.clone()
        }
        FactValue::Date(date) => calendar(*date),
        FactValue::Attendance(count) => grouped(*count),
        FactValue::Category(category) => category_name(*category).to_owned(),
        FactValue::Coach { name, .. } => name.clone(),
        FactValue::Goal(told) => {
            let scorer = told.goal.scorer.as_deref().unwrap_or("scorer not named");
            let scorer = names.short(scorer);
            let kind = match told.goal.kind {
                GoalKind::Regular => "",
                GoalKind::Penalty => " (pen)",
                GoalKind::OwnGoal => " (og)",
            };
            format!("{}{scorer}{kind}", goal::when(told.goal.moment.as_ref()))
        }
        FactValue::Event(told) => event(card, told, names),
        FactValue::Player(player) => {
            let role = role(player.role);
            match player.side {
                Some(side) => format!("{role}, {}", card.team(side).name),
                None => role.to_owned(),
            }
        }
        FactValue::Background(claim) => background(claim).strings().collect(),
    }
}

const fn role(role: PlayerRole) -> &'static str {
    match role {
        PlayerRole::Starter => "in the starting eleven",
        PlayerRole::Substitute => "came on",
        PlayerRole::Bench => "on the bench",
        PlayerRole::Absent => "did not take part",
        PlayerRole::Keeper => "in goal",
        PlayerRole::Mentioned => "named in the report",
    }
}

const fn event_name(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Yellow => "Yellow card",
        EventKind::SecondYellow => "Second yellow card",
        EventKind::Red => "Red card",
        EventKind::Substitution => "Substitution",
        EventKind::DisallowedGoal => "Disallowed goal",
        EventKind::MissedPenalty => "Missed penalty",
        EventKind::SavedPenalty => "Saved penalty",
        EventKind::MissedChance => "Chance",
        EventKind::Save => "Save",
        EventKind::Injury => "Injury",
        EventKind::Woodwork => "Woodwork",
    }
}

/// An event as a line: `65' Dier, kept out by Burki · Tottenham`.
#[must_use]
pub fn event(card: &MatchCard, event: &Event, names: &ShortNames) -> String {
    let who = event.player.as_deref().map(|name| names.short(name));
    let other = event.other.as_deref().map(|name| names.short(name));
    let by = |verb: &str| other.map_or_else(String::new, |other| format!(" {verb} {other}"));
    let player = who.unwrap_or("a player");
    let what = match event.kind {
        EventKind::Yellow => format!("{player} booked"),
        EventKind::SecondYellow => format!("{player} sent off, second yellow card"),
        EventKind::Red => format!("{player} sent off"),
        EventKind::Substitution => match (who, other) {
            (Some(on), off) => match off {
                Some(off) => format!("{on} came on for {off}"),
                None => format!("{on} came on"),
            },
            (None, Some(off)) => format!("{off} went off"),
            (None, None) => "a substitution".to_owned(),
        },
        EventKind::DisallowedGoal => format!("{player}, goal disallowed"),
        EventKind::MissedPenalty => format!("{player} missed a penalty"),
        EventKind::SavedPenalty => format!("{player}, penalty saved{}", by("by")),
        EventKind::MissedChance => format!("{player} missed"),
        EventKind::Save => match who {
            Some(player) => format!("{player}, kept out{}", by("by")),
            None => format!("a save{}", by("by")),
        },
        EventKind::Injury => format!("{player} hurt"),
        EventKind::Woodwork => format!("{player} hit the woodwork"),
    };
    let minute = goal::when(event.moment.as_ref());
    let side = event.side.map_or_else(String::new, |side: Side| {
        format!(" · {}", card.team(side).name)
    });
    format!("{minute}{what}{side}")
}

/// A claim beyond the match in its own words, with whom it is about: `Son: “eight goals in 10 games”`.
#[must_use]
pub fn background(claim: &Background) -> Text {
    let subject = if claim.subject.is_empty() || claim.text.contains(&claim.subject) {
        Text::new()
    } else {
        Text::words(format!("{}: ", claim.subject))
    };
    subject.quote(&claim.text)
}

/// "65,849".
fn grouped(count: u32) -> String {
    let digits = count.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
