//! The summary of a match that a channel is sent.

use super::phrase::{self, ShortNames};
use super::score::{differences, evidence, framed, inline, report, scorers, scores};
use super::{Piece, Reply, Text, match_card};
use crate::questions::MatchCard;

/// How much a summary says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// One line of text.
    Line,
    /// Score and goals.
    #[default]
    Card,
    /// All that is known.
    Full,
}

impl Format {
    /// All of them, the shortest first.
    pub const ALL: [Self; 3] = [Self::Line, Self::Card, Self::Full];

    /// As the database and `/subscribe format:` write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Card => "card",
            Self::Full => "full",
        }
    }

    /// The format written as [`Format::as_str`] writes it.
    #[must_use]
    pub fn from_str_exact(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == text)
    }
}

/// The summary of a match. Every format carries `delivery`, the id by which a post is found again in its channel.
#[must_use]
pub fn summary(card: &MatchCard, format: Format, delivery: &str) -> Reply {
    match format {
        Format::Line => line(card, delivery),
        Format::Card => goals(card, delivery),
        Format::Full => signed(match_card::full(card), delivery),
    }
}

/// What stands in the place of a summary when no report tells of its match any more: which match it was, struck through, and
/// nothing that was said of it.
#[must_use]
pub fn withdrawn(home: &str, away: &str, delivery: &str) -> Reply {
    let title = format!("{home} v {away}");
    Reply {
        description: Text::new().then(Piece::Struck(title)).line(Text::words(
            "Withdrawn: the report behind this post was taken back. What stood here does not hold.",
        )),
        footer: Some(delivery.to_owned()),
        ..Reply::default()
    }
}

fn line(card: &MatchCard, delivery: &str) -> Reply {
    let title = phrase::title(card);
    let mut text = Text::new().bold(&title);
    if let Some(occasion) = phrase::occasion(card) {
        text = text.say(format!(" · {occasion}"));
    }
    for goals in phrase::goals_by_side(card, &ShortNames::of(&card.agreed)) {
        text = text.say(format!(" · {goals}"));
    }
    let said: Vec<&str> = text.strings().collect();
    let footer = phrase::footer(card, &said);
    Reply {
        footer: Some(with_delivery(&footer, delivery)),
        tone: phrase::tone(card.state),
        notice: Some(text),
        ..Reply::default()
    }
}

fn goals(card: &MatchCard, delivery: &str) -> Reply {
    let names = ShortNames::of(&card.agreed);
    let mut description = Text::words(phrase::outcome(card));
    for (agreed, told) in card.agreed.goals() {
        description = description.line(Text::words(phrase::goal_line(card, agreed, told, &names)));
    }
    let mut fields = scores(card);
    if card.agreed.first("date").is_some() {
        fields.push(inline("Date", phrase::date(&card.agreed)));
    }
    fields.extend(differences(card, &names, |_| true));
    let reply = framed(
        card,
        description,
        fields,
        [scorers(card.id), evidence(card.id), report(card.id)],
    );
    signed(reply, delivery)
}

/// The reply with the delivery in its footer.
fn signed(reply: Reply, delivery: &str) -> Reply {
    Reply {
        footer: reply
            .footer
            .as_deref()
            .map(|footer| with_delivery(footer, delivery)),
        ..reply
    }
}

/// First, because what stands last is what a limit would cut.
fn with_delivery(footer: &str, delivery: &str) -> String {
    format!("{delivery} · {footer}")
}
