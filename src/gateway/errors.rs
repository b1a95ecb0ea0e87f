//! What a person is told when a command cannot be run.

use std::convert::Infallible;

use poise::{CommandInteractionType, FrameworkError};
use serenity::all::Permissions;
use tracing::{error, warn};

use super::Reference;
use super::respond::Caller;
use super::state::Lobby;
use crate::replies::{Reply, fault, front};

/// A command cannot fail: what goes wrong while it runs becomes its reply.
pub type Fault = Infallible;

/// What to do about an error.
enum Verdict {
    /// The person can mend it.
    Tell(Box<Reply>),
    /// We have to; the text is for the log.
    Apologise(String),
    /// Nobody waits for an answer; the text is for the log.
    Note(String),
}

/// Sees to an error of the command framework. Nobody is shown its text: the person gets a plain sentence, the log a line
/// with the same reference.
pub async fn answer(error: FrameworkError<'_, Lobby, Fault>) {
    let caller = waiting(&error);
    let verdict = judge(error);
    let Some(caller) = caller else {
        match verdict {
            Verdict::Tell(_) => warn!("nobody to tell"),
            Verdict::Apologise(text) | Verdict::Note(text) => {
                error!(error = text, "the command framework failed");
            }
        }
        return;
    };
    match (caller, verdict) {
        (Waiting::ForChoices(caller), verdict) => {
            if let Verdict::Apologise(text) | Verdict::Note(text) = verdict {
                let reference = Reference::new();
                error!(%reference, error = text, "completing failed");
            }
            caller.offer(&[]).await;
        }
        (Waiting::ForAnswer(caller), Verdict::Tell(reply)) => caller.tell(*reply).await,
        (Waiting::ForAnswer(caller), Verdict::Apologise(text) | Verdict::Note(text)) => {
            let reference = Reference::new();
            error!(%reference, error = text, "a command failed");
            caller.tell(fault(&reference.to_string())).await;
        }
    }
}

/// Whoever waits.
enum Waiting<'a> {
    /// Typed a command.
    ForAnswer(Caller<'a>),
    /// Is still typing it.
    ForChoices(Caller<'a>),
}

fn waiting<'a>(error: &FrameworkError<'a, Lobby, Fault>) -> Option<Waiting<'a>> {
    if let FrameworkError::UnknownInteraction {
        framework,
        interaction,
        ..
    } = *error
    {
        let http = &framework.serenity_context.http;
        let caller = Caller::of(http, interaction.id, &interaction.token);
        return Some(match interaction.data.autocomplete() {
            Some(_) => Waiting::ForChoices(caller),
            None => Waiting::ForAnswer(caller),
        });
    }
    let poise::Context::Application(context) = error.ctx()? else {
        return None;
    };
    let caller = Caller::typed(
        &context.framework.serenity_context.http,
        context.interaction,
        context.has_sent_initial_response,
    );
    Some(match context.interaction_type {
        CommandInteractionType::Command => Waiting::ForAnswer(caller),
        CommandInteractionType::Autocomplete => Waiting::ForChoices(caller),
    })
}

fn judge(error: FrameworkError<'_, Lobby, Fault>) -> Verdict {
    match error {
        FrameworkError::Setup { error, .. }
        | FrameworkError::EventHandler { error, .. }
        | FrameworkError::DynamicPrefix { error, .. }
        | FrameworkError::NonCommandMessage { error, .. }
        | FrameworkError::Command { error, .. } => match error {},
        FrameworkError::UnknownCommand { .. } => {
            Verdict::Note("a text command, of which there are none".to_owned())
        }
        FrameworkError::CommandPanic { payload, .. } => {
            Verdict::Apologise(payload.unwrap_or_else(|| "a panic without words".to_owned()))
        }
        FrameworkError::PermissionFetchFailed { .. } => {
            Verdict::Apologise("the permissions could not be fetched".to_owned())
        }
        FrameworkError::CommandCheckFailed { .. } => {
            Verdict::Apologise("a check said no".to_owned())
        }
        FrameworkError::SubcommandRequired { .. }
        | FrameworkError::ArgumentParse { .. }
        | FrameworkError::CommandStructureMismatch { .. }
        | FrameworkError::UnknownInteraction { .. } => tell(front::outdated_command()),
        FrameworkError::CooldownHit {
            remaining_cooldown, ..
        } => tell(front::too_soon(remaining_cooldown.as_secs())),
        FrameworkError::MissingBotPermissions {
            missing_permissions,
            ..
        } => tell(front::bot_not_allowed(&names(missing_permissions))),
        FrameworkError::MissingUserPermissions {
            missing_permissions,
            ..
        } => tell(front::not_allowed(&names(
            missing_permissions.unwrap_or_default(),
        ))),
        FrameworkError::NotAnOwner { .. } | FrameworkError::NsfwOnly { .. } => {
            tell(front::not_allowed(&[]))
        }
        FrameworkError::GuildOnly { .. } | FrameworkError::DmOnly { .. } => {
            tell(front::server_only())
        }
        FrameworkError::__NonExhaustive(never) => match never {},
    }
}

fn tell(reply: Reply) -> Verdict {
    Verdict::Tell(Box::new(reply))
}

fn names(permissions: Permissions) -> Vec<&'static str> {
    permissions.get_permission_names()
}
