//! Joining the forms of one person or one team.

mod belonging;
mod people;
mod roles;
mod spelling;
mod teams;

use belonging::{sides_of_people, writers};
use roles::roles;

use super::segments::Segment;
use super::votes::Surface;
use super::{Cast, Entity, EntityIndex, EntityKind, Mention, Referent};
use crate::extraction::rules::RuleBook;
use crate::extraction::text::{Class, Document};
use crate::names::Gazetteer;

/// Makes entities of surfaces and mentions of segments; adds "the hosts" and "the visitors".
pub(super) fn join(
    document: &Document<'_>,
    book: &RuleBook,
    gazetteer: &Gazetteer,
    segments: &[Segment<'_>],
    surfaces: Vec<Surface>,
) -> Cast {
    let mut joiner = Joiner {
        document,
        gazetteer,
        segments,
        position: book.classes().position,
        entities: Vec::new(),
        entity_of: vec![None; surfaces.len()],
    };
    joiner.people(&surfaces);
    joiner.teams(&surfaces);
    joiner.others(&surfaces);
    let Joiner {
        mut entities,
        entity_of,
        ..
    } = joiner;
    let mut mentions: Vec<Mention> = Vec::new();
    for (surface, entity) in surfaces.iter().zip(&entity_of) {
        let Some(entity) = entity else { continue };
        mentions.extend(surface.segments.iter().map(|segment| Mention {
            tokens: segments[*segment].tokens.clone(),
            referent: Referent::Entity(*entity),
        }));
    }
    people::tell_namesakes_apart(document, &entities, &mut mentions);
    let belonging = sides_of_people(document, book, &entities, &mentions);
    mentions.extend(belonging);
    mentions.extend(writers(document, book));
    mentions.extend(roles(document, book));
    mentions.sort_by_key(|mention| (mention.tokens.start, mention.tokens.end));
    for (number, mention) in mentions.iter().enumerate() {
        if let Referent::Entity(entity) = mention.referent {
            entities[entity].mentions.push(number);
        }
    }
    Cast { entities, mentions }
}

struct Joiner<'a, 'g> {
    document: &'a Document<'a>,
    gazetteer: &'g Gazetteer,
    segments: &'a [Segment<'g>],
    position: Class,
    entities: Vec<Entity>,
    entity_of: Vec<Option<EntityIndex>>,
}

impl Joiner<'_, '_> {
    fn spell(&self, surface: &Surface) -> (String, Vec<String>) {
        // "MARLOW moved up", and later "Marlow": a first word in capitals is how papers begin.
        let spelt = |segment: &usize| self.document.slice(self.segments[*segment].tokens.clone());
        let mut spellings = surface.segments.iter().map(spelt);
        let written = spellings
            .find(|written| written.contains(char::is_lowercase))
            .unwrap_or_else(|| spelt(&surface.segments[0]));
        let mut name = String::with_capacity(written.len());
        for word in written.split_whitespace() {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(word);
        }
        let words = surface
            .words
            .iter()
            .map(|word| self.document.spelling(*word).to_owned())
            .collect();
        (name, words)
    }

    fn add(&mut self, surface: &Surface, kind: EntityKind) -> EntityIndex {
        let (name, words) = self.spell(surface);
        self.entities.push(Entity {
            kind,
            name,
            words,
            team: None,
            is_doubtful: surface.is_doubtful(),
            category: None,
            mentions: Vec::new(),
        });
        self.entities.len() - 1
    }

    fn others(&mut self, surfaces: &[Surface]) {
        for (at, surface) in surfaces.iter().enumerate() {
            if self.entity_of[at].is_none() {
                self.entity_of[at] = Some(self.add(surface, surface.kind));
            }
        }
    }
}
