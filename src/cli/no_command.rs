//! `touchline` with no command: the bot where there is a token, the console where there is none.

use super::console::{self, ConsoleArguments};
use super::{Failure, OutputFormat, bot, samples};
use crate::app::App;
use crate::config::{Config, Token};

/// Runs the bot, or says in one line that there is no token and opens the console. Where no database is named either, the
/// console stands on the demonstration database, filled with the samples.
///
/// # Errors
/// As `touchline bot` and `touchline console`.
pub async fn run(config: Config) -> Result<(), Failure> {
    if Token::from_environment().is_some() {
        return bot::run(&config).await;
    }
    let is_demonstration = config.storage.url.is_none();
    super::remark(&greeting(is_demonstration));
    let app = if is_demonstration {
        demonstration(config).await?
    } else {
        App::open(&config).await?
    };
    let nothing_special = ConsoleArguments {
        lines: Vec::new(),
        format: OutputFormat::Terminal,
    };
    let ended = console::converse(&app, &nothing_special).await;
    app.close().await;
    ended
}

fn greeting(is_demonstration: bool) -> String {
    let place = if is_demonstration {
        ", on sample reports in touchline-demo.db"
    } else {
        ""
    };
    let token = Token::VARIABLE;
    format!("{token} is not set, so here is the console{place}. Try /score Tottenham, or /help.")
}

/// The demonstration database, made and filled where it is not there yet.
async fn demonstration(mut config: Config) -> Result<App, Failure> {
    config.storage.url = Some(samples::DEMONSTRATION_URL.to_owned());
    let app = App::open(&config).await?;
    samples::read_all(&app).await.map_err(anyhow::Error::from)?;
    Ok(app)
}
