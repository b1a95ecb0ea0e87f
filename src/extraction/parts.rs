//! Where a text goes on to another match: a round-up cut into the parts that tell of one match each.
//!
//! A paragraph whose first sentence tells a result of two teams that nothing before it told of begins another match.
//! What follows belongs to the match whose teams it names, and to the last one where it names none.

use std::ops::Range;

use super::events::{Statement, StatementKind};
use super::grammar::{Scene, Status};
use super::mentions::{EntityIndex, EntityKind};
use super::text::{QuickMap, TokenIndex};

/// A text tells of no more matches than this.
const MOST_MATCHES: usize = 40;

/// A match of the text: its two teams and the paragraphs about it.
#[derive(Debug)]
struct Part {
    teams: [EntityIndex; 2],
    paragraphs: Vec<Range<TokenIndex>>,
}

/// The paragraphs that tell of each match, in the order the matches are first told; empty for a text about one match.
#[must_use]
pub fn cut(scene: &Scene<'_>, statements: &[Statement]) -> Vec<Vec<Range<TokenIndex>>> {
    let mut parts: Vec<Part> = Vec::new();
    let mut waiting: Vec<Range<TokenIndex>> = Vec::new();
    let mut people: QuickMap<EntityIndex, usize> = QuickMap::default();
    let mut current = 0;
    for paragraph in paragraphs(scene) {
        let opened = opening(scene, statements, &paragraph);
        match (opened, parts.is_empty()) {
            (Some(teams), true) => parts.push(Part {
                teams,
                paragraphs: std::mem::take(&mut waiting),
            }),
            (Some(teams), false) => {
                let known = |part: &Part| teams.iter().any(|team| part.teams.contains(team));
                match parts.iter().position(known) {
                    Some(part) => current = part,
                    None if parts.len() < MOST_MATCHES => {
                        current = parts.len();
                        parts.push(Part {
                            teams,
                            paragraphs: Vec::new(),
                        });
                    }
                    None => {}
                }
            }
            (None, true) => {}
            (None, false) => {
                if let Some(part) = spoken_of(scene, &parts, &people, &paragraph) {
                    current = part;
                }
            }
        }
        let Some(part) = parts.get_mut(current) else {
            waiting.push(paragraph);
            continue;
        };
        for (number, _) in scene.cast.within(&paragraph) {
            if let Some(person) = scene.person(number) {
                people.entry(person).or_insert(current);
            }
        }
        part.paragraphs.push(paragraph);
    }
    if parts.len() < 2 {
        return Vec::new();
    }
    parts.into_iter().map(|part| part.paragraphs).collect()
}

/// The tokens of each paragraph.
fn paragraphs(scene: &Scene<'_>) -> Vec<Range<TokenIndex>> {
    let sentences = &scene.document.sentences;
    sentences
        .chunk_by(|left, right| left.paragraph == right.paragraph)
        .filter_map(|chunk| Some(chunk.first()?.tokens.start..chunk.last()?.tokens.end))
        .collect()
}

/// The two teams whose result the first sentence of a paragraph tells.
fn opening(
    scene: &Scene<'_>,
    statements: &[Statement],
    paragraph: &Range<TokenIndex>,
) -> Option<[EntityIndex; 2]> {
    let sentence = scene.sentence(paragraph.start);
    // They stand in text order.
    let first = statements.partition_point(|told| told.tokens.start < sentence.start);
    let mut told_in_it = statements[first..]
        .iter()
        .take_while(|told| told.tokens.start < sentence.end);
    let told = told_in_it.any(|statement| {
        statement.status == Status::Asserted
            && matches!(statement.kind, StatementKind::Final | StatementKind::Result)
    });
    if !told {
        return None;
    }
    let mut named: Vec<EntityIndex> = Vec::new();
    for (number, mention) in scene.cast.within(&sentence) {
        let Some(entity) = scene.cast.entity_of(number) else {
            continue;
        };
        let asserted = !scene.document.tokens[mention.tokens.start].quoted;
        if scene.cast.entities[entity].kind == EntityKind::Team
            && asserted
            && !named.contains(&entity)
        {
            named.push(entity);
        }
    }
    match named[..] {
        [left, right] => Some([left, right]),
        _ => None,
    }
}

/// The match whose teams, or whose people, a paragraph names most; none, or a draw: no telling.
fn spoken_of(
    scene: &Scene<'_>,
    parts: &[Part],
    people: &QuickMap<EntityIndex, usize>,
    paragraph: &Range<TokenIndex>,
) -> Option<usize> {
    let mut counts = vec![0_usize; parts.len()];
    for (number, _) in scene.cast.within(paragraph) {
        let Some(entity) = scene.cast.entity_of(number) else {
            continue;
        };
        for (part, count) in parts.iter().zip(&mut counts) {
            if part.teams.contains(&entity) {
                *count += 2;
            }
        }
        if let Some(part) = people.get(&entity) {
            counts[*part] += 1;
        }
    }
    let most = counts.iter().copied().max().filter(|most| *most > 0)?;
    let mut leading = (0..counts.len()).filter(|part| counts[*part] == most);
    let only = leading.next()?;
    leading.next().is_none().then_some(only)
}
