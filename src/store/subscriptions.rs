//! What channels wish to hear of.

use super::choices::threads_word;
use super::owing::has_part;
use super::{Choices, Format, Spoilers, Store, StoreError, number_of, pausing, snowflake};
use crate::facts::FactValue;
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
    /// Those in which a player, by his name, scored, set up a goal, was carded, or is the subject of a claim.
    Player(String),
    /// Every match this server can see.
    Everything,
}

impl Wants {
    const fn word(&self) -> &'static str {
        match self {
            Self::Team(_) => "team",
            Self::Competition(_) => "competition",
            Self::Player(_) => "player",
            Self::Everything => "everything",
        }
    }

    fn target(&self) -> &str {
        match self {
            Self::Team(team) => team.as_str(),
            Self::Competition(competition) => competition.as_str(),
            Self::Player(name) => name,
            Self::Everything => "",
        }
    }

    /// Whether a match between two teams is one of those wanted, by what is known of it.
    #[must_use]
    pub fn is_about<'a>(
        &self,
        home: &TeamId,
        away: &TeamId,
        mut values: impl Iterator<Item = &'a FactValue>,
    ) -> bool {
        match self {
            Self::Everything => true,
            Self::Team(team) => team == home || team == away,
            Self::Competition(wanted) => values.any(|value| match value {
                FactValue::Competition(named) => named.id.as_ref() == Some(&wanted.0),
                _ => false,
            }),
            Self::Player(name) => values.any(|value| has_part(value, name)),
        }
    }

    pub(super) fn read(word: &str, target: String) -> Result<Self, StoreError> {
        match word {
            "team" => Ok(Self::Team(TeamId(target))),
            "competition" => Ok(Self::Competition(CompetitionId(target))),
            "player" => Ok(Self::Player(target)),
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
    /// How its posts are to be.
    pub choices: Choices,
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
    /// How its posts are to be.
    pub choices: Choices,
    /// Why nothing is posted for it, and since when; `None` while it is active.
    pub paused: Option<Paused>,
    /// When it was made: seconds since 1970.
    pub created_at: i64,
    /// What was last posted for it.
    pub last_post: Option<LastPost>,
}

/// Why and since when a subscription is paused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paused {
    /// In words.
    pub reason: String,
    /// Seconds since 1970.
    pub since: i64,
    /// Who did it.
    pub by: PausedBy,
}

/// Who paused a subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PausedBy {
    /// A moderator, who resumes it.
    Person,
    /// Discord, which refused a post; it resumes when the channel takes posts again.
    Refusal,
}

/// What was last posted for a subscription.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastPost {
    /// When: seconds since 1970.
    pub at: i64,
    /// The message.
    pub message: u64,
}

/// What became of a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subscribed {
    /// It is kept.
    New(SubscriptionId),
    /// The channel had it already, and its posts are now as chosen here; if it was paused it is active again.
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
    /// When the database does not take it, or the choices go beyond what is possible.
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
            let known = SubscriptionId(known);
            choose(&mut tx, known, new.choices).await?;
            pausing::resume(&mut tx, known, new.at).await?;
            tx.commit().await?;
            return Ok(Subscribed::Already(known));
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
        choose(&mut tx, SubscriptionId(id), new.choices).await?;
        tx.commit().await?;
        Ok(Subscribed::New(SubscriptionId(id)))
    }

    /// Changes how a subscription wants its posts, from the next one on. `false` when the server has no such subscription.
    ///
    /// # Errors
    /// When the database does not take it, or the choices go beyond what is possible.
    pub async fn choose(
        &self,
        guild: u64,
        id: SubscriptionId,
        choices: Choices,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let guild = snowflake(guild)?;
        let is_theirs = sqlx::query_scalar!(
            r#"select exists (select 1 from subscriptions where subscription_id = ? and guild_id = ?) as "found!: bool""#,
            id.0,
            guild,
        )
        .fetch_one(&mut *tx)
        .await?;
        if is_theirs {
            choose(&mut tx, id, choices).await?;
            tx.commit().await?;
        }
        Ok(is_theirs)
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
             where state = 'waiting' and guild_id = ? and kind in ('summary', 'update', 'withdrawal', 'digest')
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
            r#"select s.subscription_id, s.guild_id, s.channel_id, s.wants, s.target, s.format, s.spoilers, s.delay_seconds,
                 s.role_id, s.threads, s.state, s.state_reason, s.state_since, s.paused_by, s.created_at,
                 o.settled_at as "posted_at?", o.message_id as "message?"
             from subscriptions s
                 left join outbox o on o.delivery_id = (select p.delivery_id from outbox_subscriptions b
                     join outbox p on p.delivery_id = b.delivery_id
                     where b.subscription_id = s.subscription_id and p.state = 'sent' and p.kind in ('summary', 'digest')
                     order by b.delivery_id desc limit 1)
             where s.guild_id = ? order by s.channel_id, s.subscription_id"#,
            guild,
        )
        .fetch_all(self.readers())
        .await?;
        rows.into_iter()
            .map(|row| {
                let choices = Choices {
                    format: Format::read(&row.format)?,
                    spoilers: Spoilers::read(&row.spoilers)?,
                    delay: u32::try_from(row.delay_seconds).unwrap_or(0),
                    role: row.role_id.map(number_of),
                    threads: row.threads == threads_word(true),
                };
                let paused_by = match row.paused_by.as_deref() {
                    Some("person") => PausedBy::Person,
                    Some(_) | None => PausedBy::Refusal,
                };
                Ok(Subscription {
                    id: SubscriptionId(row.subscription_id),
                    guild: number_of(row.guild_id),
                    channel: number_of(row.channel_id),
                    wants: Wants::read(&row.wants, row.target)?,
                    choices,
                    paused: (row.state == "paused").then(|| Paused {
                        reason: row.state_reason.unwrap_or_default(),
                        since: row.state_since,
                        by: paused_by,
                    }),
                    created_at: row.created_at,
                    last_post: row
                        .posted_at
                        .zip(row.message)
                        .map(|(at, message)| LastPost {
                            at,
                            message: number_of(message),
                        }),
                })
            })
            .collect()
    }
}

async fn choose(
    db: &mut sqlx::SqliteConnection,
    id: SubscriptionId,
    choices: Choices,
) -> Result<(), StoreError> {
    if choices.delay > Choices::LONGEST_DELAY {
        return Err(StoreError::Refused {
            what: "a post waits for 48 hours at the most",
        });
    }
    let (format, spoilers) = (choices.format.as_str(), choices.spoilers.as_str());
    let threads = threads_word(choices.threads);
    let role = choices.role.map(snowflake).transpose()?;
    sqlx::query!(
        "update subscriptions set format = ?, spoilers = ?, delay_seconds = ?, role_id = ?, threads = ?
         where subscription_id = ?",
        format,
        spoilers,
        choices.delay,
        role,
        threads,
        id.0,
    )
    .execute(db)
    .await?;
    Ok(())
}
