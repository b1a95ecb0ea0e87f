//! The items of feeds: which were seen, which wait to be read, and what became of them.

use sqlx::SqliteConnection;

use super::feeds::{Feed, FeedId, PolledItem};
use super::{Store, StoreError, read_scope};
use crate::facts::{ReportId, Scope};

/// For how long an item that is in its feed no more is remembered, in seconds: 90 days.
const REMEMBERED: i64 = 90 * 24 * 60 * 60;

/// How old the note of having seen an item may be, in seconds, so that not every poll writes every item.
const SEEN_EVERY: i64 = 24 * 60 * 60;

/// An item that waits to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingItem {
    /// Its feed.
    pub feed: FeedId,
    /// Where its feed is.
    pub feed_url: String,
    /// Who sees what is read.
    pub scope: Scope,
    /// The item, its mark left out.
    pub item: PolledItem,
    /// How often it was tried.
    pub attempts: u32,
}

/// What became of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemEnd {
    /// It tells of a match, and is this report.
    Read(ReportId),
    /// It was put aside, with the reason in words; it may be a report without a match.
    Aside(String, Option<ReportId>),
    /// It is tried again at this instant, with the reason in words.
    Later(i64, String),
    /// It is tried again at this instant, and nothing was tried now.
    PutOff(i64),
}

/// Notes what is in a feed. What is there at the first time is the baseline; what comes or changes later waits to be read. Returns
/// how many do for it.
pub(super) async fn note(
    db: &mut SqliteConnection,
    feed: &Feed,
    items: &[PolledItem],
    now: i64,
) -> Result<usize, StoreError> {
    let state = if feed.has_baseline {
        "waiting"
    } else {
        "baseline"
    };
    let stale = now - SEEN_EVERY;
    let mut waiting = 0;
    for item in items {
        // The same item with the same mark is only noted as seen, and that once a day.
        let noted = sqlx::query!(
            "insert into feed_items (feed_id, item, mark, state, title, link, content, published, due_at, seen_at)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)
             on conflict (feed_id, item) do update set mark = excluded.mark, state = 'waiting', title = excluded.title,
                 link = excluded.link, content = excluded.content, published = excluded.published, attempts = 0,
                 due_at = excluded.due_at, seen_at = excluded.seen_at, problem = null
             where mark <> excluded.mark",
            feed.id.0,
            item.id,
            item.mark,
            state,
            item.title,
            item.link,
            item.content,
            item.published,
            now,
        )
        .execute(&mut *db)
        .await?;
        if noted.rows_affected() == 0 {
            sqlx::query!(
                "update feed_items set seen_at = ? where feed_id = ? and item = ? and seen_at < ?",
                now,
                feed.id.0,
                item.id,
                stale,
            )
            .execute(&mut *db)
            .await?;
        } else if feed.has_baseline {
            waiting += 1;
        }
    }
    let forgotten = now - REMEMBERED;
    sqlx::query!(
        "delete from feed_items where feed_id = ? and seen_at < ? and state <> 'waiting'",
        feed.id.0,
        forgotten,
    )
    .execute(db)
    .await?;
    Ok(waiting)
}

impl Store {
    /// The items that are to be read now, longest due first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn due_items(&self, now: i64, limit: u32) -> Result<Vec<WaitingItem>, StoreError> {
        let rows = sqlx::query!(
            r#"select i.feed_id as "feed_id!", f.url, f.scope, i.item, i.mark, i.title, i.link, i.content, i.published, i.attempts
               from feed_items i join feeds f on f.feed_id = i.feed_id
               where i.state = 'waiting' and i.due_at <= ? order by i.due_at, i.feed_id, i.item limit ?"#,
            now,
            limit,
        )
        .fetch_all(self.readers())
        .await?;
        let items = rows.into_iter().map(|row| WaitingItem {
            feed: FeedId(row.feed_id),
            feed_url: row.url,
            scope: read_scope(row.scope),
            item: PolledItem {
                id: row.item,
                mark: row.mark,
                title: row.title,
                link: row.link,
                content: row.content,
                published: row.published,
            },
            attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
        });
        Ok(items.collect())
    }

    /// Writes down what became of an item, unless its feed has changed it meanwhile.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn settle_item(&self, item: &WaitingItem, end: &ItemEnd) -> Result<(), StoreError> {
        let (state, problem, report, due, tries) = match end {
            ItemEnd::Read(report) => ("read", None, Some(report.0), None, 1),
            ItemEnd::Aside(why, report) => {
                ("aside", Some(why.as_str()), report.map(|id| id.0), None, 1)
            }
            ItemEnd::Later(due, why) => ("waiting", Some(why.as_str()), None, Some(*due), 1),
            ItemEnd::PutOff(due) => ("waiting", None, None, Some(*due), 0),
        };
        sqlx::query!(
            "update feed_items set state = ?1, problem = ?2, report_id = ?3, due_at = coalesce(?4, due_at),
                 attempts = attempts + ?5, content = case when ?1 = 'waiting' then content end
             where feed_id = ?6 and item = ?7 and mark = ?8",
            state,
            problem,
            report,
            due,
            tries,
            item.feed.0,
            item.item.id,
            item.item.mark,
        )
        .execute(self.writer())
        .await?;
        Ok(())
    }
}
