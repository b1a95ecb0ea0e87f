//! What a telling of a goal says.

use std::ops::Range;

use crate::extraction::grammar::Status;
use crate::extraction::mentions::EntityIndex;
use crate::extraction::text::TokenIndex;
use crate::football::{GoalKind, MatchClock};

/// One telling of a goal.
#[derive(Debug, Clone)]
pub struct Telling {
    /// The words that tell it.
    pub tokens: Range<TokenIndex>,
    /// The rule that found it.
    pub rule: String,
    /// Who scored, and the words that say so.
    pub scorer: Option<(EntityIndex, Range<TokenIndex>)>,
    /// What stands in place of the scorer's name or the team's.
    pub unnamed: Option<Unnamed>,
    /// The team the goal is for, as told.
    pub team: Option<TeamRef>,
    /// Goal, penalty, own goal.
    pub kind: GoalKind,
    /// Told as a goal, not as an attempt that went in.
    pub sure: bool,
    /// A phrase that tells of other things as often.
    pub weak: bool,
    /// It says that somebody decided the match, not how: a second witness to a goal, never a first.
    pub supports: bool,
    /// Its place in the story.
    pub slot: Option<Slot>,
    /// The score it made, in the order written.
    pub score: Option<(u8, u8)>,
    /// The verb that tells it tells of another goal of the same man as well.
    pub repeats: bool,
    /// Which of the scorer's or the team's goals it is: "his second".
    pub ordinal: Option<u8>,
    /// The ordinal counts the scorer's own goals.
    pub his: bool,
    /// How many goals it tells at once: "scored twice", "a hat-trick".
    pub count: u8,
    /// The time expressions that date it, best first, as indices.
    pub clocks: Vec<usize>,
    /// Its minute in a list of scorers, with the words that give it.
    pub listed: Option<(MatchClock, Range<TokenIndex>)>,
    /// Whether it came about.
    pub status: Status,
}

impl Telling {
    /// The same words telling another goal, by another of the times that stand with them.
    pub(super) fn once_more_at(&self, clock: usize) -> Self {
        Self {
            clocks: vec![clock],
            slot: None,
            score: None,
            ordinal: None,
            repeats: true,
            ..self.clone()
        }
    }
}

/// Where those of some tellings, in text order, stand that begin among some words.
pub(in crate::extraction) fn begun_in(
    tellings: &[Telling],
    words: &Range<TokenIndex>,
) -> Range<usize> {
    let before = |at: TokenIndex| tellings.partition_point(|telling| telling.tokens.start < at);
    let first = before(words.start);
    first..before(words.end).max(first)
}

/// Of whom the verb of a telling is said, where that is nobody by name and no team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unnamed {
    /// Of somebody: "the striker", "he".
    Somebody,
    /// Of nobody: "having taken the lead", "after conceding".
    Nobody,
}

/// A team, as a telling refers to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TeamRef {
    /// The team of a mention.
    For(usize),
    /// The team that plays against that of a mention.
    Against(usize),
}

/// A goal's place in the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The first goal.
    Opener,
    /// A goal that made it level.
    Level,
    /// A goal that put a side ahead.
    Lead,
    /// A goal more for a side ahead.
    Add,
    /// A goal for a side behind.
    Pull,
    /// The goal that decided it.
    Winner,
}

impl Slot {
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "opener" => Self::Opener,
            "level" => Self::Level,
            "lead" => Self::Lead,
            "pull" => Self::Pull,
            "winner" => Self::Winner,
            _ => return None,
        })
    }
}
