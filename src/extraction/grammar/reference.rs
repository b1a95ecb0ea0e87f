//! Whom "he" and "the striker" mean.

use super::Scene;
use crate::extraction::mentions::EntityIndex;
use crate::extraction::text::{TokenIndex, TokenKind};

impl Scene<'_> {
    /// The person a pronoun or description at `at` stands for: whoever the words before it leave in the reader's mind.
    #[must_use]
    pub fn antecedent(&self, at: TokenIndex) -> Option<EntityIndex> {
        let sentence = self.document.sentence_of(at);
        let here = self.sentence(at);
        if let Some(person) = self.last_in_mind(here.start, at) {
            return Some(person);
        }
        // The sentence before, in the same paragraph; one further back when that names nobody.
        for back in 1..=2 {
            let before = sentence.checked_sub(back)?;
            let tokens = self.document.sentences[before].tokens.clone();
            if self.document.sentences[before].paragraph + 1
                < self.document.sentences[sentence].paragraph
            {
                return None;
            }
            if let Some(person) = self.last_in_mind(tokens.start, tokens.end) {
                return Some(person);
            }
            if self.document.sentences[before].paragraph
                != self.document.sentences[sentence].paragraph
            {
                return None;
            }
        }
        None
    }

    /// Of the people named in a stretch: who received the ball last, else the last subject, else the last named.
    fn last_in_mind(&self, start: TokenIndex, end: TokenIndex) -> Option<EntityIndex> {
        let mut subject = None;
        let mut recipient = None;
        let mut last = None;
        let mut at = start;
        while at < end {
            let Some(mention) = self.mention_at(at) else {
                at += 1;
                continue;
            };
            let tokens = self.cast.mentions[mention].tokens.clone();
            at = tokens.end;
            if tokens.end > end {
                break;
            }
            let Some(person) = self.person(mention) else {
                continue;
            };
            if self.cast.entities[person].kind == crate::extraction::mentions::EntityKind::Official
            {
                continue;
            }
            let owner = self
                .document
                .tokens
                .get(tokens.end)
                .is_some_and(|next| matches!(next.kind, TokenKind::Possessive));
            last = Some(person);
            if !self.is_object(tokens.start, start) {
                if !owner {
                    subject = Some(person);
                    recipient = None;
                }
            } else if self.is_recipient(tokens.start, start) && !owner {
                recipient = Some(person);
            }
        }
        recipient.or(subject).or(last)
    }

    /// "laid on Odo", "crossed for Odo", "found Odo"
    fn is_recipient(&self, first: TokenIndex, start: TokenIndex) -> bool {
        let before: Vec<TokenIndex> = (start..first).rev().take(4).collect();
        before
            .iter()
            .any(|at| self.is(*at, self.classes.recipient_verb))
            || before
                .first()
                .is_some_and(|at| matches!(self.word(*at), "to" | "for"))
    }
}
