//! Answers as replies: pure, medium-free, the same words on Discord and in a terminal.
//!
//! A builder takes an answer and makes a [`Reply`]; it never fetches, never writes markup and never counts characters.
//! The two renderers, [`embed`] for Discord and [`terminal`] for a screen, apply escaping and limits once, for all.

mod action;
pub mod budget;
pub mod embed;
mod escape;
mod reply;
pub mod terminal;
mod text;

pub use action::Action;
pub use escape::Slot;
pub use reply::{Audience, Button, Field, Menu, MenuOption, Reply, Tone};
pub use text::{Piece, Text};
