//! `/status`: what is held and what waits, and how it stands with this channel.

use std::sync::Arc;

use super::{Context, Outcome, answer};
use crate::gateway::subscribing::Server;
use crate::gateway::tending::{self, Tender};
use crate::questions::Ask;
use crate::replies::Audience;

#[poise::command(slash_command)]
pub async fn status(context: Context<'_>) -> Outcome {
    let state = Arc::clone(&context.framework.user_data.state);
    let tender = Server::of(context).map(|server| Tender {
        state: Arc::clone(&state),
        http: Arc::clone(&context.framework.serenity_context.http),
        server,
        bot: context.framework.bot_id,
    });
    let (server, channel) = (context.interaction.guild_id, context.interaction.channel_id);
    answer(context, Audience::Asker, async move {
        let asker = state.asker_in(server).await;
        let mut reply = state.desk.answer(&asker, &Ask::Status).await;
        if let Some(tender) = tender {
            reply.fields.extend(tending::here(&tender, channel).await);
        }
        reply
    })
    .await
}
