//! The words for a team.

use super::{Guesses, Resolver};
use crate::names::{Found, FoundBy, Listed, fold};
use crate::questions::{Ask, Choice, ChoiceOption, Guess, Mistake, TeamRef};

/// As many names as are worth reading when nothing fits.
const NEAREST: usize = 3;
/// A menu takes 25 options.
const OPTIONS: usize = 25;

impl Resolver<'_> {
    /// The team some words mean. `asks` is the question with the words replaced by an id, for the menu.
    ///
    /// # Errors
    /// A [`Mistake`] when they mean no team, or several.
    pub fn team(
        &self,
        words: &str,
        guesses: &mut Guesses,
        asks: &dyn Fn(String) -> Ask,
    ) -> Result<TeamRef, Mistake> {
        let found = self.find(words)?;
        let candidates = self.settle(&found, found.teams.clone());
        self.one(words, &found, candidates, guesses, asks)
    }

    /// The two teams some words mean, each settling what the other leaves open.
    ///
    /// # Errors
    /// A [`Mistake`] when either means no team, or several that met.
    pub(super) fn pair(
        &self,
        words: &str,
        other_words: &str,
        guesses: &mut Guesses,
        asks: &dyn Fn(String, String) -> Ask,
    ) -> Result<(TeamRef, TeamRef), Mistake> {
        let found = self.find(words)?;
        let other_found = self.find(other_words)?;
        let met: Vec<(&Listed, &Listed)> = found
            .teams
            .iter()
            .flat_map(|one| other_found.teams.iter().map(move |other| (one, other)))
            .filter(|(one, other)| self.held.have_met(&one.id, &other.id))
            .collect();
        let of_met = |found: &Found, side: fn(&(&Listed, &Listed)) -> Listed| {
            let mut teams: Vec<Listed> = met.iter().map(side).collect();
            teams.sort_by_key(|team| found.teams.iter().position(|known| known == team));
            teams.dedup();
            match teams.len() {
                0 => self.settle(found, found.teams.clone()),
                1 => teams,
                _ => self.settle(found, teams),
            }
        };
        let candidates = of_met(&found, |pair| pair.0.clone());
        let other_candidates = of_met(&other_found, |pair| pair.1.clone());
        let other_word = match other_candidates.as_slice() {
            [only] => only.id.0.clone(),
            _ => other_words.to_owned(),
        };
        let team = self.one(words, &found, candidates, guesses, &|id| {
            asks(id, other_word.clone())
        })?;
        let opponent = self.one(
            other_words,
            &other_found,
            other_candidates,
            guesses,
            &|id| asks(team.id.0.clone(), id),
        )?;
        Ok((team, opponent))
    }

    /// Whether some words name a team as they stand, no typo and no part of a name.
    pub(super) fn is_team(&self, words: &str) -> bool {
        self.directory
            .find(words)
            .is_some_and(|found| found.by <= FoundBy::Alias)
    }

    fn find(&self, words: &str) -> Result<Found, Mistake> {
        let found = self
            .directory
            .find(words)
            .filter(|found| !found.teams.is_empty())
            .ok_or_else(|| self.no_such_team(words))?;
        let is_held = found.teams.iter().any(|team| team.matches > 0);
        if found.by <= FoundBy::Exact || is_held {
            return Ok(found);
        }
        // A nickname or a beginning that fits teams of which nothing is held gives way to a team that has matches and
        // these very words in its name.
        let teams = self.held_with_words(words);
        if teams.is_empty() {
            return Ok(found);
        }
        Ok(Found {
            by: FoundBy::Word,
            is_shared: false,
            teams,
        })
    }

    /// The teams with matches whose name holds all the words.
    fn held_with_words(&self, words: &str) -> Vec<Listed> {
        let folded = fold(words);
        self.directory
            .complete(words, usize::MAX)
            .into_iter()
            .filter(|team| team.matches > 0)
            .filter(|team| {
                let name = fold(&team.name);
                folded
                    .split(' ')
                    .all(|word| name.split(' ').any(|own| own == word))
            })
            .collect()
    }

    fn no_such_team(&self, typed: &str) -> Mistake {
        let nearest = self.directory.nearest(typed, NEAREST).into_iter();
        Mistake::NoSuchTeam {
            typed: typed.to_owned(),
            nearest: nearest.map(|team| team.name).collect(),
        }
    }

    /// The candidates that are left once the default team, or being the one with matches, has had its say.
    fn settle(&self, found: &Found, teams: Vec<Listed>) -> Vec<Listed> {
        if let [_] = teams.as_slice()
            && !found.is_shared
        {
            return teams;
        }
        if let Some(default) = &self.asker.default_team
            && let Some(team) = teams.iter().find(|team| team.id == *default)
        {
            return vec![team.clone()];
        }
        let with_matches: Vec<Listed> = teams
            .iter()
            .filter(|team| team.matches > 0)
            .cloned()
            .collect();
        if with_matches.is_empty() {
            teams
        } else {
            with_matches
        }
    }

    fn one(
        &self,
        words: &str,
        found: &Found,
        candidates: Vec<Listed>,
        guesses: &mut Guesses,
        asks: &dyn Fn(String) -> Ask,
    ) -> Result<TeamRef, Mistake> {
        if let [team] = candidates.as_slice() {
            if found.by == FoundBy::Typo {
                guesses.push(Guess {
                    typed: words.to_owned(),
                    shown: team.name.clone(),
                });
            }
            return Ok(TeamRef {
                id: team.id.clone(),
                name: team.name.clone(),
            });
        }
        let left_out = candidates.len().saturating_sub(OPTIONS);
        let options = candidates
            .into_iter()
            .take(OPTIONS)
            .map(|team| ChoiceOption {
                detail: Some(self.detail(&team)),
                label: team.name,
                ask: asks(team.id.0),
            })
            .collect();
        Err(Mistake::Ambiguous(Choice {
            typed: words.to_owned(),
            what: "teams",
            options,
            left_out,
        }))
    }

    /// What tells a team from another of its name: country, kind of side, how much is held of it.
    fn detail(&self, team: &Listed) -> String {
        let known = self
            .gazetteer
            .find_team(team.id.as_str())
            .map(|index| self.gazetteer.team(index));
        let country = known.and_then(|known| known.country.clone());
        let category = known
            .and_then(|known| known.category)
            .map(|category| category.as_str().to_owned());
        let held = match team.matches {
            0 => "no reports".to_owned(),
            1 => "1 match".to_owned(),
            more => format!("{more} matches"),
        };
        let parts: Vec<String> = [country, category, Some(held)]
            .into_iter()
            .flatten()
            .collect();
        parts.join(", ")
    }
}
