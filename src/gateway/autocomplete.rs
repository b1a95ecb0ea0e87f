//! Values for an option that is being typed.

use serenity::all::{AutocompleteChoice, CreateAutocompleteResponse, ResolvedValue};
use tracing::error;

use super::commands::Context;
use super::{Reference, rest, subscribing};
use crate::questions::OptionKind;
use crate::questions::commands::{Command, find_command};

/// Discord shows 25 choices of 100 characters.
const CHOICES: usize = 25;
const LENGTH: usize = 100;

/// Completes whatever option of whatever command is being typed, from memory; subscriptions alone come from the database.
pub async fn complete(context: Context<'_>, typed: &str) -> CreateAutocompleteResponse {
    let offered = offered(context, typed).await.unwrap_or_default();
    let choices = offered
        .into_iter()
        // A value that Discord would cut is worse than none.
        .filter(|(_, value)| value.chars().count() <= LENGTH)
        .take(CHOICES)
        .map(|(label, value)| AutocompleteChoice::new(shortened(label), value))
        .collect();
    CreateAutocompleteResponse::new().set_choices(choices)
}

async fn offered(context: Context<'_>, typed: &str) -> Option<Vec<(String, String)>> {
    let command = described(context)?;
    let (mut focused, mut given) = (None, Vec::new());
    for option in context.args {
        match &option.value {
            ResolvedValue::Autocomplete { .. } => focused = Some(option.name),
            ResolvedValue::String(words) => given.push((option.name, (*words).to_owned())),
            _ => {}
        }
    }
    let kind = command.find_option(focused?)?.kind;
    let state = &context.framework.user_data.state;
    if kind == OptionKind::Subscription {
        let server = subscribing::Server::of(context)?;
        return match subscribing::offer(state, server, typed).await {
            Ok(offered) => Some(offered),
            Err(error) => {
                let reference = Reference::new();
                error!(%reference, error = rest::chain(&error), "completing failed");
                None
            }
        };
    }
    let asker = state.asker_in(context.interaction.guild_id).await;
    let suggestions = state.desk.suggest(&asker, kind, typed, &given).await;
    let pairs = suggestions.into_iter().map(|one| (one.label, one.value));
    Some(pairs.collect())
}

/// The command of the table that is being typed.
fn described(context: Context<'_>) -> Option<&'static Command> {
    let (top, subcommands) = context.command_tree.split_first()?;
    subcommands
        .iter()
        .try_fold(find_command(&top.name)?, |command, step| {
            command
                .subcommands
                .iter()
                .find(|known| known.name == step.name)
        })
}

fn shortened(label: String) -> String {
    if label.chars().count() <= LENGTH {
        return label;
    }
    let kept: String = label.chars().take(LENGTH - 1).collect();
    kept + "…"
}
