//! Who does what: the subject of a verb, whom "he" means, and whether what a verb tells came about at all.
//!
//! No parser: a handful of rules of English word order over tokens, mentions and closed classes of words. A
//! [`Scene`] is a document with its cast and answers all three questions, each for one trigger.

mod apart;
mod description;
mod phrase;
mod reference;
pub mod status;
mod subject;

use std::cell::OnceCell;
use std::ops::Range;

use crate::extraction::mentions::{Cast, EntityIndex, Referent};
use crate::extraction::rules::{Classes, Family, Hit, Layers, ROUNDS, RuleBook};
use crate::extraction::text::{Class, Document, TokenIndex};

pub use status::{Refusal, Status, Tells};
pub use subject::Subject;

/// A document with its cast, and the classes of words that the stages rely on.
pub struct Scene<'a> {
    /// The text.
    pub document: &'a Document<'a>,
    /// The rules.
    pub book: &'static RuleBook,
    /// What earlier stages laid over the text.
    pub layers: &'a Layers,
    /// Who and what is named.
    pub cast: &'a Cast,
    mention_of: Vec<u32>,
    /// The classes of words that the stages rely on.
    pub classes: &'static Classes,
    /// The firings of each round of families, once they were asked for.
    rounds: [OnceCell<[Vec<Hit<'static>>; Family::COUNT]>; ROUNDS],
}

impl<'a> Scene<'a> {
    /// Puts a document and its cast together.
    #[must_use]
    pub fn new(
        document: &'a Document<'a>,
        book: &'static RuleBook,
        layers: &'a Layers,
        cast: &'a Cast,
    ) -> Self {
        let mut mention_of = vec![u32::MAX; document.tokens.len()];
        for (number, mention) in (0u32..).zip(&cast.mentions) {
            for known in &mut mention_of[mention.tokens.clone()] {
                // Inside "Voss's men" the name still means the man.
                if *known == u32::MAX || !matches!(mention.referent, Referent::SideOf(_)) {
                    *known = number;
                }
            }
        }
        Self {
            document,
            book,
            layers,
            cast,
            mention_of,
            rounds: std::array::from_fn(|_| OnceCell::new()),
            classes: book.classes(),
        }
    }

    /// Every firing of a family's rules, in order of their anchors; they are run once.
    #[must_use]
    pub fn hits(&self, family: Family) -> &[Hit<'static>] {
        let round = self.rounds[family.round()]
            .get_or_init(|| self.book.round(family, self.document, self.layers));
        &round[family as usize]
    }

    /// The firings in one sentence.
    #[must_use]
    pub fn hits_in(&self, family: Family, sentence: usize) -> &[Hit<'static>] {
        let hits = self.hits(family);
        let of = |hit: &Hit<'_>| self.document.sentence_of(hit.tokens.start);
        let start = hits.partition_point(|hit| of(hit) < sentence);
        let end = hits.partition_point(|hit| of(hit) <= sentence);
        &hits[start..end]
    }

    /// The mention that covers a token.
    #[must_use]
    pub fn mention_at(&self, token: TokenIndex) -> Option<usize> {
        self.mention_of
            .get(token)
            .filter(|mention| **mention != u32::MAX)
            .map(|mention| *mention as usize)
    }

    /// The person a mention names.
    #[must_use]
    pub fn person(&self, mention: usize) -> Option<EntityIndex> {
        match self.cast.mentions[mention].referent {
            Referent::Entity(entity) if self.cast.entities[entity].kind.is_person() => Some(entity),
            Referent::Entity(_) | Referent::Role(_) | Referent::SideOf(_) | Referent::Writers => {
                None
            }
        }
    }

    /// The person named at a token.
    #[must_use]
    pub fn person_at(&self, token: TokenIndex) -> Option<EntityIndex> {
        self.mention_at(token)
            .and_then(|mention| self.person(mention))
    }

    /// The team mention that covers a token, "the hosts" included.
    #[must_use]
    pub fn team_mention_at(&self, token: TokenIndex) -> Option<usize> {
        // "Voss's men" begins with the name of a man.
        let whose = self.mention_at(token)?;
        let side = self.cast.mentions.get(whose + 1).filter(|next| {
            matches!(next.referent, Referent::SideOf(_)) && next.tokens.contains(&token)
        });
        Some(whose + usize::from(side.is_some())).filter(|mention| {
            match self.cast.mentions[*mention].referent {
                Referent::Role(_) | Referent::SideOf(_) | Referent::Writers => true,
                Referent::Entity(entity) => {
                    self.cast.entities[entity].kind == super::mentions::EntityKind::Team
                }
            }
        })
    }

    /// The first team mention among some tokens: what a captured `TEAM` means, its article aside.
    #[must_use]
    pub fn team_mention_in(&self, tokens: Range<TokenIndex>) -> Option<usize> {
        tokens.into_iter().find_map(|at| self.team_mention_at(at))
    }

    /// The tokens of the sentence that holds `token`.
    #[must_use]
    pub fn sentence(&self, token: TokenIndex) -> Range<TokenIndex> {
        self.document
            .sentences
            .get(self.document.sentence_of(token))
            .map_or(0..0, |sentence| sentence.tokens.clone())
    }

    fn word(&self, token: TokenIndex) -> &str {
        self.document.folded(token)
    }

    fn is(&self, token: TokenIndex, class: Class) -> bool {
        self.document.is_in(token, class)
    }

    /// Whether the word can describe the person whose name follows: "the unmarked striker Odo", "Marlow's Odo".
    #[must_use]
    pub fn describes(&self, token: TokenIndex) -> bool {
        self.is(token, self.classes.position)
            || self.is_part_of_position(token)
            || self.is(token, self.classes.nationality_person)
            || self.is(token, self.classes.epithet)
            || self.document.tokens.get(token).is_some_and(|word| {
                matches!(word.kind, super::text::TokenKind::Possessive)
                    && token
                        .checked_sub(1)
                        .is_some_and(|owner| self.person_at(owner).is_none())
            })
            || self
                .mention_at(token)
                .is_some_and(|mention| self.person(mention).is_none())
    }

    /// "left-back", "wing-half": either word of a position that a hyphen joins.
    fn is_part_of_position(&self, token: TokenIndex) -> bool {
        let joined = |at: TokenIndex| {
            let word = self.document.tokens.get(at);
            word.is_some_and(|word| word.hyphenated)
                && matches!(self.word(at), "back" | "half" | "forward" | "winger")
        };
        joined(token)
            || joined(token + 1)
                && matches!(
                    self.word(token),
                    "left" | "right" | "centre" | "center" | "full" | "wing" | "inside" | "outside"
                )
    }

    /// Whether the word is a verb that is known.
    #[must_use]
    pub fn is_verb(&self, token: TokenIndex) -> bool {
        self.is(token, self.classes.any_verb)
    }

    /// Whether the word is an adverb, as far as its form tells.
    #[must_use]
    pub fn is_adverb(&self, token: TokenIndex) -> bool {
        let word = self.word(token);
        self.is(token, self.classes.adverb)
            || word.len() > 4 && word.ends_with("ly") && self.mention_at(token).is_none()
    }
}
