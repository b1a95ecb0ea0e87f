//! The ground.

use super::{Statement, fact};
use crate::extraction::mentions::{EntityIndex, EntityKind};
use crate::extraction::setting::Setting;
use crate::extraction::text::TokenIndex;
use crate::facts::{Fact, FactValue};
use crate::football::Basis;
use crate::names::fold;

/// The ground: one at which something of this match is told to have happened, or the home team's own where it is named.
pub(super) fn venue(setting: &Setting<'_>, statements: &[Statement<'_>]) -> Option<Fact> {
    let cast = &setting.scene.cast;
    let mut best: Option<(i32, Basis, EntityIndex, Vec<(std::ops::Range<TokenIndex>, String)>)> = None;
    for entity in 0..cast.entities.len() {
        if cast.entities[entity].kind != EntityKind::Ground {
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
                "venue" if setting.is_asserted(&said, true) => {
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
        if owners.iter().any(|owner| Some(*owner) == cast.entities[setting.home].team) {
            weight += 4;
        } else if owners.iter().any(|owner| Some(*owner) == cast.entities[setting.away].team) {
            weight -= 6;
        }
        if weight >= 3 && best.as_ref().is_none_or(|(other, ..)| weight > *other) {
            let basis = if stated { Basis::Stated } else { Basis::Inferred };
            best = Some((weight, basis, entity, words));
        }
    }
    let (_, basis, entity, words) = best?;
    let evidence: Vec<_> =
        words.into_iter().map(|(tokens, rule)| setting.evidence(tokens, &rule)).collect();
    let confidence = if basis == Basis::Stated { 0.9 } else { 0.8 };
    (!evidence.is_empty())
        .then(|| fact(FactValue::Venue(setting.name(entity).to_owned()), basis, confidence, evidence))
}

/// The teams whose ground it is known to be.
fn owners(setting: &Setting<'_>, ground: EntityIndex) -> Vec<crate::names::TeamIdx> {
    let folded = fold(setting.name(ground));
    setting
        .gazetteer
        .form(&folded)
        .map_or_else(Vec::new, |form| form.grounds().to_vec())
}
