//! What people say of matches that may be one.

use super::audit::{self, Decision, Deed, Line};
use super::change::Before;
use super::{MatchChange, Store, StoreError, change, scope_number, snowflake};
use crate::facts::MatchId;

impl Store {
    /// Two matches are one: what the scope's own reports and corrections say of `gone` they say of `kept` from now on. `None`
    /// when the scope has nothing of its own to say of `gone`, or the two are not of the same teams.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn merge(
        &self,
        kept: MatchId,
        gone: MatchId,
        decision: &Decision,
    ) -> Result<Option<Vec<MatchChange>>, StoreError> {
        let mut tx = self.begin().await?;
        let scope = scope_number(decision.scope)?;
        let mut before = Before::new();
        change::remember(&mut tx, &mut before, kept).await?;
        change::remember(&mut tx, &mut before, gone).await?;
        let moved = sqlx::query!(
            "update accounts set match_id = ?1 where match_id = ?2
               and report_id in (select report_id from reports where scope = ?3)
               and exists (select 1 from matches a join matches b on a.team_one = b.team_one and a.team_two = b.team_two
                   where a.match_id = ?1 and b.match_id = ?2 and a.match_id <> b.match_id)",
            kept.0,
            gone.0,
            scope,
        )
        .execute(&mut *tx)
        .await?;
        if moved.rows_affected() == 0 {
            return Ok(None);
        }
        sqlx::query!(
            "update corrections set match_id = ? where match_id = ? and scope = ?",
            kept.0,
            gone.0,
            scope,
        )
        .execute(&mut *tx)
        .await?;
        judge(&mut tx, kept, gone, "one", decision).await?;
        let (old, new) = (gone.to_string(), kept.to_string());
        let line = Line {
            game: Some(kept),
            subject: "match",
            old: Some(&old),
            new: Some(&new),
            ..Line::default()
        };
        self.conclude_deed(tx, before, decision, Deed::Merge, &line)
            .await
            .map(Some)
    }

    /// Two matches are two, whatever they look like.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn keep_apart(
        &self,
        one: MatchId,
        other: MatchId,
        decision: &Decision,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        judge(&mut tx, one, other, "two", decision).await?;
        let (old, new) = (one.to_string(), other.to_string());
        let line = Line {
            game: Some(one),
            subject: "match",
            old: Some(&old),
            new: Some(&new),
            ..Line::default()
        };
        audit::note(&mut tx, decision, Deed::KeepApart, &line).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The matches that may be one with another and were not looked at in this scope: the later one, and the one it resembles.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn doubtful(
        &self,
        scope: crate::facts::Scope,
    ) -> Result<Vec<(MatchId, MatchId)>, StoreError> {
        let scope = scope_number(scope)?;
        let rows = sqlx::query!(
            r#"select m.match_id as "later!", m.resembles as "earlier!" from matches m
               where m.resembles is not null
                 and exists (select 1 from accounts a join reports r on r.report_id = a.report_id
                     where a.match_id = m.match_id and r.scope = ?1 and r.retracted_at is null)
                 and exists (select 1 from agreed_matches g where g.match_id = m.resembles and g.scope in (0, ?1))
                 and not exists (select 1 from judgements j where j.scope = ?1
                     and j.match_id in (m.match_id, m.resembles) and j.other_id in (m.match_id, m.resembles))
               order by m.match_id"#,
            scope,
        )
        .fetch_all(self.readers())
        .await?;
        Ok(rows
            .into_iter()
            .map(|row| (MatchId(row.later), MatchId(row.earlier)))
            .collect())
    }
}

async fn judge(
    db: &mut sqlx::SqliteConnection,
    one: MatchId,
    other: MatchId,
    verdict: &str,
    decision: &Decision,
) -> Result<(), StoreError> {
    let (scope, by) = (scope_number(decision.scope)?, snowflake(decision.by)?);
    sqlx::query!(
        "insert into judgements (match_id, other_id, verdict, scope, made_by, made_at) values (?, ?, ?, ?, ?, ?)
         on conflict (match_id, other_id, scope) do update
             set verdict = excluded.verdict, made_by = excluded.made_by, made_at = excluded.made_at",
        one.0,
        other.0,
        verdict,
        scope,
        by,
        decision.at,
    )
    .execute(db)
    .await?;
    Ok(())
}
