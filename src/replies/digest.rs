//! Several matches in one post.

use super::hidden::{occasion, teams};
use super::{Action, Menu, MenuOption, Piece, Reply, Text, phrase};
use crate::questions::{Ask, MatchAsk, MatchCard};

/// A line for each match, in the order given, and a menu that shows one of them to whoever asks. The matches of `withdrawn` (home
/// and away) stood there and are told by no report any more.
#[must_use]
pub fn digest(cards: &[MatchCard], withdrawn: &[(String, String)], delivery: &str) -> Reply {
    let lines = cards.iter().map(|card| {
        let line = Text::new().bold(phrase::title(card));
        match phrase::occasion(card) {
            Some(occasion) => line.say(format!(" · {occasion}")),
            None => line,
        }
    });
    listed(
        cards,
        struck(lines.fold(Text::new(), Text::line), withdrawn),
        "Show a match to me",
        delivery,
    )
}

/// The same without anything that tells a result.
#[must_use]
pub fn hidden(cards: &[MatchCard], delivery: &str) -> Reply {
    let text = Text::words("The results are hidden: choose a match to see its result, alone.");
    listed(
        cards,
        text.and(fixtures(cards)),
        "Show a result to me",
        delivery,
    )
}

/// The same, when one of the matches is no longer what it was.
#[must_use]
pub fn hidden_changed(
    cards: &[MatchCard],
    withdrawn: &[(String, String)],
    delivery: &str,
) -> Reply {
    let text = Text::words(
        "The hidden summary changed. The results are hidden: choose a match to see its result, alone.",
    );
    listed(
        cards,
        struck(text.and(fixtures(cards)), withdrawn),
        "Show a result to me",
        delivery,
    )
}

/// With the matches that no report tells of any more, struck through.
fn struck(text: Text, withdrawn: &[(String, String)]) -> Text {
    withdrawn.iter().fold(text, |text, (home, away)| {
        text.line(
            Text::new()
                .then(Piece::Struck(format!("{home} v {away}")))
                .say(" · withdrawn"),
        )
    })
}

fn fixtures(cards: &[MatchCard]) -> Text {
    let start = Text::new().then(Piece::NewLine);
    let lines = cards.iter().map(|card| {
        let line = Text::new().bold(teams(card));
        match occasion(card) {
            Some(occasion) => line.say(format!(" · {occasion}")),
            None => line,
        }
    });
    start.and(lines.fold(Text::new(), Text::line))
}

fn listed(cards: &[MatchCard], description: Text, placeholder: &str, delivery: &str) -> Reply {
    // An option stands in public: it names the match and not the result.
    let options: Vec<MenuOption> = cards
        .iter()
        .map(|card| MenuOption {
            label: teams(card),
            detail: occasion(card),
            action: Action::Ask(Ask::Match(MatchAsk {
                game: card.id.to_string(),
            })),
        })
        .collect();
    Reply {
        title: Some(phrase::counted(cards.len(), "match")),
        description: match cards {
            [] => Text::words("Withdrawn: the reports behind this post were taken back."),
            _ => description,
        },
        footer: Some(delivery.to_owned()),
        menu: (!options.is_empty()).then(|| Menu {
            placeholder: placeholder.to_owned(),
            options,
        }),
        ..Reply::default()
    }
}
