//! How a delivery ends its turn, and what is written down of it.

use std::time::Duration;

use tracing::{debug, info, warn};

use super::{
    Clock, Sender, Tag,
    flight::Flight,
    policy,
    worker::{seconds, seconds_of},
};
use crate::store::{Delivery, PutBack, Settled, StoreError};

/// How a delivery ends its turn.
pub(super) enum Ending {
    /// For good.
    Settle(Settled),
    /// To be tried again after a wait that counts.
    Later {
        problem: String,
        wait: Option<Duration>,
        in_doubt_since: Option<i64>,
    },
    /// To be tried again in its place; what was wrong is not its fault.
    Again {
        problem: String,
        in_doubt_since: Option<i64>,
    },
}

impl<S: Sender, C: Clock> Flight<S, C> {
    /// Writes down how a delivery ended its turn.
    pub async fn write_down(&self, delivery: &Delivery, ending: &Ending) -> Result<(), StoreError> {
        let now = self.clock.now();
        let tag = || Tag::of(delivery.id.0, delivery.channel, delivery.created_at);
        let kept = match ending {
            Ending::Settle(settled) => {
                match settled {
                    Settled::Sent { message, .. } => {
                        info!(
                            delivery.id = delivery.id.0,
                            channel.id = delivery.channel,
                            message.id = message,
                            "posted"
                        );
                    }
                    Settled::Uncertain(why) => {
                        warn!(
                            delivery.id = delivery.id.0,
                            channel.id = delivery.channel,
                            "cannot tell whether it was posted: {why}"
                        );
                    }
                    Settled::Refused(_) | Settled::Dropped(_) => {}
                }
                self.store
                    .settle(&self.worker, delivery.id, settled, seconds(now))
                    .await?
            }
            Ending::Later {
                problem,
                wait,
                in_doubt_since,
            } => {
                let wait = wait.unwrap_or_else(|| policy::back_off(delivery.attempts, &tag()));
                warn!(
                    delivery.id = delivery.id.0,
                    channel.id = delivery.channel,
                    attempt = delivery.attempts,
                    "not posted yet, trying again in {wait:.1?}: {problem}"
                );
                let how = PutBack {
                    problem,
                    due_at: seconds_of(now + wait),
                    in_doubt_since: *in_doubt_since,
                    counts: true,
                };
                self.store.put_back(&self.worker, delivery.id, &how).await?
            }
            Ending::Again {
                problem,
                in_doubt_since,
            } => {
                debug!(delivery.id = delivery.id.0, "back in its place: {problem}");
                let how = PutBack {
                    problem,
                    due_at: delivery.due_at,
                    in_doubt_since: *in_doubt_since,
                    counts: false,
                };
                self.store.put_back(&self.worker, delivery.id, &how).await?
            }
        };
        if !kept {
            // Whoever has the lease now sends with the same nonce, or finds the post.
            warn!(
                delivery.id = delivery.id.0,
                "the lease of a delivery was lost"
            );
        }
        Ok(())
    }
}
