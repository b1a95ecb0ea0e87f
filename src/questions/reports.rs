//! Reports and decisions as moderators see them.

use crate::facts::{MatchId, ReportId};

/// A report in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportLine {
    /// Its row; `None` for what a feed brought and never became a report.
    pub id: Option<ReportId>,
    /// Where it came from.
    pub source: String,
    /// Its title.
    pub title: Option<String>,
    /// When it was added: seconds since 1970.
    pub at: i64,
    /// Why it was put aside, if it tells of no match.
    pub put_aside: Option<String>,
    /// Whether it was taken out of every view.
    pub is_out: bool,
    /// Whether its text was deleted.
    pub is_deleted: bool,
    /// The matches it tells of.
    pub games: Vec<MatchId>,
}

/// A report with its text, for those who may read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportText {
    /// As in a list.
    pub line: ReportLine,
    /// Who added it, by Discord id.
    pub by: Option<u64>,
    /// How many texts of it there were.
    pub revision: i64,
    /// The text.
    pub text: String,
}

/// One decision of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// When: seconds since 1970.
    pub at: i64,
    /// Who, by Discord id.
    pub by: u64,
    /// What was done ("corrected").
    pub deed: &'static str,
    /// The match it is about.
    pub game: Option<MatchId>,
    /// What it is about ("goal 2").
    pub subject: String,
    /// As it was.
    pub old: Option<String>,
    /// As it is since.
    pub new: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The correction that can be taken back.
    pub undo: Option<i64>,
    /// The report that can be put back.
    pub restore: Option<i64>,
}
