//! Getting reports in.
//!
//! The promise: whatever bytes come through a door, what became of them is one [`Became`] with a sentence for people; nothing
//! is half-kept, nothing panics, and one bad report never holds up the next. Every door ends in the same [`Pipeline`]:
//! decode ([`decode`]), read (`extraction`), settle the teams (`teams`), record (`store`, one transaction).
//!
//! [`files`] walks files and folders; [`watch`] waits for new ones while the bot runs; [`web`] fetches from the open web, safely.

pub mod decode;
pub mod files;
mod pipeline;
mod teams;
pub mod watch;
pub mod web;

pub use pipeline::{Became, IngestionError, MatchRead, NewText, Pipeline};
