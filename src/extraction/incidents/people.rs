//! Whose deed a statement tells.

use std::ops::Range;

use super::Incident;
use crate::extraction::grammar::Subject;
use crate::extraction::mentions::EntityIndex;
use crate::extraction::setting::Setting;
use crate::extraction::sides::Sides;
use crate::extraction::text::TokenIndex;
use crate::football::{EventKind, Side};

/// A person, and the words that say so.
type Found = (Option<EntityIndex>, Range<TokenIndex>);

/// The subject of a verb, if it is a person; of a shot that is the subject, its owner.
pub(super) fn subject(setting: &Setting<'_>, verb: TokenIndex) -> Option<Found> {
    match setting.scene.subject(verb) {
        Subject::Person(person, words) => Some((Some(person), words)),
        Subject::Thing(noun) => owner(setting, noun..noun + 1),
        Subject::Team(_) | Subject::They(_) | Subject::Somebody(_) | Subject::Unknown => None,
    }
}

/// How sure a man's side must be to tell that of another by it.
const SURE: f32 = 0.75;

/// The sides of men of whom nothing else tells them: who comes on plays for the side of whom he replaces, who saves against
/// that of the shooter.
#[must_use]
pub fn told_sides(
    setting: &Setting<'_>,
    sides: &Sides,
    incidents: &[Incident],
) -> Vec<(EntityIndex, Side)> {
    let surely = |man: EntityIndex| {
        let (team, surely) = sides.of_person_surely(man)?;
        (surely >= SURE).then(|| sides.side(team))
    };
    let told = incidents.iter().filter_map(|incident| {
        let (player, other) = (incident.player?, incident.other?);
        let of_other = |side: Side| match incident.kind {
            EventKind::Substitution => Some(side),
            EventKind::Save | EventKind::SavedPenalty => Some(side.opponent()),
            _ => None,
        };
        match (setting.side_of(player), setting.side_of(other)) {
            (Some(_), None) => Some((other, of_other(surely(player)?)?)),
            (None, Some(_)) => Some((player, of_other(surely(other)?)?)),
            (Some(_), Some(_)) | (None, None) => None,
        }
    });
    told.collect()
}

/// The man told of last before these words: in their sentence, else whom "he" would stand for.
pub(super) fn told_before(setting: &Setting<'_>, at: TokenIndex) -> Option<EntityIndex> {
    let scene = setting.scene;
    let before = scene.sentence(at).start..at;
    let named = scene.cast.within(&before);
    named
        .filter_map(|(mention, _)| scene.person(mention))
        .last()
        .or_else(|| scene.antecedent(at))
}

/// Whose shot it is; of a shot that nobody owns, the subject of the verb that holds it ("saw a shot saved").
pub(super) fn owner(setting: &Setting<'_>, noun: Range<TokenIndex>) -> Option<Found> {
    let last = noun.end - 1;
    if let Some(person) = setting.scene.owner(last) {
        let start = setting.scene.cast.entities[person]
            .mentions
            .iter()
            .map(|mention| setting.scene.cast.mentions[*mention].tokens.clone())
            .rfind(|words| words.end <= noun.start && noun.start - words.end < 8);
        return Some((
            Some(person),
            start.map_or(noun.clone(), |words| words.start..noun.end),
        ));
    }
    let sentence = setting.scene.sentence(last);
    let holder = (sentence.start..noun.start).rev().take(8).find(|at| {
        matches!(
            setting.scene.document.folded(*at),
            "saw" | "had" | "seeing" | "having" | "sees" | "has" | "see"
        )
    })?;
    match setting.scene.subject(holder) {
        Subject::Person(person, words) => Some((Some(person), words)),
        Subject::Thing(_)
        | Subject::Team(_)
        | Subject::They(_)
        | Subject::Somebody(_)
        | Subject::Unknown => None,
    }
}
