//! Reports from feeds, asked for politely.
//!
//! The promise: no server is asked more often than its feed's interval, its own `Retry-After` and a growing wait after each
//! failure allow, nor by two requests at once; a page is read only where the rules for robots let it. What a feed holds when it
//! is first read is its baseline; what comes or changes later is read. One bad feed never holds up the next.
//!
//! `document` reads a feed, `schedule` says when to ask again, `robots` keeps the rules of each host, `manners` sees that every
//! request keeps to them, `poller` does the round, `item` brings one item into the pipeline.

mod document;
mod item;
mod manners;
mod poller;
mod robots;
mod schedule;

pub use document::{FeedDocument, NoFeed, read as read_feed};
pub use poller::{Poller, Round};
pub use schedule::{SHORTEST, USUAL, interval};
