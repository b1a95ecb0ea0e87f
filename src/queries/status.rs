//! `/status`: how the bot is doing.

use super::Queries;
use crate::facts::Scope;
use crate::questions::StatusAnswer;
use crate::store::{StoreError, scope_number};

impl Queries {
    /// What is held in the eyes of `scope`, and what waits to be posted to its channels (to anybody's, for the shared scope).
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn status(&self, scope: Scope) -> Result<StatusAnswer, StoreError> {
        let mut db = self.snapshot().await?;
        let number = scope_number(scope)?;
        let held = sqlx::query!(
            r#"select (select count(*) from reports where scope in (0, ?1) and retracted_at is null) as "reports!: i64",
                 (select count(distinct match_id) from agreed_matches where scope in (0, ?1)) as "matches!: i64""#,
            number,
        )
        .fetch_one(&mut *db)
        .await?;
        let last = match scope {
            Scope::Shared => i64::MAX,
            Scope::Server(_) => number,
        };
        let posts = sqlx::query!(
            r#"select count(*) filter (where state in ('waiting', 'sending')) as "queued!: i64",
                 min(due_at) filter (where state in ('waiting', 'sending')) as "oldest_due: i64",
                 count(*) filter (where state = 'sent') as "sent!: i64",
                 count(*) filter (where state = 'refused') as "refused!: i64",
                 count(*) filter (where state = 'uncertain') as "uncertain!: i64"
             from outbox where guild_id between ?1 and ?2"#,
            number,
            last,
        )
        .fetch_one(&mut *db)
        .await?;
        Ok(StatusAnswer {
            scope,
            reports: held.reports.unsigned_abs(),
            matches: held.matches.unsigned_abs(),
            queued: posts.queued.unsigned_abs(),
            oldest_due: posts.oldest_due,
            sent: posts.sent.unsigned_abs(),
            refused: posts.refused.unsigned_abs(),
            uncertain: posts.uncertain.unsigned_abs(),
            version: env!("CARGO_PKG_VERSION"),
        })
    }
}
