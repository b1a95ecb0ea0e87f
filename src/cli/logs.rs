//! Log lines, on standard error.

use clap::ValueEnum;
use tracing_subscriber::EnvFilter;

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Pretty,
    /// One JSON object a line.
    Json,
}

/// What is logged of a bot unless `RUST_LOG` says otherwise: ours from `info`, libraries from `warn`.
const OF_A_BOT: &str = "warn,touchline=info";

/// What is logged of a command that a person waits for: what they have to know.
const OF_A_COMMAND: &str = "warn";

/// Whatever `RUST_LOG` says, of serenity only errors: its warnings hold the payloads it could not read, and those hold tokens;
/// `gateway` says what matters of them in its own words.
const NEVER_MORE: [&str; 2] = ["serenity=error", "poise=error"];

/// Starts logging for the whole process.
pub fn start(format: LogFormat, is_bot: bool) {
    let default = if is_bot { OF_A_BOT } else { OF_A_COMMAND };
    let asked = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(default));
    let filter = NEVER_MORE
        .iter()
        .filter_map(|directive| directive.parse().ok())
        .fold(asked, EnvFilter::add_directive);
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    // A second start in one process, as in tests, keeps the first one's settings.
    let _already_started = match format {
        LogFormat::Pretty => lines
            .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
            .try_init(),
        LogFormat::Json => lines.json().try_init(),
    };
}
