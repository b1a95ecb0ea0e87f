//! Reports read once more, by an extractor that knows better.

use jiff::civil::Date;

use super::change::Before;
use super::columns::read_day;
use super::settle::Setting;
use super::{
    Announce, MatchChange, NewReading, PutRight, Store, StoreError, read_scope, record, report,
};
use crate::facts::{ReportId, Scope};

/// A report as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its row.
    pub id: ReportId,
    /// Who may see it.
    pub scope: Scope,
    /// Where it came from.
    pub source: String,
    /// Its title.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// Its text.
    pub text: String,
    /// The teams that a person put in place of those that were read.
    pub teams: Option<PutRight>,
    /// Whether it told of a match.
    pub told_of_match: bool,
    revision: i64,
}

impl Store {
    /// The reports that follow on `after`, oldest first, those deleted left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn kept_after(&self, after: ReportId, limit: u32) -> Result<Vec<Kept>, StoreError> {
        let rows = sqlx::query!(
            r#"select report_id, scope, source, title, published, body, teams, revision, verdict = 'match' as "told!: bool"
               from reports where report_id > ? and deleted_at is null order by report_id limit ?"#,
            after.0,
            limit,
        )
        .fetch_all(self.readers())
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Kept {
                    id: ReportId(row.report_id),
                    scope: read_scope(row.scope),
                    source: row.source,
                    title: row.title,
                    published: row.published.as_deref().map(read_day).transpose()?,
                    text: row.body,
                    teams: row.teams.as_deref().map(PutRight::read).transpose()?,
                    told_of_match: row.told,
                    revision: row.revision,
                })
            })
            .collect()
    }

    /// Puts a new reading of a report in the place of the earlier one; nobody is told. `None` when the report was revised or
    /// deleted meanwhile.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn reread(
        &self,
        kept: &Kept,
        reading: &NewReading,
        extractor: &str,
        at: i64,
    ) -> Result<Option<Vec<MatchChange>>, StoreError> {
        let mut tx = self.begin().await?;
        let is_there = sqlx::query_scalar!(
            r#"select exists (select 1 from reports where report_id = ? and revision = ? and deleted_at is null) as "there!: bool""#,
            kept.id.0,
            kept.revision,
        )
        .fetch_one(&mut *tx)
        .await?;
        if !is_there {
            return Ok(None);
        }
        let mut before = Before::new();
        let earlier = record::remembered(&mut tx, &mut before, kept.id).await?;
        let reason = reading
            .matches
            .is_empty()
            .then(|| record::reason_for_none(&reading.notes));
        report::note_reading(
            &mut tx,
            kept.id,
            extractor,
            at,
            reason.as_deref(),
            &reading.notes,
        )
        .await?;
        let setting = Setting {
            report: kept.id,
            scope: kept.scope,
            published: kept.published,
            earlier: &earlier,
        };
        record::lay_out(&mut tx, &setting, reading, &mut before).await?;
        self.conclude(tx, before, kept.scope, Announce::Nobody, at)
            .await
            .map(Some)
    }
}
