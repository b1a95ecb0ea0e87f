//! Reading a names file: TOML into teams, competitions and remarks on words.

use serde::Deserialize;

use super::fold::fold;
use super::hasher::QuickMap;
use super::{Competition, CompetitionKind, Era, Team, TeamKind};
use crate::football::{Category, CompetitionId, TeamId};

/// What is wrong with a names file.
#[derive(Debug, thiserror::Error)]
pub enum NamesError {
    /// It is no TOML of the documented shape: a slip in the notation, or a key there is none of.
    #[error("cannot read the names in {file}, line {line}: {}", source.message().replace('\n', "; "))]
    Shape {
        /// The file, as it was called.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What the reader of TOML met.
        source: Box<toml::de::Error>,
    },
    /// An entry cannot stand as it is.
    #[error("in the names in {file}, {entry}: {problem}")]
    Entry {
        /// The file, as it was called.
        file: String,
        /// The entry, by its id or by its list.
        entry: String,
        /// What is wrong with it, in words.
        problem: String,
    },
}

/// A names file as it is written. Unknown keys are refused, so that a slip of the pen does not lose a name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileWire {
    country: Option<String>,
    kind: Option<String>,
    #[serde(default)]
    team: Vec<TeamWire>,
    #[serde(default)]
    competition: Vec<CompetitionWire>,
    #[serde(default)]
    shared: Vec<String>,
    #[serde(default)]
    also_words: Vec<String>,
    #[serde(default)]
    also_people: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TeamWire {
    id: String,
    name: Option<String>,
    short: Option<String>,
    kind: Option<String>,
    category: Option<String>,
    country: Option<String>,
    city: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    nicknames: Vec<String>,
    #[serde(default)]
    demonyms: Vec<String>,
    #[serde(default)]
    abbreviations: Vec<String>,
    #[serde(default)]
    grounds: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CompetitionWire {
    id: String,
    name: Option<String>,
    short: Option<String>,
    kind: Option<String>,
    category: Option<String>,
    country: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    historic: Vec<HistoricWire>,
    #[serde(default)]
    cues: Vec<String>,
    #[serde(default)]
    stages: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct HistoricWire {
    name: String,
    from: Option<i16>,
    to: Option<i16>,
}

/// Everything the files read so far hold.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    pub teams: Vec<Team>,
    pub competitions: Vec<Competition>,
    /// Words that many names share, folded.
    pub shared: Vec<String>,
    /// Names that are everyday words too, folded.
    pub also_words: Vec<String>,
    /// Names that are people's names too, folded.
    pub also_people: Vec<String>,
    /// Places in `teams`, by id.
    team_places: QuickMap<String, usize>,
    /// Places in `competitions`, by id.
    competition_places: QuickMap<String, usize>,
}

impl Catalogue {
    /// Adds what `text` holds. An entry whose id is known gets the names added to those it has.
    pub fn read(&mut self, file: &str, text: &str) -> Result<(), NamesError> {
        let wire: FileWire = toml::from_str(text).map_err(|source| NamesError::Shape {
            file: file.to_owned(),
            line: line_of(text, source.span().map_or(0, |span| span.start)),
            source: Box::new(source),
        })?;
        let place = Place { file };
        let defaults = Defaults {
            kind: wire
                .kind
                .map(|kind| team_kind(&place, "kind", &kind))
                .transpose()?,
            country: wire.country,
        };
        for team in wire.team {
            self.add_team(&place, &defaults, team)?;
        }
        for competition in wire.competition {
            self.add_competition(&place, &defaults, competition)?;
        }
        for (list, forms, into) in [
            ("shared", wire.shared, &mut self.shared),
            ("also_words", wire.also_words, &mut self.also_words),
            ("also_people", wire.also_people, &mut self.also_people),
        ] {
            for form in forms {
                into.push(place.folded(list, &form)?);
            }
        }
        if self.teams.len().max(self.competitions.len()) > usize::from(u16::MAX) {
            return Err(place.error("all entries", "more than 65,535 teams or competitions"));
        }
        Ok(())
    }

    fn add_team(
        &mut self,
        place: &Place<'_>,
        defaults: &Defaults,
        wire: TeamWire,
    ) -> Result<(), NamesError> {
        place.check_id(&wire.id)?;
        let named = [&wire.name, &wire.short];
        let listed = [
            &wire.aliases,
            &wire.nicknames,
            &wire.demonyms,
            &wire.abbreviations,
            &wire.grounds,
        ];
        for name in named
            .into_iter()
            .flatten()
            .chain(listed.into_iter().flatten())
        {
            place.folded(&wire.id, name)?;
        }
        let kind = wire
            .kind
            .map(|kind| team_kind(place, &wire.id, &kind))
            .transpose()?;
        let category = category(place, &wire.id, wire.category)?;

        let at = match self.team_places.get(&wire.id) {
            Some(at) => *at,
            None => {
                let Some(name) = wire.name.clone() else {
                    return Err(place.error(&wire.id, "a team that is new needs a `name`"));
                };
                let fresh = self.teams.len();
                self.team_places.insert(wire.id.clone(), fresh);
                self.teams.push(Team {
                    id: TeamId(wire.id),
                    name,
                    short: None,
                    kind: defaults.kind.unwrap_or(TeamKind::Club),
                    category: None,
                    country: defaults.country.clone(),
                    city: None,
                    aliases: Vec::new(),
                    nicknames: Vec::new(),
                    demonyms: Vec::new(),
                    abbreviations: Vec::new(),
                    grounds: Vec::new(),
                });
                fresh
            }
        };
        let team = &mut self.teams[at];
        if let Some(name) = wire.name {
            team.name = name;
        }
        team.short = wire.short.or_else(|| team.short.take());
        team.kind = kind.unwrap_or(team.kind);
        team.category = category.or(team.category);
        team.country = wire.country.or_else(|| team.country.take());
        team.city = wire.city.or_else(|| team.city.take());
        team.aliases.extend(wire.aliases);
        team.nicknames.extend(wire.nicknames);
        team.demonyms.extend(wire.demonyms);
        team.abbreviations.extend(wire.abbreviations);
        team.grounds.extend(wire.grounds);
        Ok(())
    }

    fn add_competition(
        &mut self,
        place: &Place<'_>,
        defaults: &Defaults,
        wire: CompetitionWire,
    ) -> Result<(), NamesError> {
        place.check_id(&wire.id)?;
        let names = wire.name.iter().chain(&wire.short).chain(&wire.aliases);
        for name in names.chain(wire.historic.iter().map(|historic| &historic.name)) {
            place.folded(&wire.id, name)?;
        }
        let kind = match wire.kind {
            Some(kind) => Some(CompetitionKind::from_str_exact(&kind).ok_or_else(|| {
                let known = CompetitionKind::ALL.map(CompetitionKind::as_str).join(", ");
                place.error(&wire.id, format!("kind `{kind}` is none of {known}"))
            })?),
            None => None,
        };
        let category = category(place, &wire.id, wire.category)?;
        let mut historic = Vec::with_capacity(wire.historic.len());
        for HistoricWire { name, from, to } in wire.historic {
            if let (Some(first), Some(last)) = (from, to)
                && first > last
            {
                let problem = format!("`{name}` ends in {last}, before it begins in {first}");
                return Err(place.error(&wire.id, problem));
            }
            historic.push((name, Era { from, to }));
        }

        let known = self.competition_places.get(&wire.id).copied();
        let at = match (known, wire.name.clone(), kind) {
            (Some(at), _, _) => at,
            (None, Some(name), Some(kind)) => {
                let fresh = self.competitions.len();
                self.competition_places.insert(wire.id.clone(), fresh);
                self.competitions.push(Competition {
                    id: CompetitionId(wire.id),
                    name,
                    short: None,
                    kind,
                    category: None,
                    country: defaults.country.clone(),
                    aliases: Vec::new(),
                    historic: Vec::new(),
                    cues: Vec::new(),
                    stages: Vec::new(),
                });
                fresh
            }
            (None, _, _) => {
                let problem = "a competition that is new needs a `name` and a `kind`";
                return Err(place.error(&wire.id, problem));
            }
        };
        let competition = &mut self.competitions[at];
        if let Some(name) = wire.name {
            competition.name = name;
        }
        competition.short = wire.short.or_else(|| competition.short.take());
        competition.kind = kind.unwrap_or(competition.kind);
        competition.category = category.or(competition.category);
        competition.country = wire.country.or_else(|| competition.country.take());
        competition.aliases.extend(wire.aliases);
        competition.historic.extend(historic);
        competition.cues.extend(wire.cues);
        competition.stages.extend(wire.stages);
        Ok(())
    }
}

/// The line, from 1, on which the byte at `offset` stands.
fn line_of(text: &str, offset: usize) -> usize {
    1 + text
        .bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
}

struct Defaults {
    kind: Option<TeamKind>,
    country: Option<String>,
}

struct Place<'f> {
    file: &'f str,
}

impl Place<'_> {
    fn error(&self, entry: &str, problem: impl Into<String>) -> NamesError {
        NamesError::Entry {
            file: self.file.to_owned(),
            entry: entry.to_owned(),
            problem: problem.into(),
        }
    }

    fn check_id(&self, id: &str) -> Result<(), NamesError> {
        if id.is_empty() || id.chars().any(char::is_whitespace) {
            return Err(self.error(&format!("`{id}`"), "an id has letters and no spaces"));
        }
        Ok(())
    }

    fn folded(&self, entry: &str, name: &str) -> Result<String, NamesError> {
        let folded = fold(name);
        if folded.is_empty() {
            return Err(self.error(entry, format!("`{name}` has no letter and no digit")));
        }
        Ok(folded)
    }
}

fn team_kind(place: &Place<'_>, entry: &str, kind: &str) -> Result<TeamKind, NamesError> {
    match kind {
        "club" => Ok(TeamKind::Club),
        "national" => Ok(TeamKind::National),
        other => Err(place.error(
            entry,
            format!("kind `{other}` is neither club nor national"),
        )),
    }
}

fn category(
    place: &Place<'_>,
    entry: &str,
    category: Option<String>,
) -> Result<Option<Category>, NamesError> {
    let Some(category) = category else {
        return Ok(None);
    };
    match Category::from_str_exact(&category) {
        Some(known) => Ok(Some(known)),
        None => {
            let known = Category::ALL.map(Category::as_str).join(", ");
            Err(place.error(entry, format!("category `{category}` is none of {known}")))
        }
    }
}
