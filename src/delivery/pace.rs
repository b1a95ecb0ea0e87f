//! How fast posts may go out, all channels together.

use std::time::Duration;

/// What Discord allows a bot in a second.
const ALLOWED: u32 = 50;

/// Evenly spaced posts with a small burst to make up for a late timer: never more in any second than Discord allows, even
/// where the way there squeezes two seconds a little together.
#[derive(Debug, Clone)]
pub(super) struct Pace {
    spacing: Duration,
    burst: u32,
    /// When the next post would go if all had been spaced evenly.
    next: Duration,
}

impl Pace {
    /// A pace of `per_second` posts.
    pub fn of(per_second: u16) -> Self {
        let per_second = u32::from(per_second.max(1));
        Self {
            spacing: Duration::from_secs(1) / per_second,
            burst: ALLOWED.saturating_sub(per_second).clamp(1, 3),
            next: Duration::ZERO,
        }
    }

    /// How many posts may go now.
    pub fn available(&self, now: Duration) -> u32 {
        let behind = (now + self.spacing).saturating_sub(self.from(now));
        u32::try_from(behind.as_nanos() / self.spacing.as_nanos()).unwrap_or(self.burst)
    }

    /// Counts `posts` that go now.
    pub fn take(&mut self, posts: u32, now: Duration) {
        self.next = self.from(now) + self.spacing * posts;
    }

    /// When the next post may go.
    pub const fn next(&self) -> Duration {
        self.next
    }

    /// Where counting begins: what was not used is not saved up beyond the burst.
    fn from(&self, now: Duration) -> Duration {
        self.next
            .max(now.saturating_sub(self.spacing * (self.burst - 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many posts go in each of the first seconds when as many go as may, looked at every millisecond.
    fn posts_in_seconds(per_second: u16, seconds: u64) -> Vec<u32> {
        let mut pace = Pace::of(per_second);
        let start = 1_000_000;
        let mut counts = Vec::new();
        for second in 0..seconds {
            let mut count = 0;
            for milli in 0..1000 {
                let now = Duration::from_millis(start + second * 1000 + milli);
                let available = pace.available(now);
                pace.take(available, now);
                count += available;
            }
            counts.push(count);
        }
        counts
    }

    #[test]
    fn the_pace_is_kept_with_a_small_burst_at_the_start() {
        assert_eq!(posts_in_seconds(45, 3), [47, 45, 45]);
        assert_eq!(posts_in_seconds(50, 3), [50, 50, 50]);
        assert_eq!(posts_in_seconds(1, 3), [3, 1, 1]);
    }

    #[test]
    fn what_was_not_used_is_not_saved_up() {
        let mut pace = Pace::of(45);
        let now = Duration::from_secs(1_000_000);
        pace.take(pace.available(now), now);
        assert_eq!(pace.available(now), 0);
        assert_eq!(pace.available(now + Duration::from_secs(3600)), 3);
    }

    #[test]
    fn the_next_post_may_go_when_it_says() {
        let mut pace = Pace::of(45);
        let now = Duration::from_secs(1_000_000);
        pace.take(pace.available(now), now);
        assert!(pace.next() > now);
        assert_eq!(pace.available(pace.next()), 1);
        assert_eq!(pace.available(pace.next() - Duration::from_micros(1)), 0);
    }
}
