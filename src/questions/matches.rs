//! `/matches`: a list, a page at a time.

use super::{MatchFilter, MatchSummary};

/// `/matches` as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MatchesAsk {
    /// Only this team's.
    pub team: Option<String>,
    /// Only this competition's.
    pub competition: Option<String>,
    /// The page, from 1.
    pub page: u32,
}

/// What is asked, once the words are settled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MatchesQuestion {
    /// Which matches.
    pub filter: MatchFilter,
    /// The page, from 1.
    pub page: u32,
}

/// One page, latest first.
#[derive(Debug, Clone, PartialEq)]
pub struct MatchesAnswer {
    /// What was asked.
    pub asked: MatchFilter,
    /// The page, from 1.
    pub page: u32,
    /// How many pages there are; 0 when nothing is held.
    pub pages: u32,
    /// How many matches there are.
    pub total: u32,
    /// At most [`MatchesAnswer::PAGE`] of them.
    pub matches: Vec<MatchSummary>,
}

impl MatchesAnswer {
    /// Matches on a page.
    pub const PAGE: u32 = 10;
}
