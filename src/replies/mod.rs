//! Answers as replies: pure, medium-free, the same words on Discord and in a terminal.
//!
//! A builder takes an answer and makes a [`Reply`]; it never fetches, never writes markup and never counts characters.
//! The two renderers, [`embed`] for Discord and [`terminal`] for a screen, apply escaping and limits once, for all.

mod action;
mod announcement;
pub mod budget;
pub mod embed;
mod escape;
mod evidence;
mod fault;
pub mod front;
mod help;
mod match_card;
mod matches;
mod mistake;
pub mod phrase;
mod reply;
mod score;
mod scorer;
mod status;
pub mod subscription;
pub mod terminal;
mod text;

pub use action::Action;
pub use announcement::{Format, summary, withdrawn};
pub use escape::Slot;
pub use evidence::evidence;
pub use fault::fault;
pub use help::help;
pub use match_card::match_card;
pub use matches::matches;
pub use mistake::{guessed, needs_discord, reply as mistake};
pub use reply::{Audience, Button, Field, Menu, MenuOption, Reply, Tone};
pub use score::score;
pub use scorer::scorer;
pub use status::status;
pub use text::{Piece, Text};
