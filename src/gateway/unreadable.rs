//! An answer to an interaction that the library could not read.

use serde_json::Value;
use serenity::all::{Http, InteractionId};
use tracing::error;

use super::respond::Caller;
use crate::replies::front;

/// Discord's number for "values are wanted while an option is typed".
const AUTOCOMPLETE: u64 = 4;

/// Answers from what is left: the id and the token.
pub async fn answer(http: &Http, interaction: &Value) {
    let id = interaction["id"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .filter(|id| *id != 0);
    let (Some(id), Some(token)) = (id, interaction["token"].as_str()) else {
        error!("an interaction without id and token cannot be answered");
        return;
    };
    let caller = Caller::of(http, InteractionId::new(id), token);
    if interaction["type"].as_u64() == Some(AUTOCOMPLETE) {
        caller.offer(&[]).await;
    } else {
        caller.tell(front::unreadable()).await;
    }
}
