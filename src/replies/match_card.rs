//! `/match` as a reply: the full card.

use super::phrase::{self, ShortNames};
use super::score::{block, differences, evidence, framed, inline, no_match, scorers, scores};
use super::{Field, Piece, Reply, Text};
use crate::facts::{AgreedFact, Background, FactValue, ReportId};
use crate::football::{Event, EventKind, PlayerRole, Side};
use crate::questions::{MatchAnswer, MatchCard};

/// All that is held about a match, and what no report states.
#[must_use]
pub fn match_card(answer: &MatchAnswer) -> Reply {
    match answer {
        MatchAnswer::Found { card, .. } => full(card),
        MatchAnswer::None(none) => no_match(none),
    }
}

pub(super) fn full(card: &MatchCard) -> Reply {
    let names = ShortNames::of(&card.agreed);
    let goals = card
        .agreed
        .goals()
        .map(|(agreed, told)| Text::words(phrase::goal_line(card, agreed, told, &names)))
        .fold(Text::new(), Text::line);
    let description = Text::words(phrase::outcome(card));
    let mut fields = Vec::new();
    if !goals.is_empty() {
        fields.push(block("Goals", goals));
    }
    fields.extend(scores(card));
    fields.extend(circumstances(card));
    fields.extend(happenings(card, &names));
    fields.extend(players(card, &names));
    fields.extend(beyond(card));
    fields.extend(differences(card, &names, |_| true));
    fields.extend(not_stated(card));
    fields.extend(sources(card));
    framed(
        card,
        description,
        fields,
        [scorers(card.id), evidence(card.id)],
    )
}

/// Date, ground, referee, attendance, coaches: one short field each.
fn circumstances(card: &MatchCard) -> Vec<Field> {
    let names = ShortNames::default();
    card.agreed
        .facts
        .iter()
        .filter(|agreed| match agreed.fact.value {
            FactValue::Date(_)
            | FactValue::Venue(_)
            | FactValue::Referee(_)
            | FactValue::Attendance(_)
            | FactValue::Coach { .. }
            | FactValue::ExtraTime => true,
            FactValue::Score(..)
            | FactValue::Winner(_)
            | FactValue::Competition(_)
            | FactValue::Stage(_)
            | FactValue::Category(_)
            | FactValue::Goal(_)
            | FactValue::Event(_)
            | FactValue::Player(_)
            | FactValue::Background(_) => false,
        })
        .map(|agreed| {
            let name = phrase::label(card, &agreed.fact.value, &names);
            let value = phrase::value(card, &agreed.fact.value, &names);
            inline(&name, format!("{value}{}", phrase::marks_of(agreed)))
        })
        .collect()
}

/// The events that are no goals, under a heading each.
fn happenings(card: &MatchCard, names: &ShortNames) -> Vec<Field> {
    let heading = |kind: EventKind| match kind {
        EventKind::Yellow | EventKind::SecondYellow | EventKind::Red => "Cards",
        EventKind::MissedPenalty | EventKind::SavedPenalty => "Penalties not scored",
        EventKind::DisallowedGoal => "Disallowed",
        EventKind::Substitution => "Substitutions",
        EventKind::MissedChance | EventKind::Save | EventKind::Woodwork => "Chances",
        EventKind::Injury => "Injuries",
    };
    let headings = [
        "Cards",
        "Penalties not scored",
        "Disallowed",
        "Substitutions",
        "Chances",
        "Injuries",
    ];
    headings
        .into_iter()
        .filter_map(|name| {
            let text = events(card)
                .filter(|(_, event)| heading(event.kind) == name)
                .map(|(agreed, event)| {
                    let line = phrase::event(card, event, names);
                    Text::words(format!("{line}{}", phrase::event_marks(agreed, event)))
                })
                .fold(Text::new(), Text::line);
            (!text.is_empty()).then(|| block(name, text))
        })
        .collect()
}

fn events(card: &MatchCard) -> impl Iterator<Item = (&AgreedFact, &Event)> {
    card.agreed
        .facts
        .iter()
        .filter_map(|agreed| match &agreed.fact.value {
            FactValue::Event(event) => Some((agreed, event)),
            _ => None,
        })
}

/// Who took part, where the reports say more of them than a name: a line for each side.
fn players(card: &MatchCard, names: &ShortNames) -> Option<Field> {
    let part = |role: PlayerRole| match role {
        PlayerRole::Starter => Some("started"),
        PlayerRole::Substitute => Some("came on"),
        PlayerRole::Keeper => Some("in goal"),
        PlayerRole::Bench => Some("on the bench"),
        PlayerRole::Absent => Some("absent"),
        PlayerRole::Mentioned => None,
    };
    let of_side = |side: Side| {
        let told: Vec<String> = card
            .agreed
            .facts
            .iter()
            .filter_map(|agreed| match &agreed.fact.value {
                FactValue::Player(player) if player.side == Some(side) => {
                    let part = part(player.role)?;
                    Some(format!("{} ({part})", names.short(&player.name)))
                }
                _ => None,
            })
            .collect();
        (!told.is_empty())
            .then(|| Text::words(format!("{}: {}", card.team(side).name, told.join(", "))))
    };
    let text = Side::BOTH
        .into_iter()
        .filter_map(of_side)
        .fold(Text::new(), Text::line);
    (!text.is_empty()).then(|| block("Players", text))
}

/// Tables, tallies and runs, in the report's words; a claim told again in fewer of them is told once.
fn beyond(card: &MatchCard) -> Option<Field> {
    let claims: Vec<&Background> = card
        .agreed
        .facts
        .iter()
        .filter_map(|agreed| match &agreed.fact.value {
            FactValue::Background(claim) => Some(claim),
            _ => None,
        })
        .collect();
    let is_told_longer = |claim: &Background| {
        claims
            .iter()
            .any(|other| other.text.len() > claim.text.len() && other.text.contains(&claim.text))
    };
    let text = claims
        .iter()
        .filter(|claim| !is_told_longer(claim))
        .map(|claim| phrase::background(claim))
        .fold(Text::new(), Text::line);
    (!text.is_empty()).then(|| block("Beyond this match, as reports put it", text))
}

/// What people ask of a match and no report of it says.
fn not_stated(card: &MatchCard) -> Option<Field> {
    let mut missing: Vec<String> = [
        "score",
        "competition",
        "date",
        "venue",
        "referee",
        "attendance",
    ]
    .into_iter()
    .filter(|kind| card.agreed.first(kind).is_none())
    .map(|kind| match kind {
        "venue" => "ground".to_owned(),
        kind => kind.to_owned(),
    })
    .collect();
    for side in Side::BOTH {
        let has_coach = card.agreed.facts.iter().any(
            |agreed| matches!(&agreed.fact.value, FactValue::Coach { side: of, .. } if *of == side),
        );
        if !has_coach {
            missing.push(format!("coach of {}", card.team(side).name));
        }
    }
    if !events(card).any(|(_, event)| event.kind.is_booking()) {
        missing.push("cards".to_owned());
    }
    let names = ShortNames::of(&card.agreed);
    for (_, told) in card.agreed.goals() {
        if let Some(scorer) = &told.goal.scorer
            && phrase::lacks_assist(told)
        {
            missing.push(format!("assist for {}", names.short(scorer)));
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    missing.retain(|what| seen.insert(what.clone()));
    (!missing.is_empty()).then(|| block("Not stated", Text::words(missing.join(", "))))
}

/// The reports behind a match; numbered where there are several, for quotes to name theirs.
pub(super) fn sources(card: &MatchCard) -> Option<Field> {
    let text = card
        .reports
        .iter()
        .map(|report| {
            let number = number_of(card, report.id).map_or_else(String::new, |n| format!("{n} "));
            let published = report.published.map_or_else(String::new, |date| {
                format!(", published {}", phrase::calendar(date))
            });
            Text::words(format!("{number}{}{published}, added ", report.name))
                .then(Piece::Instant(report.added_at))
        })
        .fold(Text::new(), Text::line);
    (!text.is_empty()).then(|| block("Sources", text))
}

/// `[2]`, the place of a report among several.
pub(super) fn number_of(card: &MatchCard, report: ReportId) -> Option<String> {
    let place = card.reports.iter().position(|known| known.id == report)?;
    (card.reports.len() > 1).then(|| format!("[{}]", place + 1))
}
