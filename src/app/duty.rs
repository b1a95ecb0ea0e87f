//! The duty to be the bot, which one process of a database has at a time while the others stand by.

use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::process;
use crate::store::{Store, StoreError};

/// The duty's name in the database.
const NAME: &str = "bot";
/// For how long nobody else gets the duty when its holder is heard of no more.
const HELD_FOR: Duration = Duration::from_secs(10);
/// How often the holder is heard of.
const KEPT_EVERY: Duration = Duration::from_secs(2);
/// How often whoever stands by looks.
const LOOKED_EVERY: Duration = Duration::from_secs(1);

/// One process's way to the duty.
#[derive(Debug, Clone)]
pub struct Duty {
    store: Store,
    holder: String,
}

impl Duty {
    /// `holder` is a name that no other process has, nor any dead one.
    pub const fn new(store: Store, holder: String) -> Self {
        Self { store, holder }
    }

    /// Waits until the duty is this process's; `false` when it was told to stop before.
    pub async fn is_taken(&self, stop: &CancellationToken) -> bool {
        let mut is_first_look = true;
        while !stop.is_cancelled() {
            self.inherit().await;
            if self.holds().await == Some(true) {
                return true;
            }
            if is_first_look {
                info!(
                    "another process is the bot of this database: standing by, to take over within {:?} of its end",
                    HELD_FOR + LOOKED_EVERY
                );
                is_first_look = false;
            }
            let _stopped = tokio::time::timeout(LOOKED_EVERY, stop.cancelled()).await;
        }
        false
    }

    /// Takes the duty from a process that was killed on this machine, and what it had in hand, without waiting for it to lapse.
    async fn inherit(&self) {
        let inherited = async {
            let Some(holder) = self.store.duty_holder(NAME).await? else {
                return Ok(());
            };
            if process::is_gone(&holder) {
                info!("the process that was the bot of this database is gone: taking over");
                self.store.end_leases_of(&holder, super::now()).await?;
                self.store.give_up_duty(NAME, &holder).await?;
            }
            Ok::<(), StoreError>(())
        };
        if let Err(error) = inherited.await {
            warn!(%error, "could not see which process was the bot of this database");
        }
    }

    /// Keeps the duty until it is told to stop, or until it can no longer be sure to be the only one.
    pub async fn keep(&self, stop: CancellationToken) {
        let mut kept = Instant::now();
        loop {
            let asked_to_stop = tokio::time::timeout(KEPT_EVERY, stop.cancelled()).await;
            if asked_to_stop.is_ok() {
                return;
            }
            match self.holds().await {
                Some(true) => kept = Instant::now(),
                // A database that is busy for a moment takes nothing from anybody.
                None if kept.elapsed() < HELD_FOR - KEPT_EVERY => {}
                Some(false) | None => {
                    warn!("another process may be the bot of this database now: standing by");
                    return;
                }
            }
        }
    }

    /// Leaves the duty to whoever stands by.
    pub async fn give_up(&self) {
        if let Err(error) = self.store.give_up_duty(NAME, &self.holder).await {
            // It lapses by itself.
            warn!(%error, "could not hand over to a process that stands by");
        }
    }

    /// Takes the duty, or keeps it; `None` when the database does not say whose it is.
    async fn holds(&self) -> Option<bool> {
        let now = super::now();
        let until = now + i64::try_from(HELD_FOR.as_secs()).unwrap_or(0);
        let told = self.store.hold_duty(NAME, &self.holder, now, until).await;
        told.inspect_err(
            |error| warn!(%error, "could not see which process is the bot of this database"),
        )
        .ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_stands_by_takes_over_within_fifteen_seconds_and_never_from_the_living() {
        assert!(HELD_FOR + LOOKED_EVERY <= Duration::from_secs(15));
        // One look may fail, and the next may wait five seconds for another process that writes.
        assert!(KEPT_EVERY * 2 + Duration::from_secs(5) < HELD_FOR);
    }
}
