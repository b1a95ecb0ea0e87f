//! The composition root: opens the store, loads the names, hands each part what it needs.

use std::sync::Arc;

use anyhow::Context as _;

use crate::answering::Desk;
use crate::config::Config;
use crate::ingestion::Pipeline;
use crate::names::Gazetteer;
use crate::store::Store;

/// The parts that every command with a database stands on.
#[derive(Debug, Clone)]
pub struct App {
    store: Store,
    gazetteer: Arc<Gazetteer>,
}

impl App {
    /// Opens the database that the configuration names and loads the names.
    ///
    /// # Errors
    /// When the database cannot be opened or an operator's file of names cannot be read; the message says what to do.
    pub async fn open(config: &Config) -> anyhow::Result<Self> {
        let gazetteer = gazetteer(config)?;
        let store = Store::open(config.storage.url()).await?;
        Ok(Self { store, gazetteer })
    }

    /// What the doors hand their reports to.
    #[must_use]
    pub fn pipeline(&self) -> Pipeline {
        Pipeline::new(self.store.clone(), Arc::clone(&self.gazetteer))
    }

    /// Where questions are answered.
    #[must_use]
    pub fn desk(&self) -> Desk {
        Desk::new(Arc::clone(&self.gazetteer), &self.store)
    }

    /// The database.
    #[must_use]
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// Closes the database, everything written.
    pub async fn close(&self) {
        self.store.close().await;
    }
}

/// The names that are built in, with the operator's own over them.
///
/// # Errors
/// When the operator's file cannot be read.
pub fn gazetteer(config: &Config) -> anyhow::Result<Arc<Gazetteer>> {
    let built_in = Gazetteer::embedded();
    let Some(file) = &config.names.file else {
        return Ok(built_in);
    };
    let shown = file.display().to_string();
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("the file of names {shown} cannot be read"))?;
    Ok(Arc::new(built_in.extended_with(&shown, &text)?))
}

/// The instant: seconds since 1970.
#[must_use]
pub fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}
