//! A small world to ask about: who has played whom, in one server's eyes.

use std::sync::Arc;

use jiff::civil::{Date, date};
use touchline::facts::{MatchId, Scope};
use touchline::football::{CompetitionId, Score, TeamId};
use touchline::names::{Directory, Gazetteer, SeenTeam};
use touchline::questions::{Asker, CompetitionRef, HeldTeam, Holdings, MatchSummary, TeamRef};

/// The names there are, what is held, and who asks.
pub struct World {
    pub gazetteer: Arc<Gazetteer>,
    pub directory: Directory,
    pub held: Holdings,
    pub asker: Asker,
}

pub const DORTMUND: (&str, &str) = ("de:borussia-dortmund", "Borussia Dortmund");
pub const TOTTENHAM: (&str, &str) = ("eng:tottenham-hotspur-fc", "Tottenham");

/// Home, away, day; a team is its id and its name.
pub type Played = (
    (&'static str, &'static str),
    (&'static str, &'static str),
    Option<Date>,
);

/// A world with these matches, the first the latest, each `(home, away, day)`.
pub fn world(matches: &[Played], players: &[&str]) -> World {
    let gazetteer = Gazetteer::embedded();
    let mut held = Holdings {
        competitions: vec![CompetitionRef {
            id: CompetitionId("uefa.cl".into()),
            name: "Champions League".into(),
        }],
        players: players.iter().map(|name| (*name).to_owned()).collect(),
        ..Holdings::default()
    };
    let team = |(id, name): (&str, &str)| TeamRef {
        id: TeamId(id.into()),
        name: name.into(),
    };
    for (place, (home, away, date)) in matches.iter().enumerate() {
        held.matches.push(MatchSummary {
            id: MatchId(place as i64 + 1),
            home: team(*home),
            away: team(*away),
            score: Some(Score::new(1, 2)),
            date: *date,
            competition: Some("Champions League".into()),
            category: None,
        });
        for (one, other) in [(home, away), (away, home)] {
            let known = held.teams.entry(TeamId(one.0.into())).or_insert(HeldTeam {
                team: team(*one),
                matches: 0,
                opponents: Default::default(),
            });
            known.matches += 1;
            known.opponents.insert(TeamId(other.0.into()));
        }
    }
    let seen = held.teams.values().map(|held| SeenTeam {
        id: held.team.id.clone(),
        name: held.team.name.clone(),
        aliases: Vec::new(),
        matches: held.matches,
    });
    World {
        directory: Directory::new(gazetteer.clone(), seen),
        gazetteer,
        held,
        asker: Asker {
            scope: Scope::Shared,
            default_team: None,
            today: date(2026, 8, 8),
        },
    }
}

/// The world of one match: Dortmund v Tottenham.
pub fn one_match() -> World {
    world(
        &[(DORTMUND, TOTTENHAM, None)],
        &["Son Heung-Min", "Harry Kane"],
    )
}
