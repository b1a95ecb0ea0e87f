//! How fast posts may go out, all channels together.

use std::{collections::VecDeque, time::Duration};

/// What Discord allows a bot in a second.
const ALLOWED: usize = 50;
/// A second, and a little: the way there may squeeze posts together.
const SECOND: Duration = Duration::from_millis(1_010);
/// How much lateness is made up for: a sixth of a second's posts may go at once.
const SHARE: u32 = 6;

/// How far the pace falls when Discord finds it too fast, in posts a second.
const SLOWER: u32 = 4;
/// After how long without a complaint it rises again, by a post a second.
const RISES_AFTER: Duration = Duration::from_secs(60);

/// Evenly spaced posts, where a little lateness is made up for, and never more in any second than Discord allows.
#[derive(Debug, Clone)]
pub(super) struct Pace {
    /// Posts a second, as they were chosen and as they go.
    chosen: u32,
    per_second: u32,
    slowed_at: Duration,
    /// When the next post would go if all had been spaced evenly.
    next: Duration,
    /// When the last posts went, as many as Discord allows in a second.
    gone: VecDeque<Duration>,
}

impl Pace {
    /// A pace of `per_second` posts.
    pub fn of(per_second: u16) -> Self {
        let per_second = u32::from(per_second.max(1));
        Self {
            chosen: per_second,
            per_second,
            slowed_at: Duration::ZERO,
            next: Duration::ZERO,
            gone: VecDeque::with_capacity(ALLOWED),
        }
    }

    /// How many posts may go now.
    pub fn available(&self, now: Duration) -> u32 {
        let spacing = self.spacing();
        let behind = (now + spacing).saturating_sub(self.from(now));
        let due = u32::try_from(behind.as_nanos() / spacing.as_nanos()).unwrap_or(self.burst());
        let second = now.saturating_sub(SECOND);
        let lately = self.gone.iter().rev().take_while(|gone| **gone > second);
        let left = ALLOWED.saturating_sub(lately.count());
        due.min(u32::try_from(left).unwrap_or(0))
    }

    /// Counts `posts` that go now.
    pub fn take(&mut self, posts: u32, now: Duration) {
        if self.per_second < self.chosen && now >= self.slowed_at + RISES_AFTER {
            self.per_second += 1;
            self.slowed_at = now;
        }
        self.next = self.from(now) + self.spacing() * posts;
        for _ in 0..posts {
            if self.gone.len() == ALLOWED {
                self.gone.pop_front();
            }
            self.gone.push_back(now);
        }
    }

    /// Goes a little slower for a while: Discord counted more than it allows, whatever was counted here.
    pub fn slow_down(&mut self, now: Duration) {
        let slowest = self.chosen.saturating_sub(SLOWER).max(1);
        self.per_second = (self.per_second - 1).max(slowest);
        self.slowed_at = now;
    }

    /// When the next post may go.
    pub fn next(&self) -> Duration {
        match self.gone.front() {
            Some(first) if self.gone.len() == ALLOWED => self.next.max(*first + SECOND),
            Some(_) | None => self.next,
        }
    }

    /// Where counting begins: what was not used is not saved up beyond the burst.
    fn from(&self, now: Duration) -> Duration {
        self.next
            .max(now.saturating_sub(self.spacing() * (self.burst() - 1)))
    }

    fn spacing(&self) -> Duration {
        Duration::from_secs(1) / self.per_second
    }

    fn burst(&self) -> u32 {
        (self.per_second / SHARE).max(1)
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
        assert_eq!(posts_in_seconds(45, 3), [50, 46, 45]);
        assert_eq!(posts_in_seconds(49, 3), [50, 50, 50]);
        assert_eq!(posts_in_seconds(1, 3), [1, 1, 1]);
    }

    #[test]
    fn no_second_has_more_than_discord_allows_however_late_the_timer_was() {
        let mut pace = Pace::of(50);
        let mut gone: Vec<u64> = Vec::new();
        // A timer that is late by up to 60 ms, in turns.
        let mut now = 1_000_000;
        for look in 0..2_000_u64 {
            now += 1 + (look * 7919) % 61;
            let at = Duration::from_millis(now);
            let available = pace.available(at);
            pace.take(available, at);
            gone.extend((0..available).map(|_| now));
        }
        let most = gone
            .iter()
            .map(|from| {
                gone.iter()
                    .filter(|at| (*from..*from + 1000).contains(at))
                    .count()
            })
            .max();
        assert!(most <= Some(50), "{most:?}");
        let seconds = (now - 1_000_000) / 1000;
        assert!(
            gone.len() as u64 >= seconds * 30,
            "{} in {seconds} s",
            gone.len()
        );
    }

    #[test]
    fn told_that_it_is_too_fast_it_slows_down_and_takes_courage_again() {
        let mut pace = Pace::of(49);
        let now = Duration::from_secs(1_000_000);
        for _ in 0..9 {
            pace.slow_down(now);
        }
        assert_eq!(pace.per_second, 45);
        pace.take(1, now + RISES_AFTER - Duration::from_millis(1));
        assert_eq!(pace.per_second, 45);
        for minute in 1..9 {
            pace.take(1, now + RISES_AFTER * minute);
        }
        assert_eq!(pace.per_second, 49);
        let mut slowest = Pace::of(1);
        slowest.slow_down(now);
        assert_eq!(slowest.per_second, 1);
    }

    #[test]
    fn what_was_not_used_is_not_saved_up() {
        let mut pace = Pace::of(45);
        let now = Duration::from_secs(1_000_000);
        pace.take(pace.available(now), now);
        assert_eq!(pace.available(now), 0, "seven went at once");
        assert_eq!(pace.available(now + Duration::from_secs(3600)), 7);
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
