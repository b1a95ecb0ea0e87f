//! The scorer of a goal told of a team, where the words after it name him.

use super::scorer::{listed_after, named_after};
use super::{TeamRef, Telling};
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::mentions::EntityIndex;
use crate::extraction::text::{TokenIndex, TokenKind};

/// "Marlow took the lead when Odo struck": whom the words after a team's goal name, where no telling of its own does.
pub(super) fn name_scorers(scene: &Scene<'_>, tellings: &mut Vec<Telling>) {
    for at in 0..tellings.len() {
        let telling = &tellings[at];
        // "Marlow took the lead through Odo": nobody takes it through another man.
        let of_a_team = telling.scorer.as_ref().is_some_and(|(scorer, _)| {
            telling.slot.is_some()
                && through(scene, telling.tokens.end).is_some_and(|named| named != *scorer)
        });
        let of_a_team = of_a_team || they_scored_when(scene, telling);
        let open = (telling.scorer.is_none() || of_a_team)
            && telling.sure
            && telling.count == 1
            && !is_given(scene, telling)
            && !matches!(telling.team, Some(TeamRef::Against(_)));
        if !open {
            continue;
        }
        let Some((scorer, words)) = named_after(scene, telling.tokens.end) else {
            continue;
        };
        let sentence = scene.sentence(telling.tokens.start);
        let told_by_itself = tellings.iter().any(|other| {
            other
                .scorer
                .as_ref()
                .is_some_and(|(other, _)| *other != scorer)
                && other.status == Status::Asserted
                && sentence.contains(&other.tokens.start)
                && other.tokens.start >= telling.tokens.end
        });
        if told_by_itself {
            continue;
        }
        // "went two up through Odo and Ames"
        let by_name = scene.document.folded(words.start.saturating_sub(1)) == "through";
        let others = if by_name {
            listed_after(scene, words.end, false)
        } else {
            Vec::new()
        };
        tellings[at].scorer = Some((scorer, words));
        for tokens in others {
            if let Some(person) = scene.person_at(tokens.start) {
                let mut next = tellings[at].clone();
                next.slot = None;
                next.ordinal = None;
                next.scorer = Some((person, tokens.clone()));
                next.tokens = tokens;
                tellings.push(next);
            }
        }
    }
}

/// "Marlow were gifted the lead when Odo lost the ball": who is named after it is the one who gave it.
fn is_given(scene: &Scene<'_>, telling: &Telling) -> bool {
    let rule = scene.book.rule(&telling.rule);
    rule.is_some_and(|rule| rule.is("given"))
}

/// "Marlow went ahead when Ames, who had come on, struck, and doubled their lead when Odo scored": of the goal that "they"
/// scored, he is not the scorer whom a clause between names.
fn they_scored_when(scene: &Scene<'_>, telling: &Telling) -> bool {
    let Some((scorer, words)) = &telling.scorer else {
        return false;
    };
    let near = telling.tokens.end..telling.tokens.end + 3;
    let theirs = near
        .into_iter()
        .any(|at| scene.document.folded(at) == "their");
    let far = telling.tokens.start > words.end + 3;
    let when = (telling.tokens.end..telling.tokens.end + 10)
        .find(|at| scene.document.folded(*at) == "when");
    theirs
        && far
        && when
            .is_some_and(|when| named_after(scene, when).is_some_and(|(named, _)| named != *scorer))
}

/// Who stands after "through" or "thanks to" soon after a telling: "an early lead through Odo".
fn through(scene: &Scene<'_>, end: TokenIndex) -> Option<EntityIndex> {
    let sentence = scene.sentence(end.saturating_sub(1)).end;
    let word = |at: TokenIndex| scene.document.folded(at);
    let name = (end..sentence.min(end + 8)).find_map(|at| match (word(at), word(at + 1)) {
        ("through", _) => Some(at + 1),
        ("thanks", "to") | ("courtesy", "of") => Some(at + 2),
        _ => None,
    })?;
    let mention = scene.mention_at(name)?;
    let next = scene.cast.mentions[mention].tokens.end;
    let owns = scene.document.tokens.get(next);
    (!owns.is_some_and(|next| matches!(next.kind, TokenKind::Possessive)))
        .then(|| scene.person(mention))?
}
