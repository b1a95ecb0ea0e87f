//! A clock that stands still until a test moves it.

use std::time::Duration;

use tokio::sync::watch;
use touchline::delivery::Clock;

/// The clock. Clones are the same one.
#[derive(Debug, Clone)]
pub struct TestClock(watch::Sender<Duration>);

impl TestClock {
    /// A clock that stands at this second since 1970.
    pub fn at(seconds: i64) -> Self {
        let now = Duration::from_secs(seconds.unsigned_abs());
        Self(watch::Sender::new(now))
    }

    /// Lets time pass.
    pub fn advance(&self, by: Duration) {
        self.0.send_modify(|now| *now += by);
    }

    /// Lets time pass until `at`; it never goes back.
    pub fn advance_to(&self, at: Duration) {
        self.0.send_modify(|now| *now = at.max(*now));
    }
}

impl Clock for TestClock {
    fn now(&self) -> Duration {
        *self.0.borrow()
    }

    async fn sleep_until(&self, at: Duration) {
        let mut now = self.0.subscribe();
        // The sender lives as long as this clock, so that waiting ends in no other way.
        let _ = now.wait_for(|now| *now >= at).await;
    }
}
