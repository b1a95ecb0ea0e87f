//! Whose deed a statement tells.

use std::ops::Range;

use super::Incident;
use crate::extraction::grammar::{Scene, Subject};
use crate::extraction::mentions::{EntityIndex, EntityKind};
use crate::extraction::setting::Setting;
use crate::extraction::sides::Sides;
use crate::extraction::text::TokenIndex;
use crate::football::{EventKind, Side};

/// People, and the words that say so.
type Found = (Vec<EntityIndex>, Range<TokenIndex>);

/// The subject of a verb, if it is a person or several; of a shot that is the subject, its owner.
pub(super) fn subject(setting: &Setting<'_>, verb: TokenIndex) -> Option<Found> {
    match setting.scene.subject(verb) {
        Subject::Person(person, words) => Some(with_joined(setting, person, words, verb)),
        Subject::Thing(noun) => owner(setting, noun..noun + 1),
        Subject::Team(_) | Subject::They(_) | Subject::Somebody(_) | Subject::Unknown => None,
    }
}

/// Whom a card is shown: the subject of its verb, where that is a name; "he" is who did it. "The former", "the striker" are
/// taken for whoever is called so right there alone.
pub(super) fn carded(setting: &Setting<'_>, verb: TokenIndex) -> Option<Found> {
    let (people, words) = subject(setting, verb)?;
    let document = setting.scene.document;
    match document.folded(words.start) {
        "he" | "she" => {
            // Whom the sentence names is meant before anybody of the last one.
            let start = setting.scene.sentence(words.start).start;
            let before = start..words.start;
            let named: Vec<EntityIndex> = setting
                .scene
                .cast
                .within(&before)
                .filter_map(|(mention, _)| setting.scene.person(mention))
                .collect();
            match named.first() {
                Some(first) if !named.contains(people.first()?) => Some((vec![*first], words)),
                Some(_) | None => Some((people, words)),
            }
        }
        "the" => {
            let apposed = words
                .start
                .checked_sub(2)
                .and_then(|name| setting.scene.person_at(name));
            let own = setting.entity_in(&words, EntityKind::is_person);
            (apposed.or(own) == people.last().copied()).then_some((people, words))
        }
        _ => Some((people, words)),
    }
}

/// A subject with those whom "and" joins to it: "Lind, Brand and Odo were booked". "Beat Lind and Odo was booked" tells of
/// Odo alone.
fn with_joined(
    setting: &Setting<'_>,
    person: EntityIndex,
    words: Range<TokenIndex>,
    verb: TokenIndex,
) -> Found {
    let scene = setting.scene;
    let word = |at: TokenIndex| scene.document.folded(at);
    let alone = (vec![person], words.clone());
    let mut between = words.end..verb;
    let acts_alone = between.any(|at| matches!(word(at), "was" | "is" | "has" | "then" | "who"));
    if scene.person_at(words.start) != Some(person) || acts_alone {
        return alone;
    }
    let start = scene.sentence(words.start).start;
    let (mut all, mut first) = (vec![person], words.start);
    loop {
        let mut at = first;
        while at > start && (scene.describes(at - 1) || matches!(word(at - 1), "the" | "a" | "an"))
        {
            at -= 1;
        }
        let joiner = at.checked_sub(1).filter(|joiner| *joiner > start);
        let joins = joiner
            .is_some_and(|joiner| word(joiner) == "and" || all.len() > 1 && word(joiner) == ",");
        let Some(before) = joiner
            .filter(|_| joins)
            .and_then(|joiner| scene.mention_at(joiner - 1))
        else {
            break;
        };
        let Some(joined) = scene.person(before) else {
            break;
        };
        all.insert(0, joined);
        first = scene.cast.mentions[before].tokens.start;
    }
    let said_of_all = matches!(word(words.end), "were" | "are" | "both" | "each" | "have");
    if said_of_all || !scene.is_object(first, start) {
        (all, first..words.end)
    } else {
        alone
    }
}

/// All whom some words name, in order; where a statement begins with them and they are the object of words before it
/// ("passed to Odo and Brand replaced Lund"), the last alone.
pub(super) fn all_in(
    setting: &Setting<'_>,
    words: &Range<TokenIndex>,
    statement: &Range<TokenIndex>,
) -> Vec<EntityIndex> {
    let scene = setting.scene;
    let people: Vec<EntityIndex> = scene
        .cast
        .within(words)
        .filter_map(|(mention, _)| scene.person(mention))
        .collect();
    let first = scene.sentence(words.start).start;
    match people.last() {
        Some(last)
            if people.len() > 1
                && words.start == statement.start
                && scene.is_object(words.start, first)
                && scene.document.folded(words.start - 1) != "with" =>
        {
            vec![*last]
        }
        // "The referee booked Odo and Ames took the free-kick": he who acts after the list is not of it.
        Some(_) if people.len() > 1 && words.end == statement.end && acts_next(scene, words) => {
            people[..people.len() - 1].to_vec()
        }
        _ => people,
    }
}

/// Whether the last man of a list that "and" ends does what follows it.
fn acts_next(scene: &Scene<'_>, words: &Range<TokenIndex>) -> bool {
    let last = scene.cast.within(words).last();
    last.is_some_and(|(_, mention)| {
        let start = mention.tokens.start;
        let joined = start > words.start && scene.document.folded(start - 1) == "and";
        joined && mention.tokens.end == words.end && scene.is_verb(words.end)
    })
}

/// Who did it and who else has a part, pair by pair: one who comes on for each who goes off, where they are as many.
pub(super) fn pairs(
    kind: EventKind,
    players: &[EntityIndex],
    others: &[EntityIndex],
) -> Vec<(Option<EntityIndex>, Option<EntityIndex>)> {
    let of = |people: &[EntityIndex], at: usize| people.get(at).copied();
    if kind != EventKind::Substitution {
        let other = others.first().copied();
        if players.is_empty() {
            return vec![(None, other)];
        }
        return players
            .iter()
            .map(|player| (Some(*player), other))
            .collect();
    }
    let most = players.len().max(others.len());
    if players.len() == others.len() || players.is_empty() || others.is_empty() {
        return (0..most)
            .map(|at| (of(players, at), of(others, at)))
            .collect();
    }
    // Three for two: who replaced whom is not told.
    let on = players.iter().map(|on| (Some(*on), None));
    on.chain(others.iter().map(|off| (None, Some(*off))))
        .collect()
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

/// Whom "him" stands for whom a card is shown: who did it, and not to whom.
pub(super) fn offender(setting: &Setting<'_>, pronoun: TokenIndex) -> Option<EntityIndex> {
    let scene = setting.scene;
    let start = scene.sentence(pronoun).start;
    let before = start..pronoun;
    let named = || {
        let named = scene.cast.within(&before);
        named.filter_map(|(number, mention)| Some((scene.person(number)?, mention.tokens.start)))
    };
    let by = |at: TokenIndex| at > start && matches!(scene.document.folded(at - 1), "by" | "from");
    named()
        .filter(|(_, at)| by(*at))
        .last()
        .or_else(|| named().find(|(_, at)| !scene.is_object(*at, start)))
        .map(|(man, _)| man)
        .or_else(|| scene.antecedent(pronoun))
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
            vec![person],
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
        Subject::Person(person, words) => Some((vec![person], words)),
        Subject::Thing(_)
        | Subject::Team(_)
        | Subject::They(_)
        | Subject::Somebody(_)
        | Subject::Unknown => None,
    }
}
