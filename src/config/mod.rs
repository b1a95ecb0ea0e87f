//! What an operator can set: defaults, then the file, then the environment, then the flags.
//!
//! One struct a section. A key is written `section.key` in the file and `TOUCHLINE_SECTION__KEY` in the environment, and
//! is the same word as the Rust field. A key that nobody reads is an error that names the nearest one that somebody does.
//! The Discord token is not configuration: it comes from `DISCORD_TOKEN` alone, so that no file ever holds it.

mod delivery;
mod discord;
mod ingestion;
mod load;
mod metrics;
mod names;
mod storage;
mod token;

use std::path::PathBuf;

use serde::Deserialize;

pub use delivery::{Delivery, PostRate};
pub use discord::{ApiUrl, Discord};
pub use ingestion::{Feed, Ingestion};
pub use load::ConfigError;
pub use metrics::Metrics;
pub use names::Names;
pub use storage::Storage;
pub use token::Token;

/// The file that is read when no other is named; it may be missing.
pub const DEFAULT_FILE: &str = "config/touchline.toml";

/// Everything an operator can set.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Where the database is.
    pub storage: Storage,
    /// How Discord is reached.
    pub discord: Discord,
    /// How summaries go out.
    pub delivery: Delivery,
    /// How reports come in.
    pub ingestion: Ingestion,
    /// Names beyond those that are built in.
    pub names: Names,
    /// Figures for monitoring.
    pub metrics: Metrics,
}

/// What the command line says before anything is read.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// `--config`: this file, which must be there.
    pub file: Option<PathBuf>,
    /// `--database`: outranks every other source of `storage.url`.
    pub database: Option<String>,
}

impl Config {
    /// Reads the file, the environment and the flags over the defaults.
    ///
    /// # Errors
    /// When the named file is missing, a source cannot be read, a key is unknown or a value does not fit; the message
    /// names the source, the key and what would be right.
    pub fn load(flags: &Flags) -> Result<Self, ConfigError> {
        load::load(flags, std::env::vars())
    }

    /// As [`Config::load`], with the environment as an argument.
    ///
    /// # Errors
    /// As [`Config::load`].
    pub fn load_from(
        flags: &Flags,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        load::load(flags, environment)
    }

    /// Keys that are set and belong to a part that this version does not have yet.
    #[must_use]
    pub fn without_effect(&self) -> Vec<&'static str> {
        let mut keys = Vec::new();
        if self.metrics.listen.is_some() {
            keys.push("metrics.listen");
        }
        keys
    }
}
