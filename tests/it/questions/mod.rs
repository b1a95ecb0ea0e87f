//! Words, as people type them, and what becomes of them.

mod day;
mod parse;
mod pick;
mod resolve;
mod suggest;
pub mod world;
