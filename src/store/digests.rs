//! Gathering what is due to a channel at once into one digest.

use sqlx::SqliteConnection;

use super::StoreError;

/// When summaries become a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gathering {
    /// How many due at once for a channel make one.
    pub from: u32,
    /// How long a summary is of use, in seconds: what was due longer ago goes into a digest however few there are.
    pub use_seconds: i64,
}

impl Default for Gathering {
    /// Five, and a day.
    fn default() -> Self {
        Self {
            from: 5,
            use_seconds: 24 * 3600,
        }
    }
}

/// Gathers the summaries that are due to a channel at `now` into a digest where there are many, or old ones; the digest's row.
///
/// Only what surely has no post of its own, and what an active subscription wants.
pub(super) async fn gather(
    db: &mut SqliteConnection,
    channel: i64,
    gathering: Gathering,
    now: i64,
) -> Result<Option<i64>, StoreError> {
    let due = sqlx::query!(
        "select delivery_id, guild_id, due_at, is_quiet from outbox o
         where channel_id = ? and state in ('waiting', 'sending') and state = 'waiting' and kind = 'summary'
           and first_tried_at is null and due_at <= ?
           and exists (select 1 from outbox_subscriptions b join subscriptions s using (subscription_id)
                where b.delivery_id = o.delivery_id and s.state = 'active')
         order by due_at, delivery_id",
        channel,
        now,
    )
    .fetch_all(&mut *db)
    .await?;
    let oldest_of_use = now - gathering.use_seconds;
    let is_many = due.len() >= usize::try_from(gathering.from.max(2)).unwrap_or(usize::MAX);
    let gathered: Vec<_> = due
        .iter()
        .filter(|row| is_many || row.due_at < oldest_of_use)
        .collect();
    let Some(first) = gathered.first() else {
        return Ok(None);
    };
    let is_quiet = gathered
        .iter()
        .all(|row| row.is_quiet != 0 || row.due_at < oldest_of_use);
    let digest = sqlx::query_scalar!(
        r#"insert into outbox (guild_id, channel_id, kind, revision, is_quiet, created_at, due_at)
           values (?, ?, 'digest', 0, ?, ?, ?) returning delivery_id as "delivery_id!""#,
        first.guild_id,
        channel,
        is_quiet,
        now,
        first.due_at,
    )
    .fetch_one(&mut *db)
    .await?;
    for row in gathered {
        sqlx::query!(
            "update outbox set state = 'gathered', gathered_in = ?, settled_at = ? where delivery_id = ?",
            digest,
            now,
            row.delivery_id,
        )
        .execute(&mut *db)
        .await?;
        sqlx::query!(
            "insert or ignore into outbox_subscriptions (delivery_id, subscription_id)
             select ?1, subscription_id from outbox_subscriptions where delivery_id = ?2",
            digest,
            row.delivery_id,
        )
        .execute(&mut *db)
        .await?;
    }
    Ok(Some(digest))
}
