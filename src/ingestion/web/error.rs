//! What can go wrong with a fetch, in words for people.

use std::time::Duration;

use super::reach::Forbidden;

/// Why nothing was fetched. Each message is a sentence without its subject, which is the address.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// It is no address of a page.
    #[error("is no address of a page: write it as https://example.org/report")]
    NotAnAddress,
    /// It is not http or https.
    #[error("is not an address of the web: only http and https are read")]
    Scheme,
    /// It holds a user's name or password.
    #[error("holds a name or a password: only pages that everybody can read are read")]
    Credentials,
    /// It leads to a place that is not public.
    #[error("may not be read: {0}")]
    Forbidden(#[from] Forbidden),
    /// Its host has no address.
    #[error("cannot be found: check the name of the host")]
    NoSuchHost,
    /// Nobody answers there.
    #[error("cannot be reached: its server does not take the connection")]
    Unreachable,
    /// It took longer than the limit.
    #[error("did not answer in full within {0:?}")]
    TooSlow(Duration),
    /// It redirects more often than is followed.
    #[error("leads on to other addresses more than {0} times")]
    TooManyRedirects(usize),
    /// It redirects to what is no address.
    #[error("leads on to what is no address")]
    BadRedirect,
    /// The server refused.
    #[error("was refused by its server (HTTP {status})")]
    Status {
        /// The status.
        status: u16,
        /// When the server wants to be asked again, if it said so.
        retry_after: Option<RetryAfter>,
    },
    /// It is of a type that is not read here.
    #[error("is of the type {0}, which is not read here")]
    WrongType(String),
    /// It does not say its type.
    #[error("does not say of what type it is")]
    NoType,
    /// It is compressed in a way that was not asked for.
    #[error("is compressed in a way that was not asked for")]
    WrongEncoding,
    /// It is over the limit, before or after it is unpacked.
    #[error("is larger than {} MB", .0 / 1_000_000)]
    TooLarge(usize),
    /// The rules that its host has for robots say no.
    #[error("is not for robots, by the rules of its host")]
    NotForRobots,
    /// Its host does not give its rules for robots, so nobody knows.
    #[error("is on a host that does not give its rules for robots")]
    RulesUnknown,
    /// Its host wants to be left alone.
    #[error("is on a host that wants to be left alone for now")]
    Resting {
        /// Until when: seconds since 1970.
        until: i64,
    },
    /// What arrived is broken.
    #[error("broke off, or is damaged")]
    Broken,
}

/// When a server wants to be asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetryAfter {
    /// After so long.
    In(Duration),
    /// At this instant: seconds since 1970.
    At(i64),
}

impl RetryAfter {
    /// From the header of that name.
    #[must_use]
    pub fn read(header: &str) -> Option<Self> {
        let header = header.trim();
        if let Ok(seconds) = header.parse() {
            return Some(Self::In(Duration::from_secs(seconds)));
        }
        let zoned = jiff::fmt::rfc2822::parse(header).ok()?;
        Some(Self::At(zoned.timestamp().as_second()))
    }

    /// How long that is from `now` (seconds since 1970).
    #[must_use]
    pub fn from_now(self, now: i64) -> Duration {
        match self {
            Self::In(wait) => wait,
            Self::At(instant) => {
                Duration::from_secs(instant.saturating_sub(now).max(0).unsigned_abs())
            }
        }
    }
}

impl FetchError {
    /// How long its server wants to be left alone, in seconds, if it said so.
    #[must_use]
    pub fn rests(&self, now: i64) -> Option<i64> {
        let Self::Status { retry_after, .. } = self else {
            return None;
        };
        let rests = retry_after.as_ref()?.from_now(now).as_secs();
        Some(i64::try_from(rests).unwrap_or(i64::MAX))
    }

    /// Whether nobody answers there, or not to the end.
    #[must_use]
    pub const fn is_silence(&self) -> bool {
        matches!(self, Self::TooSlow(_) | Self::Unreachable)
    }

    /// Whether asking again later may succeed without anybody changing anything here.
    #[must_use]
    pub const fn may_pass(&self) -> bool {
        match self {
            Self::NotAnAddress
            | Self::Scheme
            | Self::Credentials
            | Self::Forbidden(_)
            | Self::WrongType(_)
            | Self::NoType
            | Self::WrongEncoding
            | Self::NotForRobots
            | Self::TooLarge(_) => false,
            Self::NoSuchHost
            | Self::Unreachable
            | Self::TooSlow(_)
            | Self::TooManyRedirects(_)
            | Self::BadRedirect
            | Self::RulesUnknown
            | Self::Resting { .. }
            | Self::Broken => true,
            Self::Status { status, .. } => matches!(*status, 408 | 425 | 429 | 500..=599),
        }
    }
}
