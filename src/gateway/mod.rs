//! Discord: how the bot reaches it, and how Discord reaches the bot.

mod poster;
mod sender;

pub use poster::{PATIENCE, Poster, PosterError};
pub use sender::DiscordSender;
