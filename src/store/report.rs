//! The rows of reports.

use jiff::civil::Date;
use sqlx::SqliteConnection;

use super::{StoreError, scope_number};
use crate::facts::{MatchId, ReportId, Scope};

/// A report as a door hands it over, decoded and read.
#[derive(Debug, Clone)]
pub struct NewReport<'a> {
    /// Who may see it.
    pub scope: Scope,
    /// The path or address it came from.
    pub source: &'a str,
    /// The title it was given with.
    pub title: Option<&'a str>,
    /// The publication date it was given with.
    pub published: Option<Date>,
    /// The encoding its bytes were in ("UTF-8").
    pub encoding: &'a str,
    /// The text as decoded.
    pub text: &'a str,
    /// SHA-256 of the bytes as they came, 64 lower-case hexadecimal digits.
    pub raw_sha256: &'a str,
    /// The version of the extractor that read it.
    pub extractor: &'a str,
    /// The instant it was read: seconds since 1970.
    pub at: i64,
    /// The Discord id of the person who added it, if one did.
    pub by: Option<u64>,
}

/// A report that is there already.
pub(super) struct Known {
    pub id: ReportId,
    pub title: Option<String>,
    pub published: Option<String>,
    pub extractor: String,
    pub reason: Option<String>,
    pub is_retracted: bool,
}

/// The report with this text in this scope.
pub(super) async fn find_known(
    db: &mut SqliteConnection,
    scope: Scope,
    text_sha256: &str,
) -> Result<Option<Known>, StoreError> {
    let scope = scope_number(scope)?;
    let row = sqlx::query!(
        "select report_id, title, published, extractor, reason, retracted_at
         from reports where text_sha256 = ? and scope = ?",
        text_sha256,
        scope,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Known {
        id: ReportId(row.report_id),
        title: row.title,
        published: row.published,
        extractor: row.extractor,
        reason: row.reason,
        is_retracted: row.retracted_at.is_some(),
    }))
}

/// The matches a report gives an account of, in its order.
pub(super) async fn matches_of(
    db: &mut SqliteConnection,
    report: ReportId,
) -> Result<Vec<MatchId>, StoreError> {
    let ids = sqlx::query_scalar!(
        "select match_id from accounts where report_id = ? order by ordinal",
        report.0,
    )
    .fetch_all(db)
    .await?;
    Ok(ids.into_iter().map(MatchId).collect())
}

/// Writes a report that is not there yet.
pub(super) async fn insert(
    db: &mut SqliteConnection,
    report: &NewReport<'_>,
    text_sha256: &str,
    reason: Option<&str>,
    notes: &[String],
) -> Result<ReportId, StoreError> {
    let scope = scope_number(report.scope)?;
    let published = report.published.map(|day| day.to_string());
    let by = report.by.map(super::snowflake).transpose()?;
    let verdict = verdict(reason);
    let notes = serde_json::json!(notes).to_string();
    let id = sqlx::query_scalar!(
        r#"insert into reports (scope, source, title, published, encoding, body, raw_sha256, text_sha256, extractor,
             added_at, added_by, read_at, verdict, reason, notes)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         returning report_id as "report_id!""#,
        scope,
        report.source,
        report.title,
        published,
        report.encoding,
        report.text,
        report.raw_sha256,
        text_sha256,
        report.extractor,
        report.at,
        by,
        report.at,
        verdict,
        reason,
        notes,
    )
    .fetch_one(db)
    .await?;
    Ok(ReportId(id))
}

/// Takes away what an earlier reading of the report claimed, and notes the new one.
pub(super) async fn replace_reading(
    db: &mut SqliteConnection,
    id: ReportId,
    report: &NewReport<'_>,
    reason: Option<&str>,
    notes: &[String],
) -> Result<(), StoreError> {
    let published = report.published.map(|day| day.to_string());
    let verdict = verdict(reason);
    let notes = serde_json::json!(notes).to_string();
    sqlx::query!("delete from accounts where report_id = ?", id.0)
        .execute(&mut *db)
        .await?;
    // What a later telling leaves out (a date, a title) is kept from the earlier one.
    sqlx::query!(
        "update reports set title = coalesce(?, title), published = coalesce(?, published), extractor = ?, read_at = ?,
             verdict = ?, reason = ?, notes = ?, retracted_at = null
         where report_id = ?",
        report.title,
        published,
        report.extractor,
        report.at,
        verdict,
        reason,
        notes,
        id.0,
    )
    .execute(db)
    .await?;
    Ok(())
}

const fn verdict(reason: Option<&str>) -> &'static str {
    match reason {
        None => "match",
        Some(_) => "no_match",
    }
}
