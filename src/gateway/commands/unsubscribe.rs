//! `/unsubscribe`: the end of a subscription.

use std::sync::Arc;

use super::{Context, Outcome, answer};
use crate::gateway::autocomplete::complete;
use crate::gateway::subscribing::{self, Server};
use crate::replies::{Audience, front};

#[poise::command(slash_command, guild_only, default_member_permissions = "MANAGE_GUILD")]
pub async fn unsubscribe(
    context: Context<'_>,
    #[autocomplete = "complete"] subscription: String,
) -> Outcome {
    let Some(server) = Server::of(context) else {
        return answer(context, Audience::Asker, async { front::server_only() }).await;
    };
    let state = Arc::clone(&context.framework.user_data.state);
    answer(context, Audience::Asker, async move {
        subscribing::unsubscribe(&state, server, &subscription).await
    })
    .await
}
