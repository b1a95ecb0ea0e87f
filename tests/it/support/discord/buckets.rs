//! Rate limits as Discord's headers tell them, on the double's own clock.

use std::{collections::HashMap, time::Duration};

/// How much is let through.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Posts (and, apart, edits) a channel takes in one window.
    pub per_channel: u32,
    /// The window of a channel.
    pub channel_window: Duration,
    /// Requests a bot may make in one global window, interactions not counted.
    pub global: u32,
    /// The global window.
    pub global_window: Duration,
    /// How long a nonce is remembered.
    pub nonce_memory: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            per_channel: 5,
            channel_window: Duration::from_secs(5),
            global: 50,
            global_window: Duration::from_secs(1),
            nonce_memory: Duration::from_secs(120),
        }
    }
}

impl Limits {
    /// The same limits on a time that runs `factor` times as fast.
    #[must_use]
    pub fn scaled(self, factor: u32) -> Self {
        Self {
            channel_window: self.channel_window / factor,
            global_window: self.global_window / factor,
            nonce_memory: self.nonce_memory / factor,
            ..self
        }
    }
}

/// One window of one bucket.
#[derive(Debug, Clone, Copy)]
struct Window {
    ends: Duration,
    used: u32,
}

/// What a bucket says to a request.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Verdict {
    pub allowed: bool,
    pub limit: u32,
    pub remaining: u32,
    pub reset_after: Duration,
}

/// All buckets.
#[derive(Debug, Default)]
pub(super) struct Buckets {
    windows: HashMap<String, Window>,
}

impl Buckets {
    /// Counts a request against a bucket.
    pub fn take(&mut self, bucket: &str, limit: u32, window: Duration, now: Duration) -> Verdict {
        let entry = self.windows.entry(bucket.to_owned()).or_insert(Window {
            ends: now + window,
            used: 0,
        });
        if entry.ends <= now {
            *entry = Window {
                ends: now + window,
                used: 0,
            };
        }
        let allowed = entry.used < limit;
        if allowed {
            entry.used += 1;
        }
        Verdict {
            allowed,
            limit,
            remaining: limit - entry.used,
            reset_after: entry.ends.saturating_sub(now),
        }
    }
}
