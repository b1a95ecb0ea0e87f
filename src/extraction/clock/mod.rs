//! Time expressions: words that say when, as typed values.
//!
//! [`read`] runs the family `clock` over a document before anybody knows who plays; what it finds is laid over the
//! text as [`Label::Clock`](super::rules::Label::Clock) notes whose payload is an index into its result, so that later
//! patterns can write `CLOCK`. Relative expressions stay edges; the timeline search solves them.

use std::ops::Range;

use super::rules::{Family, Label, Layers, RuleBook};
use super::text::{Document, TokenIndex};
use crate::football::{Basis, MatchClock, Moment};

/// Words that say when.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeExpression {
    /// The words.
    pub tokens: Range<TokenIndex>,
    /// The permanent id of the rule that read them.
    pub rule: String,
    /// What they say.
    pub when: When,
}

/// What a time expression says.
#[derive(Debug, Clone, PartialEq)]
pub enum When {
    /// A clock, or a window on it.
    Absolute(Moment),
    /// So many minutes away from something else that happened.
    Relative {
        /// At least so many minutes later; negative: earlier.
        least: i16,
        /// At most so many; equal to `least` when the words give a number.
        most: i16,
        /// From what.
        from: Reference,
    },
}

/// What a relative time counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// What was told just before ("three minutes later").
    Previous,
    /// The opening goal.
    Opener,
    /// The latest equaliser.
    Equaliser,
    /// The moment the person spoken of came on ("within four minutes of coming on").
    ComingOn,
}

/// Reads all time expressions, in text order, and lays them over the text.
#[must_use]
pub fn read(document: &Document<'_>, book: &RuleBook, layers: &mut Layers) -> Vec<TimeExpression> {
    let mut found: Vec<TimeExpression> = Vec::new();
    for hit in book.hits(Family::Clock, document, layers) {
        let Some(minute) = hit
            .capture("minute")
            .and_then(|tokens| document.ordinal_at(tokens.start))
            .and_then(|(minute, _)| u8::try_from(minute).ok())
            .filter(|minute| (1..=120).contains(minute))
        else {
            continue;
        };
        let written = document.slice(hit.tokens.clone());
        found.push(TimeExpression {
            tokens: hit.tokens.clone(),
            rule: hit.rule.id.clone(),
            when: When::Absolute(Moment::at(
                MatchClock::regular(minute),
                Basis::Stated,
                written,
            )),
        });
    }
    for (index, expression) in (0u32..).zip(&found) {
        layers.add(Label::Clock, expression.tokens.clone(), index);
    }
    found
}
