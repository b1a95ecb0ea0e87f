//! The words for a competition.

use super::{Guesses, Resolver};
use crate::names::{Competition, fold};
use crate::questions::{Ask, Choice, ChoiceOption, CompetitionRef, Guess, Mistake};

impl Resolver<'_> {
    /// The competition some words mean: its id, a name, the beginning of a name, words of one, a small typo. `asks` is
    /// the question with the words replaced by an id, for the menu.
    ///
    /// # Errors
    /// A [`Mistake`] when they mean no competition, or several.
    pub(super) fn competition(
        &self,
        words: &str,
        guesses: &mut Guesses,
        asks: &dyn Fn(String) -> Ask,
    ) -> Result<CompetitionRef, Mistake> {
        if let Some(found) = self.by_id(words.trim()) {
            return Ok(found);
        }
        let folded = fold(words);
        let folded = folded.strip_prefix("the ").unwrap_or(&folded);
        let known = self.known();
        let has_word = |name: &str| {
            folded
                .split(' ')
                .all(|word| name.split(' ').any(|own| own == word))
        };
        let exact = |name: &str| name == folded;
        let prefix = |name: &str| name.starts_with(folded);
        let near = |name: &str| {
            folded.chars().count() > 4 && strsim::osa_distance(name, folded) <= folded.len() / 5
        };
        let tests: [(Test, bool); 4] = [
            (&exact, false),
            (&prefix, false),
            (&has_word, false),
            (&near, true),
        ];
        for (fits, is_guess) in tests {
            if folded.is_empty() {
                break;
            }
            let found: Vec<&Known> = known
                .iter()
                .filter(|known| known.names.iter().any(|name| fits(name)))
                .collect();
            let held: Vec<&Known> = found
                .iter()
                .filter(|known| known.is_held)
                .copied()
                .collect();
            // Of several, those with matches are meant; the others would be answered with "no report".
            let found = if held.is_empty() { found } else { held };
            match found.as_slice() {
                [] => {}
                [only] => {
                    if is_guess {
                        guesses.push(Guess {
                            typed: words.to_owned(),
                            shown: only.competition.name.clone(),
                        });
                    }
                    return Ok(only.competition.clone());
                }
                several => return Err(choose(words, several, asks)),
            }
        }
        Err(Mistake::NoSuchCompetition {
            typed: words.to_owned(),
            nearest: nearest(folded, &known),
        })
    }

    fn by_id(&self, id: &str) -> Option<CompetitionRef> {
        let held = self
            .held
            .competitions
            .iter()
            .find(|held| held.id.as_str() == id);
        held.cloned().or_else(|| {
            let known = self
                .gazetteer
                .competition(self.gazetteer.find_competition(id)?);
            Some(reference(known))
        })
    }

    /// Those with matches, under the names the gazetteer has for them too, then all others.
    fn known(&self) -> Vec<Known> {
        let names_of = |competition: &Competition| -> Vec<String> {
            competition.names().map(|(_, name)| fold(name)).collect()
        };
        let held = self.held.competitions.iter().map(|held| {
            let mut names = vec![fold(&held.name)];
            if let Some(known) = self.gazetteer.find_competition(held.id.as_str()) {
                names.extend(names_of(self.gazetteer.competition(known)));
            }
            Known {
                competition: held.clone(),
                names,
                is_held: true,
            }
        });
        let others = self
            .gazetteer
            .competitions()
            .filter(|(_, known)| {
                !self
                    .held
                    .competitions
                    .iter()
                    .any(|held| held.id == known.id)
            })
            .map(|(_, known)| Known {
                competition: reference(known),
                names: names_of(known),
                is_held: false,
            });
        held.chain(others).collect()
    }
}

/// Whether a folded name fits what was typed.
type Test<'a> = &'a dyn Fn(&str) -> bool;

struct Known {
    competition: CompetitionRef,
    names: Vec<String>,
    is_held: bool,
}

fn reference(known: &Competition) -> CompetitionRef {
    CompetitionRef {
        id: known.id.clone(),
        name: known.common_name().to_owned(),
    }
}

fn choose(words: &str, found: &[&Known], asks: &dyn Fn(String) -> Ask) -> Mistake {
    const OPTIONS: usize = 25;
    Mistake::Ambiguous(Choice {
        typed: words.to_owned(),
        what: "competitions",
        options: found
            .iter()
            .take(OPTIONS)
            .map(|known| ChoiceOption {
                label: known.competition.name.clone(),
                // Names repeat across countries; the id begins with the country.
                detail: Some(known.competition.id.0.clone()),
                ask: asks(known.competition.id.0.clone()),
            })
            .collect(),
        left_out: found.len().saturating_sub(OPTIONS),
    })
}

fn nearest(folded: &str, known: &[Known]) -> Vec<String> {
    let mut ranked: Vec<(bool, usize, &str)> = known
        .iter()
        .filter_map(|known| {
            let distance = known
                .names
                .iter()
                .map(|name| strsim::osa_distance(name, folded))
                .min()?;
            Some((!known.is_held, distance, known.competition.name.as_str()))
        })
        .collect();
    ranked.sort_unstable();
    ranked
        .into_iter()
        .take(3)
        .map(|(_, _, name)| name.to_owned())
        .collect()
}
