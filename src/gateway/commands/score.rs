//! `/score`: the score of a team's latest match, or of the one described.

use super::{Context, Outcome, ask_for};
use crate::gateway::autocomplete::complete;
use crate::questions::{Ask, ScoreAsk};
use crate::replies::Audience;

#[poise::command(slash_command)]
pub async fn score(
    context: Context<'_>,
    #[autocomplete = "complete"] team: String,
    #[autocomplete = "complete"] opponent: Option<String>,
    #[autocomplete = "complete"] competition: Option<String>,
    date: Option<String>,
    private: Option<bool>,
) -> Outcome {
    let audience = match private {
        Some(true) => Audience::Asker,
        Some(false) | None => Audience::Everyone,
    };
    let ask = Ask::Score(ScoreAsk {
        team,
        opponent,
        competition,
        date,
    });
    ask_for(context, ask, audience).await
}
