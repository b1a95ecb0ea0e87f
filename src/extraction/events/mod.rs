//! What is told to have happened: goals and scores, each telling with its words, its status and its times.

mod dating;
mod goals;
mod listing;
mod scores;

pub use goals::{Slot, TeamRef, Telling, read as goals};
pub use scores::{Order, Statement, StatementKind, read as scores};
