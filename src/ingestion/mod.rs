//! Getting reports in.
//!
//! The promise: whatever bytes come through a door, what became of them is one [`Became`] with a sentence for people; nothing
//! is half-kept, nothing panics, and one bad report never holds up the next. Every door ends in the same [`Pipeline`]:
//! decode ([`decode`]), read (`extraction`), settle the teams (`teams`), record (`store`, one transaction).
//!
//! [`files`] walks files and folders; [`watch`] waits for new ones while the bot runs; [`address`] reads what an address leads to,
//! fetched by [`web`], which reaches nothing private, and relieved by [`article`] of all that is not the report;
//! [`feeds`] asks feeds for new ones.

pub mod address;
pub mod article;
pub mod decode;
pub mod feeds;
pub mod files;
mod markup;
mod page;
mod pipeline;
mod teams;
pub mod watch;
pub mod web;

pub use page::PageReader;
pub use pipeline::{Became, IngestionError, MatchRead, NewText, Pipeline, Reread};
