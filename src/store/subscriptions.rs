//! What channels wish to hear of.

use sqlx::SqliteConnection;

use super::{Store, StoreError, number_of, snowflake};
use crate::football::{CompetitionId, TeamId};

/// The row number of a subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SubscriptionId(pub i64);

/// Which matches a subscription is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wants {
    /// A team's, in any competition.
    Team(TeamId),
    /// A competition's.
    Competition(CompetitionId),
    /// Every match this server can see.
    Everything,
}

impl Wants {
    const fn word(&self) -> &'static str {
        match self {
            Self::Team(_) => "team",
            Self::Competition(_) => "competition",
            Self::Everything => "everything",
        }
    }

    fn target(&self) -> &str {
        match self {
            Self::Team(team) => team.as_str(),
            Self::Competition(competition) => competition.as_str(),
            Self::Everything => "",
        }
    }

    fn read(word: &str, target: String) -> Result<Self, StoreError> {
        match word {
            "team" => Ok(Self::Team(TeamId(target))),
            "competition" => Ok(Self::Competition(CompetitionId(target))),
            "everything" => Ok(Self::Everything),
            other => Err(StoreError::unreadable(format!(
                "a subscription to `{other}`"
            ))),
        }
    }
}

/// A wish to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSubscription {
    /// The server.
    pub guild: u64,
    /// The channel or thread.
    pub channel: u64,
    /// Which matches.
    pub wants: Wants,
    /// Who asked for it.
    pub by: u64,
    /// When: seconds since 1970.
    pub at: i64,
}

/// A wish that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Its row.
    pub id: SubscriptionId,
    /// The server.
    pub guild: u64,
    /// The channel or thread.
    pub channel: u64,
    /// Which matches.
    pub wants: Wants,
    /// Why nothing is posted for it, and since when; `None` while it is active.
    pub paused: Option<Paused>,
    /// When it was made: seconds since 1970.
    pub created_at: i64,
    /// When something was last posted for it: seconds since 1970.
    pub last_post: Option<i64>,
}

/// Why and since when a subscription is paused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paused {
    /// In words.
    pub reason: String,
    /// Seconds since 1970.
    pub since: i64,
}

/// What became of a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subscribed {
    /// It is kept.
    New(SubscriptionId),
    /// The channel had it already; if it was paused it is active again.
    Already(SubscriptionId),
    /// The server has as many as it may have.
    TooMany,
}

/// How many subscriptions a server may have.
pub const SUBSCRIPTIONS_A_SERVER: i64 = 50;

impl Store {
    /// Keeps a wish. What is held now is its baseline: only matches read later are posted.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn subscribe(&self, new: &NewSubscription) -> Result<Subscribed, StoreError> {
        let mut tx = self.begin().await?;
        let (guild, channel, by) = (
            snowflake(new.guild)?,
            snowflake(new.channel)?,
            snowflake(new.by)?,
        );
        let (wants, target) = (new.wants.word(), new.wants.target());
        let known = sqlx::query_scalar!(
            "select subscription_id from subscriptions where channel_id = ? and wants = ? and target = ?",
            channel,
            wants,
            target,
        )
        .fetch_optional(&mut *tx)
        .await?;
        if let Some(known) = known {
            resume(&mut tx, known, new.at).await?;
            tx.commit().await?;
            return Ok(Subscribed::Already(SubscriptionId(known)));
        }
        let held = sqlx::query_scalar!(
            "select count(*) from subscriptions where guild_id = ?",
            guild
        )
        .fetch_one(&mut *tx)
        .await?;
        if held >= SUBSCRIPTIONS_A_SERVER {
            return Ok(Subscribed::TooMany);
        }
        let id = sqlx::query_scalar!(
            r#"insert into subscriptions (guild_id, channel_id, wants, target, state_since, created_by, created_at)
             values (?1, ?2, ?3, ?4, ?6, ?5, ?6) returning subscription_id as "subscription_id!""#,
            guild,
            channel,
            wants,
            target,
            by,
            new.at,
        )
        .fetch_one(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(Subscribed::New(SubscriptionId(id)))
    }

    /// Forgets a wish, and posts that only this wish was waiting for. `false` when the server has no such subscription.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn unsubscribe(&self, guild: u64, id: SubscriptionId) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let guild = snowflake(guild)?;
        let gone = sqlx::query!(
            "delete from subscriptions where subscription_id = ? and guild_id = ?",
            id.0,
            guild,
        )
        .execute(&mut *tx)
        .await?
        .rows_affected();
        sqlx::query!(
            "update outbox set state = 'dropped', problem = 'unsubscribed'
             where state = 'waiting' and guild_id = ?
               and not exists (select 1 from outbox_subscriptions s where s.delivery_id = outbox.delivery_id)",
            guild,
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(gone > 0)
    }

    /// A server's subscriptions, by channel and then by age.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn subscriptions(&self, guild: u64) -> Result<Vec<Subscription>, StoreError> {
        let guild = snowflake(guild)?;
        let rows = sqlx::query!(
            r#"select subscription_id, guild_id, channel_id, wants, target, state, state_reason, state_since, created_at,
                 (select max(o.settled_at) from outbox_subscriptions b join outbox o on o.delivery_id = b.delivery_id
                  where b.subscription_id = s.subscription_id and o.state = 'sent') as "last_post: i64"
             from subscriptions s where guild_id = ? order by channel_id, subscription_id"#,
            guild,
        )
        .fetch_all(self.readers())
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Subscription {
                    id: SubscriptionId(row.subscription_id),
                    guild: number_of(row.guild_id),
                    channel: number_of(row.channel_id),
                    wants: Wants::read(&row.wants, row.target)?,
                    paused: (row.state == "paused").then(|| Paused {
                        reason: row.state_reason.unwrap_or_default(),
                        since: row.state_since,
                    }),
                    created_at: row.created_at,
                    last_post: row.last_post,
                })
            })
            .collect()
    }

    /// Pauses every active subscription of a channel, because nothing can be posted there; `true` when there were any.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn pause_channel(
        &self,
        channel: u64,
        reason: &str,
        at: i64,
    ) -> Result<bool, StoreError> {
        let channel = snowflake(channel)?;
        let paused = sqlx::query!(
            "update subscriptions set state = 'paused', state_reason = ?, state_since = ?
             where channel_id = ? and state = 'active'",
            reason,
            at,
            channel,
        )
        .execute(self.writer())
        .await?;
        Ok(paused.rows_affected() > 0)
    }
}

async fn resume(db: &mut SqliteConnection, id: i64, at: i64) -> Result<(), StoreError> {
    sqlx::query!(
        "update subscriptions set state = 'active', state_reason = null, state_since = ?
         where subscription_id = ? and state = 'paused'",
        at,
        id,
    )
    .execute(db)
    .await?;
    Ok(())
}
