//! A family's file, read one rule at a time: what reads TOML needs many times the room of what it reads.

use serde::Deserialize;

use super::rule::Written;
use super::words::WordsWire;

/// What each rule of a file begins with, on a line of its own.
const RULE: &str = "[[rule]]";

/// What stands before the rules.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    /// Words that only this family needs.
    #[serde(default)]
    words: WordsWire,
}

/// A file as text: its words, then its rules.
pub(super) struct Source<'t> {
    head: &'t str,
    rules: &'t str,
}

impl<'t> Source<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut starts = text.match_indices(RULE).map(|(start, _)| start);
        let first = starts.find(|start| *start == 0 || text[..*start].ends_with('\n'));
        let (head, rules) = text.split_at(first.unwrap_or(text.len()));
        Self { head, rules }
    }

    /// The words that only this family needs.
    ///
    /// # Errors
    /// Says what is wrong with them.
    pub(super) fn words(&self) -> Result<WordsWire, toml::de::Error> {
        toml::from_str::<Head>(self.head).map(|head| head.words)
    }

    /// Its rules, in order.
    pub(super) fn rules(&self) -> impl Iterator<Item = Result<Written, toml::de::Error>> {
        let rules = self.rules.strip_prefix(RULE).into_iter();
        rules.flat_map(|rules| rules.split("\n[[rule]]").map(toml::from_str))
    }
}
