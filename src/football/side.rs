//! Which of the two sides of a match.

use serde::Serialize;

/// Home or away in one match. On neutral ground it is the order in which the match is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// The side named first, at home unless the ground is neutral.
    Home,
    /// The other side.
    Away,
}

impl Side {
    /// Both sides, home first.
    pub const BOTH: [Self; 2] = [Self::Home, Self::Away];

    /// The side this one plays against.
    #[must_use]
    pub const fn opponent(self) -> Self {
        match self {
            Self::Home => Self::Away,
            Self::Away => Self::Home,
        }
    }

    /// `home` or `away`, as the contract and the database write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Away => "away",
        }
    }

    /// The side written as [`Side::as_str`] writes it.
    #[must_use]
    pub fn from_str_exact(text: &str) -> Option<Self> {
        Self::BOTH.into_iter().find(|side| side.as_str() == text)
    }
}
