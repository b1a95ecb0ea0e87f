//! The round: feeds that are due are asked, items that wait are read.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, Semaphore};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tracing::{debug, info, warn};
use url::Url;

use super::document::{self, FeedDocument};
use super::item::ItemReader;
use super::manners::{Errand, Manners};
use super::schedule::{Asked, next_poll};
use crate::ingestion::Pipeline;
use crate::ingestion::address::AddressReader;
use crate::ingestion::web::{FetchError, Fetched, Known, Request, Wants};
use crate::store::{Feed, ItemEnd, Polled, Store, StoreError, WaitingItem};

/// How many hosts are asked at once.
const HOSTS_AT_ONCE: usize = 16;

/// How many feeds, and then how many items, a round takes at the most.
const A_ROUND: u32 = 500;

/// How many pages of one host a round reads; the rest waits for the next.
const PAGES_A_HOST: usize = 20;

/// The longest wait between two rounds; a feed that somebody adds wakes the poller anyway.
const LOOK_ANYWAY: Duration = Duration::from_secs(60);

/// The shortest, so that what cannot be written down is not asked for again and again.
const BREATH: Duration = Duration::from_secs(5);

/// What a round did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Round {
    /// Feeds asked.
    pub feeds: usize,
    /// Items read, put aside or tried.
    pub items: usize,
}

/// Asks feeds and reads what they bring. Cloning it is cheap and shares what it knows of hosts.
#[derive(Clone)]
pub struct Poller {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    pipeline: Pipeline,
    reader: AddressReader,
    manners: Manners,
    woken: Notify,
}

impl std::fmt::Debug for Poller {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Poller").finish_non_exhaustive()
    }
}

impl Poller {
    /// A poller of the feeds in `store`.
    #[must_use]
    pub fn new(store: Store, pipeline: Pipeline, reader: AddressReader) -> Self {
        Self {
            inner: Arc::new(Inner {
                store,
                pipeline,
                reader,
                manners: Manners::default(),
                woken: Notify::new(),
            }),
        }
    }

    /// A feed was added: look now.
    pub fn wake(&self) {
        self.inner.woken.notify_one();
    }

    /// Looks at a feed without keeping anything.
    ///
    /// # Errors
    /// With a sentence, its subject left out, that says why it cannot be read.
    pub async fn look(&self, url: &Url, now: i64) -> Result<FeedDocument, String> {
        let request = Request {
            url,
            wants: Wants::Feed,
            known: None,
        };
        let company = self.inner.manners.company(Errand::Feed, now);
        match self
            .inner
            .reader
            .fetcher
            .fetch_with(request, &company)
            .await
        {
            Ok(Fetched::Document(document)) => parsed(document.bytes, document.url)
                .await
                .map_err(|why| why.to_string()),
            Ok(Fetched::Unchanged) => Err(FetchError::Broken.to_string()),
            Err(error) => Err(error.to_string()),
        }
    }

    /// Polls until `stop`. `now` gives the instant, in seconds since 1970.
    pub async fn run(self, now: fn() -> i64, stop: CancellationToken) {
        loop {
            let round = tokio::select! {
                () = stop.cancelled() => return,
                round = self.round(now()) => round,
            };
            match round {
                Ok(round) if round != Round::default() => {
                    debug!(round.feeds, round.items, "asked feeds");
                }
                Ok(_) => {}
                Err(error) => warn!(%error, "the feeds could not be looked through; trying again"),
            }
            let next = self.inner.store.next_poll().await.ok().flatten();
            let wait = next.map_or(LOOK_ANYWAY, |next| {
                Duration::from_secs(next.saturating_sub(now()).max(0).unsigned_abs())
            });
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.inner.woken.notified() => {}
                () = tokio::time::sleep(wait.clamp(BREATH, LOOK_ANYWAY)) => {}
            }
        }
    }

    /// Asks every feed that is due, then reads every item that waits; one request at a time to each host.
    ///
    /// # Errors
    /// When the database does not tell what is due.
    pub async fn round(&self, now: i64) -> Result<Round, StoreError> {
        let store = &self.inner.store;
        let mut round = Round::default();
        let feeds = store.due_feeds(now, A_ROUND).await?;
        round.feeds = feeds.len();
        let hosts = by_host(feeds, |feed| Some(feed.url.as_str()));
        self.each_host(hosts, now, Inner::ask_host).await;
        let items = store.due_items(now, A_ROUND).await?;
        round.items = items.len();
        let hosts = by_host(items, |item| item.item.link.as_deref());
        self.each_host(hosts, now, Inner::read_host).await;
        Ok(round)
    }

    /// Does the work of each host, some hosts at once.
    async fn each_host<T, W, F>(&self, hosts: BTreeMap<String, Vec<T>>, now: i64, work: W)
    where
        T: Send + 'static,
        W: Fn(Arc<Inner>, String, Vec<T>, i64) -> F,
        F: Future<Output = Result<(), StoreError>> + Send + 'static,
    {
        let places = Arc::new(Semaphore::new(HOSTS_AT_ONCE));
        let mut working = JoinSet::new();
        for (host, jobs) in hosts {
            let places = Arc::clone(&places);
            let work = work(Arc::clone(&self.inner), host, jobs, now);
            working.spawn(async move {
                let _place = places.acquire().await;
                work.await
            });
        }
        while let Some(ended) = working.join_next().await {
            match ended {
                Ok(Ok(())) => {}
                Ok(Err(error)) => {
                    warn!(%error, "what came of a feed could not be written down; it is asked again");
                }
                Err(error) => warn!(%error, "a feed could not be read: report this as a bug"),
            }
        }
    }
}

/// Jobs by the host they ask; those that ask none come first, under no name.
fn by_host<T>(jobs: Vec<T>, address: impl Fn(&T) -> Option<&str>) -> BTreeMap<String, Vec<T>> {
    let mut hosts: BTreeMap<String, Vec<T>> = BTreeMap::new();
    for job in jobs {
        let url = address(&job).and_then(|address| Url::parse(address).ok());
        let host = url.as_ref().and_then(Url::host_str).unwrap_or_default();
        hosts.entry(host.to_owned()).or_default().push(job);
    }
    hosts
}

async fn parsed(bytes: Vec<u8>, at: Url) -> Result<FeedDocument, document::NoFeed> {
    tokio::task::spawn_blocking(move || document::read(&bytes, &at))
        .await
        .unwrap_or(Err(document::NoFeed::Unreadable))
}

impl Inner {
    async fn ask_host(
        self: Arc<Self>,
        host: String,
        feeds: Vec<Feed>,
        now: i64,
    ) -> Result<(), StoreError> {
        for feed in feeds {
            match self.manners.rests_until(&host, now) {
                Some(until) => self.store.put_off_poll(feed.id, until).await?,
                None => self.ask(feed, now).await?,
            }
        }
        Ok(())
    }

    async fn ask(&self, feed: Feed, now: i64) -> Result<(), StoreError> {
        let known = Known {
            etag: feed.etag.clone(),
            last_modified: feed.last_modified.clone(),
        };
        let (polled, rests) = match Url::parse(&feed.url) {
            Ok(url) => match self.polled(&url, &known, now).await {
                Ok(polled) => polled,
                // It leads on to a host that rests, which says nothing of the feed.
                Err(until) => return self.store.put_off_poll(feed.id, until).await,
            },
            Err(_) => (failed(&FetchError::NotAnAddress, false), None),
        };
        let failures = match &polled {
            Polled::Failed { problem, .. } => {
                info!(feed.id = feed.id.0, problem, "a feed could not be read");
                feed.failures + 1
            }
            Polled::Unchanged | Polled::Items { .. } => 0,
        };
        let next = next_poll(&Asked {
            url: &feed.url,
            every: feed.every_seconds,
            failures,
            rests,
            now,
        });
        let waiting = self.store.note_poll(&feed, &polled, now, next).await?;
        if waiting > 0 {
            info!(
                feed.id = feed.id.0,
                waiting, "a feed brings {waiting} new items"
            );
        }
        Ok(())
    }

    /// What a feed answers, and how long it wants to be left alone, in seconds; `Err` with the end of its rest where it leads on
    /// to a host that wants to be left alone already.
    async fn polled(
        &self,
        url: &Url,
        known: &Known,
        now: i64,
    ) -> Result<(Polled, Option<i64>), i64> {
        let request = Request {
            url,
            wants: Wants::Feed,
            known: Some(known),
        };
        let company = self.manners.company(Errand::Feed, now);
        let document = match self.reader.fetcher.fetch_with(request, &company).await {
            Ok(Fetched::Unchanged) => return Ok((Polled::Unchanged, None)),
            Ok(Fetched::Document(document)) => document,
            Err(FetchError::Resting { until }) => return Err(until),
            Err(error) => {
                if error.is_silence() {
                    company.is_left_waiting();
                }
                let is_gone = matches!(error, FetchError::Status { status: 410, .. });
                return Ok((failed(&error, is_gone), error.rests(now)));
            }
        };
        let version = document.known;
        Ok(match parsed(document.bytes, document.url).await {
            Ok(feed) => {
                let polled = Polled::Items {
                    title: feed.title,
                    etag: version.etag,
                    last_modified: version.last_modified,
                    items: feed.items,
                };
                (polled, feed.rests)
            }
            Err(why) => (failed(&why, false), None),
        })
    }

    async fn read_host(
        self: Arc<Self>,
        host: String,
        items: Vec<WaitingItem>,
        now: i64,
    ) -> Result<(), StoreError> {
        let reading = ItemReader {
            pipeline: &self.pipeline,
            reader: &self.reader,
            manners: &self.manners,
            now,
        };
        for (place, item) in items.iter().enumerate() {
            let end = match self.manners.rests_until(&host, now) {
                Some(until) => ItemEnd::PutOff(until),
                None if place >= PAGES_A_HOST => break,
                None => reading.read(item).await,
            };
            self.store.settle_item(item, &end).await?;
        }
        Ok(())
    }
}

fn failed(why: &dyn std::error::Error, is_gone: bool) -> Polled {
    Polled::Failed {
        problem: why.to_string(),
        is_gone,
    }
}
