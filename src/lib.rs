//! Touchline reads football match reports written as prose, keeps the facts with the words that support each one, and
//! answers questions about the matches on Discord and in a terminal.

pub mod cli;
pub mod config;
pub mod facts;
pub mod football;
pub mod questions;
pub mod replies;
