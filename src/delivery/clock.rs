//! What time it is, as an argument.

use std::time::{Duration, SystemTime};

/// Tells the time and waits for it. Time is counted from the beginning of 1970, UTC.
pub trait Clock: Clone + Send + Sync + 'static {
    /// Now.
    fn now(&self) -> Duration;

    /// Returns when `at` has come, at once when it is past.
    fn sleep_until(&self, at: Duration) -> impl Future<Output = ()> + Send;
}

/// The machine's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Duration {
        // A clock set before 1970 tells no time worth keeping.
        SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default()
    }

    async fn sleep_until(&self, at: Duration) {
        tokio::time::sleep(at.saturating_sub(self.now())).await;
    }
}
