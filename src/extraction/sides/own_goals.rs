//! Sentences in which a man puts the ball into his own net: what they say that he does for a team, he does to it.

use crate::extraction::events::Telling;
use crate::extraction::grammar::Scene;
use crate::extraction::mentions::EntityIndex;
use crate::extraction::text::TokenIndex;
use crate::football::GoalKind;

/// Each such man with the sentence.
#[derive(Debug)]
pub struct OwnGoals(Vec<(EntityIndex, usize)>);

impl OwnGoals {
    /// All that are told, came about or not.
    #[must_use]
    pub fn told(scene: &Scene<'_>, tellings: &[Telling]) -> Self {
        let own = tellings
            .iter()
            .filter(|telling| telling.kind == GoalKind::OwnGoal);
        let told = own.filter_map(|telling| {
            let (man, _) = telling.scorer.as_ref()?;
            Some((*man, scene.document.sentence_of(telling.tokens.start)))
        });
        Self(told.collect())
    }

    /// Whether the sentence around `at` tells of an own goal of this man.
    #[must_use]
    pub fn by(&self, scene: &Scene<'_>, man: EntityIndex, at: TokenIndex) -> bool {
        let mut his = self.0.iter().filter(|(other, _)| *other == man);
        his.any(|(_, sentence)| scene.document.sentence_of(at) == *sentence)
    }

    /// Whether a man put the ball into his own net, wherever that is told.
    #[must_use]
    pub fn has(&self, man: EntityIndex) -> bool {
        self.0.iter().any(|(other, _)| *other == man)
    }
}
