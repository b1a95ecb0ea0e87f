//! Tallies at named moments.

use serde::Serialize;

use super::Side;

/// Goals of both sides at a named moment, home side first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Score {
    /// The home side's goals.
    pub home: u8,
    /// The away side's goals.
    pub away: u8,
}

impl Score {
    /// Nil-nil.
    pub const NIL: Self = Self { home: 0, away: 0 };

    /// `home`-`away`.
    #[must_use]
    pub const fn new(home: u8, away: u8) -> Self {
        Self { home, away }
    }

    /// The goals of one side.
    #[must_use]
    pub const fn of(self, side: Side) -> u8 {
        match side {
            Side::Home => self.home,
            Side::Away => self.away,
        }
    }

    /// The score after one more goal for `side`.
    #[must_use]
    pub const fn plus(self, side: Side) -> Self {
        match side {
            Side::Home => Self {
                home: self.home.saturating_add(1),
                away: self.away,
            },
            Side::Away => Self {
                home: self.home,
                away: self.away.saturating_add(1),
            },
        }
    }

    /// The same tally told by the other side.
    #[must_use]
    pub const fn swapped(self) -> Self {
        Self {
            home: self.away,
            away: self.home,
        }
    }

    /// All goals together.
    #[must_use]
    pub fn total(self) -> u16 {
        u16::from(self.home) + u16::from(self.away)
    }

    /// Who is ahead.
    #[must_use]
    pub fn outcome(self) -> Outcome {
        match self.home.cmp(&self.away) {
            std::cmp::Ordering::Greater => Outcome::Home,
            std::cmp::Ordering::Less => Outcome::Away,
            std::cmp::Ordering::Equal => Outcome::Draw,
        }
    }
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.home, self.away)
    }
}

/// The moment a [`Score`] belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ScoreKind {
    /// When play ended: extra time included, a shoot-out not.
    Final,
    /// At half-time.
    HalfTime,
    /// After ninety minutes, where extra time followed.
    After90,
    /// The kicks of a shoot-out.
    Shootout,
    /// The sum of a tie's two legs.
    Aggregate,
}

/// Who won, or who is ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The home side.
    Home,
    /// The away side.
    Away,
    /// Neither.
    Draw,
}

impl Outcome {
    /// The winning side; `None` for a draw.
    #[must_use]
    pub const fn winner(self) -> Option<Side> {
        match self {
            Self::Home => Some(Side::Home),
            Self::Away => Some(Side::Away),
            Self::Draw => None,
        }
    }
}

impl From<Side> for Outcome {
    fn from(side: Side) -> Self {
        match side {
            Side::Home => Self::Home,
            Side::Away => Self::Away,
        }
    }
}
