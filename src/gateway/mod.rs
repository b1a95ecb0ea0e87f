//! Discord: commands and presses come in here, replies go out from here.
//!
//! The promise: whoever asks sees one answer, or one sentence why not, whatever Discord or this program does meanwhile.
//! Nothing here knows SQL or a rule; a command turns what was typed into an `Ask`, the desk answers it, and `respond`
//! sends the very bytes that the console prints with `--format json`.
//!
//! In reading order: `client` keeps a connection up, `session` is one life of it, `pulse` tells whether it lives,
//! `address` says where to connect, `rest` how requests are made. What comes in goes through `front` to `commands` (one
//! file each), `autocomplete`, `components` or, when the library cannot read it, `unreadable`; `errors` sees to what the
//! command framework refuses. `register` tells Discord which commands there are, `permissions` what may be done where.
//! `subscribing` makes and ends subscriptions as `choosing` settles, `tending` does what else is asked of them, `setting` keeps a
//! server's settings, `reviving` resumes where posts are taken again, `channels` knows the names for it. `sender` posts summaries through `poster`.

mod address;
mod autocomplete;
mod channels;
mod choosing;
mod client;
mod commands;
mod components;
mod deciding;
mod error;
mod errors;
mod feeding;
mod forms;
mod front;
mod handing_in;
mod moderating;
mod patience;
mod permissions;
mod person;
mod poster;
mod pulse;
mod register;
mod respond;
mod rest;
mod reviving;
mod sender;
mod session;
mod setting;
mod state;
mod subscribing;
mod tending;
mod unreadable;

pub use crate::answering::Reference;
pub use client::{Connected, GatewayConfig, run};
pub use error::GatewayError;
pub use patience::Patience;
pub use poster::{PATIENCE, Poster, PosterError};
pub use sender::DiscordSender;
pub use state::{Doors, Now, State};
