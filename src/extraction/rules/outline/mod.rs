//! A quick look at whether a pattern can fit: all its ways at once, nothing remembered.
//!
//! Most tries of a pattern fail. A [`Program`](super::program) walks one way after the other and remembers captures; an
//! outline keeps the set of places that the words read so far may reach, and takes all of them one item further, so a
//! try costs no more than the pattern is long. Where a program finds something its outline says yes; where an outline
//! says no the program need not run. The items of many outlines lie in one row, small and side by side, because a miss
//! of the processor's cache costs more than a look.

mod drawing;
mod look;

pub(super) use drawing::Drawing;
pub(super) use look::Look;

use super::Slot;
use crate::extraction::text::{Class, Word};

/// One item of an outline. What holds others is followed by them, with their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extraction::rules) enum Item {
    Word(Word),
    /// One word of a class: also one of several words, which have a class of their own.
    Class(Class),
    Slot(Slot),
    /// One of the ways that follow, each a `Way`.
    Choice(u16),
    /// One of several ways that begin with a word each: as many `Case`s, in order of their words, and what goes on after
    /// them.
    Switch {
        cases: u16,
        held: u16,
    },
    /// A word that a way begins with; what goes on after it starts so many items after the cases.
    Case(Word, u16),
    /// The items that follow, one after the other.
    Way(u16),
    /// The items that follow, or nothing.
    Optional(u16),
    /// The token that stands here is not in this class; takes nothing.
    Lacks(Class),
    Gap {
        most: u8,
        loose: bool,
    },
    Modifiers {
        most: u8,
        never: Class,
    },
    SentenceStart,
    ClauseEnd,
}

/// Where an outline lies in the row.
#[derive(Debug, Clone, Copy)]
pub(in crate::extraction::rules) struct Outline {
    start: u32,
    end: u32,
    /// So many items at its start take what stands there, without a choice.
    plain: u16,
    /// What the others begin with.
    opening: Option<Opening>,
}

/// What the next token is one of: one look tells that most patterns do not go on.
#[derive(Debug, Clone, Copy)]
struct Opening {
    class: Class,
    slots: [Option<Slot>; MOST_SLOTS],
}

const MOST_SLOTS: usize = 3;
