//! A match as readers see it.

use jiff::civil::Date;

use crate::facts::{AgreedMatch, MatchId, ReportId};
use crate::football::{Category, CompetitionId, Score, Side, TeamId};

/// Everything held about one match in one scope.
#[derive(Debug, Clone, PartialEq)]
pub struct MatchCard {
    /// The match.
    pub id: MatchId,
    /// The home side.
    pub home: TeamRef,
    /// The away side.
    pub away: TeamRef,
    /// Women's, youth or reserve football; `None` for a first men's team or unknown.
    pub category: Option<Category>,
    /// The agreed view.
    pub agreed: AgreedMatch,
    /// Complete, incomplete, disputed or corrected.
    pub state: MatchState,
    /// How often the agreed view has changed, from 1.
    pub revision: u32,
    /// The reports behind it, oldest first.
    pub reports: Vec<ReportRef>,
}

/// A team with the name it goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamRef {
    /// Its id.
    pub id: TeamId,
    /// Its common short name ("Tottenham").
    pub name: String,
}

/// A competition with the name it goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompetitionRef {
    /// Its id.
    pub id: CompetitionId,
    /// Its common name ("Champions League").
    pub name: String,
}

/// What a match's colour shows. The first that holds, from the bottom up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MatchState {
    /// The goals told add up to the score.
    Complete,
    /// They do not, or no score is known.
    Incomplete,
    /// Reports differ.
    Disputed,
    /// A person put something right.
    Corrected,
}

/// A report behind a match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRef {
    /// The report.
    pub id: ReportId,
    /// Its title, else the last part of its path or address.
    pub name: String,
    /// When it was published, if known.
    pub published: Option<Date>,
    /// When it was read: seconds since 1970.
    pub added_at: i64,
}

/// One line about a match, for lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchSummary {
    /// The match.
    pub id: MatchId,
    /// The home side.
    pub home: TeamRef,
    /// The away side.
    pub away: TeamRef,
    /// The final score, if known.
    pub score: Option<Score>,
    /// The day of play, if stated.
    pub date: Option<Date>,
    /// The competition's name, if known.
    pub competition: Option<String>,
    /// Women's, youth or reserve football.
    pub category: Option<Category>,
}

impl MatchCard {
    /// The team of a side.
    #[must_use]
    pub const fn team(&self, side: Side) -> &TeamRef {
        match side {
            Side::Home => &self.home,
            Side::Away => &self.away,
        }
    }
}
