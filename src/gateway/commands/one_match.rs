//! `/match`: all that is known about one.

use super::{Context, Outcome, ask};
use crate::gateway::autocomplete::complete;
use crate::questions::{Ask, MatchAsk};

#[poise::command(slash_command, rename = "match")]
pub async fn one_match(
    context: Context<'_>,
    #[rename = "match"]
    #[autocomplete = "complete"]
    game: String,
) -> Outcome {
    ask(context, Ask::Match(MatchAsk { game })).await
}
