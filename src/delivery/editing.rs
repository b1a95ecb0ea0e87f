//! Changing a post that stands already: its words, or a thread that begins from it.

use std::time::Duration;

use tracing::{error, warn};

use super::{
    Clock, Outcome, Sender, Tag,
    ending::Ending,
    flight::{Flight, Flown, Landing, done},
    policy::{self, Ruling},
    posting::in_words,
    wording::{self, Wording},
};
use crate::{
    replies,
    store::{Delivery, Posted, Settled, StoreError, Told},
};

/// Discord's code for a message that is gone.
const UNKNOWN_MESSAGE: u64 = 10_008;
/// Discord's code for an old message that was edited too often.
const TOO_MANY_EDITS: u64 = 30_046;
/// Discord's code for a thread in the archive, from which a new message takes it out and an edit does not.
const ARCHIVED: u64 = 50_083;
/// Discord's code for a message that has its thread already.
const HAS_A_THREAD: u64 = 160_004;

impl<S: Sender, C: Clock> Flight<S, C> {
    /// Puts new words in the place of a post's. Where Discord takes no edit of it any more, they are said in a reply under it.
    pub(super) async fn edit(
        &self,
        delivery: &Delivery,
        posted: &Posted,
        tag: Tag,
        words: Wording,
        leased_at: i64,
    ) -> Result<Flown, StoreError> {
        let outcome = self
            .sender
            .edit(delivery.channel, posted.message, &words.framed)
            .await;
        match outcome {
            Outcome::Refused(refusal) if matches!(refusal.code, TOO_MANY_EDITS | ARCHIVED) => {
                // Unlike an edit, a reply made twice is two: one in doubt is looked for first.
                if let Some(ending) = self.look_for(delivery, &tag).await? {
                    return Ok((ending, done(delivery, Duration::ZERO)));
                }
                let reply =
                    wording::correction(&self.queries, delivery, posted, &words, &tag).await?;
                Ok(self.post(delivery, tag, reply, leased_at).await)
            }
            Outcome::Refused(refusal) if refusal.code == UNKNOWN_MESSAGE => {
                let gone = Settled::Dropped("the post was deleted".to_owned());
                Ok((Ending::Settle(gone), done(delivery, Duration::ZERO)))
            }
            outcome => Ok(self.changed(delivery, outcome, words.told, &tag).await),
        }
    }

    /// Starts a thread from a post. Discord allows one a message, so that doubt only means another try.
    pub(super) async fn start_thread(&self, delivery: &Delivery) -> Result<Flown, StoreError> {
        let settled = |settled| Ok((Ending::Settle(settled), done(delivery, Duration::ZERO)));
        let Some(posted) = &delivery.posted else {
            return settled(Settled::Dropped(
                "there is no post to begin from".to_owned(),
            ));
        };
        let Some(card) = wording::card_of(&self.queries, delivery).await? else {
            return settled(Settled::Dropped("the match is no longer held".to_owned()));
        };
        let name = replies::thread_name(&card);
        let outcome = self
            .sender
            .start_thread(delivery.channel, posted.message, &name)
            .await;
        let nothing_told = Told::default();
        match outcome {
            Outcome::Refused(refusal) if refusal.code == HAS_A_THREAD => {
                // It has the message's own number.
                settled(Settled::Sent {
                    message: posted.message,
                    told: nothing_told,
                })
            }
            Outcome::Refused(refusal) if !matches!(policy::ruling(&refusal), Ruling::Hold) => {
                // The posts themselves may go on.
                warn!(
                    delivery.id = delivery.id.0,
                    channel.id = delivery.channel,
                    code = refusal.code,
                    "no thread could be started from a post"
                );
                settled(Settled::Refused(in_words(&refusal)))
            }
            outcome => {
                let tag = Tag::of(delivery.id.0, delivery.channel, delivery.created_at);
                Ok(self.changed(delivery, outcome, nothing_told, &tag).await)
            }
        }
    }

    /// What a change came to that may be made twice.
    async fn changed(&self, delivery: &Delivery, outcome: Outcome, told: Told, tag: &Tag) -> Flown {
        let stay = done(delivery, Duration::ZERO);
        // What may be in doubt is a reply of an earlier try, and that stays so.
        let in_doubt_since = delivery.in_doubt_since;
        let again = |problem: String| Ending::Again {
            problem,
            in_doubt_since,
        };
        match outcome {
            Outcome::Sent { message_id, rest } => {
                let settled = Settled::Sent {
                    message: message_id,
                    told,
                };
                (Ending::Settle(settled), done(delivery, rest))
            }
            Outcome::Refused(refusal) => {
                let words = in_words(&refusal);
                match policy::ruling(&refusal) {
                    Ruling::Pause(hindrance) => self.pause(delivery, hindrance).await,
                    Ruling::Bury => error!(
                        delivery.id = delivery.id.0,
                        tag = tag.as_str(),
                        channel.id = delivery.channel,
                        "Discord will never take this edit: {words}"
                    ),
                    Ruling::Hold => return (again(words), Landing::Halt(policy::HOLD)),
                }
                (Ending::Settle(Settled::Refused(words)), stay)
            }
            Outcome::RateLimited { after, everywhere } => match everywhere {
                true => (again("429".to_owned()), Landing::Halt(after)),
                false => (again("429".to_owned()), done(delivery, after)),
            },
            Outcome::InDoubt(problem) => {
                let ending = Ending::Later {
                    problem,
                    wait: None,
                    in_doubt_since,
                };
                (ending, stay)
            }
            Outcome::Unavailable(problem) => (again(problem), Landing::Unreachable),
        }
    }
}
