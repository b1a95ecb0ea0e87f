//! Completion of a console line: commands, option names, and the values that Discord would offer.

use crate::answering::Desk;
use crate::questions::commands::{COMMANDS, Command, OptionKind};
use crate::questions::parse::{Cursor, cursor};

/// Something to put in place of what has been typed from `start` on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What is put there.
    pub value: String,
    /// What the person reads besides.
    pub about: Option<String>,
    /// The first byte that it replaces; it replaces all up to the end of the line.
    pub start: usize,
    /// Whether a space follows: not after a colon.
    pub is_whole: bool,
}

/// What an unfinished line can become.
pub async fn completions(desk: &Desk, line: &str) -> Vec<Completion> {
    match cursor(line) {
        Cursor::Command { start } => named(COMMANDS, &line[start..], start),
        Cursor::Subcommand { command, start } => named(command.subcommands, &line[start..], start),
        Cursor::Value {
            command,
            option,
            start,
            given,
        } => {
            let typed = &line[start..];
            let offered = desk
                .suggest(&super::asker(), option.kind, typed, &given)
                .await;
            let values = offered.into_iter().map(|suggestion| {
                let (value, about) = shown(option.kind, suggestion.label, suggestion.value);
                Completion {
                    value,
                    about,
                    start,
                    is_whole: true,
                }
            });
            option_names(command, line, start, &given)
                .into_iter()
                .chain(values)
                .collect()
        }
        Cursor::Nowhere => Vec::new(),
    }
}

fn named(commands: &'static [Command], typed: &str, start: usize) -> Vec<Completion> {
    let typed = typed.to_lowercase();
    commands
        .iter()
        .filter(|command| command.name.starts_with(&typed))
        .map(|command| Completion {
            value: command.name.to_owned(),
            about: Some(command.description.to_owned()),
            start,
            is_whole: true,
        })
        .collect()
}

/// The options still to give whose name begins with the word that is being typed.
fn option_names(
    command: &'static Command,
    line: &str,
    value_start: usize,
    given: &[(&'static str, String)],
) -> Vec<Completion> {
    let start = line
        .rfind(char::is_whitespace)
        .map_or(0, |space| space + 1)
        .max(value_start);
    let word = line[start..].to_lowercase();
    // The first word of a value is the value; only what follows it can be an option, unless nothing is typed yet.
    if word.is_empty() && start == value_start {
        return Vec::new();
    }
    command
        .options
        .iter()
        .filter(|option| option.name.starts_with(&word))
        .filter(|option| !given.iter().any(|(name, _)| *name == option.name))
        .map(|option| Completion {
            value: format!("{}:", option.name),
            about: Some(option.description.to_owned()),
            start,
            is_whole: false,
        })
        .collect()
}

/// A name reads better in a line than an id, wherever it leads to the same place.
fn shown(kind: OptionKind, label: String, value: String) -> (String, Option<String>) {
    match kind {
        OptionKind::Team | OptionKind::Opponent | OptionKind::Competition
            if !label.contains('(') && !label.contains('…') =>
        {
            (label, None)
        }
        OptionKind::Player => (value, None),
        OptionKind::Team
        | OptionKind::Opponent
        | OptionKind::Competition
        | OptionKind::Match
        | OptionKind::Fact
        | OptionKind::Subscription
        | OptionKind::Date
        | OptionKind::Flag
        | OptionKind::Number
        | OptionKind::Channel
        | OptionKind::Role
        | OptionKind::Choice
        | OptionKind::Text
        | OptionKind::File => (value, Some(label)),
    }
}
