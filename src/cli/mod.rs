//! The command line: one file a subcommand.
//!
//! Output for machines goes to standard output and logs to standard error. Exit status 0: done; 1: something failed, and
//! one line on standard error says what and what to do; 2: bad usage.

mod arguments;
mod check_config;
mod failure;
mod logs;

use std::process::ExitCode;

use clap::Parser;

pub use arguments::{Arguments, Command};
use failure::Failure;

use crate::config::{Config, Flags};

/// Runs the program with the arguments of this process.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    logs::start(arguments.log);
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
        Some(Command::CheckConfig) => check_config::run(&config),
        None => Ok(()),
    }
}
