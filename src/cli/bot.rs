//! `touchline bot`: the bot on Discord.

use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::Failure;
use crate::app::App;
use crate::config::{Config, Token};

/// Runs the bot until it is told to stop (Ctrl-C, SIGTERM).
///
/// # Errors
/// Without a token, or when Discord refuses the bot.
pub async fn run(config: &Config) -> Result<(), Failure> {
    let Some(token) = Token::from_environment() else {
        return Err(Failure::Usage(format!(
            "{} is not set, and the bot needs it: make an application on https://discord.com/developers/applications, open \
             its Bot page, press Reset Token, and start again with {}=<that token>",
            Token::VARIABLE,
            Token::VARIABLE,
        )));
    };
    for key in config.without_effect() {
        warn!(
            key,
            "this key is set and has no effect: this version does not have the part it belongs to"
        );
    }
    let app = App::open(config).await?;
    let stop = CancellationToken::new();
    tokio::spawn(stop_when_asked(stop.clone()));
    let ended = app.run_bot(config, token, stop).await;
    app.close().await;
    Ok(ended?)
}

/// Ctrl-C or SIGTERM stops the bot; a second one ends the process at once.
async fn stop_when_asked(stop: CancellationToken) {
    asked_to_stop().await;
    info!("stopping: what is in hand is finished");
    stop.cancel();
    asked_to_stop().await;
    std::process::exit(1);
}

#[cfg(unix)]
async fn asked_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminated) = signal(SignalKind::terminate()) else {
        let _asked = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _asked = tokio::signal::ctrl_c() => {}
        _asked = terminated.recv() => {}
    }
}

#[cfg(not(unix))]
async fn asked_to_stop() {
    let _asked = tokio::signal::ctrl_c().await;
}
