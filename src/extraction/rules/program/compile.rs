//! Putting a pattern into steps.

use std::collections::HashMap;

use super::{Direction, MOST_CAPTURES, Place, Program, Step, Way, Ways};
use crate::extraction::rules::notation::Node;
use crate::extraction::text::{Class, LexiconDraft};

/// What compiling needs to know.
pub(in crate::extraction::rules) struct Compiler<'a> {
    pub(in crate::extraction::rules) lexicon: &'a mut LexiconDraft,
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
        let mut made = Made::default();
        self.sequence(nodes, direction, &mut made)?;
        made.steps.push(Step::Accept);
        Ok(Program {
            steps: made.steps.into(),
            choices: made.choices.into(),
            refused: made.refused.into(),
            direction,
        })
    }

    fn sequence(
        &mut self,
        nodes: &[Node],
        direction: Direction,
        made: &mut Made,
    ) -> Result<(), String> {
        match direction {
            Direction::Forward => nodes
                .iter()
                .try_for_each(|node| self.node(node, direction, made)),
            Direction::Backward => nodes
                .iter()
                .rev()
                .try_for_each(|node| self.node(node, direction, made)),
        }
    }

    fn capture_number(&mut self, name: &str) -> Result<u8, String> {
        let mut known = (0..).zip(&self.captures);
        if let Some((number, _)) = known.find(|(_, known)| *known == name) {
            return Ok(number);
        }
        let number = u8::try_from(self.captures.len()).ok();
        let number = number.filter(|number| usize::from(*number) < MOST_CAPTURES);
        let number = number.ok_or_else(|| format!("capture {name} is one too many"))?;
        self.captures.push(name.to_owned());
        Ok(number)
    }

    fn node(&mut self, node: &Node, direction: Direction, made: &mut Made) -> Result<(), String> {
        match node {
            Node::Word(word) => made.steps.push(Step::Word(self.lexicon.add(word))),
            Node::Class(name) => {
                let class = self
                    .lexicon
                    .find_class(name)
                    .ok_or_else(|| format!("unknown class <{name}>"))?;
                match self.phrases.get(name) {
                    Some(phrases) => {
                        let phrases = phrases.clone();
                        self.choice(&phrases, Some(class), direction, made)?;
                    }
                    None => made.steps.push(Step::Class(class)),
                }
            }
            Node::Slot(slot) => made.steps.push(Step::Slot(*slot)),
            Node::Sequence(nodes) => self.sequence(nodes, direction, made)?,
            Node::Choice(options) => self.choice(options, None, direction, made)?,
            Node::Optional(inner) => {
                let split = made.put_off();
                self.node(inner, direction, made)?;
                made.steps[split] = Step::Split(place(split + 1), made.next());
            }
            Node::Gap { most, loose } => {
                // Lazily: go on if possible, else take a token and try again.
                let mut splits = Vec::new();
                for _ in 0..*most {
                    splits.push(made.put_off());
                    made.steps.push(Step::Gap { loose: *loose });
                }
                made.leave(splits);
            }
            Node::Modifiers(most) => {
                let class = self
                    .lexicon
                    .find_class("no_modifier")
                    .ok_or("unknown class <no_modifier>")?;
                let mut splits = Vec::new();
                for _ in 0..*most {
                    splits.push(made.put_off());
                    made.steps.push(Step::Modifier(class));
                }
                made.leave(splits);
            }
            Node::Not(inner) => {
                let program = self.compile(std::slice::from_ref(inner), Direction::Forward)?;
                made.steps.push(Step::Not(place(made.refused.len())));
                made.refused.push(program);
            }
            Node::SentenceStart => made.steps.push(Step::SentenceStart),
            Node::ClauseEnd => made.steps.push(Step::ClauseEnd),
            Node::Capture(name, inner) => {
                let number = self.capture_number(name)?;
                let (first, last) = match direction {
                    Direction::Forward => (Step::Begin(number), Step::End(number)),
                    Direction::Backward => (Step::End(number), Step::Begin(number)),
                };
                made.steps.push(first);
                self.node(inner, direction, made)?;
                made.steps.push(last);
            }
        }
        Ok(())
    }

    fn choice(
        &mut self,
        options: &[Node],
        class: Option<Class>,
        direction: Direction,
        made: &mut Made,
    ) -> Result<(), String> {
        let mut jumps = Vec::new();
        let mut ways = Ways::default();
        let choice = made.put_off();
        for (number, option) in (0..).zip(options) {
            let start = made.next();
            let way = Way { number, start };
            match first_word(option, direction) {
                Some(word) => ways.by_word.push((self.lexicon.add(word), way)),
                None => ways.open.push(way),
            }
            self.node(option, direction, made)?;
            jumps.push(made.put_off());
        }
        if let Some(class) = class {
            let (number, start) = (place(options.len()), made.next());
            ways.open.push(Way { number, start });
            made.steps.push(Step::Class(class));
        }
        // Ways with one word stay in their order.
        ways.by_word.sort_by_key(|(word, _)| *word);
        ways.by_word.shrink_to_fit();
        ways.open.shrink_to_fit();
        made.steps[choice] = Step::Choice(place(made.choices.len()));
        made.choices.push(ways);
        let end = made.next();
        for jump in jumps {
            made.steps[jump] = Step::Jump(end);
        }
        Ok(())
    }
}

/// A program in the making.
#[derive(Default)]
struct Made {
    steps: Vec<Step>,
    choices: Vec<Ways>,
    refused: Vec<Program>,
}

impl Made {
    /// The step that is made next.
    fn next(&self) -> Place {
        place(self.steps.len())
    }

    /// Leaves room for a step that what follows decides; gives where.
    fn put_off(&mut self) -> usize {
        self.steps.push(Step::Accept);
        self.steps.len() - 1
    }

    /// Each of these steps goes on behind all of them if that fits, else to the step after it.
    fn leave(&mut self, splits: Vec<usize>) {
        let end = self.next();
        for split in splits {
            self.steps[split] = Step::Split(end, place(split + 1));
        }
    }
}

/// No pattern has as many steps as this can count.
fn place(number: usize) -> Place {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The word that a way begins with, in a direction.
fn first_word(node: &Node, direction: Direction) -> Option<&str> {
    if let Node::Word(word) = node {
        return Some(word);
    }
    if let Node::Capture(_, inner) = node {
        return first_word(inner, direction);
    }
    let Node::Sequence(nodes) = node else {
        return None;
    };
    let first = match direction {
        Direction::Forward => nodes.first(),
        Direction::Backward => nodes.last(),
    };
    first_word(first?, direction)
}
