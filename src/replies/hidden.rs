//! A summary whose result is behind a button.
//!
//! The promise: nothing here depends on how the match went, and what is not looked at cannot leak. Which teams, which
//! competition, which day: no more than a fixture list says.

use super::score::{block, button};
use super::{Reply, Slot, Text, budget, phrase};
use crate::facts::FactValue;
use crate::questions::{Ask, MatchAsk, MatchCard};

/// The summary of a match, without anything that tells its result. The button answers privately.
#[must_use]
pub fn hidden(card: &MatchCard, delivery: &str) -> Reply {
    veiled(
        card,
        Text::words(
            "I have read a report of this match. The result is hidden: press the button to see it, alone.",
        ),
        delivery,
    )
}

/// The same, when what is behind the button is no longer what it was.
#[must_use]
pub fn changed(card: &MatchCard, delivery: &str) -> Reply {
    veiled(
        card,
        Text::words(
            "The hidden summary changed. The result is hidden: press the button to see it, alone.",
        ),
        delivery,
    )
}

/// The name of a thread about a match, 100 characters at most: the teams, never the result.
#[must_use]
pub fn thread_name(card: &MatchCard) -> String {
    const LIMIT: usize = 100;
    budget::fit_line(&teams(card), Slot::Plain, LIMIT)
}

fn veiled(card: &MatchCard, words: Text, delivery: &str) -> Reply {
    Reply {
        author: occasion(card),
        title: Some(teams(card)),
        description: words,
        fields: day(card)
            .map(|day| block("Date", Text::words(day)))
            .into_iter()
            .collect(),
        footer: Some(format!("{delivery} · {}", card.id)),
        buttons: vec![button(
            "Show the result to me",
            Ask::Match(MatchAsk {
                game: card.id.to_string(),
            }),
        )],
        ..Reply::default()
    }
}

/// `Rovers v United`.
pub(super) fn teams(card: &MatchCard) -> String {
    format!("{} v {}", card.home.name, card.away.name)
}

/// The competition. Not the stage: "the winners meet Rovers in the final" is no secret kept.
pub(super) fn occasion(card: &MatchCard) -> Option<String> {
    match &card.agreed.first("competition")?.fact.value {
        FactValue::Competition(named) => Some(named.name.clone()),
        _ => None,
    }
}

fn day(card: &MatchCard) -> Option<String> {
    match card.agreed.first("date")?.fact.value {
        FactValue::Date(day) => Some(phrase::calendar(day)),
        _ => None,
    }
}
