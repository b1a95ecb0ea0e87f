//! Teams that a text calls by a nickname.

use crate::extraction::grammar::Scene;
use crate::extraction::mentions::{Entity, EntityIndex, EntityKind};
use crate::names::{Gazetteer, NameKind};

/// Names of teams that no names file ties to one of the two, with an article: "the Larks", "the Green Falcons".
pub(super) fn aliases(
    scene: &Scene<'_>,
    gazetteer: &Gazetteer,
    teams: [EntityIndex; 2],
) -> Vec<EntityIndex> {
    (0..scene.cast.entities.len())
        .filter(|entity| !teams.contains(entity))
        .filter(|entity| {
            let known = &scene.cast.entities[*entity];
            let nobody_knows = known.kind == EntityKind::Team
                && known.team.is_none()
                && is_nickname(known)
                && articles(scene, known) > 0
                && !describes_men(scene, known);
            nobody_knows || goes_by_nickname(scene, gazetteer, *entity)
        })
        .collect()
}

/// "The Norlander winger": a name that stands only before what somebody is.
fn describes_men(scene: &Scene<'_>, team: &Entity) -> bool {
    let position = scene.classes.position;
    let mut ends = (team.mentions.iter()).map(|at| scene.cast.mentions[*at].tokens.end);
    ends.all(|end| scene.document.is_in(end, position))
}

/// One word, or two of which the last is of many: "Lilies", "Green Falcons".
fn is_nickname(team: &Entity) -> bool {
    let mut words = team.words.iter().filter(|word| *word != "the");
    match (words.next(), words.next(), words.next()) {
        (Some(_), None, _) => true,
        (Some(_), Some(last), None) => last.ends_with('s'),
        (None, ..) | (Some(_), Some(_), Some(_)) => false,
    }
}

/// Whether a team is mostly called by one word of many after an article: one that nobody knows, or that is a nickname of
/// some team far away.
pub(super) fn goes_by_nickname(
    scene: &Scene<'_>,
    gazetteer: &Gazetteer,
    entity: EntityIndex,
) -> bool {
    let known = &scene.cast.entities[entity];
    let [word] = &known.words[..] else {
        return false;
    };
    let is_name = known.team.is_some_and(|team| {
        gazetteer
            .teams_named(word)
            .iter()
            .any(|name| name.team == team && name.kind != NameKind::Nickname)
    });
    known.kind == EntityKind::Team && !is_name && word.ends_with('s') && is_articled(scene, known)
}

/// Whether an entity is mostly called by a name after an article.
pub(super) fn is_articled(scene: &Scene<'_>, entity: &Entity) -> bool {
    articles(scene, entity) * 2 > entity.mentions.len()
}

/// How many mentions stand after an article, or begin with one.
fn articles(scene: &Scene<'_>, entity: &Entity) -> usize {
    let is_the = |at: usize| scene.document.folded(at) == "the";
    entity
        .mentions
        .iter()
        .map(|mention| scene.cast.mentions[*mention].tokens.start)
        .filter(|start| is_the(*start) || start.checked_sub(1).is_some_and(is_the))
        .count()
}
