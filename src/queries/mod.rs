//! Question to answer: the only SQL that serves readers.
//!
//! An answer is a value of `questions`; nothing here is worded. Each question is answered from one snapshot of the database, over
//! connections that cannot write and never wait for the one that does. The scope rule holds in every query: a reader sees what
//! is shared and what is their server's own, and of one match the server's own view over the shared one.
//!
//! One file a question, named as in `questions`; below them `card` (a match as readers see it), `agreed` (its facts with their
//! quotes) and `filter` (the one place where SQL is put together from parts). Adding a query: see [`crate::store`] on `.sqlx/`.

mod agreed;
mod card;
mod change;
mod evidence;
mod filter;
mod holdings;
mod matches;
mod posts;
mod reports;
mod score;
mod scorer;
mod status;

pub use change::Watch;

use sqlx::{Sqlite, SqlitePool, Transaction};

use crate::store::{Store, StoreError};

/// The desk that answers. Cloning it is cheap.
#[derive(Debug, Clone)]
pub struct Queries {
    readers: SqlitePool,
}

impl Queries {
    /// Answers from this store.
    #[must_use]
    pub fn over(store: &Store) -> Self {
        Self {
            readers: store.readers().clone(),
        }
    }

    /// A view of the database that stands still while one question is answered.
    async fn snapshot(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.readers.begin().await?)
    }
}
