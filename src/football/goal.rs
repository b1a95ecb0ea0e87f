//! Goals: what counts on the scoreboard.

use serde::Serialize;

use super::{Moment, Score, Side};

/// How a goal came to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalKind {
    /// Scored in play.
    #[serde(rename = "goal")]
    Regular,
    /// Scored from a penalty awarded in play.
    Penalty,
    /// Put in by a player of the side that concedes it.
    OwnGoal,
}

/// A goal on the scoreboard. `scorer_side` is the scorer's own team, which an own goal does not help.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Goal {
    /// The fullest name the report gives; `None` when it tells of the goal and names nobody.
    pub scorer: Option<String>,
    /// The side the scorer plays for.
    pub scorer_side: Side,
    /// Regular, penalty or own goal.
    pub kind: GoalKind,
    /// When; `None` when the report does not let a reader work it out.
    pub moment: Option<Moment>,
    /// The score once it counted, where that is known.
    pub score_after: Option<Score>,
}

impl Goal {
    /// The side whose tally grows.
    #[must_use]
    pub const fn credited_to(&self) -> Side {
        credited_to(self.kind, self.scorer_side)
    }

    /// The side a scorer plays for, given the side the goal counts for.
    #[must_use]
    pub const fn scorer_side_for(kind: GoalKind, credited: Side) -> Side {
        // An own goal turns the sides round, and turning twice is turning back.
        credited_to(kind, credited)
    }
}

const fn credited_to(kind: GoalKind, scorer_side: Side) -> Side {
    match kind {
        GoalKind::OwnGoal => scorer_side.opponent(),
        GoalKind::Regular | GoalKind::Penalty => scorer_side,
    }
}
