//! The patterns of a family, found by their anchors.

use std::ops::Range;

use super::anchor::Anchor;
use super::around::Around;
use super::beginnings::by_word;
use super::book::{Family, Hit};
use super::by_word::{ByWord, Kind};
use super::layers::Labels;
use super::needs::{Demands, Known, Marks, Needs};
use super::notation::Node;
use super::notation::parse;
use super::outline::{Drawing, Item, Look, Outline};
use super::program::{Captures, Compiler, Direction, NO_CAPTURES, Program};
use super::rule::Rule;
use super::words::Phrases;
use super::{Label, Layers, Slot};
use crate::extraction::text::{Document, LexiconDraft, Sentence, TokenIndex, Word};

/// What is needed of a pattern once its outlines fit.
#[derive(Debug)]
struct Body {
    before: Option<Program>,
    after: Program,
    captures: Vec<String>,
}

/// What is needed of a pattern at every try.
#[derive(Debug, Clone, Copy)]
struct Outlines {
    before: Outline,
    after: Outline,
    /// The number of the pattern.
    body: usize,
}

#[derive(Debug, Default)]
pub(super) struct Index {
    needs: Needs,
    outlines: Vec<Outlines>,
    items: Vec<Item>,
    bodies: Vec<(Family, usize, Body)>,
    by_word: ByWord,
    by_label: [Vec<u32>; Label::ALL.len()],
    by_slot: [Vec<u32>; Slot::COUNT],
}

/// A token that may be the anchor of a pattern.
#[derive(Debug)]
struct Spot {
    at: TokenIndex,
    kind: Kind,
    /// It may be that by a slot it fills.
    slots: bool,
    /// The labels of what starts there.
    labels: Labels,
}

/// What a sentence holds that patterns look for.
struct Held<'n> {
    marks: Marks<'n>,
    spots: Vec<Spot>,
}

/// An index in the making.
#[derive(Debug, Default)]
pub(super) struct IndexDraft {
    index: Index,
    known: Known,
    /// The words that patterns are found by.
    anchors: Vec<(Word, u32)>,
}

/// What all outlines of a pattern share.
struct Place {
    demands: Demands,
    body: usize,
    before: Outline,
}

/// What patterns are written with.
pub(super) struct Writing<'a> {
    pub(super) lexicon: &'a mut LexiconDraft,
    /// Phrases of several words that belong to a class.
    pub(super) phrases: &'a Phrases,
}

impl IndexDraft {
    /// Adds a pattern of a rule; all of it but what running it takes is forgotten at once.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub(super) fn add(
        &mut self,
        writing: &mut Writing<'_>,
        pattern: &str,
        family: Family,
        rule: usize,
    ) -> Result<(), String> {
        let nodes = match parse(pattern)? {
            Node::Sequence(nodes) => nodes,
            other => vec![other],
        };
        let mut compiler = Compiler {
            lexicon: writing.lexicon,
            phrases: writing.phrases,
            captures: Vec::new(),
        };
        // Words must be in the lexicon before their anchors are counted.
        compiler.compile(&nodes, Direction::Forward)?;
        let (at, anchor) = Anchor::best(&compiler, &nodes)
            .ok_or_else(|| format!("nothing in `{pattern}` to find it by"))?;
        let (before, after) = nodes.split_at(at);
        let body = Body {
            before: (at > 0)
                .then(|| compiler.compile(before, Direction::Backward))
                .transpose()?,
            after: compiler.compile(after, Direction::Forward)?,
            captures: std::mem::take(&mut compiler.captures),
        };
        let around = Around::all(&compiler, &nodes, at);
        let needs = &mut self.index.needs;
        let demands = needs.demanded(around, &mut self.known, writing.lexicon)?;
        let mut drawing = Drawing {
            lexicon: writing.lexicon,
            phrases: writing.phrases,
        };
        let place = Place {
            demands,
            body: self.index.bodies.len(),
            before: drawing.add(before, Direction::Backward, &mut self.index.items)?,
        };
        self.index.bodies.push((family, rule, body));
        let mut others = anchor.words;
        for (word, beginning) in by_word(&nodes[at]) {
            let Some(word) = writing.lexicon.find(word) else {
                continue;
            };
            others.retain(|other| *other != word);
            let narrowed = [&beginning, &nodes[at + 1..]].concat();
            let number = self.look_for(writing, &narrowed, &place)?;
            self.anchors.push((word, number));
        }
        if others.is_empty() && anchor.slots.is_empty() {
            return Ok(());
        }
        let number = self.look_for(writing, after, &place)?;
        for slot in anchor.slots {
            if slot.labels().is_empty() {
                self.index.by_slot[slot as usize].push(number);
            }
            for label in slot.labels().iter() {
                self.index.by_label[label as usize].push(number);
            }
        }
        self.anchors
            .extend(others.into_iter().map(|word| (word, number)));
        Ok(())
    }

    /// Adds what tells quickly whether the nodes from an anchor on fit; gives its number.
    ///
    /// # Errors
    /// Says that there is too much.
    fn look_for(
        &mut self,
        writing: &mut Writing<'_>,
        after: &[Node],
        place: &Place,
    ) -> Result<u32, String> {
        let index = &mut self.index;
        let number = u32::try_from(index.outlines.len()).map_err(|_| "too many patterns")?;
        let mut drawing = Drawing {
            lexicon: writing.lexicon,
            phrases: writing.phrases,
        };
        index.needs.add(place.demands);
        index.outlines.push(Outlines {
            before: place.before,
            after: drawing.add(after, Direction::Forward, &mut index.items)?,
            body: place.body,
        });
        Ok(number)
    }

    /// The index of these patterns, once all words are in the lexicon.
    ///
    /// # Errors
    /// Says that there are too many kinds of words.
    pub(super) fn finish(self, lexicon: &LexiconDraft) -> Result<Index, String> {
        let mut index = self.index;
        index.by_word = ByWord::of(lexicon.len(), self.known.met, self.anchors)?;
        index.items.shrink_to_fit();
        Ok(index)
    }
}

impl Body {
    /// The words that the pattern takes around its anchor at `at`, and what it remembers of them.
    fn read(
        &self,
        document: &Document<'_>,
        layers: &Layers,
        at: TokenIndex,
    ) -> Option<(Range<TokenIndex>, Captures)> {
        let mut captures: Captures = NO_CAPTURES;
        let end = self.after.run(document, layers, at, &mut captures)?;
        let start = match &self.before {
            Some(before) => before.run(document, layers, at, &mut captures)?,
            None => at,
        };
        // A rule never reads across sentences.
        let whole = document.sentence_of(start) == document.sentence_of(end.max(start + 1) - 1);
        whole.then_some((start..end, captures))
    }
}

impl Index {
    /// Shows the firings in each sentence, with their families, in order of their anchors.
    pub(super) fn read<'b>(
        &'b self,
        rules: &'b [Rule],
        document: &Document<'_>,
        layers: &Layers,
        show: &mut dyn FnMut(Family, Hit<'b>),
    ) {
        let mut held = Held {
            marks: self.needs.marks(layers),
            spots: Vec::new(),
        };
        for sentence in &document.sentences {
            self.mark(document, layers, sentence, &mut held);
            self.read_sentence(rules, document, layers, sentence, &held, show);
        }
    }

    /// Marks what the tokens of a sentence meet, and lists those that may be the anchor of a pattern.
    fn mark(
        &self,
        document: &Document<'_>,
        layers: &Layers,
        sentence: &Sentence,
        Held { marks, spots }: &mut Held<'_>,
    ) {
        marks.clear();
        spots.clear();
        let tokens = &document.tokens[sentence.tokens.clone()];
        let labels = layers.labels_from(&sentence.tokens);
        for ((at, token), labels) in sentence.tokens.clone().zip(tokens).zip(labels) {
            let kind = self.by_word.kind(token.word);
            marks.mark(at, self.by_word.met(kind));
            let mut slots = false;
            // A plain word fills no slot that looks at tokens.
            if !token.is_plain() {
                Slot::filled_at(document, at, |slot| {
                    marks.mark_slot(at, slot);
                    slots |= !self.by_slot[slot as usize].is_empty();
                });
            }
            marks.mark_labels(at, *labels);
            if slots || *labels != Labels::NONE || !self.by_word.anchored(kind).is_empty() {
                spots.push(Spot {
                    at,
                    kind,
                    slots,
                    labels: *labels,
                });
            }
        }
    }

    /// As [`Self::read`], for one sentence, which is marked.
    fn read_sentence<'b>(
        &'b self,
        rules: &'b [Rule],
        document: &Document<'_>,
        layers: &Layers,
        sentence: &Sentence,
        held: &Held<'_>,
        show: &mut dyn FnMut(Family, Hit<'b>),
    ) {
        let look = |direction| Look::new(direction, document, layers, &sentence.tokens);
        let mut back = look(Direction::Backward);
        let mut ahead = look(Direction::Forward);
        for spot in &held.spots {
            let at = spot.at;
            back.go_to(at);
            ahead.go_to(at);
            let mut try_pattern = |number: usize, taken: Option<u32>| {
                let outlines = &self.outlines[number];
                // What stands before an anchor fails the most often.
                let Some(before) = back.begin(&outlines.before, &self.items, None) else {
                    return;
                };
                let Some(after) = ahead.begin(&outlines.after, &self.items, taken) else {
                    return;
                };
                if !back.may_end(&before) || !ahead.may_end(&after) {
                    return;
                }
                let (family, rule, body) = &self.bodies[outlines.body];
                if let Some((tokens, captures)) = body.read(document, layers, at) {
                    let hit = Hit::new(&rules[*rule], tokens, &body.captures, captures);
                    show(*family, hit);
                }
            };
            self.candidates(document, layers, spot, &mut |list, taken| {
                for number in list {
                    let number = *number as usize;
                    if held.marks.meet(number, at) {
                        try_pattern(number, taken);
                    }
                }
            });
        }
    }

    /// Shows the lists of patterns that what stands at a spot may be the anchor of, with how many tokens it takes where
    /// that is clear.
    fn candidates(
        &self,
        document: &Document<'_>,
        layers: &Layers,
        spot: &Spot,
        try_all: &mut impl FnMut(&[u32], Option<u32>),
    ) {
        try_all(self.by_word.anchored(spot.kind), Some(1));
        if spot.slots {
            Slot::filled_at(document, spot.at, |slot| {
                try_all(&self.by_slot[slot as usize], None);
            });
        }
        if spot.labels == Labels::NONE {
            return;
        }
        let mut notes = layers.starting(spot.at).peekable();
        let mut first = true;
        while let Some(note) = notes.next() {
            // Where two notes start, a slot may take either.
            let alone = std::mem::take(&mut first) && notes.peek().is_none();
            let taken = alone.then(|| u32::try_from(note.tokens.len()).unwrap_or(u32::MAX));
            try_all(&self.by_label[note.label as usize], taken);
        }
    }
}
