//! Putting a new message into a channel, once.

use std::time::Duration;

use tracing::{error, info, warn};

use super::{
    Clock, Found, NONCE_HOLDS, Outcome, Post, Refusal, Sender, Tag,
    ending::Ending,
    flight::{Flight, Flown, Landing, done, unless_in_doubt},
    form::Form,
    policy::{self, Hindrance, Ruling},
    wording::{self, Wording},
    worker::seconds,
};
use crate::store::{Delivery, Settled, StoreError, Told};

impl<S: Sender, C: Clock> Flight<S, C> {
    /// What is known of a message in doubt; `None` when it is to be sent, with the same nonce while that holds, or again.
    pub(super) async fn look_for(
        &self,
        delivery: &Delivery,
        tag: &Tag,
    ) -> Result<Option<Ending>, StoreError> {
        let Some(since) = delivery.in_doubt_since else {
            return Ok(None);
        };
        let began = Duration::from_secs(since.unsigned_abs());
        if self.clock.now().saturating_sub(began) < NONCE_HOLDS {
            return Ok(None);
        }
        let later = |problem: &str, wait| Ending::Later {
            problem: problem.to_owned(),
            wait,
            in_doubt_since: Some(since),
        };
        let uncertain = |why: String| Some(Ending::Settle(Settled::Uncertain(why)));
        Ok(match self.sender.find(delivery.channel, tag, began).await {
            Found::Message(message) => {
                info!(delivery.id = delivery.id.0, message.id = message, "found a post that was in doubt");
                // What it told then is not known for sure; what is true now is the nearest to it.
                let words = wording::word(&self.queries, delivery, tag).await?;
                let told = words.map_or_else(|| adopted(delivery), |words| words.told);
                Some(Ending::Settle(Settled::Sent { message, told }))
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
        })
    }

    /// Posts a message.
    pub(super) async fn post(
        &self,
        delivery: &Delivery,
        tag: Tag,
        words: Wording,
        leased_at: i64,
    ) -> Flown {
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
                    told: words.told,
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

    async fn refused(&self, delivery: &Delivery, refusal: &Refusal, tag: &Tag) -> Flown {
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

    /// Pauses what posts in a channel that takes nothing; its server's alert channel is told with it.
    pub(super) async fn pause(&self, delivery: &Delivery, hindrance: Hindrance) {
        let now = seconds(self.clock.now());
        let reason = hindrance.sentence();
        match self
            .store
            .pause_channel(delivery.channel, reason, hindrance.word(), now)
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

/// What is kept of a post that was found again and whose match is gone by now: its form alone.
fn adopted(delivery: &Delivery) -> Told {
    let form = Form::of_delivery(delivery);
    Told {
        format: form.format,
        is_hidden: form.hides,
        ..Told::default()
    }
}

pub(super) fn in_words(refusal: &Refusal) -> String {
    format!(
        "Discord refused with {} {}: {}",
        refusal.status, refusal.code, refusal.words
    )
}
