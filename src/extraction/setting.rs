//! What is settled about a match when the facts around its goals are read: who plays, who belongs where.

use std::ops::Range;

use jiff::civil::Date;

use super::clock::TimeExpression;
use super::grammar::{Scene, Status, status::Cue};
use super::mentions::{Entity, EntityIndex, EntityKind, Referent};
use super::sides::Sides;
use super::text::TokenIndex;
use crate::extraction::grammar::Tells;
use crate::facts::{Evidence, Fact, FactValue};
use crate::football::Side;
use crate::names::Gazetteer;

/// One match of a text, its sides settled.
pub struct Setting<'a> {
    /// The text with its cast.
    pub scene: &'a Scene<'a>,
    /// The time expressions of the text.
    pub clocks: &'a [TimeExpression],
    /// The cues that take things back.
    pub cues: &'a [Cue],
    /// The known names.
    pub gazetteer: &'a Gazetteer,
    /// The words about this match; the whole text, unless it tells of several.
    pub part: Range<TokenIndex>,
    /// The team at home, or named first.
    pub home: EntityIndex,
    /// The other team.
    pub away: EntityIndex,
    /// The side of every entity, teams and players, where the text lets a reader tell.
    pub sides: Vec<Option<Side>>,
    /// The day the text was published, if known.
    pub published: Option<Date>,
}

/// A man's side is told from here on; it is a sum of hints, and 1 is certain.
const SURE: f32 = 0.25;

/// The side of every entity of a text, by its index.
#[must_use]
pub fn sides_of_all(scene: &Scene<'_>, sides: &Sides) -> Vec<Option<Side>> {
    let of = |(entity, named): (EntityIndex, &Entity)| {
        let team = match named.kind {
            EntityKind::Team => sides.of_mention(scene, *named.mentions.first()?),
            _ => sides
                .of_person_surely(entity)
                .filter(|(_, sure)| *sure >= SURE)
                .map(|(team, _)| team),
        };
        team.map(|team| sides.side(team))
    };
    scene.cast.entities.iter().enumerate().map(of).collect()
}

impl Setting<'_> {
    /// The side an entity belongs to.
    #[must_use]
    pub fn side_of(&self, entity: EntityIndex) -> Option<Side> {
        if entity == self.home {
            Some(Side::Home)
        } else if entity == self.away {
            Some(Side::Away)
        } else {
            self.sides.get(entity).copied().flatten()
        }
    }

    /// The team of a side.
    #[must_use]
    pub const fn team_of(&self, side: Side) -> EntityIndex {
        match side {
            Side::Home => self.home,
            Side::Away => self.away,
        }
    }

    /// Takes note of whose coaches the facts name: "Amaro's side" is his team.
    pub fn know_coaches(&mut self, facts: &[Fact]) {
        for fact in facts {
            let FactValue::Coach { name, side } = &fact.value else {
                continue;
            };
            let entities = self.scene.cast.entities.iter().zip(&mut self.sides);
            for (_, known) in entities.filter(|(entity, _)| entity.name == *name) {
                *known = Some(*side);
            }
        }
    }

    /// The side of a team mentioned, "the hosts" included; `None` for a team that does not play here.
    #[must_use]
    pub fn side_of_mention(&self, mention: usize) -> Option<Side> {
        match self.scene.cast.mentions.get(mention)?.referent {
            Referent::Role(side) => Some(side),
            Referent::Entity(entity) | Referent::SideOf(entity) => self.side_of(entity),
            Referent::Writers => None,
        }
    }

    /// The entity named at a token.
    #[must_use]
    pub fn entity_at(&self, token: TokenIndex) -> Option<EntityIndex> {
        self.scene
            .mention_at(token)
            .and_then(|mention| self.scene.cast.entity_of(mention))
    }

    /// The entity of a kind that a stretch of words names.
    #[must_use]
    pub fn entity_in(
        &self,
        tokens: &Range<TokenIndex>,
        fits: impl Fn(EntityKind) -> bool,
    ) -> Option<EntityIndex> {
        tokens
            .clone()
            .filter_map(|at| self.entity_at(at))
            .find(|entity| fits(self.scene.cast.entities[*entity].kind))
    }

    /// The fullest name of an entity in the text.
    #[must_use]
    pub fn name(&self, entity: EntityIndex) -> &str {
        &self.scene.cast.entities[entity].name
    }

    /// Words of the text as evidence.
    #[must_use]
    pub fn evidence(&self, tokens: Range<TokenIndex>, rule: &str) -> Evidence {
        let bytes = self.scene.document.bytes(tokens);
        Evidence::slice(self.scene.document.text, bytes.start, bytes.end, rule)
    }

    /// Whether what these words tell came about in this match.
    #[must_use]
    pub fn is_asserted(&self, tokens: &Range<TokenIndex>, told: Tells) -> bool {
        self.scene.status(tokens, self.cues, told) == Status::Asserted
    }
}
