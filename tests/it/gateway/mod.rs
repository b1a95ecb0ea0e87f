//! The bot on Discord, against the double.

mod connection;

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use touchline::config::{ApiUrl, Token};
use touchline::gateway::{self, Connected, GatewayConfig, GatewayError, Patience, State};

use crate::support::discord::{Discord, TOKEN};

/// A bot that is connected to a double.
pub struct Bot {
    pub connected: watch::Receiver<Connected>,
    stop: CancellationToken,
    running: JoinHandle<Result<(), GatewayError>>,
}

/// Waits long enough for a busy machine and short enough for a test that waits for a loss.
pub fn impatient() -> Patience {
    let ms = Duration::from_millis;
    Patience {
        defer_after: ms(1500),
        look_every: ms(20),
        probe_after: ms(200),
        // The library looks at what it is to send twice a second.
        lost_after: ms(2000),
        first_wait: ms(5),
        longest_wait: ms(20),
        address_retry: ms(5),
        ..Patience::default()
    }
}

impl Bot {
    /// Starts a bot and does not wait for it.
    pub fn start_with(discord: &Discord, token: &str, patience: Patience) -> Self {
        let config = GatewayConfig {
            api: ApiUrl::try_from(discord.url()).expect("loopback may be plain"),
            token: Token::new(token).expect("the token is not blank"),
            guild: None,
            patience,
        };
        let (sender, connected) = watch::channel(Connected::default());
        let stop = CancellationToken::new();
        let running = tokio::spawn(gateway::run(config, State::default(), sender, stop.clone()));
        Self {
            connected,
            stop,
            running,
        }
    }

    /// Starts a bot and waits until it is connected.
    pub async fn start(discord: &Discord) -> Self {
        let mut bot = Self::start_with(discord, TOKEN, impatient());
        bot.until(|connected| connected.identified >= 1).await;
        bot
    }

    /// Waits until the bot was let in so often.
    pub async fn until(&mut self, holds: impl FnMut(&Connected) -> bool) {
        let waiting = self.connected.wait_for(holds);
        tokio::time::timeout(Duration::from_secs(60), waiting)
            .await
            .expect("the bot is let in within a minute")
            .expect("the bot runs");
    }

    /// Asks the bot to stop, and waits for how it ends.
    pub async fn stop(self) -> Result<(), GatewayError> {
        self.stop.cancel();
        self.end().await
    }

    /// Waits until the bot ends by itself.
    pub async fn end(self) -> Result<(), GatewayError> {
        tokio::time::timeout(Duration::from_secs(60), self.running)
            .await
            .expect("the bot ends within a minute")
            .expect("the bot does not panic")
    }
}
