//! `/evidence`: the words behind what is held about a match.

use super::{MatchCard, MatchRef, NoMatch, ReportRef};
use crate::facts::{AgreedFact, Evidence};

/// `/evidence` as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EvidenceAsk {
    /// The words for the match.
    pub game: String,
    /// A fact of it: a kind ("score", "referee"), a goal ("goal 2") or a scorer's name.
    pub fact: Option<String>,
}

/// What is asked, once the words are settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceQuestion {
    /// The match.
    pub game: MatchRef,
    /// The fact, as typed.
    pub fact: Option<String>,
}

/// The words behind a match.
#[derive(Debug, Clone, PartialEq)]
pub enum EvidenceAnswer {
    /// The match and the quotes, in the order of its facts.
    Found {
        /// All that is held about it.
        card: Box<MatchCard>,
        /// The facts asked for, each with its quotes.
        items: Vec<EvidenceItem>,
    },
    /// The match is held, and the reports do not give the fact asked for.
    NotStated {
        /// The match.
        card: Box<MatchCard>,
        /// The fact, as asked for.
        fact: String,
    },
    /// No report.
    None(NoMatch),
}

/// A fact with its quotes.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceItem {
    /// The fact.
    pub fact: AgreedFact,
    /// The quotes that support it, by report.
    pub quotes: Vec<QuoteInContext>,
    /// The quotes of reports that differ.
    pub rival_quotes: Vec<QuoteInContext>,
}

/// A quote with a sentence either side.
#[derive(Debug, Clone, PartialEq)]
pub struct QuoteInContext {
    /// The report.
    pub report: ReportRef,
    /// The slice itself.
    pub evidence: Evidence,
    /// The text before it, back to the start of the sentence before.
    pub before: String,
    /// The text after it, up to the end of the sentence after.
    pub after: String,
}
