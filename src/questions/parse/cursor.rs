//! Where the writer of an unfinished line stands: what completion can offer there.

use super::{given_values, option_heads, split_word, unquoted};
use crate::questions::commands::{Command, CommandOption, find_command};

/// Where the writer of an unfinished line stands, for completing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cursor {
    /// In the command's name; `start` is the first byte of it, after the slash.
    Command {
        /// The first byte of the name.
        start: usize,
    },
    /// In the name of a subcommand.
    Subcommand {
        /// The command.
        command: &'static Command,
        /// The first byte of the name.
        start: usize,
    },
    /// In the value of an option.
    Value {
        /// The command.
        command: &'static Command,
        /// The option.
        option: &'static CommandOption,
        /// The first byte of the value.
        start: usize,
        /// The options before this one, with their values.
        given: Vec<(&'static str, String)>,
    },
    /// Nothing can be completed here.
    Nowhere,
}

/// Where the end of an unfinished line stands.
#[must_use]
pub fn cursor(text: &str) -> Cursor {
    let start = text.len() - text.trim_start().len();
    let start = start + usize::from(text[start..].starts_with('/'));
    let (name, _) = split_word(&text[start..]);
    let after_name = start + name.len();
    if after_name == text.len() {
        return Cursor::Command { start };
    }
    let Some(mut command) = find_command(name) else {
        return Cursor::Nowhere;
    };
    let mut at = after_name;
    if !command.subcommands.is_empty() {
        let rest = text[at..].trim_start();
        let start = text.len() - rest.len();
        let (name, _) = split_word(rest);
        let found = command
            .subcommands
            .iter()
            .find(|found| found.name.eq_ignore_ascii_case(name));
        match found {
            Some(found) if start + name.len() < text.len() => {
                command = found;
                at = start + name.len();
            }
            _ => return Cursor::Subcommand { command, start },
        }
    }
    let heads = option_heads(command, &text[at..]);
    if let Some(last) = heads.last() {
        let value = &text[at + last.value..];
        let bare = text[at..at + heads[0].start].trim();
        let first = command.options.first().filter(|_| !bare.is_empty());
        let mut given: Vec<(&'static str, String)> = first
            .map(|first| (first.name, unquoted(bare)))
            .into_iter()
            .chain(given_values(&text[at..], &heads))
            .collect();
        given.pop();
        return Cursor::Value {
            command,
            option: last.option,
            start: text.len() - value.trim_start().len(),
            given,
        };
    }
    match command.options.first() {
        Some(option) => Cursor::Value {
            command,
            option,
            start: text.len() - text[at..].trim_start().len(),
            given: Vec::new(),
        },
        None => Cursor::Nowhere,
    }
}
