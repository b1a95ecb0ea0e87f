//! The command line: one file a subcommand.
//!
//! Output for machines goes to standard output and logs to standard error. Exit status 0: done; 1: something failed, and
//! one line on standard error says what and what to do; 2: bad usage.

/// Prints a line for whoever reads; where nobody does any more (`| head`), there is nobody to tell.
macro_rules! say {
    ($($told:tt)*) => {{
        use std::io::Write as _;
        let _unread = writeln!(std::io::stdout().lock(), $($told)*);
    }};
}

mod arguments;
mod bot;
mod check_config;
pub mod console;
mod extract;
mod failure;
mod feeds;
mod ingest;
mod logs;
mod no_command;
mod reread;
mod review;
mod samples;
mod status;

use std::process::ExitCode;

use clap::Parser;

pub use arguments::{Arguments, Command};
pub use console::ConsoleArguments;
pub use extract::{ExtractArguments, OutputFormat};
use failure::Failure;
pub use ingest::IngestArguments;
pub use logs::LogFormat;
pub use review::ReviewArguments;

use crate::config::{Config, Flags};
use crate::replies::terminal::Screen;

/// Runs the program with the arguments of this process.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    logs::start(arguments.log, arguments.is_bot());
    match dispatch(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn dispatch(arguments: Arguments) -> Result<(), Failure> {
    let flags = Flags {
        file: arguments.config,
        database: arguments.database,
    };
    let config = Config::load(&flags)?;
    match arguments.command {
        Some(Command::Bot) => waiting(bot::run(&config)),
        Some(Command::Console(arguments)) => waiting(console::run(&config, &arguments)),
        Some(Command::Extract(arguments)) => extract::run(&config, &arguments),
        Some(Command::Ingest(arguments)) => waiting(ingest::run(&config, &arguments)),
        Some(Command::Feeds) => waiting(feeds::run(&config)),
        Some(Command::Reread) => waiting(reread::run(&config)),
        Some(Command::Review(arguments)) => waiting(review::run(&config, &arguments)),
        Some(Command::Status) => waiting(status::run(&config)),
        Some(Command::CheckConfig) => check_config::run(&config),
        None => waiting(no_command::run(config)),
    }
}

/// Runs what has to wait for things.
fn waiting(work: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(anyhow::Error::from)?;
    runtime.block_on(work)
}

/// Says something beside the answers.
#[expect(clippy::print_stderr, reason = "this is where the command line speaks")]
fn remark(sentence: &str) {
    eprintln!("{sentence}");
}

/// Tells of something that failed while the rest goes on.
#[expect(clippy::print_stderr, reason = "this is where the command line speaks")]
fn complain(sentence: &str) {
    eprintln!("touchline: {sentence}");
}

/// The screen that replies are drawn on: as wide as the terminal, without colours where nobody looks.
fn screen(is_terminal: bool) -> Screen {
    let columns = if is_terminal {
        terminal_columns()
    } else {
        PIPE_COLUMNS
    };
    Screen {
        columns,
        has_colour: is_terminal && std::env::var_os("NO_COLOR").is_none(),
    }
}

/// Columns where no terminal says how many it has.
const PIPE_COLUMNS: usize = 100;

fn terminal_columns() -> usize {
    textwrap::termwidth().clamp(40, 120)
}
