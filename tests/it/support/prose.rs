//! What a text comes to, with nothing known beside its words.

use std::sync::{Arc, LazyLock};

use touchline::extraction::{self, Context};
use touchline::facts::{FactValue, Reading};
use touchline::football::{Event, EventKind};
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

/// An event in short, its people as they are to be called: `76' substitution Odo (Lind)`.
pub fn event_in_short(event: &Event, called: impl Fn(&str) -> String) -> String {
    let kind = match event.kind {
        EventKind::Yellow => "yellow",
        EventKind::SecondYellow => "second yellow",
        EventKind::Red => "red",
        EventKind::Substitution => "substitution",
        EventKind::DisallowedGoal => "disallowed goal",
        EventKind::MissedPenalty => "missed penalty",
        EventKind::SavedPenalty => "saved penalty",
        EventKind::MissedChance => "missed chance",
        EventKind::Save => "save",
        EventKind::Injury => "injury",
        EventKind::Woodwork => "woodwork",
    };
    let clock = event.moment.as_ref().and_then(|moment| moment.at);
    let clock = clock.map_or(String::new(), |clock| format!("{clock} "));
    let player = event.player.as_deref().map_or("-".to_owned(), &called);
    let other = event.other.as_deref();
    let other = other.map_or(String::new(), |other| format!(" ({})", called(other)));
    format!("{clock}{kind} {player}{other}")
}
