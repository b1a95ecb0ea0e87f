//! What one report says.

use serde::Serialize;

use super::{Evidence, Fact, FactValue, GoalFact};
use crate::football::{Score, ScoreKind, Side, TeamId};

/// All that extraction takes from one text: the match it is about first, a round-up's others after it.
///
/// No match is an answer: `matches` is empty and `notes` says why in words for a person.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Reading {
    /// The matches told, the main one first.
    pub matches: Vec<MatchClaims>,
    /// Contradictions, oddities, and why no match was found, one sentence each.
    pub notes: Vec<String>,
}

/// One report's account of one match.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatchClaims {
    /// The home side, or the side named first on neutral or unknown ground.
    pub home: TeamClaim,
    /// The other side.
    pub away: TeamClaim,
    /// How it is known who is at home.
    pub home_away: HomeAway,
    /// Everything else, goals in match order.
    pub facts: Vec<Fact>,
}

/// A team as one report names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TeamClaim {
    /// The fullest form in the report; where that is its common name cut short ("Barca"), the common name.
    pub name: String,
    /// The gazetteer's id, where the name is known and means one team only.
    pub id: Option<TeamId>,
    /// The forms the report uses.
    pub as_written: Vec<String>,
    /// Where it is named; never empty.
    pub evidence: Vec<Evidence>,
}

/// How it is known which side is at home.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum HomeAway {
    /// The report says so ("the hosts", "at Anfield").
    Stated,
    /// It follows from what the report says.
    Derived,
    /// From several cues, or from a known ground.
    Inferred,
    /// Neutral ground: neither is at home.
    Neutral,
    /// Nothing tells; the order is the order of mention.
    Unknown,
}

impl HomeAway {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Stated,
        Self::Derived,
        Self::Inferred,
        Self::Neutral,
        Self::Unknown,
    ];

    /// As the contract and the database write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Derived => "derived",
            Self::Inferred => "inferred",
            Self::Neutral => "neutral",
            Self::Unknown => "unknown",
        }
    }

    /// The value written as [`HomeAway::as_str`] writes it.
    #[must_use]
    pub fn from_str_exact(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == text)
    }
}

impl MatchClaims {
    /// The team of a side.
    #[must_use]
    pub const fn team(&self, side: Side) -> &TeamClaim {
        match side {
            Side::Home => &self.home,
            Side::Away => &self.away,
        }
    }

    /// The tally at a named moment, if told.
    #[must_use]
    pub fn score(&self, kind: ScoreKind) -> Option<Score> {
        self.facts.iter().find_map(|fact| match fact.value {
            FactValue::Score(told, score) if told == kind => Some(score),
            _ => None,
        })
    }

    /// The goals told, in match order.
    pub fn goals(&self) -> impl Iterator<Item = (&Fact, &GoalFact)> {
        self.facts.iter().filter_map(|fact| match &fact.value {
            FactValue::Goal(told) => Some((fact, told)),
            _ => None,
        })
    }

    /// Goals in the final score that the report does not tell, by side; nil when it gives no final score.
    #[must_use]
    pub fn undescribed_goals(&self) -> Score {
        let told = crate::football::ledger::score_after(self.goals().map(|(_, told)| &told.goal));
        self.score(ScoreKind::Final).map_or(Score::NIL, |total| {
            Score::new(
                total.home.saturating_sub(told.home),
                total.away.saturating_sub(told.away),
            )
        })
    }
}
