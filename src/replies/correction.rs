//! What is said under a post that can no longer be edited.

use super::hidden::teams;
use super::score::{button, evidence};
use super::{Reply, Text, phrase};
use crate::questions::{Ask, MatchAsk, MatchCard};

/// One thing that reads differently from what was posted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// What it is about: "Score", "Goal 2".
    pub label: String,
    /// As it was posted; `None` where nothing was said of it.
    pub was: Option<Said>,
    /// As it is now; `None` where no report says it any more.
    pub now: Option<Said>,
}

/// A reading of a fact, with the words behind it where a report has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The reading.
    pub value: String,
    /// The words.
    pub quote: Option<String>,
}

/// What has changed since the post was made, each with the words behind the old reading and the new.
#[must_use]
pub fn correction(card: &MatchCard, amendments: &[Amendment], delivery: &str) -> Reply {
    let lines = amendments.iter().map(amended);
    let text = match amendments {
        [] => Text::words("The post above no longer says what the reports do."),
        _ => lines.fold(Text::new(), Text::line),
    };
    Reply {
        title: Some(format!("Correction: {}", phrase::title(card))),
        description: text,
        tone: phrase::tone(card.state),
        buttons: vec![evidence(card.id)],
        ..signed(delivery)
    }
}

/// The same where the result is hidden: that something changed, and no more.
#[must_use]
pub fn hidden(card: &MatchCard, delivery: &str) -> Reply {
    let shown = Ask::Match(MatchAsk {
        game: card.id.to_string(),
    });
    Reply {
        title: Some(format!("Correction: {}", teams(card))),
        description: Text::words("The hidden summary changed."),
        buttons: vec![button("Show the result to me", shown)],
        ..signed(delivery)
    }
}

/// No report tells of the match any more.
#[must_use]
pub fn withdrawn(delivery: &str) -> Reply {
    Reply {
        title: Some("Correction: withdrawn".to_owned()),
        description: Text::words(
            "The report behind the post above was taken back. What stands there does not hold.",
        ),
        ..signed(delivery)
    }
}

fn signed(delivery: &str) -> Reply {
    Reply {
        footer: Some(delivery.to_owned()),
        ..Reply::default()
    }
}

/// `Goal 2: was 49' Kane (“within four minutes”), is 50' Kane (“on 50 minutes”)`.
fn amended(amendment: &Amendment) -> Text {
    let text = Text::new().bold(&amendment.label).say(": ");
    match (&amendment.was, &amendment.now) {
        (Some(was), Some(now)) => said(said(text.say("was "), was).say(", is "), now),
        (None, Some(now)) => said(text.say("now also "), now),
        (Some(was), None) => said(text.say("no report says any more "), was),
        (None, None) => text,
    }
}

fn said(text: Text, said: &Said) -> Text {
    let text = text.say(&said.value);
    match &said.quote {
        Some(quote) => text.say(" (").quote(shortened(quote)).say(")"),
        None => text,
    }
}

/// A quote is a quote, not the report.
fn shortened(quote: &str) -> String {
    const LIMIT: usize = 200;
    let mut letters = quote.chars();
    let kept: String = letters.by_ref().take(LIMIT).collect();
    match letters.next() {
        Some(_) => kept + "…",
        None => kept,
    }
}
