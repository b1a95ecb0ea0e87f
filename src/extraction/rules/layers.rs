//! What earlier stages found, as typed stretches of tokens that later patterns see as words.

use std::ops::Range;

use crate::extraction::text::{QuickMap, TokenIndex};

/// What a stretch of tokens is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Label {
    /// A player.
    Player,
    /// A team.
    Team,
    /// A coach.
    Coach,
    /// A referee or another official.
    Official,
    /// A person of unknown part.
    Person,
    /// A ground.
    Ground,
    /// A competition.
    Competition,
    /// A name of unknown type.
    Name,
    /// A time expression.
    Clock,
}

impl Label {
    /// All of them, in order.
    pub(super) const ALL: [Self; 9] = [
        Self::Player,
        Self::Team,
        Self::Coach,
        Self::Official,
        Self::Person,
        Self::Ground,
        Self::Competition,
        Self::Name,
        Self::Clock,
    ];
}

/// Some labels, as bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Labels(u16);

impl Labels {
    /// No label.
    pub(super) const NONE: Self = Self(0);

    /// Whether there are none.
    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether a label is one of them.
    pub(super) const fn has(self, label: Label) -> bool {
        self.0 >> label as u16 & 1 == 1
    }

    /// These labels.
    pub(super) const fn of(labels: &[Label]) -> Self {
        let mut all = 0;
        let mut number = 0;
        while number < labels.len() {
            all |= 1 << labels[number] as u16;
            number += 1;
        }
        Self(all)
    }

    /// All of them, in order.
    pub(super) fn iter(self) -> impl Iterator<Item = Label> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let label = Label::ALL.get(rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(*label)
        })
    }

    const fn add(&mut self, label: Label) {
        self.0 |= 1 << label as u16;
    }
}

/// One typed stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is.
    pub label: Label,
    /// Where it stands.
    pub tokens: Range<TokenIndex>,
    /// Which one: an index into whatever the stage that made it keeps (the mention, the time expression).
    pub payload: u32,
}

/// All typed stretches of a document, found by where they start and where they end.
#[derive(Debug, Default)]
pub struct Layers {
    notes: Vec<Note>,
    starts: Chains,
    ends: Chains,
    /// The labels that start, and that end, at each place.
    labels_from: Vec<Labels>,
    labels_to: Vec<Labels>,
    longest: usize,
}

/// The notes that share a place: few places have any.
#[derive(Debug, Default)]
struct Chains {
    /// The last added at a place.
    last: QuickMap<u32, u32>,
    /// For each note, the one added at its place before it.
    before: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Chains {
    fn add(&mut self, at: TokenIndex, note: u32) {
        let before = self.last.insert(place(at), note);
        self.before.push(before.unwrap_or(NONE));
    }

    /// The notes at a place, the last added first.
    fn at(&self, at: TokenIndex) -> impl Iterator<Item = u32> {
        let earlier = |note: &u32| self.before.get(*note as usize).copied();
        let some = |note: &u32| *note != NONE;
        let last = self.last.get(&place(at)).copied();
        std::iter::successors(last, move |note| earlier(note).filter(some))
    }
}

fn place(at: TokenIndex) -> u32 {
    u32::try_from(at).unwrap_or(NONE)
}

impl Layers {
    /// No notes yet, for a document of so many tokens.
    #[must_use]
    pub fn new(tokens: usize) -> Self {
        Self {
            labels_from: vec![Labels::default(); tokens + 1],
            labels_to: vec![Labels::default(); tokens + 1],
            ..Self::default()
        }
    }

    /// Makes room for so many notes more.
    pub(in crate::extraction) fn reserve(&mut self, notes: usize) {
        self.notes.reserve_exact(notes);
        for chains in [&mut self.starts, &mut self.ends] {
            chains.last.reserve(notes);
            chains.before.reserve_exact(notes);
        }
    }

    /// Adds a note; one that covers no token or lies outside the document is left out.
    pub fn add(&mut self, label: Label, tokens: Range<TokenIndex>, payload: u32) {
        if tokens.is_empty() || tokens.end >= self.labels_to.len() {
            return;
        }
        let number = u32::try_from(self.notes.len()).unwrap_or(NONE);
        self.longest = self.longest.max(tokens.len());
        self.labels_from[tokens.start].add(label);
        self.labels_to[tokens.end].add(label);
        self.starts.add(tokens.start, number);
        self.ends.add(tokens.end, number);
        self.notes.push(Note {
            label,
            tokens,
            payload,
        });
    }

    /// The labels of the notes that start at each of some tokens.
    pub(super) fn labels_from(&self, tokens: &Range<TokenIndex>) -> &[Labels] {
        self.labels_from.get(tokens.clone()).unwrap_or_default()
    }

    /// Whether a note of one of these labels starts at a token.
    pub(super) fn starts(&self, at: TokenIndex, labels: Labels) -> bool {
        (self.labels_from.get(at)).is_some_and(|here| here.0 & labels.0 != 0)
    }

    /// Whether a note of one of these labels ends before a token.
    pub(super) fn ends(&self, end: TokenIndex, labels: Labels) -> bool {
        (self.labels_to.get(end)).is_some_and(|here| here.0 & labels.0 != 0)
    }

    /// How many tokens the longest note covers.
    pub(super) const fn longest(&self) -> usize {
        self.longest
    }

    /// All notes, in the order they were added.
    #[must_use]
    pub fn all(&self) -> &[Note] {
        &self.notes
    }

    /// The notes that start at a token, the last added first.
    pub fn starting(&self, at: TokenIndex) -> impl Iterator<Item = &Note> {
        let any = is_marked(&self.labels_from, at);
        let notes = any.then(|| self.starts.at(at)).into_iter().flatten();
        notes.filter_map(|note| self.notes.get(note as usize))
    }

    /// The notes that end before a token, the last added first.
    pub fn ending(&self, end: TokenIndex) -> impl Iterator<Item = &Note> {
        let any = is_marked(&self.labels_to, end);
        let notes = any.then(|| self.ends.at(end)).into_iter().flatten();
        notes.filter_map(|note| self.notes.get(note as usize))
    }

    /// The note of this label that covers a token, if any.
    #[must_use]
    pub fn covering(&self, label: Label, token: TokenIndex) -> Option<&Note> {
        // Names are short: whatever covers the token starts within a few tokens of it.
        (token.saturating_sub(12)..=token)
            .rev()
            .flat_map(|start| self.starting(start))
            .find(|note| note.label == label && note.tokens.contains(&token))
    }
}

/// Whether any label stands at a token.
fn is_marked(labels: &[Labels], at: TokenIndex) -> bool {
    labels.get(at).is_some_and(|here| !here.is_empty())
}
