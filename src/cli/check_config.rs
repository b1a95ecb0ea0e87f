//! `touchline check-config`: what the configuration comes to.

use super::Failure;
use crate::config::{Config, Token};

/// Prints every setting as it stands, secrets left out.
pub fn run(config: &Config) -> Result<(), Failure> {
    let unset = || "not set".to_owned();
    let token = if Token::from_environment().is_some() {
        "set"
    } else {
        "not set: the console opens instead of the bot"
    };
    say!("DISCORD_TOKEN            {token}");
    say!("storage.url              {}", config.storage.url());
    say!(
        "discord.api_url          {}",
        config.discord.api_url.as_str()
    );
    say!(
        "discord.guild            {}",
        config.discord.guild.map_or_else(unset, |id| id.to_string())
    );
    say!(
        "delivery.max_per_second  {}",
        config.delivery.max_per_second.get()
    );
    let shown = |path: &Option<std::path::PathBuf>| {
        path.as_ref()
            .map_or_else(unset, |path| path.display().to_string())
    };
    say!(
        "ingestion.watch          {}",
        shown(&config.ingestion.watch)
    );
    let feeds = crate::app::configured(config)?;
    say!("ingestion.feeds          {} feeds", feeds.len());
    if config.ingestion.allow_loopback {
        say!("ingestion.allow_loopback true: addresses may be on this machine; for tests alone");
    }
    say!("names.file               {}", shown(&config.names.file));
    for key in config.without_effect() {
        say!(
            "{key:<24} set, and without effect: this version does not have the part it belongs to"
        );
    }
    say!("The configuration is in order.");
    Ok(())
}
