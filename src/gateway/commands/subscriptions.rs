//! `/subscriptions`: those of this server, and what can be done with one.

use std::sync::Arc;

use serenity::all::{PartialChannel, Role};

use super::arguments::{OneOf, Said, ThreadArg};
use super::{Context, Outcome, answer};
use crate::gateway::autocomplete::complete;
use crate::gateway::subscribing::{self, Server};
use crate::gateway::tending::{self, Tender};
use crate::replies::{Audience, Reply, front};
use crate::store::{Format, Spoilers};

#[poise::command(
    slash_command,
    guild_only,
    default_member_permissions = "MANAGE_GUILD",
    subcommands("list", "edit", "pause", "resume", "test", "backfill", "why"),
    subcommand_required
)]
pub async fn subscriptions(context: Context<'_>) -> Outcome {
    // Discord lets nobody use a command that has subcommands by itself.
    answer(context, Audience::Asker, async {
        front::outdated_command()
    })
    .await
}

/// Answers the asker alone with what `work` comes to for their server.
async fn tend<W, F>(context: Context<'_>, work: W) -> Outcome
where
    W: FnOnce(Tender) -> F + Send + 'static,
    F: Future<Output = Reply> + Send + 'static,
{
    let Some(server) = Server::of(context) else {
        return answer(context, Audience::Asker, async { front::server_only() }).await;
    };
    let tender = Tender {
        state: Arc::clone(&context.framework.user_data.state),
        http: Arc::clone(&context.framework.serenity_context.http),
        server,
        bot: context.framework.bot_id,
    };
    answer(context, Audience::Asker, async move { work(tender).await }).await
}

/// Every subscription of the server, or of one channel.
#[poise::command(slash_command, guild_only)]
pub async fn list(
    context: Context<'_>,
    #[channel_types("Text", "News", "Voice", "PublicThread", "PrivateThread", "NewsThread")]
    channel: Option<PartialChannel>,
) -> Outcome {
    let only = channel.map(|channel| channel.id);
    tend(context, move |tender| async move {
        subscribing::list(&tender.state, tender.server, only).await
    })
    .await
}

/// Other posts for a subscription.
#[expect(
    clippy::too_many_arguments,
    reason = "they are the options of the command, and its framework reads them here"
)]
#[poise::command(slash_command, guild_only)]
pub async fn edit(
    context: Context<'_>,
    #[autocomplete = "complete"] subscription: String,
    format: Option<OneOf<Format>>,
    spoilers: Option<OneOf<Spoilers>>,
    #[min = 1]
    #[max = 2880]
    delay: Option<u32>,
    role: Option<Role>,
    no_role: Option<bool>,
    thread: Option<OneOf<ThreadArg>>,
) -> Outcome {
    let said = Said {
        clears_role: no_role.unwrap_or(false),
        ..Said::of(format, spoilers, delay, role, thread)
    };
    tend(context, move |tender| async move {
        tending::edit(&tender, &subscription, &said).await
    })
    .await
}

/// No posts for a subscription.
#[poise::command(slash_command, guild_only)]
pub async fn pause(
    context: Context<'_>,
    #[autocomplete = "complete"] subscription: String,
) -> Outcome {
    let by = context.interaction.user.name.clone();
    tend(context, move |tender| async move {
        tending::pause(&tender, &subscription, &by).await
    })
    .await
}

/// Posts again for a subscription.
#[poise::command(slash_command, guild_only)]
pub async fn resume(
    context: Context<'_>,
    #[autocomplete = "complete"] subscription: String,
) -> Outcome {
    tend(context, move |tender| async move {
        tending::resume(&tender, &subscription).await
    })
    .await
}

/// A sample where a subscription posts.
#[poise::command(slash_command, guild_only)]
pub async fn test(
    context: Context<'_>,
    #[autocomplete = "complete"] subscription: String,
) -> Outcome {
    tend(context, move |tender| async move {
        tending::test(&tender, &subscription).await
    })
    .await
}

/// Older matches for a subscription.
#[poise::command(slash_command, guild_only)]
pub async fn backfill(
    context: Context<'_>,
    #[autocomplete = "complete"] subscription: String,
    #[min = 1]
    #[max = 10]
    count: Option<u32>,
) -> Outcome {
    tend(context, move |tender| async move {
        tending::backfill(&tender, &subscription, count.unwrap_or(5)).await
    })
    .await
}

/// What became of a match in each channel.
#[poise::command(slash_command, guild_only)]
pub async fn why(
    context: Context<'_>,
    #[rename = "match"]
    #[autocomplete = "complete"]
    game: String,
) -> Outcome {
    tend(context, move |tender| async move {
        tending::why(&tender, &game).await
    })
    .await
}
