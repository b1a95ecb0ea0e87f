//! Taking reports out of every view, putting them back, and deleting their text.

use sqlx::{Sqlite, Transaction};

use super::audit::{Decision, Deed, Line};
use super::change::Before;
use super::{Announce, MatchChange, Store, StoreError, record, scope_number, snowflake};
use crate::facts::{ReportId, Scope};

/// A change begun, with what the matches it is about were before.
type Begun = (Transaction<'static, Sqlite>, Before);

impl Store {
    /// Takes a report out of every view, keeping its row. `false` when there is no such report, or it is out already. Reading
    /// it again puts it back, unless a person took it out ([`Store::retract_by`]).
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn retract(
        &self,
        report: ReportId,
        scope: Scope,
        at: i64,
    ) -> Result<bool, StoreError> {
        let (mut tx, before) = self.about(report).await?;
        let number = scope_number(scope)?;
        let out = sqlx::query!(
            "update reports set retracted_at = ? where report_id = ? and scope = ? and retracted_at is null",
            at,
            report.0,
            number,
        )
        .execute(&mut *tx)
        .await?;
        if out.rows_affected() == 0 {
            return Ok(false);
        }
        self.conclude(tx, before, scope, Announce::Subscribers, at)
            .await?;
        Ok(true)
    }

    /// A person takes a report out of every view. What changed by it, or `None` when the scope has no such report in view.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn retract_by(
        &self,
        report: ReportId,
        decision: &Decision,
    ) -> Result<Option<Vec<MatchChange>>, StoreError> {
        let (mut tx, before) = self.about(report).await?;
        let (number, by) = (scope_number(decision.scope)?, snowflake(decision.by)?);
        let out = sqlx::query!(
            "update reports set retracted_at = ?, retracted_by = ?, retract_reason = ?
             where report_id = ? and scope = ? and retracted_at is null",
            decision.at,
            by,
            decision.reason,
            report.0,
            number,
        )
        .execute(&mut *tx)
        .await?;
        self.finish(
            (tx, before),
            out.rows_affected(),
            report,
            decision,
            Deed::Retract,
        )
        .await
    }

    /// A person puts a report back that was taken out. `None` when the scope has no such report out of view, or its text is
    /// deleted.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn restore(
        &self,
        report: ReportId,
        decision: &Decision,
    ) -> Result<Option<Vec<MatchChange>>, StoreError> {
        let (mut tx, before) = self.about(report).await?;
        let number = scope_number(decision.scope)?;
        let back = sqlx::query!(
            "update reports set retracted_at = null, retracted_by = null, retract_reason = null
             where report_id = ? and scope = ? and retracted_at is not null and deleted_at is null",
            report.0,
            number,
        )
        .execute(&mut *tx)
        .await?;
        self.finish(
            (tx, before),
            back.rows_affected(),
            report,
            decision,
            Deed::Restore,
        )
        .await
    }

    /// A person deletes the text of a report with all that was read from it. Its hash stays, so that the same text is not read
    /// again. `None` when the scope has no such report.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn delete_text(
        &self,
        report: ReportId,
        decision: &Decision,
    ) -> Result<Option<Vec<MatchChange>>, StoreError> {
        let (mut tx, before) = self.about(report).await?;
        let (number, by) = (scope_number(decision.scope)?, snowflake(decision.by)?);
        let gone = sqlx::query!(
            "update reports set body = '', title = null, notes = '[]', deleted_at = ?1, retracted_at = coalesce(retracted_at, ?1),
                 retracted_by = coalesce(retracted_by, ?2), retract_reason = coalesce(retract_reason, ?3)
             where report_id = ?4 and scope = ?5 and deleted_at is null",
            decision.at,
            by,
            decision.reason,
            report.0,
            number,
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query!("delete from accounts where report_id = ?", report.0)
            .execute(&mut *tx)
            .await?;
        self.finish(
            (tx, before),
            gone.rows_affected(),
            report,
            decision,
            Deed::Delete,
        )
        .await
    }

    /// Begins a change of a report, remembering the matches that it is about.
    async fn about(&self, report: ReportId) -> Result<Begun, StoreError> {
        let mut tx = self.begin().await?;
        let mut before = Before::new();
        record::remembered(&mut tx, &mut before, report).await?;
        Ok((tx, before))
    }

    /// Concludes a deed that is about a whole report; `None`, with all undone, when it found no report to be done to.
    async fn finish(
        &self,
        (tx, before): Begun,
        done_to: u64,
        report: ReportId,
        decision: &Decision,
        deed: Deed,
    ) -> Result<Option<Vec<MatchChange>>, StoreError> {
        if done_to == 0 {
            return Ok(None);
        }
        let subject = format!("report {}", report.0);
        let line = Line {
            report: Some(report),
            game: before.keys().next().map(|(game, _)| *game),
            subject: &subject,
            ..Line::default()
        };
        let changes = self.conclude_deed(tx, before, decision, deed, &line);
        changes.await.map(Some)
    }
}
