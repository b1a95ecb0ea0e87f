//! What a directory takes in about teams, with what it gives out.

use crate::football::TeamId;

/// A team that reports (or a server's own aliases) have named: one the gazetteer knows, or one only seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenTeam {
    /// Its id; `seen:…` for a team the gazetteer does not know.
    pub id: TeamId,
    /// Its common name.
    pub name: String,
    /// Further names it answers to here (a server's aliases).
    pub aliases: Vec<String>,
    /// How many matches of it can be seen; 0 for a team that is only named.
    pub matches: u32,
}

/// A team as the directory lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: TeamId,
    /// The common name to show.
    pub name: String,
    /// The country it plays in, where known: tells it from another team of its name.
    pub country: Option<String>,
    /// How many matches of it can be seen.
    pub matches: u32,
}

/// By what the typed words were found, surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FoundBy {
    /// They are a team's id.
    Id,
    /// They are a team's name, in full or in short.
    Exact,
    /// They are another name of it: an alias, a nickname, letters.
    Alias,
    /// A name of it begins with them.
    Prefix,
    /// They are whole words in a name of it.
    Word,
    /// They are a slip of the finger away from a name of it: say so.
    Typo,
}

/// What typed words found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// By what.
    pub by: FoundBy,
    /// Whether the words are one that many names share (*United*), which even a single team must not be picked for
    /// without a further sign: a default, an opponent, or [`Found::only_one_with_matches`].
    pub is_shared: bool,
    /// The teams, never none; those with most matches first, then by name.
    pub teams: Vec<Listed>,
}

impl Found {
    /// The one team found, when it is one and the words are not shared.
    #[must_use]
    pub fn only(&self) -> Option<&Listed> {
        match self.teams.as_slice() {
            [team] if !self.is_shared => Some(team),
            _ => None,
        }
    }

    /// The only one of the teams found with matches to see.
    #[must_use]
    pub fn only_one_with_matches(&self) -> Option<&Listed> {
        match self.teams.as_slice() {
            [first] if first.matches > 0 => Some(first),
            [first, second, ..] if first.matches > 0 && second.matches == 0 => Some(first),
            _ => None,
        }
    }
}
