//! What part a name plays: an object, a recipient, the owner of a shot.

use super::{Scene, Subject};
use crate::extraction::mentions::EntityIndex;
use crate::extraction::text::{TokenIndex, TokenKind};

impl Scene<'_> {
    /// Whose shot it is: "Odo's low shot", "a shot from Odo", "his shot"; `noun` is its last word.
    #[must_use]
    pub fn owner(&self, noun: TokenIndex) -> Option<EntityIndex> {
        let sentence = self.sentence(noun);
        let next = self.word(noun + 1);
        if matches!(next, "from" | "by")
            && let Some(mention) = (noun + 2..sentence.end.min(noun + 6))
                .find_map(|at| self.mention_at(at).filter(|of| self.person(*of).is_some()))
        {
            // "a shot from Odo's pass" is another's.
            let end = self.cast.mentions[mention].tokens.end;
            let next = self.document.tokens.get(end);
            if next.is_none_or(|next| next.kind != TokenKind::Possessive) {
                return self.person(mention);
            }
        }
        for at in (sentence.start..noun).rev().take(8) {
            let token = &self.document.tokens[at];
            if matches!(token.kind, TokenKind::Possessive) {
                let owner = at.checked_sub(1)?;
                // "the Marlow striker's header"
                return self.person_at(owner).or_else(|| {
                    match self.description(owner, sentence.start)? {
                        Subject::Person(person, _) => Some(person),
                        _ => None,
                    }
                });
            }
            if self.word(at) == "whose" {
                return match self.nearest_named(at, sentence.start)? {
                    Subject::Person(person, _) => Some(person),
                    _ => None,
                };
            }
            if matches!(self.word(at), "his" | "her") {
                return self.antecedent(at);
            }
            let describes = self.is(at, self.classes.attempt)
                || self.is_attribute(at)
                || at + 1 == noun && self.is_participle(at);
            if !token.kind.is_wordlike() || self.is(at, self.classes.any_verb) && !describes {
                break;
            }
        }
        None
    }

    /// "driven" in "whose low and driven effort".
    fn is_participle(&self, at: TokenIndex) -> bool {
        let word = self.word(at);
        word.ends_with("ing") || word.ends_with("ed") || word.ends_with("en")
    }

    /// "Odo's looping header", "his deflected shot": a participle right after what says whose the noun after it is.
    fn is_attribute(&self, at: TokenIndex) -> bool {
        let word = self.word(at);
        (word.ends_with("ing") || word.ends_with("ed"))
            && at.checked_sub(1).is_some_and(|before| {
                matches!(self.word(before), "his" | "her" | "whose")
                    || self.document.tokens[before].kind == TokenKind::Possessive
            })
    }

    /// Whether the words before `first` make what begins there an object: "beat Odo", "to Odo", "from striker Odo".
    #[must_use]
    pub fn is_object(&self, first: TokenIndex, start: TokenIndex) -> bool {
        if self.is_absolute(first, start) {
            return false;
        }
        let mut at = self.before_article(first, start);
        // Over the words that describe it: "substitute", "the former Marlow striker".
        while at > start {
            let before = at - 1;
            if !self.describes(before) {
                break;
            }
            at = before;
        }
        // "from senior midfielder Odo": an adjective before the position.
        if at > start + 1 && self.is(at, self.classes.position) && self.is_plain_word(at - 1) && {
            let before = at - 2;
            self.is(before, self.classes.preposition) || self.is(before, self.classes.any_verb)
        } {
            at -= 1;
        }
        if at == start {
            return false;
        }
        let before = at - 1;
        let word = self.word(before);
        if self.document.tokens[before].kind == TokenKind::Comma {
            return false;
        }
        // "with five minutes left Odo"
        if word == "left"
            && before > start
            && matches!(
                self.word(before - 1),
                "minutes" | "minute" | "seconds" | "time"
            )
        {
            return false;
        }
        if word == "and" || word == "or" {
            // "beat Odo and Ames": two names joined; "beat Odo and Ames scored": another clause.
            let next = self
                .mention_at(first)
                .map_or(first + 1, |mention| self.cast.mentions[mention].tokens.end);
            // "by Lind and Odo stepped up": a participle has nothing of its own to follow but who did it.
            let acts = self.is(next, self.classes.past)
                && (!self.word(next).ends_with("ed")
                    || self.is(next + 1, self.classes.preposition) && self.word(next + 1) != "by");
            return !acts
                && before > start
                && self.mention_at(before - 1).is_some_and(|mention| {
                    self.person(mention).is_some()
                        && self.is_object(self.cast.mentions[mention].tokens.start, start)
                });
        }
        if self.is(before, self.classes.clause) {
            return matches!(word, "than");
        }
        if word == "only" && before > start {
            // "had only Odo to beat", "with only Odo to beat"
            return matches!(self.word(before - 1), "had" | "has" | "having" | "with");
        }
        self.is(before, self.classes.preposition)
            || self.is(before, self.classes.any_verb)
            || self.is_done_by_somebody(before, start)
            || before > start && self.word(before - 1) == "to" && self.is_plain_word(before)
    }

    /// "he again escaped Odo": a past tense that no rule knows, with somebody right before it.
    fn is_done_by_somebody(&self, verb: TokenIndex, start: TokenIndex) -> bool {
        let mut at = verb;
        while at > start && self.is_adverb(at - 1) {
            at -= 1;
        }
        self.is_past_by_its_form(verb)
            && at > start
            && (matches!(self.word(at - 1), "he" | "she" | "who" | "they")
                || self.mention_at(at - 1).is_some_and(|mention| {
                    self.person(mention).is_some() && self.cast.mentions[mention].tokens.end == at
                }))
    }

    /// "with Odo finally ending his drought": whom "with" brings in to act.
    fn is_absolute(&self, first: TokenIndex, start: TokenIndex) -> bool {
        let Some(mention) = self.mention_at(first) else {
            return false;
        };
        let mut at = first;
        while at > start && self.describes(at - 1) {
            at -= 1;
        }
        let mut verb = self.cast.mentions[mention].tokens.end;
        while self.is_adverb(verb) {
            verb += 1;
        }
        at > start
            && self.word(at - 1) == "with"
            && self.word(verb).ends_with("ing")
            && self.is_verb(verb)
    }

    /// "the suspended Odo", "a charging Odo": where the article stands, with one word between; else the name. "From the
    /// restart Odo struck" has two phrases.
    fn before_article(&self, first: TokenIndex, start: TokenIndex) -> TokenIndex {
        let article = first.checked_sub(2).filter(|article| *article >= start);
        match article {
            Some(article)
                if matches!(self.word(article), "the" | "a" | "an")
                    && self.document.tokens[first - 1].is_word()
                    && !self.document.tokens[first - 1].is_capitalised()
                    && self.mention_at(first - 1).is_none()
                    && !self.is(first - 1, self.classes.whence)
                    && !self.is(first - 1, self.classes.preposition) =>
            {
                article
            }
            _ => first,
        }
    }

    /// A word in small letters that is no part of the grammar: an adjective, as far as word order goes.
    #[must_use]
    pub fn is_plain_word(&self, at: TokenIndex) -> bool {
        let token = &self.document.tokens[at];
        token.is_word()
            && !token.is_capitalised()
            && self.mention_at(at).is_none()
            && !self.is(at, self.classes.auxiliary)
            && !self.is(at, self.classes.preposition)
            && !self.is(at, self.classes.clause)
            && !self.is(at, self.classes.noun_stop)
            && !self.is_verb(at)
            && !self.is_adverb(at)
    }

    /// "controlled", "salvaged": a past tense that no rule knows, as far as its form tells.
    pub(super) fn is_past_by_its_form(&self, at: TokenIndex) -> bool {
        self.word(at).ends_with("ed") && self.is_plain_word(at)
    }

    /// "The Ligurian side had won": whether a noun that names nobody stands where a verb's subject does.
    #[must_use]
    pub fn follows_plain_noun(&self, verb: TokenIndex) -> bool {
        let start = self.sentence(verb).start;
        let at = self.before_auxiliaries(verb, start);
        at > start && self.is_plain_word(at - 1) && !matches!(self.word(at - 1), "and" | "or")
    }

    /// "laid on Odo", "crossed for Odo", "into the path of Odo", "was met by Odo": he has the ball now.
    pub(super) fn is_recipient(&self, first: TokenIndex, start: TokenIndex) -> bool {
        let mut at = self.before_article(first, start);
        // Over the words that describe the man: "for striker Odo".
        while at > start && self.describes(at - 1) {
            at -= 1;
        }
        let before: Vec<TokenIndex> = (start..at).rev().take(5).collect();
        let Some(nearest) = before.first().copied() else {
            return false;
        };
        match self.word(nearest) {
            // "brought on Odo for Ames": Ames has gone.
            "for" => return before.get(1).is_none_or(|at| self.person_at(*at).is_none()),
            "on" => {
                return before
                    .get(1)
                    .is_some_and(|at| self.is(*at, self.classes.sends_on));
            }
            "to" | "towards" => return true,
            // "threaded a pass into Odo"
            "into" => {
                return before[1..]
                    .iter()
                    .take(2)
                    .any(|at| matches!(self.word(*at), "pass" | "ball" | "cross"));
            }
            "of" => {
                // "into the path of", "picking out the figure of"
                return before[1..]
                    .iter()
                    .take(2)
                    .any(|at| self.is(*at, self.classes.before_whom))
                    || before
                        .iter()
                        .any(|at| self.is(*at, self.classes.recipient_verb));
            }
            "by" => {
                // "Ames seized on a mistake by Odo": it is Ames who did.
                let acts = |at: TokenIndex| {
                    at > start
                        && (self.person_at(at - 1).is_some()
                            || matches!(self.word(at - 1), "he" | "she" | "who"))
                };
                return before[1..]
                    .iter()
                    .any(|at| self.is(*at, self.classes.received) && !acts(*at));
            }
            // "found a way past Odo"
            // or "left with only Odo to beat"
            "past" | "beyond" | "against" | "over" | "around" | "between" | "behind"
            | "beneath" | "under" | "near" | "with" | "from" | "only" => return false,
            _ => {}
        }
        before
            .iter()
            .take(4)
            .any(|at| self.is(*at, self.classes.recipient_verb))
    }

    /// "was met on the volley by Odo": what is told next is his doing.
    pub(super) fn is_agent(&self, first: TokenIndex, start: TokenIndex) -> bool {
        first > start && self.word(first - 1) == "by" && self.is_recipient(first, start)
    }

    /// "A solo effort from Odo", "a goal by striker Odo": what follows is his doing.
    pub(super) fn is_striker(&self, first: TokenIndex, start: TokenIndex) -> bool {
        // "Goals from Odo and Lind": over the names before his.
        let joined = |at: &TokenIndex| {
            self.describes(*at) || self.word(*at) == "and" || self.person_at(*at).is_some()
        };
        let at = (start..first).rev().find(|at| !joined(at));
        at.is_some_and(|at| {
            let noun = at.checked_sub(1).filter(|noun| *noun >= start);
            matches!(self.word(at), "from" | "by")
                && noun.is_some_and(|noun| {
                    self.is(noun, self.classes.a_shot) || self.is(noun, self.classes.a_goal)
                })
        })
    }

    /// "Goals from Odo and Lind on 88 minutes sealed it": the verb at `verb` is said of his goal, and of nothing between.
    pub(super) fn strikes(
        &self,
        words: &std::ops::Range<TokenIndex>,
        start: TokenIndex,
        verb: TokenIndex,
    ) -> bool {
        let breaks = |at: TokenIndex| {
            !self.document.tokens[at].kind.is_wordlike()
                || matches!(self.word(at), "and" | "but" | "which" | "that" | "who")
                || self.is_verb(at)
        };
        self.is_striker(words.start, start) && !(words.end..verb).any(breaks)
    }

    /// "allowed Odo to turn and score", "gave Odo the time to pick his spot", "saw Odo head home": who acts next is the object.
    pub(super) fn is_let_act(&self, words: &std::ops::Range<TokenIndex>) -> bool {
        let Some(before) = words.start.checked_sub(1) else {
            return false;
        };
        // "let in Odo to score"
        let lets = |at: TokenIndex| matches!(self.word(at), "let" | "lets" | "letting");
        let particle = before > 0 && self.word(before) == "in" && lets(before - 1);
        let mut verb = before - usize::from(particle);
        while verb > 0 && !self.is_verb(verb) && self.describes(verb) {
            verb -= 1;
        }
        if !self.is(verb, self.classes.lets_act) {
            return false;
        }
        let mut next = words.end;
        while self.is_adverb(next) {
            next += 1;
        }
        let opportunity = matches!(self.word(next), "the" | "a" | "enough" | "time" | "space")
            && (next..next + 5).any(|at| self.word(at) == "to");
        self.word(next) == "to"
            || opportunity
            || self.is_verb(next) && !self.word(next).ends_with("ed")
    }

    /// "another Odo corner": a name that says whose the noun after it is.
    #[must_use]
    pub fn is_attributive(&self, name: &std::ops::Range<TokenIndex>) -> bool {
        // "a Lind cut-back": with an article right before it, a name is of something.
        let one = name
            .start
            .checked_sub(1)
            .is_some_and(|before| matches!(self.word(before), "a" | "an" | "another"));
        let next = self.document.tokens.get(name.end);
        if one && next.is_some_and(|next| next.is_word() && !next.is_capitalised()) {
            return !self.is(name.end, self.classes.preposition)
                && !self.is(name.end, self.classes.clause);
        }
        let article = name.start.checked_sub(1).is_some_and(|before| {
            matches!(self.word(before), "a" | "an" | "another" | "the")
                || self.is_adverb(before)
                    && before > 0
                    && matches!(self.word(before - 1), "a" | "an" | "another" | "the")
        });
        article && self.is(name.end, self.classes.attempt)
    }

    /// "effort, cutting inside": whether the words right after an owner end in an attempt with a participle after its comma,
    /// and nobody acts from there up to `to`.
    pub(super) fn is_told_by_his_attempt(&self, from: TokenIndex, to: TokenIndex) -> bool {
        let comma =
            (from..to.min(from + 6)).find(|at| self.document.tokens[*at].kind == TokenKind::Comma);
        comma.is_some_and(|comma| {
            self.is(comma - 1, self.classes.attempt)
                && self.word(comma + 1).ends_with("ing")
                && (comma + 1..to)
                    .all(|at| self.word(at) != "who" && !self.is(at, self.classes.past))
        })
    }

    /// "with Ames setting up Odo in the area to beat the keeper": who is given the ball acts next, if nobody does before.
    pub(super) fn is_left_to(
        &self,
        name: &std::ops::Range<TokenIndex>,
        start: TokenIndex,
        to: TokenIndex,
    ) -> bool {
        let acts = (name.end..to).any(|at| {
            self.is(at, self.classes.past) || self.word(at) == "and" || self.word(at) == "who"
        });
        !acts && self.person_at(name.start).is_some() && self.is_recipient(name.start, start)
    }
}
