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

#[derive(Debug, Clone)]
enum Step {
    Word(Word),
    Class(Class),
    Slot(Slot),
    /// Try the first, then the second.
    Split(usize, usize),
    /// Try one after the other.
    Choice(Vec<Way>),
    Jump(usize),
    Gap {
        loose: bool,
    },
    Modifier(Class),
    Not(Program),
    SentenceStart,
    ClauseEnd,
    Begin(usize),
    End(usize),
    Accept,
}

/// One way of a choice.
#[derive(Debug, Clone)]
struct Way {
    /// The word it begins with, where it begins with one: whether it is the next one is seen at once.
    first: Option<Word>,
    /// The step it starts at.
    at: usize,
}

/// A compiled pattern, or a part of one.
#[derive(Debug, Clone)]
pub(super) struct Program {
    steps: Vec<Step>,
    direction: Direction,
}
