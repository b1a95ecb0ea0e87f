//! Teams that goals are told to be for or against: they play here.

use crate::extraction::events::{TeamRef, Telling};
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::mentions::EntityIndex;

/// What a goal for or against a team says of its playing here.
pub(super) const NAMED_IN_GOAL: f32 = 2.0;

/// Teams that goals are told to be for or against, once for each sentence.
pub(super) fn named_in_goals(scene: &Scene<'_>, tellings: &[Telling]) -> Vec<EntityIndex> {
    let mut named: Vec<(usize, EntityIndex)> = tellings
        .iter()
        .filter(|telling| telling.status == Status::Asserted)
        .filter_map(|telling| {
            let (TeamRef::For(mention) | TeamRef::Against(mention)) = telling.team?;
            let sentence = scene.document.sentence_of(telling.tokens.start);
            Some((sentence, scene.cast.entity_of(mention)?))
        })
        .collect();
    named.sort_unstable();
    named.dedup();
    named.into_iter().map(|(_, entity)| entity).collect()
}
