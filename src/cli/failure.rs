//! How a command ends when it cannot do what it was asked.

use std::process::ExitCode;

use crate::config::ConfigError;

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
                eprintln!("touchline: {}", one_line(&format!("{error:#}")));
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
