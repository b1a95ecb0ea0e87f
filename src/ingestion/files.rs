//! Reports from files and folders.

use std::io::Read;
use std::path::{Path, PathBuf};

use super::decode::MAX_BYTES;

/// The endings of files that are taken for reports when a folder is read.
pub const ENDINGS: [&str; 4] = ["txt", "md", "html", "htm"];

/// [`MAX_BYTES`], as lengths of files are counted.
const LIMIT: u64 = MAX_BYTES as u64;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// As plain text.
    Text,
    /// As a page, whose article is the report.
    Html,
}

impl Form {
    /// As a file's ending says.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        let is_page = path
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("html") || end.eq_ignore_ascii_case("htm"));
        if is_page { Self::Html } else { Self::Text }
    }

    /// As its first bytes say, where there is no name to go by.
    #[must_use]
    pub fn told_by(bytes: &[u8]) -> Self {
        let start = String::from_utf8_lossy(&bytes[..bytes.len().min(256)]).to_ascii_lowercase();
        let start = start.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let is_page = ["<!doctype html", "<html"]
            .iter()
            .any(|begin| start.starts_with(begin));
        if is_page { Self::Html } else { Self::Text }
    }
}

/// Why a file or folder gives no report. Each message is a sentence for people, without its subject.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It is not there.
    #[error("does not exist: check the path")]
    Missing,
    /// This user may not read it.
    #[error("may not be read: give this user the right to")]
    Forbidden,
    /// It is over the limit, which is known before it is read.
    #[error("{}", super::decode::Undecodable::TooLarge)]
    TooLarge,
    /// A folder without a report in it.
    #[error("holds no report: reports are files ending in .txt, .md or .html")]
    EmptyFolder,
    /// Anything else the system said.
    #[error("cannot be read: {0}")]
    Other(std::io::Error),
}

impl From<std::io::Error> for FileError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Self::Missing,
            std::io::ErrorKind::PermissionDenied => Self::Forbidden,
            _ => Self::Other(error),
        }
    }
}

/// The reports `path` leads to: itself, or those of a folder and the folders in it, in order of their names. What begins with
/// a dot is passed over.
///
/// # Errors
/// When the path is not there, may not be read, or is a folder without a report.
pub fn reports_at(path: &Path) -> Result<Vec<PathBuf>, FileError> {
    if !std::fs::metadata(path)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    walk(path, &mut found)?;
    if found.is_empty() {
        Err(FileError::EmptyFolder)
    } else {
        Ok(found)
    }
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), FileError> {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        let is_hidden = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        // A link is not followed: it could lead round in a circle.
        let Ok(kind) = path.symlink_metadata() else {
            continue;
        };
        if is_hidden {
            continue;
        }
        if kind.is_dir() {
            walk(&path, found)?;
        } else if is_report(&path) {
            found.push(path);
        }
    }
    Ok(())
}

/// Whether a file's ending says that it is a report.
#[must_use]
pub fn is_report(path: &Path) -> bool {
    path.extension()
        .is_some_and(|end| ENDINGS.iter().any(|known| end.eq_ignore_ascii_case(known)))
}

/// The bytes of a file, at most [`MAX_BYTES`] of them.
///
/// # Errors
/// When it is not there, may not be read, or is too large.
pub fn bytes_of(path: &Path) -> Result<Vec<u8>, FileError> {
    let file = std::fs::File::open(path)?;
    if file.metadata()?.len() > LIMIT {
        return Err(FileError::TooLarge);
    }
    // What is no plain file (a pipe) has no length to look at; nor must a file grow while it is read.
    bytes_from(file)
}

/// The bytes of what has no name, standard input say, at most [`MAX_BYTES`] of them.
///
/// # Errors
/// When it cannot be read to its end, or is too large.
pub fn bytes_from(input: impl Read) -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::new();
    input.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MAX_BYTES {
        Err(FileError::TooLarge)
    } else {
        Ok(bytes)
    }
}
