//! `touchline check-config`: what the configuration comes to.

use super::Failure;
use crate::config::{Config, Token};

/// Prints every setting as it stands, secrets left out.
#[expect(clippy::print_stdout, reason = "this is what the command is for")]
pub fn run(config: &Config) -> Result<(), Failure> {
    let unset = || "not set".to_owned();
    let token = if Token::from_environment().is_some() {
        "set"
    } else {
        "not set: the console opens instead of the bot"
    };
    println!("DISCORD_TOKEN            {token}");
    println!("storage.url              {}", config.storage.url());
    println!(
        "discord.api_url          {}",
        config.discord.api_url.as_str()
    );
    println!(
        "discord.guild            {}",
        config.discord.guild.map_or_else(unset, |id| id.to_string())
    );
    println!(
        "delivery.max_per_second  {}",
        config.delivery.max_per_second.get()
    );
    let shown = |path: &Option<std::path::PathBuf>| {
        path.as_ref()
            .map_or_else(unset, |path| path.display().to_string())
    };
    println!(
        "ingestion.watch          {}",
        shown(&config.ingestion.watch)
    );
    let feeds = crate::app::configured(config)?;
    println!("ingestion.feeds          {} feeds", feeds.len());
    if config.ingestion.allow_loopback {
        println!(
            "ingestion.allow_loopback true: addresses may be on this machine; for tests alone"
        );
    }
    println!("names.file               {}", shown(&config.names.file));
    for key in config.without_effect() {
        println!(
            "{key:<24} set, and without effect: this version does not have the part it belongs to"
        );
    }
    println!("The configuration is in order.");
    Ok(())
}
