//! `/evidence`: the words behind a match.

use super::{Context, Outcome, ask};
use crate::gateway::autocomplete::complete;
use crate::questions::{Ask, EvidenceAsk};

#[poise::command(slash_command)]
pub async fn evidence(
    context: Context<'_>,
    #[rename = "match"]
    #[autocomplete = "complete"]
    game: String,
    #[autocomplete = "complete"] fact: Option<String>,
) -> Outcome {
    ask(context, Ask::Evidence(EvidenceAsk { game, fact })).await
}
