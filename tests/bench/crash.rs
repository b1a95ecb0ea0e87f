//! What is lost, doubled or out of order when the real program is killed over and over, by the point of death.
//!
//! `cargo bench --bench crash` kills it 1,000 times, half of them at a random moment and half at the named points in turn;
//! `-- 200` kills it 200 times. Then the same, a tenth as often (50 times at least), with a Discord that forgets nonces: what a bot without
//! them does, and the sign that the figures above could be others. The numbers drawn are the same in every run. Last, Discord cannot
//! be reached for 20 s of real time: how soon the program answers again, and posts what it owed; and how soon a second program takes
//! over from one that is killed.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(
    unreachable_pub,
    dead_code,
    reason = "the modules are shared with the tests, which use more of them"
)]

#[path = "../it/support/claims.rs"]
mod claims;
#[path = "../it/support/crash.rs"]
mod crash;
#[path = "../it/support/discord/mod.rs"]
mod discord;
#[path = "../it/support/program.rs"]
mod program;
#[path = "../it/support/world.rs"]
mod world;

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use claims::ClaimsBuilder;
use crash::{Point, Tallies, Tally, Yard};
use discord::{Discord, GUILD, Options, SCORES};
use program::Program;
use serde_json::json;
use touchline::store::{Choices, NewSubscription, Wants};
use world::{Given, NOON, World};

/// Kills in one yard. What channels hold grows with each, and a search looks through a bounded number of messages.
const KILLS_A_YARD: u32 = 50;
/// The longest life that ends at a random moment, in milliseconds: a start, a few posts and a little.
const LONGEST_LIFE: u64 = 800;
/// How long the program stays dead, in seconds: nonces are good for the first two, and not for the last.
const GAPS: [u64; 3] = [31, 45, 300];
/// Where nonces are forgotten it comes back while it would trust them: later it would look for what is in doubt.
const SHORT_GAPS: [u64; 1] = [31];

/// Numbers that look drawn at random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn one_of(&mut self, numbers: &[u64]) -> u64 {
        let count = u64::try_from(numbers.len()).unwrap_or(1);
        numbers[usize::try_from(self.below(count)).unwrap_or(0)]
    }
}

#[tokio::main]
async fn main() {
    let asked = std::env::args().find_map(|word| word.parse().ok());
    let kills: u32 = asked.unwrap_or(1000);
    let began = Instant::now();
    print(
        "with nonces",
        &run(kills, true).await,
        "a post is there once",
    );
    println!("in {:.0} s\n", began.elapsed().as_secs_f64());
    let few = (kills / 10).max(50);
    print(
        "without nonces",
        &run(few, false).await,
        "so the figures above could be others",
    );
    println!();
    outage().await;
    takeover().await;
}

/// A Discord and a database of the real time, with one subscription.
async fn set_up() -> (Discord, World) {
    let double = Discord::start_with(Options {
        now: Some(Arc::new(since_1970)),
        ..Options::default()
    })
    .await;
    let world = World::new().await;
    let new = NewSubscription {
        guild: GUILD,
        channel: SCORES,
        wants: Wants::Everything,
        choices: Choices::default(),
        by: 1,
        at: NOON,
    };
    world.store.subscribe(&new).await.expect("subscribed");
    (double, world)
}

async fn takeover() {
    let (double, world) = set_up().await;
    let first = Program::start(&world.path(), &double);
    double
        .until("the first", |double| double.entries().identifies == 1)
        .await;
    let mut second = Program::start(&world.path(), &double);
    second.says("standing by").await;
    first.kill();
    let began = Instant::now();
    double
        .until("the second", |double| double.entries().identifies == 2)
        .await;
    let took = began.elapsed().as_secs_f64();
    println!("killed, with another standing by: taken over in {took:.1} s");
}

/// How long Discord cannot be reached.
const OUTAGE: Duration = Duration::from_secs(20);

async fn outage() {
    let (double, world) = set_up().await;
    let _bot = Program::start(&world.path(), &double);
    double
        .until("the commands", |double| !double.commands().is_empty())
        .await;
    double.connected().await;
    double.outage();
    let read = ClaimsBuilder::of("Lions", "Lions", "Bears")
        .score(2, 1)
        .read();
    let given = Given {
        at: i64::try_from(since_1970().as_secs()).expect("a time"),
        ..Given::default()
    };
    world.record("Lions", vec![read], given).await;
    tokio::time::sleep(OUTAGE).await;
    double.restore();
    let began = Instant::now();
    double.connected().await;
    let question = double.slash("score", json!({ "team": "Lions" })).await;
    double.answer_to(&question).await;
    let answered = began.elapsed().as_secs_f64();
    double
        .until("the post", |double| double.post_count() > 0)
        .await;
    let posted = began.elapsed().as_secs_f64();
    println!("after an outage of {OUTAGE:.0?}: answers in {answered:.1} s, posts in {posted:.1} s");
    println!("posts               {}", double.posts(SCORES).len());
}

fn since_1970() -> Duration {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    now.expect("it is after 1970")
}

async fn run(kills: u32, remembers_nonces: bool) -> Tallies {
    let mut dice = Dice(1);
    let mut sum = Tallies::new();
    let mut named = Point::NAMED.into_iter().cycle();
    let mut done = 0;
    while done < kills {
        let mut yard = Yard::open(remembers_nonces).await;
        for number in 0..KILLS_A_YARD.min(kills - done) {
            let moment = Duration::from_millis(dice.below(LONGEST_LIFE));
            // Killed again before it sent anything, it would be dead for longer than nonces are good for, and double nothing.
            let point = match number % 2 {
                0 if remembers_nonces => Point::After(moment),
                _ => named.next().unwrap_or(Point::Taken),
            };
            let gap = match remembers_nonces {
                true => dice.one_of(&GAPS),
                false => dice.one_of(&SHORT_GAPS),
            };
            yard.kill_at(point, gap).await;
        }
        done += KILLS_A_YARD;
        for (point, tally) in yard.drain().await {
            add(sum.entry(point).or_default(), tally);
        }
    }
    sum
}

fn add(sum: &mut Tally, more: Tally) {
    sum.kills += more.kills;
    sum.lost += more.lost;
    sum.doubled += more.doubled;
    sum.disordered += more.disordered;
}

fn print(title: &str, tallies: &Tallies, remark: &str) {
    println!(
        "{title:<40} {:>6} {:>6} {:>8} {:>13}",
        "kills", "lost", "doubled", "out of order"
    );
    let mut all = Tally::default();
    for (point, tally) in tallies {
        line(point, tally);
        add(&mut all, *tally);
    }
    line("all", &all);
    println!("({remark})");
}

fn line(name: &str, tally: &Tally) {
    let Tally {
        kills,
        lost,
        doubled,
        disordered,
    } = tally;
    println!("{name:<40} {kills:>6} {lost:>6} {doubled:>8} {disordered:>13}");
}
