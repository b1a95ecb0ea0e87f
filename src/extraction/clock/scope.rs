//! How a time expression stands to the words around it, which decides what it dates.

use std::ops::Range;

use super::{Anchor, Place, TimeExpression, When};
use crate::extraction::rules::{Rule, RuleBook};
use crate::extraction::text::{Document, TokenIndex, TokenKind};

/// What the rule says about its place; settled later where it says nothing.
pub(super) fn place_hint(rule: &Rule) -> Place {
    match rule.meaning("place") {
        Some("bracketed") => Place::Bracketed,
        Some("modifier") => Place::Modifier,
        _ => Place::Trailing,
    }
}

/// Works out place and scope of every expression, and what an edge counts from within its sentence.
pub(super) fn settle(document: &Document<'_>, book: &RuleBook, found: &mut [TimeExpression]) {
    let joins = book.class("clause");
    for index in 0..found.len() {
        let tokens = found[index].tokens.clone();
        let sentence = sentence(document, tokens.start);
        if found[index].place == Place::Trailing {
            let starts = begins_clause(document, &sentence, tokens.start, |at| {
                document.is_in(at, joins) || matches!(document.folded(at), "and" | "or")
            });
            let goes_on = tokens.end < sentence.end
                && !matches!(
                    document.tokens[tokens.end].kind,
                    TokenKind::Stop | TokenKind::Close
                );
            if starts && goes_on {
                found[index].place = Place::Fronted;
            }
        }
        found[index].scope = match found[index].place {
            Place::Fronted => tokens.start..sentence.end,
            Place::Trailing => sentence.clone(),
            Place::Modifier => tokens.start..(tokens.end + 5).min(sentence.end),
            Place::Bracketed => tokens.start.saturating_sub(6).max(sentence.start)..tokens.end,
        };
        let earlier = index.checked_sub(1).filter(|before| {
            let other = &found[*before];
            other.tokens.start >= sentence.start
                && matches!(other.when, When::Absolute(value) if value.at.is_some())
        });
        if let (When::Relative(edge), Some(before)) = (&mut found[index].when, earlier)
            && matches!(edge.from, Anchor::Previous | Anchor::PreviousOrKickOff)
        {
            edge.from = Anchor::Mention(before);
        }
    }
}

fn sentence(document: &Document<'_>, at: TokenIndex) -> Range<TokenIndex> {
    document
        .sentences
        .get(document.sentence_of(at))
        .map_or(at..at, |sentence| sentence.tokens.clone())
}

/// Whether only words that open a clause stand before it.
fn begins_clause(
    document: &Document<'_>,
    sentence: &Range<TokenIndex>,
    start: TokenIndex,
    joins: impl Fn(TokenIndex) -> bool,
) -> bool {
    let mut at = start;
    while at > sentence.start {
        let before = at - 1;
        let opens = matches!(
            document.tokens[before].kind,
            TokenKind::Quote | TokenKind::Dash | TokenKind::Colon
        ) || matches!(
            document.folded(before),
            "then" | "however" | "just" | "only" | "barely" | "but"
        );
        if joins(before) {
            return true;
        }
        if matches!(document.tokens[before].kind, TokenKind::Comma) {
            let after_comma = before > sentence.start && joins(before - 1);
            return after_comma || before == sentence.start;
        }
        if !opens {
            return false;
        }
        at = before;
    }
    true
}
