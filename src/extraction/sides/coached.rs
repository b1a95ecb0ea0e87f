//! Teams and their coaches: who is called by whom, "Voss's men", and who coaches against whom.

use crate::extraction::grammar::Scene;
use crate::extraction::mentions::{EntityIndex, EntityKind, Referent};
use crate::extraction::text::{TokenIndex, TokenKind};

/// Teams that the text calls by their coach too, and where it does: "Marlow boss Voss … Voss's men".
pub(super) fn called_by_coaches(scene: &Scene<'_>) -> Vec<(EntityIndex, TokenIndex)> {
    let coach = scene.classes.coach_word;
    let coach_of = |man: EntityIndex| {
        scene.cast.entities[man]
            .mentions
            .iter()
            .find_map(|mention| {
                let sentence = scene.sentence(scene.cast.mentions[*mention].tokens.start);
                let word = (sentence.start..scene.cast.mentions[*mention].tokens.start)
                    .rev()
                    .take(2)
                    .take_while(|at| scene.document.is_in(*at, coach))
                    .last()?;
                let owns = word
                    .checked_sub(1)
                    .filter(|at| scene.document.tokens[*at].kind == TokenKind::Possessive);
                let team = scene.mention_at(owns.unwrap_or(word).checked_sub(1)?)?;
                let entity = scene.cast.entity_of(team)?;
                (scene.cast.entities[entity].kind == EntityKind::Team).then_some(entity)
            })
    };
    scene
        .cast
        .mentions
        .iter()
        .filter_map(|mention| match mention.referent {
            Referent::SideOf(man) => Some((coach_of(man)?, mention.tokens.start)),
            Referent::Entity(_) | Referent::Role(_) | Referent::Writers => None,
        })
        .collect()
}

/// The coaches of a text that names two, or the sides of two: they are of different sides.
pub(super) fn two_coaches(scene: &Scene<'_>) -> Option<(EntityIndex, EntityIndex)> {
    let entities = scene.cast.entities.iter().enumerate();
    let mut coaches: Vec<EntityIndex> = entities
        .filter(|(_, entity)| entity.kind == EntityKind::Coach)
        .map(|(coach, _)| coach)
        .collect();
    for mention in &scene.cast.mentions {
        if let Referent::SideOf(coach) = mention.referent
            && !coaches.contains(&coach)
        {
            coaches.push(coach);
        }
    }
    match coaches[..] {
        [one, other] => Some((one, other)),
        _ => None,
    }
}
