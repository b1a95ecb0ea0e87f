//! How far a run of capitalised words goes.

use super::Finder;
use crate::extraction::text::{Case, TokenIndex, TokenKind};

impl Finder<'_, '_> {
    /// Where the run of capitalised words that starts at `at` ends, if a name starts there.
    pub(super) fn run(&self, at: TokenIndex, end: TokenIndex, first: bool) -> Option<TokenIndex> {
        let token = &self.document.tokens[at];
        if !token.is_capitalised() || token.quoted && self.document.folded(at) == "i" {
            return None;
        }
        let known = self.known(at, end);
        let many_words = known.is_some_and(|(words, _)| words > 1);
        if self.document.is_in(at, self.classes.never_name)
            && !many_words
            && !self.is_day_of_a_team(at)
        {
            return None;
        }
        if is_contraction(self.document.folded(at)) {
            return None;
        }
        // "The Larks" are called the Larks.
        let article = self.document.folded(at) == "the" && !many_words;
        if self.document.is_in(at, self.classes.person_title) || article {
            return None;
        }
        if first && !many_words && !self.begins_name(at, end, known.is_some()) {
            return None;
        }
        let mut stop = at + 1;
        loop {
            if self.is_cap(stop) && stop < end {
                let next = &self.document.tokens[stop];
                if self.document.is_in(stop, self.classes.never_name)
                    && !many_words
                    && !next.hyphenated
                {
                    break;
                }
                stop += 1;
                continue;
            }
            if self.is_linked(stop, end) {
                stop += 2;
                continue;
            }
            if stop == at + 2 && self.is_called_by_a_saint(at, end) {
                stop += 1;
                continue;
            }
            // Particles and small hyphenated parts, when another capital follows them.
            let mut beyond = stop;
            while beyond < end
                && beyond < stop + 2
                && !self.is_cap(beyond)
                && self.document.tokens[beyond].is_word()
                && (self.document.is_in(beyond, self.classes.particle)
                    || self.document.tokens[beyond].hyphenated)
            {
                beyond += 1;
            }
            if beyond > stop && beyond < end && self.is_cap(beyond) {
                stop = beyond + 1;
                continue;
            }
            if stop < end
                && self.document.tokens[stop].hyphenated
                && self.document.tokens[stop].is_word()
                && !self.document.tokens[stop - 1].hyphenated
                && self.document.tokens[stop].case == Case::Lower
            {
                // "Heung-min" is a name, "Ronaldo-inspired" is none.
                let length = self.document.folded(stop).len();
                if length <= 5 && stop > at + 1 {
                    stop += 1;
                    continue;
                }
            }
            break;
        }
        if let Some((words, _)) = known {
            stop = stop.max(at + words);
        }
        Some(stop)
    }

    /// "St Odo's are through", "won at St Odo's": the possessive is the name's, where nothing follows that would be theirs.
    fn is_called_by_a_saint(&self, at: TokenIndex, end: TokenIndex) -> bool {
        let owner = at + 2;
        let next = owner + 1;
        self.document.folded(at) == "st"
            && owner < end
            && self.document.tokens[owner].kind == TokenKind::Possessive
            && (next >= end
                || !self.document.tokens[next].is_word()
                || self.document.is_in(next, self.classes.auxiliary)
                || self.document.is_in(next, self.classes.any_verb)
                || self.document.is_in(next, self.classes.preposition))
    }

    /// "University of Elm", "Elm & District", "Amaro's Stadium": whether a small word links a name to the capital behind it.
    fn is_linked(&self, link: TokenIndex, end: TokenIndex) -> bool {
        let word = |at: TokenIndex| self.document.folded(at);
        let capital = link + 1 < end && self.is_cap(link + 1);
        let ground = || matches!(word(link + 1), "stadium" | "arena" | "oval" | "complex");
        capital
            && match word(link) {
                "of" => matches!(word(link - 1), "university" | "college" | "academy"),
                "&" | "and" => matches!(word(link + 1), "district" | "districts"),
                _ => self.document.tokens[link].kind == TokenKind::Possessive && ground(),
            }
    }
}

/// "We'll", "They've".
fn is_contraction(folded: &str) -> bool {
    ["'ve", "'ll", "'re", "'m", "'d", "n't"]
        .iter()
        .any(|ending| folded.ends_with(ending))
}
