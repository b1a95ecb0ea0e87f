//! What comes in from Discord, handed to whoever answers it.

use std::collections::HashSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use poise::FrameworkContext;
use serenity::all::{
    ChannelId, Client, Context, Event, FullEvent, Guild, GuildId, Http, Interaction,
    RawEventHandler, Ready, ShardManager, UserId,
};
use serenity::async_trait;
use serenity::framework::Framework;
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio_util::task::TaskTracker;
use tracing::{debug, info, warn};

use super::pulse::Pulse;
use super::state::{Lobby, State};
use super::subscribing::Server;
use super::{
    Connected, GatewayConfig, GatewayError, commands, components, errors, forms, register, rest,
    reviving, unreadable,
};

/// The bot's front, the same through all connections.
pub struct Front {
    /// How Discord is reached.
    pub config: GatewayConfig,
    /// Requests to Discord, apart from the connection's own.
    pub http: Arc<Http>,
    /// What answers are made of.
    pub lobby: Lobby,
    options: poise::FrameworkOptions<Lobby, errors::Fault>,
    connected: watch::Sender<Connected>,
    /// Answers in hand.
    answers: TaskTracker,
    runtime: Handle,
    is_registered: tokio::sync::Mutex<bool>,
    unreadable: AtomicU64,
    unreadable_kinds: Mutex<HashSet<String>>,
}

impl Front {
    /// A front that has not been connected yet. Call it where answers are to run.
    pub fn new(
        config: GatewayConfig,
        state: State,
        connected: watch::Sender<Connected>,
    ) -> Result<Self, GatewayError> {
        let http = Arc::new(rest::rest(&config.api, &config.token)?);
        let lobby = Lobby {
            state: Arc::new(state),
            patience: config.patience,
        };
        Ok(Self {
            config,
            http,
            lobby,
            options: poise::FrameworkOptions {
                commands: commands::all(),
                on_error: |error| Box::pin(errors::answer(error)),
                allowed_mentions: Some(serenity::all::CreateAllowedMentions::new()),
                initialize_owners: false,
                ..poise::FrameworkOptions::default()
            },
            connected,
            answers: TaskTracker::new(),
            runtime: Handle::current(),
            is_registered: tokio::sync::Mutex::new(false),
            unreadable: AtomicU64::new(0),
            unreadable_kinds: Mutex::default(),
        })
    }

    /// How often Discord has let the bot in.
    pub fn connected(&self) -> Connected {
        *self.connected.borrow()
    }

    /// Lets the answers in hand go out, for at most `limit`.
    pub async fn finish_answers(&self, limit: Duration) {
        self.answers.close();
        if tokio::time::timeout(limit, self.answers.wait())
            .await
            .is_err()
        {
            warn!(
                left = self.answers.len(),
                "answers were cut short at the end"
            );
        }
    }

    async fn welcome(&self, ready: &Ready) {
        self.http.set_application_id(ready.application.id);
        let servers = ready.guilds.len();
        info!(servers, bot = %ready.user.name, "connected to Discord");
        let mut is_registered = self.is_registered.lock().await;
        if !*is_registered {
            *is_registered =
                register::register(&self.http, &self.options.commands, self.config.guild).await;
        }
        drop(is_registered);
        self.connected
            .send_modify(|connected| connected.identified += 1);
    }

    /// Keeps the names of the channels that are subscribed.
    async fn meet(&self, server: &Guild) {
        let state = &self.lobby.state;
        let subscriptions = match state.store.subscriptions(server.id.get()).await {
            Ok(subscriptions) => subscriptions,
            Err(error) => {
                warn!(
                    error = rest::chain(&error),
                    "the subscriptions could not be read"
                );
                return;
            }
        };
        for subscription in subscriptions {
            let id = ChannelId::new(subscription.channel);
            if let Some(channel) = server.channels.get(&id) {
                state.channels.learn(id.get(), channel.name.clone());
            } else if let Some(thread) = server.threads.iter().find(|thread| thread.id == id) {
                state.channels.learn(id.get(), thread.name.clone());
            }
        }
    }

    /// An event that the library could not read is lost to it; whoever pressed or typed something must not be.
    async fn answer_unreadable(&self, kind: &str, value: &serde_json::Value) {
        let count = self.unreadable.fetch_add(1, Ordering::Relaxed) + 1;
        let is_new = self
            .unreadable_kinds
            .lock()
            .is_ok_and(|mut kinds| kinds.insert(kind.to_owned()));
        if kind == "INTERACTION_CREATE" {
            warn!(
                count,
                "an interaction could not be read; answering from what is left of it"
            );
            unreadable::answer(&self.http, value).await;
        } else if is_new {
            warn!(count, kind, "Discord sends events that cannot be read");
        } else {
            debug!(count, kind, "an event could not be read");
        }
    }
}

/// The way from one connection into the [`Front`]: leaves the library's room as soon as something came in.
#[derive(Clone)]
pub struct Door {
    front: Arc<Front>,
    pulse: Arc<Pulse>,
    manager: Arc<OnceLock<Arc<ShardManager>>>,
    bot: Arc<OnceLock<UserId>>,
}

impl Door {
    /// A door for a connection with this pulse.
    pub fn new(front: Arc<Front>, pulse: Arc<Pulse>) -> Self {
        Self {
            front,
            pulse,
            manager: Arc::default(),
            bot: Arc::default(),
        }
    }

    async fn enter(self, mut context: Context, event: FullEvent) {
        match event {
            FullEvent::Ready { data_about_bot } => {
                let _ = self.bot.set(data_about_bot.user.id);
                self.front.welcome(&data_about_bot).await;
            }
            FullEvent::Resume { .. } => {
                info!("resumed the session with Discord");
                self.front
                    .connected
                    .send_modify(|connected| connected.resumed += 1);
            }
            FullEvent::InteractionCreate {
                interaction: Interaction::Component(pressed),
            } => components::answer(&self.front, &pressed).await,
            FullEvent::InteractionCreate {
                interaction: Interaction::Modal(submitted),
            } => forms::answer(&self.front, &submitted).await,
            event @ FullEvent::InteractionCreate { .. } => {
                let Some(manager) = self.manager.get() else {
                    return;
                };
                // The connection's own requests end with its room.
                context.http = Arc::clone(&self.front.http);
                let framework = FrameworkContext {
                    serenity_context: &context,
                    bot_id: self.bot.get().copied().unwrap_or_default(),
                    options: &self.front.options,
                    user_data: &self.front.lobby,
                    shard_manager: manager,
                };
                poise::dispatch_event(framework, event).await;
            }
            FullEvent::GuildCreate { guild, .. } => {
                self.front.meet(&guild).await;
                self.revive(guild.id, None).await;
            }
            FullEvent::ChannelUpdate { new, .. } => {
                let channels = &self.front.lobby.state.channels;
                channels.rename(new.id.get(), &new.name);
                self.revive(new.guild_id, Some(new.id)).await;
            }
            FullEvent::ThreadUpdate { new, .. } => {
                self.revive(new.guild_id, Some(new.id)).await;
            }
            FullEvent::GuildRoleUpdate { new, .. } => self.revive(new.guild_id, None).await,
            FullEvent::ChannelDelete { channel, .. } => {
                self.front.lobby.state.channels.forget(channel.id.get());
            }
            _ => {}
        }
    }
}

impl Door {
    /// Settings have changed that may let the bot post again where it was refused.
    async fn revive(&self, server: GuildId, channel: Option<ChannelId>) {
        let Some(bot) = self.bot.get().copied() else {
            return;
        };
        let (state, http) = (&self.front.lobby.state, &self.front.http);
        reviving::revive(state, http, Server(server), channel, bot).await;
    }
}

#[async_trait]
impl Framework for Door {
    async fn init(&mut self, client: &Client) {
        let _ = self.manager.set(Arc::clone(&client.shard_manager));
    }

    async fn dispatch(&self, context: Context, event: FullEvent) {
        self.pulse.beat(context.shard_id);
        let entering = self.clone().enter(context, event);
        self.front.answers.spawn_on(entering, &self.front.runtime);
    }
}

#[async_trait]
impl RawEventHandler for Door {
    async fn raw_event(&self, context: Context, event: Event) {
        self.pulse.beat(context.shard_id);
        if let Event::Unknown(unknown) = event {
            let front = Arc::clone(&self.front);
            self.front.answers.spawn_on(
                async move { front.answer_unreadable(&unknown.kind, &unknown.value).await },
                &self.front.runtime,
            );
        }
    }
}
