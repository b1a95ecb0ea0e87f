//! What answers on Discord are made of.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serenity::all::GuildId;
use tracing::warn;

use super::Patience;
use super::channels::ChannelNames;
use super::rest::chain;
use crate::answering::Desk;
use crate::facts::Scope;
use crate::questions::Asker;
use crate::store::{Settings, Store};

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

impl State {
    /// Somebody who asks in a server, or in private messages.
    pub async fn asker_in(&self, server: Option<GuildId>) -> Asker {
        let default_team = match server {
            Some(guild) => self.settings_of(guild).await.default_team,
            None => None,
        };
        Asker {
            scope: server.map_or(Scope::Shared, |guild| Scope::Server(guild.get())),
            default_team,
            today: (self.now)().to_zoned(TimeZone::UTC).date(),
        }
    }

    /// A server's settings; where they cannot be read, none: an answer is worth more than a default.
    async fn settings_of(&self, guild: GuildId) -> Settings {
        let settings = self.store.settings(guild.get()).await;
        settings.unwrap_or_else(|error| {
            warn!(
                error = chain(&error),
                "a server's settings could not be read"
            );
            Settings::default()
        })
    }
}
