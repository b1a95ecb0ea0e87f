//! Buttons that were pressed, menus that were chosen from.

use std::sync::Arc;

use serenity::all::{
    ComponentInteraction, ComponentInteractionDataKind, MessageFlags, MessageInteractionMetadata,
};

use super::deciding;
use super::front::Front;
use super::respond::{Caller, PRIVATE_MENU_ID, Place};
use crate::questions::Ask;
use crate::replies::{Action, Audience, embed, front};

/// Answers a press. What it means stands in its id alone, so it works after a restart.
pub async fn answer(bot: &Front, pressed: &ComponentInteraction) {
    let caller = Caller::pressed(&bot.http, pressed);
    let chosen = match &pressed.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.as_slice(),
        _ => &[],
    };
    let ask = match embed::pressed(&pressed.data.custom_id, chosen) {
        Some(Action::Ask(ask)) => ask,
        Some(Action::Decide(what)) => {
            deciding::answer(bot, pressed, what).await;
            return;
        }
        None => {
            caller.tell(front::stale_button()).await;
            return;
        }
    };
    let place = place(pressed, &ask);
    let state = &bot.lobby.state;
    let desk = Arc::clone(&state.desk);
    let (state, server) = (Arc::clone(state), pressed.guild_id);
    caller
        .answer(place, &bot.lobby.patience, async move {
            let asker = state.asker_in(server).await;
            desk.answer(&asker, &ask).await
        })
        .await;
}

/// Who sees what a press leads to. Whoever presses a button under somebody's answer gets what is behind it alone: twenty
/// curious people are no reason for twenty messages. A page is turned where it stands, by the one who asked for the list.
/// Settling what an ambiguous command meant ends in the answer that everybody would have seen at once.
fn place(pressed: &ComponentInteraction, ask: &Ask) -> Place {
    let is_private = pressed
        .message
        .flags
        .is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL));
    let id = pressed.data.custom_id.as_str();
    if matches!(ask, Ask::Matches(_)) {
        return match (is_private, is_own(pressed)) {
            (true, _) => Place::SameMessage(Audience::Asker),
            (false, true) => Place::SameMessage(Audience::Everyone),
            (false, false) => Place::NewMessage(Audience::Asker),
        };
    }
    if is_private && id == embed::MENU_ID && id != PRIVATE_MENU_ID {
        return Place::NewMessage(Audience::Everyone);
    }
    Place::NewMessage(Audience::Asker)
}

/// Whether the message answers the one who pressed.
fn is_own(pressed: &ComponentInteraction) -> bool {
    let asker = match pressed.message.interaction_metadata.as_deref() {
        Some(MessageInteractionMetadata::Command(asked)) => Some(asked.user.id),
        Some(MessageInteractionMetadata::Component(asked)) => Some(asked.user.id),
        Some(MessageInteractionMetadata::ModalSubmit(asked)) => Some(asked.user.id),
        Some(_) | None => None,
    };
    asker == Some(pressed.user.id)
}
