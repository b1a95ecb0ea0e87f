//! How announcements end, or go back to wait.

use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;

use super::revision::hex;
use super::{DeliveryId, Format, Store, StoreError, owing, snowflake};
use crate::facts::MatchId;

/// How an announcement is given back.
#[derive(Debug, Clone, Copy)]
pub struct PutBack<'a> {
    /// Why, in words.
    pub problem: &'a str,
    /// When to try again: seconds since 1970.
    pub due_at: i64,
    /// Since when nobody knows whether it stands in the channel; `None` when it surely does not.
    pub in_doubt_since: Option<i64>,
    /// Whether this try counts, for the wait before the next.
    pub counts: bool,
}

/// How an announcement ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// It stands in the channel as this message.
    Sent {
        /// The message.
        message: u64,
        /// What it tells.
        told: Told,
    },
    /// Discord refused it for good, with the reason in words.
    Refused(String),
    /// Nobody can tell whether it arrived, with the reason in words.
    Uncertain(String),
    /// It was not needed any more, with the reason in words.
    Dropped(String),
}

/// What a post tells, and how: what its later edits go by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Of each match, what `tellings.lines` holds.
    pub matches: Vec<(MatchId, String)>,
    /// How much it says.
    pub format: Format,
    /// Whether the results are hidden.
    pub is_hidden: bool,
    /// Whether a thread is to be started from it.
    pub wants_thread: bool,
}

impl Store {
    /// Writes down how an announcement ended. `false` when the lease was lost to another worker meanwhile.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn settle(
        &self,
        worker: &str,
        id: DeliveryId,
        how: &Settled,
        now: i64,
    ) -> Result<bool, StoreError> {
        let (state, message, problem) = match how {
            Settled::Sent { message, .. } => ("sent", Some(snowflake(*message)?), None),
            Settled::Refused(why) => ("refused", None, Some(why)),
            Settled::Uncertain(why) => ("uncertain", None, Some(why)),
            Settled::Dropped(why) => ("dropped", None, Some(why)),
        };
        let mut tx = self.begin().await?;
        let settled = sqlx::query!(
            "update outbox set state = ?, message_id = ?, problem = ?, settled_at = ?, leased_by = null, leased_until = null
             where delivery_id = ? and leased_by = ? returning guild_id, channel_id",
            state,
            message,
            problem,
            now,
            id.0,
            worker,
        )
        .fetch_optional(&mut *tx)
        .await?;
        let Some(row) = settled else {
            return Ok(false);
        };
        match how {
            Settled::Sent { told, .. } => keep_told(&mut tx, id, told, now).await?,
            Settled::Uncertain(_) => {
                owing::alert(&mut tx, row.guild_id, row.channel_id, "uncertain", now).await?;
            }
            Settled::Refused(_) | Settled::Dropped(_) => {}
        }
        tx.commit().await?;
        Ok(true)
    }

    /// Gives an announcement back, to be tried again. `false` when the lease was lost meanwhile.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn put_back(
        &self,
        worker: &str,
        id: DeliveryId,
        how: &PutBack<'_>,
    ) -> Result<bool, StoreError> {
        // A try that does not count keeps the row's place in its channel all the same.
        let uncounted = i64::from(!how.counts);
        let given = sqlx::query!(
            "update outbox set state = 'waiting', problem = ?, due_at = ?, first_tried_at = ?,
                 attempts = max(1, attempts - ?), leased_by = null, leased_until = null
             where delivery_id = ? and leased_by = ?",
            how.problem,
            how.due_at,
            how.in_doubt_since,
            uncounted,
            id.0,
            worker,
        )
        .execute(self.writer())
        .await?;
        Ok(given.rows_affected() > 0)
    }
}

/// Keeps what a channel has been told now, and owes the thread that a summary is to have.
async fn keep_told(
    db: &mut SqliteConnection,
    id: DeliveryId,
    told: &Told,
    now: i64,
) -> Result<(), StoreError> {
    let format = told.format.as_str();
    sqlx::query!(
        "update outbox set format = ?1, is_hidden = ?2 where delivery_id = ?3 and kind in ('summary', 'digest')",
        format,
        told.is_hidden,
        id.0,
    )
    .execute(&mut *db)
    .await?;
    for (game, lines) in &told.matches {
        let digest = hex(&Sha256::digest(lines));
        sqlx::query!(
            "insert or ignore into tellings (match_id, digest, lines) values (?, ?, ?)",
            game.0,
            digest,
            lines,
        )
        .execute(&mut *db)
        .await?;
        // What an update tells is from then on what the summary is known to tell.
        sqlx::query!(
            "update outbox set telling_id = (select telling_id from tellings where match_id = ?1 and digest = ?2)
             where match_id = ?1 and kind = 'summary'
               and channel_id = (select channel_id from outbox where delivery_id = ?3)",
            game.0,
            digest,
            id.0,
        )
        .execute(&mut *db)
        .await?;
    }
    if told.wants_thread {
        sqlx::query!(
            "insert or ignore into outbox (guild_id, channel_id, match_id, kind, revision, is_quiet, created_at, due_at)
             select guild_id, channel_id, match_id, 'thread', revision, 1, ?1, ?1 from outbox
             where delivery_id = ?2 and kind = 'summary'",
            now,
            id.0,
        )
        .execute(db)
        .await?;
    }
    Ok(())
}
