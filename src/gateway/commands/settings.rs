//! `/settings`: what a server has set for itself.

use std::sync::Arc;

use serenity::all::{PartialChannel, Permissions, Role};

use super::arguments::{OneOf, Word};
use super::{Context, Outcome, answer};
use crate::gateway::autocomplete::complete;
use crate::gateway::setting::{self, Change, Cleared};
use crate::gateway::subscribing::{Server, Target};
use crate::gateway::tending::Tender;
use crate::replies::{Audience, front};
use crate::store::{Format, Spoilers};

impl Word for Cleared {
    const ALL: &'static [(&'static str, Self)] = &[
        ("alert_channel", Self::AlertChannel),
        ("default_spoilers", Self::Spoilers),
        ("default_team", Self::Team),
        ("default_format", Self::Format),
        ("reporter_role", Self::ReporterRole),
    ];
}

#[poise::command(slash_command, guild_only, default_member_permissions = "MANAGE_GUILD")]
pub async fn settings(
    context: Context<'_>,
    #[channel_types("Text", "News", "PublicThread", "PrivateThread", "NewsThread")]
    alert_channel: Option<PartialChannel>,
    default_spoilers: Option<OneOf<Spoilers>>,
    #[autocomplete = "complete"] default_team: Option<String>,
    default_format: Option<OneOf<Format>>,
    reporter_role: Option<Role>,
    clear: Option<OneOf<Cleared>>,
) -> Outcome {
    let Some(server) = Server::of(context) else {
        return answer(context, Audience::Asker, async { front::server_only() }).await;
    };
    let change = Change {
        alert_channel: alert_channel.map(|channel| Target {
            channel: channel.id,
            is_seen: channel
                .permissions
                .is_some_and(|may| may.contains(Permissions::VIEW_CHANNEL)),
        }),
        spoilers: default_spoilers.map(|OneOf(spoilers)| spoilers),
        team: default_team,
        format: default_format.map(|OneOf(format)| format),
        reporter_role: reporter_role.map(|role| role.id.get()),
        cleared: clear.map(|OneOf(setting)| setting),
    };
    let tender = Tender {
        state: Arc::clone(&context.framework.user_data.state),
        http: Arc::clone(&context.framework.serenity_context.http),
        server,
        bot: context.framework.bot_id,
    };
    answer(context, Audience::Asker, async move {
        setting::settings(&tender, change).await
    })
    .await
}
