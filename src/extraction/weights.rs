//! Learned weights: a table of log-odds by sign, read once from a file of `config/rules/`.

use std::hash::Hash;
use std::sync::OnceLock;

use serde::de::DeserializeOwned;

use super::text::QuickMap;

/// A table that is built into the program.
pub(super) struct Weights<S> {
    written: &'static str,
    read: OnceLock<QuickMap<S, f32>>,
}

impl<S: Copy + Eq + Hash + DeserializeOwned> Weights<S> {
    /// A table as its file has it.
    pub(super) const fn new(written: &'static str) -> Self {
        Self {
            written,
            read: OnceLock::new(),
        }
    }

    /// The log-odds of a sign; none where the table does not know it.
    ///
    /// # Panics
    /// When the file is wrong; a test that reads any text reads it, so no build that passed its tests does.
    pub(super) fn of(&self, sign: S) -> f32 {
        let table = self
            .read
            .get_or_init(|| match toml::from_str(self.written) {
                Ok(table) => table,
                Err(reason) => panic!("the weights built into the program are sound: {reason}"),
            });
        table.get(&sign).copied().unwrap_or(0.0)
    }
}
