//! The announcements that channels are owed, handed out under a lease.

use sqlx::SqliteConnection;

use super::choices::threads_word;
use super::digests::gather;
use super::{Choices, Format, Gathering, Spoilers, Store, StoreError, number_of};
use crate::facts::MatchId;

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
    /// A thread to be started from the post of a summary.
    Thread,
    /// Several matches at once.
    Digest,
    /// Word to moderators that something cannot be posted.
    Alert,
}

impl Announcement {
    const ALL: [Self; 6] = [
        Self::Summary,
        Self::Update,
        Self::Withdrawal,
        Self::Thread,
        Self::Digest,
        Self::Alert,
    ];

    /// The word for it in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Update => "update",
            Self::Withdrawal => "withdrawal",
            Self::Thread => "thread",
            Self::Digest => "digest",
            Self::Alert => "alert",
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
    /// The matches it is of: one, or those of a digest in their order; none for an alert.
    pub matches: Vec<MatchId>,
    /// What it is of.
    pub kind: Announcement,
    /// The revision of the match that caused it; 0 where there is no one match.
    pub revision: i64,
    /// How often it was handed out, this time included; what could not be its own fault is not counted.
    pub attempts: u32,
    /// Since when nobody knows whether it stands in the channel: seconds since 1970; `None` when it surely does not.
    pub in_doubt_since: Option<i64>,
    /// Whether nobody is to be notified.
    pub is_quiet: bool,
    /// What the active subscriptions behind it choose.
    pub wishes: Vec<Choices>,
    /// When it was committed: seconds since 1970. With the row number it tells this delivery from every other.
    pub created_at: i64,
    /// When it was due.
    pub due_at: i64,
    /// The post of its match in this channel, where there is one.
    pub posted: Option<Posted>,
    /// What an alert is about, and in which channel.
    pub alert: Option<(String, u64)>,
}

/// What stands in a channel about a match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posted {
    /// The message.
    pub message: u64,
    /// How much it says.
    pub format: Format,
    /// Whether the result is hidden in it.
    pub is_hidden: bool,
    /// What it tells, as `tellings.lines` holds it; `None` for posts from before that was kept.
    pub lines: Option<String>,
    /// The matches of the digest that it is; empty for a summary.
    pub digest: Vec<MatchId>,
}

impl Delivery {
    /// Whether an active subscription still wants it, or nobody has to.
    #[must_use]
    pub fn is_wanted(&self) -> bool {
        match self.kind {
            Announcement::Summary
            | Announcement::Update
            | Announcement::Withdrawal
            | Announcement::Digest => !self.wishes.is_empty(),
            Announcement::Thread | Announcement::Alert => true,
        }
    }

    /// Whether it changes a post that stands already.
    #[must_use]
    pub const fn is_edit(&self) -> bool {
        match self.kind {
            Announcement::Update | Announcement::Withdrawal => true,
            Announcement::Summary
            | Announcement::Thread
            | Announcement::Digest
            | Announcement::Alert => false,
        }
    }
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
    /// When summaries become a digest.
    pub gathering: Gathering,
}

impl Store {
    /// Hands out what is due, oldest first, under a lease: at most one a channel, and in each channel in order, so that what
    /// was tried before goes before what was not. What an earlier holder let its lease run out on is handed out again. Many
    /// summaries due to a channel at once are gathered into a digest first.
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
        let heads = sqlx::query!(
            "select delivery_id, channel_id, kind, first_tried_at from outbox o
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
        let mut deliveries = Vec::with_capacity(heads.len());
        for head in heads {
            let may_be_gathered = head.kind == "summary" && head.first_tried_at.is_none();
            let digest = match may_be_gathered {
                true => gather(&mut tx, head.channel_id, claim.gathering, claim.now).await?,
                false => None,
            };
            let delivery = match digest {
                Some(digest) => lease(&mut tx, digest, None, claim).await?,
                None => lease(&mut tx, head.delivery_id, head.first_tried_at, claim).await?,
            };
            deliveries.push(delivery);
        }
        tx.commit().await?;
        Ok(deliveries)
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
                 select min(leased_until) from outbox where leased_until is not null)"#
        )
        .fetch_one(self.readers())
        .await?;
        Ok(next)
    }
}

/// Leases one row. `in_doubt_since` is what was known before this lease.
async fn lease(
    db: &mut SqliteConnection,
    id: i64,
    in_doubt_since: Option<i64>,
    claim: &Claim<'_>,
) -> Result<Delivery, StoreError> {
    let until = claim.now + claim.lease_seconds;
    let row = sqlx::query!(
        "update outbox set state = 'sending', leased_by = ?, leased_until = ?, attempts = attempts + 1,
             first_tried_at = coalesce(first_tried_at, ?)
         where delivery_id = ?
         returning guild_id, channel_id, match_id, kind, revision, note, about_channel_id, is_quiet, attempts, created_at, due_at",
        claim.worker,
        until,
        claim.now,
        id,
    )
    .fetch_one(&mut *db)
    .await?;
    let kind = Announcement::read(&row.kind)?;
    let (matches, posted) = match row.match_id {
        Some(game) => (vec![MatchId(game)], posted(db, row.channel_id, game).await?),
        None => (gathered(db, id).await?, None),
    };
    Ok(Delivery {
        id: DeliveryId(id),
        guild: number_of(row.guild_id),
        channel: number_of(row.channel_id),
        matches,
        kind,
        revision: row.revision,
        attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
        in_doubt_since,
        is_quiet: row.is_quiet != 0,
        wishes: wishes(db, id).await?,
        created_at: row.created_at,
        due_at: row.due_at,
        posted,
        alert: row
            .note
            .map(|note| (note, number_of(row.about_channel_id.unwrap_or_default()))),
    })
}

/// What the active subscriptions behind an announcement choose.
async fn wishes(db: &mut SqliteConnection, id: i64) -> Result<Vec<Choices>, StoreError> {
    let rows = sqlx::query!(
        "select s.format, s.spoilers, s.delay_seconds, s.role_id, s.threads
         from outbox_subscriptions b join subscriptions s on s.subscription_id = b.subscription_id
         where b.delivery_id = ? and s.state = 'active' order by s.subscription_id",
        id,
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Choices {
                format: Format::read(&row.format)?,
                spoilers: Spoilers::read(&row.spoilers)?,
                delay: u32::try_from(row.delay_seconds).unwrap_or(0),
                role: row.role_id.map(number_of),
                threads: row.threads == threads_word(true),
            })
        })
        .collect()
}

/// The post of a match in a channel: of its own, or the digest that tells it.
async fn posted(
    db: &mut SqliteConnection,
    channel: i64,
    game: i64,
) -> Result<Option<Posted>, StoreError> {
    let row = sqlx::query!(
        r#"select coalesce(p.message_id, d.message_id) as "message!: i64", coalesce(d.format, p.format) as "format: String",
             coalesce(d.is_hidden, p.is_hidden) as "is_hidden!: bool", p.gathered_in, t.lines as "lines?"
         from outbox p left join outbox d on d.delivery_id = p.gathered_in
             left join tellings t on t.telling_id = p.telling_id
         where p.channel_id = ? and p.match_id = ? and p.kind = 'summary'
           and (p.message_id is not null or d.message_id is not null)
         order by p.delivery_id desc limit 1"#,
        channel,
        game,
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let digest = match row.gathered_in {
        Some(digest) => gathered(db, digest).await?,
        None => Vec::new(),
    };
    Ok(Some(Posted {
        message: number_of(row.message),
        format: row
            .format
            .as_deref()
            .map(Format::read)
            .transpose()?
            .unwrap_or_default(),
        is_hidden: row.is_hidden,
        lines: row.lines,
        digest,
    }))
}

/// The matches of a digest, oldest first.
async fn gathered(db: &mut SqliteConnection, digest: i64) -> Result<Vec<MatchId>, StoreError> {
    let games = sqlx::query_scalar!(
        r#"select match_id as "match_id!" from outbox where gathered_in = ? and match_id is not null
           order by due_at, delivery_id"#,
        digest,
    )
    .fetch_all(db)
    .await?;
    Ok(games.into_iter().map(MatchId).collect())
}
