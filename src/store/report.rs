//! The rows of reports.

use jiff::civil::Date;
use sqlx::SqliteConnection;

use super::{ReadTeam, StoreError, scope_number};
use crate::facts::{MatchId, ReportId, Scope};
use crate::football::TeamId;

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
    /// The addresses of the article it is the text of; none for what came from elsewhere.
    pub addresses: &'a [String],
    /// The teams that a person put in place of those that were read of its main match.
    pub teams: Option<&'a PutRight>,
}

/// The teams of a report's main match as a person put them right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutRight {
    /// The home side.
    pub home: ReadTeam,
    /// The other side.
    pub away: ReadTeam,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct PutRightWire {
    home: (String, String),
    away: (String, String),
}

impl PutRight {
    /// As a column.
    pub(super) fn to_column(&self) -> String {
        let pair = |team: &ReadTeam| (team.id.as_str().to_owned(), team.name.clone());
        let wire = PutRightWire {
            home: pair(&self.home),
            away: pair(&self.away),
        };
        serde_json::json!(wire).to_string()
    }

    /// From a column.
    pub(super) fn read(column: &str) -> Result<Self, StoreError> {
        let wire: PutRightWire = serde_json::from_str(column)
            .map_err(|_| StoreError::unreadable("teams that cannot be read"))?;
        let team = |(id, name)| ReadTeam {
            id: TeamId(id),
            name,
        };
        Ok(Self {
            home: team(wire.home),
            away: team(wire.away),
        })
    }
}

/// A report that is there already.
pub(super) struct Known {
    pub id: ReportId,
    pub title: Option<String>,
    pub published: Option<String>,
    pub extractor: String,
    pub reason: Option<String>,
    pub revision: i64,
    pub is_retracted: bool,
    pub is_retracted_by_person: bool,
    pub is_deleted: bool,
}

/// What a reading of a text comes to as a whole.
pub(super) struct Told<'a> {
    pub text_sha256: &'a str,
    /// Why it tells of no match, if it does not.
    pub reason: Option<&'a str>,
    pub notes: &'a [String],
}

/// The report with this text in this scope.
pub(super) async fn find_known(
    db: &mut SqliteConnection,
    scope: Scope,
    text_sha256: &str,
) -> Result<Option<Known>, StoreError> {
    let scope = scope_number(scope)?;
    let id = sqlx::query_scalar!(
        "select report_id from reports where text_sha256 = ? and scope = ?",
        text_sha256,
        scope,
    )
    .fetch_optional(&mut *db)
    .await?;
    match id {
        Some(id) => find(db, ReportId(id)).await,
        None => Ok(None),
    }
}

/// What is known of a report.
pub(super) async fn find(
    db: &mut SqliteConnection,
    id: ReportId,
) -> Result<Option<Known>, StoreError> {
    let row = sqlx::query!(
        "select title, published, extractor, reason, revision, retracted_at, retracted_by, deleted_at
         from reports where report_id = ?",
        id.0,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Known {
        id,
        title: row.title,
        published: row.published,
        extractor: row.extractor,
        reason: row.reason,
        revision: row.revision,
        is_retracted: row.retracted_at.is_some(),
        is_retracted_by_person: row.retracted_by.is_some(),
        is_deleted: row.deleted_at.is_some(),
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
    told: &Told<'_>,
) -> Result<ReportId, StoreError> {
    let scope = scope_number(report.scope)?;
    let published = report.published.map(|day| day.to_string());
    let by = report.by.map(super::snowflake).transpose()?;
    let verdict = verdict(told.reason);
    let notes = serde_json::json!(told.notes).to_string();
    let teams = report.teams.map(PutRight::to_column);
    let id = sqlx::query_scalar!(
        r#"insert into reports (scope, source, title, published, encoding, body, raw_sha256, text_sha256, extractor,
             added_at, added_by, read_at, verdict, reason, notes, teams)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         returning report_id as "report_id!""#,
        scope,
        report.source,
        report.title,
        published,
        report.encoding,
        report.text,
        report.raw_sha256,
        told.text_sha256,
        report.extractor,
        report.at,
        by,
        report.at,
        verdict,
        told.reason,
        notes,
        teams,
    )
    .fetch_one(db)
    .await?;
    Ok(ReportId(id))
}

/// Puts another text in the place of a report's, takes away what the earlier one claimed, and counts it as a revision. Returns
/// how many there were.
pub(super) async fn revise(
    db: &mut SqliteConnection,
    id: ReportId,
    report: &NewReport<'_>,
    told: &Told<'_>,
) -> Result<i64, StoreError> {
    replace_reading(db, id, report, told).await?;
    let revision = sqlx::query_scalar!(
        r#"update reports set body = ?, encoding = ?, raw_sha256 = ?, text_sha256 = ?, revision = revision + 1
         where report_id = ? returning revision as "revision!""#,
        report.text,
        report.encoding,
        report.raw_sha256,
        told.text_sha256,
        id.0,
    )
    .fetch_one(db)
    .await?;
    Ok(revision)
}

/// Takes away what an earlier reading of the report claimed, and notes the new one.
pub(super) async fn replace_reading(
    db: &mut SqliteConnection,
    id: ReportId,
    report: &NewReport<'_>,
    told: &Told<'_>,
) -> Result<(), StoreError> {
    note_reading(db, id, report.extractor, report.at, told.reason, told.notes).await?;
    let published = report.published.map(|day| day.to_string());
    let teams = report.teams.map(PutRight::to_column);
    // What a later telling leaves out (a date, a title) is kept from the earlier one.
    sqlx::query!(
        "update reports set title = coalesce(?, title), published = coalesce(?, published), teams = coalesce(?, teams)
         where report_id = ?",
        report.title,
        published,
        teams,
        id.0,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Takes away what an earlier reading of the report claimed, and notes who read it now and what it comes to.
pub(super) async fn note_reading(
    db: &mut SqliteConnection,
    id: ReportId,
    extractor: &str,
    at: i64,
    reason: Option<&str>,
    notes: &[String],
) -> Result<(), StoreError> {
    let verdict = verdict(reason);
    let notes = serde_json::json!(notes).to_string();
    sqlx::query!("delete from accounts where report_id = ?", id.0)
        .execute(&mut *db)
        .await?;
    sqlx::query!(
        "update reports set extractor = ?, read_at = ?, verdict = ?, reason = ?, notes = ? where report_id = ?",
        extractor,
        at,
        verdict,
        reason,
        notes,
        id.0,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Puts a report back in view.
pub(super) async fn bring_back(db: &mut SqliteConnection, id: ReportId) -> Result<(), StoreError> {
    sqlx::query!(
        "update reports set retracted_at = null, retracted_by = null, retract_reason = null where report_id = ?",
        id.0,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Takes a report out of every view because its article tells something else now, which another report holds.
pub(super) async fn supersede(
    db: &mut SqliteConnection,
    id: ReportId,
    at: i64,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update reports set retracted_at = ? where report_id = ? and retracted_at is null",
        at,
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
