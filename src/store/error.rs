//! What can go wrong with the database, in words for the person who has to mend it.

use sqlx::migrate::MigrateError;

/// A change or a read that the database did not carry out. Nothing is half-written: the transaction was rolled back.
///
/// Where the sentence says all there is to say, SQLite's own words are kept for debugging and are no source: printed after it they
/// would only be noise.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process held the database for longer than the busy timeout.
    #[error("the database is locked by another program; close it or try again in a moment")]
    Locked(sqlx::Error),
    /// The file, its folder or its disk may not be written.
    #[error("the database is read-only; give this user the right to write the file and its folder")]
    ReadOnly(sqlx::Error),
    /// The file cannot be opened or made.
    #[error("the database {url} cannot be opened; check that its folder exists and may be written")]
    CannotOpen {
        /// The address as given.
        url: String,
        /// What the system said.
        cause: sqlx::Error,
    },
    /// The address is not one of SQLite.
    #[error("`{url}` is no address of a database; write it as sqlite://path/to/file.db")]
    BadAddress {
        /// The address as given.
        url: String,
    },
    /// The file holds something else.
    #[error("the file is not a database of this program; choose another file")]
    NotADatabase,
    /// A newer program has been at work here.
    #[error(
        "the database is of a newer version ({found}) than this program knows ({known}); use the newer program"
    )]
    Newer {
        /// The newest migration in the database.
        found: i64,
        /// The newest migration this program has.
        known: i64,
    },
    /// A migration failed, or a shipped one was edited.
    #[error("the database cannot be brought up to date; restore a backup or report this as a bug")]
    Migration(#[source] MigrateError),
    /// No room is left.
    #[error("the disk is full; free some space, nothing was changed")]
    DiskFull(sqlx::Error),
    /// The file is damaged.
    #[error("the database is damaged; restore a backup")]
    Damaged(#[source] sqlx::Error),
    /// The disk failed to read or write.
    #[error(
        "the disk failed while the database was read or written; check the disk and its free space"
    )]
    Disk(#[source] sqlx::Error),
    /// A row holds what the program never writes.
    #[error(
        "the database holds {what}, which this program never writes; restore a backup or report this as a bug"
    )]
    Unreadable {
        /// What was found.
        what: String,
    },
    /// What was asked of the store does not hold together.
    #[error("{what}")]
    Refused {
        /// Why.
        what: &'static str,
    },
    /// Anything else.
    #[error("the database did not carry out a change; report this as a bug")]
    Other(#[source] sqlx::Error),
}

impl StoreError {
    /// A value in a row that no code of ours writes.
    pub(crate) fn unreadable(what: impl Into<String>) -> Self {
        Self::Unreadable { what: what.into() }
    }
}

/// SQLite's primary result code, where the error is SQLite's own.
fn primary_code(error: &sqlx::Error) -> Option<i32> {
    let code = error.as_database_error()?.code()?;
    // Extended codes carry the primary one in their low byte.
    code.parse::<i32>().ok().map(|extended| extended & 0xff)
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match primary_code(&error) {
            Some(5 | 6) => Self::Locked(error),
            Some(8) => Self::ReadOnly(error),
            Some(10) => Self::Disk(error),
            Some(11) => Self::Damaged(error),
            Some(13) => Self::DiskFull(error),
            Some(26) => Self::NotADatabase,
            Some(_) | None => match error {
                // The one writer is busy with somebody else's transaction.
                sqlx::Error::PoolTimedOut => Self::Locked(error),
                other => Self::Other(other),
            },
        }
    }
}

impl From<MigrateError> for StoreError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::Execute(inner) | MigrateError::ExecuteMigration(inner, _) => {
                match Self::from(inner) {
                    Self::Other(inner) => Self::Migration(MigrateError::Execute(inner)),
                    named => named,
                }
            }
            other => Self::Migration(other),
        }
    }
}
