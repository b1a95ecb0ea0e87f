//! The commands: one file each, in the order of [`crate::questions::commands::COMMANDS`], which also says in what words they are
//! shown.

mod arguments;
mod correct;
mod evidence;
mod feed;
mod help;
mod matches;
mod one_match;
mod report;
mod score;
mod scorer;
mod settings;
mod status;
mod subscribe;
mod subscriptions;
mod unsubscribe;

use std::borrow::Cow;
use std::sync::Arc;

pub use arguments::Said;

use super::errors::Fault;
use super::person::Person;
use super::respond::{Caller, Place};
use super::state::Lobby;
use crate::questions::Ask;
use crate::questions::commands::{COMMANDS, Command as Described};
use crate::replies::{Audience, Reply, front};

/// A command as the framework keeps it.
pub type Command = poise::Command<Lobby, Fault>;

/// Somebody's use of a command.
pub type Context<'a> = poise::ApplicationContext<'a, Lobby, Fault>;

/// What a command comes to; a mistake of the person is no error.
pub type Outcome = Result<(), Fault>;

/// Every command.
pub fn all() -> Vec<Command> {
    let mut commands = vec![
        score::score(),
        scorer::scorer(),
        one_match::one_match(),
        evidence::evidence(),
        matches::matches(),
        subscribe::subscribe(),
        unsubscribe::unsubscribe(),
        subscriptions::subscriptions(),
        settings::settings(),
        report::report(),
        correct::correct(),
        feed::feed(),
        help::help(),
        status::status(),
        report::read_message(),
    ];
    for command in &mut commands {
        describe(command, COMMANDS);
    }
    commands
}

/// Gives a command and its options the words of the table, so that Discord, `/help` and the console say the same.
fn describe(command: &mut Command, table: &[Described]) {
    let Some(described) = table.iter().find(|known| known.name == command.name) else {
        return;
    };
    command.description = Some(Cow::Borrowed(described.description));
    for parameter in &mut command.parameters {
        parameter.description = described
            .find_option(&parameter.name)
            .map(|option| Cow::Borrowed(option.description));
    }
    for subcommand in &mut command.subcommands {
        describe(subcommand, described.subcommands);
    }
}

/// Answers a question, where everybody sees it.
async fn ask(context: Context<'_>, ask: Ask) -> Outcome {
    ask_for(context, ask, Audience::Everyone).await
}

/// Answers a question, seen by `audience`.
async fn ask_for(context: Context<'_>, ask: Ask, audience: Audience) -> Outcome {
    let state = &context.framework.user_data.state;
    let desk = Arc::clone(&state.desk);
    let (state, server) = (Arc::clone(state), context.interaction.guild_id);
    answer(context, audience, async move {
        let asker = state.asker_in(server).await;
        desk.answer(&asker, &ask).await
    })
    .await
}

/// Answers a person of a server, who alone sees it.
async fn answer_person<F, W>(context: Context<'_>, work: F) -> Outcome
where
    F: FnOnce(Person) -> W,
    W: Future<Output = Reply> + Send + 'static,
{
    match Person::of(context) {
        Some(person) => answer(context, Audience::Asker, work(person)).await,
        None => answer(context, Audience::Asker, async { front::server_only() }).await,
    }
}

/// Answers with what `work` comes to, seen by `audience`.
async fn answer<W>(context: Context<'_>, audience: Audience, work: W) -> Outcome
where
    W: Future<Output = Reply> + Send + 'static,
{
    let caller = Caller::typed(
        &context.framework.serenity_context.http,
        context.interaction,
        context.has_sent_initial_response,
    );
    let patience = &context.framework.user_data.patience;
    caller
        .answer(Place::NewMessage(audience), patience, work)
        .await;
    Ok(())
}
