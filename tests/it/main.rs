//! The tests, as one binary; the tree below mirrors `src`.

mod architecture;
mod config;
mod delivery;
mod discord_double;
mod extraction;
mod names;
mod questions;
mod reports;
mod support;
