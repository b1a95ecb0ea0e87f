//! Who and what is named: runs of capitalised words, typed by votes over the whole text, joined into entities.
//!
//! A known name is a vote and never a requirement. Reading order: [`segments`](self) are the runs, votes type them,
//! entities join the forms of one person or team, and every mention is laid over the text for later patterns.

mod entities;
mod pair;
mod segments;
mod votes;

use std::ops::Range;

use crate::extraction::rules::{Label, Layers, RuleBook};
use crate::extraction::text::{Document, QuickSet, TokenIndex, Word};
use crate::football::{Category, Side};
use crate::names::{Gazetteer, TeamIdx};

/// Index of an entity in its [`Cast`].
pub type EntityIndex = usize;

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntityKind {
    /// A team.
    Team,
    /// A player, or somebody nothing says is anything else.
    Player,
    /// A coach.
    Coach,
    /// A referee or another official.
    Official,
    /// A ground.
    Ground,
    /// A competition.
    Competition,
    /// What a country's people or things are called: "the Italian", "German".
    Demonym,
    /// Something else with a name.
    Other,
}

impl EntityKind {
    /// Whether it is a person.
    #[must_use]
    pub const fn is_person(self) -> bool {
        matches!(self, Self::Player | Self::Coach | Self::Official)
    }

    const fn label(self) -> Label {
        match self {
            Self::Team => Label::Team,
            Self::Player => Label::Player,
            Self::Coach => Label::Coach,
            Self::Official => Label::Official,
            Self::Ground => Label::Ground,
            Self::Competition => Label::Competition,
            Self::Demonym | Self::Other => Label::Name,
        }
    }
}

/// Somebody or something named.
#[derive(Debug, Clone)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// The fullest form in the text, as written.
    pub name: String,
    /// The folded words of that form.
    pub words: Vec<String>,
    /// The team in the names files, where it is clear.
    pub team: Option<TeamIdx>,
    /// Little speaks for its being what it is held to be.
    pub is_doubtful: bool,
    /// A women's, youth or reserve side, where its name says so.
    pub category: Option<Category>,
    /// Its mentions, in text order.
    pub mentions: Vec<usize>,
}

/// What a mention refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Referent {
    /// An entity.
    Entity(EntityIndex),
    /// Whoever is at home, or away: "the hosts".
    Role(Side),
    /// The side of somebody, its coach mostly: "Voss's men".
    SideOf(EntityIndex),
    /// The side of the club that the writer is of: "we".
    Writers,
}

/// Words that refer to somebody or something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The words.
    pub tokens: Range<TokenIndex>,
    /// What they refer to.
    pub referent: Referent,
}

/// Everybody and everything named in a text.
#[derive(Debug, Default)]
pub struct Cast {
    /// The entities.
    pub entities: Vec<Entity>,
    /// Their mentions, in text order.
    pub mentions: Vec<Mention>,
}

impl Cast {
    /// The entity a mention refers to.
    #[must_use]
    pub fn entity_of(&self, mention: usize) -> Option<EntityIndex> {
        match self.mentions.get(mention)?.referent {
            Referent::Entity(entity) => Some(entity),
            Referent::Role(_) | Referent::SideOf(_) | Referent::Writers => None,
        }
    }

    /// The mentions that begin in a stretch of the text, each with its index.
    pub fn within(&self, tokens: &Range<TokenIndex>) -> impl Iterator<Item = (usize, &Mention)> {
        let first = self
            .mentions
            .partition_point(|mention| mention.tokens.start < tokens.start);
        let end = tokens.end;
        self.mentions[first..]
            .iter()
            .take_while(move |mention| mention.tokens.start < end)
            .enumerate()
            .map(move |(offset, mention)| (first + offset, mention))
    }

    /// The mention that the note of these labels starting at `token` stands for.
    #[must_use]
    pub fn at(&self, layers: &Layers, token: TokenIndex, labels: &[Label]) -> Option<usize> {
        layers
            .starting(token)
            .find(|note| labels.contains(&note.label))
            .map(|note| note.payload as usize)
    }
}

/// So many different names are told apart in one text, the first ones; a report has a few dozen.
const MOST_NAMES: usize = 5_000;

/// Finds all mentions, types and joins them, and lays them over the text; payloads are mention indices.
#[must_use]
pub fn read(
    document: &Document<'_>,
    book: &RuleBook,
    gazetteer: &Gazetteer,
    layers: &mut Layers,
) -> Cast {
    let mut found = segments::find(document, book, gazetteer);
    if found.len() > MOST_NAMES {
        let mut known = QuickSet::default();
        found.retain(|segment| {
            let words: Vec<Word> = document.tokens[segment.tokens.clone()]
                .iter()
                .map(|token| token.word)
                .collect();
            known.contains(&words) || known.len() < MOST_NAMES && known.insert(words)
        });
    }
    let mut names = votes::name_and_vote(document, book, &mut found);
    pair::complete(document, book.classes().given_name, &found, &mut names);
    let cast = entities::join(document, book, gazetteer, &found, names);
    layers.reserve(cast.mentions.len());
    for (number, mention) in (0u32..).zip(&cast.mentions) {
        let label = match mention.referent {
            Referent::Role(_) | Referent::SideOf(_) | Referent::Writers => Label::Team,
            Referent::Entity(entity) => cast.entities[entity].kind.label(),
        };
        layers.add(label, mention.tokens.clone(), number);
    }
    cast
}
