//! The record of what people decided: written with the change it is about, never changed.

use sqlx::SqliteConnection;

use super::{StoreError, scope_number, snowflake};
use crate::facts::{MatchId, ReportId, Scope};

/// What a person did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deed {
    /// Put a fact right.
    Correct,
    /// Took a correction back.
    UndoCorrection,
    /// Took a report out of every view.
    Retract,
    /// Put a report back.
    Restore,
    /// Deleted the text of a report.
    Delete,
    /// Found that two matches are one.
    Merge,
    /// Found that two matches are two.
    KeepApart,
    /// Let a new reporter's text in.
    Accept,
    /// Kept a new reporter's text out.
    Reject,
    /// Added a feed.
    AddFeed,
    /// Removed a feed.
    RemoveFeed,
}

impl Deed {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Correct,
        Self::UndoCorrection,
        Self::Retract,
        Self::Restore,
        Self::Delete,
        Self::Merge,
        Self::KeepApart,
        Self::Accept,
        Self::Reject,
        Self::AddFeed,
        Self::RemoveFeed,
    ];

    /// The word for it in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Correct => "correct",
            Self::UndoCorrection => "undo_correction",
            Self::Retract => "retract",
            Self::Restore => "restore",
            Self::Delete => "delete",
            Self::Merge => "merge",
            Self::KeepApart => "keep_apart",
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::AddFeed => "add_feed",
            Self::RemoveFeed => "remove_feed",
        }
    }

    /// The deed of that word.
    pub(crate) fn read(word: &str) -> Result<Self, StoreError> {
        Self::ALL
            .into_iter()
            .find(|deed| deed.as_str() == word)
            .ok_or_else(|| StoreError::unreadable(format!("`{word}` as a deed")))
    }
}

/// Who decides, where, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Whose view it is about.
    pub scope: Scope,
    /// The Discord id of the person.
    pub by: u64,
    /// When: seconds since 1970.
    pub at: i64,
    /// Why, in the person's words.
    pub reason: Option<String>,
}

/// One line of the record, still to be written.
#[derive(Debug, Default)]
pub(super) struct Line<'a> {
    pub game: Option<MatchId>,
    pub report: Option<ReportId>,
    pub correction: Option<i64>,
    /// What it is about, in a word or two ("goal", "report 12").
    pub subject: &'a str,
    pub old: Option<&'a str>,
    pub new: Option<&'a str>,
}

pub(super) async fn note(
    db: &mut SqliteConnection,
    decision: &Decision,
    deed: Deed,
    line: &Line<'_>,
) -> Result<(), StoreError> {
    let (scope, by, deed) = (
        scope_number(decision.scope)?,
        snowflake(decision.by)?,
        deed.as_str(),
    );
    let (game, report) = (line.game.map(|id| id.0), line.report.map(|id| id.0));
    sqlx::query!(
        "insert into audit (scope, at, made_by, deed, match_id, report_id, correction_id, subject, old, new, reason)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        scope,
        decision.at,
        by,
        deed,
        game,
        report,
        line.correction,
        line.subject,
        line.old,
        line.new,
        decision.reason,
    )
    .execute(db)
    .await?;
    Ok(())
}
