//! The task that empties the outbox.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
    time::Duration,
};

use tokio::{
    sync::{Notify, watch},
    task::{self, JoinError, JoinSet},
};
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::{
    Clock, Sender,
    flight::{Cargo, Flight, Landing},
    pace::Pace,
};
use crate::{
    queries::Queries,
    store::{Claim, Gathering, Store, StoreError},
};

/// How a worker works. The default is right for everything but tests.
#[derive(Debug, Clone)]
pub struct Manner {
    /// Its name, different from every other worker's on this database, dead ones included.
    pub name: String,
    /// Posts a second at the most, in all channels together.
    pub max_per_second: u16,
    /// How long nobody else gets what it has in hand. Longer than a request may take.
    pub lease: Duration,
    /// How often it looks for rows that another process wrote.
    pub look_every: Duration,
    /// How many posts it has under way at once.
    pub in_flight: usize,
    /// When summaries become a digest.
    pub gathering: Gathering,
}

impl Manner {
    /// The usual manner of a worker with this name.
    #[must_use]
    pub fn of(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            max_per_second: 49,
            lease: Duration::from_secs(30),
            look_every: Duration::from_secs(1),
            in_flight: 64,
            gathering: Gathering::default(),
        }
    }
}

/// What a worker is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Posts are under way.
    Working,
    /// Nothing is, and nothing will be before then, unless it is woken.
    Waiting(Duration),
    /// It has finished what it had in hand, and gone.
    Gone,
}

/// Empties the outbox: one post a channel at a time and in order, channels apart from each other, at a bounded pace.
///
/// Any number of workers may run on one database, in one process or in several: a row is handed to one of them at a time,
/// and a worker that dies leaves nothing that the next cannot finish.
pub struct Worker<S, C> {
    store: Store,
    flight: Flight<S, C>,
    clock: C,
    manner: Manner,
    wake: Arc<Notify>,
    state: watch::Sender<State>,
}

/// What a worker has in hand, and what keeps posts from going out for a while.
struct Hand {
    /// Being looked into.
    preparing: JoinSet<Option<Cargo>>,
    /// Prepared, the oldest first.
    ready: BTreeMap<(i64, i64), Cargo>,
    /// On their way, and to which channels: one whose post has just been settled may be about to say that it rests.
    flights: JoinSet<Landing>,
    bound_for: HashMap<task::Id, u64>,
    pace: Pace,
    channels: HashMap<u64, Duration>,
    everywhere: Duration,
    /// How often Discord could not be reached since it last was.
    outages: u32,
}

/// The longest wait between two tries to reach Discord at all.
const LONGEST_OUTAGE_WAIT: Duration = Duration::from_secs(10);

impl<S: Sender, C: Clock> Worker<S, C> {
    /// A worker on a store.
    #[must_use]
    pub fn new(store: Store, sender: S, clock: C, manner: Manner) -> Self {
        Self {
            flight: Flight {
                store: store.clone(),
                queries: Queries::over(&store),
                sender: Arc::new(sender),
                clock: clock.clone(),
                worker: Arc::from(manner.name.as_str()),
                lease: manner.lease,
            },
            store,
            clock,
            manner,
            wake: Arc::new(Notify::new()),
            state: watch::Sender::new(State::Working),
        }
    }

    /// Rings when something was committed that may be due.
    #[must_use]
    pub fn bell(&self) -> Arc<Notify> {
        self.wake.clone()
    }

    /// What it is doing, now and from now on.
    #[must_use]
    pub fn state(&self) -> watch::Receiver<State> {
        self.state.subscribe()
    }

    /// Works until it is told to stop, then finishes the posts it has in hand: that takes no longer than a request may.
    pub async fn run(&self, stop: CancellationToken) {
        let mut hand = Hand {
            preparing: JoinSet::new(),
            ready: BTreeMap::new(),
            flights: JoinSet::new(),
            bound_for: HashMap::new(),
            pace: Pace::of(self.manner.max_per_second),
            channels: HashMap::new(),
            everywhere: Duration::ZERO,
            outages: 0,
        };
        while !stop.is_cancelled() {
            let until = match self.launch(&mut hand).await {
                Ok(until) => until,
                Err(error) => {
                    warn!(error = %error, "could not look into the outbox, looking again soon");
                    self.clock.now() + self.manner.look_every
                }
            };
            let state = match hand.flights.is_empty() && hand.preparing.is_empty() {
                true => State::Waiting(until),
                false => State::Working,
            };
            self.state.send_replace(state);
            tokio::select! {
                Some(landing) = hand.flights.join_next_with_id() => self.land(landing, &mut hand).await,
                Some(prepared) = hand.preparing.join_next() => self.take(prepared, &mut hand).await,
                () = self.clock.sleep_until(until) => {}
                () = self.wake.notified() => {}
                () = stop.cancelled() => {}
            }
        }
        let in_hand = hand.flights.len();
        while let Some(prepared) = hand.preparing.join_next().await {
            self.take(prepared, &mut hand).await;
        }
        self.unload(&mut hand).await;
        while let Some(landing) = hand.flights.join_next_with_id().await {
            self.land(landing, &mut hand).await;
        }
        self.state.send_replace(State::Gone);
        info!(in_hand, "the outbox worker has stopped");
    }

    /// Sends off what may go, and takes what is due in hand; says when to look again.
    async fn launch(&self, hand: &mut Hand) -> Result<Duration, StoreError> {
        // What has landed says which channels rest, and what is taken in hand goes by that.
        while let Some(landing) = hand.flights.try_join_next_with_id() {
            self.land(landing, hand).await;
        }
        let now = self.clock.now();
        hand.channels.retain(|_, until| *until > now);
        let soon = now + self.manner.look_every;
        if hand.everywhere > now {
            return Ok(hand.everywhere);
        }
        for _ in 0..hand.pace.available(now) {
            if hand.flights.len() >= self.manner.in_flight {
                break;
            }
            let Some((_, cargo)) = hand.ready.pop_first() else {
                break;
            };
            hand.pace.take(1, now);
            let (flight, channel) = (self.flight.clone(), cargo.delivery.channel);
            let task = hand.flights.spawn(async move { flight.fly(cargo).await });
            hand.bound_for.insert(task.id(), channel);
        }
        self.take_in_hand(hand, seconds(now)).await?;
        if hand.flights.len() >= self.manner.in_flight {
            return Ok(soon);
        }
        if !hand.ready.is_empty() {
            return Ok(hand.pace.next().max(now).min(soon));
        }
        let next = match self.store.next_due().await? {
            Some(due) if due > seconds(now) => Duration::from_secs(due.unsigned_abs()),
            Some(_) | None => soon,
        };
        Ok(hand
            .channels
            .values()
            .copied()
            .fold(soon.min(next), Duration::min))
    }

    /// Leases what is due, a little ahead of the pace, so that it is worded when its turn comes.
    async fn take_in_hand(&self, hand: &mut Hand, now: i64) -> Result<(), StoreError> {
        let ahead = usize::from(self.manner.max_per_second / 4).clamp(1, 16);
        let held = hand.ready.len() + hand.preparing.len();
        if held > ahead / 2 {
            return Ok(());
        }
        match self.store.next_due().await? {
            Some(due) if due <= now => {}
            Some(_) | None => return Ok(()),
        }
        let resting = hand.channels.keys().chain(hand.bound_for.values());
        let resting: Vec<u64> = resting.copied().collect();
        let claim = Claim {
            worker: &self.manner.name,
            now,
            lease_seconds: seconds_of(self.manner.lease),
            limit: u32::try_from(ahead - held).unwrap_or(1),
            resting: &resting,
            gathering: self.manner.gathering,
        };
        for delivery in self.store.claim_due(&claim).await? {
            let flight = self.flight.clone();
            hand.preparing
                .spawn(async move { flight.prepare(delivery, now).await });
        }
        Ok(())
    }

    /// Takes to heart what a post brought home.
    async fn land(&self, landing: Result<(task::Id, Landing), JoinError>, hand: &mut Hand) {
        let now = self.clock.now();
        let (task, landing) = match landing {
            Ok((task, landing)) => (task, Ok(landing)),
            Err(error) => (error.id(), Err(error)),
        };
        hand.bound_for.remove(&task);
        match landing {
            Ok(Landing::Done { channel, rest }) => {
                hand.outages = 0;
                if !rest.is_zero() {
                    hand.channels.insert(channel, now + rest);
                }
            }
            Ok(Landing::Halt(wait)) => {
                hand.outages = 0;
                // Those that were under way together are told together: that is one complaint.
                if hand.everywhere <= now {
                    hand.pace.slow_down(now);
                }
                hand.everywhere = hand.everywhere.max(now + wait);
                self.unload(hand).await;
            }
            // Those that were under way together fail together: that is one outage.
            Ok(Landing::Unreachable) if hand.everywhere <= now => {
                let wait = Duration::from_secs(1 << hand.outages.min(10)).min(LONGEST_OUTAGE_WAIT);
                hand.outages += 1;
                hand.everywhere = now + wait;
                self.unload(hand).await;
            }
            Ok(Landing::Unreachable) => {}
            Err(error) => broke_off(&error),
        }
    }

    /// What was prepared waits for its turn.
    async fn take(&self, prepared: Result<Option<Cargo>, JoinError>, hand: &mut Hand) {
        match prepared {
            Ok(Some(cargo)) => {
                let turn = (cargo.delivery.due_at, cargo.delivery.id.0);
                hand.ready.insert(turn, cargo);
            }
            Ok(None) => {}
            Err(error) => broke_off(&error),
        }
        if hand.everywhere > self.clock.now() {
            self.unload(hand).await;
        }
    }

    /// Gives back what is ready: nothing goes for a while, and its lease would run out meanwhile.
    async fn unload(&self, hand: &mut Hand) {
        for (_, cargo) in std::mem::take(&mut hand.ready) {
            self.flight.unload(cargo).await;
        }
    }
}

/// Its lease runs out, and the row is handed out again.
fn broke_off(error: &JoinError) {
    tracing::error!(%error, "a delivery stopped in the middle");
}

/// A time as the store counts it.
pub(super) fn seconds(time: Duration) -> i64 {
    i64::try_from(time.as_secs()).unwrap_or(i64::MAX)
}

/// A length of time as the store counts it, rounded up.
pub(super) fn seconds_of(length: Duration) -> i64 {
    seconds(length + Duration::from_nanos(999_999_999))
}
