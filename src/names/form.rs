//! What one folded form can mean.

use super::{CompetitionName, NameKind, TeamIdx, TeamName};

/// A folded form with everything it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    pub(super) text: Box<str>,
    pub(super) teams: Vec<TeamName>,
    pub(super) competitions: Vec<CompetitionName>,
    pub(super) grounds: Vec<TeamIdx>,
    pub(super) is_shared: bool,
    pub(super) is_also_word: bool,
    pub(super) is_also_person: bool,
}

impl Form {
    pub(super) fn new(text: &str) -> Self {
        Self {
            text: text.into(),
            teams: Vec::new(),
            competitions: Vec::new(),
            grounds: Vec::new(),
            is_shared: false,
            is_also_word: false,
            is_also_person: false,
        }
    }

    /// The form itself (`paris saint germain`).
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The teams it can name, surest kind first; a team stands here once, under its surest kind.
    #[must_use]
    pub fn teams(&self) -> &[TeamName] {
        &self.teams
    }

    /// The competitions it can name.
    #[must_use]
    pub fn competitions(&self) -> &[CompetitionName] {
        &self.competitions
    }

    /// The teams whose ground it is; several share one, and some grounds share a name.
    #[must_use]
    pub fn grounds(&self) -> &[TeamIdx] {
        &self.grounds
    }

    /// Whether it is a word that many names share (*United*, *City*, *Inter*): ambiguous even where one team lists it
    /// as its own name.
    #[must_use]
    pub const fn is_shared(&self) -> bool {
        self.is_shared
    }

    /// Whether it is an everyday English word as well (*Reading*, *Bury*, *Hearts*): believe it only with a capital
    /// where no sentence begins, or beside other evidence.
    #[must_use]
    pub const fn is_also_word(&self) -> bool {
        self.is_also_word
    }

    /// Whether it is a name of people as well (*Hamilton*, *Lincoln*, *Villa*).
    #[must_use]
    pub const fn is_also_person(&self) -> bool {
        self.is_also_person
    }

    /// Whether it does not settle on one team: it names several, or it is a word many names share. Demonyms hint and
    /// do not count.
    #[must_use]
    pub fn is_ambiguous(&self) -> bool {
        self.is_shared
            || self
                .teams
                .iter()
                .filter(|name| name.kind != NameKind::Demonym)
                .count()
                > 1
    }

    /// The one team it names, unless it is ambiguous or names none.
    #[must_use]
    pub fn only_team(&self) -> Option<TeamIdx> {
        match self.teams.as_slice() {
            [first, ..] if first.kind != NameKind::Demonym && !self.is_ambiguous() => {
                Some(first.team)
            }
            _ => None,
        }
    }
}
