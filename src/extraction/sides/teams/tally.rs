//! What a text says of each team that it names.

use std::ops::Range;

use super::naming::{Naming, naming, opens};
use super::sign::{Sign, Signs};
use crate::extraction::events::{TeamRef, Telling};
use crate::extraction::grammar::{Scene, Status, status::Cue};
use crate::extraction::mentions::{Entity, EntityIndex, EntityKind, Referent};
use crate::extraction::sides::coached;
use crate::extraction::sides::nicknames::{goes_by_nickname, is_articled};
use crate::extraction::text::{TokenIndex, TokenKind};
use crate::names::Gazetteer;

/// A mention of a team.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    /// The team.
    pub(super) entity: EntityIndex,
    /// The mention.
    pub(super) mention: usize,
    /// The sentence.
    pub(super) sentence: usize,
    /// What it is named as.
    pub(super) naming: Naming,
}

/// Every mention of a team by its name, in text order.
pub(super) fn all_named(scene: &Scene<'_>, gazetteer: &Gazetteer, cues: &[Cue]) -> Vec<Named> {
    let mentions = scene.cast.mentions.iter().enumerate();
    mentions
        .filter_map(|(mention, words)| {
            let Referent::Entity(entity) = words.referent else {
                return None;
            };
            let is_team = scene.cast.entities[entity].kind == EntityKind::Team;
            is_team.then(|| Named {
                entity,
                mention,
                sentence: scene.document.sentence_of(words.tokens.start),
                naming: naming(scene, gazetteer, cues, mention),
            })
        })
        .collect()
}

/// The signs of each team that is named, by its entity.
pub(super) fn of_teams(
    scene: &Scene<'_>,
    gazetteer: &Gazetteer,
    named: &[Named],
    tellings: &[Telling],
) -> Vec<(EntityIndex, Signs)> {
    let mut signs: Vec<Option<Signs>> = vec![None; scene.cast.entities.len()];
    let goals = Goals::told(scene, tellings);
    for sentence in named.chunk_by(|left, right| left.sentence == right.sentence) {
        let crowded = is_crowded(sentence);
        for (at, one) in sentence.iter().enumerate() {
            let of_team = signs[one.entity].get_or_insert_with(Signs::none);
            match one.naming {
                Naming::Elsewhere => continue,
                Naming::OfCoach => {
                    of_team.see(Sign::HasCoach, one.sentence);
                    continue;
                }
                Naming::OfPlayer => of_team.see(Sign::HasPlayer, one.sentence),
                Naming::OfKeeper => of_team.see(Sign::HasKeeper, one.sentence),
                Naming::Playing => {}
            }
            of_team.see(Sign::Named, one.sentence);
            if one.naming != Naming::Playing {
                continue;
            }
            let listed = [at.checked_sub(1), Some(at + 1)]
                .into_iter()
                .filter_map(|other| sentence.get(other?))
                .any(|other| other.entity != one.entity && are_listed(scene, one, other));
            if listed {
                of_team.see(Sign::Listed, one.sentence);
            }
            if crowded {
                of_team.see(Sign::Crowded, one.sentence);
            }
            if goals.are_in(one.sentence) {
                of_team.see(Sign::BesideGoal, one.sentence);
            }
            see_playing(scene, one, of_team);
        }
    }
    for (sentence, entity, sign) in named_in_goals(scene, tellings) {
        if let Some(of_team) = &mut signs[entity] {
            of_team.see(sign, sentence);
        }
    }
    for (entity, start) in coached::called_by_coaches(scene) {
        if let Some(of_team) = &mut signs[entity] {
            of_team.see(Sign::HasCoach, scene.document.sentence_of(start));
        }
    }
    let mut all: Vec<(EntityIndex, Signs)> = Vec::new();
    for (entity, signs) in signs.into_iter().enumerate() {
        if let Some(mut signs) = signs {
            hold_of_text(scene, gazetteer, entity, &mut signs);
            all.push((entity, signs));
        }
    }
    all
}

/// What a place says in which a team is named as one that plays.
fn see_playing(scene: &Scene<'_>, one: &Named, signs: &mut Signs) {
    let Range { start, end } = scene.cast.mentions[one.mention].tokens;
    let sentences = &scene.document.sentences;
    let classes = scene.classes;
    signs.see(Sign::Paragraph, sentences[one.sentence].paragraph as usize);
    let place = match one.sentence {
        0 => Some(Sign::First),
        1 | 2 => Some(Sign::Early),
        late if late * 4 >= sentences.len() * 3 => Some(Sign::Late),
        _ => None,
    };
    let next = scene.document.tokens.get(end);
    let seen = [
        (Sign::Opens, opens(scene, start)),
        (
            Sign::Acts,
            scene.is_verb(end) || scene.document.is_in(end, classes.auxiliary),
        ),
        (
            Sign::Owns,
            next.is_some_and(|next| next.kind == TokenKind::Possessive),
        ),
        (Sign::Met, is_met(scene, start)),
    ];
    let seen = seen.into_iter().filter(|(_, is)| *is).map(|(sign, _)| sign);
    for sign in place.into_iter().chain(seen) {
        signs.see(sign, one.sentence);
    }
}

/// "Against Marlow", "a defeat to the Larks": whether a team is told of as one that another has met.
fn is_met(scene: &Scene<'_>, start: TokenIndex) -> bool {
    let word = |back: usize| {
        let at = start.checked_sub(back);
        at.map_or("", |at| scene.document.folded(at))
    };
    let back = 1 + usize::from(word(1) == "the");
    match word(back) {
        "against" | "over" | "past" | "at" | "with" | "by" | "beat" => true,
        "to" => matches!(
            word(back + 1),
            "defeat" | "loss" | "lost" | "home" | "away" | "trip"
        ),
        _ => false,
    }
}

/// What holds of a team wherever it is named.
fn hold_of_text(scene: &Scene<'_>, gazetteer: &Gazetteer, entity: EntityIndex, signs: &mut Signs) {
    let team: &Entity = &scene.cast.entities[entity];
    let unknown = team.team.is_none();
    signs.hold(Sign::Strange, unknown && team.words.len() == 1);
    signs.hold(Sign::Doubtful, unknown && team.is_doubtful);
    signs.hold(Sign::Articled, unknown && is_articled(scene, team));
    signs.hold(Sign::Nickname, goes_by_nickname(scene, gazetteer, entity));
}

/// Whether a sentence names more than two teams.
fn is_crowded(sentence: &[Named]) -> bool {
    let first = sentence[0].entity;
    let mut others = sentence
        .iter()
        .map(|one| one.entity)
        .filter(|one| *one != first);
    let second = others.next();
    second.is_some_and(|second| others.any(|one| one != second))
}

/// "Marlow and Elm", "Marlow, Elm": whether nothing that tells anything stands between two teams.
pub(super) fn are_listed(scene: &Scene<'_>, one: &Named, other: &Named) -> bool {
    let [one, other] = [one, other].map(|named| &scene.cast.mentions[named.mention].tokens);
    let (first, last) = if one.start < other.start {
        (one, other)
    } else {
        (other, one)
    };
    let joins = |at: TokenIndex| {
        scene.document.tokens[at].kind == TokenKind::Comma
            || matches!(scene.document.folded(at), "and" | "or" | "the" | "&")
    };
    first.end < last.start && (first.end..last.start).all(joins)
}

/// Where goals are told, in text order.
struct Goals {
    sentences: Vec<usize>,
}

impl Goals {
    fn told(scene: &Scene<'_>, tellings: &[Telling]) -> Self {
        let told = tellings
            .iter()
            .filter(|telling| telling.status == Status::Asserted);
        let mut sentences: Vec<usize> = told
            .map(|telling| scene.document.sentence_of(telling.tokens.start))
            .collect();
        sentences.sort_unstable();
        Self { sentences }
    }

    fn are_in(&self, sentence: usize) -> bool {
        self.sentences.binary_search(&sentence).is_ok()
    }
}

/// Teams that goals are told to be for or against, each with the sentence, in text order.
fn named_in_goals(scene: &Scene<'_>, tellings: &[Telling]) -> Vec<(usize, EntityIndex, Sign)> {
    let mut named: Vec<(usize, EntityIndex, Sign)> = tellings
        .iter()
        .filter(|telling| telling.status == Status::Asserted)
        .filter_map(|telling| {
            let (mention, sign) = match telling.team? {
                TeamRef::For(mention) => (mention, Sign::GoalFor),
                TeamRef::Against(mention) => (mention, Sign::GoalAgainst),
            };
            let sentence = scene.document.sentence_of(telling.tokens.start);
            Some((sentence, scene.cast.entity_of(mention)?, sign))
        })
        .collect();
    named.sort_unstable();
    named
}
