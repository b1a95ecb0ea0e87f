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

mod asking;
mod buckets;
mod faults;
mod interactions;
mod line;
mod messages;
mod payloads;
mod rest;
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

pub use buckets::Limits;
pub use faults::{Fault, GatewayFault, Route};
pub use schema::has_document;
pub use world::{
    APPLICATION, Answer, AnswerKind, Asker, BOT_ROLE, Entries, GUILD, Interaction, MEMBER, Message,
    OWNER, SCORES, Source, visible_text,
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

    // --- waiting

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
        if tokio::time::timeout(GUARD, search).await.is_err() {
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

    /// Waits until `count` requests got no answer ([`Fault::Hang`]) since the start.
    pub async fn hanging(&self, count: u32) {
        self.until("a hanging request", |discord| {
            discord.inner.look(|world| world.hanging) >= count
        })
        .await;
    }

    // --- what there is

    /// Adds a text channel to the first server.
    pub fn add_channel(&self, name: &str) -> u64 {
        self.add_channel_of(name, 0)
    }

    /// Adds a channel of a kind (Discord's number) to the first server.
    pub fn add_channel_of(&self, name: &str, kind: u8) -> u64 {
        self.inner.change(|world| {
            let id = world.new_id();
            world.add_channel(id, GUILD, name, kind);
            id
        })
    }

    /// Takes a channel away.
    pub fn delete_channel(&self, channel: u64) {
        self.inner.change(|world| {
            if let Some(gone) = world.channels.remove(&channel) {
                let value = payloads::channel(&gone);
                socket::dispatch(world, "CHANNEL_DELETE", &value);
            }
        });
    }

    /// Takes permissions from the bot in a channel.
    pub fn deny(&self, channel: u64, permissions: Permissions) {
        self.permit(channel, |denied| denied | permissions);
    }

    /// Gives them back.
    pub fn allow(&self, channel: u64, permissions: Permissions) {
        self.permit(channel, |denied| denied - permissions);
    }

    fn permit(&self, channel: u64, change: impl FnOnce(Permissions) -> Permissions) {
        self.inner.change(|world| {
            let held = world
                .channels
                .get_mut(&channel)
                .expect("the channel is there");
            held.denied = change(held.denied);
            let value = payloads::channel(held);
            socket::dispatch(world, "CHANNEL_UPDATE", &value);
        });
    }

    /// Puts a thread into the archive.
    pub fn archive(&self, thread: u64) {
        self.inner.change(|world| {
            world
                .channels
                .get_mut(&thread)
                .expect("the thread is there")
                .is_archived = true;
        });
    }

    /// Takes a message away, as a moderator would.
    pub fn delete_message(&self, message: u64) {
        self.inner.change(|world| {
            world
                .messages
                .get_mut(&message)
                .expect("the message is there")
                .is_deleted = true;
        });
    }

    /// What the bot posted in a channel and is still there, in order.
    pub fn posts(&self, channel: u64) -> Vec<Message> {
        self.inner.look(|world| {
            world
                .by_channel
                .get(&channel)
                .into_iter()
                .flatten()
                .filter_map(|id| world.messages.get(id))
                .filter(|message| message.source == Source::Post && !message.is_deleted)
                .cloned()
                .collect()
        })
    }

    /// How many messages the bot posted in all channels.
    pub fn post_count(&self) -> usize {
        self.inner.look(|world| {
            world
                .messages
                .values()
                .filter(|message| message.source == Source::Post)
                .count()
        })
    }

    /// A message as it stands.
    pub fn message(&self, message: u64) -> Option<Message> {
        self.inner
            .look(|world| world.messages.get(&message).cloned())
    }

    /// The commands registered for every server.
    pub fn commands(&self) -> Vec<Value> {
        self.inner.look(|world| world.commands.clone())
    }

    /// The commands registered for one server.
    pub fn guild_commands(&self, guild: u64) -> Vec<Value> {
        self.inner.look(|world| {
            world
                .guild_commands
                .get(&guild)
                .cloned()
                .unwrap_or_default()
        })
    }

    /// Method and path of every request so far.
    pub fn requests(&self) -> Vec<(String, String)> {
        self.inner.look(|world| world.requests.clone())
    }

    /// How many requests ran into a real limit (not a fault on demand).
    pub fn limited(&self) -> u32 {
        self.inner.look(|world| world.limited)
    }

    /// How the gateway was entered so far.
    pub fn entries(&self) -> Entries {
        self.inner.look(|world| world.entries)
    }

    /// The intents of the newest session.
    pub fn intents(&self) -> Option<u64> {
        self.inner
            .look(|world| world.sessions.last().map(|session| session.intents))
    }

    // --- faults

    /// The next `times` requests of a kind go wrong.
    pub fn fault(&self, route: Route, fault: Fault, times: u32) {
        self.arm(route, None, fault, times);
    }

    /// The next `times` requests of a kind in one channel go wrong.
    pub fn fault_in(&self, channel: u64, route: Route, fault: Fault, times: u32) {
        self.arm(route, Some(channel), fault, times);
    }

    fn arm(&self, route: Route, channel: Option<u64>, fault: Fault, times: u32) {
        self.inner.change(|world| {
            world.armed.push(faults::Armed {
                route,
                channel,
                fault,
                times,
            });
        });
    }

    /// Takes back the faults that have not happened yet.
    pub fn clear_faults(&self) {
        self.inner.change(|world| world.armed.clear());
    }

    /// Something goes wrong on the gateway, now.
    pub fn gateway_fault(&self, fault: GatewayFault) {
        self.inner.change(|world| {
            let (_, mut event) = asking::prepare(world, &Asker::default(), 2);
            event["data"] =
                serde_json::json!({ "id": "1", "name": "score", "type": 1, "options": [] });
            if let Some(fields) = event.as_object_mut() {
                fields.remove("locale");
            }
            socket::disturb(world, fault, &event);
        });
    }

    /// Heartbeats are answered, or no longer.
    pub fn acknowledge_heartbeats(&self, answer: bool) {
        self.inner.change(|world| world.acks = answer);
    }

    /// How often clients that connect from now on are told to send a heartbeat.
    pub fn heartbeat_every(&self, interval: Duration) {
        self.inner.change(|world| world.heartbeat = interval);
    }

    /// The next RESUME is refused.
    pub fn refuse_resume(&self) {
        self.inner.change(|world| world.refuse_resume = true);
    }

    /// Every IDENTIFY is refused with this close code; `None` lets them in again.
    pub fn refuse_identify(&self, code: Option<u16>) {
        self.inner.change(|world| world.refuse_identify = code);
    }

    /// An event goes out to the shard it belongs to.
    pub fn dispatch(&self, name: &str, data: &Value) {
        self.inner
            .change(|world| socket::dispatch(world, name, data));
    }

    /// Connections are refused and those that stand are cut, until [`Discord::restore`].
    pub fn outage(&self) {
        self.gateway_fault(GatewayFault::Drop);
        self.inner.open.send_replace(false);
    }

    /// The end of an outage, on the same port.
    pub fn restore(&self) {
        self.inner.open.send_replace(true);
    }

    // --- the end

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
