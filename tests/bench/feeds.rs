//! What a thousand feeds cost, and what they cost those who serve them.
//!
//! `cargo bench --bench feeds` polls 1,000 feeds on 260 hosts for six hours of the poller's own clock, a round a minute; `-- 500 24`
//! takes 500 feeds and 24 hours. The hosts are a process of their own, so that its time and memory are not counted. It prints
//! processor time, memory and requests a host, and ends with an error when a host is asked more than the rules allow.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(
    unreachable_pub,
    dead_code,
    reason = "the modules are shared with the tests, which use more of them"
)]

#[path = "../it/support/site.rs"]
mod site;
#[path = "../it/support/world.rs"]
mod world;

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use site::{Answer, Names, Site};
use touchline::ingestion::address::AddressReader;
use touchline::ingestion::feeds::Poller;
use touchline::ingestion::web::{Fetcher, Limits, Reach};
use touchline::store::NewFeed;
use world::{NOON, World};

/// How often each feed is asked, in seconds.
const EVERY: i64 = 15 * 60;

/// How long hosts that want to be left alone say so, in seconds.
const LEAVE_ALONE: i64 = 2 * 60 * 60;

/// Hosts with many feeds, and those with few.
const LARGE: usize = 10;
const SMALL: usize = 250;

fn main() -> ExitCode {
    if let Some(feeds) = std::env::var("TOUCHLINE_BENCH_SITE")
        .ok()
        .and_then(|feeds| feeds.parse().ok())
    {
        runtime().block_on(serve(feeds));
        return ExitCode::SUCCESS;
    }
    let asked: Vec<usize> = std::env::args()
        .filter_map(|word| word.parse().ok())
        .collect();
    let feeds = asked.first().copied().unwrap_or(1000);
    let hours = asked.get(1).copied().unwrap_or(6);
    runtime().block_on(poll(feeds, hours))
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Runtime::new().expect("a runtime")
}

/// The host of a feed: half of all feeds are on a few large ones.
fn host_of(feed: usize) -> String {
    if feed.is_multiple_of(2) {
        format!("press{}.example", feed / 2 % LARGE)
    } else {
        format!("paper{}.example", feed / 2 % SMALL)
    }
}

/// How a host behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Temper {
    Good,
    Broken,
    LeaveAlone,
}

fn temper_of(host: &str) -> Temper {
    match host {
        "paper7.example" | "paper77.example" | "press7.example" => Temper::Broken,
        "paper9.example" | "paper99.example" | "press9.example" => Temper::LeaveAlone,
        _ => Temper::Good,
    }
}

/// A feed with so many items, and the page of the latest.
fn publish(site: &Site, feed: usize, items: usize) {
    let host = host_of(feed);
    let path = format!("/feed{feed}");
    let answer = match temper_of(&host) {
        Temper::Broken => Answer::status(500),
        Temper::LeaveAlone => Answer::status(429).with("retry-after", &LEAVE_ALONE.to_string()),
        Temper::Good => {
            let listed: String = (0..items)
                .map(|item| {
                    format!(
                        "<item><guid>{feed}-{item}</guid><title>Report {item}</title><link>/report/{feed}/{item}</link></item>"
                    )
                })
                .collect();
            let text = format!(
                "<rss version=\"2.0\"><channel><title>{host}</title>{listed}</channel></rss>"
            );
            Answer::of("application/rss+xml", text).with("etag", &format!("\"{items}\""))
        }
    };
    site.put(&format!("{host}{path}"), answer);
    if let Some(item) = items.checked_sub(1) {
        let report = format!(
            "<!doctype html><title>Report</title><main><article><h1>Report</h1><p>Ashbourne {feed} beat Cutler {item} 2-1 at home on \
             Saturday in front of a crowd that had waited all autumn for a win, and had to work for it.</p><p>Mensah put the home \
             side ahead on 12 minutes with a low shot. Varga levelled in the 40th minute after a mistake at the back.</p><p>Okafor \
             scored the winner with a header in the 77th minute, and the home side held out.</p></article></main>"
        );
        site.put(
            &format!("{host}/report/{feed}/{item}"),
            Answer::html(report),
        );
    }
}

/// The hosts, as a process that is told what to publish and tells what it was asked, a line each.
async fn serve(feeds: usize) {
    let site = Site::start().await;
    let mut items = vec![20_usize; feeds];
    for (feed, items) in items.iter().enumerate() {
        publish(&site, feed, *items);
    }
    println!("{}", site.port());
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        match line.split_once(' ') {
            Some(("publish", feed)) => {
                let feed: usize = feed.parse().expect("the number of a feed");
                items[feed] += 1;
                publish(&site, feed, items[feed]);
            }
            _ => {
                for asked in site.take_asked() {
                    let host = asked.host.split(':').next().unwrap_or_default();
                    let knows = !asked.header("if-none-match").is_empty();
                    println!("{host} {} {knows}", asked.path);
                }
                println!("most {}", site.most_at_once());
            }
        }
    }
}

/// The process of the hosts, as it is told and asked.
struct Hosts {
    child: Child,
    told: ChildStdin,
    says: std::io::Lines<BufReader<ChildStdout>>,
    port: u16,
}

impl Hosts {
    fn start(feeds: usize) -> Self {
        let program = std::env::current_exe().expect("this program has a path");
        let mut child = Command::new(program)
            .env("TOUCHLINE_BENCH_SITE", feeds.to_string())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the hosts start");
        let told = child.stdin.take().expect("it is piped");
        let mut says = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let port = says.next().expect("a line").expect("text");
        Self {
            port: port.parse().expect("a port"),
            child,
            told,
            says,
        }
    }

    fn tell(&mut self, line: &str) {
        writeln!(self.told, "{line}").expect("the hosts listen");
    }

    /// What was asked since the last time: host, path, whether with the mark of a version; and how many requests of one host were
    /// ever under way at once.
    fn asked(&mut self) -> (Vec<(String, String, bool)>, usize) {
        self.tell("asked");
        let mut asked = Vec::new();
        loop {
            let line = self.says.next().expect("a line").expect("text");
            let words: Vec<&str> = line.split(' ').collect();
            match words[..] {
                ["most", most] => return (asked, most.parse().expect("a number")),
                [host, path, knows] => {
                    asked.push((host.to_owned(), path.to_owned(), knows == "true"))
                }
                _ => panic!("{line}"),
            }
        }
    }
}

impl Drop for Hosts {
    fn drop(&mut self) {
        let _may_be_gone = self.child.kill();
        let _reaped = self.child.wait();
    }
}

/// What was seen of the requests, by the poller's clock.
#[derive(Default)]
struct Seen {
    by_host: BTreeMap<String, usize>,
    last: BTreeMap<String, i64>,
    refused: BTreeMap<String, i64>,
    by_minute: Vec<usize>,
    with_mark: usize,
    polls: usize,
    pages: usize,
    rules: usize,
    shortest: Option<i64>,
    too_soon: usize,
}

impl Seen {
    fn note(&mut self, asked: &[(String, String, bool)], now: i64) {
        let mut polls = 0;
        for (host, path, knows) in asked {
            *self.by_host.entry(host.clone()).or_default() += 1;
            // Left alone, whatever it is asked for.
            let rests = self
                .refused
                .get(host)
                .is_some_and(|at| now - at < LEAVE_ALONE && now > *at);
            self.too_soon += usize::from(rests);
            if temper_of(host) == Temper::LeaveAlone {
                self.refused.insert(host.clone(), now);
            }
            if path == "/robots.txt" {
                self.rules += 1;
            } else if path.starts_with("/report/") {
                self.pages += 1;
            } else {
                polls += 1;
                self.with_mark += usize::from(*knows);
                if let Some(last) = self.last.insert(format!("{host}{path}"), now) {
                    let gap = now - last;
                    self.too_soon += usize::from(gap < EVERY);
                    self.shortest = Some(self.shortest.map_or(gap, |shortest| shortest.min(gap)));
                }
            }
        }
        self.polls += polls;
        self.by_minute.push(polls);
    }
}

async fn poll(feeds: usize, hours: usize) -> ExitCode {
    let mut hosts = Hosts::start(feeds);
    let world = World::new().await;
    let new: Vec<NewFeed> = (0..feeds)
        .map(|feed| NewFeed {
            url: format!("http://{}:{}/feed{feed}", host_of(feed), hosts.port),
            every_seconds: EVERY,
        })
        .collect();
    world
        .store
        .configure_feeds(&new, NOON)
        .await
        .expect("configured");
    let fetcher = Fetcher::new(Reach::LoopbackToo, Limits::default(), Names::default());
    let reader = AddressReader::new(fetcher.expect("a fetcher"));
    let poller = Poller::new(world.store.clone(), world.pipeline(), reader);
    let (cpu, memory, began) = (cpu(), memory("VmRSS"), Instant::now());
    let (mut seen, mut rounds, mut most) = (Seen::default(), Vec::new(), 0);
    for minute in 0..hours * 60 {
        // Each hour one feed in twenty brings a report, spread over the hour.
        for feed in (0..feeds).filter(|feed| feed % 1200 == minute * 7 % 1200) {
            hosts.tell(&format!("publish {feed}"));
        }
        let now = NOON + i64::try_from(minute).expect("hours") * 60;
        let started = Instant::now();
        poller.round(now).await.expect("a round");
        rounds.push(started.elapsed());
        let (asked, at_once) = hosts.asked();
        seen.note(&asked, now);
        most = at_once;
    }
    let cpu = self::cpu() - cpu;
    tell(&seen, feeds, hours);
    rounds.sort();
    let of = |share: usize| rounds[(rounds.len() - 1) * share / 100];
    println!(
        "rounds: p50 {} ms, p99 {} ms, longest {} ms",
        of(50).as_millis(),
        of(99).as_millis(),
        of(100).as_millis()
    );
    println!(
        "cpu: {:.1} s in {:.1} s of real time, {:.2} ms a request; polled in real time that is {:.2} % of a core",
        cpu.as_secs_f64(),
        began.elapsed().as_secs_f64(),
        cpu.as_secs_f64() * 1000.0 / (seen.polls + seen.pages + seen.rules).max(1) as f64,
        cpu.as_secs_f64() * 100.0 / (hours * 3600) as f64,
    );
    println!(
        "memory: {:.1} MB before the first round, {:.1} MB at the most",
        memory as f64 / 1000.0,
        self::memory("VmHWM") as f64 / 1000.0
    );
    println!("requests of one host at once: {most} at the most");
    println!("requests earlier than the rules allow: {}", seen.too_soon);
    if seen.too_soon == 0 && most <= 1 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn tell(seen: &Seen, feeds: usize, hours: usize) {
    println!(
        "{feeds} feeds on {} hosts for {hours} hours: {} polls ({:.0} % with the mark of a version), {} pages, {} lists of rules",
        seen.by_host.len(),
        seen.polls,
        100.0 * seen.with_mark as f64 / seen.polls.max(1) as f64,
        seen.pages,
        seen.rules,
    );
    for temper in [Temper::Good, Temper::Broken, Temper::LeaveAlone] {
        let mut counts: Vec<usize> = seen
            .by_host
            .iter()
            .filter(|(host, _)| temper_of(host) == temper)
            .map(|(_, count)| *count)
            .collect();
        counts.sort_unstable();
        if let (Some(least), Some(most)) = (counts.first(), counts.last()) {
            let median = counts[counts.len() / 2];
            println!(
                "requests a host, {temper:?}: {least} to {most}, median {median}, in {hours} hours"
            );
        }
    }
    if let Some(shortest) = seen.shortest {
        println!("shortest time between two polls of a feed: {shortest} s (interval {EVERY} s)");
    }
    let busiest = |minutes: &[usize]| minutes.iter().copied().max().unwrap_or_default();
    let half = seen.by_minute.len() / 2;
    let later = &seen.by_minute[half..];
    println!(
        "polls a minute: {} in the first hour's busiest; in the second half {:.0} on average, {} at the most",
        busiest(&seen.by_minute[..seen.by_minute.len().min(60)]),
        later.iter().sum::<usize>() as f64 / later.len().max(1) as f64,
        busiest(later),
    );
}

/// Processor time of this process, all threads.
fn cpu() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: u64 = after_name
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|ticks| ticks.parse::<u64>().ok())
        .sum();
    // A tick is a hundredth of a second on every Linux there is.
    Duration::from_millis(ticks * 10)
}

/// A line of the process's own account of its memory, in kilobytes.
fn memory(line: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status
        .lines()
        .find_map(|told| told.strip_prefix(line)?.strip_prefix(':'));
    found
        .and_then(|told| told.split_whitespace().next()?.parse().ok())
        .unwrap_or_default()
}
