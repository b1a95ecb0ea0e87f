//! Phrases made of facts, for every reply to share: a match's title, its sentence, its small print.
//!
//! A mark follows what was not simply read: [`WORKED_OUT`] for a value that was derived or inferred, [`DIFFER`] for one
//! that reports differ on. Whoever uses a mark explains it in the footer, which [`footer`] does.

mod detail;
mod goal;
mod naming;

use jiff::civil::Date;

use super::{Text, Tone};
use crate::facts::{AgreedFact, AgreedMatch, Fact, FactValue, HomeAway, Standing};
use crate::football::{Basis, Category, Event, Score, ScoreKind, Side, ledger};
use crate::questions::{MatchCard, MatchState, MatchSummary};

pub use detail::{background, event, label, value};
pub use goal::{brief_goal, goal_line, goals_by_side, lacks_assist, minute, minute_source};
pub use naming::ShortNames;

/// Follows what was worked out rather than read.
pub const WORKED_OUT: &str = "†";
/// Follows what reports differ on.
pub const DIFFER: &str = "‡";
/// What is said of a fact that was asked for and is in no report.
pub const NOT_STATED: &str = "not stated";

/// `Borussia Dortmund 1-2 Tottenham`, home side first; `A v B` while no score is known.
#[must_use]
pub fn title(card: &MatchCard) -> String {
    let between = match card.agreed.score_fact(ScoreKind::Final) {
        Some((_, score)) => score.to_string(),
        None => "v".to_owned(),
    };
    let title = format!("{} {between} {}", card.home.name, card.away.name);
    match card.agreed.score_fact(ScoreKind::Final) {
        Some((fact, _)) => format!("{title}{}", marks_of(fact)),
        None => title,
    }
}

/// `Champions League, Group H`, with the category where it is not men's first-team football.
#[must_use]
pub fn occasion(card: &MatchCard) -> Option<String> {
    let competition = card.agreed.first("competition").and_then(|agreed| {
        let FactValue::Competition(named) = &agreed.fact.value else {
            return None;
        };
        Some(format!("{}{}", named.name, marks_of(agreed)))
    });
    let stage = card.agreed.first("stage").and_then(|agreed| {
        let FactValue::Stage(stage) = &agreed.fact.value else {
            return None;
        };
        Some(format!("{stage}{}", marks_of(agreed)))
    });
    let parts: Vec<String> = [
        competition,
        stage,
        card.category
            .map(|category| category_name(category).to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// A category in words.
#[must_use]
pub const fn category_name(category: Category) -> &'static str {
    match category {
        Category::Women => "women",
        Category::Youth => "youth",
        Category::Reserve => "reserves",
    }
}

/// One sentence on how it ended: "Tottenham won 2-1 away after falling behind."
#[must_use]
pub fn outcome(card: &MatchCard) -> String {
    let agreed = &card.agreed;
    let Some(score) = agreed.score(ScoreKind::Final) else {
        return "No report gives the final score.".to_owned();
    };
    let extra_time = if agreed.first("extra_time").is_some() {
        " after extra time"
    } else {
        ""
    };
    let sentence = match score.outcome().winner() {
        Some(winner) => {
            let told = winner_first(score, winner);
            format!(
                "{} won {told}{}{extra_time}{}.",
                card.team(winner).name,
                ground(agreed.home_away, winner),
                comeback(agreed, winner)
            )
        }
        None if score == Score::NIL => format!("Neither side scored{extra_time}."),
        None => format!("It ended {score}{extra_time}."),
    };
    match after_play(card) {
        Some(more) => format!("{sentence} {more}"),
        None => sentence,
    }
}

/// What decided a tie beyond its play: a shoot-out, or the two legs together.
fn after_play(card: &MatchCard) -> Option<String> {
    if let Some(kicks) = card.agreed.score(ScoreKind::Shootout) {
        let winner = kicks.outcome().winner()?;
        let told = winner_first(kicks, winner);
        return Some(format!(
            "{} won the shoot-out {told}.",
            card.team(winner).name
        ));
    }
    let legs = card.agreed.score(ScoreKind::Aggregate)?;
    Some(match legs.outcome().winner() {
        Some(winner) => {
            let told = winner_first(legs, winner);
            format!("{} won {told} on aggregate.", card.team(winner).name)
        }
        None => format!("It is {legs} on aggregate."),
    })
}

fn winner_first(score: Score, winner: Side) -> Score {
    match winner {
        Side::Home => score,
        Side::Away => score.swapped(),
    }
}

fn ground(home_away: HomeAway, winner: Side) -> &'static str {
    match (home_away, winner) {
        (HomeAway::Stated | HomeAway::Derived | HomeAway::Inferred, Side::Home) => " at home",
        (HomeAway::Stated | HomeAway::Derived | HomeAway::Inferred, Side::Away) => " away",
        (HomeAway::Neutral, _) => " on neutral ground",
        (HomeAway::Unknown, _) => "",
    }
}

/// Said only when every goal is known, because a missing one could undo it.
fn comeback(agreed: &AgreedMatch, winner: Side) -> &'static str {
    if !agreed.is_complete() {
        return "";
    }
    let goals: Vec<_> = agreed.goals().map(|(_, told)| told.goal.clone()).collect();
    let was_behind = ledger::running_scores(&goals)
        .iter()
        .any(|score| score.outcome().winner() == Some(winner.opponent()));
    if was_behind {
        " after falling behind"
    } else {
        ""
    }
}

/// `2 reports · revision 3 · m142`, then what the marks in `said` mean.
#[must_use]
pub fn footer(card: &MatchCard, said: &[&str]) -> String {
    let mut parts = vec![
        counted(card.reports.len(), "report"),
        format!("revision {}", card.revision),
        card.id.to_string(),
    ];
    match card.state {
        MatchState::Corrected => parts.push("corrected by hand".to_owned()),
        MatchState::Complete | MatchState::Incomplete | MatchState::Disputed => {
            if card.agreed.score(ScoreKind::Final).is_some() && !card.agreed.is_complete() {
                parts.push("not every goal is told".to_owned());
            }
        }
    }
    if said.iter().any(|words| words.contains(WORKED_OUT)) {
        parts.push(format!("{WORKED_OUT} worked out from the report’s words"));
    }
    if said.iter().any(|words| words.contains(DIFFER)) {
        parts.push(format!("{DIFFER} reports differ"));
    }
    parts.join(" · ")
}

/// The colour of a match's state.
#[must_use]
pub const fn tone(state: MatchState) -> Tone {
    match state {
        MatchState::Complete => Tone::Complete,
        MatchState::Incomplete => Tone::Incomplete,
        MatchState::Disputed => Tone::Disputed,
        MatchState::Corrected => Tone::Corrected,
    }
}

/// ` †`, ` ‡`, both or nothing: what has to be said of a fact besides its value.
#[must_use]
pub fn marks_of(agreed: &AgreedFact) -> String {
    marks(agreed.fact.basis != Basis::Stated, agreed.standing)
}

pub(super) fn marks(is_worked_out: bool, standing: Standing) -> String {
    let mut marks = String::new();
    // What a person put right was not worked out by us, whatever it replaced.
    if is_worked_out && standing != Standing::Corrected {
        marks.push_str(" †");
    }
    if standing == Standing::Disputed {
        marks.push_str(" ‡");
    }
    marks
}

/// The marks of an event, whose minute can be worked out where the event itself is stated.
#[must_use]
pub fn event_marks(agreed: &AgreedFact, event: &Event) -> String {
    let moment = event.moment.as_ref().map(|moment| moment.basis);
    let is_worked_out = [Some(agreed.fact.basis), moment]
        .into_iter()
        .flatten()
        .any(|basis| basis != Basis::Stated);
    marks(is_worked_out, agreed.standing)
}

/// "21 November 2017".
#[must_use]
pub fn calendar(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = usize::try_from(date.month() - 1)
        .ok()
        .and_then(|index| MONTHS.get(index))
        .copied()
        .unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

/// The day of play with its marks, or that it is not stated.
#[must_use]
pub fn date(agreed: &AgreedMatch) -> String {
    match agreed.first("date") {
        Some(found) => match found.fact.value {
            FactValue::Date(date) => format!("{}{}", calendar(date), marks_of(found)),
            _ => NOT_STATED.to_owned(),
        },
        None => NOT_STATED.to_owned(),
    }
}

/// "1 report", "2 reports".
#[must_use]
pub fn counted(count: usize, what: &str) -> String {
    let plural = match what {
        "match" => "matches".to_owned(),
        _ => format!("{what}s"),
    };
    format!("{count} {}", if count == 1 { what } else { &plural })
}

/// A match in one line: `21 November 2017 · Rovers 1-2 United · Premier League · m12`.
#[must_use]
pub fn summary_line(game: &MatchSummary) -> String {
    let between = game
        .score
        .map_or_else(|| "v".to_owned(), |score| score.to_string());
    let category = game
        .category
        .map(|category| category_name(category).to_owned());
    let parts = [
        Some(
            game.date
                .map_or_else(|| "date not stated".to_owned(), calendar),
        ),
        Some(format!("{} {between} {}", game.home.name, game.away.name)),
        game.competition.clone(),
        category,
        Some(game.id.to_string()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" · ")
}

/// "Two reports differ: 49' and 50' for Kane.", with the quotes of all sides; one line a side.
#[must_use]
pub fn dispute(card: &MatchCard, agreed: &AgreedFact, names: &ShortNames) -> Option<Text> {
    if agreed.standing != Standing::Disputed || agreed.rivals.is_empty() {
        return None;
    }
    let sides: Vec<&Fact> = [&agreed.fact].into_iter().chain(&agreed.rivals).collect();
    let values: Vec<String> = sides
        .iter()
        .map(|fact| value(card, &fact.value, names))
        .collect();
    let how_many = match sides.len() {
        2 => "Two".to_owned(),
        3 => "Three".to_owned(),
        more => more.to_string(),
    };
    let mut text = Text::words(match goal::disputed_minutes(&sides, names) {
        Some(told) => format!("{how_many} reports differ: {told}."),
        None => format!(
            "{how_many} reports differ on {}: {}.",
            label(card, &agreed.fact.value, names),
            values.join(" / ")
        ),
    });
    for fact in sides {
        if let Some(evidence) = fact.evidence.first() {
            let source = evidence
                .report
                .and_then(|id| card.reports.iter().find(|report| report.id == id))
                .map_or("a report", |report| report.name.as_str());
            text = text.line(
                Text::words(format!("{}: ", value(card, &fact.value, names)))
                    .quote(&evidence.quote)
                    .say(format!(" ({source})")),
            );
        }
    }
    Some(text)
}
