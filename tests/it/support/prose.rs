//! What a text comes to, with nothing known beside its words.

use std::sync::{Arc, LazyLock};

use touchline::extraction::{self, Context};
use touchline::facts::{FactValue, Reading};
use touchline::names::Gazetteer;

static NAMES: LazyLock<Arc<Gazetteer>> = LazyLock::new(Gazetteer::embedded);

/// The text read.
pub fn reading(text: &str) -> Reading {
    extraction::read(text, &Context::of_words_alone(&NAMES))
}

/// What it says, of all its matches.
pub fn facts(text: &str) -> Vec<FactValue> {
    let matches = reading(text).matches;
    let facts = matches.into_iter().flat_map(|game| game.facts);
    facts.map(|fact| fact.value).collect()
}
