//! The rules that hosts have for robots.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use texting_robots::Robot;
use url::Url;

use crate::ingestion::web::{Escort, FetchError, Fetched, Fetcher, Request, Wants};

/// What the rules call us.
const NAME: &str = "Touchline";

/// For how long rules are kept, in seconds: a day.
const KEPT: i64 = 24 * 60 * 60;

/// For how long a host without an answer is not asked again, in seconds.
const UNANSWERED: i64 = 60 * 60;

/// How many hosts are remembered at once.
const HOSTS: usize = 2000;

/// The most of a list of rules that is read, in bytes.
const LONGEST: usize = 512_000;

/// The longest wait between two pages that a host's rules are followed in, in seconds: an hour.
const LONGEST_WAIT: f32 = 3600.0;

#[derive(Clone)]
enum Rules {
    Everything,
    Nothing,
    Some(Arc<Robot>),
}

struct Known {
    rules: Rules,
    until: i64,
}

/// The rules of the hosts met so far.
#[derive(Default)]
pub struct Robots {
    hosts: Mutex<HashMap<String, Known>>,
}

impl Robots {
    /// Whether a page may be read, its host being asked for its rules when they are not known. `escort` goes along.
    ///
    /// # Errors
    /// When it may not, or when the host does not say.
    pub async fn let_in(
        &self,
        fetcher: &Fetcher,
        url: &Url,
        escort: &dyn Escort,
        now: i64,
    ) -> Result<(), FetchError> {
        let host = url.origin().ascii_serialization();
        let rules = match self.known(&host, now) {
            Some(rules) => rules,
            None => {
                let (rules, kept) = asked(fetcher, url, escort).await;
                self.keep(host, rules.clone(), now + kept, now);
                rules
            }
        };
        match rules {
            Rules::Everything => Ok(()),
            Rules::Nothing => Err(FetchError::RulesUnknown),
            Rules::Some(rules) if rules.allowed(url.as_str()) => Ok(()),
            Rules::Some(_) => Err(FetchError::NotForRobots),
        }
    }

    /// How long a host wants to be left alone after each page, in seconds, as far as its rules are known.
    pub fn wait_after(&self, url: &Url, now: i64) -> Option<i64> {
        match self.known(&url.origin().ascii_serialization(), now)? {
            Rules::Everything | Rules::Nothing => None,
            // A wait is a small number of seconds, so nothing is lost.
            Rules::Some(rules) => rules
                .delay
                .filter(|wait| *wait > 0.0)
                .map(|wait| wait.min(LONGEST_WAIT).ceil() as i64),
        }
    }

    fn known(&self, host: &str, now: i64) -> Option<Rules> {
        let hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let known = hosts.get(host)?;
        (known.until > now).then(|| known.rules.clone())
    }

    fn keep(&self, host: String, rules: Rules, until: i64, now: i64) {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if hosts.len() >= HOSTS {
            hosts.retain(|_, known| known.until > now);
        }
        if hosts.len() >= HOSTS {
            hosts.clear();
        }
        hosts.insert(host, Known { rules, until });
    }
}

/// A host's rules, and for how long they hold. No rules allow everything; a host that does not answer allows nothing for now.
async fn asked(fetcher: &Fetcher, page: &Url, escort: &dyn Escort) -> (Rules, i64) {
    let Ok(url) = page.join("/robots.txt") else {
        return (Rules::Nothing, UNANSWERED);
    };
    let request = Request {
        url: &url,
        wants: Wants::Robots,
        known: None,
    };
    match fetcher.fetch_with(request, escort).await {
        Ok(Fetched::Document(document)) => {
            let text = &document.bytes[..document.bytes.len().min(LONGEST)];
            match Robot::new(NAME, text) {
                Ok(robot) => (Rules::Some(Arc::new(robot)), KEPT),
                Err(_) => (Rules::Everything, KEPT),
            }
        }
        Err(FetchError::Status { status, .. }) if (400..500).contains(&status) && status != 429 => {
            (Rules::Everything, KEPT)
        }
        // A page where the rules should be is none.
        Err(FetchError::WrongType(_)) => (Rules::Everything, KEPT),
        Ok(Fetched::Unchanged) | Err(_) => (Rules::Nothing, UNANSWERED),
    }
}
