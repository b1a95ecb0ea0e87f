//! `/help`: what can be asked.

use super::{Context, Outcome, ask_for};
use crate::questions::Ask;
use crate::replies::Audience;

#[poise::command(slash_command)]
pub async fn help(context: Context<'_>) -> Outcome {
    ask_for(context, Ask::Help, Audience::Asker).await
}
