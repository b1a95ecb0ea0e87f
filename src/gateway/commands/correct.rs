//! `/correct`: a fact put right by a person.

use super::{Context, Outcome, answer_person};
use crate::gateway::autocomplete::complete;
use crate::gateway::moderating::{self, Wish};

#[poise::command(slash_command, guild_only)]
pub async fn correct(
    context: Context<'_>,
    #[rename = "match"]
    #[autocomplete = "complete"]
    game: String,
    #[autocomplete = "complete"] field: String,
    value: String,
    reason: String,
) -> Outcome {
    let wish = Wish {
        game,
        field,
        value,
        reason,
    };
    answer_person(context, |person| async move {
        moderating::correct(&person, wish).await
    })
    .await
}
