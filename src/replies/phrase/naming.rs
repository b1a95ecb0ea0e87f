//! Players by the short name their report calls them.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{AgreedMatch, FactValue};

/// What each player of a match is called for short: the surname, where only one player has it.
#[derive(Debug, Clone, Default)]
pub struct ShortNames {
    short: BTreeMap<String, String>,
}

/// Words that belong to the surname after them.
const PARTICLES: [&str; 22] = [
    "van", "der", "den", "de", "di", "da", "do", "dos", "das", "del", "della", "la", "le", "el",
    "al", "bin", "ben", "von", "ter", "ten", "st", "mac",
];

/// Words after the surname.
const SUFFIXES: [&str; 5] = ["jr", "jr.", "sr", "ii", "iii"];

impl ShortNames {
    /// The short names of all players in the agreed view of a match.
    #[must_use]
    pub fn of(agreed: &AgreedMatch) -> Self {
        let names = player_names(agreed);
        let quotes: Vec<Vec<Word>> = agreed
            .facts
            .iter()
            .flat_map(|agreed| [&agreed.fact].into_iter().chain(&agreed.rivals))
            .flat_map(|fact| &fact.evidence)
            .map(|evidence| words_of(&evidence.quote))
            .collect();
        let mut short: BTreeMap<String, String> = names
            .iter()
            .map(|name| (name.clone(), surname(name, &quotes)))
            .collect();
        let mut bearers: BTreeMap<String, usize> = BTreeMap::new();
        for name in short.values() {
            *bearers.entry(name.to_lowercase()).or_default() += 1;
        }
        for (full, name) in &mut short {
            if bearers.get(&name.to_lowercase()) > Some(&1) {
                name.clone_from(full);
            }
        }
        Self { short }
    }

    /// What a player is called for short; the name as it stands where nothing shorter is safe.
    #[must_use]
    pub fn short<'a>(&'a self, full: &'a str) -> &'a str {
        self.short.get(full).map_or(full, String::as_str)
    }
}

fn player_names(agreed: &AgreedMatch) -> BTreeSet<String> {
    let facts = agreed
        .facts
        .iter()
        .flat_map(|agreed| [&agreed.fact].into_iter().chain(&agreed.rivals));
    facts
        .flat_map(|fact| match &fact.value {
            FactValue::Goal(told) => vec![
                told.goal.scorer.clone(),
                told.assist.as_ref().map(|assist| assist.player.clone()),
            ],
            FactValue::Event(event) => vec![event.player.clone(), event.other.clone()],
            FactValue::Player(player) => vec![Some(player.name.clone())],
            FactValue::Score(..)
            | FactValue::ExtraTime
            | FactValue::Winner(_)
            | FactValue::Competition(_)
            | FactValue::Stage(_)
            | FactValue::Venue(_)
            | FactValue::Date(_)
            | FactValue::Referee(_)
            | FactValue::Attendance(_)
            | FactValue::Category(_)
            | FactValue::Coach { .. }
            | FactValue::Background(_) => Vec::new(),
        })
        .flatten()
        .collect()
}

/// The part of a name that the reports use alone, or its last word. A family name does not stand last everywhere, so
/// the reports' own usage goes before the rule.
fn surname(full: &str, quotes: &[Vec<Word>]) -> String {
    let mut words: Vec<&str> = full.split_whitespace().collect();
    while words.len() > 1
        && words
            .last()
            .is_some_and(|last| SUFFIXES.contains(&last.to_lowercase().as_str()))
    {
        words.pop();
    }
    if words.len() < 2 {
        return full.to_owned();
    }
    let last = words.len() - 1;
    let chosen = (0..words.len())
        .rev()
        .max_by_key(|&index| (times_alone(index, &words, quotes), index == last))
        .unwrap_or(last);
    let mut first = chosen;
    while chosen == last
        && first > 1
        && PARTICLES.contains(&words[first - 1].to_lowercase().as_str())
    {
        first -= 1;
    }
    words[first..=chosen].join(" ")
}

/// In how many quotes a word of the name stands with no other name beside it: `Harry` of `Harry Kane` says nothing of how
/// Harry Winks is called.
fn times_alone(index: usize, name: &[&str], quotes: &[Vec<Word>]) -> usize {
    let is_alone = |quote: &[Word], at: usize| {
        let before = at.checked_sub(1).and_then(|at| quote.get(at));
        let after = quote.get(at + 1);
        quote[at].text == name[index]
            && !before.is_some_and(|before| before.is_capitalised() && !before.ends_a_phrase)
            && !after.is_some_and(|after| after.is_capitalised() && !quote[at].ends_a_phrase)
    };
    quotes
        .iter()
        .filter(|quote| (0..quote.len()).any(|at| is_alone(quote, at)))
        .count()
}

/// A word of a quote.
struct Word<'a> {
    /// Without marks around it or a possessive.
    text: &'a str,
    /// Whether a mark or a possessive parts it from the next.
    ends_a_phrase: bool,
}

impl Word<'_> {
    fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

fn words_of(quote: &str) -> Vec<Word<'_>> {
    quote
        .split_whitespace()
        .map(|written| {
            let bare = written.trim_matches(|c: char| !c.is_alphanumeric());
            let text = bare
                .strip_suffix("'s")
                .or_else(|| bare.strip_suffix("’s"))
                .unwrap_or(bare);
            Word {
                text,
                ends_a_phrase: !written.ends_with(text),
            }
        })
        .collect()
}
