//! Rules: what words look like, as data.
//!
//! The files in `config/rules/` are built into the program. `words.toml` names classes of words (a
//! family that alone needs one names it in its own file); every other file is a
//! *family* of rules (`clock.toml`, `goal.toml`, …), each with a permanent id, one or more patterns in the notation
//! of [`notation`], what it means to the code of its family (`means`), sentences it catches and tempting ones it
//! leaves. Patterns say what the words look like; Rust says what they mean, and the classes that it asks for itself are
//! those of [`Classes`].
//!
//! A text is gone through once for each round of families, and most tries of a pattern fail, so the cheap looks come
//! first: a pattern is tried where its `anchor` stands, if the rarest of what it `needs` `around` that is within reach; its
//! `outline` then tells whether all its words can stand there; and only its `program` remembers what stood where.

mod anchor;
mod around;
mod beginnings;
mod book;
mod by_word;
mod classes;
mod index;
mod layers;
mod needs;
pub mod notation;
mod outline;
mod program;
mod rule;
mod slot;
mod source;
mod words;

pub use book::{Family, Hit, ROUNDS, RuleBook};
pub use classes::Classes;
pub use layers::{Label, Layers, Note};
pub use rule::{Example, Rule, Written};
pub use slot::Slot;
