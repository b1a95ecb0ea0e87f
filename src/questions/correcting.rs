//! What a moderator types to put a fact right.

use crate::facts::consensus::Put;
use crate::facts::{Assist, FactValue, GoalFact, Named};
use crate::football::{Basis, Goal, GoalKind, MatchClock, Moment, Outcome, Score, ScoreKind, Side};
use crate::names::fold;

use super::pick::{Pick, pick};
use super::{MatchCard, day};
use jiff::civil::Date;

/// The longest name that is taken.
const NAME: usize = 100;

/// Why a correction cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unclear {
    /// No such fact.
    NoSuchField,
    /// Several facts go by that name.
    Several,
    /// The match has no such fact to take away.
    NothingThere,
    /// The value is not of the fact's kind; what would be right.
    BadValue(&'static str),
}

/// A fact that a match has one of.
#[derive(Debug, Clone, Copy)]
enum Field {
    Score(ScoreKind),
    Winner,
    Competition,
    Stage,
    Date,
    Venue,
    Referee,
    Attendance,
    Coach(Side),
}

const FIELDS: [(&[&str], Field); 14] = [
    (
        &["score", "result", "final score", "full time"],
        Field::Score(ScoreKind::Final),
    ),
    (
        &["half time", "half time score", "ht"],
        Field::Score(ScoreKind::HalfTime),
    ),
    (
        &["after 90", "after 90 minutes"],
        Field::Score(ScoreKind::After90),
    ),
    (
        &["shoot out", "shootout", "penalty shoot out"],
        Field::Score(ScoreKind::Shootout),
    ),
    (&["aggregate"], Field::Score(ScoreKind::Aggregate)),
    (&["winner"], Field::Winner),
    (&["competition", "league", "cup"], Field::Competition),
    (&["stage", "round"], Field::Stage),
    (&["date", "day"], Field::Date),
    (&["venue", "ground", "stadium"], Field::Venue),
    (&["referee"], Field::Referee),
    (&["attendance", "crowd"], Field::Attendance),
    (&["home coach", "home manager"], Field::Coach(Side::Home)),
    (&["away coach", "away manager"], Field::Coach(Side::Away)),
];

/// What `value` for `field` puts right in a match.
///
/// # Errors
/// When the words fit no fact, several, or a value of another kind.
pub fn correcting(card: &MatchCard, field: &str, value: &str, today: Date) -> Result<Put, Unclear> {
    let words = fold(field).replace(['-', '_'], " ");
    let value = value.trim();
    let is_gone = ["none", "remove", "not stated", "-"].contains(&value.to_lowercase().as_str());
    if matches!(words.as_str(), "new goal" | "missing goal" | "goal") && !is_gone {
        return new_goal(card, value);
    }
    let known = FIELDS
        .iter()
        .find(|(names, _)| names.contains(&words.as_str()));
    if let Some((_, kind)) = known {
        if is_gone {
            let held = card
                .agreed
                .facts
                .iter()
                .find(|held| is_of(*kind, &held.fact.value));
            let held = held.ok_or(Unclear::NothingThere)?;
            return Ok(Put::Gone(held.fact.value.clone()));
        }
        return single(*kind, card, value, today).map(Put::Right);
    }
    let of = one_of_many(card, field)?;
    if is_gone {
        return Ok(Put::Gone(of.clone()));
    }
    match of {
        FactValue::Goal(told) => {
            let changed = goal_with(told.clone(), value)?;
            Ok(Put::Instead {
                of: of.clone(),
                value: FactValue::Goal(changed),
            })
        }
        _ => Err(Unclear::BadValue(
            "“none”: a card or another event can only be taken away",
        )),
    }
}

fn is_of(field: Field, value: &FactValue) -> bool {
    match (field, value) {
        (Field::Score(kind), FactValue::Score(other, _)) => kind == *other,
        (Field::Coach(side), FactValue::Coach { side: other, .. }) => side == *other,
        (Field::Winner, FactValue::Winner(_))
        | (Field::Competition, FactValue::Competition(_))
        | (Field::Stage, FactValue::Stage(_))
        | (Field::Date, FactValue::Date(_))
        | (Field::Venue, FactValue::Venue(_))
        | (Field::Referee, FactValue::Referee(_))
        | (Field::Attendance, FactValue::Attendance(_)) => true,
        _ => false,
    }
}

fn single(field: Field, card: &MatchCard, value: &str, today: Date) -> Result<FactValue, Unclear> {
    Ok(match field {
        Field::Score(kind) => FactValue::Score(kind, score(value)?),
        Field::Winner => FactValue::Winner(winner(card, value)?),
        Field::Competition => FactValue::Competition(Named {
            name: name(value)?,
            id: None,
        }),
        Field::Stage => FactValue::Stage(name(value)?),
        Field::Date => FactValue::Date(
            day::day(value, today).ok_or(Unclear::BadValue("a day, such as 2017-11-21"))?,
        ),
        Field::Venue => FactValue::Venue(name(value)?),
        Field::Referee => FactValue::Referee(name(value)?),
        Field::Attendance => {
            let digits = value.replace([',', '.', ' ', '’', '\''], "");
            let count = digits.parse();
            FactValue::Attendance(count.map_err(|_| Unclear::BadValue("a number, such as 41,212"))?)
        }
        Field::Coach(side) => FactValue::Coach {
            name: name(value)?,
            side,
        },
    })
}

fn name(value: &str) -> Result<String, Unclear> {
    let line = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() || line.chars().count() > NAME {
        return Err(Unclear::BadValue("a name of up to 100 letters"));
    }
    Ok(line)
}

fn score(value: &str) -> Result<Score, Unclear> {
    let wrong = || Unclear::BadValue("a score with the home side first, such as 2-1");
    let (home, away) = value.split_once(['-', '–', ':']).ok_or_else(wrong)?;
    let tally = |text: &str| text.trim().parse::<u8>().map_err(|_| wrong());
    Ok(Score::new(tally(home)?, tally(away)?))
}

fn winner(card: &MatchCard, value: &str) -> Result<Outcome, Unclear> {
    let words = fold(value);
    if words == "draw" || words == "a draw" {
        return Ok(Outcome::Draw);
    }
    match side(card, value).ok_or(Unclear::BadValue("one of the two teams, or “draw”"))? {
        Side::Home => Ok(Outcome::Home),
        Side::Away => Ok(Outcome::Away),
    }
}

/// The side that some words mean: "home", "away", or a team's name.
fn side(card: &MatchCard, words: &str) -> Option<Side> {
    let words = fold(words);
    let is_named = |side| {
        let name = fold(&card.team(side).name);
        name == words || (words.len() >= 3 && name.split(' ').any(|part| part == words))
    };
    match words.as_str() {
        "home" => Some(Side::Home),
        "away" => Some(Side::Away),
        _ => match (is_named(Side::Home), is_named(Side::Away)) {
            (true, false) => Some(Side::Home),
            (false, true) => Some(Side::Away),
            (true, true) | (false, false) => None,
        },
    }
}

/// The goal or event that some words mean.
fn one_of_many<'a>(card: &'a MatchCard, field: &str) -> Result<&'a FactValue, Unclear> {
    let Pick::Facts(places) = pick(&card.agreed, field) else {
        return Err(Unclear::NoSuchField);
    };
    let of_kind = |holds: fn(&FactValue) -> bool| -> Vec<&FactValue> {
        let facts = places
            .iter()
            .map(|place| &card.agreed.facts[*place].fact.value);
        facts.filter(|value| holds(value)).collect()
    };
    let goals = of_kind(|value| matches!(value, FactValue::Goal(_)));
    let events = of_kind(|value| matches!(value, FactValue::Event(_)));
    match (goals.as_slice(), events.as_slice()) {
        ([one], _) | ([], [one]) => Ok(one),
        ([], []) => Err(Unclear::NoSuchField),
        _ => Err(Unclear::Several),
    }
}

const GOAL: &str = "what is right of the goal, in parts with commas between: 50, or 45+2; a scorer’s name; pen, own goal or open \
    play; assist and a name, or no assist";

/// A goal that no report tells: the side first, then what is known of it.
fn new_goal(card: &MatchCard, value: &str) -> Result<Put, Unclear> {
    const WRONG: Unclear = Unclear::BadValue(
        "the side the goal counts for and then what is known of it, such as: home, 50, Kane, assist Alli",
    );
    let (team, rest) = value.split_once(',').ok_or(WRONG)?;
    let credited = side(card, team).ok_or(WRONG)?;
    let bare = GoalFact {
        goal: Goal {
            scorer: None,
            scorer_side: credited,
            kind: GoalKind::Regular,
            moment: None,
            score_after: None,
        },
        assist: None,
    };
    goal_with(bare, rest).map(|goal| Put::Right(FactValue::Goal(goal)))
}

/// A goal with some of it put right.
fn goal_with(mut told: GoalFact, value: &str) -> Result<GoalFact, Unclear> {
    let credited = told.goal.credited_to();
    let parts: Vec<&str> = value
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() {
        return Err(Unclear::BadValue(GOAL));
    }
    for part in parts {
        let words = part.to_lowercase();
        let after = |start: &str| words.starts_with(start).then(|| part[start.len()..].trim());
        if let Some(clock) = clock(part) {
            told.goal.moment = Some(Moment {
                as_written: None,
                ..Moment::at(clock, Basis::Stated, "")
            });
        } else if part.starts_with(|c: char| c.is_ascii_digit()) {
            return Err(Unclear::BadValue(GOAL));
        } else if let Some(kind) = kind(&words) {
            told.goal.kind = kind;
            told.goal.scorer_side = Goal::scorer_side_for(kind, credited);
        } else if words == "no assist" {
            told.assist = None;
        } else if let Some(player) = after("assist ") {
            told.assist = Some(Assist {
                player: name(player)?,
                basis: Basis::Stated,
                evidence: Vec::new(),
            });
        } else {
            told.goal.scorer = Some(name(after("scorer ").unwrap_or(part))?);
        }
    }
    Ok(told)
}

fn kind(words: &str) -> Option<GoalKind> {
    match words {
        "pen" | "penalty" => Some(GoalKind::Penalty),
        "og" | "own goal" => Some(GoalKind::OwnGoal),
        "open play" | "regular" => Some(GoalKind::Regular),
        _ => None,
    }
}

/// A clock as people write it: 50, 50', 45+2.
fn clock(text: &str) -> Option<MatchClock> {
    let text = text.trim_end_matches(['\'', '’', '′']);
    let number = |text: &str| text.trim().parse::<u8>().ok();
    match text.split_once('+') {
        None => {
            let minute = number(text)?;
            (1..=120)
                .contains(&minute)
                .then(|| MatchClock::regular(minute))
        }
        Some((minute, added)) => {
            let (minute, added) = (number(minute)?, number(added)?);
            let is_end = matches!(minute, 45 | 90 | 105 | 120);
            (is_end && added <= 30).then(|| MatchClock::stoppage(minute, added))
        }
    }
}
