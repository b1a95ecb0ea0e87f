//! What answers on Discord are made of.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serenity::all::GuildId;

use super::Patience;
use super::channels::ChannelNames;
use crate::answering::Desk;
use crate::facts::Scope;
use crate::questions::Asker;
use crate::store::Store;

/// Tells the time.
pub type Now = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Everything a command may need.
pub struct State {
    /// Answers questions.
    pub desk: Arc<Desk>,
    /// Keeps subscriptions.
    pub store: Store,
    /// What time it is.
    pub now: Now,
    pub(super) channels: ChannelNames,
}

impl State {
    /// What answers are made of; nothing is known of any channel yet.
    #[must_use]
    pub fn new(desk: Arc<Desk>, store: Store, now: Now) -> Self {
        Self {
            desk,
            store,
            now,
            channels: ChannelNames::default(),
        }
    }
}

/// What the command framework hands to every command.
pub struct Lobby {
    /// What answers are made of.
    pub state: Arc<State>,
    /// How long to wait for things.
    pub patience: Patience,
}

/// Somebody who asks in a server, or in private messages.
pub fn asker_in(server: Option<GuildId>, now: Timestamp) -> Asker {
    Asker {
        scope: server.map_or(Scope::Shared, |guild| Scope::Server(guild.get())),
        default_team: None,
        today: now.to_zoned(TimeZone::UTC).date(),
    }
}
