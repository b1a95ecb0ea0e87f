//! Which words the text writes with capitals, and whether the first word of a sentence begins a name.

use super::Finder;
use crate::extraction::text::{Case, Document, TokenIndex, TokenKind};

/// How often each word stands capitalised inside a sentence, and how often in small letters.
pub(super) struct Capitals {
    counts: Vec<(u16, u16)>,
}

impl Capitals {
    pub(super) fn count(document: &Document<'_>) -> Self {
        let most = document
            .tokens
            .iter()
            .map(|token| token.word.0 as usize + 1)
            .max()
            .unwrap_or(0);
        let mut counts = vec![(0_u16, 0_u16); most];
        for sentence in &document.sentences {
            let mut first = true;
            for at in sentence.tokens.clone() {
                let token = &document.tokens[at];
                if !token.is_word() {
                    // A quotation mark or a colon begins a sentence of its own.
                    first |= matches!(token.kind, TokenKind::Quote | TokenKind::Colon);
                    continue;
                }
                let entry = &mut counts[token.word.0 as usize];
                match (token.is_capitalised(), first) {
                    (true, false) => entry.0 = entry.0.saturating_add(1),
                    (false, _) => entry.1 = entry.1.saturating_add(1),
                    (true, true) => {}
                }
                first = false;
            }
        }
        Self { counts }
    }
}

impl Finder<'_, '_> {
    pub(super) fn capital_inside(&self, at: TokenIndex) -> u16 {
        self.capitals.counts[self.document.tokens[at].word.0 as usize].0
    }

    fn small(&self, at: TokenIndex) -> u16 {
        self.capitals.counts[self.document.tokens[at].word.0 as usize].1
    }

    pub(super) fn is_cap(&self, at: TokenIndex) -> bool {
        self.document
            .tokens
            .get(at)
            .is_some_and(|token| token.is_word() && token.is_capitalised())
    }

    /// Whether the first word of a sentence begins a name rather than being capitalised for standing there.
    pub(super) fn begins_name(&self, at: TokenIndex, end: TokenIndex, known: bool) -> bool {
        let starter = self.document.is_in(at, self.classes.starter);
        let inside = self.capital_inside(at) > 0;
        let small = self.small(at) > 0;
        if self.document.tokens[at].case == Case::Upper && self.document.folded(at).len() <= 4 {
            return !starter;
        }
        if starter && !inside {
            return false;
        }
        if inside {
            return !starter || self.capital_inside(at) > self.small(at);
        }
        if known || self.document.is_in(at, self.classes.given_name) {
            return true;
        }
        if small {
            return false;
        }
        let next_cap = at + 1 < end && self.is_cap(at + 1);
        let possessive = self
            .document
            .tokens
            .get(at + 1)
            .is_some_and(|next| matches!(next.kind, TokenKind::Possessive));
        let folded = self.document.folded(at);
        let word_like = ["ing", "ly", "ed", "less", "ful", "ous", "ive"]
            .iter()
            .any(|ending| folded.ends_with(ending));
        // "Fearless Marlow began": Marlow is named without it.
        if word_like && next_cap && self.capital_inside(at + 1) > 0 {
            return false;
        }
        // A word the rules know in small letters is an English word until something says otherwise.
        let everyday = self.document.lexicon().find(folded).is_some();
        next_cap || possessive || (!word_like && !everyday)
    }
}
