//! A folder that is watched for new reports while the bot runs.
//!
//! Nothing is remembered of what was read: the same text twice is one report, so looking at a file once more does no harm. The
//! whole folder is looked through at the start, and again whenever something in it changes and then rests for a moment.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use notify::{RecursiveMode, Watcher};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::files::{self, FileError, Form};
use super::pipeline::{Became, NewText, Pipeline};

/// How long a folder has to rest before it is looked through, so that a file being written is read once, whole.
pub const SETTLE: Duration = Duration::from_millis(500);

/// Folders on network shares tell nobody of their changes: they are looked through this often besides.
const LOOK_ANYWAY: Duration = Duration::from_secs(60);

/// Why a folder cannot be watched.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    /// It is not there, or is no folder.
    #[error("the watched folder {0} does not exist: make it, or change ingestion.watch")]
    NoFolder(PathBuf),
    /// The system does not tell of changes.
    #[error("the folder {folder} cannot be watched: {source}")]
    Refused {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: notify::Error,
    },
}

/// The state of a file when it was last looked at.
type Stamp = (u64, Option<SystemTime>);

/// A folder being watched.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    changed: std::sync::Arc<Notify>,
    seen: HashMap<PathBuf, Stamp>,
    _watcher: notify::RecommendedWatcher,
}

impl Folder {
    /// Begins to watch `path` and all folders in it.
    ///
    /// # Errors
    /// When there is no such folder, or the system does not tell of changes in it.
    pub fn open(path: &Path) -> Result<Self, WatchError> {
        if !path.is_dir() {
            return Err(WatchError::NoFolder(path.to_owned()));
        }
        let refused = |source| WatchError::Refused {
            folder: path.to_owned(),
            source,
        };
        let changed = std::sync::Arc::new(Notify::new());
        let teller = std::sync::Arc::clone(&changed);
        let mut watcher =
            notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
                // Our own reading is an access, not a change.
                if !event.is_ok_and(|event| event.kind.is_access()) {
                    teller.notify_one();
                }
            })
            .map_err(refused)?;
        watcher
            .watch(path, RecursiveMode::Recursive)
            .map_err(refused)?;
        Ok(Self {
            path: path.to_owned(),
            changed,
            seen: HashMap::new(),
            _watcher: watcher,
        })
    }

    /// Reads what is there and what comes, until `stop`. `now` gives the instant, in seconds since 1970.
    pub async fn run(
        mut self,
        pipeline: Pipeline,
        now: fn() -> i64,
        settle: Duration,
        stop: CancellationToken,
    ) {
        info!(folder = %self.path.display(), "watching a folder for reports");
        loop {
            self.look_through(&pipeline, now, &stop).await;
            tokio::select! {
                () = stop.cancelled() => return,
                () = self.changed.notified() => {}
                () = tokio::time::sleep(LOOK_ANYWAY) => {}
            }
            if self.rest(settle, &stop).await.is_break() {
                return;
            }
        }
    }

    /// Waits until nothing has changed for a moment.
    async fn rest(&self, settle: Duration, stop: &CancellationToken) -> std::ops::ControlFlow<()> {
        loop {
            tokio::select! {
                () = stop.cancelled() => return std::ops::ControlFlow::Break(()),
                () = self.changed.notified() => {}
                () = tokio::time::sleep(settle) => return std::ops::ControlFlow::Continue(()),
            }
        }
    }

    async fn look_through(
        &mut self,
        pipeline: &Pipeline,
        now: fn() -> i64,
        stop: &CancellationToken,
    ) {
        let paths = match files::reports_at(&self.path) {
            Ok(paths) => paths,
            Err(FileError::EmptyFolder) => Vec::new(),
            Err(error) => {
                warn!(folder = %self.path.display(), "the watched folder {error}");
                return;
            }
        };
        for path in paths {
            if stop.is_cancelled() {
                return;
            }
            let stamp = stamp_of(&path);
            if stamp.is_some() && self.seen.get(&path) == stamp.as_ref() {
                continue;
            }
            if self.take(&path, pipeline, now()).await {
                self.seen.extend(stamp.map(|stamp| (path, stamp)));
            }
        }
    }

    /// Reads one file; whether it is done with until it changes.
    async fn take(&self, path: &Path, pipeline: &Pipeline, at: i64) -> bool {
        let shown = path.display();
        let bytes = match files::bytes_of(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                warn!(file = %shown, "the file {error}");
                return !matches!(error, FileError::Other(_));
            }
        };
        let about = NewText::shared(path.display().to_string(), at);
        match pipeline.ingest_as(Form::of(path), bytes, about).await {
            Ok(Became::Refused { reason }) => warn!(file = %shown, "the file {reason}"),
            // The reason may hold words of the text, and those are not for the log.
            Ok(Became::NoMatch { report, .. }) => {
                info!(file = %shown, report.id = report.0, "put aside: no match in this text");
            }
            Ok(Became::Read { .. } | Became::Same { .. }) => {}
            Err(error) => {
                warn!(file = %shown, %error, "the report was not stored; it is tried again");
                return false;
            }
        }
        true
    }
}

fn stamp_of(path: &Path) -> Option<Stamp> {
    let metadata = path.metadata().ok()?;
    Some((metadata.len(), metadata.modified().ok()))
}
