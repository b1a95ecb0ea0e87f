//! `/matches` as a reply.

use super::phrase;
use super::score::button;
use super::{Action, Menu, MenuOption, Reply, Text};
use crate::questions::{Ask, MatchAsk, MatchFilter, MatchesAnswer, MatchesAsk};

/// A page of matches, latest first.
#[must_use]
pub fn matches(answer: &MatchesAnswer) -> Reply {
    let about = about(&answer.asked);
    if answer.total == 0 {
        let words = if about.is_empty() {
            "I hold no match yet.".to_owned()
        } else {
            format!("I hold no match of {about}.")
        };
        return Reply {
            description: Text::words(words),
            ..Reply::default()
        };
    }
    let description = answer
        .matches
        .iter()
        .map(|game| Text::words(phrase::summary_line(game)))
        .fold(Text::new(), Text::line);
    let count = phrase::counted(answer.total as usize, "match");
    let page = |label: &str, page: u32| {
        let name = |id: Option<&str>| id.map(str::to_owned);
        button(
            label,
            Ask::Matches(MatchesAsk {
                team: name(answer.asked.team.as_ref().map(|team| team.id.as_str())),
                competition: name(
                    answer
                        .asked
                        .competition
                        .as_ref()
                        .map(|known| known.id.as_str()),
                ),
                page,
            }),
        )
    };
    let mut buttons = Vec::new();
    if answer.page > 1 {
        buttons.push(page("Back", answer.page - 1));
    }
    if answer.page < answer.pages {
        buttons.push(page("More", answer.page + 1));
    }
    Reply {
        title: Some(if about.is_empty() {
            "Matches".to_owned()
        } else {
            about
        }),
        description,
        footer: Some(format!(
            "{count} · page {} of {}",
            answer.page, answer.pages
        )),
        buttons,
        menu: menu(answer),
        ..Reply::default()
    }
}

/// "Tottenham, Champions League"; nothing for all matches.
fn about(asked: &MatchFilter) -> String {
    let parts: Vec<&str> = [
        asked.team.as_ref().map(|team| team.name.as_str()),
        asked
            .competition
            .as_ref()
            .map(|competition| competition.name.as_str()),
    ]
    .into_iter()
    .flatten()
    .collect();
    parts.join(", ")
}

fn menu(answer: &MatchesAnswer) -> Option<Menu> {
    let options: Vec<MenuOption> = answer
        .matches
        .iter()
        .map(|game| MenuOption {
            label: phrase::summary_line(game),
            detail: None,
            action: Action::Ask(Ask::Match(MatchAsk {
                game: game.id.to_string(),
            })),
        })
        .collect();
    (!options.is_empty()).then(|| Menu {
        placeholder: "Show a match".to_owned(),
        options,
    })
}
