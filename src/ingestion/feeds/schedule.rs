//! When a feed, or an item of one, is asked for again.

use sha2::{Digest, Sha256};

/// How often a feed is asked where nobody says, in seconds: a quarter of an hour.
pub const USUAL: i64 = 15 * 60;

/// The shortest interval, in seconds.
pub const SHORTEST: i64 = 5 * 60;

/// The longest wait after failures, in seconds: a day.
const LONGEST: i64 = 24 * 60 * 60;

/// The longest that a server may ask to be left alone, in seconds: a week.
const LONGEST_ASKED: i64 = 7 * LONGEST;

/// The wait before an item is tried a second time, in seconds.
const ITEM: i64 = 10 * 60;

/// How often an item is tried.
pub const ITEM_TRIES: u32 = 5;

/// An interval as people write it ("15m", "1h"), in seconds; `None` for what is none, or is too short.
#[must_use]
pub fn interval(words: &str) -> Option<i64> {
    let span: jiff::SignedDuration = words.parse().ok()?;
    (span.as_secs() >= SHORTEST).then_some(span.as_secs())
}

/// What is known about when to ask for a feed again.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Its address, which decides its place among those with the same interval.
    pub url: &'a str,
    /// Its interval, in seconds.
    pub every: i64,
    /// How often in a row it failed, this time included; 0 when it did not.
    pub failures: u32,
    /// How long its server wants to be left alone, in seconds.
    pub rests: Option<i64>,
    /// Now: seconds since 1970.
    pub now: i64,
}

/// The instant of the next poll: never earlier than the interval, or than the server wants; twice as long after each failure, up
/// to a day; and up to a tenth later, so that feeds that were asked together drift apart.
#[must_use]
pub fn next_poll(asked: &Asked<'_>) -> i64 {
    let backed_off = asked
        .every
        .saturating_mul(1 << asked.failures.min(12))
        .min(LONGEST.max(asked.every));
    let rests = asked.rests.unwrap_or(0).clamp(0, LONGEST_ASKED);
    let wait = backed_off.max(rests);
    asked.now + wait + jitter(asked.url, asked.now, wait / 10)
}

/// The instant at which an item is tried again after it failed so often.
#[must_use]
pub fn next_try(item: &str, attempts: u32, rests: Option<i64>, now: i64) -> i64 {
    let wait = (ITEM << attempts.min(8)).max(rests.unwrap_or(0).clamp(0, LONGEST_ASKED));
    now + wait + jitter(item, now, wait / 10)
}

/// A wait of up to `most` that looks like chance and is none: time is an argument here, and so is chance.
fn jitter(of: &str, now: i64, most: i64) -> i64 {
    let mut hash = Sha256::new();
    hash.update(of);
    hash.update(now.to_le_bytes());
    let [a, b, c, d, ..]: [u8; 32] = hash.finalize().into();
    i64::from(u32::from_le_bytes([a, b, c, d])) % (most.max(0) + 1)
}
