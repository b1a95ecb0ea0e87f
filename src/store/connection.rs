//! Opening the database: one connection that writes, a few that read.

use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::pool::PoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Sqlite, SqlitePool, Transaction};

use super::StoreError;

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// The mark that tells our databases from other programs' (`pragma application_id`, 'TCHL').
const APPLICATION_ID: i32 = 0x5443_484c;

/// How a database is opened. The default is right for everything but tests and tight disks.
#[derive(Debug, Clone)]
pub struct Opening {
    /// How long to wait for another process that is writing.
    pub busy_timeout: Duration,
    /// How many connections read at once.
    pub readers: u32,
    /// The largest size the file may grow to, in pages of 4 KiB; `None` for no bound but the disk's.
    pub max_pages: Option<u32>,
}

impl Default for Opening {
    fn default() -> Self {
        Self {
            busy_timeout: Duration::from_secs(5),
            readers: 4,
            max_pages: None,
        }
    }
}

/// The database, open. Cloning it is cheap and shares the connections.
#[derive(Debug, Clone)]
pub struct Store {
    writer: SqlitePool,
    readers: SqlitePool,
    /// In seconds.
    patience: i64,
}

impl Store {
    /// Opens the database at `url` (`sqlite://path`), makes it where there is none, and brings it up to date.
    ///
    /// # Errors
    /// When it cannot be opened or is not ours to use; the error says what to do.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Self::open_with(url, &Opening::default()).await
    }

    /// As [`Store::open`], with other than the usual choices.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn open_with(url: &str, opening: &Opening) -> Result<Self, StoreError> {
        let bad_address = || StoreError::BadAddress {
            url: url.to_owned(),
        };
        // The driver takes what is before the colon for a folder.
        if !url.starts_with("sqlite:") {
            return Err(bad_address());
        }
        let options = SqliteConnectOptions::from_str(url)
            .map_err(|_| bad_address())?
            .foreign_keys(true)
            .busy_timeout(opening.busy_timeout)
            .synchronous(SqliteSynchronous::Normal);
        let mut writing = options
            .clone()
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // What was written down as posted must outlast a power cut, or it would be posted again.
            .synchronous(SqliteSynchronous::Full);
        if let Some(pages) = opening.max_pages {
            writing = writing.pragma("max_page_count", pages.to_string());
        }
        // The wait for another process is SQLite's; the wait for our own writer may be longer, it is a queue.
        let writer = PoolOptions::<Sqlite>::new()
            .max_connections(1)
            .acquire_timeout(opening.busy_timeout + Duration::from_secs(30))
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(writing)
            .await
            .map_err(|error| cannot_open(url, error))?;
        migrate(&writer).await?;
        let readers = PoolOptions::<Sqlite>::new()
            .max_connections(opening.readers)
            .acquire_timeout(opening.busy_timeout + Duration::from_secs(30))
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options.read_only(true))
            .await
            .map_err(|error| cannot_open(url, error))?;
        Ok(Self {
            writer,
            readers,
            patience: 0,
        })
    }

    /// The same database, where the summary of a match whose goals do not add up to its score waits this long for the rest, and
    /// goes out marked as incomplete after that. Without it none waits.
    #[must_use]
    pub fn waiting_for_the_rest(self, patience: Duration) -> Self {
        Self {
            patience: i64::try_from(patience.as_secs()).unwrap_or(i64::MAX / 2),
            ..self
        }
    }

    /// How long the summary of a match that is not complete waits, in seconds.
    pub(super) const fn patience(&self) -> i64 {
        self.patience
    }

    /// The connections that only read: what `queries` stands on.
    #[must_use]
    pub const fn readers(&self) -> &SqlitePool {
        &self.readers
    }

    /// Begins a change. It takes SQLite's write lock at once, so that what it reads is what it changes.
    pub(crate) async fn begin(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.writer.begin_with("begin immediate").await?)
    }

    /// The connection that writes, for a change of one statement.
    pub(crate) const fn writer(&self) -> &SqlitePool {
        &self.writer
    }

    /// Closes every connection, folding the write-ahead log into the file.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

fn cannot_open(url: &str, error: sqlx::Error) -> StoreError {
    match StoreError::from(error) {
        StoreError::Other(cause) => StoreError::CannotOpen {
            url: url.to_owned(),
            cause,
        },
        named => named,
    }
}

async fn migrate(writer: &SqlitePool) -> Result<(), StoreError> {
    let id: i32 = sqlx::query_scalar("pragma application_id")
        .fetch_one(writer)
        .await?;
    if id != APPLICATION_ID {
        let tables: i64 = sqlx::query_scalar("select count(*) from sqlite_schema")
            .fetch_one(writer)
            .await?;
        if tables > 0 {
            return Err(StoreError::NotADatabase);
        }
    } else {
        refuse_newer(writer).await?;
    }
    MIGRATIONS.run(writer).await?;
    Ok(())
}

async fn refuse_newer(writer: &SqlitePool) -> Result<(), StoreError> {
    let found: Option<i64> = sqlx::query_scalar("select max(version) from _sqlx_migrations")
        .fetch_one(writer)
        .await?;
    let known = MIGRATIONS
        .iter()
        .map(|step| step.version)
        .max()
        .unwrap_or(0);
    match found {
        Some(found) if found > known => Err(StoreError::Newer { found, known }),
        Some(_) | None => Ok(()),
    }
}
