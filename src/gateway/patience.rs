//! How long the gateway waits for things.

use std::time::Duration;

/// The waits of the gateway. [`Patience::default`] is what Discord's limits ask for; tests are less patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// An answer that takes longer is announced first. Discord takes an interaction for dead after 3 s.
    pub defer_after: Duration,
    /// An answer that takes longer is given up with an apology. Interaction tokens last 15 min.
    pub give_up_after: Duration,
    /// How often the connection is looked at.
    pub look_every: Duration,
    /// A connection that was silent for this long is asked for a sign of life.
    pub probe_after: Duration,
    /// A connection that was silent for this long is taken for dead. More than the 5 s that the library waits before it
    /// identifies again, less than the 10 s within which answering has to work again.
    pub lost_after: Duration,
    /// The wait after the second loss in a row; it doubles with each further one, up to [`Patience::longest_wait`].
    /// The first loss is mended at once.
    pub first_wait: Duration,
    /// The longest wait between two losses: 1000 identifications a day are allowed.
    pub longest_wait: Duration,
    /// A connection that held this long forgets the losses before it.
    pub steady_after: Duration,
    /// The wait between two attempts to learn where the gateway is.
    pub address_retry: Duration,
    /// How long answers in hand may take when the program is to stop.
    pub farewell: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            defer_after: Duration::from_millis(1500),
            give_up_after: Duration::from_secs(60),
            look_every: Duration::from_millis(500),
            probe_after: Duration::from_secs(2),
            lost_after: Duration::from_millis(7500),
            first_wait: Duration::from_secs(2),
            longest_wait: Duration::from_secs(120),
            steady_after: Duration::from_secs(60),
            address_retry: Duration::from_secs(2),
            farewell: Duration::from_secs(3),
        }
    }
}
