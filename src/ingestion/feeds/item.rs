//! One item of a feed, on its way into the pipeline.

use tracing::warn;
use url::Url;

use super::manners::{Errand, Manners};
use super::schedule::{ITEM_TRIES, next_try};
use crate::ingestion::address::{AddressReader, NoPage, Page, key_of};
use crate::ingestion::web::FetchError;
use crate::ingestion::{Became, NewText, Pipeline};
use crate::store::{ItemEnd, WaitingItem};

/// What items are read with.
pub struct ItemReader<'a> {
    pub pipeline: &'a Pipeline,
    pub reader: &'a AddressReader,
    pub manners: &'a Manners,
    pub now: i64,
}

impl ItemReader<'_> {
    /// Reads an item: the article it leads to, else what the feed itself holds of it.
    pub async fn read(&self, item: &WaitingItem) -> ItemEnd {
        let link = item.item.link.as_deref();
        let link = link.and_then(|link| Url::parse(link).ok());
        let page = match &link {
            Some(link) => self.fetched(link).await.map_err(Stop::NoPage),
            None => Err(Stop::NoLink),
        };
        let page = match page {
            Ok(page) => page,
            Err(Stop::NoPage(NoPage::Fetch(FetchError::Resting { until }))) => {
                return ItemEnd::PutOff(until);
            }
            Err(Stop::NoPage(error)) if error.may_pass() => {
                let rests = match &error {
                    NoPage::Fetch(error) => error.rests(self.now),
                    NoPage::NoArticle(_) | NoPage::Undecodable(_) => None,
                };
                return self.later(item, rests, &error.to_string());
            }
            Err(stop) => match self.told_by_feed(item, link.as_ref()).await {
                Some(page) => page,
                None => return ItemEnd::Aside(stop.to_string(), None),
            },
        };
        self.ingest(item, link.as_ref(), page).await
    }

    /// The page at an address.
    async fn fetched(&self, link: &Url) -> Result<Page, NoPage> {
        let errand = Errand::Page(&self.reader.fetcher);
        let company = self.manners.company(errand, self.now);
        let page = self.reader.read_with(link, &company).await;
        if let Err(NoPage::Fetch(error)) = &page
            && error.is_silence()
        {
            company.is_left_waiting();
        }
        page
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
    #[error("leads to no page")]
    NoLink,
}
