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
use crate::ingestion::Pipeline;
use crate::ingestion::address::AddressReader;
use crate::ingestion::feeds::Poller;
use crate::questions::Asker;
use crate::store::{Settings, Store};

/// Tells the time.
pub type Now = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The ways in for reports.
#[derive(Debug, Clone)]
pub struct Doors {
    /// What every door hands its reports to.
    pub pipeline: Pipeline,
    /// Reads what an address leads to.
    pub reader: AddressReader,
    /// Asks feeds.
    pub poller: Poller,
}

/// Everything a command may need.
pub struct State {
    /// Answers questions.
    pub desk: Arc<Desk>,
    /// Keeps subscriptions.
    pub store: Store,
    /// What time it is.
    pub now: Now,
    /// The ways in for reports.
    pub doors: Doors,
    pub(super) channels: ChannelNames,
}

impl State {
    /// What answers are made of; nothing is known of any channel yet.
    #[must_use]
    pub fn new(desk: Arc<Desk>, store: Store, now: Now, doors: Doors) -> Self {
        Self {
            desk,
            store,
            now,
            doors,
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
    pub async fn settings_of(&self, guild: GuildId) -> Settings {
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
