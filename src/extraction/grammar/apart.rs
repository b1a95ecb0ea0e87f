//! Subjects that stand apart from their verb: before an insertion, before an aside, after a participle that opens the
//! sentence.

use super::{Scene, Subject};
use crate::extraction::text::{TokenIndex, TokenKind};

impl Scene<'_> {
    /// "Odo, the captain, scored": what stands before the insertion that ends with the comma at `close`.
    pub(super) fn before_insertion(&self, close: TokenIndex, start: TokenIndex) -> Option<Subject> {
        let close_kind = self.document.tokens[close].kind;
        let opens = |at: TokenIndex| match close_kind {
            TokenKind::Close => matches!(self.document.tokens[at].kind, TokenKind::Open),
            TokenKind::Dash => matches!(self.document.tokens[at].kind, TokenKind::Dash),
            _ => matches!(self.document.tokens[at].kind, TokenKind::Comma),
        };
        let open = (start..close).rev().take(24).find(|at| opens(*at))?;
        let last = open.checked_sub(1).filter(|last| *last >= start)?;
        let mention = self.mention_at(last)?;
        // "From Odo, after a corner, Ames scored" has its subject right before the verb and never comes here.
        let first = self.cast.mentions[mention].tokens.start;
        (!self.is_object(first, start))
            .then(|| self.mention_subject(mention))
            .flatten()
    }

    /// "beat Ames and, as Lind looked on, put it past the keeper": where the clause between begins that ends right before
    /// `at`; else `at`.
    pub(super) fn before_aside(&self, at: TokenIndex, start: TokenIndex) -> TokenIndex {
        let is_comma = |at: TokenIndex| self.document.tokens[at].kind == TokenKind::Comma;
        let Some(end) = at
            .checked_sub(1)
            .filter(|end| *end > start && is_comma(*end))
        else {
            return at;
        };
        let mut clause = (start + 1..end).rev().take_while(|at| !is_comma(*at));
        clause
            .find(|at| matches!(self.word(*at), "as" | "while"))
            .filter(|first| is_comma(first - 1) || self.word(first - 1) == "and")
            .unwrap_or(at)
    }

    /// "scored after Lind was sent off, and doubled the lead": where the adjunct begins that ends with the comma before "and";
    /// else `at`. What follows "when Lind crossed, and" may be his doing; what follows "when Lind was tripped, and" is not.
    pub(super) fn before_adjunct(&self, at: TokenIndex, start: TokenIndex) -> TokenIndex {
        let is_comma = |at: TokenIndex| self.document.tokens[at].kind == TokenKind::Comma;
        let Some(comma) = at.checked_sub(2).filter(|comma| *comma > start) else {
            return at;
        };
        if self.word(at - 1) != "and" || !is_comma(comma) {
            return at;
        }
        let adjunct = (start + 1..comma)
            .rev()
            .take_while(|at| !is_comma(*at))
            .find(|at| self.is(*at, self.classes.clause));
        let Some(first) = adjunct else {
            return at;
        };
        let suffered = || (first..comma).any(|at| matches!(self.word(at), "was" | "were" | "been"));
        match self.word(first) {
            "after" | "before" | "while" | "because" => first,
            "when" | "as" if suffered() => first,
            _ => at,
        }
    }

    /// "Heading home from close range, Odo ...": the subject of a participle that opens the sentence.
    pub(super) fn following_subject(&self, verb: TokenIndex, end: TokenIndex) -> Subject {
        let comma =
            (verb..end).find(|at| matches!(self.document.tokens[*at].kind, TokenKind::Comma));
        let Some(comma) = comma else {
            return Subject::Unknown;
        };
        for at in comma + 1..end.min(comma + 6) {
            if let Some(mention) = self.mention_at(at) {
                return self.mention_subject(mention).unwrap_or(Subject::Unknown);
            }
            if self.is(at, self.classes.any_verb) {
                break;
            }
        }
        Subject::Unknown
    }
}
