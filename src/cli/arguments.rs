//! The words of the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use super::console::ConsoleArguments;
use super::extract::ExtractArguments;
use super::ingest::IngestArguments;
use super::logs::LogFormat;
use super::review::ReviewArguments;
use crate::config::Token;

/// Reads football match reports, keeps the facts with their quotes, answers on Discord and in a terminal.
///
/// With DISCORD_TOKEN set and no command, the bot; without a token, the console.
#[derive(Debug, Parser)]
#[command(name = "touchline", version, propagate_version = true)]
pub struct Arguments {
    /// Configuration file [default: config/touchline.toml, if it is there]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// Database, created and migrated at start [default: sqlite://touchline.db]
    #[arg(long, global = true, value_name = "URL")]
    pub database: Option<String>,

    /// How log lines on standard error are written
    #[arg(long, global = true, value_name = "FORMAT", default_value = "pretty")]
    pub log: LogFormat,

    /// What to do
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Arguments {
    /// Whether this process will be the bot.
    #[must_use]
    pub fn is_bot(&self) -> bool {
        match self.command {
            Some(Command::Bot) => true,
            None => Token::from_environment().is_some(),
            Some(_) => false,
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the bot on Discord, with the token in DISCORD_TOKEN
    Bot,
    /// Answer slash commands typed in a terminal
    Console(ConsoleArguments),
    /// Say what texts say, without a database
    Extract(ExtractArguments),
    /// Read reports into the database
    Ingest(IngestArguments),
    /// Extract everything stored again and report what changed; announces nothing
    Reread,
    /// List what of the reports for everybody waits for a person, and decide it
    Review(ReviewArguments),
    /// Say of each feed how it stands
    Feeds,
    /// Say what is held and what waits
    Status,
    /// Check the configuration and say what it comes to
    CheckConfig,
}
