//! `/status`: what is held and what waits.

use super::{Context, Outcome, ask_for};
use crate::questions::Ask;
use crate::replies::Audience;

#[poise::command(slash_command)]
pub async fn status(context: Context<'_>) -> Outcome {
    ask_for(context, Ask::Status, Audience::Asker).await
}
