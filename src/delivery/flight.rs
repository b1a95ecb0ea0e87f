//! The way of one delivery, from the lease to its settlement.

use std::{sync::Arc, time::Duration};

use tracing::{error, info, warn};

use super::{
    Clock, Found, NONCE_HOLDS, Outcome, Post, Refusal, Sender, Tag,
    ending::Ending,
    policy::{self, Hindrance, Ruling},
    wording::{self, Wording},
    worker::seconds,
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

    async fn go(
        &self,
        delivery: &Delivery,
        leased_at: i64,
    ) -> Result<(Ending, Landing), StoreError> {
        let tag = Tag::of(delivery.id.0, delivery.channel, delivery.created_at);
        let end = |settled| Ok((Ending::Settle(settled), done(delivery, Duration::ZERO)));
        if let (Announcement::Summary, Some(since)) = (delivery.kind, delivery.in_doubt_since)
            && let Some(ending) = self.look_for(delivery, &tag, since).await
        {
            return Ok((ending, done(delivery, Duration::ZERO)));
        }
        if !delivery.is_wanted {
            let why = "no active subscription wants it any more";
            return end(unless_in_doubt(delivery, Settled::Dropped(why.to_owned())));
        }
        let words = match wording::word(&self.queries, delivery, &tag).await? {
            None if delivery.kind == Announcement::Withdrawal => {
                wording::word_withdrawal(&self.queries, delivery, &tag).await?
            }
            words => words,
        };
        let Some(words) = words else {
            let why = "the match is no longer held";
            return end(unless_in_doubt(delivery, Settled::Dropped(why.to_owned())));
        };
        let lease_ends = Duration::from_secs(leased_at.unsigned_abs()) + self.lease;
        if self.clock.now() + MARGIN.min(self.lease / 2) > lease_ends {
            let ending = Ending::Again {
                problem: "the lease was about to end".to_owned(),
                in_doubt_since: delivery.in_doubt_since,
            };
            return Ok((ending, done(delivery, Duration::ZERO)));
        }
        Ok(match (delivery.kind, delivery.posted) {
            (Announcement::Summary, _) => self.post(delivery, tag, words, leased_at).await,
            (Announcement::Update | Announcement::Withdrawal, Some(message)) => {
                let outcome = self
                    .sender
                    .edit(delivery.channel, message, &words.framed)
                    .await;
                edited(delivery, &tag, outcome)
            }
            (Announcement::Update | Announcement::Withdrawal, None) => {
                return end(Settled::Dropped("nothing was posted".to_owned()));
            }
        })
    }

    /// What is known of a post in doubt; `None` when it is to be sent, with the same nonce while that holds, or again.
    async fn look_for(&self, delivery: &Delivery, tag: &Tag, since: i64) -> Option<Ending> {
        let began = Duration::from_secs(since.unsigned_abs());
        if self.clock.now().saturating_sub(began) < NONCE_HOLDS {
            return None;
        }
        let later = |problem: &str, wait| Ending::Later {
            problem: problem.to_owned(),
            wait,
            in_doubt_since: Some(since),
        };
        let uncertain = |why: String| Some(Ending::Settle(Settled::Uncertain(why)));
        match self.sender.find(delivery.channel, tag, began).await {
            Found::Message(message) => {
                info!(delivery.id = delivery.id.0, message.id = message, "found a post that was in doubt");
                Some(Ending::Settle(Settled::Sent { message }))
            }
            Found::Nothing => None,
            Found::Unreadable => uncertain(
                "no answer came, and the channel's history cannot be read to see whether it was posted"
                    .to_owned(),
            ),
            Found::Refused(refusal) => match policy::ruling(&refusal) {
                Ruling::Pause(hindrance) => {
                    self.pause(delivery, hindrance).await;
                    uncertain(format!("no answer came, and then: {}", in_words(&refusal)))
                }
                Ruling::Bury => uncertain(in_words(&refusal)),
                Ruling::Hold => Some(later(&in_words(&refusal), None)),
            },
            Found::NoAnswer(wait) => Some(later("could not look for a post in doubt", wait)),
        }
    }

    async fn post(
        &self,
        delivery: &Delivery,
        tag: Tag,
        words: Wording,
        leased_at: i64,
    ) -> (Ending, Landing) {
        let mut post = Post {
            body: words.framed,
            tag,
        };
        let mut outcome = self.sender.post(delivery.channel, &post).await;
        if let Outcome::Refused(refusal) = &outcome
            && policy::ruling(refusal) == Ruling::Pause(Hindrance::MissingPermissions)
        {
            // Perhaps embeds alone are forbidden.
            post.body = words.plain;
            outcome = self.sender.post(delivery.channel, &post).await;
        }
        let tag = post.tag;
        let since = delivery.in_doubt_since;
        match outcome {
            Outcome::Sent { message_id, rest } => (
                Ending::Settle(Settled::Sent {
                    message: message_id,
                }),
                done(delivery, rest),
            ),
            Outcome::Refused(refusal) => self.refused(delivery, &refusal, &tag).await,
            Outcome::RateLimited { after, everywhere } => {
                let ending = Ending::Again {
                    problem: "429".to_owned(),
                    in_doubt_since: since,
                };
                warn!(
                    delivery.id = delivery.id.0,
                    channel.id = delivery.channel,
                    everywhere,
                    ?after,
                    "rate limited"
                );
                match everywhere {
                    true => (ending, Landing::Halt(after)),
                    false => (ending, done(delivery, after)),
                }
            }
            Outcome::InDoubt(problem) => (
                Ending::Later {
                    problem,
                    wait: None,
                    in_doubt_since: since.or(Some(leased_at)),
                },
                done(delivery, Duration::ZERO),
            ),
            Outcome::Unavailable(problem) => (
                Ending::Again {
                    problem,
                    in_doubt_since: since,
                },
                Landing::Unreachable,
            ),
        }
    }

    async fn refused(
        &self,
        delivery: &Delivery,
        refusal: &Refusal,
        tag: &Tag,
    ) -> (Ending, Landing) {
        let words = in_words(refusal);
        let stay = done(delivery, Duration::ZERO);
        match policy::ruling(refusal) {
            Ruling::Pause(hindrance) => {
                self.pause(delivery, hindrance).await;
                let settled = unless_in_doubt(delivery, Settled::Refused(words));
                (Ending::Settle(settled), stay)
            }
            Ruling::Bury => {
                error!(
                    delivery.id = delivery.id.0,
                    tag = tag.as_str(),
                    channel.id = delivery.channel,
                    status = refusal.status,
                    code = refusal.code,
                    "Discord will never take this post: {words}"
                );
                let settled = unless_in_doubt(delivery, Settled::Refused(words));
                (Ending::Settle(settled), stay)
            }
            Ruling::Hold => {
                let halt = policy::HOLD;
                error!(
                    status = refusal.status,
                    "Discord takes no posts from us, asking again in {halt:?}: {words}"
                );
                let ending = Ending::Again {
                    problem: words,
                    in_doubt_since: delivery.in_doubt_since,
                };
                (ending, Landing::Halt(halt))
            }
        }
    }

    async fn pause(&self, delivery: &Delivery, hindrance: Hindrance) {
        let now = seconds(self.clock.now());
        let reason = hindrance.sentence();
        match self
            .store
            .pause_channel(delivery.channel, reason, now)
            .await
        {
            Ok(true) => warn!(
                channel.id = delivery.channel,
                guild.id = delivery.guild,
                why = hindrance.word(),
                "paused a channel's subscriptions: {reason}"
            ),
            Ok(false) => {}
            Err(error) => {
                warn!(channel.id = delivery.channel, error = %error, "could not pause a channel's subscriptions")
            }
        }
    }
}

/// What an edit came to. An edit may be made twice, so that doubt only means another try.
fn edited(delivery: &Delivery, tag: &Tag, outcome: Outcome) -> (Ending, Landing) {
    let stay = done(delivery, Duration::ZERO);
    let later = |problem| Ending::Later {
        problem,
        wait: None,
        in_doubt_since: None,
    };
    let again = |problem: String| Ending::Again {
        problem,
        in_doubt_since: None,
    };
    match outcome {
        Outcome::Sent { message_id, .. } => (
            Ending::Settle(Settled::Sent {
                message: message_id,
            }),
            stay,
        ),
        Outcome::Refused(refusal) => {
            let words = in_words(&refusal);
            let ending = match (refusal.code, policy::ruling(&refusal)) {
                (10_008, _) => Ending::Settle(Settled::Dropped("the post was deleted".to_owned())),
                (30_046, _) | (_, Ruling::Pause(_)) => Ending::Settle(Settled::Refused(words)),
                (_, Ruling::Bury) => {
                    error!(
                        delivery.id = delivery.id.0,
                        tag = tag.as_str(),
                        channel.id = delivery.channel,
                        "Discord will never take this edit: {words}"
                    );
                    Ending::Settle(Settled::Refused(words))
                }
                (_, Ruling::Hold) => return (again(words), Landing::Halt(policy::HOLD)),
            };
            (ending, stay)
        }
        Outcome::RateLimited {
            after,
            everywhere: true,
        } => (again("429".to_owned()), Landing::Halt(after)),
        Outcome::RateLimited {
            after,
            everywhere: false,
        } => (again("429".to_owned()), done(delivery, after)),
        Outcome::InDoubt(problem) => (later(problem), stay),
        Outcome::Unavailable(problem) => (again(problem), Landing::Unreachable),
    }
}

const fn done(delivery: &Delivery, rest: Duration) -> Landing {
    Landing::Done {
        channel: delivery.channel,
        rest,
    }
}

/// A post that may stand in its channel is not said to be refused or dropped.
fn unless_in_doubt(delivery: &Delivery, settled: Settled) -> Settled {
    match (delivery.kind, delivery.in_doubt_since, settled) {
        (
            Announcement::Summary,
            Some(_),
            Settled::Refused(why) | Settled::Dropped(why) | Settled::Uncertain(why),
        ) => Settled::Uncertain(format!("no answer came, and then: {why}")),
        (_, _, settled) => settled,
    }
}

fn in_words(refusal: &Refusal) -> String {
    format!(
        "Discord refused with {} {}: {}",
        refusal.status, refusal.code, refusal.words
    )
}
