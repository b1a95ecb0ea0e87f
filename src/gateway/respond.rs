//! One interaction, answered once.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use serenity::all::{CommandInteraction, ComponentInteraction, Http, HttpError, InteractionId};
use tokio::time::{sleep, timeout};
use tracing::{error, warn};

use super::rest::told;
use super::{Patience, Reference};
use crate::replies::embed::{Component, Message};
use crate::replies::form::Form;
use crate::replies::{Audience, Reply, embed, fault};

/// The custom id of a menu whose outcome only the asker is to see, unlike that of [`embed::MENU_ID`].
pub const PRIVATE_MENU_ID: &str = "1|menu|private";

/// An interaction and the way to answer it.
pub struct Caller<'a> {
    http: &'a Http,
    id: InteractionId,
    token: &'a str,
    acknowledged: Acknowledged<'a>,
}

/// Whether Discord has had the one direct answer that an interaction can get.
enum Acknowledged<'a> {
    /// Known to the command framework too.
    Shared(&'a AtomicBool),
    /// Known here alone.
    Own(AtomicBool),
}

impl Acknowledged<'_> {
    const fn flag(&self) -> &AtomicBool {
        match self {
            Self::Shared(flag) => flag,
            Self::Own(flag) => flag,
        }
    }
}

/// Where an answer goes, decided before it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Into a message of its own, for these people; a reply for the asker alone stays so.
    NewMessage(Audience),
    /// Over the message that was pressed, which these people see.
    SameMessage(Audience),
}

/// Discord's numbers for the direct answers.
mod callback {
    pub const MESSAGE: u8 = 4;
    pub const MESSAGE_LATER: u8 = 5;
    pub const UPDATE_LATER: u8 = 6;
    pub const UPDATE: u8 = 7;
    pub const CHOICES: u8 = 8;
    pub const FORM: u8 = 9;
}

impl<'a> Caller<'a> {
    /// Whoever typed a command.
    pub fn typed(
        http: &'a Http,
        interaction: &'a CommandInteraction,
        acknowledged: &'a AtomicBool,
    ) -> Self {
        Self {
            acknowledged: Acknowledged::Shared(acknowledged),
            ..Self::of(http, interaction.id, &interaction.token)
        }
    }

    /// Whoever pressed a button or chose from a menu.
    pub fn pressed(http: &'a Http, interaction: &'a ComponentInteraction) -> Self {
        Self::of(http, interaction.id, &interaction.token)
    }

    /// Whoever is behind an interaction that was not answered yet.
    pub const fn of(http: &'a Http, id: InteractionId, token: &'a str) -> Self {
        Self {
            http,
            id,
            token,
            acknowledged: Acknowledged::Own(AtomicBool::new(false)),
        }
    }

    /// Answers with what `work` comes to: at once when it is quick, else after saying that it takes a while.
    ///
    /// Saying so fixes who sees the answer. When it then turns out to be for the asker alone, the placeholder is taken
    /// back and the asker is told apart.
    pub async fn answer<W>(&self, place: Place, patience: &Patience, work: W)
    where
        W: Future<Output = Reply> + Send + 'static,
    {
        let mut working = tokio::spawn(work);
        let reply = match timeout(patience.defer_after, &mut working).await {
            Ok(reply) => reply,
            Err(_) => {
                self.defer(place).await;
                let rest = patience.give_up_after.saturating_sub(patience.defer_after);
                match timeout(rest, &mut working).await {
                    Ok(reply) => reply,
                    Err(_) => {
                        working.abort();
                        let reference = Reference::new();
                        error!(%reference, "an answer took too long");
                        Ok(fault(&reference.to_string()))
                    }
                }
            }
        };
        let reply = reply.unwrap_or_else(|panic| {
            let reference = Reference::new();
            error!(%reference, error = %panic, "answering broke off");
            fault(&reference.to_string())
        });
        if self.acknowledged.flag().load(Ordering::SeqCst) {
            self.follow(place, reply).await;
        } else {
            self.direct(place, reply).await;
        }
    }

    /// Tells the asker alone, at once, whatever was said before.
    pub async fn tell(&self, reply: Reply) {
        let reply = Reply {
            audience: Audience::Asker,
            ..reply
        };
        if self.acknowledged.flag().load(Ordering::SeqCst) {
            self.follow_up(&embed::message(&reply)).await;
        } else {
            self.direct(Place::NewMessage(Audience::Asker), reply).await;
        }
    }

    /// Offers values for what is being typed: `(shown, value)`, 25 at most.
    pub async fn offer(&self, choices: &[(String, String)]) {
        let choices: Vec<Value> = choices
            .iter()
            .map(|(name, value)| json!({"name": name, "value": value}))
            .collect();
        self.callback(&json!({"type": callback::CHOICES, "data": {"choices": choices}}))
            .await;
    }

    /// Asks for a form to be filled in. It has to be the first answer.
    pub async fn ask(&self, form: &Form) {
        self.callback(&json!({"type": callback::FORM, "data": form}))
            .await;
    }

    async fn direct(&self, place: Place, reply: Reply) {
        let (kind, message) = match place {
            Place::NewMessage(Audience::Everyone) => (callback::MESSAGE, embed::message(&reply)),
            Place::NewMessage(Audience::Asker) => (callback::MESSAGE, private(reply)),
            Place::SameMessage(Audience::Asker) => (callback::UPDATE, private(reply)),
            Place::SameMessage(Audience::Everyone) => match reply.audience {
                Audience::Everyone => (callback::UPDATE, embed::message(&reply)),
                Audience::Asker => (callback::MESSAGE, embed::message(&reply)),
            },
        };
        let data = if kind == callback::UPDATE {
            edit(&message)
        } else {
            json!(message)
        };
        self.callback(&json!({"type": kind, "data": data})).await;
    }

    async fn defer(&self, place: Place) {
        let body = match place {
            Place::NewMessage(Audience::Everyone) => json!({"type": callback::MESSAGE_LATER}),
            Place::NewMessage(Audience::Asker) => {
                json!({"type": callback::MESSAGE_LATER, "data": {"flags": 64}})
            }
            Place::SameMessage(_) => json!({"type": callback::UPDATE_LATER}),
        };
        self.callback(&body).await;
    }

    /// The answer after a deferral.
    async fn follow(&self, place: Place, reply: Reply) {
        match (place, reply.audience) {
            (Place::NewMessage(Audience::Asker) | Place::SameMessage(Audience::Asker), _) => {
                self.edit_original(&private(reply)).await;
            }
            (Place::NewMessage(_) | Place::SameMessage(_), Audience::Everyone) => {
                self.edit_original(&embed::message(&reply)).await;
            }
            (Place::NewMessage(Audience::Everyone), Audience::Asker) => {
                let taken_back = retried(LATER, || async {
                    self.http
                        .delete_original_interaction_response(self.token)
                        .await
                })
                .await;
                if let Err(error) = taken_back {
                    warn!(
                        error = told(&error),
                        "a placeholder could not be taken back"
                    );
                }
                self.follow_up(&embed::message(&reply)).await;
            }
            (Place::SameMessage(Audience::Everyone), Audience::Asker) => {
                self.follow_up(&embed::message(&reply)).await;
            }
        }
    }

    async fn edit_original(&self, message: &Message) {
        let body = edit(message);
        let edited = retried(LATER, || async {
            self.http
                .edit_original_interaction_response(self.token, &body, Vec::new())
                .await
                .map(drop)
        })
        .await;
        if let Err(error) = edited {
            error!(
                error = told(&error),
                "a deferred answer did not reach Discord"
            );
        }
    }

    async fn follow_up(&self, message: &Message) {
        let sent = retried(LATER, || async {
            self.http
                .create_followup_message(self.token, message, Vec::new())
                .await
                .map(drop)
        })
        .await;
        if let Err(error) = sent {
            error!(error = told(&error), "a follow-up did not reach Discord");
        }
    }

    async fn callback(&self, body: &Value) {
        // Set before it is sent: should the answer to the request be lost, Discord may have taken it all the same.
        self.acknowledged.flag().store(true, Ordering::SeqCst);
        let sent = retried(AT_ONCE, || async {
            self.http
                .create_interaction_response(self.id, self.token, body, Vec::new())
                .await
        })
        .await;
        match sent {
            Ok(()) => {}
            Err(error) if is_over(&error) => {
                warn!(error = told(&error), "an answer came too late for Discord");
            }
            Err(error) => error!(error = told(&error), "an answer did not reach Discord"),
        }
    }
}

/// The reply for the asker alone, with a menu that remembers it.
fn private(reply: Reply) -> Message {
    let mut message = embed::message(&Reply {
        audience: Audience::Asker,
        ..reply
    });
    for row in &mut message.components {
        for component in &mut row.components {
            match component {
                Component::Menu { custom_id, .. } => PRIVATE_MENU_ID.clone_into(custom_id),
                Component::Button { .. } => {}
            }
        }
    }
    message
}

/// The body that changes a message: who sees it is settled.
fn edit(message: &Message) -> Value {
    let mut body = json!(message);
    if let Some(fields) = body.as_object_mut() {
        fields.remove("flags");
    }
    body
}

/// How often and how long a request is tried.
#[derive(Clone, Copy)]
struct Tries {
    times: u32,
    each: Duration,
    first_wait: Duration,
}

/// A direct answer counts for 3 s.
const AT_ONCE: Tries = Tries {
    times: 3,
    each: Duration::from_millis(900),
    first_wait: Duration::from_millis(100),
};

/// A deferred one for 15 min.
const LATER: Tries = Tries {
    times: 5,
    each: Duration::from_secs(10),
    first_wait: Duration::from_millis(500),
};

/// Sends until Discord takes it, refuses it, or the tries are used up.
async fn retried<F, R>(tries: Tries, send: F) -> serenity::Result<()>
where
    F: Fn() -> R,
    R: Future<Output = serenity::Result<()>>,
{
    let mut wait = tries.first_wait;
    let mut tried = 1;
    loop {
        let outcome = timeout(tries.each, send()).await;
        let failure = match outcome {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(error)) if tried > 1 && is_answered_already(&error) => return Ok(()),
            Ok(Err(error)) if !may_pass(&error) => return Err(error),
            Ok(Err(error)) => Err(error),
            Err(_) => Err(serenity::Error::Other("Discord did not answer in time")),
        };
        if tried == tries.times {
            return failure;
        }
        sleep(wait).await;
        wait *= 2;
        tried += 1;
    }
}

/// Discord's 10062: it gave up on the interaction.
fn is_over(error: &serenity::Error) -> bool {
    matches!(error, serenity::Error::Http(HttpError::UnsuccessfulRequest(refusal))
        if refusal.error.code == 10062)
}

/// Discord's 40060: an earlier try had arrived after all.
fn is_answered_already(error: &serenity::Error) -> bool {
    matches!(error, serenity::Error::Http(HttpError::UnsuccessfulRequest(refusal))
        if refusal.error.code == 40060)
}

/// Whether the same request may succeed later: trouble on the way or at Discord's end.
fn may_pass(error: &serenity::Error) -> bool {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(refusal)) => {
            refusal.status_code.is_server_error() || refusal.status_code.as_u16() == 429
        }
        serenity::Error::Http(HttpError::Request(_)) => true,
        _ => false,
    }
}
