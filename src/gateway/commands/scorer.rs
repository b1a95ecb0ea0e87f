//! `/scorer`: who scored in a match, or what a player has scored.

use super::{Context, Outcome, ask};
use crate::gateway::autocomplete::complete;
use crate::questions::{Ask, ScorerAsk};

#[poise::command(slash_command)]
pub async fn scorer(
    context: Context<'_>,
    #[autocomplete = "complete"] team: Option<String>,
    #[rename = "match"]
    #[autocomplete = "complete"]
    game: Option<String>,
    #[autocomplete = "complete"] player: Option<String>,
) -> Outcome {
    ask(context, Ask::Scorer(ScorerAsk { team, game, player })).await
}
