//! Pausing subscriptions and resuming them.

use sqlx::SqliteConnection;

use super::{Store, StoreError, SubscriptionId, owing, snowflake};

impl Store {
    /// Pauses every active subscription of a channel, because Discord takes nothing there, and owes the server's alert channel
    /// word of it, once; `note` says what it is about. `true` when there were any.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn pause_channel(
        &self,
        channel: u64,
        reason: &str,
        note: &str,
        at: i64,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let number = snowflake(channel)?;
        let guilds = sqlx::query_scalar!(
            r#"update subscriptions set state = 'paused', state_reason = ?, state_since = ?, paused_by = 'refusal'
               where channel_id = ? and state = 'active' returning guild_id as "guild_id!""#,
            reason,
            at,
            number,
        )
        .fetch_all(&mut *tx)
        .await?;
        if let Some(guild) = guilds.first() {
            owing::alert(&mut tx, *guild, number, note, at).await?;
        }
        tx.commit().await?;
        Ok(!guilds.is_empty())
    }

    /// Resumes the subscriptions of a channel that Discord's refusals had paused; how many there were.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn resume_channel(&self, channel: u64, at: i64) -> Result<u64, StoreError> {
        let channel = snowflake(channel)?;
        let resumed = sqlx::query!(
            "update subscriptions set state = 'active', state_reason = null, state_since = ?, paused_by = null
             where channel_id = ? and state = 'paused' and paused_by = 'refusal'",
            at,
            channel,
        )
        .execute(self.writer())
        .await?;
        Ok(resumed.rows_affected())
    }

    /// Pauses a subscription because a person wants it. `false` when the server has no such subscription, or it is paused already.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn pause(
        &self,
        guild: u64,
        id: SubscriptionId,
        reason: &str,
        at: i64,
    ) -> Result<bool, StoreError> {
        let guild = snowflake(guild)?;
        let paused = sqlx::query!(
            "update subscriptions set state = 'paused', state_reason = ?, state_since = ?, paused_by = 'person'
             where subscription_id = ? and guild_id = ? and state = 'active'",
            reason,
            at,
            id.0,
            guild,
        )
        .execute(self.writer())
        .await?;
        Ok(paused.rows_affected() > 0)
    }

    /// Resumes a subscription, whoever paused it. `false` when the server has no such subscription, or it is active.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn resume(
        &self,
        guild: u64,
        id: SubscriptionId,
        at: i64,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let number = snowflake(guild)?;
        let is_theirs = sqlx::query_scalar!(
            r#"select exists (select 1 from subscriptions where subscription_id = ? and guild_id = ?) as "found!: bool""#,
            id.0,
            number,
        )
        .fetch_one(&mut *tx)
        .await?;
        let resumed = is_theirs && resume(&mut tx, id, at).await?;
        tx.commit().await?;
        Ok(resumed)
    }
}

/// Makes a paused subscription active; `false` when it is not paused.
pub(super) async fn resume(
    db: &mut SqliteConnection,
    id: SubscriptionId,
    at: i64,
) -> Result<bool, StoreError> {
    let resumed = sqlx::query!(
        "update subscriptions set state = 'active', state_reason = null, state_since = ?, paused_by = null
         where subscription_id = ? and state = 'paused'",
        at,
        id.0,
    )
    .execute(db)
    .await?;
    Ok(resumed.rows_affected() > 0)
}
