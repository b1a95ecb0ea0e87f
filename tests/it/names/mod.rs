//! What words can name.

mod directory;
mod files;
mod words;

use touchline::names::{Gazetteer, fold};

/// The ids of the teams a form names, with how.
fn named(words: &str) -> String {
    let gazetteer = Gazetteer::embedded();
    let names = gazetteer.teams_named(&fold(words)).iter();
    let ids = names.map(|name| format!("{} ({:?})", gazetteer.team(name.team).id, name.kind));
    ids.collect::<Vec<_>>().join(", ")
}
