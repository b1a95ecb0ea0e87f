//! The Discord double: REST and gateway on loopback, with a memory, limits and faults on demand.
//!
//! It is the only fake in the tests. What it sends is read with serenity's own types first; what it receives is checked
//! against Discord's OpenAPI document (where that is at hand) and against the limits that the document leaves out.
//! [`Discord::assert_clean`] ends a test: every interaction acknowledged once, no unknown route, every body valid.
//!
//! Time is the double's own and stands still until [`Discord::advance`], unless it is started with another clock. Nothing
//! here sleeps: tests wait with [`Discord::until`] for what they expect, and a generous guard turns a hang into a failure.
#![allow(
    dead_code,
    missing_docs,
    unused_imports,
    reason = "every program that includes the double uses its own part of it"
)]

mod answers;
mod asking;
mod buckets;
mod directing;
mod faults;
mod interactions;
mod line;
mod messages;
mod payloads;
mod rest;
mod routes;
mod schema;
mod socket;
mod world;

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::{Router, routing::get};
use serde_json::Value;
use serenity::all::Permissions;
use tokio::sync::watch;

pub use answers::{Answer, AnswerKind, visible_text};
pub use buckets::Limits;
pub use faults::{Fault, GatewayFault, Route};
pub use schema::has_document;
pub use world::{
    APPLICATION, Asker, BOT_ROLE, Entries, GUILD, Interaction, MEMBER, Message, OWNER, SCORES,
    Source,
};

use line::{Line, Switchboard};
use world::World;

/// The token the double takes. It has the shape of one and opens nothing.
pub const TOKEN: &str = "MTEwMDAwMDAwMDAwMDAwMDAwMQ.double.not-a-secret-and-opens-nothing-at-all";

/// How long a test waits for what must happen before it fails.
const GUARD: Duration = Duration::from_secs(60);

/// Since when, on the double's clock: a time of the year 2026.
const START: Duration = Duration::from_secs(1_767_268_800);

/// Tells the double's time (since 1970).
pub type Now = Arc<dyn Fn() -> Duration + Send + Sync>;

/// How a double is started.
#[derive(Clone)]
pub struct Options {
    /// How much it lets through.
    pub limits: Limits,
    /// Its clock; `None` for one that stands still until it is advanced.
    pub now: Option<Now>,
    /// Whether bodies are checked and requests listed; a load test does without.
    pub validates: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            now: None,
            validates: true,
        }
    }
}

/// The double. Clones are the same one.
#[derive(Clone)]
pub struct Discord {
    inner: Arc<Inner>,
}

struct Inner {
    addr: SocketAddr,
    world: Mutex<World>,
    changed: watch::Sender<u64>,
    open: watch::Sender<bool>,
    advanced: AtomicU64,
    now: Option<Now>,
    validates: bool,
}

impl Inner {
    fn now(&self) -> Duration {
        match &self.now {
            Some(now) => now(),
            None => START + Duration::from_millis(self.advanced.load(Ordering::SeqCst)),
        }
    }

    /// Looks at the world, or changes it, and wakes whoever waits.
    fn change<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let result = {
            let mut world = self
                .world
                .lock()
                .expect("no test panics while it holds the world");
            world.now = self.now();
            change(&mut world)
        };
        self.changed.send_modify(|count| *count += 1);
        result
    }

    fn look<T>(&self, look: impl FnOnce(&World) -> T) -> T {
        look(
            &self
                .world
                .lock()
                .expect("no test panics while it holds the world"),
        )
    }

    /// Waits until the test lets go of the request that was the `ticket`th to hang.
    async fn released(&self, ticket: u32) {
        let mut changed = self.changed.subscribe();
        while self.look(|world| world.released < ticket) {
            if changed.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    fn problem(&self, problem: String) {
        self.change(|world| world.problems.push(problem));
    }
}

impl Discord {
    /// A double with Discord's usual limits and a clock that stands still.
    pub async fn start() -> Self {
        Self::start_with(Options::default()).await
    }

    /// A double to order.
    pub async fn start_with(options: Options) -> Self {
        let (open, opened) = watch::channel(true);
        let switchboard = Switchboard::bind(opened)
            .await
            .expect("loopback has a free port");
        let mut world = World::new(options.limits);
        world.gateway_url = format!("ws://{}", switchboard.addr());
        let inner = Arc::new(Inner {
            addr: switchboard.addr(),
            world: Mutex::new(world),
            changed: watch::channel(0).0,
            open,
            advanced: AtomicU64::new(0),
            now: options.now,
            validates: options.validates,
        });
        let router = Router::new()
            .route("/", get(socket::enter))
            .fallback(rest::answer)
            .with_state(inner.clone())
            .into_make_service_with_connect_info::<Line>();
        tokio::spawn(async move { axum::serve(switchboard, router).await });
        Self { inner }
    }

    /// Scheme, host and port, for `TOUCHLINE_DISCORD__API_URL`.
    pub fn url(&self) -> String {
        format!("http://{}", self.inner.addr)
    }

    /// The double's time, since 1970.
    pub fn now(&self) -> Duration {
        self.inner.now()
    }

    /// Lets time pass.
    pub fn advance(&self, by: Duration) {
        let by = u64::try_from(by.as_millis()).expect("a test does not wait for ages");
        self.inner.advanced.fetch_add(by, Ordering::SeqCst);
        self.inner.change(|_| ());
    }

    /// Waits until `found` finds something.
    async fn until_some<T>(&self, what: &str, mut found: impl FnMut(&World) -> Option<T>) -> T {
        let mut changed = self.inner.changed.subscribe();
        let search = async {
            loop {
                changed.borrow_and_update();
                if let Some(result) = self.inner.look(&mut found) {
                    return result;
                }
                if changed.changed().await.is_err() {
                    std::future::pending::<()>().await;
                }
            }
        };
        match tokio::time::timeout(GUARD, search).await {
            Ok(result) => result,
            Err(_) => panic!(
                "waited in vain for {what}; problems so far: {:#?}",
                self.problems()
            ),
        }
    }

    /// Waits until `holds` is true of the double, looking after every change.
    pub async fn until(&self, what: &str, holds: impl Fn(&Self) -> bool) {
        self.until_for(GUARD, what, holds).await;
    }

    /// As [`Discord::until`], with a guard for long runs.
    pub async fn until_for(&self, guard: Duration, what: &str, holds: impl Fn(&Self) -> bool) {
        let mut changed = self.inner.changed.subscribe();
        let search = async {
            loop {
                changed.borrow_and_update();
                if holds(self) {
                    return;
                }
                if changed.changed().await.is_err() {
                    std::future::pending::<()>().await;
                }
            }
        };
        if tokio::time::timeout(guard, search).await.is_err() {
            panic!(
                "waited in vain for {what}; problems so far: {:#?}",
                self.problems()
            );
        }
    }

    /// Waits until a session is there.
    pub async fn connected(&self) {
        self.until_some("a gateway session", |world| {
            world
                .sessions
                .iter()
                .any(|session| session.socket.is_some())
                .then_some(())
        })
        .await;
    }

    /// Waits until a channel has `count` posts, and gives them.
    pub async fn posts_reach(&self, channel: u64, count: usize) -> Vec<Message> {
        self.until(&format!("{count} posts"), |discord| {
            discord.posts(channel).len() >= count
        })
        .await;
        self.posts(channel)
    }

    /// How many requests got no answer so far ([`Fault::Hang`], [`Fault::HangAfterAccept`], [`Fault::Held`]).
    pub fn hung(&self) -> u32 {
        self.inner.look(|world| world.hanging)
    }

    /// Answers the requests that were held back ([`Fault::Held`]).
    pub fn release(&self) {
        self.inner.change(|world| world.released = world.hanging);
    }

    /// Waits until `count` requests got no answer ([`Fault::Hang`]) since the start.
    pub async fn hanging(&self, count: u32) {
        self.until("a hanging request", |discord| {
            discord.inner.look(|world| world.hanging) >= count
        })
        .await;
    }

    /// What was wrong so far: unknown routes, bodies that Discord would refuse, payloads of the double's own that serenity
    /// cannot read, interactions acknowledged late.
    pub fn problems(&self) -> Vec<String> {
        self.inner.look(|world| world.problems.clone())
    }

    /// Takes the problems that a test made on purpose.
    pub fn take_problems(&self) -> Vec<String> {
        self.inner
            .change(|world| std::mem::take(&mut world.problems))
    }

    /// Every interaction acknowledged once, no unknown route hit, every body valid.
    ///
    /// # Panics
    /// Panics with all that is wrong.
    pub fn assert_clean(&self) {
        let mut problems = self.problems();
        self.inner.look(|world| {
            for asked in world.interactions.values() {
                if asked.acknowledgements != 1 {
                    problems.push(format!(
                        "{} was acknowledged {} times",
                        asked.what, asked.acknowledgements
                    ));
                }
            }
        });
        assert!(
            problems.is_empty(),
            "the double is not content: {problems:#?}"
        );
    }
}
