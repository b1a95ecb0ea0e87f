//! Teams called by where they play: "the hosts", "the visitors".

use crate::extraction::mentions::{Mention, Referent};
use crate::extraction::rules::RuleBook;
use crate::extraction::text::{Document, TokenIndex, TokenKind};
use crate::football::Side;

/// "the hosts", "the home side", "the visitors".
pub(super) fn roles(document: &Document<'_>, book: &RuleBook) -> Vec<Mention> {
    let home = book.classes().home_role;
    let away = book.classes().away_role;
    let side_word = book.classes().side_word;
    let mut found = Vec::new();
    let mut at: TokenIndex = 0;
    while at < document.tokens.len() {
        let token = &document.tokens[at];
        let next_is_side = || document.is_in(at + 1, side_word);
        let word = document.folded(at);
        // "The host's pressed": an apostrophe too many, or one host.
        let owns =
            || (document.tokens.get(at + 1)).is_some_and(|next| next.kind == TokenKind::Possessive);
        let (side, words) = if document.is_in(at, home) || word == "host" && owns() {
            (Some(Side::Home), 1)
        } else if document.is_in(at, away) || word == "visitor" && owns() {
            (Some(Side::Away), 1)
        } else if word == "home" && next_is_side() {
            (Some(Side::Home), 2)
        } else if matches!(word, "away" | "visiting" | "travelling") && next_is_side() {
            (Some(Side::Away), 2)
        } else {
            (None, 1)
        };
        let follows_article = || {
            (at.saturating_sub(3)..at)
                .rev()
                .take_while(|before| document.tokens[*before].is_word())
                .any(|before| matches!(document.folded(before), "the" | "for" | "both" | "their"))
        };
        let initial = || at == document.sentences[document.sentence_of(at)].tokens.start;
        if let Some(side) = side
            && token.is_word()
            && (follows_article() || initial())
        {
            found.push(Mention {
                tokens: at..(at + words).min(document.tokens.len()),
                referent: Referent::Role(side),
            });
        }
        at += words;
    }
    found
}
