//! The announcements that channels are owed: written with the facts that cause them, handed out under a lease, settled.

use sqlx::SqliteConnection;

use super::{Store, StoreError, number_of, scope_number, snowflake};
use crate::facts::{MatchId, Scope};

/// The row number of an announcement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeliveryId(pub i64);

/// What an announcement is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Announcement {
    /// A match read for the first time.
    Summary,
    /// What was posted reads differently now.
    Update,
    /// What was posted rests on no report any more.
    Withdrawal,
}

impl Announcement {
    const ALL: [Self; 3] = [Self::Summary, Self::Update, Self::Withdrawal];

    /// The word for it in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Update => "update",
            Self::Withdrawal => "withdrawal",
        }
    }

    fn read(word: &str) -> Result<Self, StoreError> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == word)
            .ok_or_else(|| StoreError::unreadable(format!("`{word}` as an announcement")))
    }
}

/// One announcement handed to a worker. It names the change, not the wording: what is true when it is sent is what people read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Its row.
    pub id: DeliveryId,
    /// The server it goes to, whose view of the match is posted.
    pub guild: u64,
    /// The channel or thread.
    pub channel: u64,
    /// The match.
    pub match_id: MatchId,
    /// What it is of.
    pub kind: Announcement,
    /// The revision of the match that caused it.
    pub revision: i64,
    /// How often it was handed out, this time included; what could not be its own fault is not counted.
    pub attempts: u32,
    /// Since when nobody knows whether it stands in the channel: seconds since 1970; `None` when it surely does not.
    pub in_doubt_since: Option<i64>,
    /// Whether an active subscription still wants it.
    pub is_wanted: bool,
    /// When it was committed: seconds since 1970. With the row number it tells this delivery from every other.
    pub created_at: i64,
    /// When it was due.
    pub due_at: i64,
    /// The message that holds the summary of this match in this channel, where one was posted.
    pub posted: Option<u64>,
}

/// How a worker asks for what is due.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// Its name.
    pub worker: &'a str,
    /// Now: seconds since 1970.
    pub now: i64,
    /// For how long nobody else gets what it is handed.
    pub lease_seconds: i64,
    /// How many it takes at the most.
    pub limit: u32,
    /// Channels that take nothing for the moment.
    pub resting: &'a [u64],
}

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
    },
    /// Discord refused it for good, with the reason in words.
    Refused(String),
    /// Nobody can tell whether it arrived, with the reason in words.
    Uncertain(String),
    /// It was not needed any more, with the reason in words.
    Dropped(String),
}

/// Owes an announcement to every channel that wants to hear of a match in the eyes of `scope`'s readers.
///
/// A channel that was owed the summary gets an update; one that was not gets the summary, if the match is new to its readers.
pub(super) async fn owe(
    db: &mut SqliteConnection,
    id: MatchId,
    scope: Scope,
    owed: &Owed<'_>,
    at: i64,
) -> Result<(), StoreError> {
    let number = scope_number(scope)?;
    let (home, away) = (owed.home, owed.away);
    // The shared view is not what a server sees that has one of its own.
    let wishes = sqlx::query!(
        "select s.subscription_id, s.guild_id, s.channel_id, s.delay_seconds from subscriptions s
         where s.state = 'active'
           and (s.wants = 'everything' or (s.wants = 'team' and s.target in (?1, ?2))
                or (s.wants = 'competition' and s.target = ?3))
           and (?4 = s.guild_id or (?4 = 0 and not exists
                (select 1 from agreed_matches a where a.match_id = ?5 and a.scope = s.guild_id)))
         order by s.channel_id, s.subscription_id",
        home,
        away,
        owed.competition,
        number,
        id.0,
    )
    .fetch_all(&mut *db)
    .await?;
    for wish in wishes {
        let told = sqlx::query_scalar!(
            r#"select exists (select 1 from outbox where match_id = ? and channel_id = ? and kind = 'summary'
                and state in ('waiting', 'sending', 'sent', 'uncertain') and (revision < ? or ?)) as "told!: bool""#,
            id.0,
            wish.channel_id,
            owed.revision,
            !owed.is_new,
        )
        .fetch_one(&mut *db)
        .await?;
        let kind = match (owed.is_new, told, owed.is_gone) {
            (_, true, true) => Announcement::Withdrawal,
            (_, true, false) => Announcement::Update,
            (true, false, false) => Announcement::Summary,
            (false, false, _) | (true, false, true) => continue,
        };
        let kind = kind.as_str();
        let due = at + wish.delay_seconds;
        sqlx::query!(
            "insert into outbox (guild_id, channel_id, match_id, kind, revision, created_at, due_at)
             values (?, ?, ?, ?, ?, ?, ?)
             on conflict (channel_id, match_id, kind, revision) do update
                 set due_at = max(due_at, excluded.due_at) where state = 'waiting'",
            wish.guild_id,
            wish.channel_id,
            id.0,
            kind,
            owed.revision,
            at,
            due,
        )
        .execute(&mut *db)
        .await?;
        sqlx::query!(
            "insert or ignore into outbox_subscriptions (delivery_id, subscription_id)
             select delivery_id, ?1 from outbox where channel_id = ?2 and match_id = ?3 and kind = ?4 and revision = ?5",
            wish.subscription_id,
            wish.channel_id,
            id.0,
            kind,
            owed.revision,
        )
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// What happened to a match in the eyes of one scope's readers.
pub(super) struct Owed<'a> {
    pub home: &'a str,
    pub away: &'a str,
    pub competition: Option<&'a str>,
    pub revision: i64,
    pub is_new: bool,
    pub is_gone: bool,
}

impl Store {
    /// Hands out what is due, oldest first, under a lease: at most one a channel, and in each channel in order, so that what
    /// was tried before goes before what was not. What an earlier holder let its lease run out on is handed out again.
    ///
    /// The lease also says that the post may be on its way: from here on, until it is settled or given back as surely not
    /// sent, nobody can know whether it stands in the channel.
    ///
    /// # Errors
    /// When the database does not take the lease.
    pub async fn claim_due(&self, claim: &Claim<'_>) -> Result<Vec<Delivery>, StoreError> {
        let mut tx = self.begin().await?;
        let limit = i64::from(claim.limit);
        let resting = serde_json::to_string(claim.resting).unwrap_or_default();
        let due = sqlx::query!(
            "select delivery_id, first_tried_at from outbox o
             where state in ('waiting', 'sending') and due_at <= ?1 and (state = 'waiting' or leased_until <= ?1)
               and channel_id not in (select value from json_each(?2))
               and not exists (select 1 from outbox p
                   where p.channel_id = o.channel_id and p.delivery_id <> o.delivery_id
                     and p.state in ('waiting', 'sending')
                     and ((p.state = 'sending' and p.leased_until > ?1)
                          or (p.attempts > 0 and o.attempts = 0)
                          or ((p.attempts > 0) = (o.attempts > 0)
                              and (p.due_at, p.delivery_id) < (o.due_at, o.delivery_id))))
             order by due_at, delivery_id limit ?3",
            claim.now,
            resting,
            limit,
        )
        .fetch_all(&mut *tx)
        .await?;
        let mut deliveries = Vec::with_capacity(due.len());
        let until = claim.now + claim.lease_seconds;
        for due in due {
            let row = sqlx::query!(
                r#"update outbox set state = 'sending', leased_by = ?, leased_until = ?, attempts = attempts + 1,
                     first_tried_at = coalesce(first_tried_at, ?)
                 where delivery_id = ?
                 returning guild_id, channel_id, match_id, kind, revision, attempts, created_at, due_at,
                     (select p.message_id from outbox p where p.channel_id = outbox.channel_id
                          and p.match_id = outbox.match_id and p.kind = 'summary' and p.message_id is not null) as "posted: i64",
                     exists (select 1 from outbox_subscriptions b join subscriptions s using (subscription_id)
                          where b.delivery_id = outbox.delivery_id and s.state = 'active') as "is_wanted!: bool""#,
                claim.worker,
                until,
                claim.now,
                due.delivery_id,
            )
            .fetch_one(&mut *tx)
            .await?;
            deliveries.push(Delivery {
                id: DeliveryId(due.delivery_id),
                guild: number_of(row.guild_id),
                channel: number_of(row.channel_id),
                match_id: MatchId(row.match_id),
                kind: Announcement::read(&row.kind)?,
                revision: row.revision,
                attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
                in_doubt_since: due.first_tried_at,
                is_wanted: row.is_wanted,
                created_at: row.created_at,
                due_at: row.due_at,
                posted: row.posted.map(number_of),
            });
        }
        tx.commit().await?;
        Ok(deliveries)
    }

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
            Settled::Sent { message } => ("sent", Some(snowflake(*message)?), None),
            Settled::Refused(why) => ("refused", None, Some(why)),
            Settled::Uncertain(why) => ("uncertain", None, Some(why)),
            Settled::Dropped(why) => ("dropped", None, Some(why)),
        };
        let settled = sqlx::query!(
            "update outbox set state = ?, message_id = ?, problem = ?, settled_at = ?, leased_by = null, leased_until = null
             where delivery_id = ? and leased_by = ?",
            state,
            message,
            problem,
            now,
            id.0,
            worker,
        )
        .execute(self.writer())
        .await?;
        Ok(settled.rows_affected() > 0)
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

    /// When the next announcement is due, or a lease runs out: seconds since 1970. It may be one that waits for another of its
    /// channel.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn next_due(&self) -> Result<Option<i64>, StoreError> {
        let next = sqlx::query_scalar!(
            r#"select min(at) as "next: i64" from (
                 select * from (select due_at as at from outbox
                     where state in ('waiting', 'sending') and state = 'waiting' order by due_at, delivery_id limit 1)
                 union all
                 select min(leased_until) from outbox where state = 'sending')"#
        )
        .fetch_one(self.readers())
        .await?;
        Ok(next)
    }
}
