//! Where the database is.

use serde::Deserialize;

/// `[storage]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Storage {
    /// `sqlite://` and a path. Unset: [`Storage::DEFAULT_URL`], or the demonstration database where a command has one.
    pub url: Option<String>,
}

impl Storage {
    /// The database that is used when none is named.
    pub const DEFAULT_URL: &str = "sqlite://touchline.db";

    /// The database to open.
    #[must_use]
    pub fn url(&self) -> &str {
        self.url.as_deref().unwrap_or(Self::DEFAULT_URL)
    }
}
