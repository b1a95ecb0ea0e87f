//! What the reports of one match, and the people who corrected them, come to together.

use serde::Serialize;

use super::{Fact, FactValue, GoalFact, HomeAway};
use crate::football::{Score, ScoreKind, ledger};

/// Whose eyes a report, a correction or an agreed view is for: everybody's, or one server's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum Scope {
    /// Seen in every server.
    Shared,
    /// Seen in the server with this Discord id alone, over what is shared.
    Server(u64),
}

/// The row number of a match; written `m142` for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct MatchId(pub i64);

impl std::fmt::Display for MatchId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "m{}", self.0)
    }
}

/// The agreed view of one match in one scope.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AgreedMatch {
    /// How it is known who is at home.
    pub home_away: HomeAway,
    /// All that is held, goals in match order.
    pub facts: Vec<AgreedFact>,
}

/// One fact of the agreed view. `fact.evidence` cites every report that supports it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AgreedFact {
    /// The fact that stands.
    pub fact: Fact,
    /// On what it stands.
    pub standing: Standing,
    /// What other reports say instead, with their own evidence; empty unless disputed or corrected.
    pub rivals: Vec<Fact>,
}

/// On what an agreed fact stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum Standing {
    /// One report says so and none differs.
    Sole,
    /// Several reports say so and none differs.
    Agreed,
    /// Reports differ; the rivals are kept and shown.
    Disputed,
    /// A person put it right.
    Corrected,
}

impl AgreedMatch {
    /// The tally at a named moment.
    #[must_use]
    pub fn score(&self, kind: ScoreKind) -> Option<Score> {
        self.score_fact(kind).map(|(_, score)| score)
    }

    /// The tally at a named moment with the fact that holds it.
    #[must_use]
    pub fn score_fact(&self, kind: ScoreKind) -> Option<(&AgreedFact, Score)> {
        self.facts
            .iter()
            .find_map(|agreed| match agreed.fact.value {
                FactValue::Score(told, score) if told == kind => Some((agreed, score)),
                _ => None,
            })
    }

    /// The goals, in match order.
    pub fn goals(&self) -> impl Iterator<Item = (&AgreedFact, &GoalFact)> {
        self.facts
            .iter()
            .filter_map(|agreed| match &agreed.fact.value {
                FactValue::Goal(told) => Some((agreed, told)),
                _ => None,
            })
    }

    /// The first fact of a kind ([`FactValue::kind`]).
    #[must_use]
    pub fn first(&self, kind: &str) -> Option<&AgreedFact> {
        self.facts
            .iter()
            .find(|agreed| agreed.fact.value.kind() == kind)
    }

    /// Whether the goals told add up to the final score.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let told = ledger::score_after(self.goals().map(|(_, told)| &told.goal));
        self.score(ScoreKind::Final) == Some(told)
    }
}
