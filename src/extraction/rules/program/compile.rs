//! Putting a pattern into steps.

use std::collections::HashMap;

use super::{Direction, MOST_CAPTURES, Program, Step, Way};
use crate::extraction::rules::notation::Node;
use crate::extraction::text::{Class, Lexicon};

/// What compiling needs to know.
pub(in crate::extraction::rules) struct Compiler<'a> {
    pub(in crate::extraction::rules) lexicon: &'a mut Lexicon,
    /// Phrases of several words that belong to a class.
    pub(in crate::extraction::rules) phrases: &'a HashMap<String, Vec<Node>>,
    /// Names of captures, by number.
    pub(in crate::extraction::rules) captures: Vec<String>,
}

impl Compiler<'_> {
    /// Compiles nodes into a program that reads them in one direction.
    ///
    /// # Errors
    /// Says which class is unknown, or that there are too many captures.
    pub(in crate::extraction::rules) fn compile(
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
