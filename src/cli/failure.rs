//! How a command ends when it cannot do what it was asked.

use std::process::ExitCode;

use tracing::debug;

use crate::config::ConfigError;
use crate::store::StoreError;

/// Why a command failed.
#[derive(Debug)]
pub enum Failure {
    /// Something failed: exit status 1, one line.
    Failed(anyhow::Error),
    /// The command was used wrongly: exit status 2, one line.
    Usage(String),
    /// Something failed, and the person was told as it happened: exit status 1.
    AlreadyTold,
}

impl Failure {
    /// Tells the person, on one line of standard error, and gives the exit status.
    #[expect(clippy::print_stderr, reason = "this is where the command line speaks")]
    pub fn report(self) -> ExitCode {
        match self {
            Self::Failed(error) => {
                eprintln!("touchline: {}", one_line(&told(&error)));
                ExitCode::from(1)
            }
            Self::Usage(message) => {
                eprintln!("touchline: {}", one_line(&message));
                ExitCode::from(2)
            }
            Self::AlreadyTold => ExitCode::from(1),
        }
    }
}

/// What a person is told of an error: what was being done and why it failed. What the database said behind a [`StoreError`] is
/// for whoever looks for the cause.
fn told(error: &anyhow::Error) -> String {
    let mut parts = Vec::new();
    for cause in error.chain() {
        parts.push(cause.to_string());
        if let Some(fault) = cause.downcast_ref::<StoreError>() {
            debug!(cause = ?fault, "the database failed");
            break;
        }
    }
    // A transparent wrapper says what its source says.
    parts.dedup();
    parts.join(": ")
}

fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Failed(error)
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Failed(error.into())
    }
}
