//! The tests, as one binary; the tree below mirrors `src`.

mod answering;
mod architecture;
mod cli;
mod config;
mod consensus;
mod console;
pub(crate) mod delivery;
mod discord_double;
mod extraction;
mod floors;
mod gateway;
pub(crate) mod ingestion;
mod kinds;
mod laws;
mod names;
mod one_truth;
mod queries;
mod questions;
mod replies;
mod reports;
mod seed;
mod spelling;
mod store;
mod support;
