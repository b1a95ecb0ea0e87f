//! The words for a player.

use super::{Guesses, Resolver};
use crate::names::fold;
use crate::questions::{Ask, Choice, ChoiceOption, Guess, Holdings, Mistake};

impl Resolver<'_> {
    /// The words to look a player up by: as typed where they fit one player, the full name where a typo was mended.
    /// The order of the parts of a name does not matter, nor do accents.
    ///
    /// # Errors
    /// A [`Mistake`] when they fit no player, or several.
    pub(super) fn player(
        &self,
        words: &str,
        guesses: &mut Guesses,
        asks: &dyn Fn(String) -> Ask,
    ) -> Result<String, Mistake> {
        let typed = parts(words);
        let fitting: Vec<&str> = self
            .held
            .players
            .iter()
            .map(String::as_str)
            .filter(|name| holds(&parts(name), &typed))
            .collect();
        let exact = fitting.iter().find(|name| parts(name) == typed);
        let several = distinct(&fitting);
        match (several.as_slice(), exact) {
            ([_], _) => return Ok(words.to_owned()),
            ([], _) => {}
            (_, Some(exact)) => return Ok((*exact).to_owned()),
            (several, None) => return Err(choose(words, several, asks)),
        }
        if let Some(name) = self.near_player(&typed) {
            guesses.push(Guess {
                typed: words.to_owned(),
                shown: name.to_owned(),
            });
            return Ok(name.to_owned());
        }
        // More players may be held than memory keeps.
        if self.held.players.len() >= Holdings::PLAYERS as usize {
            return Ok(words.to_owned());
        }
        Err(Mistake::NoSuchPlayer {
            typed: words.to_owned(),
            nearest: self.nearest_players(&typed.join(" ")),
        })
    }

    /// The name of the player some words fit, as fully as it is held.
    pub(super) fn fullest_name(&self, words: &str) -> String {
        let typed = parts(words);
        let named = self.held.players.iter().map(String::as_str);
        let fitting: Vec<&str> = named.filter(|name| holds(&parts(name), &typed)).collect();
        match distinct(&fitting).as_slice() {
            [only] => (*only).to_owned(),
            _ => words.trim().to_owned(),
        }
    }

    /// The one player with a name, or a part of one, a slip away.
    fn near_player(&self, typed: &[String]) -> Option<&str> {
        let is_near = |own: &String, typed: &String| {
            own == typed
                || typed.chars().count() > 3
                    && strsim::osa_distance(own, typed) <= 1 + typed.len() / 9
        };
        let mut near = self.held.players.iter().filter(|name| {
            let own = parts(name);
            !typed.is_empty()
                && typed
                    .iter()
                    .all(|word| own.iter().any(|own| is_near(own, word)))
        });
        let first = near.next()?;
        near.next().is_none().then_some(first.as_str())
    }

    fn nearest_players(&self, typed: &str) -> Vec<String> {
        let mut ranked: Vec<(usize, &String)> = self
            .held
            .players
            .iter()
            .filter_map(|name| {
                let folded = fold(name);
                let whole = strsim::osa_distance(&folded, typed);
                let part = folded
                    .split(' ')
                    .map(|part| strsim::osa_distance(part, typed))
                    .min()?;
                Some((whole.min(part), name))
            })
            .collect();
        ranked.sort();
        ranked
            .into_iter()
            .take(3)
            .map(|(_, name)| name.clone())
            .collect()
    }
}

/// The parts of a name, folded, in order of the alphabet.
fn parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = fold(name).split(' ').map(str::to_owned).collect();
    parts.retain(|part| !part.is_empty());
    parts.sort();
    parts
}

fn holds(name: &[String], typed: &[String]) -> bool {
    !typed.is_empty() && typed.iter().all(|word| name.contains(word))
}

/// The names less those that are a part of another: `Son` beside `Son Heung-Min` is one player told twice.
fn distinct<'a>(names: &[&'a str]) -> Vec<&'a str> {
    names
        .iter()
        .enumerate()
        .filter(|(place, name)| {
            let own = parts(name);
            !names.iter().enumerate().any(|(other_place, other)| {
                let other = parts(other);
                other_place != *place
                    && holds(&other, &own)
                    && (other.len() > own.len() || other_place < *place)
            })
        })
        .map(|(_, name)| *name)
        .collect()
}

fn choose(words: &str, names: &[&str], asks: &dyn Fn(String) -> Ask) -> Mistake {
    const OPTIONS: usize = 25;
    Mistake::Ambiguous(Choice {
        typed: words.to_owned(),
        what: "players",
        options: names
            .iter()
            .take(OPTIONS)
            .map(|name| ChoiceOption {
                label: (*name).to_owned(),
                detail: None,
                ask: asks((*name).to_owned()),
            })
            .collect(),
        left_out: names.len().saturating_sub(OPTIONS),
    })
}
