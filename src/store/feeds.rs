//! The feeds that are asked for new reports, and what becomes of each poll.

use super::audit::{self, Decision, Deed, Line};
use super::{Store, StoreError, items, read_scope, scope_number, snowflake};
use crate::facts::Scope;

/// The row number of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FeedId(pub i64);

/// How many feeds a server may have.
pub const FEEDS_A_SERVER: i64 = 25;

/// A feed to be asked from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFeed {
    /// Its address.
    pub url: String,
    /// How often it is asked, in seconds, 60 at the least.
    pub every_seconds: i64,
}

/// What became of a wish for a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedAdded {
    /// It is asked from now on.
    New(FeedId),
    /// It was asked already.
    Already(FeedId),
    /// The server has as many as it may have.
    TooMany,
}

/// A feed as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Its row.
    pub id: FeedId,
    /// Who sees what it brings.
    pub scope: Scope,
    /// Its address.
    pub url: String,
    /// What it calls itself.
    pub title: Option<String>,
    /// How often it is asked, in seconds.
    pub every_seconds: i64,
    /// Its version as its server marks it.
    pub etag: Option<String>,
    /// When it last changed, as its server says.
    pub last_modified: Option<String>,
    /// When it is asked next: seconds since 1970.
    pub next_poll_at: i64,
    /// When it was last asked.
    pub polled_at: Option<i64>,
    /// Whether it was read once, so that what is new can be told.
    pub has_baseline: bool,
    /// How often in a row it failed.
    pub failures: u32,
    /// What was wrong the last time.
    pub problem: Option<String>,
    /// Since when it is no more, by the word of its server.
    pub gone_at: Option<i64>,
}

/// An item of a feed as one poll found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolledItem {
    /// What tells it from the feed's others.
    pub id: String,
    /// What tells this version of it from others.
    pub mark: String,
    /// Its headline.
    pub title: Option<String>,
    /// Where its article is.
    pub link: Option<String>,
    /// Its article as far as the feed holds it, as HTML.
    pub content: Option<String>,
    /// The day it was published, YYYY-MM-DD.
    pub published: Option<String>,
}

/// What a poll came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Polled {
    /// Nothing has changed.
    Unchanged,
    /// These items are in it.
    Items {
        /// What it calls itself.
        title: Option<String>,
        /// Its version as its server marks it.
        etag: Option<String>,
        /// When it last changed, as its server says.
        last_modified: Option<String>,
        /// The items.
        items: Vec<PolledItem>,
    },
    /// It could not be read.
    Failed {
        /// Why, as a sentence without its subject.
        problem: String,
        /// Whether its server says that it is no more.
        is_gone: bool,
    },
}

impl Store {
    /// A server asks for a feed.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn add_feed(
        &self,
        new: &NewFeed,
        decision: &Decision,
    ) -> Result<FeedAdded, StoreError> {
        let mut tx = self.begin().await?;
        let (scope, by) = (scope_number(decision.scope)?, snowflake(decision.by)?);
        let known = sqlx::query_scalar!(
            r#"select feed_id as "feed_id!" from feeds where scope = ? and url = ?"#,
            scope,
            new.url,
        )
        .fetch_optional(&mut *tx)
        .await?;
        if let Some(known) = known {
            return Ok(FeedAdded::Already(FeedId(known)));
        }
        let held = sqlx::query_scalar!("select count(*) from feeds where scope = ?", scope)
            .fetch_one(&mut *tx)
            .await?;
        if held >= FEEDS_A_SERVER {
            return Ok(FeedAdded::TooMany);
        }
        let id = sqlx::query_scalar!(
            r#"insert into feeds (scope, url, every_seconds, added_by, added_at, next_poll_at) values (?1, ?2, ?3, ?4, ?5, ?5)
               returning feed_id as "feed_id!""#,
            scope,
            new.url,
            new.every_seconds,
            by,
            decision.at,
        )
        .fetch_one(&mut *tx)
        .await?;
        let line = Line {
            subject: "feed",
            new: Some(&new.url),
            ..Line::default()
        };
        audit::note(&mut tx, decision, Deed::AddFeed, &line).await?;
        tx.commit().await?;
        Ok(FeedAdded::New(FeedId(id)))
    }

    /// A server no longer asks for a feed; the reports it brought stay. `false` when it has no such feed.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn remove_feed(&self, id: FeedId, decision: &Decision) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let scope = scope_number(decision.scope)?;
        let url = sqlx::query_scalar!(
            "delete from feeds where feed_id = ? and scope = ? returning url",
            id.0,
            scope,
        )
        .fetch_optional(&mut *tx)
        .await?;
        let Some(url) = url else {
            return Ok(false);
        };
        let line = Line {
            subject: "feed",
            old: Some(&url),
            ..Line::default()
        };
        audit::note(&mut tx, decision, Deed::RemoveFeed, &line).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Makes the feeds for everybody those of the configuration: new ones are asked at once, others no more.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn configure_feeds(&self, wanted: &[NewFeed], at: i64) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let urls: Vec<&str> = wanted.iter().map(|feed| feed.url.as_str()).collect();
        let urls = serde_json::json!(urls).to_string();
        sqlx::query!(
            "delete from feeds where scope = 0 and url not in (select value from json_each(?))",
            urls,
        )
        .execute(&mut *tx)
        .await?;
        for feed in wanted {
            sqlx::query!(
                "insert into feeds (scope, url, every_seconds, added_at, next_poll_at) values (0, ?1, ?2, ?3, ?3)
                 on conflict (scope, url) do update set every_seconds = excluded.every_seconds",
                feed.url,
                feed.every_seconds,
                at,
            )
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// All feeds, or those of one scope, in the order they were added.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn feeds(&self, scope: Option<Scope>) -> Result<Vec<Feed>, StoreError> {
        let scope = scope.map(scope_number).transpose()?;
        let rows = sqlx::query_as!(
            FeedRow,
            r#"select feed_id, scope, url, title, every_seconds, etag, last_modified, next_poll_at, polled_at, baseline_at,
                 failures, problem, gone_at
               from feeds where ?1 is null or scope = ?1 order by feed_id"#,
            scope,
        )
        .fetch_all(self.readers())
        .await?;
        Ok(rows.into_iter().map(FeedRow::read).collect())
    }

    /// The feeds that are to be asked now, longest due first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn due_feeds(&self, now: i64, limit: u32) -> Result<Vec<Feed>, StoreError> {
        let rows = sqlx::query_as!(
            FeedRow,
            r#"select feed_id, scope, url, title, every_seconds, etag, last_modified, next_poll_at, polled_at, baseline_at,
                 failures, problem, gone_at
               from feeds where gone_at is null and next_poll_at <= ?1 order by next_poll_at, feed_id limit ?2"#,
            now,
            limit,
        )
        .fetch_all(self.readers())
        .await?;
        Ok(rows.into_iter().map(FeedRow::read).collect())
    }

    /// When the next feed is to be asked, or an item to be read: seconds since 1970.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn next_poll(&self) -> Result<Option<i64>, StoreError> {
        let next = sqlx::query_scalar!(
            r#"select min(at) as "next: i64" from (
                 select min(next_poll_at) as at from feeds where gone_at is null
                 union all select min(due_at) from feed_items where state = 'waiting')"#
        )
        .fetch_one(self.readers())
        .await?;
        Ok(next)
    }

    /// Writes down what a poll came to, and when the next one is. Returns how many items wait to be read for it.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn note_poll(
        &self,
        feed: &Feed,
        polled: &Polled,
        now: i64,
        next: i64,
    ) -> Result<usize, StoreError> {
        let mut tx = self.begin().await?;
        let mut waiting = 0;
        match polled {
            Polled::Unchanged => {
                sqlx::query!(
                    "update feeds set polled_at = ?, next_poll_at = ?, failures = 0, problem = null where feed_id = ?",
                    now,
                    next,
                    feed.id.0,
                )
                .execute(&mut *tx)
                .await?;
            }
            Polled::Items {
                title,
                etag,
                last_modified,
                items,
            } => {
                sqlx::query!(
                    "update feeds set polled_at = ?1, next_poll_at = ?2, failures = 0, problem = null, title = coalesce(?3, title),
                         etag = ?4, last_modified = ?5, baseline_at = coalesce(baseline_at, ?1)
                     where feed_id = ?6",
                    now,
                    next,
                    title,
                    etag,
                    last_modified,
                    feed.id.0,
                )
                .execute(&mut *tx)
                .await?;
                waiting = items::note(&mut tx, feed, items, now).await?;
            }
            Polled::Failed { problem, is_gone } => {
                let gone_at = is_gone.then_some(now);
                sqlx::query!(
                    "update feeds set polled_at = ?, next_poll_at = ?, failures = failures + 1, problem = ?, gone_at = ?
                     where feed_id = ?",
                    now,
                    next,
                    problem,
                    gone_at,
                    feed.id.0,
                )
                .execute(&mut *tx)
                .await?;
            }
        }
        tx.commit().await?;
        Ok(waiting)
    }

    /// Puts off asking a feed, which says nothing about the feed itself.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn put_off_poll(&self, feed: FeedId, next: i64) -> Result<(), StoreError> {
        sqlx::query!(
            "update feeds set next_poll_at = ? where feed_id = ?",
            next,
            feed.0,
        )
        .execute(self.writer())
        .await?;
        Ok(())
    }
}

struct FeedRow {
    feed_id: i64,
    scope: i64,
    url: String,
    title: Option<String>,
    every_seconds: i64,
    etag: Option<String>,
    last_modified: Option<String>,
    next_poll_at: i64,
    polled_at: Option<i64>,
    baseline_at: Option<i64>,
    failures: i64,
    problem: Option<String>,
    gone_at: Option<i64>,
}

impl FeedRow {
    fn read(self) -> Feed {
        Feed {
            id: FeedId(self.feed_id),
            scope: read_scope(self.scope),
            url: self.url,
            title: self.title,
            every_seconds: self.every_seconds,
            etag: self.etag,
            last_modified: self.last_modified,
            next_poll_at: self.next_poll_at,
            polled_at: self.polled_at,
            has_baseline: self.baseline_at.is_some(),
            failures: u32::try_from(self.failures).unwrap_or(u32::MAX),
            problem: self.problem,
            gone_at: self.gone_at,
        }
    }
}
