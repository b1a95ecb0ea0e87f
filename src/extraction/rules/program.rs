//! Running a pattern against a document: forwards from its anchor, backwards before it.

use std::collections::HashMap;

use super::notation::Node;
use super::{Layers, Slot};
use crate::extraction::text::{Class, Document, Lexicon, TokenIndex, TokenKind, Word};

/// At most so many captures a pattern.
pub(super) const MOST_CAPTURES: usize = 8;
/// At most so many steps for one attempt, so that no pattern can make a text slow.
const FUEL: u32 = 4_000;
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

/// What compiling needs to know.
pub(super) struct Compiler<'a> {
    pub(super) lexicon: &'a mut Lexicon,
    /// Phrases of several words that belong to a class.
    pub(super) phrases: &'a HashMap<String, Vec<Node>>,
    /// Names of captures, by number.
    pub(super) captures: Vec<String>,
}

impl Compiler<'_> {
    /// Compiles nodes into a program that reads them in one direction.
    ///
    /// # Errors
    /// Says which class is unknown, or that there are too many captures.
    pub(super) fn compile(
        &mut self,
        nodes: &[Node],
        direction: Direction,
    ) -> Result<Program, String> {
        let mut steps = Vec::new();
        self.sequence(nodes, direction, &mut steps)?;
        steps.push(Step::Accept);
        Ok(Program { steps, direction })
    }

    fn sequence(
        &mut self,
        nodes: &[Node],
        direction: Direction,
        steps: &mut Vec<Step>,
    ) -> Result<(), String> {
        match direction {
            Direction::Forward => nodes
                .iter()
                .try_for_each(|node| self.node(node, direction, steps)),
            Direction::Backward => nodes
                .iter()
                .rev()
                .try_for_each(|node| self.node(node, direction, steps)),
        }
    }

    fn capture_number(&mut self, name: &str) -> Result<usize, String> {
        if let Some(number) = self.captures.iter().position(|known| known == name) {
            return Ok(number);
        }
        if self.captures.len() == MOST_CAPTURES {
            return Err(format!("capture {name} is one too many"));
        }
        self.captures.push(name.to_owned());
        Ok(self.captures.len() - 1)
    }

    fn node(
        &mut self,
        node: &Node,
        direction: Direction,
        steps: &mut Vec<Step>,
    ) -> Result<(), String> {
        match node {
            Node::Word(word) => steps.push(Step::Word(self.lexicon.add(word))),
            Node::Class(name) => {
                let class = self
                    .lexicon
                    .find_class(name)
                    .ok_or_else(|| format!("unknown class <{name}>"))?;
                match self.phrases.get(name) {
                    Some(phrases) => {
                        let phrases = phrases.clone();
                        self.choice(&phrases, Some(class), direction, steps)?;
                    }
                    None => steps.push(Step::Class(class)),
                }
            }
            Node::Slot(slot) => steps.push(Step::Slot(*slot)),
            Node::Sequence(nodes) => self.sequence(nodes, direction, steps)?,
            Node::Choice(options) => self.choice(options, None, direction, steps)?,
            Node::Optional(inner) => {
                let split = steps.len();
                steps.push(Step::Accept);
                self.node(inner, direction, steps)?;
                steps[split] = Step::Split(split + 1, steps.len());
            }
            Node::Gap { most, loose } => {
                // Lazily: go on if possible, else take a token and try again.
                let mut splits = Vec::new();
                for _ in 0..*most {
                    splits.push(steps.len());
                    steps.push(Step::Accept);
                    steps.push(Step::Gap { loose: *loose });
                }
                let end = steps.len();
                for split in splits {
                    steps[split] = Step::Split(end, split + 1);
                }
            }
            Node::Modifiers(most) => {
                let class = self
                    .lexicon
                    .find_class("no_modifier")
                    .ok_or("unknown class <no_modifier>")?;
                let mut splits = Vec::new();
                for _ in 0..*most {
                    splits.push(steps.len());
                    steps.push(Step::Accept);
                    steps.push(Step::Modifier(class));
                }
                let end = steps.len();
                for split in splits {
                    steps[split] = Step::Split(end, split + 1);
                }
            }
            Node::Not(inner) => {
                let program = self.compile(std::slice::from_ref(inner), Direction::Forward)?;
                steps.push(Step::Not(program));
            }
            Node::SentenceStart => steps.push(Step::SentenceStart),
            Node::ClauseEnd => steps.push(Step::ClauseEnd),
            Node::Capture(name, inner) => {
                let number = self.capture_number(name)?;
                let (first, last) = match direction {
                    Direction::Forward => (Step::Begin(number), Step::End(number)),
                    Direction::Backward => (Step::End(number), Step::Begin(number)),
                };
                steps.push(first);
                self.node(inner, direction, steps)?;
                steps.push(last);
            }
        }
        Ok(())
    }

    fn choice(
        &mut self,
        options: &[Node],
        class: Option<Class>,
        direction: Direction,
        steps: &mut Vec<Step>,
    ) -> Result<(), String> {
        let mut jumps = Vec::new();
        let mut ways = Vec::new();
        let choice = steps.len();
        steps.push(Step::Accept);
        for option in options {
            ways.push(Way {
                first: first_word(option, direction).map(|word| self.lexicon.add(word)),
                at: steps.len(),
            });
            self.node(option, direction, steps)?;
            jumps.push(steps.len());
            steps.push(Step::Accept);
        }
        if let Some(class) = class {
            let (first, at) = (None, steps.len());
            ways.push(Way { first, at });
            steps.push(Step::Class(class));
        }
        steps[choice] = Step::Choice(ways);
        let end = steps.len();
        for jump in jumps {
            steps[jump] = Step::Jump(end);
        }
        Ok(())
    }
}

/// The word that a way begins with, in a direction.
fn first_word(node: &Node, direction: Direction) -> Option<&str> {
    match node {
        Node::Word(word) => Some(word),
        Node::Sequence(nodes) => match direction {
            Direction::Forward => first_word(nodes.first()?, direction),
            Direction::Backward => first_word(nodes.last()?, direction),
        },
        Node::Capture(_, inner) => first_word(inner, direction),
        Node::Class(_)
        | Node::Slot(_)
        | Node::Choice(_)
        | Node::Optional(_)
        | Node::Gap { .. }
        | Node::Modifiers(_)
        | Node::Not(_)
        | Node::SentenceStart
        | Node::ClauseEnd => None,
    }
}

impl Program {
    /// Reads from the gap before token `at` (forwards) or back from it (backwards); where it ends, if it fits.
    pub(super) fn run(
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
    fn step(&self, mut pc: usize, at: TokenIndex) -> bool {
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
    fn go(
        &mut self,
        mut pc: usize,
        mut at: TokenIndex,
        captures: &mut Captures,
    ) -> Option<TokenIndex> {
        let forward = self.program.direction == Direction::Forward;
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
                    })?;
                    at = beyond;
                }
                Step::Slot(slot) => {
                    let document = self.document;
                    let layers = self.layers;
                    let mut result = None;
                    let mut attempt = |end: TokenIndex| {
                        let kept = *captures;
                        result = self.go(pc + 1, end, captures);
                        if result.is_none() {
                            *captures = kept;
                        }
                        result.is_some()
                    };
                    if forward {
                        slot.forward(document, layers, at, &mut attempt);
                    } else {
                        slot.backward(document, layers, at, &mut attempt);
                    }
                    return result;
                }
                Step::Split(first, second) => {
                    let glance = Glance {
                        program,
                        document: self.document,
                        layers: self.layers,
                    };
                    if !glance.step(*first, at) {
                        pc = *second;
                        continue;
                    }
                    if !glance.step(*second, at) {
                        pc = *first;
                        continue;
                    }
                    let kept = *captures;
                    if let Some(end) = self.go(*first, at, captures) {
                        return Some(end);
                    }
                    *captures = kept;
                    pc = *second;
                    continue;
                }
                Step::Choice(ways) => {
                    let glance = Glance {
                        program,
                        document: self.document,
                        layers: self.layers,
                    };
                    let word = token.map(|token| token.word);
                    let mut fitting = ways
                        .iter()
                        .filter(|way| way.first.is_none() || way.first == word)
                        .map(|way| way.at)
                        .filter(|way| glance.step(*way, at));
                    let mut way = fitting.next()?;
                    for other in fitting {
                        let kept = *captures;
                        if let Some(end) = self.go(way, at, captures) {
                            return Some(end);
                        }
                        *captures = kept;
                        way = other;
                    }
                    pc = way;
                    continue;
                }
                Step::Jump(to) => {
                    pc = *to;
                    continue;
                }
                Step::Not(inner) => {
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
                Step::Begin(number) => captures[*number].0 = u32::try_from(at).unwrap_or(u32::MAX),
                Step::End(number) => captures[*number].1 = u32::try_from(at).unwrap_or(u32::MAX),
                Step::Accept => return Some(at),
            }
            pc += 1;
        }
    }
}
