//! How reports come in.

use std::path::PathBuf;

use serde::Deserialize;

/// `[ingestion]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Ingestion {
    /// A folder that is watched for new reports while the bot runs.
    pub watch: Option<PathBuf>,
    /// Feeds that are polled for everybody.
    pub feeds: Vec<Feed>,
    /// Whether addresses and feeds may be on this machine. For tests.
    pub allow_loopback: bool,
}

/// One `[[ingestion.feeds]]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    /// Its address.
    pub url: String,
    /// How often it is asked ("15m").
    pub every: Option<String>,
}
