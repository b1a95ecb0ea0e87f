//! The way of one delivery, from the lease to its settlement.

use std::{sync::Arc, time::Duration};

use tracing::warn;

use super::{
    Clock, Sender, Tag,
    ending::Ending,
    telling,
    wording::{self, Wording},
};
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

/// A delivery with what it is to say, ready to go.
pub(super) struct Cargo {
    pub delivery: Delivery,
    leased_at: i64,
    /// `None` for what is to be looked for in its channel first.
    load: Option<Load>,
}

/// What a delivery brings.
enum Load {
    Words(Tag, Wording),
    Thread,
}

/// What a look into a delivery comes to.
enum Prepared {
    Load(Load),
    /// It ends without a request.
    Settled(Settled),
}

impl<S: Sender, C: Clock> Flight<S, C> {
    /// Prepares a delivery that was leased at `leased_at`; `None` when it ended with that.
    pub async fn prepare(&self, delivery: Delivery, leased_at: i64) -> Option<Cargo> {
        let load = if is_to_be_looked_for(&delivery) {
            None
        } else {
            match self.look_into(&delivery).await {
                Ok(Prepared::Load(load)) => Some(load),
                Ok(Prepared::Settled(settled)) => {
                    self.end(&delivery, &Ending::Settle(settled)).await;
                    return None;
                }
                Err(error) => {
                    unreadable(&delivery, &error);
                    return None;
                }
            }
        };
        Some(Cargo {
            delivery,
            leased_at,
            load,
        })
    }

    /// Carries what was prepared to its channel.
    pub async fn fly(&self, cargo: Cargo) -> Landing {
        let Cargo {
            delivery,
            leased_at,
            load,
        } = cargo;
        match self.carry(&delivery, load, leased_at).await {
            Ok((ending, landing)) => {
                self.end(&delivery, &ending).await;
                landing
            }
            Err(error) => {
                unreadable(&delivery, &error);
                done(&delivery, Duration::ZERO)
            }
        }
    }

    /// Gives back what was prepared and not sent.
    pub async fn unload(&self, cargo: Cargo) {
        let ending = Ending::Again {
            problem: "it was held back".to_owned(),
            in_doubt_since: cargo.delivery.in_doubt_since,
        };
        self.end(&cargo.delivery, &ending).await;
    }

    async fn end(&self, delivery: &Delivery, ending: &Ending) {
        if let Err(error) = self.write_down(delivery, ending).await {
            // What was sent stays in doubt until it is found again, and that is safe.
            warn!(delivery.id = delivery.id.0, error = %error, "could not settle a delivery");
        }
    }

    /// What a delivery is to say, or why it says nothing.
    async fn look_into(&self, delivery: &Delivery) -> Result<Prepared, StoreError> {
        let dropped = |why: &str| {
            let settled = unless_in_doubt(delivery, Settled::Dropped(why.to_owned()));
            Ok(Prepared::Settled(settled))
        };
        if !delivery.is_wanted() {
            return dropped("no active subscription wants it any more");
        }
        if delivery.kind == Announcement::Thread {
            return Ok(Prepared::Load(Load::Thread));
        }
        if delivery.is_edit() && delivery.posted.is_none() {
            return dropped("nothing was posted");
        }
        let tag = tag_of(delivery);
        let Some(words) = wording::word(&self.queries, delivery, &tag).await? else {
            return dropped("the match is no longer held");
        };
        if delivery.kind == Announcement::Update
            && let Some(posted) = &delivery.posted
        {
            let mut told = words.told.matches.iter();
            let told_now = told.find(|(game, _)| delivery.matches.contains(game));
            let is_told_already = posted
                .lines
                .as_deref()
                .zip(told_now)
                .is_some_and(|(before, (_, now))| telling::is_same(before, now));
            if is_told_already {
                return dropped("the post says so already");
            }
        }
        Ok(Prepared::Load(Load::Words(tag, words)))
    }

    async fn carry(
        &self,
        delivery: &Delivery,
        load: Option<Load>,
        leased_at: i64,
    ) -> Result<Flown, StoreError> {
        let stay = done(delivery, Duration::ZERO);
        let load = match load {
            Some(load) => load,
            None => {
                if let Some(ending) = self.look_for(delivery, &tag_of(delivery)).await? {
                    return Ok((ending, stay));
                }
                match self.look_into(delivery).await? {
                    Prepared::Load(load) => load,
                    Prepared::Settled(settled) => return Ok((Ending::Settle(settled), stay)),
                }
            }
        };
        let lease_ends = Duration::from_secs(leased_at.unsigned_abs()) + self.lease;
        if self.clock.now() + MARGIN.min(self.lease / 2) > lease_ends {
            let ending = Ending::Again {
                problem: "the lease was about to end".to_owned(),
                in_doubt_since: delivery.in_doubt_since,
            };
            return Ok((ending, stay));
        }
        match (load, &delivery.posted) {
            (Load::Thread, _) => self.start_thread(delivery).await,
            (Load::Words(tag, words), Some(posted)) if delivery.is_edit() => {
                self.edit(delivery, posted, tag, words, leased_at).await
            }
            (Load::Words(tag, words), _) => Ok(self.post(delivery, tag, words, leased_at).await),
        }
    }
}

/// A new message that may stand in its channel is looked for before anything else; an edit may be made twice.
const fn is_to_be_looked_for(delivery: &Delivery) -> bool {
    match delivery.kind {
        Announcement::Summary | Announcement::Digest | Announcement::Alert => {
            delivery.in_doubt_since.is_some()
        }
        Announcement::Update | Announcement::Withdrawal | Announcement::Thread => false,
    }
}

fn tag_of(delivery: &Delivery) -> Tag {
    Tag::of(delivery.id.0, delivery.channel, delivery.created_at)
}

fn unreadable(delivery: &Delivery, error: &StoreError) {
    // The lease runs out, and the row is handed out again.
    warn!(delivery.id = delivery.id.0, error = %error, "could not read what to post");
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
