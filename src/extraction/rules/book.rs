//! All rules, ready to be run.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::OnceLock;

use serde::Deserialize;

use super::needs::Needs;
use super::notation::{Node, parse};
use super::program::{Captures, Compiler, Direction, NO_CAPTURES, Program};
use super::words::{WordsWire, fill};
use super::{Label, Layers, Slot};
use crate::extraction::text::{Class, Document, Lexicon, Numeral, TokenIndex, TokenKind, Word};

/// The families, each with its file.
const FILES: [(Family, &str); 12] = [
    (
        Family::Clock,
        include_str!("../../../config/rules/clock.toml"),
    ),
    (
        Family::Mention,
        include_str!("../../../config/rules/mention.toml"),
    ),
    (
        Family::Relation,
        include_str!("../../../config/rules/relation.toml"),
    ),
    (Family::Cue, include_str!("../../../config/rules/cue.toml")),
    (
        Family::Goal,
        include_str!("../../../config/rules/goal.toml"),
    ),
    (
        Family::Score,
        include_str!("../../../config/rules/score.toml"),
    ),
    (
        Family::Home,
        include_str!("../../../config/rules/home.toml"),
    ),
    (
        Family::Frame,
        include_str!("../../../config/rules/frame.toml"),
    ),
    (
        Family::Event,
        include_str!("../../../config/rules/event.toml"),
    ),
    (
        Family::Assist,
        include_str!("../../../config/rules/assist.toml"),
    ),
    (
        Family::Player,
        include_str!("../../../config/rules/player.toml"),
    ),
    (
        Family::Background,
        include_str!("../../../config/rules/background.toml"),
    ),
];
const WORDS: &str = include_str!("../../../config/rules/words.toml");
/// Given names, one a line; they become the class `given_name`.
const GIVEN_NAMES: &str = include_str!("../../../config/rules/given-names.txt");

/// Rules that are run together, by one stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// Time expressions.
    Clock,
    /// What a name is: a player, a team, a ground.
    Mention,
    /// Words that take something back: missed, should have, last season.
    Cue,
    /// Who plays for whom.
    Relation,
    /// Goals told.
    Goal,
    /// Scores and results told.
    Score,
    /// Who is at home.
    Home,
    /// What frames the match: referee, attendance, stage, date, coaches.
    Frame,
    /// Events that are no goals: cards, substitutions, chances, saves.
    Event,
    /// Who set goals up.
    Assist,
    /// What part players have.
    Player,
    /// Claims about the world beyond the match: tallies, tables, other results.
    Background,
}

impl Family {
    /// The first part of its rules' ids.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Clock => "clock",
            Self::Mention => "mention",
            Self::Cue => "cue",
            Self::Relation => "relation",
            Self::Goal => "goal",
            Self::Score => "score",
            Self::Home => "home",
            Self::Frame => "frame",
            Self::Event => "event",
            Self::Assist => "assist",
            Self::Player => "player",
            Self::Background => "background",
        }
    }
}

/// A sentence for or against a rule.
#[derive(Debug, Clone, Deserialize)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// What is to be read from it (catches), or why it is to be left (`why`); the keys are the family's.
    #[serde(flatten)]
    pub expects: BTreeMap<String, String>,
}

/// One rule, as written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Permanent: `family.plain_words`. Evidence in databases cites it.
    pub id: String,
    /// What the words look like; any of them.
    pub patterns: Vec<String>,
    /// What it means to the code of its family.
    #[serde(default)]
    pub means: BTreeMap<String, toml::Value>,
    /// Sentences it must catch.
    pub catches: Vec<Example>,
    /// Tempting sentences it must leave.
    pub ignores: Vec<Example>,
}

impl Rule {
    /// A word of its meaning.
    #[must_use]
    pub fn meaning(&self, key: &str) -> Option<&str> {
        self.means.get(key).and_then(toml::Value::as_str)
    }

    /// A number of its meaning.
    #[must_use]
    pub fn number(&self, key: &str) -> Option<i64> {
        self.means.get(key).and_then(toml::Value::as_integer)
    }

    /// Whether its meaning has this flag set.
    #[must_use]
    pub fn is(&self, key: &str) -> bool {
        self.means.get(key).and_then(toml::Value::as_bool) == Some(true)
    }
}

/// One firing of a rule.
#[derive(Debug, Clone)]
pub struct Hit<'b> {
    /// The rule.
    pub rule: &'b Rule,
    /// All the words it took.
    pub tokens: Range<TokenIndex>,
    names: &'b [String],
    captures: Captures,
}

impl Hit<'_> {
    /// The words remembered under a name.
    #[must_use]
    pub fn capture(&self, name: &str) -> Option<Range<TokenIndex>> {
        let number = self.names.iter().position(|known| known == name)?;
        let (start, end) = self.captures[number];
        (start < end && end != u32::MAX).then_some(start as usize..end as usize)
    }
}

#[derive(Debug)]
struct Pattern {
    rule: usize,
    before: Option<Program>,
    after: Program,
    captures: Vec<String>,
    needs: Needs,
}

#[derive(Debug, Default)]
struct Index {
    patterns: Vec<Pattern>,
    by_word: Vec<Vec<u32>>,
    by_label: HashMap<Label, Vec<u32>>,
    by_slot: Vec<(Slot, Vec<u32>)>,
}

/// All rules and the words they know.
#[derive(Debug)]
pub struct RuleBook {
    lexicon: Lexicon,
    rules: Vec<Rule>,
    families: BTreeMap<Family, Index>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FamilyWire {
    /// Words that only this family needs.
    #[serde(default)]
    words: WordsWire,
    #[serde(default)]
    rule: Vec<Rule>,
}

impl RuleBook {
    /// The rules built into the program.
    ///
    /// # Panics
    /// When a rule file is wrong; a test reads them all, so no build that passed its tests does.
    #[must_use]
    pub fn built_in() -> &'static Self {
        static BOOK: OnceLock<RuleBook> = OnceLock::new();
        BOOK.get_or_init(|| match Self::read(WORDS, GIVEN_NAMES, &FILES) {
            Ok(book) => book,
            Err(reason) => panic!("the rules built into the program are sound: {reason}"),
        })
    }

    /// Reads a words file, a list of given names and families of rules.
    ///
    /// # Errors
    /// Says which rule is wrong, and how.
    pub fn read(words: &str, given_names: &str, files: &[(Family, &str)]) -> Result<Self, String> {
        let mut words: WordsWire =
            toml::from_str(words).map_err(|error| format!("words: {error}"))?;
        let mut families_written = Vec::new();
        for (family, text) in files {
            let wrong = |error: &dyn std::fmt::Display| format!("{}: {error}", family.as_str());
            let wire: FamilyWire = toml::from_str(text).map_err(|error| wrong(&error))?;
            words.take_in(wire.words).map_err(|error| wrong(&error))?;
            families_written.push((*family, wire.rule));
        }
        let mut lexicon = Lexicon::default();
        let phrases = fill(&words, &mut lexicon)?;
        let given = lexicon
            .add_class("given_name")
            .ok_or("no room for the class <given_name>")?;
        for name in given_names.lines().filter(|line| !line.starts_with('#')) {
            let word = lexicon.add(name);
            lexicon.put(word, given);
        }
        let mut rules = Vec::new();
        let mut families = BTreeMap::new();
        let mut compiled: Vec<(Family, Vec<(Pattern, Anchor)>)> = Vec::new();
        for (family, rules_written) in families_written {
            let mut patterns = Vec::new();
            for rule in rules_written {
                for pattern in &rule.patterns {
                    let mut compiler = Compiler {
                        lexicon: &mut lexicon,
                        phrases: &phrases,
                        captures: Vec::new(),
                    };
                    let made = compile(&mut compiler, pattern, rules.len())
                        .map_err(|reason| format!("{}: {reason}", rule.id))?;
                    patterns.push(made);
                }
                rules.push(rule);
            }
            compiled.push((family, patterns));
        }
        for (family, patterns) in compiled {
            families.insert(family, Index::new(patterns, lexicon.len()));
        }
        Ok(Self {
            lexicon,
            rules,
            families,
        })
    }

    /// The words that rules know.
    #[must_use]
    pub const fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// All rules.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// A class of words that code relies on.
    ///
    /// # Panics
    /// When `words.toml` has no such class; tests read every text through every stage, so this shows at once.
    #[must_use]
    pub fn class(&self, name: &str) -> Class {
        match self.lexicon.find_class(name) {
            Some(class) => class,
            None => panic!("words.toml has the class {name}"),
        }
    }

    /// Every firing of a family's rules, in order of their anchors.
    #[must_use]
    pub fn hits(&self, family: Family, document: &Document<'_>, layers: &Layers) -> Vec<Hit<'_>> {
        self.hits_in(family, document, layers, 0..document.sentences.len())
    }

    /// The same in some sentences only.
    #[must_use]
    pub fn hits_in(
        &self,
        family: Family,
        document: &Document<'_>,
        layers: &Layers,
        sentences: Range<usize>,
    ) -> Vec<Hit<'_>> {
        self.families.get(&family).map_or_else(Vec::new, |index| {
            let mut hits = Vec::new();
            for number in sentences {
                let (Some(sentence), Some(held)) =
                    (document.sentences.get(number), document.presence(number))
                else {
                    continue;
                };
                for at in sentence.tokens.clone() {
                    index.candidates(document, layers, at, &mut |number| {
                        let pattern = &index.patterns[number as usize];
                        if pattern.needs.met_by(held) {
                            hits.extend(self.attempt(pattern, document, layers, at));
                        }
                    });
                }
            }
            hits
        })
    }

    fn attempt<'b>(
        &'b self,
        pattern: &'b Pattern,
        document: &Document<'_>,
        layers: &Layers,
        at: TokenIndex,
    ) -> Option<Hit<'b>> {
        // What stands before an anchor fails the most often, and one look tells.
        if let Some(before) = &pattern.before
            && !before.may_begin(document, layers, at)
        {
            return None;
        }
        let mut captures = NO_CAPTURES;
        let end = pattern.after.run(document, layers, at, &mut captures)?;
        let start = match &pattern.before {
            Some(program) => program.run(document, layers, at, &mut captures)?,
            None => at,
        };
        // A rule never reads across sentences.
        let whole = document.sentence_of(start) == document.sentence_of(end.max(start + 1) - 1);
        whole.then_some(Hit {
            rule: &self.rules[pattern.rule],
            tokens: start..end,
            names: &pattern.captures,
            captures,
        })
    }
}

impl Index {
    fn new(patterns: Vec<(Pattern, Anchor)>, words: usize) -> Self {
        let mut index = Self {
            by_word: vec![Vec::new(); words],
            ..Self::default()
        };
        for (number, (pattern, anchor)) in (0u32..).zip(patterns) {
            for word in anchor.words {
                let list = &mut index.by_word[word.0 as usize];
                if !list.contains(&number) {
                    list.push(number);
                }
            }
            for slot in anchor.slots {
                if slot.labels().is_empty() {
                    match index.by_slot.iter_mut().find(|(known, _)| *known == slot) {
                        Some((_, list)) => list.push(number),
                        None => index.by_slot.push((slot, vec![number])),
                    }
                }
                for label in slot.labels() {
                    index.by_label.entry(*label).or_default().push(number);
                }
            }
            index.patterns.push(pattern);
        }
        index
    }

    fn candidates(
        &self,
        document: &Document<'_>,
        layers: &Layers,
        at: TokenIndex,
        try_pattern: &mut dyn FnMut(u32),
    ) {
        let token = &document.tokens[at];
        if let Some(list) = self.by_word.get(token.word.0 as usize) {
            list.iter().copied().for_each(&mut *try_pattern);
        }
        // A plain word, which most tokens are, fills no slot that looks at tokens.
        let plain = token.is_word() && token.numeral == Numeral::None;
        for (slot, list) in self.by_slot.iter().filter(|_| !plain) {
            let fits = match slot {
                Slot::Score => matches!(token.kind, TokenKind::Score(..)),
                Slot::Stoppage => matches!(token.kind, TokenKind::Stoppage(..)),
                Slot::Num => document.cardinal_at(at).is_some(),
                Slot::Ord => document.ordinal_at(at).is_some(),
                Slot::Possessive => matches!(token.kind, TokenKind::Possessive),
                Slot::Prime => matches!(token.kind, TokenKind::Prime),
                _ => false,
            };
            if fits {
                list.iter().copied().for_each(&mut *try_pattern);
            }
        }
        if !self.by_label.is_empty() {
            for note in layers.starting(at) {
                if let Some(list) = self.by_label.get(&note.label) {
                    list.iter().copied().for_each(&mut *try_pattern);
                }
            }
        }
    }
}

/// What a pattern is found by.
#[derive(Debug, Default, Clone)]
struct Anchor {
    words: Vec<Word>,
    slots: Vec<Slot>,
}

fn compile(
    compiler: &mut Compiler<'_>,
    pattern: &str,
    rule: usize,
) -> Result<(Pattern, Anchor), String> {
    let nodes = match parse(pattern)? {
        Node::Sequence(nodes) => nodes,
        other => vec![other],
    };
    // Words must be in the lexicon before their anchors are counted.
    compiler.compile(&nodes, Direction::Forward)?;
    let (at, anchor) = nodes
        .iter()
        .enumerate()
        .filter_map(|(at, node)| anchor_of(compiler, node).map(|anchor| (at, anchor)))
        .min_by_key(|(_, anchor)| cost(compiler.lexicon, anchor))
        .ok_or_else(|| format!("nothing in `{pattern}` to find it by"))?;
    let before = (at > 0)
        .then(|| compiler.compile(&nodes[..at], Direction::Backward))
        .transpose()?;
    let after = compiler.compile(&nodes[at..], Direction::Forward)?;
    let captures = std::mem::take(&mut compiler.captures);
    let needs = Needs::of(&nodes, compiler.lexicon, compiler.phrases);
    Ok((
        Pattern {
            rule,
            before,
            after,
            captures,
            needs,
        },
        anchor,
    ))
}

fn anchor_of(compiler: &Compiler<'_>, node: &Node) -> Option<Anchor> {
    match node {
        Node::Word(word) => Some(Anchor {
            words: compiler.lexicon.find(word).into_iter().collect(),
            slots: Vec::new(),
        }),
        Node::Class(name) => {
            let class = compiler.lexicon.find_class(name)?;
            let mut anchor = Anchor {
                words: compiler.lexicon.members(class).collect(),
                slots: Vec::new(),
            };
            for phrase in compiler.phrases.get(name).into_iter().flatten() {
                anchor.words.extend(anchor_of(compiler, phrase)?.words);
            }
            Some(anchor)
        }
        Node::Slot(slot) => match slot {
            Slot::Player
            | Slot::Team
            | Slot::Coach
            | Slot::Person
            | Slot::Ground
            | Slot::Competition
            | Slot::Name
            | Slot::Clock
            | Slot::Num
            | Slot::Ord
            | Slot::Score
            | Slot::Stoppage
            | Slot::Possessive
            | Slot::Prime => Some(Anchor {
                words: Vec::new(),
                slots: vec![*slot],
            }),
            Slot::Cap
            | Slot::Lower
            | Slot::Word
            | Slot::Adverb
            | Slot::Comma
            | Slot::Dash
            | Slot::Open
            | Slot::Close
            | Slot::Colon => None,
        },
        Node::Sequence(nodes) => nodes
            .iter()
            .find(|node| !matches!(node, Node::Not(_) | Node::SentenceStart))
            .and_then(|node| anchor_of(compiler, node)),
        Node::Choice(options) => {
            let mut all = Anchor::default();
            for option in options {
                let anchor = anchor_of(compiler, option)?;
                all.words.extend(anchor.words);
                all.slots.extend(anchor.slots);
            }
            Some(all)
        }
        Node::Capture(_, inner) => anchor_of(compiler, inner),
        Node::Optional(_)
        | Node::Gap { .. }
        | Node::Modifiers(_)
        | Node::Not(_)
        | Node::SentenceStart
        | Node::ClauseEnd => None,
    }
}

/// How often an anchor is likely to be met, in arbitrary units.
fn cost(lexicon: &Lexicon, anchor: &Anchor) -> usize {
    let common = lexicon.find_class("common");
    let words: usize = anchor
        .words
        .iter()
        .map(|word| match common {
            Some(class) if lexicon.is_in(*word, class) => 200,
            _ => 1,
        })
        .sum();
    let slots: usize = anchor
        .slots
        .iter()
        .map(|slot| match slot {
            Slot::Score | Slot::Stoppage | Slot::Prime => 6,
            Slot::Clock | Slot::Ground | Slot::Competition | Slot::Coach => 20,
            Slot::Num | Slot::Ord => 60,
            _ => 300,
        })
        .sum();
    words + slots
}
