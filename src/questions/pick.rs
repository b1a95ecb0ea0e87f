//! The words for one fact of a match: "referee", "goal 2", "Kane".

use crate::facts::{AgreedFact, AgreedMatch, FactValue, GoalFact};
use crate::football::EventKind;

/// Which facts some words pick out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    /// These, by their places in [`AgreedMatch::facts`]; at least one.
    Facts(Vec<usize>),
    /// The words name a kind of fact, and no report gives one.
    NotStated,
    /// The words name nothing a match can have.
    Unknown,
}

/// Whether a fact is of a kind.
type Holds = fn(&FactValue) -> bool;

/// A kind of fact with the words for it; the first of them is the one shown.
struct Kind {
    words: &'static [&'static str],
    /// As in "the report does not give …".
    described: &'static str,
    holds: Holds,
}

macro_rules! kind {
    ($words:expr, $described:expr, $pattern:pat $(if $guard:expr)?) => {
        Kind {
            words: &$words,
            described: $described,
            holds: |fact| matches!(fact, $pattern $(if $guard)?),
        }
    };
}

const KINDS: &[Kind] = {
    use crate::football::ScoreKind as Tally;
    &[
        kind!(
            ["score", "result", "final score", "full time", "final"],
            "a final score",
            FactValue::Score(Tally::Final, _)
        ),
        kind!(
            ["half-time", "half time score", "ht", "half"],
            "a half-time score",
            FactValue::Score(Tally::HalfTime, _)
        ),
        kind!(
            ["after 90", "90 minutes", "after 90 minutes", "normal time"],
            "a score after 90 minutes",
            FactValue::Score(Tally::After90, _)
        ),
        kind!(
            [
                "shoot-out",
                "shootout",
                "penalty shoot out",
                "penalty shootout"
            ],
            "a shoot-out",
            FactValue::Score(Tally::Shootout, _)
        ),
        kind!(
            ["aggregate", "aggregate score", "agg"],
            "an aggregate score",
            FactValue::Score(Tally::Aggregate, _)
        ),
        kind!(["extra time", "aet"], "extra time", FactValue::ExtraTime),
        kind!(
            ["winner", "winners", "who won"],
            "a winner",
            FactValue::Winner(_)
        ),
        kind!(
            ["competition", "tournament", "league", "cup"],
            "a competition",
            FactValue::Competition(_)
        ),
        kind!(["stage", "round", "group"], "a stage", FactValue::Stage(_)),
        kind!(
            ["ground", "venue", "stadium", "where"],
            "a ground",
            FactValue::Venue(_)
        ),
        kind!(["date", "day", "when"], "a date", FactValue::Date(_)),
        kind!(
            ["referee", "ref", "official"],
            "a referee",
            FactValue::Referee(_)
        ),
        kind!(
            ["attendance", "crowd", "gate"],
            "an attendance",
            FactValue::Attendance(_)
        ),
        kind!(["category"], "a category", FactValue::Category(_)),
        kind!(
            ["coach", "coaches", "manager", "managers"],
            "a coach",
            FactValue::Coach { .. }
        ),
        kind!(
            ["goals", "scorers", "goal", "scorer"],
            "goals",
            FactValue::Goal(_)
        ),
        kind!(["assists", "assist"], "an assist", FactValue::Goal(told) if told.assist.is_some()),
        kind!(
            ["cards", "card", "bookings", "booking"],
            "cards",
            FactValue::Event(event) if event.kind.is_booking()
        ),
        kind!(
            ["red cards", "red card", "red", "dismissals", "sent off"],
            "a red card",
            FactValue::Event(event) if event.kind.is_dismissal()
        ),
        kind!(
            ["yellow cards", "yellow card", "yellow"],
            "a yellow card",
            FactValue::Event(event) if event.kind == EventKind::Yellow
        ),
        kind!(
            ["substitutions", "substitution", "subs", "substitutes", "changes"],
            "substitutions",
            FactValue::Event(event) if event.kind == EventKind::Substitution
        ),
        kind!(
            ["missed penalties", "missed penalty", "saved penalty", "penalties"],
            "a missed penalty",
            FactValue::Event(event)
                if matches!(event.kind, EventKind::MissedPenalty | EventKind::SavedPenalty)
        ),
        kind!(
            ["chances", "chance", "saves", "save", "misses", "woodwork"],
            "chances",
            FactValue::Event(event)
                if matches!(event.kind, EventKind::MissedChance | EventKind::Save | EventKind::Woodwork)
        ),
        kind!(
            ["disallowed goals", "disallowed goal", "disallowed"],
            "a disallowed goal",
            FactValue::Event(event) if event.kind == EventKind::DisallowedGoal
        ),
        kind!(
            ["injuries", "injury"],
            "injuries",
            FactValue::Event(event) if event.kind == EventKind::Injury
        ),
        kind!(
            ["players", "player", "line-up", "team"],
            "players",
            FactValue::Player(_)
        ),
        kind!(
            ["claims", "background", "records", "tallies", "table"],
            "claims beyond the match",
            FactValue::Background(_)
        ),
    ]
};

/// Numbered facts: the word, and which facts it counts.
const NUMBERED: [(&str, Holds); 4] = [
    ("goal", |fact| matches!(fact, FactValue::Goal(_))),
    ("event", |fact| matches!(fact, FactValue::Event(_))),
    ("claim", |fact| matches!(fact, FactValue::Background(_))),
    ("player", |fact| matches!(fact, FactValue::Player(_))),
];

/// The facts that `words` pick out of `agreed`: a kind, a numbered one, or those that name a player.
#[must_use]
pub fn pick(agreed: &AgreedMatch, words: &str) -> Pick {
    let words = plain(words);
    if let Some(place) = numbered(agreed, &words) {
        return place.map_or(Pick::NotStated, |place| Pick::Facts(vec![place]));
    }
    if let Some(kind) = kind_of(&words) {
        let places = places(agreed, kind.holds);
        return if places.is_empty() {
            Pick::NotStated
        } else {
            Pick::Facts(places)
        };
    }
    if let Some(scorer) = assisted(&words) {
        return assists(agreed, scorer);
    }
    let named = places(agreed, |fact| {
        names(fact).iter().any(|name| has_words(name, &words))
    });
    if named.is_empty() {
        Pick::Unknown
    } else {
        Pick::Facts(named)
    }
}

/// The assists for the goals of one scorer.
fn assists(agreed: &AgreedMatch, scorer: &str) -> Pick {
    let goals: Vec<(usize, &GoalFact)> = agreed
        .facts
        .iter()
        .enumerate()
        .filter_map(|(place, agreed)| match &agreed.fact.value {
            FactValue::Goal(told) => Some((place, told)),
            _ => None,
        })
        .filter(|(_, told)| {
            let name = told.goal.scorer.as_deref();
            name.is_some_and(|name| has_words(name, scorer))
        })
        .collect();
    if goals.is_empty() {
        return Pick::Unknown;
    }
    let told: Vec<usize> = goals
        .iter()
        .filter(|(_, told)| told.assist.is_some())
        .map(|(place, _)| *place)
        .collect();
    if told.is_empty() {
        Pick::NotStated
    } else {
        Pick::Facts(told)
    }
}

/// The scorer in "Kane's assist", "assist for Kane", "assist of Kane": whose goal was set up.
fn assisted(words: &str) -> Option<&str> {
    words
        .strip_suffix(" assist")
        .map(|owner| {
            owner
                .strip_suffix("'s")
                .or_else(|| owner.strip_suffix("’s"))
                .unwrap_or(owner)
        })
        .or_else(|| words.strip_prefix("assist for "))
        .or_else(|| words.strip_prefix("assist of "))
}

/// The words that pick out exactly this fact (or its kind, where a match has one of them only), ids and digits alone, so
/// that they fit a button.
#[must_use]
pub fn words_for(agreed: &AgreedMatch, fact: &AgreedFact) -> String {
    for (word, counts) in NUMBERED {
        if counts(&fact.fact.value) {
            let place = agreed
                .facts
                .iter()
                .filter(|other| counts(&other.fact.value))
                .position(|other| other == fact);
            if let Some(place) = place {
                return format!("{word} {}", place + 1);
            }
        }
    }
    let kind = KINDS.iter().find(|kind| (kind.holds)(&fact.fact.value));
    kind.map_or(fact.fact.value.kind(), |kind| kind.words[0])
        .to_owned()
}

/// What was asked for, as in "the report does not give a half-time score".
#[must_use]
pub fn described(words: &str) -> String {
    let words = plain(words);
    match kind_of(&words) {
        Some(kind) => kind.described.to_owned(),
        None => match assisted(&words) {
            Some(scorer) => {
                let mut letters = scorer.chars();
                let first: String = letters
                    .next()
                    .into_iter()
                    .flat_map(char::to_uppercase)
                    .collect();
                format!("an assist for {first}{}", letters.as_str())
            }
            None => format!("“{words}”"),
        },
    }
}

/// The words for every kind of fact.
pub fn all_kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|kind| kind.words[0])
}

fn kind_of(words: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| {
        kind.words.iter().any(|known| plain(known) == words)
            // The database's own word ("half_time") is one too.
            || plain(kind.words[0]) == words.trim_end_matches('s')
    })
}

/// Some(None): a number beyond the last.
fn numbered(agreed: &AgreedMatch, words: &str) -> Option<Option<usize>> {
    let (word, number) = words.rsplit_once(' ')?;
    let number: usize = number.parse().ok()?;
    let (_, counts) = NUMBERED.iter().find(|(known, _)| *known == word)?;
    let places = places(agreed, counts);
    Some(
        number
            .checked_sub(1)
            .and_then(|index| places.get(index).copied()),
    )
}

fn places(agreed: &AgreedMatch, holds: impl Fn(&FactValue) -> bool) -> Vec<usize> {
    let facts = agreed.facts.iter().enumerate();
    facts
        .filter(|(_, agreed)| holds(&agreed.fact.value))
        .map(|(place, _)| place)
        .collect()
}

fn names(fact: &FactValue) -> Vec<&str> {
    match fact {
        FactValue::Goal(told) => {
            let assist = told.assist.as_ref().map(|assist| assist.player.as_str());
            told.goal
                .scorer
                .as_deref()
                .into_iter()
                .chain(assist)
                .collect()
        }
        FactValue::Event(event) => {
            let both = [event.player.as_deref(), event.other.as_deref()];
            both.into_iter().flatten().collect()
        }
        FactValue::Player(player) => vec![&player.name],
        FactValue::Background(claim) => vec![&claim.subject],
        FactValue::Coach { name, .. } | FactValue::Referee(name) => vec![name],
        FactValue::Score(..)
        | FactValue::ExtraTime
        | FactValue::Winner(_)
        | FactValue::Competition(_)
        | FactValue::Stage(_)
        | FactValue::Venue(_)
        | FactValue::Date(_)
        | FactValue::Attendance(_)
        | FactValue::Category(_) => Vec::new(),
    }
}

fn has_words(name: &str, words: &str) -> bool {
    let name = plain(name);
    !words.is_empty()
        && words
            .split(' ')
            .all(|word| name.split(' ').any(|own| own == word))
}

/// Lower case, with marks between words as spaces.
fn plain(words: &str) -> String {
    let spaced: String = words
        .chars()
        .map(|c| if matches!(c, '-' | '_') { ' ' } else { c })
        .flat_map(char::to_lowercase)
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}
