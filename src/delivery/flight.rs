//! The way of one delivery, from the lease to its settlement.

use std::{sync::Arc, time::Duration};

use tracing::warn;

use super::{Clock, Sender, Tag, ending::Ending, telling, wording};
use crate::{
    queries::Queries,
    store::{Announcement, Delivery, Settled, Store, StoreError},
};

/// How long before a lease ends nothing is sent any more under it: as long as a request may take, and a little.
const MARGIN: Duration = Duration::from_secs(12);

/// What carries deliveries.
pub(super) struct Flight<S, C> {
    pub store: Store,
    pub queries: Queries,
    pub sender: Arc<S>,
    pub clock: C,
    pub worker: Arc<str>,
    pub lease: Duration,
}

impl<S, C: Clone> Clone for Flight<S, C> {
    fn clone(&self) -> Self {
        Self {
            store: self.store.clone(),
            queries: self.queries.clone(),
            sender: self.sender.clone(),
            clock: self.clock.clone(),
            worker: self.worker.clone(),
            lease: self.lease,
        }
    }
}

/// What the worker learns from a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Landing {
    /// Discord answered, or was not asked; the channel rests.
    Done { channel: u64, rest: Duration },
    /// Nothing goes anywhere for this long.
    Halt(Duration),
    /// Discord could not be reached.
    Unreachable,
}

/// How a delivery ends its turn, and what the worker learns from it.
pub(super) type Flown = (Ending, Landing);

impl<S: Sender, C: Clock> Flight<S, C> {
    /// Carries one delivery that was leased at `leased_at`.
    pub async fn fly(&self, delivery: Delivery, leased_at: i64) -> Landing {
        let (ending, landing) = match self.go(&delivery, leased_at).await {
            Ok(end) => end,
            Err(error) => {
                // The lease runs out, and the row is handed out again.
                warn!(delivery.id = delivery.id.0, error = %error, "could not read what to post");
                return done(&delivery, Duration::ZERO);
            }
        };
        if let Err(error) = self.write_down(&delivery, &ending).await {
            // What was sent stays in doubt until it is found again, and that is safe.
            warn!(delivery.id = delivery.id.0, error = %error, "could not settle a delivery");
        }
        landing
    }

    async fn go(&self, delivery: &Delivery, leased_at: i64) -> Result<Flown, StoreError> {
        let tag = Tag::of(delivery.id.0, delivery.channel, delivery.created_at);
        let settled = |settled| Ok((Ending::Settle(settled), done(delivery, Duration::ZERO)));
        let is_new_post = match delivery.kind {
            Announcement::Summary | Announcement::Digest | Announcement::Alert => true,
            Announcement::Update | Announcement::Withdrawal | Announcement::Thread => false,
        };
        if is_new_post && let Some(ending) = self.look_for(delivery, &tag).await? {
            return Ok((ending, done(delivery, Duration::ZERO)));
        }
        if !delivery.is_wanted() {
            let why = "no active subscription wants it any more";
            return settled(unless_in_doubt(delivery, Settled::Dropped(why.to_owned())));
        }
        if delivery.kind == Announcement::Thread {
            return self.start_thread(delivery).await;
        }
        if delivery.is_edit() && delivery.posted.is_none() {
            return settled(Settled::Dropped("nothing was posted".to_owned()));
        }
        let Some(words) = wording::word(&self.queries, delivery, &tag).await? else {
            let why = "the match is no longer held";
            return settled(unless_in_doubt(delivery, Settled::Dropped(why.to_owned())));
        };
        let lease_ends = Duration::from_secs(leased_at.unsigned_abs()) + self.lease;
        if self.clock.now() + MARGIN.min(self.lease / 2) > lease_ends {
            let ending = Ending::Again {
                problem: "the lease was about to end".to_owned(),
                in_doubt_since: delivery.in_doubt_since,
            };
            return Ok((ending, done(delivery, Duration::ZERO)));
        }
        match &delivery.posted {
            Some(posted) if delivery.is_edit() => {
                let told_now = words
                    .told
                    .matches
                    .iter()
                    .find(|(game, _)| delivery.matches.contains(game));
                let is_told_already = posted
                    .lines
                    .as_deref()
                    .zip(told_now)
                    .is_some_and(|(before, (_, now))| telling::is_same(before, now));
                if is_told_already && delivery.kind == Announcement::Update {
                    return settled(Settled::Dropped("the post says so already".to_owned()));
                }
                self.edit(delivery, posted, tag, words, leased_at).await
            }
            Some(_) | None => Ok(self.post(delivery, tag, words, leased_at).await),
        }
    }
}

/// The delivery is done with for now; its channel rests.
pub(super) const fn done(delivery: &Delivery, rest: Duration) -> Landing {
    Landing::Done {
        channel: delivery.channel,
        rest,
    }
}

/// A post that may stand in its channel is not said to be refused or dropped.
pub(super) fn unless_in_doubt(delivery: &Delivery, settled: Settled) -> Settled {
    match (delivery.is_edit(), delivery.in_doubt_since, settled) {
        (
            false,
            Some(_),
            Settled::Refused(why) | Settled::Dropped(why) | Settled::Uncertain(why),
        ) => Settled::Uncertain(format!("no answer came, and then: {why}")),
        (_, _, settled) => settled,
    }
}
