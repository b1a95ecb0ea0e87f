//! Names that the names files know, found in the text.

use std::borrow::Cow;

use super::Finder;
use crate::extraction::text::{Case, TokenIndex, TokenKind, Word};
use crate::names::{Form, NameKind};

/// No known name has more words.
const MOST_WORDS: usize = 6;

impl<'g> Finder<'_, 'g> {
    /// The longest known name from `at` on whose words have capitals where names do.
    pub(super) fn known(&self, at: TokenIndex, end: TokenIndex) -> Option<(usize, &'g Form)> {
        let words = (at..end.min(at + MOST_WORDS))
            .take_while(|next| {
                self.document.tokens[*next].is_word()
                    || matches!(self.document.tokens[*next].kind, TokenKind::Number)
            })
            .map(|next| self.document.folded(next));
        let plain = self.gazetteer.longest_match(words);
        let owned = self.known_with_possessive(at, end);
        if let Some((tokens, form)) = owned
            && plain.is_none_or(|plain| plain.words < tokens)
        {
            return Some((tokens, form));
        }
        let hit = plain?;
        // "The US" are letters, and not the U's.
        let last = at + hit.words - 1;
        if self.document.folded(at) == "the" && self.document.tokens[last].case == Case::Upper {
            return None;
        }
        let last_is_cap =
            self.is_cap(last) || matches!(self.document.tokens[last].kind, TokenKind::Number);
        last_is_cap.then_some((hit.words, hit.form))
    }

    /// "St Mary's", "St James' Park": known names that hold a possessive, with how many tokens they take.
    fn known_with_possessive(&self, at: TokenIndex, end: TokenIndex) -> Option<(usize, &'g Form)> {
        // Few names hold one.
        let after_words =
            (at..end.min(at + MOST_WORDS)).find(|next| !self.document.tokens[*next].is_word());
        if after_words.is_none_or(|next| self.document.tokens[next].kind != TokenKind::Possessive) {
            return None;
        }
        let mut words: Vec<Cow<'_, str>> = Vec::with_capacity(MOST_WORDS);
        let mut ends: Vec<usize> = Vec::with_capacity(MOST_WORDS);
        let mut holds = false;
        for next in at..end.min(at + MOST_WORDS) {
            let token = &self.document.tokens[next];
            if token.is_word() {
                words.push(Cow::Borrowed(self.document.folded(next)));
                ends.push(next + 1 - at);
            } else if matches!(token.kind, TokenKind::Possessive)
                && let (Some(word), Some(last)) = (words.last_mut(), ends.last_mut())
            {
                // The apostrophe after a plural is no part of a name that ends there: "Wolves' defence".
                if self.document.slice(next..next + 1).ends_with(['s', 'S']) {
                    word.to_mut().push('s');
                    *last = next + 1 - at;
                }
                holds = true;
            } else {
                break;
            }
        }
        if !holds {
            return None;
        }
        let hit = self
            .gazetteer
            .longest_match(words.iter().map(AsRef::as_ref))?;
        Some((*ends.get(hit.words - 1)?, hit.form))
    }

    /// "Wednesday gave the ball away" in a text on Marlow Wednesday: no day, where none of the words that a day has stand
    /// beside it.
    pub(super) fn is_day_of_a_team(&self, at: TokenIndex) -> bool {
        let beside = |at: TokenIndex| self.document.is_in(at, self.classes.beside_day);
        self.days_of_teams.contains(&self.document.tokens[at].word)
            && !(at.checked_sub(1).is_some_and(beside) || beside(at + 1))
    }

    /// The weekdays that teams of the text bear in their names: "Marlow Wednesday".
    pub(super) fn days_of_teams(&self) -> Vec<Word> {
        let mut found = Vec::new();
        for day in 1..self.document.tokens.len() {
            let word = self.document.tokens[day].word;
            if self.document.is_in(day, self.classes.weekday)
                && self.is_cap(day - 1)
                && !found.contains(&word)
                && self
                    .known(day - 1, day + 1)
                    .is_some_and(|(words, form)| words == 2 && !form.teams().is_empty())
            {
                found.push(word);
            }
        }
        found
    }
}

/// Whether a form is nothing but what a country's people are called.
pub(in crate::extraction::mentions) fn only_demonym(form: &Form) -> bool {
    !form.teams().is_empty()
        && form
            .teams()
            .iter()
            .all(|name| name.kind == NameKind::Demonym)
        && form.competitions().is_empty()
        && form.grounds().is_empty()
}
