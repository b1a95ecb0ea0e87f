//! What is held in one scope, in memory, for settling words and for completing them.

use std::collections::{BTreeMap, BTreeSet};

use super::{CompetitionRef, MatchSummary, TeamRef};
use crate::football::TeamId;

/// The names that matches are held for in one scope, small enough to keep in memory and cheap to load again.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Holdings {
    /// Each team with matches.
    pub teams: BTreeMap<TeamId, HeldTeam>,
    /// Each competition with matches, the one with most first.
    pub competitions: Vec<CompetitionRef>,
    /// The latest matches, latest first; at most [`Holdings::MATCHES`].
    pub matches: Vec<MatchSummary>,
    /// The fullest names of players who scored, were carded or are spoken of, the one with most goals first; at most
    /// [`Holdings::PLAYERS`].
    pub players: Vec<String>,
}

/// A team with matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldTeam {
    /// The team.
    pub team: TeamRef,
    /// How many matches are held, at least 1.
    pub matches: u32,
    /// Whom it met.
    pub opponents: BTreeSet<TeamId>,
}

impl Holdings {
    /// Matches kept in memory.
    pub const MATCHES: u32 = 5_000;
    /// Players kept in memory.
    pub const PLAYERS: u32 = 20_000;

    /// Whether matches of a team are held.
    #[must_use]
    pub fn holds(&self, team: &TeamId) -> bool {
        self.teams.contains_key(team)
    }

    /// Whether a match of these two teams is held.
    #[must_use]
    pub fn have_met(&self, one: &TeamId, other: &TeamId) -> bool {
        self.teams
            .get(one)
            .is_some_and(|held| held.opponents.contains(other))
    }
}
