//! `/report`: reports that people hand in, and what is decided of them.

use serenity::all::{Attachment, Message};

use super::{Context, Outcome, answer, answer_person};
use crate::gateway::handing_in::{self, File, Handed};
use crate::gateway::moderating;
use crate::gateway::person::{Person, Standing};
use crate::gateway::respond::Caller;
use crate::replies::{Audience, draft, form, front};

#[poise::command(
    slash_command,
    guild_only,
    subcommands("add", "list", "show", "retract", "review", "history"),
    subcommand_required
)]
pub async fn report(context: Context<'_>) -> Outcome {
    // Discord lets nobody use a command that has subcommands by itself.
    answer(context, Audience::Asker, async {
        front::outdated_command()
    })
    .await
}

/// A report of a person's own: a file, an address, or a form to paste into.
#[poise::command(slash_command, guild_only)]
pub async fn add(
    context: Context<'_>,
    file: Option<Attachment>,
    address: Option<String>,
) -> Outcome {
    match (file, address) {
        (Some(_), Some(_)) => answer(context, Audience::Asker, async { draft::both_given() }).await,
        (Some(file), None) => {
            let file = File {
                name: file.filename,
                size: u64::from(file.size),
                url: file.url,
            };
            answer_person(context, |person| async move {
                handing_in::file(&person, file).await
            })
            .await
        }
        (None, Some(address)) => {
            answer_person(context, |person| async move {
                handing_in::address(&person, &address).await
            })
            .await
        }
        (None, None) => open_form(context).await,
    }
}

/// A form has to be the first answer, so who may not fill it in is told before.
async fn open_form(context: Context<'_>) -> Outcome {
    let caller = Caller::typed(
        &context.framework.serenity_context.http,
        context.interaction,
        context.has_sent_initial_response,
    );
    match Person::of(context) {
        None => caller.tell(front::server_only()).await,
        Some(person) => match person.at_least(Standing::Reporter).await {
            Ok(_) => caller.ask(&form::report()).await,
            Err(reply) => caller.tell(reply).await,
        },
    }
    Ok(())
}

/// The server's own reports, those put aside among them.
#[poise::command(slash_command, guild_only)]
pub async fn list(context: Context<'_>) -> Outcome {
    answer_person(context, |person| async move {
        moderating::reports(&person).await
    })
    .await
}

/// One report.
#[poise::command(slash_command, guild_only)]
pub async fn show(context: Context<'_>, #[min = 1] report: u32) -> Outcome {
    answer_person(context, |person| async move {
        moderating::report(&person, report.into()).await
    })
    .await
}

/// Takes a report out of every view.
#[poise::command(slash_command, guild_only)]
pub async fn retract(
    context: Context<'_>,
    #[min = 1] report: u32,
    reason: String,
    delete: Option<bool>,
) -> Outcome {
    let deletes = delete.unwrap_or(false);
    answer_person(context, |person| async move {
        moderating::retract(&person, report.into(), reason, deletes).await
    })
    .await
}

/// What waits for a moderator.
#[poise::command(slash_command, guild_only)]
pub async fn review(context: Context<'_>) -> Outcome {
    answer_person(context, |person| async move {
        moderating::review(&person).await
    })
    .await
}

/// What was decided.
#[poise::command(slash_command, guild_only)]
pub async fn history(context: Context<'_>) -> Outcome {
    answer_person(context, |person| async move {
        moderating::history(&person).await
    })
    .await
}

/// A message read as a report.
#[poise::command(context_menu_command = "Read as match report", guild_only)]
pub async fn read_message(context: Context<'_>, message: Message) -> Outcome {
    if message.content.trim().is_empty() {
        return answer(context, Audience::Asker, async { draft::empty_message() }).await;
    }
    let day = jiff::Timestamp::from_second(message.timestamp.unix_timestamp()).ok();
    let handed = Handed {
        source: "a message".to_owned(),
        published: day.map(|instant| instant.to_zoned(jiff::tz::TimeZone::UTC).date()),
        text: message.content,
        ..Handed::default()
    };
    answer_person(context, |person| async move {
        handing_in::text(&person, handed).await
    })
    .await
}
