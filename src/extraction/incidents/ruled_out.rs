//! Goals told and then taken back by a flag, a whistle or a second look.

use super::Incident;
use crate::extraction::events::Telling;
use crate::extraction::grammar::{Refusal, Status};
use crate::extraction::setting::Setting;
use crate::football::EventKind;

/// "Odo headed in, but the goal was disallowed": the telling of a goal that did not count is that of a goal disallowed.
pub(super) fn told(setting: &Setting<'_>, tellings: &[Telling]) -> Vec<Incident> {
    let told = tellings.iter().filter_map(|telling| {
        let Status::Refused(Refusal::Negated, cue) = &telling.status else {
            return None;
        };
        let (scorer, words) = telling.scorer.clone()?;
        let disallows = setting
            .cues
            .iter()
            .any(|known| known.tokens == *cue && known.disallows());
        let document = setting.scene.document;
        let sentence = document.sentence_of(telling.tokens.start);
        // "But if he was not offside, who was?"
        let doubted = cue.clone().any(|at| document.folded(at) == "if");
        if !disallows || doubted || telling.weak || document.sentence_of(cue.start) != sentence {
            return None;
        }
        let mut quote = telling.tokens.clone();
        for part in [words, cue.clone()] {
            if document.sentence_of(part.start) == sentence {
                quote = quote.start.min(part.start)..quote.end.max(part.end);
            }
        }
        Some(Incident {
            kind: EventKind::DisallowedGoal,
            player: Some(scorer),
            other: None,
            moment: super::read::moment(setting, &telling.tokens),
            sentence,
            evidence: vec![setting.evidence(quote, &telling.rule)],
        })
    });
    told.collect()
}
