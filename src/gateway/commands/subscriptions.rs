//! `/subscriptions`: those of this server.

use std::sync::Arc;

use super::{Context, Outcome, answer};
use crate::gateway::subscribing::{self, Server};
use crate::replies::{Audience, front};

#[poise::command(
    slash_command,
    guild_only,
    default_member_permissions = "MANAGE_GUILD",
    subcommands("list"),
    subcommand_required
)]
pub async fn subscriptions(context: Context<'_>) -> Outcome {
    // Discord lets nobody use a command that has subcommands by itself.
    answer(context, Audience::Asker, async {
        front::outdated_command()
    })
    .await
}

/// Every subscription of the server.
#[poise::command(slash_command, guild_only)]
pub async fn list(context: Context<'_>) -> Outcome {
    let Some(server) = Server::of(context) else {
        return answer(context, Audience::Asker, async { front::server_only() }).await;
    };
    let state = Arc::clone(&context.framework.user_data.state);
    answer(context, Audience::Asker, async move {
        subscribing::list(&state, server).await
    })
    .await
}
