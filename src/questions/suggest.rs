//! What to offer while a person types: completion on Discord and in the console, from memory.

use std::collections::BTreeSet;

use super::{Holdings, MatchSummary, OptionKind, pick};
use crate::football::TeamId;
use crate::names::{Directory, Gazetteer, Listed, fold};

/// A value to offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What the person reads.
    pub label: String,
    /// What is sent when it is picked: an id, where the thing has one.
    pub value: String,
}

/// Offers values for one asker.
#[derive(Debug, Clone, Copy)]
pub struct Suggester<'a> {
    /// The teams the asker can mean.
    pub directory: &'a Directory,
    /// The competitions there are.
    pub gazetteer: &'a Gazetteer,
    /// What is held for the asker.
    pub held: &'a Holdings,
}

impl Suggester<'_> {
    /// The most that Discord takes.
    pub const LIMIT: usize = 25;

    /// Up to [`Suggester::LIMIT`] values for what has been typed of an option, likeliest first. `given` are the other
    /// options of the command so far: an opponent is one of the teams that `team` met.
    #[must_use]
    pub fn suggest(
        &self,
        kind: OptionKind,
        typed: &str,
        given: &[(&str, String)],
    ) -> Vec<Suggestion> {
        match kind {
            OptionKind::Team => self.teams(self.directory.complete(typed, Self::LIMIT)),
            OptionKind::Opponent => self.opponents(typed, given),
            OptionKind::Competition => self.competitions(typed),
            OptionKind::Match => self.matches(typed),
            OptionKind::Player => self.players(typed),
            OptionKind::Fact => facts(typed),
            OptionKind::Subscription
            | OptionKind::Date
            | OptionKind::Flag
            | OptionKind::Number
            | OptionKind::Channel
            | OptionKind::Role
            | OptionKind::Choice
            | OptionKind::Text
            | OptionKind::File => Vec::new(),
        }
    }

    fn teams(&self, teams: Vec<Listed>) -> Vec<Suggestion> {
        let mut labels: Vec<String> = teams.iter().map(|team| team.name.clone()).collect();
        for (place, team) in teams.iter().enumerate() {
            // Two teams of one name are told apart by country.
            let is_shared = teams.iter().filter(|other| other.name == team.name).count() > 1;
            let known = self.gazetteer.find_team(team.id.as_str());
            if let Some(country) =
                known.and_then(|known| self.gazetteer.team(known).country.as_ref())
                && is_shared
            {
                labels[place] = format!("{} ({country})", team.name);
            }
        }
        teams
            .into_iter()
            .zip(labels)
            .map(|(team, label)| Suggestion {
                label,
                value: team.id.0,
            })
            .collect()
    }

    fn opponents(&self, typed: &str, given: &[(&str, String)]) -> Vec<Suggestion> {
        let team = given.iter().find(|(name, _)| *name == "team");
        let found = team.and_then(|(_, words)| self.directory.find(words));
        let met: BTreeSet<&TeamId> = found
            .iter()
            .flat_map(|found| &found.teams)
            .filter_map(|team| self.held.teams.get(&team.id))
            .flat_map(|held| &held.opponents)
            .collect();
        if met.is_empty() {
            return self.teams(self.directory.complete(typed, Self::LIMIT));
        }
        let mut opponents = self.directory.complete(typed, usize::MAX);
        opponents.retain(|team| met.contains(&team.id));
        opponents.truncate(Self::LIMIT);
        self.teams(opponents)
    }

    fn competitions(&self, typed: &str) -> Vec<Suggestion> {
        let typed = fold(typed);
        let held = self.held.competitions.iter().map(|held| Suggestion {
            label: held.name.clone(),
            value: held.id.0.clone(),
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
            .map(|(_, known)| Suggestion {
                label: match &known.country {
                    Some(country) => format!("{} ({country})", known.common_name()),
                    None => known.common_name().to_owned(),
                },
                value: known.id.0.clone(),
            });
        let has = |suggestion: &Suggestion| {
            let known = self.gazetteer.find_competition(&suggestion.value);
            begins_in(&fold(&suggestion.label), &typed)
                || known.is_some_and(|known| {
                    let mut names = self.gazetteer.competition(known).names();
                    names.any(|(_, name)| fold(name).starts_with(&typed))
                })
        };
        held.chain(others).filter(has).take(Self::LIMIT).collect()
    }

    fn matches(&self, typed: &str) -> Vec<Suggestion> {
        let folded = fold(typed);
        // A nickname is in no line, so the teams it names are looked for as well.
        let named: BTreeSet<TeamId> = self
            .directory
            .find(typed)
            .map(|found| found.teams.into_iter().map(|team| team.id).collect())
            .unwrap_or_default();
        let fits = |game: &&MatchSummary| {
            let line = fold(&told(game));
            named.contains(&game.home.id)
                || named.contains(&game.away.id)
                || folded
                    .split(' ')
                    .filter(|word| !matches!(*word, "v" | "vs" | "and" | ""))
                    .all(|word| line.split(' ').any(|own| own.starts_with(word)))
        };
        self.held
            .matches
            .iter()
            .filter(fits)
            .take(Self::LIMIT)
            .map(|game| Suggestion {
                label: told(game),
                value: game.id.to_string(),
            })
            .collect()
    }

    fn players(&self, typed: &str) -> Vec<Suggestion> {
        let typed = fold(typed);
        self.held
            .players
            .iter()
            .filter(|name| {
                let name = fold(name);
                typed
                    .split(' ')
                    .all(|word| name.split(' ').any(|own| own.starts_with(word)))
            })
            .take(Self::LIMIT)
            .map(|name| Suggestion {
                label: name.clone(),
                value: name.clone(),
            })
            .collect()
    }
}

/// A match in a line of its own, short enough for a choice: `Rovers v United 2017-11-21 · Premier League · m12`. The
/// score stays out, for who has not seen it yet.
fn told(game: &MatchSummary) -> String {
    let mut line = format!("{} v {}", game.home.name, game.away.name);
    if let Some(date) = game.date {
        line.push_str(&format!(" {date}"));
    }
    if let Some(competition) = &game.competition {
        line.push_str(&format!(" · {competition}"));
    }
    line.push_str(&format!(" · {}", game.id));
    line
}

fn facts(typed: &str) -> Vec<Suggestion> {
    let typed = fold(typed);
    pick::all_kinds()
        .filter(|words| begins_in(&fold(words), &typed))
        .take(Suggester::LIMIT)
        .map(|words| Suggestion {
            label: words.to_owned(),
            value: words.to_owned(),
        })
        .collect()
}

/// Whether a word of `name` begins with `typed`, or the whole does.
fn begins_in(name: &str, typed: &str) -> bool {
    name.starts_with(typed) || name.contains(&format!(" {typed}"))
}
