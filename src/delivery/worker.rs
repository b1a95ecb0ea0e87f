//! The task that empties the outbox.

use std::{collections::HashMap, sync::Arc, time::Duration};

use tokio::{
    sync::{Notify, watch},
    task::JoinSet,
};
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::{
    Clock, Sender,
    flight::{Flight, Landing},
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

/// What keeps posts from going out for a while.
struct Rests {
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
        let mut flights = JoinSet::new();
        let mut rests = Rests {
            pace: Pace::of(self.manner.max_per_second),
            channels: HashMap::new(),
            everywhere: Duration::ZERO,
            outages: 0,
        };
        while !stop.is_cancelled() {
            let until = match self.launch(&mut flights, &mut rests).await {
                Ok(until) => until,
                Err(error) => {
                    warn!(error = %error, "could not look into the outbox, looking again soon");
                    self.clock.now() + self.manner.look_every
                }
            };
            let state = match flights.is_empty() {
                true => State::Waiting(until),
                false => State::Working,
            };
            self.state.send_replace(state);
            tokio::select! {
                Some(landing) = flights.join_next() => self.land(landing, &mut rests),
                () = self.clock.sleep_until(until) => {}
                () = self.wake.notified() => {}
                () = stop.cancelled() => {}
            }
        }
        let in_hand = flights.len();
        while let Some(landing) = flights.join_next().await {
            self.land(landing, &mut rests);
        }
        self.state.send_replace(State::Gone);
        info!(in_hand, "the outbox worker has stopped");
    }

    /// Sends off what is due and may go; says when to look again.
    async fn launch(
        &self,
        flights: &mut JoinSet<Landing>,
        rests: &mut Rests,
    ) -> Result<Duration, StoreError> {
        let now = self.clock.now();
        rests.channels.retain(|_, until| *until > now);
        let soon = now + self.manner.look_every;
        if rests.everywhere > now {
            return Ok(rests.everywhere);
        }
        let free = self.manner.in_flight.saturating_sub(flights.len());
        let limit = rests
            .pace
            .available(now)
            .min(u32::try_from(free).unwrap_or(u32::MAX));
        if free == 0 {
            return Ok(soon);
        }
        if limit == 0 {
            return Ok(rests.pace.next());
        }
        let seconds = seconds(now);
        match self.store.next_due().await? {
            Some(due) if due <= seconds => {}
            Some(due) => return Ok(soon.min(Duration::from_secs(due.unsigned_abs()))),
            None => return Ok(soon),
        }
        let resting: Vec<u64> = rests.channels.keys().copied().collect();
        let claim = Claim {
            worker: &self.manner.name,
            now: seconds,
            lease_seconds: seconds_of(self.manner.lease),
            limit,
            resting: &resting,
            gathering: self.manner.gathering,
        };
        let due = self.store.claim_due(&claim).await?;
        let taken = u32::try_from(due.len()).unwrap_or(limit);
        rests.pace.take(taken, now);
        for delivery in due {
            let flight = self.flight.clone();
            flights.spawn(async move { flight.fly(delivery, seconds).await });
        }
        if taken == limit {
            return Ok(rests.pace.next().min(soon));
        }
        Ok(rests.channels.values().copied().fold(soon, Duration::min))
    }

    /// Takes to heart what a post brought home.
    fn land(&self, landing: Result<Landing, tokio::task::JoinError>, rests: &mut Rests) {
        let now = self.clock.now();
        match landing {
            Ok(Landing::Done { channel, rest }) => {
                rests.outages = 0;
                if !rest.is_zero() {
                    rests.channels.insert(channel, now + rest);
                }
            }
            Ok(Landing::Halt(wait)) => {
                rests.outages = 0;
                rests.everywhere = rests.everywhere.max(now + wait);
            }
            // Those that were under way together fail together: that is one outage.
            Ok(Landing::Unreachable) if rests.everywhere <= now => {
                let wait = Duration::from_secs(1 << rests.outages.min(10)).min(LONGEST_OUTAGE_WAIT);
                rests.outages += 1;
                rests.everywhere = now + wait;
            }
            Ok(Landing::Unreachable) => {}
            Err(error) => {
                // Its lease runs out, and the row is handed out again.
                tracing::error!(error = %error, "a delivery stopped in the middle");
            }
        }
    }
}

/// A time as the store counts it.
pub(super) fn seconds(time: Duration) -> i64 {
    i64::try_from(time.as_secs()).unwrap_or(i64::MAX)
}

/// A length of time as the store counts it, rounded up.
pub(super) fn seconds_of(length: Duration) -> i64 {
    seconds(length + Duration::from_nanos(999_999_999))
}
