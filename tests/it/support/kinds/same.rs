//! When two ways of writing a name, a stage or a minute mean the same.

use std::collections::BTreeSet;

use touchline::{
    facts::{Named, TeamClaim},
    football::MatchClock,
    names::{Gazetteer, fold},
};

use super::super::gold::GoldMinute;

/// Whether a team is the one gold names, by any form the reading has of it.
pub fn team(gold: &str, told: &TeamClaim) -> bool {
    std::iter::once(&told.name)
        .chain(&told.as_written)
        .any(|form| name(gold, form))
}

/// Whether two names can be one: the words of the shorter are all words of the longer, in any order.
///
/// "Murray" can be "Ross Murray"; "Callum Murray" cannot. "Son Heung-min" is "Heung-min Son".
pub fn name(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    !one.is_empty() && !other.is_empty() && (one.is_subset(&other) || other.is_subset(&one))
}

/// Whether a competition is the one gold names, by its words or by any name the gazetteer has for it.
pub fn competition(gold: &str, told: &Named) -> bool {
    let gazetteer = Gazetteer::embedded();
    let known = told
        .id
        .as_deref()
        .and_then(|id| gazetteer.find_competition(id));
    let is_named = |name: &str| {
        let names = gazetteer.competitions_named(name).iter();
        names
            .map(|name| name.competition)
            .any(|named| Some(named) == known)
    };
    let folded = fold(gold);
    // "Euro 2016" is the European Championship of a year.
    let without_year = folded
        .trim_end_matches(|letter: char| letter.is_ascii_digit())
        .trim_end();
    name(gold, &told.name) || is_named(&folded) || is_named(without_year)
}

/// Whether two stages are one, "last 16" and "round of 16" among them.
pub fn stage(one: &str, other: &str) -> bool {
    let plain = |stage: &str| {
        fold(stage)
            .replace("last 16", "round of 16")
            .replace("last eight", "quarter final")
            .replace("quarterfinal", "quarter final")
            .replace("semifinal", "semi final")
            .replace("play off", "playoff")
            .replace("1st", "first")
            .replace("finals", "final")
    };
    name(&plain(one), &plain(other))
}

/// Whether a clock is exactly the minute gold has; `90+` is any clock in that stoppage time.
pub fn minute(gold: GoldMinute, told: MatchClock) -> bool {
    let stoppage = match (gold.stoppage, told.stoppage) {
        (None, amount) => amount != Some(0),
        (amount, told) => amount == told,
    };
    gold.regular == told.minute && stoppage
}

fn words(name: &str) -> BTreeSet<String> {
    // A closing possessive is no part of the name.
    let name = name.trim_end_matches("'s").trim_end_matches("’s");
    fold(name)
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}
