//! Summaries on their way out, against the Discord double.

mod policy;
mod sender;
