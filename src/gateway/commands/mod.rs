//! The commands: one file each.

use super::State;
use super::errors::Fault;

/// Every command, in the order of [`crate::questions::COMMANDS`].
pub fn all() -> Vec<poise::Command<State, Fault>> {
    Vec::new()
}
