//! What is told to have happened: goals and scores, each telling with its words, its status and its times.

mod amount;
mod credit;
mod dating;
mod gapping;
mod goals;
mod interval;
mod listing;
mod made;
mod noun;
mod scorer;
mod scores;
mod spot;
mod team;
mod telling;
mod told_after;

pub use goals::read as goals;
pub(super) use interval::status_at_interval;
pub use scores::{Order, Statement, StatementKind, read as scores};
pub(in crate::extraction) use telling::begun_in;
pub use telling::{Slot, TeamRef, Telling, Unnamed};
