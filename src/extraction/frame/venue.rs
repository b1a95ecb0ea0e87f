//! The ground.

use std::ops::Range;

use super::{Statement, fact};
use crate::extraction::grammar::{Refusal, Status, Tells};
use crate::extraction::mentions::{EntityIndex, EntityKind};
use crate::extraction::setting::Setting;
use crate::extraction::text::TokenIndex;
use crate::facts::{Fact, FactValue};
use crate::football::Basis;
use crate::names::fold;

/// The ground: one at which something of this match is told to have happened, or the home team's own where it is named.
pub(super) fn venue(setting: &Setting<'_>, statements: &[Statement<'_>]) -> Option<Fact> {
    let cast = &setting.scene.cast;
    let mut best: Option<Candidate> = None;
    for entity in 0..cast.entities.len() {
        if cast.entities[entity].kind != EntityKind::Ground || is_stand(setting.name(entity)) {
            continue;
        }
        let mut weight = 0;
        let mut stated = false;
        let mut words = Vec::new();
        for mention in &cast.entities[entity].mentions {
            let tokens = cast.mentions[*mention].tokens.clone();
            if !setting.part.contains(&tokens.start) {
                continue;
            }
            let says = statements.iter().find(|statement| {
                statement.about.starts_with("venue") && statement.hit.tokens.contains(&tokens.start)
            });
            let Some(statement) = says else {
                weight += 1;
                words.push((tokens, "frame.ground_named".to_owned()));
                continue;
            };
            let said = statement.tokens();
            match statement.about {
                // "A 2-0 defeat at Elm Park last week": said of another match.
                "venue" if is_here(setting, &said) => {
                    weight += 3;
                    stated = true;
                    words.push((said, statement.rule().to_owned()));
                }
                // "The crowd at Elm Park" sat there, whatever else its sentence tells.
                "venue_crowd" => {
                    weight += 3;
                    stated = true;
                    words.push((said, statement.rule().to_owned()));
                }
                "venue_elsewhere" => weight -= 4,
                // "When Marlow last visited Elm Park": tells of another day and means this ground.
                "venue_last" => {
                    weight += 1;
                    words.push((said, statement.rule().to_owned()));
                }
                _ => {}
            }
        }
        let owners = owners(setting, entity);
        if owners
            .iter()
            .any(|owner| Some(*owner) == cast.entities[setting.home].team)
        {
            weight += 4;
        } else if owners
            .iter()
            .any(|owner| Some(*owner) == cast.entities[setting.away].team)
        {
            weight -= 6;
        }
        if weight >= 3 && best.as_ref().is_none_or(|other| weight > other.weight) {
            best = Some(Candidate {
                weight,
                stated,
                ground: entity,
                words,
            });
        }
    }
    let best = best?;
    let words = best.words.into_iter();
    let evidence: Vec<_> = words
        .map(|(tokens, rule)| setting.evidence(tokens, &rule))
        .collect();
    let (basis, confidence) = if best.stated {
        (Basis::Stated, 0.9)
    } else {
        (Basis::Inferred, 0.8)
    };
    let name = setting.name(best.ground).to_owned();
    (!evidence.is_empty()).then(|| fact(FactValue::Venue(name), basis, confidence, evidence))
}

/// Whether what is told of a ground is of this match: what failed, or might have come about there, is.
fn is_here(setting: &Setting<'_>, words: &Range<TokenIndex>) -> bool {
    match setting.scene.status(words, setting.cues, Tells::Outcome) {
        Status::Asserted | Status::Refused(Refusal::Negated, _) => true,
        Status::Refused(Refusal::Hypothetical | Refusal::OtherWorld | Refusal::Quoted, _) => false,
    }
}

/// A ground that may be the one.
struct Candidate {
    weight: i32,
    /// Something is said to have happened there.
    stated: bool,
    ground: EntityIndex,
    /// The words that name it, each with its rule.
    words: Vec<(Range<TokenIndex>, String)>,
}

/// A part of a ground, by its name.
fn is_stand(name: &str) -> bool {
    fold(name)
        .split(' ')
        .next_back()
        .is_some_and(|last| matches!(last, "end" | "stand" | "kop" | "terrace" | "enclosure"))
}

/// The teams whose ground it is known to be.
fn owners(setting: &Setting<'_>, ground: EntityIndex) -> Vec<crate::names::TeamIdx> {
    let folded = fold(setting.name(ground));
    setting
        .gazetteer
        .form(&folded)
        .map_or_else(Vec::new, |form| form.grounds().to_vec())
}
