//! One item of a feed, on its way into the pipeline.

use tracing::warn;
use url::Url;

use super::robots::May;
use super::schedule::{ITEM_TRIES, next_try};
use crate::ingestion::address::{AddressReader, NoPage, Page, key_of};
use crate::ingestion::web::FetchError;
use crate::ingestion::{Became, NewText, Pipeline};
use crate::store::{ItemEnd, WaitingItem};

/// What reading an item came to.
pub struct Tried {
    /// What becomes of it.
    pub end: ItemEnd,
    /// How long its host wants to be left alone from now on, in seconds.
    pub host_rests: Option<i64>,
}

impl From<ItemEnd> for Tried {
    fn from(end: ItemEnd) -> Self {
        Self {
            end,
            host_rests: None,
        }
    }
}

/// What items are read with.
pub struct ItemReader<'a> {
    pub pipeline: &'a Pipeline,
    pub reader: &'a AddressReader,
    pub now: i64,
}

impl ItemReader<'_> {
    /// Reads an item: the article it leads to, else what the feed itself holds of it.
    pub async fn read(&self, item: &WaitingItem, link: Option<&Url>, may: May) -> Tried {
        let page = match (link, may) {
            (Some(link), May::Read) => self.reader.read(link).await.map_err(Stop::NoPage),
            (Some(_), May::NotRead) => Err(Stop::Rules),
            (Some(_), May::Unknown) => Err(Stop::RulesUnknown),
            (None, _) => Err(Stop::NoLink),
        };
        let page = match page {
            Ok(page) => page,
            Err(Stop::NoPage(error)) if error.may_pass() => return self.again(item, &error),
            Err(Stop::RulesUnknown) => {
                return self
                    .later(item, None, "its host does not give its rules for robots")
                    .into();
            }
            Err(stop) => match self.told_by_feed(item, link).await {
                Some(page) => page,
                None => return ItemEnd::Aside(stop.to_string(), None).into(),
            },
        };
        self.ingest(item, link, page).await.into()
    }

    async fn ingest(&self, item: &WaitingItem, link: Option<&Url>, page: Page) -> ItemEnd {
        let dated = item
            .item
            .published
            .as_deref()
            .and_then(|day| day.parse().ok());
        let mut addresses = page.keys;
        addresses.extend(link.map(key_of));
        if addresses.is_empty() {
            addresses.push(format!("{} {}", item.feed_url, item.item.id));
        }
        addresses.dedup();
        let about = NewText {
            title: page.title.or_else(|| item.item.title.clone()),
            published: page.published.or(dated),
            scope: item.scope,
            addresses,
            ..NewText::shared(page.url.as_str(), self.now)
        };
        match self.pipeline.ingest(page.text.as_bytes(), &about).await {
            Ok(Became::Read { report, .. } | Became::Same { report, .. }) => ItemEnd::Read(report),
            Ok(Became::NoMatch { report, reason }) => ItemEnd::Aside(reason, Some(report)),
            Ok(Became::Refused { reason }) => ItemEnd::Aside(reason, None),
            Err(error) => {
                warn!(%error, "an item of a feed was not stored; it is tried again");
                self.later(item, None, "it could not be stored")
            }
        }
    }

    /// What the feed itself holds of an item, where that is long enough to be a report.
    async fn told_by_feed(&self, item: &WaitingItem, link: Option<&Url>) -> Option<Page> {
        let content = item.item.content.clone()?;
        let at = link.cloned().or_else(|| Url::parse(&item.feed_url).ok())?;
        let html = format!("<!doctype html><body><article>{content}</article>");
        let pages = &self.reader.pages;
        let article = pages
            .read(
                html.into_bytes(),
                Some("utf-8".to_owned()),
                Some(at.clone()),
            )
            .await
            .ok()?;
        Some(Page {
            url: at,
            keys: Vec::new(),
            title: None,
            published: None,
            text: article.text,
        })
    }

    fn again(&self, item: &WaitingItem, error: &NoPage) -> Tried {
        let host_rests = match error {
            NoPage::Fetch(FetchError::Status { retry_after, .. }) => retry_after
                .map(|after| i64::try_from(after.from_now(self.now).as_secs()).unwrap_or(i64::MAX)),
            // A host that is down is not asked for the next page at once.
            NoPage::Fetch(FetchError::TooSlow(_) | FetchError::Unreachable) => Some(0),
            NoPage::Fetch(_) | NoPage::NoArticle(_) | NoPage::Undecodable(_) => None,
        };
        Tried {
            end: self.later(item, host_rests, &error.to_string()),
            host_rests,
        }
    }

    fn later(&self, item: &WaitingItem, rests: Option<i64>, why: &str) -> ItemEnd {
        if item.attempts + 1 >= ITEM_TRIES {
            return ItemEnd::Aside(why.to_owned(), None);
        }
        let due = next_try(&item.item.id, item.attempts, rests, self.now);
        ItemEnd::Later(due, why.to_owned())
    }
}

/// Why there is no page to read.
#[derive(Debug, thiserror::Error)]
enum Stop {
    #[error(transparent)]
    NoPage(NoPage),
    #[error("its host's rules for robots do not let it be read")]
    Rules,
    #[error("its host does not give its rules for robots")]
    RulesUnknown,
    #[error("leads to no page")]
    NoLink,
}
