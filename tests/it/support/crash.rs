//! The real program, killed for real at every point of a delivery, and what people then see.
//!
//! Nothing in the program knows of these points. They are reached from outside: the double lets a request hang before or
//! after it took it, the database is watched, or locked, or its times are moved back as if the program had been dead for
//! longer.
#![allow(
    dead_code,
    reason = "every program that includes this uses its own part of it"
)]

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use sqlx::{Connection, SqliteConnection};

use super::claims::ClaimsBuilder;
use super::discord::{Discord, Fault, Limits, Options, Route, SCORES};
use super::program::Program;
use super::world::{Given, NOON, World};
use touchline::store::{NewSubscription, Wants};

/// Where the program is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Point {
    /// Before it has done anything.
    Starting,
    /// Posts are due, and not claimed yet.
    BeforeTheClaim,
    /// Posts are claimed; Discord has taken none.
    Claimed,
    /// Discord was asked and has not taken the post.
    Sent,
    /// Discord took the post and has not answered.
    Taken,
    /// The answer is there; it is not written down.
    Answered,
    /// It is written down.
    Settled,
    /// A post in doubt is being looked for in the channel.
    Searching,
    /// It was asked to stop, with a post in hand.
    Stopping,
    /// Some time after its start.
    After(Duration),
}

impl Point {
    /// The points that have a name.
    pub const NAMED: [Self; 9] = [
        Self::Starting,
        Self::BeforeTheClaim,
        Self::Claimed,
        Self::Sent,
        Self::Taken,
        Self::Answered,
        Self::Settled,
        Self::Searching,
        Self::Stopping,
    ];

    /// In words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Starting => "while it starts",
            Self::BeforeTheClaim => "before the claim",
            Self::Claimed => "after the claim, before Discord has it",
            Self::Sent => "sent, not taken by Discord",
            Self::Taken => "taken by Discord, not answered",
            Self::Answered => "answered, not settled",
            Self::Settled => "after it is settled",
            Self::Searching => "while a post in doubt is looked for",
            Self::Stopping => "while it stops with a post in hand",
            Self::After(_) => "at a random moment",
        }
    }
}

/// What came of the kills at one point.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub kills: u32,
    pub lost: u32,
    pub doubled: u32,
    pub disordered: u32,
}

/// By the name of the point.
pub type Tallies = BTreeMap<&'static str, Tally>;

/// What still waits for its post.
const OPEN: &str = "state in ('waiting', 'sending')";

/// A channel and the title of a post.
type Spot = (u64, String);

/// A database with subscriptions, a double, and what was done to the program there.
pub struct Yard {
    world: World,
    double: Discord,
    channels: [u64; 2],
    passed: Arc<AtomicU64>,
    titles: Vec<String>,
    /// Where the program was killed while it had this in hand.
    in_hand: BTreeMap<Spot, Point>,
    copies: BTreeMap<Spot, usize>,
    tallies: Tallies,
}

impl Yard {
    /// A yard whose Discord remembers nonces, or does not.
    pub async fn open(remembers_nonces: bool) -> Self {
        let passed = Arc::new(AtomicU64::new(0));
        let read = passed.clone();
        let limits = Limits::default();
        let double = Discord::start_with(Options {
            limits: Limits {
                // The limits have tests of their own; here they would only take time.
                per_channel: 1000,
                nonce_memory: if remembers_nonces {
                    limits.nonce_memory
                } else {
                    Duration::ZERO
                },
                ..limits
            },
            now: Some(Arc::new(move || {
                let now = SystemTime::now().duration_since(UNIX_EPOCH);
                now.expect("it is after 1970") + Duration::from_secs(read.load(Ordering::SeqCst))
            })),
            ..Options::default()
        })
        .await;
        let world = World::new().await;
        let channels = [SCORES, double.add_channel("other")];
        for channel in channels {
            let new = NewSubscription {
                guild: super::discord::GUILD,
                channel,
                wants: Wants::Everything,
                choices: touchline::store::Choices::default(),
                by: 1,
                at: NOON,
            };
            world.store.subscribe(&new).await.expect("subscribed");
        }
        Self {
            world,
            double,
            channels,
            passed,
            titles: Vec::new(),
            in_hand: BTreeMap::new(),
            copies: BTreeMap::new(),
            tallies: Tallies::new(),
        }
    }

    /// Kills the program at a point, `gap` seconds after which it may be started again.
    pub async fn kill_at(&mut self, point: Point, gap: u64) {
        while self.open_rows().await < 4 {
            self.read_another().await;
        }
        if point == Point::Searching {
            // Something must be in doubt, and for too long for the nonce.
            self.hang(Route::Post, Fault::HangAfterAccept);
            self.run_until_it_hangs().await.kill();
            self.died(Point::Taken).await;
            self.pass(300).await;
        }
        let program = self.run_to(point).await;
        program.kill();
        self.died(point).await;
        self.pass(gap).await;
    }

    async fn run_to(&self, point: Point) -> Program {
        match point {
            Point::Starting => self.start(),
            Point::BeforeTheClaim => {
                self.change("update outbox set due_at = due_at + 10000000000")
                    .await;
                let entered = self.double.entries().identifies;
                let program = self.start();
                self.until_entered(entered + 1).await;
                self.change("update outbox set due_at = due_at - 10000000000")
                    .await;
                program
            }
            Point::Claimed => {
                self.hang(Route::Post, Fault::Hang);
                self.hang(Route::History, Fault::Hang);
                let program = self.start();
                self.until_rows("state = 'sending' and leased_until > unixepoch()", |rows| {
                    rows > 0
                })
                .await;
                program
            }
            Point::Sent => {
                self.hang(Route::Post, Fault::Hang);
                self.run_until_it_hangs().await
            }
            Point::Taken => {
                self.hang(Route::Post, Fault::HangAfterAccept);
                self.run_until_it_hangs().await
            }
            Point::Answered => {
                self.hang(Route::Post, Fault::Held);
                let mut program = self.run_until_it_hangs().await;
                // With the database locked, the answer cannot be written down.
                let mut lock = self.connection().await;
                sqlx::query("begin immediate")
                    .execute(&mut lock)
                    .await
                    .expect("the lock is free");
                self.double.release();
                program.says("posted").await;
                program
            }
            Point::Settled => {
                let settled = self.rows("state = 'sent'").await;
                let program = self.start();
                self.until_rows("state = 'sent'", |rows| rows > settled)
                    .await;
                program
            }
            Point::Searching => {
                self.hang(Route::History, Fault::Hang);
                self.run_until_it_hangs().await
            }
            Point::Stopping => {
                self.hang(Route::Post, Fault::HangAfterAccept);
                let mut program = self.run_until_it_hangs().await;
                program.ask_to_stop();
                program.says("stopping").await;
                program
            }
            Point::After(moment) => {
                let program = self.start();
                tokio::time::sleep(moment).await;
                program
            }
        }
    }

    fn start(&self) -> Program {
        Program::start(&self.world.path(), &self.double)
    }

    fn hang(&self, route: Route, fault: Fault) {
        for channel in self.channels {
            self.double.fault_in(channel, route, fault, 1);
        }
    }

    async fn run_until_it_hangs(&self) -> Program {
        let before = self.double.hung();
        let program = self.start();
        self.double.hanging(before + 1).await;
        program
    }

    /// Two programs on one database. The first is killed with a post that Discord took and has not answered, and the second
    /// takes over; a third stands by until the second is asked to stop. Gives how often Discord was entered by each.
    pub async fn take_over_and_hand_over(&mut self) -> [u32; 3] {
        let mut times = [0; 3];
        self.hang(Route::Post, Fault::HangAfterAccept);
        let first = self.start();
        self.until_entered(1).await;
        times[0] = self.double.entries().identifies;
        let mut second = self.start();
        second.says("standing by").await;
        self.read_another().await;
        self.double.hanging(1).await;
        first.kill();
        self.died(Point::Taken).await;
        self.pass(31).await;
        self.until_entered(2).await;
        times[1] = self.double.entries().identifies;
        self.until_rows(OPEN, |rows| rows == 0).await;
        let mut third = self.start();
        third.says("standing by").await;
        second.ask_to_stop();
        assert!(second.ended().await, "it ends well when it is asked to");
        // No time passes here: what was given up need not lapse.
        self.until_entered(3).await;
        times[2] = self.double.entries().identifies;
        self.read_another().await;
        self.until_rows(OPEN, |rows| rows == 0).await;
        third.ask_to_stop();
        assert!(third.ended().await, "it ends well when it is asked to");
        times
    }

    /// The program is killed with a post in hand and started again at once: whether it had to stand by.
    pub async fn restart_at_once(&mut self) -> bool {
        self.read_another().await;
        self.hang(Route::Post, Fault::HangAfterAccept);
        self.run_until_it_hangs().await.kill();
        self.died(Point::Taken).await;
        let mut program = self.start();
        program.says("connected to Discord").await;
        self.until_rows(OPEN, |rows| rows == 0).await;
        let stood_by = program.has_said("standing by");
        program.ask_to_stop();
        assert!(program.ended().await, "it ends well when it is asked to");
        stood_by
    }

    async fn until_entered(&self, times: u32) {
        self.double
            .until("a program is up", |double| {
                double.entries().identifies >= times
            })
            .await;
    }

    /// Lets the program finish all that is owed, and says what came of each point.
    pub async fn drain(self) -> Tallies {
        let program = self.start();
        self.until_rows(OPEN, |rows| rows == 0).await;
        program.ask_to_stop();
        assert!(program.ended().await, "it ends well when it is asked to");
        self.judge()
    }

    /// What came of each point.
    pub fn judge(mut self) -> Tallies {
        self.count_copies();
        for channel in self.channels {
            let stands = self.titles_in(channel);
            let mut latest = 0;
            for title in self.titles.clone() {
                let place = stands.iter().position(|there| *there == title);
                let spot = (channel, title);
                match place {
                    None => self.blame(&spot).lost += 1,
                    Some(at) if at < latest => self.blame(&spot).disordered += 1,
                    Some(at) => latest = at,
                }
            }
        }
        self.double.assert_clean();
        self.tallies
    }

    /// Two more posts are owed, one a channel.
    async fn read_another(&mut self) {
        let home = format!("Side{:04}", self.titles.len());
        let read = ClaimsBuilder::of(&home, &home, "Bears").score(2, 1).read();
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.expect("it is after 1970").as_secs();
        let given = Given {
            // The program tells the real time, and puts what is old into a digest.
            at: i64::try_from(now).expect("a time"),
            ..Given::default()
        };
        self.world.record(&home, vec![read], given).await;
        self.titles.push(format!("{home} 2-1 Bears"));
    }

    /// The program was killed: what it had in hand is noted, and whether what it did doubled anything.
    async fn died(&mut self, point: Point) {
        self.double.clear_faults();
        self.tallies.entry(point.name()).or_default().kills += 1;
        self.count_copies();
        let in_hand: Vec<(i64, String)> = sqlx::query_as(
            "select o.channel_id, t.name from outbox o
             join agreed_matches m on m.match_id = o.match_id and m.scope = 0 join teams t on t.team_id = m.home_team
             where o.state = 'sending'",
        )
        .fetch_all(self.world.store.readers())
        .await
        .expect("the outbox can be read");
        for (channel, home) in in_hand {
            let spot = (channel.unsigned_abs(), format!("{home} 2-1 Bears"));
            self.in_hand.insert(spot, point);
        }
    }

    fn count_copies(&mut self) {
        for channel in self.channels {
            let mut copies = BTreeMap::<String, usize>::new();
            for title in self.titles_in(channel) {
                *copies.entry(title).or_default() += 1;
            }
            for (title, count) in copies {
                let spot = (channel, title);
                let before = self.copies.insert(spot.clone(), count).unwrap_or(1);
                let more = u32::try_from(count - before.min(count)).unwrap_or(u32::MAX);
                if more > 0 {
                    self.blame(&spot).doubled += more;
                }
            }
        }
    }

    /// The tally of the point at which the program was killed with this in hand.
    fn blame(&mut self, spot: &Spot) -> &mut Tally {
        let name = self
            .in_hand
            .get(spot)
            .map_or("never in hand", |point| point.name());
        self.tallies.entry(name).or_default()
    }

    fn titles_in(&self, channel: u64) -> Vec<String> {
        let posts = self.double.posts(channel);
        let title = |embed: &serde_json::Value| embed["title"].as_str().map(str::to_owned);
        posts
            .iter()
            .map(|post| post.embeds().first().and_then(title).unwrap_or_default())
            .collect()
    }

    /// Time passes while no program runs.
    async fn pass(&self, seconds: u64) {
        self.passed.fetch_add(seconds, Ordering::SeqCst);
        self.change(&format!(
            "update outbox set due_at = due_at - {seconds}, leased_until = leased_until - {seconds},
                 first_tried_at = first_tried_at - {seconds} where state in ('waiting', 'sending');
             update leases set held_until = held_until - {seconds}"
        ))
        .await;
    }

    async fn change(&self, sql: &str) {
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()))
            .execute(&mut self.connection().await)
            .await
            .expect("the database takes it");
    }

    async fn connection(&self) -> SqliteConnection {
        SqliteConnection::connect(&self.world.path())
            .await
            .expect("the database opens")
    }

    async fn open_rows(&self) -> i64 {
        self.rows(OPEN).await
    }

    async fn rows(&self, which: &str) -> i64 {
        let sql = format!("select count(*) from outbox where {which}");
        self.world.count(&sql).await
    }

    /// Looks until there are enough rows: another process writes them, and nothing tells of it.
    async fn until_rows(&self, which: &str, enough: impl Fn(i64) -> bool) {
        let looks = async {
            while !enough(self.rows(which).await) {
                tokio::task::yield_now().await;
            }
        };
        if tokio::time::timeout(Duration::from_secs(120), looks)
            .await
            .is_err()
        {
            panic!(
                "waited in vain for rows with {which}: {:#?}",
                self.world.dump("outbox").await
            );
        }
    }
}
