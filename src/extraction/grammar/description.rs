//! Whom a description stands for: "the striker", "the Frenchman".

use std::ops::Range;

use super::{Scene, Subject};
use crate::extraction::mentions::EntityIndex;
use crate::extraction::text::{TokenIndex, TokenKind};

/// So many words back what somebody was called is still in mind.
const IN_MIND: usize = 80;

impl Scene<'_> {
    /// "the striker", "the 24-year-old", "the Frenchman": ends at `last`.
    pub(super) fn description(&self, last: TokenIndex, start: TokenIndex) -> Option<Subject> {
        let word = self.word(last);
        let describes = self.is(last, self.classes.position)
            || self.is(last, self.classes.nationality_person)
            || word == "old"
            || matches!(self.document.tokens[last].kind, TokenKind::Number)
                && last > start
                && matches!(self.word(last - 1), "no" | "number")
            || matches!(
                word,
                "latter" | "former" | "youngster" | "teenager" | "man" | "number" | "skipper"
            );
        if !describes {
            return None;
        }
        let mut before = (last.saturating_sub(6).max(start)..=last).rev();
        let first = before.find(|at| {
            matches!(self.word(*at), "the" | "his" | "their" | "our")
                || self.document.tokens[*at].kind == TokenKind::Possessive
        })?;
        // "Marlow's captain" is not whoever was named last.
        if self.document.tokens[first].kind == TokenKind::Possessive {
            let owner = first.checked_sub(1).filter(|owner| *owner >= start)?;
            self.team_mention_at(owner)?;
            return Some(Subject::Somebody(owner..last + 1));
        }
        if let Some(person) = self.former_or_latter(last, start) {
            return Some(Subject::Person(person, first..last + 1));
        }
        Some(match self.antecedent(first) {
            Some(person)
                if !self.is_set_apart(person, first, start)
                    && !self.is_described_anew(person, first + 1..last, start)
                    && !self.is_of_a_keeper(person, first, last) =>
            {
                Subject::Person(person, first..last + 1)
            }
            _ => Subject::Somebody(first..last + 1),
        })
    }

    /// "Odo replaced Ames, and the former struck": the last two men named before.
    fn former_or_latter(&self, last: TokenIndex, start: TokenIndex) -> Option<EntityIndex> {
        let back = match self.word(last) {
            "former" => 1,
            "latter" => 0,
            _ => return None,
        };
        let mut named: Vec<EntityIndex> =
            (start..last).filter_map(|at| self.person_at(at)).collect();
        named.dedup();
        named.into_iter().rev().nth(back)
    }

    /// "Odo could do nothing as the Frenchman fired": who is called so is somebody else.
    fn is_set_apart(&self, person: EntityIndex, first: TokenIndex, start: TokenIndex) -> bool {
        let at = (start..first).find(|at| self.person_at(*at) == Some(person));
        at.is_some_and(|at| (at..first).any(|at| self.is(at, self.classes.helpless)))
    }

    /// "Keeper Ames fouled Odo. The striker converted": no striker is Ames.
    fn is_of_a_keeper(&self, person: EntityIndex, before: TokenIndex, last: TokenIndex) -> bool {
        let outfield =
            self.is(last, self.classes.position) && !self.is(last, self.classes.keeper_word);
        let called = |at: TokenIndex| {
            self.person_at(at) == Some(person)
                && at > 0
                && self.is(at - 1, self.classes.keeper_word)
        };
        outfield && (before.saturating_sub(IN_MIND)..before).any(called)
    }

    /// "the Malian international": told by where he is from, and not named in the sentence, he may be anybody.
    fn is_described_anew(
        &self,
        person: EntityIndex,
        mut words: Range<TokenIndex>,
        start: TokenIndex,
    ) -> bool {
        let named = (start..words.start).any(|at| self.person_at(at) == Some(person));
        !named && words.any(|at| self.document.tokens[at].is_capitalised() && self.word(at) != "no")
    }
}
