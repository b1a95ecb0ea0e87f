//! Buttons that decide something.

use std::sync::Arc;

use serenity::all::ComponentInteraction;

use super::front::Front;
use super::person::Person;
use super::respond::{Caller, Place};
use super::{handing_in, moderating};
use crate::replies::{Audience, Decide, Reply, Tone, front};

/// Answers a press that decides something, in the place of what was pressed.
pub async fn answer(bot: &Front, pressed: &ComponentInteraction, what: Decide) {
    let caller = Caller::pressed(&bot.http, pressed);
    let state = Arc::clone(&bot.lobby.state);
    let person = Person::member(&state, pressed.guild_id, pressed.member.as_ref());
    let Some(person) = person else {
        caller.tell(front::server_only()).await;
        return;
    };
    if let Decide::EditTeams(draft) = what {
        // A form has to be the first answer.
        match handing_in::teams_form(&person, draft).await {
            Ok(form) => caller.ask(&form).await,
            Err(reply) => caller.tell(reply).await,
        }
        return;
    }
    // What is decided takes the place of the question; what could not be decided leaves it to those who can.
    let place = Place::SameMessage(Audience::Everyone);
    let work = async move {
        let reply = decided(&person, what).await;
        let audience = match reply.tone {
            Tone::Mistake | Tone::Fault => Audience::Asker,
            Tone::Plain | Tone::Complete | Tone::Incomplete | Tone::Disputed | Tone::Corrected => {
                Audience::Everyone
            }
        };
        Reply { audience, ..reply }
    };
    caller.answer(place, &bot.lobby.patience, work).await;
}

async fn decided(person: &Person, what: Decide) -> Reply {
    match what {
        Decide::Publish(draft) => handing_in::publish(person, draft).await,
        Decide::Discard(draft) => handing_in::discard(person, draft).await,
        Decide::Accept(draft) => handing_in::accept(person, draft).await,
        Decide::Reject(draft) => handing_in::reject(person, draft).await,
        Decide::Merge(kept, gone) => moderating::merge(person, kept, gone).await,
        Decide::KeepApart(one, other) => moderating::keep_apart(person, one, other).await,
        Decide::Undo(correction) => moderating::undo(person, correction).await,
        Decide::Restore(report) => moderating::restore(person, report).await,
        // Answered with a form.
        Decide::EditTeams(_) => front::stale_button(),
    }
}
