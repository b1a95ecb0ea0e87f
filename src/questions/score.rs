//! `/score` with `/match`: one match and what is held about it.

use jiff::civil::Date;

use super::{CompetitionRef, MatchCard, TeamRef};
use crate::facts::MatchId;

/// `/score` as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScoreAsk {
    /// The team.
    pub team: String,
    /// Its opponent.
    pub opponent: Option<String>,
    /// The competition.
    pub competition: Option<String>,
    /// The day, as typed.
    pub date: Option<String>,
}

/// `/match` as typed: an id (`m142`), `A v B`, `A v B 2017-11-21`, or a team.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MatchAsk {
    /// The words for the match.
    pub game: String,
}

/// Which match is meant, once the words are settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MatchRef {
    /// This one.
    Id(MatchId),
    /// The latest that passes the filter: by match date, else publication date, else when it was read.
    Latest(MatchFilter),
}

/// What a match must agree with. The names travel with the ids, so that "no report" can be said of a team that no
/// table holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MatchFilter {
    /// One of the teams.
    pub team: Option<TeamRef>,
    /// The other team.
    pub opponent: Option<TeamRef>,
    /// The competition.
    pub competition: Option<CompetitionRef>,
    /// The day of play, the publication day where no day is stated.
    pub date: Option<Date>,
}

/// The match, or that there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum MatchAnswer {
    /// The match.
    Found {
        /// All that is held about it.
        card: Box<MatchCard>,
        /// How many other matches pass the same filter; 0 when an id was asked for.
        others: u32,
    },
    /// No report.
    None(NoMatch),
}

/// Why there is no match to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoMatch {
    /// No match has this id, or not one this asker may see.
    NoSuchId(MatchId),
    /// The names are known and no report passes the filter.
    NothingHeld {
        /// What was asked for.
        asked: MatchFilter,
        /// How many matches of `asked.team` are held when the rest of the filter is dropped.
        held_otherwise: u32,
    },
}
