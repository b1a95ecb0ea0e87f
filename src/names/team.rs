//! Teams as the names files know them.

use crate::football::{Category, TeamId};

/// The place of a team in one [`Gazetteer`](super::Gazetteer); small, and good only with the gazetteer that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TeamIdx(pub(super) u16);

impl TeamIdx {
    /// As an index from 0 to one less than the number of teams.
    #[must_use]
    pub const fn as_usize(self) -> usize {
        self.0 as usize
    }
}

/// What kind of team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TeamKind {
    /// A club.
    Club,
    /// The side of a country or a territory.
    National,
}

/// A team with every name it is known to go by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// The permanent id (`eng:tottenham-hotspur-fc`).
    pub id: TeamId,
    /// The name in full (`Tottenham Hotspur`).
    pub name: String,
    /// The shorter name a headline uses (`Tottenham`), where it is not the name in full.
    pub short: Option<String>,
    /// Club or national side.
    pub kind: TeamKind,
    /// `None` for a first men's team.
    pub category: Option<Category>,
    /// The country it plays in (`England`), where the file says.
    pub country: Option<String>,
    /// The town it is from, of a country's side the one it plays in most; where the file says.
    pub city: Option<String>,
    /// Other proper names, former ones and spellings (`Spurs` is a nickname, `Tottenham Hotspurs` would go here).
    pub aliases: Vec<String>,
    /// What it is called (`Spurs`, `Lilywhites`); with a leading `the` only where the bare word is everyday English.
    pub nicknames: Vec<String>,
    /// What its people are called (`English`, `Merseysiders`): they hint at the team and do not name it.
    pub demonyms: Vec<String>,
    /// Letters it goes by (`BVB`, `ENG`).
    pub abbreviations: Vec<String>,
    /// Its grounds, the present one first.
    pub grounds: Vec<String>,
}

impl Team {
    /// The name a title uses: the short one, else the one in full.
    #[must_use]
    pub fn common_name(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }

    /// Every name with its kind, surest kind first; grounds are not names of the team.
    pub fn names(&self) -> impl Iterator<Item = (NameKind, &str)> {
        std::iter::once((NameKind::Name, self.name.as_str()))
            .chain(self.short.as_deref().map(|short| (NameKind::Short, short)))
            .chain(of_kind(NameKind::Alias, &self.aliases))
            .chain(of_kind(NameKind::Nickname, &self.nicknames))
            .chain(of_kind(NameKind::Abbreviation, &self.abbreviations))
            .chain(of_kind(NameKind::Demonym, &self.demonyms))
    }
}

fn of_kind(kind: NameKind, names: &[String]) -> impl Iterator<Item = (NameKind, &str)> {
    names.iter().map(move |name| (kind, name.as_str()))
}

/// In what way a form is a team's, surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// The name in full.
    Name,
    /// The common short name.
    Short,
    /// Another proper name, a former name or a spelling.
    Alias,
    /// A nickname.
    Nickname,
    /// Letters, to be believed in capitals only.
    Abbreviation,
    /// A word many names share, which stands for any team whose name holds it (*United*).
    Shared,
    /// What its people are called: a hint, not a name.
    Demonym,
}

/// A team that a form can mean, with how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TeamName {
    /// In what way the form is the team's.
    pub kind: NameKind,
    /// The team.
    pub team: TeamIdx,
}
