//! Summaries on their way out, against the Discord double.

mod completing;
mod crash;
mod edits;
mod faults;
mod gathering;
mod hiding;
pub(crate) mod office;
mod policy;
mod sender;
mod worker;
