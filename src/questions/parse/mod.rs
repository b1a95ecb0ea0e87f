//! Lines typed in the console, read as commands.
//!
//! ```text
//! line    = ["/"] command [subcommand] [words] { option ":" value }
//! words   = anything up to the first option; they fill the command's first option
//! value   = '"' anything '"' | anything up to the next option
//! option  = the name of an option of this very command, at the start of a word, upper and lower case alike
//! ```
//! Because a value ends at a *known* option alone, spaces, ids (`eng:tottenham-hotspur-fc`) and addresses need no
//! quotes. A word that is one slip away from an option (`oponent:`) is taken for that slip and said to be one.

mod cursor;

pub use cursor::{Cursor, cursor};

use super::commands::{COMMANDS, Command, CommandOption, find_command};
use super::{Ask, EvidenceAsk, MatchAsk, MatchesAsk, Mistake, ScoreAsk, ScorerAsk};

/// What a line asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// A question.
    Ask {
        /// The question.
        ask: Ask,
        /// Whether the answer is for the asker alone.
        private: bool,
    },
    /// A command that works on Discord alone, by its full name ("subscriptions list").
    DiscordOnly(String),
}

/// Reads a line.
///
/// # Errors
/// A [`Mistake`] that says what is wrong with the line.
pub fn line(text: &str) -> Result<Typed, Mistake> {
    let text = text.trim();
    let text = text.strip_prefix('/').unwrap_or(text).trim_start();
    let (name, rest) = split_word(text);
    let command = find_command(name).ok_or_else(|| no_such_command(name))?;
    let (command, full_name, rest) = subcommand(command, rest)?;
    let values = values(command, full_name.as_str(), rest)?;
    if command.place == super::Place::Discord {
        return Ok(Typed::DiscordOnly(full_name));
    }
    values.into_typed()
}

/// The line that asks `ask`, as a person would type it. Reading it again gives `ask` back.
#[must_use]
pub fn to_line(ask: &Ask) -> String {
    let given: Vec<(&str, Option<String>)> = match ask {
        Ask::Score(ask) => vec![
            ("team", Some(ask.team.clone())),
            ("opponent", ask.opponent.clone()),
            ("competition", ask.competition.clone()),
            ("date", ask.date.clone()),
        ],
        Ask::Scorer(ask) => vec![
            ("team", ask.team.clone()),
            ("match", ask.game.clone()),
            ("player", ask.player.clone()),
        ],
        Ask::Match(ask) => vec![("match", Some(ask.game.clone()))],
        Ask::Evidence(ask) => vec![
            ("match", Some(ask.game.clone())),
            ("fact", ask.fact.clone()),
        ],
        Ask::Matches(ask) => vec![
            ("team", ask.team.clone()),
            ("competition", ask.competition.clone()),
            ("page", (ask.page > 1).then(|| ask.page.to_string())),
        ],
        Ask::Help | Ask::Status => Vec::new(),
    };
    let name = command_of(ask);
    let mut line = format!("/{name}");
    for (option, value) in given {
        let Some(value) = value else { continue };
        let is_plain = find_command(name).is_some_and(|command| {
            option_heads(command, &value).is_empty() && !value.starts_with('"')
        });
        line.push_str(&if is_plain {
            format!(" {option}:{value}")
        } else {
            format!(" {option}:\"{value}\"")
        });
    }
    line
}

/// The name of the command that asks `ask`.
#[must_use]
pub const fn command_of(ask: &Ask) -> &'static str {
    match ask {
        Ask::Score(_) => "score",
        Ask::Scorer(_) => "scorer",
        Ask::Match(_) => "match",
        Ask::Evidence(_) => "evidence",
        Ask::Matches(_) => "matches",
        Ask::Help => "help",
        Ask::Status => "status",
    }
}

/// An option named in a line.
struct Head {
    option: &'static CommandOption,
    /// The first byte of its name.
    start: usize,
    /// The byte after its colon.
    value: usize,
}

fn split_word(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| c.is_whitespace()).unwrap_or(text.len());
    text.split_at(end)
}

fn subcommand<'a>(
    command: &'static Command,
    rest: &'a str,
) -> Result<(&'static Command, String, &'a str), Mistake> {
    if command.subcommands.is_empty() {
        return Ok((command, command.name.to_owned(), rest));
    }
    let (name, after) = split_word(rest.trim_start());
    let found = command
        .subcommands
        .iter()
        .find(|found| found.name.eq_ignore_ascii_case(name));
    match found {
        Some(found) => Ok((found, format!("{} {}", command.name, found.name), after)),
        None => {
            let names: Vec<String> = command
                .subcommands
                .iter()
                .map(|found| format!("/{} {}", command.name, found.name))
                .collect();
            Err(bad(
                command.name,
                format!("Choose one of: {}.", names.join(", ")),
            ))
        }
    }
}

/// The values given to a command, by option name.
struct Values {
    command: &'static Command,
    given: Vec<(&'static str, String)>,
}

fn values(command: &'static Command, full_name: &str, rest: &str) -> Result<Values, Mistake> {
    let heads = option_heads(command, rest);
    refuse_slips(command, full_name, rest)?;
    let bare = rest[..heads.first().map_or(rest.len(), |head| head.start)].trim();
    let mut given: Vec<(&'static str, String)> = Vec::new();
    if !bare.is_empty() {
        let Some(first) = command.options.first() else {
            return Err(bad(full_name, format!("/{full_name} takes no options.")));
        };
        given.push((first.name, unquoted(bare)));
    }
    given.extend(given_values(rest, &heads));
    for (index, (name, value)) in given.iter().enumerate() {
        if given[..index].iter().any(|(earlier, _)| earlier == name) {
            return Err(bad(full_name, format!("{name}: is given twice.")));
        }
        if value.is_empty() {
            return Err(bad(full_name, format!("{name}: has no value.")));
        }
    }
    for option in command.options.iter().filter(|option| option.required) {
        if !given.iter().any(|(name, _)| *name == option.name) {
            return Err(Mistake::MissingOption {
                command: full_name.to_owned(),
                option: option.name.to_owned(),
            });
        }
    }
    Ok(Values { command, given })
}

fn given_values(rest: &str, heads: &[Head]) -> Vec<(&'static str, String)> {
    let ends = heads
        .iter()
        .skip(1)
        .map(|head| head.start)
        .chain([rest.len()]);
    heads
        .iter()
        .zip(ends)
        .map(|(head, end)| (head.option.name, unquoted(rest[head.value..end].trim())))
        .collect()
}

/// The options of `command` named in `rest`, in order; names inside quotes are words of the value.
fn option_heads(command: &'static Command, rest: &str) -> Vec<Head> {
    let mut heads = Vec::new();
    let mut quoted = false;
    let mut at_word_start = true;
    for (start, c) in rest.char_indices() {
        let opens_a_value = at_word_start || rest[..start].ends_with(':');
        if c == '"' && (quoted || opens_a_value) {
            // A quotation mark that is never closed is a mark like any other.
            quoted = !quoted && rest[start + 1..].contains('"');
        } else if at_word_start && !quoted {
            let word = &rest[start..];
            let option = command.options.iter().find(|option| {
                word.get(..option.name.len())
                    .is_some_and(|name| name.eq_ignore_ascii_case(option.name))
                    && word[option.name.len()..].starts_with(':')
            });
            if let Some(option) = option {
                let value = start + option.name.len() + 1;
                heads.push(Head {
                    option,
                    start,
                    value,
                });
            }
        }
        at_word_start = c.is_whitespace();
    }
    heads
}

/// Refuses words that look like an option and are one slip away from one the command has.
fn refuse_slips(command: &Command, full_name: &str, rest: &str) -> Result<(), Mistake> {
    let plain = rest.split('"').step_by(2).flat_map(str::split_whitespace);
    for word in plain {
        let Some((name, _)) = word.split_once(':') else {
            continue;
        };
        let name = name.to_ascii_lowercase();
        if name.len() < 4 || command.find_option(&name).is_some() {
            continue;
        }
        let slip = command
            .options
            .iter()
            .find(|option| strsim::osa_distance(option.name, &name) <= 2);
        if let Some(meant) = slip {
            return Err(bad(
                full_name,
                format!(
                    "/{full_name} has no option {name}: – did you mean {}: ?",
                    meant.name
                ),
            ));
        }
    }
    Ok(())
}

fn unquoted(value: &str) -> String {
    value
        .strip_prefix('"')
        .and_then(|inner| inner.strip_suffix('"'))
        .unwrap_or(value)
        .trim()
        .to_owned()
}

impl Values {
    fn take(&mut self, name: &str) -> Option<String> {
        let index = self.given.iter().position(|(given, _)| *given == name)?;
        Some(self.given.swap_remove(index).1)
    }

    fn required(&mut self, name: &str) -> Result<String, Mistake> {
        self.take(name).ok_or_else(|| Mistake::MissingOption {
            command: self.command.name.to_owned(),
            option: name.to_owned(),
        })
    }

    fn flag(&mut self, name: &str) -> Result<bool, Mistake> {
        match self.take(name).map(|value| value.to_lowercase()).as_deref() {
            None | Some("false" | "no" | "off") => Ok(false),
            Some("true" | "yes" | "on") => Ok(true),
            Some(other) => Err(bad(
                self.command.name,
                format!("{name}: takes yes or no, not “{other}”."),
            )),
        }
    }

    fn number(&mut self, name: &str) -> Result<Option<u32>, Mistake> {
        let Some(value) = self.take(name) else {
            return Ok(None);
        };
        match value.parse() {
            Ok(number) if number > 0 => Ok(Some(number)),
            _ => Err(bad(
                self.command.name,
                format!("{name}: takes a whole number from 1, not “{value}”."),
            )),
        }
    }

    fn into_typed(mut self) -> Result<Typed, Mistake> {
        let private = self.flag("private")?;
        let ask = match self.command.name {
            "score" => Ask::Score(ScoreAsk {
                team: self.required("team")?,
                opponent: self.take("opponent"),
                competition: self.take("competition"),
                date: self.take("date"),
            }),
            "scorer" => Ask::Scorer(ScorerAsk {
                team: self.take("team"),
                game: self.take("match"),
                player: self.take("player"),
            }),
            "match" => Ask::Match(MatchAsk {
                game: self.required("match")?,
            }),
            "evidence" => Ask::Evidence(EvidenceAsk {
                game: self.required("match")?,
                fact: self.take("fact"),
            }),
            "matches" => Ask::Matches(MatchesAsk {
                team: self.take("team"),
                competition: self.take("competition"),
                page: self.number("page")?.unwrap_or(1),
            }),
            "help" => Ask::Help,
            "status" => Ask::Status,
            other => return Ok(Typed::DiscordOnly(other.to_owned())),
        };
        Ok(Typed::Ask { ask, private })
    }
}

fn no_such_command(typed: &str) -> Mistake {
    let typed = typed.to_lowercase();
    let nearest = COMMANDS
        .iter()
        .map(|command| (strsim::osa_distance(command.name, &typed), command.name))
        .filter(|(distance, name)| *distance <= 2.max(name.len() / 3))
        .min();
    Mistake::NoSuchCommand {
        nearest: nearest.map(|(_, name)| name.to_owned()),
        typed,
    }
}

fn bad(command: &str, reason: String) -> Mistake {
    Mistake::BadOption {
        command: command.to_owned(),
        reason,
    }
}
