//! The bot on Discord, kept up through everything that can be waited out.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::address::{NoAddress, find_address};
use super::front::Front;
use super::rest::told;
use super::session::{Ended, live};
use super::{GatewayError, Patience, State};
use crate::config::{ApiUrl, Token};

/// What the bot needs to reach Discord.
#[derive(Debug, Clone)]
pub struct GatewayConfig {
    /// Where Discord's REST API is. There is no default here: a test that forgets it must not reach the real one.
    pub api: ApiUrl,
    /// The bot's token.
    pub token: Token,
    /// Registers the commands in this one server at once; `None`: everywhere.
    pub guild: Option<u64>,
    /// How long to wait for things.
    pub patience: Patience,
}

/// How often Discord has let the bot in since the program started.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Connected {
    /// With a new session, its commands in place.
    pub identified: u32,
    /// Into the session before.
    pub resumed: u32,
}

/// Connects to Discord and answers there until `stop`. What comes in is answered from `state`; `connected` hears of
/// every connection made.
///
/// # Errors
/// When Discord refuses the bot for a reason that waiting does not mend.
pub async fn run(
    config: GatewayConfig,
    state: State,
    connected: watch::Sender<Connected>,
    stop: CancellationToken,
) -> Result<(), GatewayError> {
    let patience = config.patience;
    let front = Arc::new(Front::new(config, state, connected)?);
    let ended = keep_up(&front, &patience, &stop).await;
    front.finish_answers(patience.farewell).await;
    ended
}

async fn keep_up(
    front: &Arc<Front>,
    patience: &Patience,
    stop: &CancellationToken,
) -> Result<(), GatewayError> {
    let mut losses = Losses::default();
    let mut is_unreachable = false;
    loop {
        let address = tokio::select! {
            () = stop.cancelled() => return Ok(()),
            address = find_address(&front.http, &front.config.api) => address,
        };
        let address = match address {
            Ok(address) => address,
            Err(NoAddress::Fatal(error)) => return Err(error),
            Err(NoAddress::Unreachable(error)) => {
                // Once an outage: a line every two seconds would bury all others.
                if !std::mem::replace(&mut is_unreachable, true) {
                    warn!(error = told(&error), "Discord cannot be reached; trying on");
                }
                if has_stopped_within(patience.address_retry, stop).await {
                    return Ok(());
                }
                continue;
            }
        };
        is_unreachable = false;
        if let Some(wait) = address.wait {
            warn!(?wait, "Discord allows no further connection today; waiting");
            if has_stopped_within(wait, stop).await {
                return Ok(());
            }
        }
        let before = front.connected();
        let began = Instant::now();
        match live(front, address, stop).await {
            Ended::Stopped => return Ok(()),
            Ended::Fatal(error) => return Err(error),
            Ended::Lost(reason) => {
                let was_let_in = front.connected() != before;
                let wait = losses.wait_after(began.elapsed(), was_let_in, patience);
                info!(
                    reason,
                    ?wait,
                    "the connection to Discord is lost; making another"
                );
                if has_stopped_within(wait, stop).await {
                    return Ok(());
                }
            }
        }
    }
}

/// Waits; `true` when the program is to stop.
async fn has_stopped_within(wait: Duration, stop: &CancellationToken) -> bool {
    tokio::time::timeout(wait, stop.cancelled()).await.is_ok()
}

/// The losses in a row. Each new connection is one of the 1000 identifications of a day, and going over them voids the
/// token.
#[derive(Debug, Default)]
struct Losses(u32);

impl Losses {
    /// How long to wait before the next connection.
    fn wait_after(&mut self, lived: Duration, was_let_in: bool, patience: &Patience) -> Duration {
        if lived >= patience.steady_after {
            self.0 = 0;
        }
        if !was_let_in {
            return patience.address_retry;
        }
        self.0 += 1;
        match self.0.checked_sub(2) {
            None => Duration::ZERO,
            Some(doublings) => patience
                .first_wait
                .saturating_mul(1 << doublings.min(16))
                .min(patience.longest_wait),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_loss_is_mended_at_once_and_a_row_of_them_ever_more_slowly() {
        let patience = Patience::default();
        let mut losses = Losses::default();
        let short = Duration::from_secs(1);
        let waits: Vec<u64> = (0..9)
            .map(|_| losses.wait_after(short, true, &patience).as_secs())
            .collect();
        assert_eq!(waits, [0, 2, 4, 8, 16, 32, 64, 120, 120]);
        let steady = patience.steady_after;
        assert_eq!(losses.wait_after(steady, true, &patience), Duration::ZERO);
    }

    #[test]
    fn an_outage_is_looked_at_steadily_however_long_it_takes() {
        let patience = Patience::default();
        let mut losses = Losses::default();
        for _ in 0..100 {
            let wait = losses.wait_after(Duration::from_secs(1), false, &patience);
            assert_eq!(wait, patience.address_retry);
        }
    }
}
