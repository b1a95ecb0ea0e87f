//! All rules, ready to be run.

use std::ops::Range;
use std::sync::OnceLock;

use super::Layers;
use super::classes::Classes;
use super::index::{Index, IndexDraft, Writing};
use super::program::Captures;
use super::rule::{Rule, Written};
use super::source::Source;
use super::words::{WordsWire, fill};
use crate::extraction::text::{Document, Lexicon, LexiconDraft, QuickMap, TokenIndex};

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

/// How many rounds there are, see [`Family::round`].
pub const ROUNDS: usize = 4;

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
    /// How many there are.
    pub const COUNT: usize = FILES.len();

    /// The round in which its rules are run: going through a text once for several families is quicker than once for
    /// each, as long as whoever needs one needs the others.
    #[must_use]
    pub const fn round(self) -> usize {
        match self {
            Self::Clock => 0,
            Self::Mention => 1,
            Self::Cue | Self::Score => 2,
            Self::Goal
            | Self::Relation
            | Self::Home
            | Self::Frame
            | Self::Event
            | Self::Assist
            | Self::Player
            | Self::Background => 3,
        }
    }

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

    /// What is wrong with its file.
    fn wrong(self, error: &dyn std::fmt::Display) -> String {
        format!("{}: {error}", self.as_str())
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

impl<'b> Hit<'b> {
    pub(super) const fn new(
        rule: &'b Rule,
        tokens: Range<TokenIndex>,
        names: &'b [String],
        captures: Captures,
    ) -> Self {
        Self {
            rule,
            tokens,
            names,
            captures,
        }
    }

    /// The words remembered under a name.
    #[must_use]
    pub fn capture(&self, name: &str) -> Option<Range<TokenIndex>> {
        let number = self.names.iter().position(|known| known == name)?;
        let (start, end) = self.captures[number];
        (start < end && end != u32::MAX).then_some(start as usize..end as usize)
    }
}

/// All rules and the words they know.
#[derive(Debug)]
pub struct RuleBook {
    lexicon: Lexicon,
    classes: Classes,
    rules: Vec<Rule>,
    /// The places of the rules, by id.
    by_id: QuickMap<String, usize>,
    /// The patterns of the families, by the round in which they are run.
    rounds: Vec<Index>,
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
        let mut sources = Vec::new();
        for (family, text) in files {
            let source = Source::new(text);
            let own = source.words().map_err(|error| family.wrong(&error))?;
            words.take_in(own).map_err(|error| family.wrong(&error))?;
            sources.push((*family, source));
        }
        let mut lexicon = LexiconDraft::default();
        let phrases = fill(&words, &mut lexicon)?;
        let given = lexicon
            .add_class("given_name")
            .ok_or("no room for the class <given_name>")?;
        for name in given_names.lines().filter(|line| !line.starts_with('#')) {
            let word = lexicon.add(name);
            lexicon.put(word, given);
        }
        let mut rules = Vec::new();
        let mut rounds: [IndexDraft; ROUNDS] = std::array::from_fn(|_| IndexDraft::default());
        for (family, source) in sources {
            for written in source.rules() {
                let written = written.map_err(|error| family.wrong(&error))?;
                let (rule, patterns) = written.taken_apart();
                for pattern in patterns {
                    let pattern = words
                        .write_out(&pattern)
                        .map_err(|reason| format!("{}: {reason}", rule.id))?;
                    let mut writing = Writing {
                        lexicon: &mut lexicon,
                        phrases: &phrases,
                    };
                    rounds[family.round()]
                        .add(&mut writing, &pattern, family, rules.len())
                        .map_err(|reason| format!("{}: {reason}", rule.id))?;
                }
                rules.push(rule);
            }
        }
        let rounds = rounds
            .into_iter()
            .map(|draft| draft.finish(&lexicon))
            .collect::<Result<_, _>>()?;
        let classes = Classes::of(&mut lexicon)?;
        Ok(Self {
            lexicon: lexicon.finish(),
            classes,
            by_id: (rules.iter().enumerate())
                .map(|(number, rule)| (rule.id.clone(), number))
                .collect(),
            rules,
            rounds,
        })
    }

    /// The rules built into the program as they are written, with the sentences that prove them.
    ///
    /// # Errors
    /// Says which family's file is wrong.
    pub fn written() -> Result<Vec<Written>, String> {
        let rules = |(family, text): &(Family, &'static str)| {
            let family = *family;
            let read: Vec<_> = Source::new(text).rules().collect();
            let sound = move |rule: Result<_, _>| rule.map_err(|error| family.wrong(&error));
            read.into_iter().map(sound)
        };
        FILES.iter().flat_map(rules).collect()
    }

    /// The words that rules know.
    #[must_use]
    pub const fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The rule of this id.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.by_id.get(id).map(|number| &self.rules[*number])
    }

    /// The classes of words that code relies on.
    #[must_use]
    pub const fn classes(&self) -> &Classes {
        &self.classes
    }

    /// Every firing of a family's rules, in order of their anchors.
    #[must_use]
    pub fn hits(&self, family: Family, document: &Document<'_>, layers: &Layers) -> Vec<Hit<'_>> {
        std::mem::take(&mut self.round(family, document, layers)[family as usize])
    }

    /// Every firing of the families that are run together with one, by family.
    #[must_use]
    pub fn round(
        &self,
        family: Family,
        document: &Document<'_>,
        layers: &Layers,
    ) -> [Vec<Hit<'_>>; Family::COUNT] {
        let mut hits = std::array::from_fn(|_| Vec::new());
        let index = &self.rounds[family.round()];
        index.read(&self.rules, document, layers, &mut |family, hit| {
            hits[family as usize].push(hit);
        });
        hits
    }

    /// Shows every firing of a family that has a round to itself, one after the other.
    pub fn each_hit<'b>(
        &'b self,
        family: Family,
        document: &Document<'_>,
        layers: &Layers,
        mut show: impl FnMut(Hit<'b>),
    ) {
        let index = &self.rounds[family.round()];
        index.read(&self.rules, document, layers, &mut |_, hit| show(hit));
    }
}
