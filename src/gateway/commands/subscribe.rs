//! `/subscribe`: a summary in a channel whenever a match is read.

use std::sync::Arc;

use serenity::all::{PartialChannel, Permissions, Role};

use super::arguments::{OneOf, Said, ThreadArg};
use super::{Context, Outcome, answer};
use crate::gateway::autocomplete::complete;
use crate::gateway::subscribing::{self, Server, Target, Wish};
use crate::replies::{Audience, front};
use crate::store::{Format, Spoilers};

#[expect(
    clippy::too_many_arguments,
    reason = "they are the options of the command, and its framework reads them here"
)]
#[poise::command(slash_command, guild_only, default_member_permissions = "MANAGE_GUILD")]
pub async fn subscribe(
    context: Context<'_>,
    #[autocomplete = "complete"] team: Option<String>,
    #[autocomplete = "complete"] competition: Option<String>,
    #[autocomplete = "complete"] player: Option<String>,
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
    format: Option<OneOf<Format>>,
    spoilers: Option<OneOf<Spoilers>>,
    #[min = 1]
    #[max = 2880]
    delay: Option<u32>,
    role: Option<Role>,
    thread: Option<OneOf<ThreadArg>>,
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
        player,
        everything: everything.unwrap_or(false),
        said: Said::of(format, spoilers, delay, role, thread),
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
