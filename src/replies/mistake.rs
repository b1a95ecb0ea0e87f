//! What can be mended by the one who asked, as a private reply.

use super::{Action, Audience, Menu, MenuOption, Piece, Reply, Text, Tone};
use crate::questions::{Choice, Guess, Mistake};

/// What is wrong, and the next step. The asker alone sees it.
#[must_use]
pub fn reply(mistake: &Mistake) -> Reply {
    Reply {
        description: words(mistake),
        tone: Tone::Mistake,
        menu: match mistake {
            Mistake::Ambiguous(choice) => Some(menu(choice)),
            Mistake::NoSuchTeam { .. }
            | Mistake::NoSuchPlayer { .. }
            | Mistake::NoSuchCompetition { .. }
            | Mistake::NoSuchMatch(_)
            | Mistake::BadDate(_)
            | Mistake::NothingAsked
            | Mistake::NoSuchCommand { .. }
            | Mistake::MissingOption { .. }
            | Mistake::BadOption { .. }
            | Mistake::NoSuchFact { .. } => None,
        },
        audience: Audience::Asker,
        ..Reply::default()
    }
}

/// A command about channels was typed where there are none.
#[must_use]
pub fn needs_discord(command: &str) -> Reply {
    Reply {
        description: Text::new()
            .then(Piece::Command(format!("/{command}")))
            .say(" is about the channels of a server, so it works on Discord alone."),
        tone: Tone::Mistake,
        audience: Audience::Asker,
        ..Reply::default()
    }
}

/// "Did you mean **Borussia Dortmund**? Showing it."; nothing when nothing was guessed.
#[must_use]
pub fn guessed(guesses: &[Guess]) -> Option<Text> {
    let (last, first) = guesses.split_last()?;
    let mut text = Text::words("Did you mean ");
    for guess in first {
        text = text.bold(&guess.shown).say(" and ");
    }
    let showing = if first.is_empty() {
        "? Showing it."
    } else {
        "? Showing them."
    };
    Some(text.bold(&last.shown).say(showing))
}

fn words(mistake: &Mistake) -> Text {
    match mistake {
        Mistake::NoSuchTeam { typed, nearest } => near(
            Text::words("I hold no match for ").bold(typed).say("."),
            nearest,
        ),
        Mistake::NoSuchPlayer { typed, nearest } => near(
            Text::words("I hold nothing about a player ")
                .bold(typed)
                .say("."),
            nearest,
        ),
        Mistake::NoSuchCompetition { typed, nearest } => near(
            Text::words("I know no competition ").bold(typed).say("."),
            nearest,
        ),
        Mistake::NoSuchMatch(id) => Text::words("I hold no match ")
            .bold(id.to_string())
            .say(". ")
            .then(Piece::Command("/matches".to_owned()))
            .say(" lists those I hold."),
        Mistake::Ambiguous(choice) => {
            let count = choice.options.len() + choice.left_out;
            let text = Text::new()
                .bold(&choice.typed)
                .say(format!(" fits {count} {}, choose:", choice.what));
            match choice.left_out {
                0 => text,
                more => text.say(format!(
                    " ({more} more are not shown; type more of the name.)"
                )),
            }
        }
        Mistake::BadDate(typed) => Text::words("I cannot read ")
            .bold(typed)
            .say(" as a day. Write it like 2017-11-21, 21 November 2017, 21/11/2017 or yesterday."),
        Mistake::NothingAsked => Text::words("Name a team, a match or a player, such as ")
            .then(Piece::Command("/scorer team:Tottenham".to_owned()))
            .say("."),
        Mistake::NoSuchCommand { typed, nearest } => {
            let text = Text::words("There is no command ")
                .then(Piece::Command(format!("/{typed}")))
                .say(".");
            match nearest {
                Some(nearest) => text
                    .say(" Did you mean ")
                    .then(Piece::Command(format!("/{nearest}")))
                    .say("?"),
                None => text
                    .say(" ")
                    .then(Piece::Command("/help".to_owned()))
                    .say(" lists those there are."),
            }
        }
        Mistake::MissingOption { command, option } => Text::new()
            .then(Piece::Command(format!("/{command}")))
            .say(" needs ")
            .then(Piece::Command(format!("{option}:")))
            .say("."),
        Mistake::BadOption { reason, .. } => Text::words(reason),
        Mistake::NoSuchFact { typed, match_id } => Text::words(format!("{match_id} has no fact "))
            .bold(typed)
            .say(". Try score, half-time, goal 1, referee, cards or a player’s name."),
    }
}

fn near(text: Text, nearest: &[String]) -> Text {
    if nearest.is_empty() {
        return text;
    }
    text.say(format!(" Nearest names: {}.", nearest.join(", ")))
}

fn menu(choice: &Choice) -> Menu {
    Menu {
        placeholder: format!("Which of the {}?", choice.what),
        options: choice
            .options
            .iter()
            .map(|option| MenuOption {
                label: option.label.clone(),
                detail: option.detail.clone(),
                action: Action::Ask(option.ask.clone()),
            })
            .collect(),
    }
}
