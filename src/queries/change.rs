//! Whether anything has changed since one last looked, for those who keep answers in memory.

use sqlx::SqliteConnection;

use super::Queries;
use crate::facts::Scope;
use crate::store::{StoreError, scope_number};

/// Hears of changes to the database, whichever process makes them.
#[derive(Debug)]
pub struct Watch {
    /// SQLite counts the commits of others for each connection, so this one is kept.
    connection: SqliteConnection,
    version: Option<i64>,
}

impl Queries {
    /// A watch, over a connection of its own.
    ///
    /// # Errors
    /// When the database cannot be opened.
    pub async fn watch(&self) -> Result<Watch, StoreError> {
        Ok(Watch {
            connection: self.readers.acquire().await?.detach(),
            version: None,
        })
    }

    /// Whether a scope holds matches that others do not see.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn has_own_matches(&self, scope: Scope) -> Result<bool, StoreError> {
        let number = scope_number(scope)?;
        let found = sqlx::query_scalar!(
            r#"select exists (select 1 from agreed_matches where scope = ?) as "found!: bool""#,
            number,
        )
        .fetch_one(&self.readers)
        .await?;
        Ok(found)
    }
}

impl Watch {
    /// Whether anything was committed since the last time; true the first time.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn has_changed(&mut self) -> Result<bool, StoreError> {
        // The checked macros know tables only, and this pragma has none.
        let version: i64 = sqlx::query_scalar("pragma data_version")
            .fetch_one(&mut self.connection)
            .await?;
        let has_changed = self.version != Some(version);
        self.version = Some(version);
        Ok(has_changed)
    }
}
