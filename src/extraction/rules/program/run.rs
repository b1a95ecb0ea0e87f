//! Walking the steps of a pattern, one way after the other, with what it remembers.

use super::{Captures, Direction, NO_CAPTURES, Place, Program, Step};
use crate::extraction::rules::Layers;
use crate::extraction::text::{Class, Document, TokenIndex, TokenKind};

/// At most so many steps for one attempt, so that no pattern can make a text slow.
const FUEL: u32 = 4_000;

impl Program {
    /// Reads from the gap before token `at` (forwards) or back from it (backwards); where it ends, if it fits.
    pub(in crate::extraction::rules) fn run(
        &self,
        document: &Document<'_>,
        layers: &Layers,
        at: TokenIndex,
        captures: &mut Captures,
    ) -> Option<TokenIndex> {
        let mut run = Run {
            program: self,
            document,
            layers,
            fuel: FUEL,
        };
        run.go(0, at, captures)
    }
}

/// A look at the next token alone, to leave a way that cannot fit without walking it.
struct Glance<'a> {
    program: &'a Program,
    document: &'a Document<'a>,
    layers: &'a Layers,
}

impl Glance<'_> {
    /// Whether the step at `pc` may fit; a fork or a condition may.
    fn step(&self, pc: Place, at: TokenIndex) -> bool {
        let mut pc = pc as usize;
        let forward = self.program.direction == Direction::Forward;
        let index = if forward { Some(at) } else { at.checked_sub(1) };
        let token = index.and_then(|index| self.document.tokens.get(index));
        while matches!(self.program.steps[pc], Step::Begin(_) | Step::End(_)) {
            pc += 1;
        }
        match &self.program.steps[pc] {
            Step::Word(word) => token.is_some_and(|token| token.word == *word),
            Step::Class(class) => {
                token.is_some_and(|token| self.document.lexicon().is_in(token.word, *class))
            }
            Step::Slot(slot) if forward => slot.may_begin(self.document, self.layers, at),
            Step::Slot(slot) => slot.may_end(self.document, self.layers, at),
            Step::Gap { .. }
            | Step::Modifier(_)
            | Step::Split(..)
            | Step::Choice(_)
            | Step::Jump(_)
            | Step::Not(_)
            | Step::SentenceStart
            | Step::ClauseEnd
            | Step::Begin(_)
            | Step::End(_)
            | Step::Accept => true,
        }
    }
}

struct Run<'a> {
    program: &'a Program,
    document: &'a Document<'a>,
    layers: &'a Layers,
    fuel: u32,
}

impl Run<'_> {
    /// "a late, long strike": the comma stands between two words that can stand before a noun.
    fn joins_adjectives(&self, comma: TokenIndex, never: Class) -> bool {
        let plain = |at: TokenIndex| {
            self.document.tokens.get(at).is_some_and(|token| {
                token.is_word()
                    && !token.is_capitalised()
                    && !self.document.lexicon().is_in(token.word, never)
            })
        };
        comma > 0 && plain(comma - 1) && plain(comma + 1)
    }

    fn go(&mut self, pc: Place, mut at: TokenIndex, captures: &mut Captures) -> Option<TokenIndex> {
        let forward = self.program.direction == Direction::Forward;
        let mut pc = pc as usize;
        loop {
            self.fuel = self.fuel.checked_sub(1)?;
            let next = if forward { Some(at) } else { at.checked_sub(1) };
            let token = next.and_then(|index| self.document.tokens.get(index));
            let beyond = if forward {
                at + 1
            } else {
                at.saturating_sub(1)
            };
            let program = self.program;
            match &program.steps[pc] {
                Step::Word(word) => {
                    token.filter(|token| token.word == *word)?;
                    at = beyond;
                }
                Step::Class(class) => {
                    token.filter(|token| self.document.lexicon().is_in(token.word, *class))?;
                    at = beyond;
                }
                Step::Gap { loose } => {
                    token.filter(|token| {
                        token.kind.is_wordlike()
                            || matches!(token.kind, TokenKind::Possessive | TokenKind::Quote)
                            || *loose && !matches!(token.kind, TokenKind::Stop)
                    })?;
                    // Never past the sentence.
                    let index = next?;
                    let origin = if forward {
                        index.saturating_sub(1)
                    } else {
                        index + 1
                    };
                    if self.document.sentence_of(origin) != self.document.sentence_of(index) {
                        return None;
                    }
                    at = beyond;
                }
                Step::Modifier(class) => {
                    token.filter(|token| {
                        matches!(token.kind, TokenKind::Word | TokenKind::Number)
                            && !self.document.lexicon().is_in(token.word, *class)
                            || token.kind == TokenKind::Comma
                                && next.is_some_and(|comma| self.joins_adjectives(comma, *class))
                    })?;
                    at = beyond;
                }
                Step::Slot(slot) => {
                    let document = self.document;
                    let layers = self.layers;
                    let mut result = None;
                    // The last way is walked on without coming back.
                    let mut last = None;
                    let mut attempt = |end: TokenIndex| {
                        if let Some(end) = last.replace(end) {
                            let kept = *captures;
                            result = self.go(pc as Place + 1, end, captures);
                            if result.is_none() {
                                *captures = kept;
                            }
                        }
                        result.is_some()
                    };
                    if forward {
                        slot.forward(document, layers, at, &mut attempt);
                    } else {
                        slot.backward(document, layers, at, &mut attempt);
                    }
                    if result.is_some() {
                        return result;
                    }
                    at = last?;
                }
                Step::Split(first, second) => {
                    let glance = Glance {
                        program,
                        document: self.document,
                        layers: self.layers,
                    };
                    if !glance.step(*first, at) {
                        pc = *second as usize;
                        continue;
                    }
                    if !glance.step(*second, at) {
                        pc = *first as usize;
                        continue;
                    }
                    let kept = *captures;
                    if let Some(end) = self.go(*first, at, captures) {
                        return Some(end);
                    }
                    *captures = kept;
                    pc = *second as usize;
                    continue;
                }
                Step::Choice(number) => {
                    let ways = &program.choices[*number as usize];
                    let glance = Glance {
                        program,
                        document: self.document,
                        layers: self.layers,
                    };
                    let word = token.map(|token| token.word);
                    let mut fitting = ways.before(word).filter(|way| glance.step(*way, at));
                    let mut way = fitting.next()?;
                    for other in fitting {
                        let kept = *captures;
                        if let Some(end) = self.go(way, at, captures) {
                            return Some(end);
                        }
                        *captures = kept;
                        way = other;
                    }
                    pc = way as usize;
                    continue;
                }
                Step::Jump(to) => {
                    pc = *to as usize;
                    continue;
                }
                Step::Not(number) => {
                    let inner = &program.refused[*number as usize];
                    let mut ignored = NO_CAPTURES;
                    if inner
                        .run(self.document, self.layers, at, &mut ignored)
                        .is_some()
                    {
                        return None;
                    }
                }
                Step::SentenceStart => {
                    if !self.document.begins_sentence(at) {
                        return None;
                    }
                }
                Step::ClauseEnd => {
                    if !self.document.ends_clause(at) {
                        return None;
                    }
                }
                Step::Begin(number) => {
                    captures[usize::from(*number)].0 = u32::try_from(at).unwrap_or(u32::MAX)
                }
                Step::End(number) => {
                    captures[usize::from(*number)].1 = u32::try_from(at).unwrap_or(u32::MAX)
                }
                Step::Accept => return Some(at),
            }
            pc += 1;
        }
    }
}
