//! Buttons that were pressed, menus that were chosen from.

use serenity::all::ComponentInteraction;

use super::front::Front;
use super::respond::Caller;
use crate::replies::front;

/// Answers a press. What it means stands in its id alone, so it works after a restart.
pub async fn answer(front: &Front, pressed: &ComponentInteraction) {
    Caller::pressed(&front.http, pressed)
        .tell(front::stale_button())
        .await;
}
