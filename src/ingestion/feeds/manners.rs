//! How hosts are treated: one request at a time, never while they rest, and pages only where the rules for robots let them.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use url::Url;

use super::robots::Robots;
use super::schedule::next_try;
use crate::ingestion::web::{Entering, Escort, FetchError, Fetcher, Pass, RetryAfter};

/// How many hosts may have a place to queue at before those where nobody stands are cleared away.
const PLACES: usize = 1000;

/// What is known of hosts, and the one place at each where a request may stand.
#[derive(Default)]
pub struct Manners {
    robots: Robots,
    /// Until when a host wants to be left alone: seconds since 1970.
    resting: Mutex<HashMap<String, i64>>,
    places: Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>,
}

impl Manners {
    /// Until when a host wants to be left alone, if it does.
    pub fn rests_until(&self, host: &str, now: i64) -> Option<i64> {
        let resting = self.resting.lock().unwrap_or_else(PoisonError::into_inner);
        resting.get(host).copied().filter(|until| *until > now)
    }

    /// Leaves a host alone until then.
    pub fn let_rest(&self, host: &str, until: i64, now: i64) {
        let mut resting = self.resting.lock().unwrap_or_else(PoisonError::into_inner);
        resting.retain(|_, until| *until > now);
        let known = resting.entry(host.to_owned()).or_default();
        *known = until.max(*known);
    }

    /// Somebody who goes along with one fetch.
    pub fn company<'a>(&'a self, errand: Errand<'a>, now: i64) -> Company<'a> {
        Company {
            manners: self,
            errand,
            now,
            at: Mutex::default(),
        }
    }

    /// The place of a host.
    fn place(&self, host: &str) -> Arc<tokio::sync::Mutex<()>> {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        if places.len() >= PLACES && !places.contains_key(host) {
            places.retain(|_, place| Arc::strong_count(place) > 1);
        }
        Arc::clone(places.entry(host.to_owned()).or_default())
    }
}

/// What a fetch is for.
#[derive(Clone, Copy)]
pub enum Errand<'a> {
    /// A feed: whoever gave its address wants it read.
    Feed,
    /// A page that a feed leads to, which the rules for robots have to let in; they are fetched with this.
    Page(&'a Fetcher),
    /// The rules themselves.
    Rules,
}

/// Goes along with one fetch, and remembers how far it came.
pub struct Company<'a> {
    manners: &'a Manners,
    errand: Errand<'a>,
    now: i64,
    at: Mutex<Option<Url>>,
}

impl fmt::Debug for Company<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Company").finish_non_exhaustive()
    }
}

impl Company<'_> {
    /// The host that was asked last does not answer: it is not asked for the next thing at once.
    pub fn is_left_waiting(&self) {
        if let Some(host) = self.last_host() {
            let until = next_try(&host, 0, None, self.now);
            self.manners.let_rest(&host, until, self.now);
        }
    }

    /// The host that was asked last, if one was.
    fn last_host(&self) -> Option<String> {
        let at = self.at.lock().unwrap_or_else(PoisonError::into_inner);
        at.as_ref()?.host_str().map(str::to_owned)
    }

    /// Goes on if the host does not rest. It may be asked again by whoever asked it last, a moment ago.
    fn goes_on(&self, host: &str) -> Result<(), FetchError> {
        if self.last_host().as_deref() == Some(host) {
            return Ok(());
        }
        match self.manners.rests_until(host, self.now) {
            Some(until) => Err(FetchError::Resting { until }),
            None => Ok(()),
        }
    }

    async fn stand_at<'a>(&'a self, url: &'a Url) -> Result<Pass, FetchError> {
        let host = url.host_str().unwrap_or_default();
        self.goes_on(host)?;
        let mut wait = None;
        if let Errand::Page(fetcher) = self.errand {
            let along = self.manners.company(Errand::Rules, self.now);
            let robots = &self.manners.robots;
            robots.let_in(fetcher, url, &along, self.now).await?;
            wait = robots.wait_after(url, self.now);
        }
        let place = self.manners.place(host).lock_owned().await;
        // Whoever stood here before may have been sent away.
        self.goes_on(host)?;
        if let Some(wait) = wait {
            self.manners.let_rest(host, self.now + wait, self.now);
        }
        *self.at.lock().unwrap_or_else(PoisonError::into_inner) = Some(url.clone());
        Ok(Box::new(place))
    }
}

impl Escort for Company<'_> {
    fn enter<'a>(&'a self, url: &'a Url) -> Entering<'a> {
        Box::pin(self.stand_at(url))
    }

    fn refused(&self, status: u16, retry_after: Option<RetryAfter>) {
        let asked = retry_after.map(|after| after.from_now(self.now).as_secs());
        let busy = matches!(status, 429 | 503).then_some(0);
        let (Some(rests), Some(host)) = (asked.or(busy), self.last_host()) else {
            return;
        };
        let rests = i64::try_from(rests).unwrap_or(i64::MAX);
        let until = next_try(&host, 0, Some(rests), self.now);
        self.manners.let_rest(&host, until, self.now);
    }
}
