//! Summaries on their way out, against the Discord double.

mod crash;
mod office;
mod policy;
mod sender;
mod worker;
