//! How fast one match reaches many channels, against the Discord double and its limits.
//!
//! `cargo bench --bench fan_out` posts to 1,000 channels in a time that runs ten times as fast; `-- 10000 1` posts to
//! 10,000 in real time. The floor is what 45 posts a second allow.

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

use std::sync::Arc;
use std::time::{Duration, Instant};

use discord::{Discord, Options, TOKEN};
use tokio_util::sync::CancellationToken;
use touchline::config::{ApiUrl, Token};
use touchline::delivery::{Clock, Manner, Worker};
use touchline::gateway::{DiscordSender, PATIENCE, Poster};
use touchline::store::{NewSubscription, Wants};
use world::{Given, NOON, World};

/// A server may have no more than fifty subscriptions.
const CHANNELS_A_SERVER: usize = 40;

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
    let channels = asked.first().copied().unwrap_or(1000);
    let factor = asked.get(1).copied().unwrap_or(10).max(1);
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
    let ids: Vec<u64> = (0..channels)
        .map(|number| double.add_channel(&format!("scores-{number}")))
        .collect();
    for (guild, some) in (1..).zip(ids.chunks(CHANNELS_A_SERVER)) {
        for channel in some {
            let new = NewSubscription {
                guild,
                channel: *channel,
                wants: Wants::Everything,
                choices: touchline::store::Choices::default(),
                by: 1,
                at: NOON,
            };
            world.store.subscribe(&new).await.expect("subscribed");
        }
    }
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
    let pace = f64::from(manner.max_per_second);
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

    let once = ids
        .iter()
        .filter(|id| double.posts(**id).len() == 1)
        .count();
    let floor = f64::from(channels) / pace;
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
