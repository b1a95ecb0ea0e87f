//! `/score` with `/match`: one match and what is held about it.

use jiff::civil::Date;

use super::{Guess, MatchCard};
use crate::facts::MatchId;
use crate::football::{CompetitionId, TeamId};

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

/// What a match must agree with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MatchFilter {
    /// One of the teams.
    pub team: Option<TeamId>,
    /// The other team.
    pub opponent: Option<TeamId>,
    /// The competition.
    pub competition: Option<CompetitionId>,
    /// The day of play, the publication day where no day is stated.
    pub date: Option<Date>,
}

/// The match, or that there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum MatchAnswer {
    /// The match; with a guess when a name was a typo away.
    Found {
        /// All that is held about it.
        card: Box<MatchCard>,
        /// The name that was guessed.
        guess: Option<Guess>,
        /// How many other matches pass the same filter.
        others: u32,
    },
    /// No report.
    None(NoMatch),
}

/// A team is known and no report passes the filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoMatch {
    /// The team's common name.
    pub team: String,
    /// The opponent's common name, when asked for.
    pub opponent: Option<String>,
    /// The competition's name, when asked for.
    pub competition: Option<String>,
    /// The day, when asked for.
    pub date: Option<Date>,
    /// How many matches of the team are held when the rest of the filter is dropped.
    pub held_otherwise: u32,
}
