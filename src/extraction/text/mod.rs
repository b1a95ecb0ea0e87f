//! A report's text as patterns see it: tokens, sentences, paragraphs, quoted speech.
//!
//! Nothing is normalised away: a [`Document`] borrows the text as given, every token knows its bytes there, and words
//! are folded (case, accents, quotes) for comparing only. One pass, linear in the text.

mod dateline;
pub mod fold;
mod lexicon;
pub mod number;
mod scan;
mod sentence;
mod token;
mod vocabulary;

use std::ops::Range;
use std::sync::Arc;

pub(in crate::extraction) use lexicon::LexiconDraft;
pub use lexicon::{Class, Lexicon};
pub use number::Numeral;
pub(in crate::extraction) use scan::is_invisible;
pub use sentence::Sentence;
pub use token::{Case, Token, TokenKind, Word};
use vocabulary::Vocabulary;
pub use vocabulary::{QuickMap, QuickSet};

/// Index of a token in its document.
pub type TokenIndex = usize;

/// A text, cut up.
#[derive(Debug)]
pub struct Document<'t> {
    /// The text as given.
    pub text: &'t str,
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
    /// Its sentences, in order; together they hold every token once, but for those of a dateline.
    pub sentences: Vec<Sentence>,
    /// The sentence of each token.
    sentence_of: Vec<u32>,
    /// The clause of each token: a number that rises along the text and changes at every clause boundary.
    clause_of: Vec<u32>,
    own_words: Arc<OwnWords>,
    lexicon: &'t Lexicon,
}

impl<'t> Document<'t> {
    /// Cuts up `text`. Total: any text will do.
    #[must_use]
    pub fn new(text: &'t str, lexicon: &'t Lexicon) -> Self {
        let mut interner = Interner {
            lexicon,
            numbers: Vocabulary::default(),
            own: OwnWords::default(),
        };
        let mut tokens = scan::scan(text, &mut interner);
        let own_words = Arc::new(interner.own);
        let (mut sentences, sentence_of) = sentence::split(text, &mut tokens, lexicon);
        dateline::take_off(&tokens, &mut sentences);
        let clause_of = sentence::clauses(&tokens, &sentences, lexicon);
        Self {
            text,
            tokens,
            sentences,
            sentence_of,
            clause_of,
            own_words,
            lexicon,
        }
    }

    /// Some of its paragraphs, given by their tokens, as a document of its own: of the same text, where they stood.
    #[must_use]
    pub fn part(&self, paragraphs: &[Range<TokenIndex>]) -> Self {
        let mut part = Self {
            text: self.text,
            tokens: Vec::new(),
            sentences: Vec::new(),
            sentence_of: Vec::new(),
            clause_of: Vec::new(),
            own_words: Arc::clone(&self.own_words),
            lexicon: self.lexicon,
        };
        let mut before = None;
        let mut number = 0;
        let sentences = paragraphs.iter().flat_map(|paragraph| {
            let first = self.sentence_of(paragraph.start);
            let sentences = self.sentences.get(first..).unwrap_or_default().iter();
            sentences.take_while(|sentence| sentence.tokens.start < paragraph.end)
        });
        let tokens = paragraphs.iter().map(ExactSizeIterator::len).sum();
        part.tokens.reserve_exact(tokens);
        part.clause_of.reserve_exact(tokens);
        part.sentence_of.reserve_exact(tokens);
        for sentence in sentences {
            number += u32::from(before.is_some_and(|before| before != sentence.paragraph));
            before = Some(sentence.paragraph);
            let start = part.tokens.len();
            let index = u32::try_from(part.sentences.len()).unwrap_or(u32::MAX);
            part.tokens.extend(&self.tokens[sentence.tokens.clone()]);
            part.clause_of
                .extend(&self.clause_of[sentence.tokens.clone()]);
            part.sentence_of.resize(part.tokens.len(), index);
            part.sentences.push(Sentence {
                tokens: start..part.tokens.len(),
                paragraph: number,
                unfinished: sentence.unfinished,
            });
        }
        part
    }

    /// The lexicon the words are numbered by.
    #[must_use]
    pub const fn lexicon(&self) -> &'t Lexicon {
        self.lexicon
    }

    /// The folded spelling of a word.
    #[must_use]
    pub fn spelling(&self, word: Word) -> &str {
        self.lexicon.spelling(word).unwrap_or_else(|| {
            let own = (word.0 as usize).saturating_sub(self.lexicon.len());
            self.own_words.get(own).unwrap_or_default()
        })
    }

    /// The folded spelling of the word at `token`; empty past the end.
    #[must_use]
    pub fn folded(&self, token: TokenIndex) -> &str {
        self.tokens
            .get(token)
            .map_or("", |token| self.spelling(token.word))
    }

    /// The bytes that a range of tokens covers.
    #[must_use]
    pub fn bytes(&self, tokens: Range<TokenIndex>) -> Range<usize> {
        let Some(first) = self.tokens.get(tokens.start) else {
            return self.text.len()..self.text.len();
        };
        let last = &self.tokens[tokens.end.clamp(tokens.start + 1, self.tokens.len()) - 1];
        first.start as usize..last.end as usize
    }

    /// The text that a range of tokens covers.
    #[must_use]
    pub fn slice(&self, tokens: Range<TokenIndex>) -> &'t str {
        &self.text[self.bytes(tokens)]
    }

    /// The index of the sentence that holds `token`.
    #[must_use]
    pub fn sentence_of(&self, token: TokenIndex) -> usize {
        self.sentence_of
            .get(token)
            .map_or(self.sentences.len().saturating_sub(1), |index| {
                *index as usize
            })
    }

    /// The clause that holds `token`: equal numbers, same clause.
    #[must_use]
    pub fn clause_of(&self, token: TokenIndex) -> u32 {
        self.clause_of.get(token).copied().unwrap_or(u32::MAX)
    }

    /// The tokens of the clause that holds `token`.
    #[must_use]
    pub fn clause(&self, token: TokenIndex) -> Range<TokenIndex> {
        let clause = self.clause_of(token);
        let mut start = token.min(self.tokens.len());
        while start > 0 && self.clause_of(start - 1) == clause {
            start -= 1;
        }
        let mut end = token;
        while end < self.tokens.len() && self.clause_of(end) == clause {
            end += 1;
        }
        start..end
    }

    /// Whether a sentence begins at `token`; an opening quotation mark is no word.
    #[must_use]
    pub fn begins_sentence(&self, token: TokenIndex) -> bool {
        self.sentences
            .get(self.sentence_of(token))
            .is_some_and(|sentence| {
                let mut before = self.tokens[sentence.tokens.start.min(token)..token].iter();
                sentence.tokens.start <= token
                    && before.all(|mark| {
                        matches!(
                            mark.kind,
                            TokenKind::Quote | TokenKind::Open | TokenKind::Dash
                        )
                    })
            })
    }

    /// Whether the clause or the sentence ends before `token`.
    #[must_use]
    pub fn ends_clause(&self, token: TokenIndex) -> bool {
        self.tokens.get(token).is_none_or(|next| {
            !next.kind.is_wordlike()
                || self.clause_of(token) != self.clause_of(token.saturating_sub(1))
        })
    }

    /// Whether the word at `token` is in a class.
    #[must_use]
    pub fn is_in(&self, token: TokenIndex, class: Class) -> bool {
        self.tokens
            .get(token)
            .is_some_and(|token| self.lexicon.is_in(token.word, class))
    }

    /// The cardinal written at `token` ("14", "fourteen", "twenty-five") and how many tokens it takes.
    #[must_use]
    pub fn cardinal_at(&self, token: TokenIndex) -> Option<(u32, usize)> {
        let first = self.tokens.get(token)?;
        let tens = first.numeral.cardinal()?;
        if matches!(first.kind, TokenKind::Word) && tens >= 20 && tens % 10 == 0 {
            let unit = self.tokens.get(token + 1).filter(|next| next.is_word());
            if let Some(unit @ 1..=9) = unit.and_then(|next| next.numeral.cardinal()) {
                return Some((tens + unit, 2));
            }
        }
        matches!(first.kind, TokenKind::Word | TokenKind::Number).then_some((tens, 1))
    }

    /// The ordinal written at `token` ("31st", "second", "twenty-first") and how many tokens it takes.
    #[must_use]
    pub fn ordinal_at(&self, token: TokenIndex) -> Option<(u32, usize)> {
        let first = self.tokens.get(token)?;
        if let Some(value) = first.numeral.ordinal() {
            return Some((value, 1));
        }
        let tens = first.numeral.cardinal()?;
        let unit = self.tokens.get(token + 1)?.numeral.ordinal()?;
        (first.is_word() && tens >= 20 && tens % 10 == 0 && (1..=9).contains(&unit))
            .then_some((tens + unit, 2))
    }
}

/// The words of a text that no rule knows, one behind the other.
#[derive(Debug, Default)]
struct OwnWords {
    letters: String,
    /// Where each of them ends.
    ends: Vec<u32>,
}

impl OwnWords {
    fn add(&mut self, folded: &str) {
        self.letters.push_str(folded);
        let end = u32::try_from(self.letters.len()).unwrap_or(u32::MAX);
        self.ends.push(end);
    }

    fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)?;
        let before = number.checked_sub(1).and_then(|last| self.ends.get(last));
        let start = before.copied().unwrap_or_default();
        self.letters.get(start as usize..end as usize)
    }
}

/// Gives every folded word its number.
struct Interner<'l> {
    lexicon: &'l Lexicon,
    numbers: Vocabulary,
    own: OwnWords,
}

impl Interner<'_> {
    fn intern(&mut self, folded: &str) -> Word {
        if let Some(word) = self.lexicon.find(folded) {
            return word;
        }
        if let Some(word) = self.numbers.find(folded) {
            return word;
        }
        let number = self.lexicon.len() + self.own.ends.len();
        let word = Word(u32::try_from(number).unwrap_or(u32::MAX));
        self.own.add(folded);
        self.numbers.insert(folded, word);
        word
    }
}
