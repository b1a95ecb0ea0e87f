//! Answers as replies: pure, medium-free, the same words on Discord and in a terminal.
//!
//! A builder takes an answer and makes a [`Reply`]; it never fetches, never writes markup and never counts characters.
//! The two renderers, [`embed`] for Discord and [`terminal`] for a screen, apply escaping and limits once, for all.

mod action;
mod alert;
mod announcement;
pub mod budget;
mod correction;
mod digest;
pub mod draft;
pub mod embed;
mod escape;
mod evidence;
mod fault;
pub mod feed;
pub mod form;
pub mod front;
mod help;
mod hidden;
mod match_card;
mod matches;
mod mistake;
pub mod moderation;
pub mod phrase;
mod reply;
mod sample;
mod score;
mod scorer;
pub mod settings;
mod status;
pub mod subscription;
pub mod tending;
pub mod terminal;
mod text;
mod why;

pub use action::{Action, Decide};
pub use alert::{paused as alert_paused, uncertain as alert_uncertain};
pub use announcement::{Format, summary, withdrawn};
pub use correction::{
    Amendment, Said, correction, hidden as correction_hidden, withdrawn as correction_withdrawn,
};
pub use digest::{digest, hidden as hidden_digest, hidden_changed as hidden_digest_changed};
pub use escape::Slot;
pub use evidence::evidence;
pub use fault::fault;
pub use help::help;
pub use hidden::{changed as hidden_changed, hidden, thread_name};
pub use match_card::match_card;
pub use matches::matches;
pub use mistake::{guessed, needs_discord, reply as mistake};
pub use reply::{Audience, Button, Field, Menu, MenuOption, Reply, Tone};
pub use sample::sample;
pub use score::score;
pub use scorer::scorer;
pub use status::status;
pub use text::{Piece, Text};
pub use why::{Stage, WhyLine, why};
