//! `/help` as a reply: the commands there are.

use super::{Audience, Field, Piece, Reply, Text};
use crate::questions::commands::{COMMANDS, Command};
use crate::questions::{CommandOption, Place};

/// Every command with its options. It is for the asker alone: nobody else in the channel asked.
#[must_use]
pub fn help() -> Reply {
    let of = |place: Place, is_about_reports: bool| {
        COMMANDS
            .iter()
            .filter(|command| command.place == place)
            .filter(|command| command.is_about_reports() == is_about_reports)
            .flat_map(told)
            .fold(Text::new(), Text::line)
    };
    Reply {
        title: Some("Touchline".to_owned()),
        description: Text::words(
            "I read match reports and answer from what they say. Every fact comes with its quote, and what no report \
             says I call not stated.",
        ),
        fields: vec![
            Field {
                name: "Ask".to_owned(),
                value: of(Place::Anywhere, false),
                inline: false,
            },
            Field {
                name: "Summaries in a channel (on Discord)".to_owned(),
                value: of(Place::Discord, false),
                inline: false,
            },
            Field {
                name: "Reports and corrections (on Discord)".to_owned(),
                value: of(Place::Discord, true),
                inline: false,
            },
        ],
        footer: Some("† worked out from the report’s words · ‡ reports differ".to_owned()),
        audience: Audience::Asker,
        ..Reply::default()
    }
}

fn told(command: &'static Command) -> Vec<Text> {
    let line = |name: String, command: &Command| {
        let options: Vec<String> = command.options.iter().map(shape).collect();
        let typed = [vec![name], options].concat().join(" ");
        Text::new()
            .then(Piece::Command(typed))
            .say(format!(" – {}", command.description))
    };
    if command.subcommands.is_empty() {
        return vec![line(format!("/{}", command.name), command)];
    }
    command
        .subcommands
        .iter()
        .map(|sub| line(format!("/{} {}", command.name, sub.name), sub))
        .collect()
}

/// `team:` when needed, `[opponent:]` when not.
fn shape(option: &CommandOption) -> String {
    if option.required {
        format!("{}:", option.name)
    } else {
        format!("[{}:]", option.name)
    }
}
