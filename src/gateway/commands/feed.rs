//! `/feed`: a server's own feeds.

use super::{Context, Outcome, answer, answer_person};
use crate::gateway::feeding;
use crate::replies::{Audience, front};

#[poise::command(
    slash_command,
    guild_only,
    default_member_permissions = "MANAGE_GUILD",
    subcommands("add", "list", "remove", "test"),
    subcommand_required
)]
pub async fn feed(context: Context<'_>) -> Outcome {
    // Discord lets nobody use a command that has subcommands by itself.
    answer(context, Audience::Asker, async {
        front::outdated_command()
    })
    .await
}

/// A feed to read from now on.
#[poise::command(slash_command, guild_only)]
pub async fn add(context: Context<'_>, address: String, every: Option<String>) -> Outcome {
    answer_person(context, |person| async move {
        feeding::add(&person, &address, every.as_deref()).await
    })
    .await
}

/// The server's feeds.
#[poise::command(slash_command, guild_only)]
pub async fn list(context: Context<'_>) -> Outcome {
    answer_person(
        context,
        |person| async move { feeding::list(&person).await },
    )
    .await
}

/// A feed to read no more.
#[poise::command(slash_command, guild_only)]
pub async fn remove(context: Context<'_>, #[min = 1] feed: u32) -> Outcome {
    answer_person(context, |person| async move {
        feeding::remove(&person, feed.into()).await
    })
    .await
}

/// A feed to look at.
#[poise::command(slash_command, guild_only)]
pub async fn test(context: Context<'_>, address: String) -> Outcome {
    answer_person(context, |person| async move {
        feeding::test(&person, &address).await
    })
    .await
}
