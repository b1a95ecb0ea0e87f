//! Summaries on their way out: who is owed one, and the worker that posts it once.
//!
//! What a change of a match owes to channels is committed with the change, as rows of an outbox: the store finds who is
//! owed by an index over the wishes, in the same transaction. A [`Worker`] leases them, words what is true at that moment,
//! posts through a [`Sender`] and settles. A post that may or may not have arrived is sent again with the same nonce for
//! [`NONCE_HOLDS`], and looked for by its [`Tag`] after that. [`policy`] says what Discord's refusals mean. [`Sender`]
//! points inward: Discord implements it, delivery knows nothing of Discord. Time is a [`Clock`] that is handed in.
//!
//! In reading order: `worker` decides what goes and when, `flight` is the way of one delivery, by `posting` or by `editing`, and
//! `ending` where it ends; `form` is what several subscriptions make of one post, `wording` what it says, `telling` what is kept of
//! that; `pace` is how fast all of them go, `tag` how a post is recognised.

mod clock;
mod editing;
mod ending;
mod flight;
mod form;
mod pace;
pub mod policy;
mod posting;
mod sender;
mod tag;
mod telling;
mod wording;
mod worker;

pub use clock::{Clock, SystemClock};
pub use sender::{Found, Outcome, Post, Refusal, Sender};
pub use tag::Tag;
pub use worker::{Manner, State, Worker};

/// How long after the first try a nonce is sure to be remembered. Discord says "a few minutes" and promises no number.
pub const NONCE_HOLDS: std::time::Duration = std::time::Duration::from_secs(60);
