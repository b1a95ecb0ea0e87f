//! Turns of phrase that say who plays for whom, as the rules of the family of relations know them.

use super::Sides;
use super::deeds::Deeds;
use super::players::Graph;
use crate::extraction::grammar::Scene;
use crate::extraction::mentions::EntityIndex;
use crate::extraction::rules::{Family, Hit};

/// Adds to the graph what the rules of the family say.
pub(super) fn read(scene: &Scene<'_>, sides: &Sides, deeds: &Deeds, graph: &mut Graph) {
    let trouble = scene.classes.tie_trouble;
    for hit in scene.hits(Family::Relation) {
        let person = |name: &str| -> Option<EntityIndex> {
            hit.capture(name)
                .and_then(|tokens| scene.person_at(tokens.start))
        };
        let Some(player) = person("player") else {
            continue;
        };
        // "Marlow striker Odo" is of Marlow whatever he does.
        let at = hit.tokens.start;
        let is_amiss = |man: EntityIndex| !hit.rule.is("always") && deeds.amiss.by(scene, man, at);
        if is_amiss(player) || person("other").is_some_and(is_amiss) {
            continue;
        }
        let sentence = scene.document.sentence_of(at);
        if hit.rule.is("scorer") && deeds.scored.by(sentence, player).is_none() {
            continue;
        }
        if hit.rule.is("joined") && begins_a_clause(scene, hit) {
            continue;
        }
        let weight = |key: &str| hit.rule.number(key).map(|tenths| tenths as f32 / 10.0);
        for (key, factor) in [("team", 1.0), ("against", -1.0)] {
            let (Some(weight), Some(tokens)) = (weight(key), hit.capture("team")) else {
                continue;
            };
            let before = tokens
                .start
                .checked_sub(1)
                .map_or("", |at| scene.document.folded(at));
            // "By Marlow keeper Odo" says whose keeper he is, whoever did what by him.
            let former = factor > 0.0
                && (matches!(before, "former" | "ex" | "onetime")
                    || !hit.rule.is("always")
                        && matches!(before, "by" | "against" | "past" | "beat" | "over"));
            // "Marlow were rocked when Odo struck" has the words of "Marlow led when Odo struck".
            let troubled = factor > 0.0
                && !hit.rule.is("always")
                && (tokens.end..hit.tokens.end).any(|at| scene.document.is_in(at, trouble));
            if let (Some(mention), false) = (scene.team_mention_in(tokens), former || troubled) {
                graph.tie(scene, sides, player, mention, factor * weight);
            }
        }
        for (key, factor) in [("home", 1.0), ("away", -1.0)] {
            if let Some(weight) = weight(key) {
                graph.edges.push((player, graph.home, factor * weight));
            }
        }
        for (key, factor) in [("same", 1.0), ("opposed", -1.0)] {
            if let (Some(weight), Some(other)) = (weight(key), person("other"))
                && other != player
            {
                graph.edges.push((player, other, factor * weight));
            }
        }
    }
}

/// "was fouled by Ames and Odo converted": the second name has a verb of its own, and the first is done something to.
fn begins_a_clause(scene: &Scene<'_>, hit: &Hit<'_>) -> bool {
    let (Some(first), Some(second)) = (hit.capture("player"), hit.capture("other")) else {
        return false;
    };
    let start = scene.sentence(first.start).start;
    scene.is_object(first.start, start) && scene.is_verb(second.end)
}
