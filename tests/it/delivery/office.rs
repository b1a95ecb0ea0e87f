//! A post office for tests: a database on disk, a worker, the real sender, the double, one clock for all.

use std::{sync::Arc, time::Duration};

use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use touchline::{
    config::{ApiUrl, Token},
    delivery::{Clock, Manner, Outcome, Post, Sender, State, Tag, Worker},
    gateway::{DiscordSender, PATIENCE, Poster},
    store::{Choices, Gathering, NewSubscription, Subscribed, Wants},
};

use crate::support::{
    claims::ClaimsBuilder,
    clock::TestClock,
    discord::{Discord, GUILD, Limits, Options, SCORES, TOKEN},
    world::{Given, NOON, World},
};

/// How long a test waits before it fails.
const GUARD: Duration = Duration::from_secs(60);

pub struct Office {
    pub world: World,
    pub double: Discord,
    pub clock: TestClock,
    gathering: Gathering,
}

/// A worker that runs, until it is stopped.
pub struct Running {
    pub worker: Arc<Worker<DiscordSender, TestClock>>,
    stop: CancellationToken,
    task: JoinHandle<()>,
}

impl Office {
    /// An office in which the first channel subscribes to everything.
    pub async fn open() -> Self {
        let office = Self::open_with(Limits::default()).await;
        office.subscribe(SCORES, Wants::Everything).await;
        office
    }

    pub async fn open_with(limits: Limits) -> Self {
        let clock = TestClock::at(NOON);
        let read = clock.clone();
        let double = Discord::start_with(Options {
            limits,
            now: Some(Arc::new(move || read.now())),
            ..Options::default()
        })
        .await;
        Self {
            world: World::new().await,
            double,
            clock,
            gathering: Gathering::default(),
        }
    }

    /// However many are due at once, each gets its post.
    pub fn post_one_by_one(&mut self) {
        self.gathering.from = u32::MAX;
    }

    /// Summaries of matches that are not told whole wait this long.
    pub fn wait_for_the_rest(&mut self, patience: Duration) {
        self.world.store = self.world.store.clone().waiting_for_the_rest(patience);
    }

    pub async fn subscribe(&self, channel: u64, wants: Wants) {
        self.subscribe_in(GUILD, channel, wants).await;
    }

    pub async fn subscribe_in(&self, guild: u64, channel: u64, wants: Wants) {
        self.subscribe_as(guild, channel, wants, Choices::default())
            .await;
    }

    pub async fn subscribe_as(&self, guild: u64, channel: u64, wants: Wants, choices: Choices) {
        let new = NewSubscription {
            guild,
            channel,
            wants,
            choices,
            by: 1,
            at: NOON,
        };
        let told = self.world.store.subscribe(&new).await.expect("subscribed");
        assert!(matches!(told, Subscribed::New(_)), "{told:?}");
    }

    /// Reads a report of a match in which `home` beat Bears 2-1.
    pub async fn read(&self, home: &str) {
        let read = ClaimsBuilder::of(home, home, "Bears").score(2, 1).read();
        self.world.record(home, vec![read], Given::default()).await;
    }

    pub fn poster(&self, patience: Duration) -> Poster {
        let base = ApiUrl::try_from(self.double.url()).expect("the double has an address");
        let token = Token::new(TOKEN).expect("there is a token");
        Poster::new(&base, &token, patience).expect("requests can be made")
    }

    pub fn sender(&self) -> DiscordSender {
        DiscordSender::new(self.poster(PATIENCE))
    }

    /// A worker in its usual manner.
    pub fn work(&self) -> Running {
        self.work_with("worker", self.sender())
    }

    pub fn work_with(&self, name: &str, sender: DiscordSender) -> Running {
        let worker = Arc::new(Worker::new(
            self.world.store.clone(),
            sender,
            self.clock.clone(),
            Manner {
                gathering: self.gathering,
                ..Manner::of(name)
            },
        ));
        let stop = CancellationToken::new();
        let (ours, told) = (worker.clone(), stop.clone());
        let task = tokio::spawn(async move { ours.run(told).await });
        Running { worker, stop, task }
    }

    /// How many rows still wait for their post.
    pub async fn open_rows(&self) -> i64 {
        self.world
            .count("select count(*) from outbox where state in ('waiting', 'sending')")
            .await
    }

    /// Lets time pass, as fast as the worker comes to rest, until the outbox is empty.
    pub async fn drained(&self, running: &Running) {
        let drain = async {
            let mut state = running.worker.state();
            while self.open_rows().await > 0 {
                let clock = self.clock.clone();
                let rests = state
                    .wait_for(
                        |state| matches!(state, State::Waiting(until) if *until > clock.now()),
                    )
                    .await
                    .map(|state| *state);
                if let Ok(State::Waiting(until)) = rests {
                    self.clock.advance_to(until);
                }
            }
        };
        if tokio::time::timeout(GUARD, drain).await.is_err() {
            panic!("the outbox did not empty: {:#?}", self.rows().await);
        }
    }

    /// Nothing can be reached from now on. The listener goes in its own task, and until then a connection is cut, which would
    /// leave doubt.
    pub async fn outage(&self) {
        self.double.outage();
        let probe = Post {
            body: serde_json::json!({ "content": "probe" }),
            tag: Tag::of(0, 0, 0),
        };
        while !matches!(
            self.sender().post(SCORES, &probe).await,
            Outcome::Unavailable(_)
        ) {}
    }

    /// Lets time pass, a second at a time and as the worker comes to rest.
    pub async fn passes(&self, running: &Running, time: Duration) {
        let end = self.clock.now() + time;
        let mut state = running.worker.state();
        while self.clock.now() < end {
            let clock = self.clock.clone();
            let rests = state
                .wait_for(|state| matches!(state, State::Waiting(until) if *until > clock.now()));
            rests.await.expect("the worker works");
            self.clock.advance(Duration::from_secs(1));
        }
    }

    /// Runs a worker until the outbox is empty, and stops it.
    pub async fn drain(&self) {
        let running = self.work();
        self.drained(&running).await;
        running.stop().await;
    }

    /// The outbox: state and problem of each row, in order.
    pub async fn rows(&self) -> Vec<(String, Option<String>)> {
        sqlx::query_as("select state, problem from outbox order by delivery_id")
            .fetch_all(self.world.store.readers())
            .await
            .expect("the outbox can be read")
    }

    /// The states of the outbox, in order.
    pub async fn states(&self) -> Vec<String> {
        self.rows()
            .await
            .into_iter()
            .map(|(state, _)| state)
            .collect()
    }

    /// How long it has been since the beginning.
    pub fn elapsed(&self) -> Duration {
        self.clock.now() - Duration::from_secs(NOON.unsigned_abs())
    }

    /// Titles of what stands in a channel, in order.
    pub fn titles(&self, channel: u64) -> Vec<String> {
        let title = |post: &crate::support::discord::Message| {
            post.embeds()
                .first()
                .and_then(|embed| embed["title"].as_str())
                .unwrap_or_default()
                .to_owned()
        };
        self.double.posts(channel).iter().map(title).collect()
    }
}

impl Running {
    /// Ends the worker where it stands: nothing it was doing goes on.
    pub async fn kill(self) {
        self.task.abort();
        let _ = self.task.await;
    }

    /// Tells the worker to stop and waits until it has.
    pub async fn stop(self) {
        self.stop.cancel();
        tokio::time::timeout(GUARD, self.task)
            .await
            .expect("the worker stops")
            .expect("the worker does not panic");
    }
}
