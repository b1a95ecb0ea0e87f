//! What people say of matches that may be one.

use super::audit::{self, Decision, Deed, Line};
use super::change::Before;
use super::{MatchChange, Store, StoreError, change, naming, scope_number, snowflake};
use crate::facts::MatchId;
use crate::football::TeamId;

impl Store {
    /// Two matches are one: what the scope's own reports and corrections say of `gone` they say of `kept` from now on. `None`
    /// when the scope has nothing of its own to say of `gone`, or the two have no team in common.
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
        let Some((spelt, right)) = one_spelling(&mut tx, kept, gone).await? else {
            return Ok(None);
        };
        let (spelt, right) = (spelt.as_str(), right.as_str());
        let moved = sqlx::query!(
            "update accounts set match_id = ?1,
                 home_stands_for = case when coalesce(home_stands_for, home_team) = ?4 then nullif(?5, home_team) else home_stands_for end,
                 away_stands_for = case when coalesce(away_stands_for, away_team) = ?4 then nullif(?5, away_team) else away_stands_for end
             where match_id = ?2 and report_id in (select report_id from reports where scope = ?3)",
            kept.0,
            gone.0,
            scope,
            spelt,
            right,
        )
        .execute(&mut *tx)
        .await?;
        if moved.rows_affected() == 0 {
            return Ok(None);
        }
        sqlx::query!(
            "update corrections set match_id = ?1,
                 value = case when json_extract(value, '$.home_team') = ?4 then json_set(value, '$.home_team', ?5) else value end
             where match_id = ?2 and scope = ?3",
            kept.0,
            gone.0,
            scope,
            spelt,
            right,
        )
        .execute(&mut *tx)
        .await?;
        naming::settle(&mut tx, kept).await?;
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

/// The team of `gone` that `kept` spells otherwise, and how it spells it; twice the same where the two are of the same teams, `None`
/// where they have no team in common.
async fn one_spelling(
    db: &mut sqlx::SqliteConnection,
    kept: MatchId,
    gone: MatchId,
) -> Result<Option<(TeamId, TeamId)>, StoreError> {
    if kept == gone {
        return Ok(None);
    }
    let (kept, gone) = (
        naming::teams_of(db, kept).await?.map(|team| team.id),
        naming::teams_of(db, gone).await?.map(|team| team.id),
    );
    let spelt = gone.iter().find(|team| !kept.contains(team));
    let right = kept.iter().find(|team| !gone.contains(team));
    let shares_one = gone.iter().any(|team| kept.contains(team));
    Ok(match (spelt, right) {
        (None, None) => Some((kept[0].clone(), kept[0].clone())),
        (Some(spelt), Some(right)) if shares_one => Some((spelt.clone(), right.clone())),
        (Some(_), _) | (None, Some(_)) => None,
    })
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
