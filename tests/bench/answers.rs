//! How fast the bot answers, and on how little: the real binary as a process of its own against the Discord double.
//!
//! `cargo bench --bench answers` prints start to ready, the latency of `/score` one by one, answers a second with 64 in
//! flight, and the memory after 20,000 answers. The double shares the machine's cores with the bot.
#![expect(clippy::print_stdout, reason = "printing is what a bench is for")]

#[path = "../it/support/discord/mod.rs"]
mod discord;

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use discord::{Discord, Options, TOKEN};
use serde_json::json;

/// Questions one by one.
const ONE_BY_ONE: usize = 2_000;
/// Answers after which memory is read.
const MANY: usize = 20_000;
/// Questions under way at once.
const IN_FLIGHT: usize = 64;

/// The bot, ended when the bench is.
struct Bot(Child);

impl Drop for Bot {
    fn drop(&mut self) {
        let _ended = self.0.kill();
        let _reaped = self.0.wait();
    }
}

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = format!("sqlite://{}", folder.path().join("bench.db").display());
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports");
    let read = touchline(&database)
        .arg("ingest")
        .arg(&samples)
        .output()
        .expect("the binary runs");
    assert!(
        read.status.success(),
        "{}",
        String::from_utf8_lossy(&read.stderr)
    );

    let discord = Discord::start_with(Options {
        validates: false,
        ..Options::default()
    })
    .await;
    let began = Instant::now();
    let child = touchline(&database)
        .arg("bot")
        .env("DISCORD_TOKEN", TOKEN)
        .env("TOUCHLINE_DISCORD__API_URL", discord.url())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary runs");
    let bot = Bot(child);
    discord
        .until("the commands", |discord| !discord.commands().is_empty())
        .await;
    discord.connected().await;
    println!("start_to_ready_ms {}", began.elapsed().as_millis());
    println!("memory_idle_mb {:.1}", memory_mb(&bot));

    let mut latencies = Vec::with_capacity(ONE_BY_ONE);
    for _ in 0..ONE_BY_ONE {
        latencies.push(ask(&discord).await);
    }
    latencies.sort_unstable();
    let at =
        |share: f64| latencies[(share * (latencies.len() - 1) as f64) as usize].as_secs_f64() * 1e3;
    println!(
        "score_latency_ms p50 {:.2} p99 {:.2} max {:.2}",
        at(0.5),
        at(0.99),
        at(1.0)
    );

    let began = Instant::now();
    let askers = (0..IN_FLIGHT).map(|_| {
        let discord = discord.clone();
        tokio::spawn(async move {
            for _ in 0..MANY / IN_FLIGHT {
                ask(&discord).await;
            }
        })
    });
    for asker in askers.collect::<Vec<_>>() {
        asker.await.expect("the asker asks to the end");
    }
    let answered = MANY / IN_FLIGHT * IN_FLIGHT;
    println!(
        "answers_per_second {:.0} with {IN_FLIGHT} in flight",
        answered as f64 / began.elapsed().as_secs_f64()
    );
    println!(
        "memory_after_{}_answers_mb {:.1}",
        answered + ONE_BY_ONE,
        memory_mb(&bot)
    );
}

fn touchline(database: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_touchline"));
    command
        .args(["--database", database])
        .env_remove("DISCORD_TOKEN")
        .env("RUST_LOG", "error");
    command
}

/// Asks once and waits for what a person sees.
async fn ask(discord: &Discord) -> Duration {
    let question = discord.slash("score", json!({ "team": "Tottenham" })).await;
    discord.answer_to(&question).await;
    let latency = discord.latency_of(&question).expect("it was answered");
    discord.forget(&question);
    latency
}

/// The bot's resident memory.
fn memory_mb(bot: &Bot) -> f64 {
    let status =
        std::fs::read_to_string(format!("/proc/{}/status", bot.0.id())).unwrap_or_default();
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes: f64 = resident
        .and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or(f64::NAN);
    kilobytes / 1024.0
}
