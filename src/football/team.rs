//! Teams.

use serde::Serialize;

/// The permanent id of a team: a gazetteer id (`eng:tottenham-hotspur-fc`), or `seen:<folded name>` for a team that
/// only reports have named.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct TeamId(pub String);

impl TeamId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for TeamId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Sides that play under a club's name without being its first men's team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Category {
    /// Women's football.
    Women,
    /// Under-23s and younger.
    Youth,
    /// A reserve or B side.
    Reserve,
}

impl Category {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Women, Self::Youth, Self::Reserve];

    /// As the contract and the database write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Women => "women",
            Self::Youth => "youth",
            Self::Reserve => "reserve",
        }
    }

    /// The category written as [`Category::as_str`] writes it.
    #[must_use]
    pub fn from_str_exact(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|category| category.as_str() == text)
    }
}
