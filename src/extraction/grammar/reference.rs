//! Whom "he" and "the striker" mean.

use std::ops::Range;

use super::Scene;
use crate::extraction::mentions::EntityIndex;
use crate::extraction::text::{Sentence, TokenIndex, TokenKind};

/// So many sentences at the most are passed over for captions.
const CAPTIONS: usize = 8;

/// So many sentences back "they" may have been named.
const THEY_REACH: usize = 3;

/// How many captions stand between two sentences of a story, each in a paragraph of its own.
fn captions_between(sentences: &[Sentence], from: usize, to: usize) -> u32 {
    if sentences[to].unfinished {
        return 0;
    }
    let between = &sentences[from + 1..to];
    let captions = between
        .iter()
        .filter(|sentence| sentence.unfinished)
        .count();
    u32::try_from(captions).unwrap_or(u32::MAX)
}

impl Scene<'_> {
    /// The person a pronoun or description at `at` stands for: whoever the words before it leave in the reader's mind.
    #[must_use]
    pub fn antecedent(&self, at: TokenIndex) -> Option<EntityIndex> {
        self.antecedent_within(at, 3)
    }

    /// The mention of the team that "they" at `at` stand for: the only one that its sentence names before it, or else the
    /// sentences of its paragraph before that; none where there are two.
    #[must_use]
    pub fn they(&self, at: TokenIndex) -> Option<usize> {
        let sentences = &self.document.sentences;
        let place = self.document.sentence_of(at);
        let here = self.sentence(at).start..at;
        let before = (0..place)
            .rev()
            .take(THEY_REACH)
            .take_while(|before| sentences[*before].paragraph == sentences[place].paragraph)
            .map(|before| sentences[before].tokens.clone());
        std::iter::once(here).chain(before).find_map(|words| {
            let mut named = words.filter_map(|at| {
                let mention = self.team_mention_at(at)?;
                (self.cast.mentions[mention].tokens.start == at && !self.document.tokens[at].quoted)
                    .then_some(mention)
            });
            let first = named.next()?;
            let referent = |mention: usize| self.cast.mentions[mention].referent;
            Some(
                named
                    .all(|other| referent(other) == referent(first))
                    .then_some(first),
            )
        })?
    }

    fn antecedent_within(&self, at: TokenIndex, depth: u8) -> Option<EntityIndex> {
        let sentence = self.document.sentence_of(at);
        let here = self.sentence(at);
        let depth = depth.checked_sub(1)?;
        // "allowed him to run on, and this time he": the same man all along.
        let before = (here.start..at).rev().find(|before| {
            matches!(self.word(*before), "he" | "she" | "him" | "himself")
                && self.mention_at(*before).is_none()
        });
        let since = before.map_or(here.start, |before| before + 1);
        let named = self.last_in_mind(since, at, self.word(at) == "him");
        // "she turned in Odo's cross, and later she": the owner of a cross is not spoken of.
        if let Some(person) = named.filter(|_| before.is_none() || self.is_spoken_of(since, at)) {
            return Some(person);
        }
        if let Some(before) = before {
            return self.antecedent_within(before, depth);
        }
        // The sentence before, in the same paragraph or the one before; one further back when that names nobody. Captions
        // stand in the way of no story.
        let sentences = &self.document.sentences;
        let mut before = sentence;
        for _ in 0..2 {
            let (from, caption) = (before, sentences[sentence].unfinished);
            before = (0..from)
                .rev()
                .take(CAPTIONS)
                .find(|before| caption || !sentences[*before].unfinished)?;
            let tokens = sentences[before].tokens.clone();
            let apart = sentences[sentence].paragraph - sentences[before].paragraph;
            if apart > 1 + captions_between(sentences, before, sentence) {
                return None;
            }
            let in_mind = self.last_in_mind(tokens.start, tokens.end, false);
            if let Some(person) = in_mind.or_else(|| self.only_source(tokens.clone())) {
                return Some(person);
            }
            let pronoun = tokens
                .clone()
                .rev()
                .find(|before| matches!(self.word(*before), "he" | "she"));
            if let Some(pronoun) = pronoun {
                return self.antecedent_within(pronoun, depth);
            }
        }
        None
    }

    /// "Two goals from Odo settled it. He …": the man whom a sentence names as where its goals came from, and nobody else.
    fn only_source(&self, sentence: Range<TokenIndex>) -> Option<EntityIndex> {
        let mut named = sentence
            .clone()
            .filter_map(|at| Some((at, self.person_at(at)?)));
        let (first, person) = named.next()?;
        let source = first
            .checked_sub(1)
            .is_some_and(|before| matches!(self.word(before), "from" | "by"));
        (source && named.all(|(_, other)| other == person)).then_some(person)
    }

    /// Whether somebody is named in a stretch otherwise than as an owner.
    fn is_spoken_of(&self, start: TokenIndex, end: TokenIndex) -> bool {
        (start..end).any(|at| {
            self.mention_at(at).is_some_and(|mention| {
                let words = &self.cast.mentions[mention].tokens;
                let owns = self
                    .document
                    .tokens
                    .get(words.end)
                    .is_some_and(|next| matches!(next.kind, TokenKind::Possessive));
                self.person(mention).is_some()
                    && !owns
                    && (!self.is_object(words.start, start)
                        || self.is_recipient(words.start, start))
            })
        })
    }

    /// Of the people named in a stretch: who received the ball last, else the last subject, else the last named.
    ///
    /// `object`: the pronoun is an object, so the subject of its own clause and the owner of that is somebody else.
    fn last_in_mind(
        &self,
        start: TokenIndex,
        end: TokenIndex,
        object: bool,
    ) -> Option<EntityIndex> {
        let clause = self.document.clause_of(end.saturating_sub(1));
        let mut subject = None;
        let mut earlier = None;
        let mut recipient = None;
        let mut owner = None;
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
            let kind = self.cast.entities[person].kind;
            if kind != crate::extraction::mentions::EntityKind::Player {
                continue;
            }
            let owns = self
                .document
                .tokens
                .get(tokens.end)
                .is_some_and(|next| matches!(next.kind, TokenKind::Possessive));
            // "Odo's shot found the corner of Ames's net, and he": not whose net it is.
            let net = matches!(self.word(tokens.end + 1), "net" | "goal" | "box" | "area");
            if owns {
                owner = owner.filter(|_| net).or(Some(person));
            } else if self.is_let_act(&tokens) || !self.is_object(tokens.start, start) {
                subject = Some(person);
                if self.document.clause_of(tokens.start) != clause {
                    earlier = subject;
                }
                recipient = None;
            } else if self.is_recipient(tokens.start, start) {
                recipient = Some(person);
            }
        }
        if object {
            // "Odo could not believe it when the ball bounced to him"
            recipient.or(earlier)
        } else {
            recipient.or(subject).or(owner)
        }
    }
}
