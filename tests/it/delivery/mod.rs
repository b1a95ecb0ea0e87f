//! Summaries on their way out, against the Discord double.

mod crash;
mod edits;
mod office;
mod policy;
mod sender;
mod worker;
