//! The words for one fact of a match.

use std::collections::BTreeSet;

use touchline::facts::FactValue;
use touchline::questions::pick::{Pick, pick, words_for};

use crate::replies::fixture::card;

/// The kinds of the facts that words pick out.
fn picked(words: &str) -> String {
    let agreed = card().agreed;
    match pick(&agreed, words) {
        Pick::Facts(places) => {
            let told: Vec<String> = places
                .iter()
                .map(|place| match &agreed.facts[*place].fact.value {
                    FactValue::Goal(told) => told.goal.scorer.clone().unwrap_or_default(),
                    other => other.kind().to_owned(),
                })
                .collect();
            told.join(", ")
        }
        Pick::NotStated => "not stated".to_owned(),
        Pick::Unknown => "unknown".to_owned(),
    }
}

#[test]
fn facts_are_picked_by_kind_number_or_name() {
    for (words, facts) in [
        ("score", "score"),
        ("Half-time", "half_time"),
        ("half_time", "half_time"),
        ("HT", "half_time"),
        ("referee", "referee"),
        ("goals", "Idris Okafor, Ben Carrow, Kwon Jae-Il"),
        ("goal 2", "Ben Carrow"),
        ("goal 4", "not stated"),
        ("carrow", "Ben Carrow"),
        ("lindqvist", "Idris Okafor"),
        ("jae-il kwon", "Kwon Jae-Il, background"),
        ("assists", "Idris Okafor, Kwon Jae-Il"),
        ("Okafor's assist", "Idris Okafor"),
        ("assist for Carrow", "not stated"),
        ("Nobody's assist", "unknown"),
        ("cards", "not stated"),
        ("attendance", "not stated"),
        ("date", "not stated"),
        ("chances", "event, event"),
        ("xyzzy", "unknown"),
        ("", "unknown"),
    ] {
        assert_eq!(picked(words), facts, "{words}");
    }
}

#[test]
fn every_fact_has_words_of_its_own_that_pick_it_out() {
    let agreed = card().agreed;
    let mut seen = BTreeSet::new();
    for (place, fact) in agreed.facts.iter().enumerate() {
        let words = words_for(&agreed, fact);
        assert_eq!(pick(&agreed, &words), Pick::Facts(vec![place]), "{words}");
        assert!(seen.insert(words.clone()), "{words} twice");
    }
}
