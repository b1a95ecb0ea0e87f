//! `/scorer`: the goals of a match, or of a player.

use super::{MatchAnswer, MatchRef, MatchSummary};
use crate::facts::{AgreedFact, Background, MatchId};

/// `/scorer` as typed: a team or a match, or a player.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScorerAsk {
    /// A team: its latest match.
    pub team: Option<String>,
    /// A match.
    pub game: Option<String>,
    /// A player.
    pub player: Option<String>,
}

/// What is asked, once the words are settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScorerQuestion {
    /// The goals of one match.
    OfMatch(MatchRef),
    /// The goals of one player, by the words typed; names match whatever the order of their parts or accents.
    OfPlayer(String),
}

/// The goals.
#[derive(Debug, Clone, PartialEq)]
pub enum ScorerAnswer {
    /// Of a match.
    OfMatch(MatchAnswer),
    /// Of a player.
    OfPlayer(PlayerGoals),
}

/// A player's goals in the reports this asker may see.
#[derive(Debug, Clone, PartialEq)]
pub struct PlayerGoals {
    /// The fullest name held.
    pub name: String,
    /// The goals, latest match first and in match order within one; own goals included and marked by their kind.
    pub goals: Vec<PlayerGoal>,
    /// How many goals in all, own goals not counted, in how many matches.
    pub total: u32,
    /// How many matches `total` was scored in.
    pub matches: u32,
    /// The tallies, records and runs that reports state of the player.
    pub tallies: Vec<TallyClaim>,
    /// How many of `goals` were left out for length.
    pub left_out: u32,
}

/// One goal of a player.
#[derive(Debug, Clone, PartialEq)]
pub struct PlayerGoal {
    /// The match it was scored in.
    pub game: MatchSummary,
    /// The goal.
    pub fact: AgreedFact,
}

/// What a report says of the player beyond its match.
#[derive(Debug, Clone, PartialEq)]
pub struct TallyClaim {
    /// The match whose report says so.
    pub match_id: MatchId,
    /// The claim.
    pub claim: Background,
}
