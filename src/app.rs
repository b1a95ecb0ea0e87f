//! The composition root: opens the store, loads the names, hands each part what it needs, runs the bot's tasks.

mod duty;
mod process;
mod tasks;

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::answering::Desk;
use crate::config::{Config, Token};
use crate::delivery::{self, SystemClock, Worker};
use crate::gateway::{
    self, Connected, DiscordSender, GatewayConfig, GatewayError, Patience, Poster,
};
use crate::ingestion::address::AddressReader;
use crate::ingestion::feeds::{self, Poller};
use crate::ingestion::web::{Fetcher, Limits, Reach, SystemLookup};
use crate::ingestion::{Pipeline, watch as folder};
use crate::names::Gazetteer;
use crate::store::{Gathering, NewFeed, Store};
use duty::Duty;
use tasks::Tasks;

/// The parts that every command with a database stands on.
#[derive(Debug, Clone)]
pub struct App {
    store: Store,
    gazetteer: Arc<Gazetteer>,
}

impl App {
    /// Opens the database that the configuration names and loads the names.
    ///
    /// # Errors
    /// When the database cannot be opened or an operator's file of names cannot be read; the message says what to do.
    pub async fn open(config: &Config) -> anyhow::Result<Self> {
        let gazetteer = gazetteer(config)?;
        let patience = u64::from(config.delivery.complete_within_minutes.get()) * 60;
        let store = Store::open(config.storage.url())
            .await?
            .waiting_for_the_rest(Duration::from_secs(patience));
        Ok(Self { store, gazetteer })
    }

    /// What the doors hand their reports to.
    #[must_use]
    pub fn pipeline(&self) -> Pipeline {
        Pipeline::new(self.store.clone(), Arc::clone(&self.gazetteer))
    }

    /// What asks feeds.
    ///
    /// # Errors
    /// When the system gives no secure connections.
    pub fn poller(&self, config: &Config) -> anyhow::Result<Poller> {
        let reader = AddressReader::new(fetcher(config)?);
        Ok(Poller::new(self.store.clone(), self.pipeline(), reader))
    }

    /// Where questions are answered.
    #[must_use]
    pub fn desk(&self) -> Desk {
        Desk::new(Arc::clone(&self.gazetteer), &self.store)
    }

    /// The database.
    #[must_use]
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// Closes the database, everything written.
    pub async fn close(&self) {
        self.store.close().await;
    }

    /// Runs the bot until `stop`. Of several processes on one database one is the bot; the others stand by and take over when
    /// it is gone.
    ///
    /// # Errors
    /// When Discord refuses the bot for a reason that waiting does not mend, or the watched folder is not there.
    pub async fn run_bot(
        &self,
        config: &Config,
        token: Token,
        stop: CancellationToken,
    ) -> anyhow::Result<()> {
        let name = process::name();
        let duty = Duty::new(self.store.clone(), name.clone());
        while duty.is_taken(&stop).await {
            let ended = match self.tasks(config, &token, &duty, &name, stop.child_token()) {
                Ok(tasks) => tasks.all_ended(SHUTDOWN).await,
                Err(error) => Err(error),
            };
            duty.give_up().await;
            ended?;
        }
        Ok(())
    }

    /// What the bot does: the gateway, the worker that empties the outbox, the watched folder where one is set. The first of
    /// them to fail, or the loss of the duty, ends the others; each finishes what it has in hand.
    fn tasks(
        &self,
        config: &Config,
        token: &Token,
        duty: &Duty,
        name: &str,
        turn: CancellationToken,
    ) -> anyhow::Result<Tasks> {
        let poster = Poster::new(&config.discord.api_url, token, gateway::PATIENCE)
            .context("posts cannot be sent")?;
        let manner = delivery::Manner {
            max_per_second: config.delivery.max_per_second.get(),
            gathering: Gathering {
                from: config.delivery.digest_from.get(),
                use_seconds: i64::from(config.delivery.digest_after_hours.get()) * 3600,
            },
            ..delivery::Manner::of(name)
        };
        let worker = Worker::new(
            self.store.clone(),
            DiscordSender::new(poster),
            SystemClock,
            manner,
        );
        let watched = config
            .ingestion
            .watch
            .as_deref()
            .map(folder::Folder::open)
            .transpose()?;

        let mut tasks = Tasks::new(turn);
        let duty = duty.clone();
        tasks.spawn("duty", |turn| async move {
            duty.keep(turn).await;
            Ok(())
        });
        tasks.spawn("delivery", |stop| async move {
            worker.run(stop).await;
            Ok(())
        });
        if let Some(watched) = watched {
            let pipeline = self.pipeline();
            tasks.spawn("watch", move |stop| async move {
                watched.run(pipeline, now, folder::SETTLE, stop).await;
                Ok(())
            });
        }
        let poller = self.poller(config)?;
        let feeds = configured(config)?;
        let polling = poller.clone();
        let store = self.store.clone();
        tasks.spawn("feeds", move |stop| async move {
            store.configure_feeds(&feeds, now()).await?;
            polling.run(now, stop).await;
            Ok(())
        });
        let (config, state) = (
            self.gateway(config, token.clone()),
            gateway::State::new(
                Arc::new(self.desk()),
                self.store.clone(),
                Arc::new(jiff::Timestamp::now),
                gateway::Doors {
                    pipeline: self.pipeline(),
                    reader: AddressReader::new(fetcher(config)?),
                    poller,
                },
            ),
        );
        tasks.spawn("gateway", move |stop| async move {
            let (connected, _) = watch::channel(Connected::default());
            gateway::run(config, state, connected, stop)
                .await
                .map_err(GatewayError::into)
        });
        Ok(tasks)
    }

    fn gateway(&self, config: &Config, token: Token) -> GatewayConfig {
        GatewayConfig {
            api: config.discord.api_url.clone(),
            token,
            guild: config.discord.guild,
            patience: Patience::default(),
        }
    }
}

/// How long the tasks may take to finish what they have in hand: a request, and a little.
const SHUTDOWN: Duration = Duration::from_secs(15);

/// The names that are built in, with the operator's own over them.
///
/// # Errors
/// When the operator's file cannot be read.
pub fn gazetteer(config: &Config) -> anyhow::Result<Arc<Gazetteer>> {
    let built_in = Gazetteer::embedded();
    let Some(file) = &config.names.file else {
        return Ok(built_in);
    };
    let shown = file.display().to_string();
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("the file of names {shown} cannot be read"))?;
    Ok(Arc::new(built_in.extended_with(&shown, &text)?))
}

/// The feeds for everybody, as the configuration names them.
///
/// # Errors
/// When an address is none, or an interval is too short or none; the message says what would be right.
pub fn configured(config: &Config) -> anyhow::Result<Vec<NewFeed>> {
    config
        .ingestion
        .feeds
        .iter()
        .map(|feed| {
            let url = url::Url::parse(&feed.url).ok();
            let url = url.filter(|url| matches!(url.scheme(), "http" | "https"));
            let url = url.with_context(|| {
                format!("ingestion.feeds: `{}` is no address: write it as https://example.org/feed", feed.url)
            })?;
            let every_seconds = match &feed.every {
                None => feeds::USUAL,
                Some(words) => feeds::interval(words).with_context(|| {
                    format!("ingestion.feeds: every = \"{words}\" is no interval of 5 minutes or more: write it as 15m or 1h")
                })?,
            };
            Ok(NewFeed {
                url: url.into(),
                every_seconds,
            })
        })
        .collect()
}

/// What addresses and feeds are fetched with.
///
/// # Errors
/// When the system gives no secure connections.
pub fn fetcher(config: &Config) -> anyhow::Result<Fetcher> {
    let reach = if config.ingestion.allow_loopback {
        Reach::LoopbackToo
    } else {
        Reach::PublicOnly
    };
    Fetcher::new(reach, Limits::default(), SystemLookup)
        .context("nothing can be fetched from the web")
}

/// The instant: seconds since 1970.
#[must_use]
pub fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}
