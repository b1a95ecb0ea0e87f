//! What "the hosts" and "the visitors" do, and what is done to them.
//!
//! Whoever does something to the hosts is not the hosts; what "the hosts" suffer, they suffer from the other side.

use std::ops::Range;

use super::super::{Sides, Team};
use super::Ballot;
use crate::extraction::grammar::Scene;
use crate::extraction::mentions::{EntityIndex, EntityKind, Referent};
use crate::extraction::text::{TokenIndex, TokenKind};
use crate::football::Side;

/// The part that a description of a side plays in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// It does something.
    Doer,
    /// Something is done to it, or to something of its own.
    DoneTo,
    /// It is another's: "their visitors".
    Met,
    /// Somebody does something for it: "put the hosts ahead", "an equaliser for the hosts".
    Served,
    /// Word order does not tell.
    Unclear,
}

/// Who does something in a sentence.
enum Doer {
    /// A team, or a part of it: "Marlow", "the Marlow defence".
    Team(Team),
    /// Somebody.
    Person(EntityIndex),
}

/// Reads every "hosts" and "visitors" of the text; returns the people who do something for the side at home (positive)
/// or against it.
pub(super) fn read(
    scene: &Scene<'_>,
    sides: &Sides,
    ballot: &mut Ballot,
) -> Vec<(EntityIndex, f32)> {
    let mut ties = Vec::new();
    for mention in &scene.cast.mentions {
        let Referent::Role(side) = mention.referent else {
            continue;
        };
        let role = &mention.tokens;
        if scene.document.tokens[role.start].quoted {
            continue;
        }
        let sentence = scene.sentence(role.start);
        let mut count = |doer: Doer, weight: f32| match (doer, side) {
            (Doer::Team(team), Side::Home) => ballot.vote(team, weight, role.clone()),
            (Doer::Team(team), Side::Away) => ballot.vote(team.opponent(), weight, role.clone()),
            (Doer::Person(person), Side::Home) => ties.push((person, weight)),
            (Doer::Person(person), Side::Away) => ties.push((person, -weight)),
        };
        let opposed = |doer: Doer| match doer {
            Doer::Team(team) => (Doer::Team(team.opponent()), 1.0),
            Doer::Person(person) => (Doer::Person(person), -1.0),
        };
        match part(scene, role, sentence.start) {
            Part::Met => {
                if let Some(team) = team_before(scene, sides, role.start, sentence.start) {
                    count(Doer::Team(team.opponent()), 1.0);
                }
            }
            Part::DoneTo => {
                if let Some(doer) = doer_before(scene, sides, role.start, sentence.start) {
                    let (doer, weight) = opposed(doer);
                    count(doer, weight);
                }
            }
            Part::Served => {
                if let Some(man) = given(scene, role.start, sentence.start) {
                    count(Doer::Person(man), 1.0);
                } else if let Some(doer) = doer_before(scene, sides, role.start, sentence.start) {
                    count(doer, 1.0);
                }
            }
            Part::Doer => {
                if let Some(team) = done_to_after(scene, sides, role.end, sentence.end) {
                    count(Doer::Team(team.opponent()), 1.0);
                } else if let Some(doer) = contrasted(scene, sides, role.start) {
                    let (doer, weight) = opposed(doer);
                    count(doer, weight * 0.4);
                }
            }
            Part::Unclear => {}
        }
    }
    ties
}

/// Whom "set up Odo for the visitors' second", "gifted Odo the visitors' second" give it to.
fn given(scene: &Scene<'_>, role: TokenIndex, sentence: TokenIndex) -> Option<EntityIndex> {
    let before = (sentence..role)
        .rev()
        .find(|at| !matches!(scene.document.folded(*at), "the" | "for"))?;
    let man = scene.mention_at(before)?;
    is_done_to(scene, scene.cast.mentions[man].tokens.start, sentence)
        .then(|| scene.person(man))
        .flatten()
}

/// The team named last before `at`.
fn team_before(
    scene: &Scene<'_>,
    sides: &Sides,
    at: TokenIndex,
    sentence: TokenIndex,
) -> Option<Team> {
    (sentence..at)
        .rev()
        .filter_map(|token| scene.mention_at(token))
        .find_map(|mention| sides.of_mention(scene, mention))
}

/// The nearest who does something before `at`; "they" are the team that does something before that.
fn doer_before(
    scene: &Scene<'_>,
    sides: &Sides,
    at: TokenIndex,
    sentence: TokenIndex,
) -> Option<Doer> {
    let mut index = at;
    let mut they = false;
    while index > sentence {
        index -= 1;
        let Some(number) = scene.mention_at(index) else {
            match scene.document.folded(index) {
                "he" | "she" | "it" | "who" | "which" => return None,
                "they" => they = true,
                _ => {}
            }
            continue;
        };
        let tokens = &scene.cast.mentions[number].tokens;
        index = tokens.start;
        if is_done_to(scene, tokens.start, sentence) {
            continue;
        }
        if let Some(person) = scene.person(number) {
            if they {
                continue;
            }
            return Some(Doer::Person(person));
        }
        let Referent::Entity(entity) = scene.cast.mentions[number].referent else {
            return None;
        };
        if let Some(team) = sides.team_of.get(entity).copied().flatten() {
            return (scene.cast.entities[entity].kind == EntityKind::Team)
                .then_some(Doer::Team(team));
        }
    }
    None
}

/// Whom a contrast sets the side at `at` against: "Marlow pressed but the hosts scored".
fn contrasted(scene: &Scene<'_>, sides: &Sides, at: TokenIndex) -> Option<Doer> {
    let document = scene.document;
    let sentence = scene.sentence(at);
    let contrast = scene.classes.contrast;
    let joint = (sentence.start..at)
        .rev()
        .find(|token| document.is_in(*token, contrast))?;
    let named_between = (joint..at).any(|token| scene.mention_at(token).is_some());
    if named_between {
        return None;
    }
    doer_before(scene, sides, joint, sentence.start)
}

/// The team that something is done to after `at`, in the clause of the word before it.
fn done_to_after(
    scene: &Scene<'_>,
    sides: &Sides,
    at: TokenIndex,
    end: TokenIndex,
) -> Option<Team> {
    let clause = scene.document.clause_of(at.saturating_sub(1));
    let same_clause = (at..end).take_while(|token| scene.document.clause_of(*token) == clause);
    let mut seen = None;
    for token in same_clause {
        let Some(number) = scene.mention_at(token) else {
            continue;
        };
        let mention = &scene.cast.mentions[number];
        if mention.tokens.start != token {
            continue;
        }
        // Another subject begins: "the hosts pressed and Elm broke".
        if !is_done_to(scene, token, at) {
            break;
        }
        let Referent::Entity(entity) = mention.referent else {
            break;
        };
        if scene.cast.entities[entity].kind != EntityKind::Team || whose(scene, mention.tokens.end)
        {
            continue;
        }
        if let Some(team) = sides.team_of.get(entity).copied().flatten() {
            seen = Some(team);
            break;
        }
    }
    seen
}

/// "Marlow's Odo", "Marlow striker Odo": the name only says whose a man is.
fn whose(scene: &Scene<'_>, after: TokenIndex) -> bool {
    let possessive = scene
        .document
        .tokens
        .get(after)
        .is_some_and(|token| token.kind == TokenKind::Possessive);
    let noun = if possessive { after + 1 } else { after };
    scene.document.is_in(noun, scene.classes.position) || scene.person_at(noun).is_some()
}

/// Whether what begins at `first` has something done to it: verbs that the word lists do not know included.
fn is_done_to(scene: &Scene<'_>, first: TokenIndex, sentence: TokenIndex) -> bool {
    if scene.is_object(first, sentence) {
        return true;
    }
    let document = scene.document;
    let article = first > sentence && matches!(document.folded(first - 1), "the" | "their");
    let at = if article { first - 1 } else { first };
    let Some(before) = at.checked_sub(1).filter(|before| *before >= sentence) else {
        return false;
    };
    let word = document.folded(before);
    let plain = document.tokens[before].is_word() && scene.mention_at(before).is_none();
    let infinitive = before > sentence && document.folded(before - 1) == "to";
    plain && (infinitive || word.len() > 4 && (word.ends_with("ing") || word.ends_with("ed")))
}

/// "Hard on the visitors", "harsh on them".
fn is_hard(scene: &Scene<'_>, on: TokenIndex, sentence: TokenIndex) -> bool {
    on > sentence
        && matches!(
            scene.document.folded(on - 1),
            "hard" | "harsh" | "tough" | "rough" | "cruel" | "unfair"
        )
}

/// The part of a description of a side.
fn part(scene: &Scene<'_>, role: &Range<TokenIndex>, sentence: TokenIndex) -> Part {
    let document = scene.document;
    let start = role.start;
    let article = start > sentence && document.folded(start - 1) == "the";
    let first = if article { start - 1 } else { start };
    let Some(before) = first.checked_sub(1).filter(|before| *before >= sentence) else {
        return Part::Doer;
    };
    let word = document.folded(before);
    let possessive = document
        .tokens
        .get(role.end)
        .is_some_and(|token| token.kind == TokenKind::Possessive);
    let owned = if possessive { role.end + 1 } else { role.end };
    let gain = (owned..owned + 3)
        .take_while(|at| {
            document
                .tokens
                .get(*at)
                .is_some_and(|token| token.is_word())
        })
        .any(|at| document.is_in(at, scene.classes.gain));
    let score = (sentence..before)
        .rev()
        .take(2)
        .any(|at| matches!(document.tokens[at].kind, TokenKind::Score(..)));
    let owned_by_them = (sentence..start)
        .rev()
        .take(3)
        .take_while(|at| scene.mention_at(*at).is_none() && document.tokens[*at].is_word())
        .any(|at| document.folded(at) == "their");
    if owned_by_them {
        Part::Met
    } else if matches!(word, "saw" | "see" | "sees" | "seeing" | "with")
        && document.folded(role.end).ends_with("ing")
    {
        // "It saw the hosts pressing."
        Part::Doer
    } else if word == "to" && score
        || matches!(
            word,
            "with" | "as" | "than" | "became" | "become" | "were" | "was" | "are" | "from"
        )
    {
        Part::Unclear
    } else if gain {
        // "doubled the hosts' lead" is done for them, "halved the hosts' lead" is not.
        let spoils = (sentence..start)
            .rev()
            .take(4)
            .any(|at| document.is_in(at, scene.classes.spoils));
        if spoils { Part::DoneTo } else { Part::Served }
    } else if word == "for" && document.folded(role.end) == "to" {
        Part::Doer
    } else if !possessive && matches!(document.folded(role.end), "under" | "behind" | "out" | "on")
    {
        // "Put the visitors under pressure", "shut the hosts out".
        if is_done_to(scene, start, sentence) {
            Part::DoneTo
        } else {
            Part::Doer
        }
    } else if !possessive && (word == "for" || document.is_in(before, scene.classes.serves)) {
        Part::Served
    } else if is_done_to(scene, start, sentence) || word == "on" && is_hard(scene, before, sentence)
    {
        Part::DoneTo
    } else {
        Part::Doer
    }
}
