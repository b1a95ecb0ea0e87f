//! The bot on Discord, against the double.

mod answers;
mod commands;
mod connection;
mod doors;
mod faults;
mod handing_in;
mod silence;
mod subscriptions;
mod tending;

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use touchline::config::{ApiUrl, Token};
use touchline::gateway::{self, Connected, Doors, GatewayConfig, GatewayError, Patience, State};
use touchline::ingestion::Pipeline;
use touchline::ingestion::address::AddressReader;
use touchline::ingestion::feeds::Poller;

use touchline::answering::Desk;
use touchline::facts::Scope;
use touchline::football::Side;
use touchline::names::Gazetteer;
use touchline::questions::Asker;
use touchline::questions::parse::{self, Typed};
use touchline::replies::Reply;
use touchline::store::Store;

use crate::support::claims::ClaimsBuilder;
use crate::support::discord::{Discord, TOKEN};
use crate::support::world::{Given, NOON, World};

/// A bot that is connected to a double.
pub struct Bot {
    pub connected: watch::Receiver<Connected>,
    pub world: World,
    stop: CancellationToken,
    running: JoinHandle<Result<(), GatewayError>>,
}

/// Waits long enough for a busy machine and short enough for a test that waits for a loss.
pub fn impatient() -> Patience {
    let ms = Duration::from_millis;
    Patience {
        defer_after: ms(1500),
        look_every: ms(20),
        probe_after: ms(200),
        // The library looks at what it is to send twice a second.
        lost_after: ms(2000),
        first_wait: ms(5),
        longest_wait: ms(20),
        address_retry: ms(5),
        ..Patience::default()
    }
}

/// What a bot answers from, at noon.
pub fn state_over(store: &Store) -> (State, Poller) {
    let gazetteer = Gazetteer::embedded();
    let pipeline = Pipeline::new(store.clone(), Arc::clone(&gazetteer));
    let reader = AddressReader::new(crate::support::site::fetcher());
    let poller = Poller::new(store.clone(), pipeline.clone(), reader.clone());
    let doors = Doors {
        pipeline,
        reader,
        poller: poller.clone(),
    };
    let desk = Desk::new(gazetteer, store);
    let now = Arc::new(|| Timestamp::from_second(NOON).expect("noon is a time"));
    let state = State::new(Arc::new(desk), store.clone(), now, doors);
    (state, poller)
}

impl Bot {
    /// Starts a bot in a world and does not wait for it.
    pub fn start_with(discord: &Discord, world: World, token: &str, patience: Patience) -> Self {
        let config = GatewayConfig {
            api: ApiUrl::try_from(discord.url()).expect("loopback may be plain"),
            token: Token::new(token).expect("the token is not blank"),
            guild: None,
            patience,
        };
        let (sender, connected) = watch::channel(Connected::default());
        let stop = CancellationToken::new();
        let (state, _) = state_over(&world.store);
        let running = tokio::spawn(gateway::run(config, state, sender, stop.clone()));
        Self {
            connected,
            world,
            stop,
            running,
        }
    }

    /// Starts a bot that has read nothing, and waits until it is connected.
    pub async fn start(discord: &Discord) -> Self {
        Self::start_in(discord, World::new().await).await
    }

    /// Starts a bot in a world, and waits until it is connected.
    pub async fn start_in(discord: &Discord, world: World) -> Self {
        Self::start_as(discord, world, impatient()).await
    }

    /// Starts a bot of some patience in a world, and waits until it is connected.
    pub async fn start_as(discord: &Discord, world: World, patience: Patience) -> Self {
        let mut bot = Self::start_with(discord, world, TOKEN, patience);
        bot.until(|connected| connected.identified >= 1).await;
        bot
    }

    /// Waits until the bot was let in so often.
    pub async fn until(&mut self, holds: impl FnMut(&Connected) -> bool) {
        let waiting = self.connected.wait_for(holds);
        tokio::time::timeout(Duration::from_secs(60), waiting)
            .await
            .expect("the bot is let in within a minute")
            .expect("the bot runs");
    }

    /// Asks the bot to stop, and waits for how it ends.
    pub async fn stop(self) -> Result<(), GatewayError> {
        self.stop.cancel();
        self.end().await
    }

    /// Stops the bot, which must end well and have sent nothing that Discord would refuse.
    pub async fn stop_cleanly(self, discord: &Discord) {
        self.stop().await.expect("the bot stops when asked");
        discord.assert_clean();
    }

    /// Stops the bot and keeps its world.
    pub async fn stop_and_leave(self) -> World {
        self.stop.cancel();
        ended(self.running).await.expect("the bot stops when asked");
        self.world
    }

    /// Waits until the bot ends by itself.
    pub async fn end(self) -> Result<(), GatewayError> {
        ended(self.running).await
    }

    /// What the desk says to a line of the console.
    pub async fn ask(&self, line: &str) -> Reply {
        let Ok(Typed::Ask { ask, .. }) = parse::line(line) else {
            panic!("{line:?} asks nothing");
        };
        let asker = Asker {
            scope: Scope::Shared,
            default_team: None,
            today: Timestamp::from_second(NOON)
                .expect("noon is a time")
                .to_zoned(TimeZone::UTC)
                .date(),
        };
        let desk = Desk::new(Gazetteer::embedded(), &self.world.store);
        desk.answer(&asker, &ask).await
    }
}

async fn ended(running: JoinHandle<Result<(), GatewayError>>) -> Result<(), GatewayError> {
    tokio::time::timeout(Duration::from_secs(60), running)
        .await
        .expect("the bot ends within a minute")
        .expect("the bot does not panic")
}

/// A world with one match in it: Ashbourne 2-1 Cutler Row, goals and all.
pub async fn one_match() -> World {
    let world = World::new().await;
    let text = "Ashbourne beat Cutler Row 2-1.";
    let game = ClaimsBuilder::of(text, "Ashbourne", "Cutler Row")
        .score(2, 1)
        .date("2017-11-21")
        .competition("Northern Premier Division", None)
        .goal("Mensah", Side::Home, Some(12))
        .goal("Varga", Side::Away, Some(40))
        .goal("Okafor", Side::Home, Some(77))
        .read();
    world.record(text, vec![game], Given::default()).await;
    world
}

/// A world with `count` matches in it, one a day.
pub async fn many_matches(count: u8) -> World {
    let world = World::new().await;
    for day in 1..=count {
        let text = format!("Ashbourne beat Cutler Row {day}-0.");
        let game = ClaimsBuilder::of(&text, "Ashbourne", "Cutler Row")
            .score(day, 0)
            // Four days apart, or they would be one match told twice.
            .date(&format!(
                "2017-{:02}-{:02}",
                1 + (day - 1) / 5,
                1 + (day - 1) % 5 * 5
            ))
            .read();
        world.record(&text, vec![game], Given::default()).await;
    }
    world
}
