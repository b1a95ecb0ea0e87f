//! The subject of a verb.

use std::ops::Range;

use super::Scene;
use crate::extraction::mentions::EntityIndex;
use crate::extraction::text::{TokenIndex, TokenKind};

/// Who or what a verb is said of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A person, and the words that say so (a name, a pronoun, "the striker").
    Person(EntityIndex, Range<TokenIndex>),
    /// A team, by its mention.
    Team(usize),
    /// "They", "it": a team, or not told.
    They(TokenIndex),
    /// A pronoun or description whose person is not clear.
    Somebody(Range<TokenIndex>),
    /// A thing: the noun before the verb ("his shot").
    Thing(TokenIndex),
    /// Nobody that word order would tell.
    Unknown,
}

impl Scene<'_> {
    /// The subject of the verb at `verb`, the first word of its trigger.
    #[must_use]
    pub fn subject(&self, verb: TokenIndex) -> Subject {
        let sentence = self.sentence(verb);
        let mut at = self.before_auxiliaries(verb, sentence.start);
        let participle = self.word(verb).ends_with("ing") && at == verb;
        if at <= sentence.start {
            return if participle {
                self.following_subject(verb, sentence.end)
            } else {
                Subject::Unknown
            };
        }
        if self.word(at - 1) == "to" {
            at = self.before_auxiliaries(at - 1, sentence.start);
            if at <= sentence.start {
                return Subject::Unknown;
            }
            // "for Odo to tap in" is Odo's; "curled past Odo to make it 2-2" is not, nor is "burst past him to score".
            let past = match self.mention_at(at - 1) {
                Some(mention) => {
                    let first = self.cast.mentions[mention].tokens.start;
                    self.is_object(first, sentence.start)
                        && !self.is_recipient(first, sentence.start)
                        && !self.is_striker(first, sentence.start)
                }
                None => {
                    matches!(self.word(at - 1), "him" | "her")
                        && at > sentence.start + 1
                        && self.is(at - 2, self.classes.preposition)
                        && !matches!(self.word(at - 2), "for" | "to")
                }
            };
            let adjacent = if past {
                None
            } else {
                self.adjacent(at, sentence.start)
            };
            return adjacent.unwrap_or_else(|| {
                // "the chance for him to score", "rose highest to head home"
                self.scan(at, sentence.start)
            });
        }
        // "took over, tapping in after Ames had hit the post, then completing": as the participle before it.
        if participle
            && self.word(at - 1) == "then"
            && let Some(first) = (sentence.start + 1..at - 1).find(|first| {
                self.word(*first).ends_with("ing")
                    && self.is_verb(*first)
                    && matches!(self.document.tokens[*first - 1].kind, TokenKind::Comma)
            })
        {
            return self.subject(first);
        }
        if matches!(
            self.word(at - 1),
            "by" | "before" | "after" | "from" | "in" | "when" | "while"
        ) && participle
        {
            return match self.scan(at - 1, sentence.start) {
                Subject::Unknown | Subject::Thing(_) => self.following_subject(verb, sentence.end),
                found => found,
            };
        }
        // "lifted it over Odo with his second touch": the name before "with" may be an object.
        if self.word(verb) == "with" {
            return self.scan(at, sentence.start);
        }
        match self.adjacent(at, sentence.start) {
            Some(subject) => subject,
            None => self.scan(at, sentence.start),
        }
    }

    /// The subject of a verb whose subject cannot be a ball or a shot: "rushed onto the cross to head home" is his who rushed.
    #[must_use]
    pub fn actor(&self, verb: TokenIndex) -> Subject {
        match self.subject(verb) {
            Subject::Thing(noun) if self.word(verb.saturating_sub(1)) == "to" => {
                self.scan(noun, self.sentence(verb).start)
            }
            Subject::Thing(_) => Subject::Unknown,
            subject => subject,
        }
    }

    /// Skips back over auxiliaries, adverbs and negations.
    pub(super) fn before_auxiliaries(&self, verb: TokenIndex, start: TokenIndex) -> TokenIndex {
        let mut at = verb;
        while at > start
            && self.document.tokens[at - 1].is_word()
            && self.mention_at(at - 1).is_none()
            && (self.is(at - 1, self.classes.auxiliary) || self.is_adverb(at - 1))
        {
            at -= 1;
        }
        at
    }

    /// What stands right before `at`, if that can be a subject.
    fn adjacent(&self, at: TokenIndex, start: TokenIndex) -> Option<Subject> {
        let last = at.checked_sub(1).filter(|last| *last >= start)?;
        let token = &self.document.tokens[last];
        if matches!(
            token.kind,
            TokenKind::Comma | TokenKind::Close | TokenKind::Dash
        ) {
            return self.before_insertion(last, start);
        }
        if matches!(token.kind, TokenKind::Quote) {
            return None;
        }
        if let Some(mention) = self.mention_at(last) {
            return self.mention_subject(mention);
        }
        let word = self.word(last);
        match word {
            "he" | "she" | "him" | "her" => return Some(self.meant_by_pronoun(last)),
            "they" | "it" | "we" => return Some(Subject::They(last)),
            "who" | "that" if last > start => {
                let mut before = last;
                while before > start
                    && matches!(
                        self.document.tokens[before - 1].kind,
                        TokenKind::Comma | TokenKind::Close | TokenKind::Dash
                    )
                {
                    before -= 1;
                }
                return self.nearest_named(before, start);
            }
            // "made a hash of Odo's shot, which trickled in"
            "which" if last > start + 1 && self.is(last - 2, self.classes.a_shot) => {
                return Some(Subject::Thing(last - 2));
            }
            "which" | "and" | "but" | "then" | "or" => return None,
            _ => {}
        }
        if self.is(last, self.classes.attempt) {
            return Some(Subject::Thing(last));
        }
        // "had nine shots, but only two were on target"
        if self.document.cardinal_at(last).is_some() && self.description(last, start).is_none() {
            return Some(Subject::Unknown);
        }
        self.description(last, start)
            .or_else(|| self.plain_noun(last, start).then_some(Subject::Unknown))
    }

    /// "similar patterns produced": nobody, but the clause has its subject, and none is to be looked for further back.
    fn plain_noun(&self, last: TokenIndex, start: TokenIndex) -> bool {
        let is_plain = |at: TokenIndex| self.is_plain_word(at);
        if !is_plain(last) || !self.word(last).ends_with('s') {
            return false;
        }
        let first = (start..=last)
            .rev()
            .take(5)
            .take_while(|at| is_plain(*at) && self.word(*at) != "and")
            .last();
        first.is_some_and(|first| {
            first == start
                || matches!(self.document.tokens[first - 1].kind, TokenKind::Comma)
                || self.word(first - 1) == "and"
                || self.is(first - 1, self.classes.clause)
                || self.is_adverb(first - 1)
        })
    }

    pub(super) fn mention_subject(&self, mention: usize) -> Option<Subject> {
        let tokens = self.cast.mentions[mention].tokens.clone();
        if let Some(person) = self.person(mention) {
            return Some(Subject::Person(person, tokens));
        }
        if self.team_mention_at(tokens.start).is_some() {
            return Some(Subject::Team(mention));
        }
        // "the Italian struck"
        Some(match self.antecedent(tokens.start) {
            Some(person) if self.is(tokens.start, self.classes.nationality_person) => {
                Subject::Person(person, tokens)
            }
            _ => Subject::Somebody(tokens),
        })
    }

    /// Who "he" is.
    fn meant_by_pronoun(&self, at: TokenIndex) -> Subject {
        match self.antecedent(at) {
            Some(person) => Subject::Person(person, at..at + 1),
            None => Subject::Somebody(at..at + 1),
        }
    }

    /// The nearest person or team named before `at`, whatever part it plays there: what "who" stands for.
    pub(super) fn nearest_named(&self, at: TokenIndex, start: TokenIndex) -> Option<Subject> {
        let mut index = at;
        while index > start && at - index < 12 {
            index -= 1;
            if let Some(mention) = self.mention_at(index) {
                let possessive = self
                    .document
                    .tokens
                    .get(self.cast.mentions[mention].tokens.end)
                    .is_some_and(|next| matches!(next.kind, TokenKind::Possessive));
                if self.person(mention).is_some() && !possessive {
                    return self.mention_subject(mention);
                }
                if self.team_mention_at(index).is_some() && at - index <= 2 && !possessive {
                    return self.mention_subject(mention);
                }
            }
            if let Some(described) = self.description(index, start) {
                return Some(described);
            }
        }
        None
    }

    /// The nearest subject before `at`: a name that is no object and no owner, "he", "the striker".
    fn scan(&self, at: TokenIndex, start: TokenIndex) -> Subject {
        let mut index = self.before_aside(self.before_adjunct(at, start), start);
        while index > start {
            index -= 1;
            // "Odo, playing where Lund has been so good, salvaged a point by scoring": the insertion is passed over.
            if self.document.tokens[index].kind == TokenKind::Comma
                && (self.is_finite_verb(index + 1) || self.is_past_by_its_form(index + 1))
                && let Some(subject) = self.before_insertion(index, start)
            {
                return subject;
            }
            if let Some(mention) = self.mention_at(index) {
                let tokens = self.cast.mentions[mention].tokens.clone();
                let owner = self
                    .document
                    .tokens
                    .get(tokens.end)
                    .is_some_and(|next| matches!(next.kind, TokenKind::Possessive));
                let named = self.person(mention).is_some() || self.team_mention_at(index).is_some();
                // A team before a person's name or a position describes it.
                let describes = self.team_mention_at(index).is_some()
                    && (self
                        .mention_at(tokens.end)
                        .is_some_and(|next| self.person(next).is_some())
                        || self.is(tokens.end, self.classes.position)
                        // "caught out the Marlow defence and fired in"
                        || self.is(tokens.end, self.classes.tie_attacked));
                // "Odo's effort, cutting inside and slotting low": what hangs on it is his doing.
                if owner
                    && self.person(mention).is_some()
                    && self.word(at).ends_with("ing")
                    // "bursting on to Odo's pass, rounding the keeper": who burst on to it.
                    && !self.is_object(tokens.start, start)
                    && self.is_told_by_his_attempt(tokens.end + 1, at)
                {
                    return self.mention_subject(mention).unwrap_or(Subject::Unknown);
                }
                let controlled = self.is_let_act(&tokens)
                    || self.is_agent(tokens.start, start)
                    || self.strikes(&tokens, start, at)
                    || self.word(at) == "to" && self.is_left_to(&tokens, start, at);
                if named
                    && !self.is_attributive(&tokens)
                    && !owner
                    && !describes
                    && (controlled || !self.is_object(tokens.start, start))
                {
                    return self.mention_subject(mention).unwrap_or(Subject::Unknown);
                }
                index = tokens.start;
                continue;
            }
            let token = &self.document.tokens[index];
            if matches!(token.kind, TokenKind::Close) {
                // Skip what is in brackets.
                if let Some(open) = (start..index)
                    .rev()
                    .find(|at| matches!(self.document.tokens[*at].kind, TokenKind::Open))
                {
                    index = open;
                }
                continue;
            }
            match self.word(index) {
                "he" | "she" => return self.meant_by_pronoun(index),
                // "allowed him to cut inside and fire home"
                "him" | "her"
                    if index > start
                        && self.word(index + 1) == "to"
                        && self.is(index - 1, self.classes.lets_act) =>
                {
                    return self.meant_by_pronoun(index);
                }
                "they" => return Subject::They(index),
                "who" => {
                    if let Some(subject) = self.adjacent(index + 1, start) {
                        return subject;
                    }
                }
                _ => {}
            }
            // "the ball bounced up and looped over him"
            if self.is(index, self.classes.attempt)
                && self.word(index + 1) != "to"
                && self.is_determined(index, start)
                && self.is_finite_verb(index + 1)
            {
                return Subject::Thing(index);
            }
            let followed_by_verb = self.is(index + 1, self.classes.any_verb)
                // "the striker controlled the rebound and buried it"
                || self.is_past_by_its_form(index + 1)
                || self.is(index + 1, self.classes.auxiliary)
                || self.is_adverb(index + 1)
                // "The striker, played onside by Ames, scuffed wide."
                || self
                    .document
                    .tokens
                    .get(index + 1)
                    .is_some_and(|next| matches!(next.kind, TokenKind::Comma))
                    && index <= start + 2;
            if followed_by_verb && let Some(described) = self.description(index, start) {
                let first = match &described {
                    Subject::Person(_, tokens) | Subject::Somebody(tokens) => tokens.start,
                    _ => index,
                };
                if !self.is_object(first, start) {
                    return described;
                }
            }
        }
        Subject::Unknown
    }

    /// "the low ball", "his shot": an article or owner stands before the noun, and no preposition before that.
    fn is_determined(&self, noun: TokenIndex, start: TokenIndex) -> bool {
        let article = (start..noun).rev().take(4).find(|at| {
            matches!(self.word(*at), "the" | "a" | "an" | "his" | "her" | "whose")
                || matches!(self.document.tokens[*at].kind, TokenKind::Possessive)
        });
        article.is_some_and(|article| {
            let plain = (article + 1..noun)
                .all(|at| !self.is_verb(at) && !self.is(at, self.classes.preposition));
            let mut before = article;
            if matches!(self.document.tokens[article].kind, TokenKind::Possessive) {
                before = article
                    .checked_sub(1)
                    .and_then(|owner| self.mention_at(owner))
                    .map_or(article, |mention| self.cast.mentions[mention].tokens.start);
            }
            plain
                && before.checked_sub(1).is_none_or(|before| {
                    before < start
                        || !(self.is_verb(before)
                            // "had a first effort saved": done to it.
                            || matches!(self.word(before), "had" | "has" | "having")
                            || self.is(before, self.classes.preposition)
                            || self.word(before) == "and")
                })
        })
    }

    /// A past tense, adverbs aside.
    fn is_finite_verb(&self, at: TokenIndex) -> bool {
        let mut at = at;
        while self.is_adverb(at) {
            at += 1;
        }
        self.is(at, self.classes.past)
    }
}
