//! Competitions as the names files know them.

use crate::football::{Category, CompetitionId};

/// The place of a competition in one [`Gazetteer`](super::Gazetteer); good only with the gazetteer that gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CompetitionIdx(pub(super) u16);

impl CompetitionIdx {
    /// As an index from 0 to one less than the number of competitions.
    #[must_use]
    pub const fn as_usize(self) -> usize {
        self.0 as usize
    }
}

/// What kind of competition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CompetitionKind {
    /// A league of clubs in one country.
    League,
    /// A knockout cup of clubs in one country.
    Cup,
    /// One match or few between winners.
    Supercup,
    /// Clubs of several countries.
    Continental,
    /// National sides.
    International,
    /// Nothing at stake.
    Friendly,
}

impl CompetitionKind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::League,
        Self::Cup,
        Self::Supercup,
        Self::Continental,
        Self::International,
        Self::Friendly,
    ];

    /// As the names files write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::League => "league",
            Self::Cup => "cup",
            Self::Supercup => "supercup",
            Self::Continental => "continental",
            Self::International => "international",
            Self::Friendly => "friendly",
        }
    }

    /// The kind written as [`CompetitionKind::as_str`] writes it.
    #[must_use]
    pub fn from_str_exact(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// The years in which a name was a competition's, both included; an open end is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Era {
    /// First year.
    pub from: Option<i16>,
    /// Last year.
    pub to: Option<i16>,
}

impl Era {
    /// Any year.
    pub const ALWAYS: Self = Self {
        from: None,
        to: None,
    };

    /// Whether `year` falls in it.
    #[must_use]
    pub fn holds(self, year: i16) -> bool {
        self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }
}

/// A competition with every name it is known to go by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Competition {
    /// The permanent id (`uefa.cl`).
    pub id: CompetitionId,
    /// The name in full (`UEFA Champions League`).
    pub name: String,
    /// The name a title uses (`Champions League`), where it is not the name in full.
    pub short: Option<String>,
    /// League, cup and so on.
    pub kind: CompetitionKind,
    /// `None` for men's football.
    pub category: Option<Category>,
    /// The country whose competition it is; `None` across borders.
    pub country: Option<String>,
    /// Other names in use at any time.
    pub aliases: Vec<String>,
    /// Names with the years in which they were this competition's (`European Cup`, to 1992).
    pub historic: Vec<(String, Era)>,
    /// Words that hint at it without naming it (`Scudetto`).
    pub cues: Vec<String>,
    /// Its stages as reports name them (`Group H`, `Quarter-final`).
    pub stages: Vec<String>,
}

impl Competition {
    /// The name a title uses: the short one, else the one in full.
    #[must_use]
    pub fn common_name(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }

    /// Every name with the years it holds for; cues and stages are no names.
    pub fn names(&self) -> impl Iterator<Item = (Era, &str)> {
        std::iter::once(self.name.as_str())
            .chain(self.short.as_deref())
            .chain(self.aliases.iter().map(String::as_str))
            .map(|name| (Era::ALWAYS, name))
            .chain(
                self.historic
                    .iter()
                    .map(|(name, era)| (*era, name.as_str())),
            )
    }
}

/// A competition that a form can mean, with the years in which it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CompetitionName {
    /// The competition.
    pub competition: CompetitionIdx,
    /// When the form is its name.
    pub era: Era,
}
