//! `/matches`: a list, a page at a time.

use super::{Context, Outcome, ask};
use crate::gateway::autocomplete::complete;
use crate::questions::{Ask, MatchesAsk};

#[poise::command(slash_command)]
pub async fn matches(
    context: Context<'_>,
    #[autocomplete = "complete"] team: Option<String>,
    #[autocomplete = "complete"] competition: Option<String>,
    #[min = 1] page: Option<u32>,
) -> Outcome {
    let ask_for_page = MatchesAsk {
        team,
        competition,
        page: page.unwrap_or(1),
    };
    ask(context, Ask::Matches(ask_for_page)).await
}
