//! The tests, as one binary; the tree below mirrors `src`.

mod architecture;
mod config;
mod extraction;
mod names;
mod discord_double;
mod questions;
mod reports;
mod support;
