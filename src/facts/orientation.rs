//! The same facts told with home and away the other way round.

use super::{Fact, FactValue, GoalFact, MatchClaims, Player};
use crate::football::{Event, Goal, Outcome, Score, Side};

impl Fact {
    /// The fact as it reads when the sides change names.
    #[must_use]
    pub fn swapped(&self) -> Self {
        Self {
            value: self.value.swapped(),
            ..self.clone()
        }
    }
}

impl MatchClaims {
    /// The account as it reads when the sides change names.
    #[must_use]
    pub fn swapped(&self) -> Self {
        Self {
            home: self.away.clone(),
            away: self.home.clone(),
            home_away: self.home_away,
            facts: self.facts.iter().map(Fact::swapped).collect(),
        }
    }
}

impl FactValue {
    /// The value as it reads when the sides change names.
    #[must_use]
    pub fn swapped(&self) -> Self {
        match self.clone() {
            Self::Score(kind, score) => Self::Score(kind, score.swapped()),
            Self::Winner(outcome) => Self::Winner(match outcome {
                Outcome::Home => Outcome::Away,
                Outcome::Away => Outcome::Home,
                Outcome::Draw => Outcome::Draw,
            }),
            Self::Coach { name, side } => Self::Coach {
                name,
                side: side.opponent(),
            },
            Self::Goal(told) => Self::Goal(GoalFact {
                goal: Goal {
                    scorer_side: told.goal.scorer_side.opponent(),
                    score_after: told.goal.score_after.map(Score::swapped),
                    ..told.goal
                },
                assist: told.assist,
            }),
            Self::Event(event) => Self::Event(Event {
                side: event.side.map(Side::opponent),
                ..event
            }),
            Self::Player(player) => Self::Player(Player {
                side: player.side.map(Side::opponent),
                ..player
            }),
            same @ (Self::ExtraTime
            | Self::Competition(_)
            | Self::Stage(_)
            | Self::Venue(_)
            | Self::Date(_)
            | Self::Referee(_)
            | Self::Attendance(_)
            | Self::Category(_)
            | Self::Background(_)) => same,
        }
    }
}
