//! A pattern as steps that can be walked: forwards from its anchor, backwards before it.

mod compile;
mod run;

pub(super) use compile::Compiler;

use super::Slot;
use crate::extraction::text::{Class, Word};

/// At most so many captures a pattern.
pub(super) const MOST_CAPTURES: usize = 8;
/// Where captures begin and end, by number.
pub(super) type Captures = [(u32, u32); MOST_CAPTURES];
pub(super) const NO_CAPTURES: Captures = [(u32::MAX, u32::MAX); MOST_CAPTURES];

/// Which way a program reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Forward,
    Backward,
}

/// The number of a step.
type Place = u32;

/// One step; there are some hundred thousand, so what is large lies beside them.
#[derive(Debug, Clone, Copy)]
enum Step {
    Word(Word),
    Class(Class),
    Slot(Slot),
    /// Try the first, then the second.
    Split(Place, Place),
    /// Try one after the other: the number of the choice.
    Choice(u32),
    Jump(Place),
    Gap {
        loose: bool,
    },
    Modifier(Class),
    /// The number of what does not follow.
    Not(u32),
    SentenceStart,
    ClauseEnd,
    /// The words of a capture begin, and end.
    Begin(u8),
    End(u8),
    Accept,
}

/// One way of a choice.
#[derive(Debug, Clone, Copy)]
struct Way {
    /// Those with a lower number are tried before it.
    number: u32,
    start: Place,
}

/// The ways of a choice.
#[derive(Debug, Clone, Default)]
struct Ways {
    /// Those that begin with a word, in order of the words: most of many ways are left without a look at them.
    by_word: Vec<(Word, Way)>,
    /// The others.
    open: Vec<Way>,
}

impl Ways {
    /// Where those start that may fit before a word, in order of their numbers.
    fn before(&self, next: Option<Word>) -> impl Iterator<Item = Place> {
        let word = next.unwrap_or(Word(u32::MAX));
        let first = self.by_word.partition_point(|(known, _)| *known < word);
        let with_word = self.by_word[first..]
            .iter()
            .take_while(move |(known, _)| *known == word);
        let mut with_word = with_word.map(|(_, way)| *way).peekable();
        let mut open = self.open.iter().copied().peekable();
        std::iter::from_fn(move || {
            let way = match (with_word.peek(), open.peek()) {
                (Some(own), Some(other)) if other.number < own.number => open.next(),
                (Some(_), _) => with_word.next(),
                (None, _) => open.next(),
            };
            way.map(|way| way.start)
        })
    }
}

/// A compiled pattern, or a part of one.
#[derive(Debug, Clone)]
pub(super) struct Program {
    steps: Box<[Step]>,
    choices: Box<[Ways]>,
    /// What must not follow.
    refused: Box<[Program]>,
    direction: Direction,
}
