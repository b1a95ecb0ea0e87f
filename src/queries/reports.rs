//! Reports as rows of a list, and the record of what people decided.

use super::Queries;
use crate::facts::{MatchId, ReportId, Scope};
use crate::questions::{AuditLine, ReportLine, ReportText};
use crate::store::{Deed, StoreError, number_of, scope_number};

impl Queries {
    /// The latest reports of a scope's own, those put aside among them, latest first; what feeds brought and was put aside
    /// before it became a report comes with them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn reports(&self, scope: Scope, limit: u32) -> Result<Vec<ReportLine>, StoreError> {
        let scope = scope_number(scope)?;
        let rows = sqlx::query!(
            r#"select r.report_id as "id: i64", r.source as "source!: String", r.title, r.added_at as "at!: i64", r.reason as why,
                 r.retracted_at is not null as "out!: bool", r.deleted_at is not null as "deleted!: bool",
                 (select json_group_array(match_id) from accounts a where a.report_id = r.report_id) as "games!: String"
               from reports r where r.scope = ?1
               union all
               select null, coalesce(i.link, f.url), i.title, i.seen_at, i.problem, 0, 0, '[]'
               from feed_items i join feeds f on f.feed_id = i.feed_id
               where f.scope = ?1 and i.state = 'aside' and i.report_id is null
               order by 4 desc, 1 desc limit ?2"#,
            scope,
            limit,
        )
        .fetch_all(&self.readers)
        .await?;
        let lines = rows.into_iter().map(|row| ReportLine {
            id: row.id.map(ReportId),
            source: row.source,
            title: row.title,
            at: row.at,
            put_aside: row.why,
            is_out: row.out,
            is_deleted: row.deleted,
            games: serde_json::from_str::<Vec<i64>>(&row.games)
                .unwrap_or_default()
                .into_iter()
                .map(MatchId)
                .collect(),
        });
        Ok(lines.collect())
    }

    /// A report of a scope's own, with its text.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn report(
        &self,
        scope: Scope,
        id: ReportId,
    ) -> Result<Option<ReportText>, StoreError> {
        let scope = scope_number(scope)?;
        let row = sqlx::query!(
            r#"select source, title, added_at, added_by, body, reason, revision, retracted_at is not null as "out!: bool",
                 deleted_at is not null as "deleted!: bool",
                 (select json_group_array(match_id) from accounts a where a.report_id = r.report_id) as "games!: String"
               from reports r where report_id = ? and scope = ?"#,
            id.0,
            scope,
        )
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map(|row| ReportText {
            line: ReportLine {
                id: Some(id),
                source: row.source,
                title: row.title,
                at: row.added_at,
                put_aside: row.reason,
                is_out: row.out,
                is_deleted: row.deleted,
                games: serde_json::from_str::<Vec<i64>>(&row.games)
                    .unwrap_or_default()
                    .into_iter()
                    .map(MatchId)
                    .collect(),
            },
            by: row.added_by.map(number_of),
            revision: row.revision,
            text: row.body,
        }))
    }

    /// What people decided in a scope, latest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn audit(&self, scope: Scope, limit: u32) -> Result<Vec<AuditLine>, StoreError> {
        let scope = scope_number(scope)?;
        let rows = sqlx::query!(
            r#"select a.at, a.made_by, a.deed, a.match_id, a.subject, a.old, a.new, a.reason,
                 case when a.deed = 'correct' and c.undone_at is null then c.correction_id end as "undo: i64",
                 case when a.deed = 'retract' and r.retracted_at is not null and r.deleted_at is null then r.report_id end
                     as "restore: i64"
               from audit a left join corrections c on c.correction_id = a.correction_id
                 left join reports r on r.report_id = a.report_id
               where a.scope = ? order by a.audit_id desc limit ?"#,
            scope,
            limit,
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(AuditLine {
                    at: row.at,
                    by: number_of(row.made_by),
                    deed: deed_in_words(Deed::read(&row.deed)?),
                    game: row.match_id.map(MatchId),
                    subject: row.subject,
                    old: row.old,
                    new: row.new,
                    reason: row.reason,
                    undo: row.undo,
                    restore: row.restore,
                })
            })
            .collect()
    }
}

const fn deed_in_words(deed: Deed) -> &'static str {
    match deed {
        Deed::Correct => "corrected",
        Deed::UndoCorrection => "took back a correction of",
        Deed::Retract => "retracted",
        Deed::Restore => "put back",
        Deed::Delete => "deleted the text of",
        Deed::Merge => "merged",
        Deed::KeepApart => "kept apart",
        Deed::Accept => "accepted",
        Deed::Reject => "kept out",
        Deed::AddFeed => "added",
        Deed::RemoveFeed => "removed",
    }
}
