//! How fast one match reaches many channels, against the Discord double and its limits.
//!
//! `cargo bench --bench fan_out` posts to 10,000 channels in a time that runs ten times as fast, then has the real program post to
//! 1,000 channels in real time while it answers `/score`; `-- 2000 4 500` takes 2,000 channels, four times as fast, and 500. The
//! floor is what Discord's 50 requests a second allow.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(
    unreachable_pub,
    dead_code,
    reason = "the modules are shared with the tests, which use more of them"
)]

#[path = "../it/support/claims.rs"]
mod claims;
#[path = "../it/support/discord/mod.rs"]
mod discord;
#[path = "../it/support/world.rs"]
mod world;

use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use discord::{Discord, Options, TOKEN};
use serde_json::json;
use tokio_util::sync::CancellationToken;
use touchline::config::{ApiUrl, Token};
use touchline::delivery::{Clock, Manner, Worker};
use touchline::gateway::{DiscordSender, PATIENCE, Poster};
use touchline::store::{NewSubscription, Wants};
use world::{Given, NOON, World};

/// What Discord allows a bot in a second.
const ALLOWED: f64 = 50.0;

/// A server may have no more than fifty subscriptions.
const CHANNELS_A_SERVER: u32 = 40;

/// A clock that begins at noon and runs faster than others.
#[derive(Clone)]
struct Fast {
    began: Instant,
    factor: u32,
}

impl Clock for Fast {
    fn now(&self) -> Duration {
        Duration::from_secs(NOON.unsigned_abs()) + self.began.elapsed() * self.factor
    }

    async fn sleep_until(&self, at: Duration) {
        tokio::time::sleep(at.saturating_sub(self.now()) / self.factor).await;
    }
}

#[tokio::main]
async fn main() {
    let asked: Vec<u32> = std::env::args()
        .filter_map(|word| word.parse().ok())
        .collect();
    let channels = asked.first().copied().unwrap_or(10_000);
    let factor = asked.get(1).copied().unwrap_or(10).max(1);
    scaled(channels, factor).await;
    println!();
    real(asked.get(2).copied().unwrap_or(1000)).await;
}

/// Servers enough, each with its channels subscribed to everything.
async fn subscribed(double: &Discord, world: &World, channels: u32) -> Vec<u64> {
    let mut ids = Vec::new();
    for number in 0..channels {
        let guild = u64::from(1 + number / CHANNELS_A_SERVER);
        let channel = double.add_channel_in(guild, &format!("scores-{number}"));
        let new = NewSubscription {
            guild,
            channel,
            wants: Wants::Everything,
            choices: touchline::store::Choices::default(),
            by: 1,
            at: NOON,
        };
        world.store.subscribe(&new).await.expect("subscribed");
        ids.push(channel);
    }
    ids
}

fn posted_once(double: &Discord, ids: &[u64]) -> usize {
    ids.iter()
        .filter(|id| double.posts(**id).len() == 1)
        .count()
}

/// The worker alone, in a time that runs faster.
async fn scaled(channels: u32, factor: u32) {
    let clock = Fast {
        began: Instant::now(),
        factor,
    };
    let read = clock.clone();
    let double = Discord::start_with(Options {
        now: Some(Arc::new(move || read.now())),
        validates: false,
        ..Options::default()
    })
    .await;
    let world = World::new().await;
    let ids = subscribed(&double, &world, channels).await;
    let began = Instant::now();
    let read = claims::ClaimsBuilder::of("Lions", "Lions", "Bears")
        .score(2, 1)
        .read();
    world.record("Lions", vec![read], Given::default()).await;
    let recorded = began.elapsed();

    let base = ApiUrl::try_from(double.url()).expect("the double has an address");
    let token = Token::new(TOKEN).expect("there is a token");
    let poster = Poster::new(&base, &token, PATIENCE).expect("requests can be made");
    let manner = Manner::of("bench");
    let sender = DiscordSender::new(poster);
    let worker = Worker::new(world.store.clone(), sender, clock.clone(), manner);
    let stop = CancellationToken::new();
    let began = clock.now();
    let told = stop.clone();
    let working = tokio::spawn(async move { worker.run(told).await });
    let wanted = ids.len();
    double
        .until_for(Duration::from_secs(3600), "all posts", |double| {
            double.post_count() >= wanted
        })
        .await;
    let took = (clock.now() - began).as_secs_f64();
    stop.cancel();
    working.await.expect("the worker does not panic");

    let once = posted_once(&double, &ids);
    let floor = f64::from(channels) / ALLOWED;
    println!("channels            {channels} (time ×{factor})");
    println!(
        "recorded with rows  {:.0} ms",
        recorded.as_secs_f64() * 1000.0
    );
    println!(
        "all posted in       {took:.1} s, floor {floor:.1} s, ratio {:.3}",
        took / floor
    );
    println!("posted exactly once {once}");
    println!("requests limited    {}", double.limited());
}

/// The bot, ended when the bench is.
struct Bot(Child);

impl Drop for Bot {
    fn drop(&mut self) {
        let _ended = self.0.kill();
        let _reaped = self.0.wait();
    }
}

/// The real program in real time, which answers meanwhile.
async fn real(channels: u32) {
    let double = Discord::start_with(Options {
        validates: false,
        now: Some(Arc::new(since_1970)),
        ..Options::default()
    })
    .await;
    let world = World::new().await;
    let ids = subscribed(&double, &world, channels).await;
    let child = Command::new(env!("CARGO_BIN_EXE_touchline"))
        .args(["--database", &world.path(), "bot"])
        .current_dir(std::env::temp_dir())
        .env("DISCORD_TOKEN", TOKEN)
        .env("TOUCHLINE_DISCORD__API_URL", double.url())
        .env("RUST_LOG", "error")
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    let bot = Bot(child);
    double
        .until("the commands", |double| !double.commands().is_empty())
        .await;
    double.connected().await;
    let idle = memory_mb(&bot, "VmRSS");
    let read = claims::ClaimsBuilder::of("Lions", "Lions", "Bears")
        .score(2, 1)
        .read();
    let given = Given {
        at: i64::try_from(since_1970().as_secs()).expect("a time"),
        ..Given::default()
    };
    let began = Instant::now();
    world.record("Lions", vec![read], given).await;
    let wanted = ids.len();
    let mut latencies = Vec::new();
    let mut most_memory = 0.0_f64;
    while double.post_count() < wanted {
        let question = double.slash("score", json!({ "team": "Lions" })).await;
        double.answer_to(&question).await;
        latencies.push(double.latency_of(&question).expect("it was answered"));
        double.forget(&question);
        most_memory = most_memory.max(memory_mb(&bot, "VmRSS"));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let took = began.elapsed().as_secs_f64();
    latencies.sort_unstable();
    let at = |share: f64| {
        let place = (share * (latencies.len() - 1) as f64) as usize;
        latencies[place].as_secs_f64() * 1000.0
    };
    let floor = f64::from(channels) / ALLOWED;
    println!("real program        {channels} channels in real time");
    println!(
        "all posted in       {took:.1} s, floor {floor:.1} s, ratio {:.3}",
        took / floor
    );
    println!("posted exactly once {}", posted_once(&double, &ids));
    println!("requests limited    {}", double.limited());
    println!(
        "/score meanwhile    {} answers, p50 {:.1} ms, p99 {:.1} ms",
        latencies.len(),
        at(0.5),
        at(0.99)
    );
    println!(
        "memory at the most  {most_memory:.1} MB, {idle:.1} MB before; at the end {:.1} MB of its own and {:.1} MB of files",
        memory_mb(&bot, "RssAnon"),
        memory_mb(&bot, "RssFile"),
    );
}

fn since_1970() -> Duration {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.expect("it is after 1970")
}

/// The bot's resident memory, of a kind as the kernel counts it.
fn memory_mb(bot: &Bot, kind: &str) -> f64 {
    let status =
        std::fs::read_to_string(format!("/proc/{}/status", bot.0.id())).unwrap_or_default();
    let resident = status
        .lines()
        .find_map(|line| line.strip_prefix(kind)?.strip_prefix(':'));
    let kilobytes: f64 = resident
        .and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or(f64::NAN);
    kilobytes / 1024.0
}
