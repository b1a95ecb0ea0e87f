//! The score that a goal made, where the words beside it say so: "Marlow went 2-0 up when Odo struck".

use super::Telling;
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::rules::Family;
use crate::extraction::text::TokenKind;

/// Gives the tellings of a sentence the score that it says stood after its goal; a sentence of several goals says no such
/// thing of one of them.
pub(super) fn give_scores(scene: &Scene<'_>, tellings: &mut [Telling]) {
    let document = scene.document;
    let same = |left: &Telling, right: &Telling| {
        document.sentence_of(left.tokens.start) == document.sentence_of(right.tokens.start)
    };
    for of_sentence in tellings.chunk_by_mut(same) {
        let told = |telling: &&Telling| telling.status == Status::Asserted;
        let mut scorers: Vec<_> = (of_sentence.iter().filter(told))
            .filter_map(|telling| telling.scorer.as_ref())
            .map(|(scorer, _)| *scorer)
            .collect();
        scorers.dedup();
        let several = scorers.len() > 1
            || of_sentence
                .iter()
                .any(|telling| telling.count > 1 || telling.repeats || telling.score.is_some());
        let Some(first) = of_sentence.first().filter(|_| !several) else {
            continue;
        };
        let sentence = document.sentence_of(first.tokens.start);
        let mut made: Vec<(u8, u8)> = (scene.hits_in(Family::Score, sentence).iter())
            .filter(|hit| hit.rule.is("after"))
            .filter_map(|hit| hit.capture("score"))
            .filter_map(|tokens| match document.tokens[tokens.start].kind {
                TokenKind::Score(left, right) => Some((left, right)),
                _ => None,
            })
            .collect();
        made.dedup();
        if let [score] = made[..] {
            for telling in of_sentence.iter_mut() {
                telling.score = Some(score);
            }
        }
    }
}
