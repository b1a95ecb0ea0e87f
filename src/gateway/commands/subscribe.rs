//! `/subscribe`: a summary in a channel whenever a match is read.

use std::sync::Arc;

use serenity::all::{PartialChannel, Permissions};

use super::{Context, Outcome, answer};
use crate::gateway::autocomplete::complete;
use crate::gateway::subscribing::{self, Server, Target, Wish};
use crate::replies::{Audience, front};

#[poise::command(slash_command, guild_only, default_member_permissions = "MANAGE_GUILD")]
pub async fn subscribe(
    context: Context<'_>,
    #[autocomplete = "complete"] team: Option<String>,
    #[autocomplete = "complete"] competition: Option<String>,
    everything: Option<bool>,
    #[channel_types(
        "Text",
        "News",
        "Voice",
        "PublicThread",
        "PrivateThread",
        "NewsThread",
        "Forum"
    )]
    channel: Option<PartialChannel>,
) -> Outcome {
    let Some(server) = Server::of(context) else {
        return answer(context, Audience::Asker, async { front::server_only() }).await;
    };
    let target = match channel {
        Some(channel) => Target {
            channel: channel.id,
            is_seen: channel
                .permissions
                .is_some_and(|may| may.contains(Permissions::VIEW_CHANNEL)),
        },
        // Whoever types here sees this channel.
        None => Target {
            channel: context.interaction.channel_id,
            is_seen: true,
        },
    };
    let wish = Wish {
        team,
        competition,
        everything: everything.unwrap_or(false),
        target,
        by: context.interaction.user.id,
        bot: context.framework.bot_id,
    };
    let http = Arc::clone(&context.framework.serenity_context.http);
    let state = Arc::clone(&context.framework.user_data.state);
    answer(context, Audience::Asker, async move {
        subscribing::subscribe(&state, &http, server, wish).await
    })
    .await
}
