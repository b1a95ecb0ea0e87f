//! What places say about who is at home: grounds, towns, countries.

use std::ops::Range;

use super::super::{Sides, Team};
use super::{Ballot, is_of_another_match};
use crate::extraction::grammar::{Refusal, Scene, Status, Tells, status::Cue};
use crate::extraction::mentions::{EntityIndex, EntityKind, Referent};
use crate::extraction::text::{TokenIndex, TokenKind};
use crate::names::{Gazetteer, TeamKind, fold};

/// So many words of a ground's name stand before the one that says what it is.
const GROUND_WORDS: usize = 4;

/// So many words before a place may say that the match there is to come.
const AHEAD: usize = 7;

/// A ground that the names files give to one of the two.
pub(super) fn from_grounds(
    scene: &Scene<'_>,
    gazetteer: &Gazetteer,
    cues: &[Cue],
    sides: &Sides,
    ballot: &mut Ballot,
) {
    for (index, entity) in scene.cast.entities.iter().enumerate() {
        let article = |mention: &usize| {
            let start = scene.cast.mentions[*mention].tokens.start;
            start > 0 && scene.document.folded(start - 1) == "the"
        };
        let may_be_ground = match entity.kind {
            EntityKind::Ground | EntityKind::Other => true,
            // "At the Elmdale": nobody else has an article.
            EntityKind::Player => entity.mentions.iter().all(article),
            EntityKind::Team => {
                entity.team.is_none()
                    && !sides.teams.contains(&index)
                    && entity.mentions.iter().all(article)
            }
            EntityKind::Coach
            | EntityKind::Official
            | EntityKind::Competition
            | EntityKind::Demonym => false,
        };
        if !may_be_ground {
            continue;
        }
        let Some(team) = owner(scene, gazetteer, sides, index) else {
            continue;
        };
        let votes = entity.mentions.iter().filter_map(|mention| {
            let tokens = scene.cast.mentions[*mention].tokens.clone();
            if names_a_team(scene, &tokens) || is_to_come(scene, tokens.start) {
                return None;
            }
            let refused = matches!(
                scene.status(&tokens, cues, Tells::Outcome),
                Status::Refused(Refusal::OtherWorld, _)
            );
            Some((if refused { 0.3 } else { 2.4 }, tokens))
        });
        // A ground named again is the same ground.
        let best = votes.reduce(|best, vote| if vote.0 > best.0 { vote } else { best });
        if let Some((weight, tokens)) = best {
            ballot.vote(team, weight, tokens);
        }
    }
}

/// "the Marl Park side", "the men from Marl Park": a team, and no place.
fn names_a_team(scene: &Scene<'_>, ground: &Range<TokenIndex>) -> bool {
    let document = scene.document;
    let (position, coach) = (scene.classes.position, scene.classes.coach_word);
    let of_the_team = matches!(
        document.folded(ground.end),
        "side" | "outfit" | "club" | "men" | "team" | "squad" | "legend" | "career"
    ) || document.is_in(ground.end, position)
        || document.is_in(ground.end, coach);
    let back = |steps: usize| {
        ground
            .start
            .checked_sub(steps)
            .map_or("", |at| document.folded(at))
    };
    let article = usize::from(back(1) == "the");
    let people = matches!(
        back(2 + article),
        "men" | "boys" | "lads" | "side" | "team" | "outfit"
    );
    // "They have struggled away from Marl Park before": no match there.
    let away = back(2 + article) == "away";
    of_the_team
        || document
            .tokens
            .get(ground.end)
            .is_some_and(|next| next.hyphenated)
            && scene.describes(ground.end)
        || back(1 + article) == "from" && (people || away)
}

/// The one of the two whose ground it is, as the names files have it.
pub(super) fn owner(
    scene: &Scene<'_>,
    gazetteer: &Gazetteer,
    sides: &Sides,
    ground: EntityIndex,
) -> Option<Team> {
    let name = fold(&scene.cast.entities[ground].name);
    let owners = gazetteer.grounds_named(&name);
    let owns = |team: Team| {
        let entity = &scene.cast.entities[sides.entity(team)];
        match entity.team {
            Some(team) => {
                owners.contains(&team)
                    || owners.is_empty()
                        && (gazetteer.team(team).grounds.iter())
                            .any(|ground| together(&fold(ground)) == together(&name))
            }
            // A name that several clubs share is the club's whose ground it is.
            None => owners.iter().any(|owner| {
                let called = fold(&entity.name);
                gazetteer.team(*owner).names().any(|(_, name)| {
                    fold(name)
                        .strip_suffix(&called)
                        .is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
                })
            }),
        }
    };
    only(owns)
}

/// Words that end a ground's name and no mention reads as one: "the f0rge Stadium", "St Odo's Park", and a name that a ground
/// shares with one of the two: "Marlow Road".
pub(super) fn from_ground_words(
    scene: &Scene<'_>,
    gazetteer: &Gazetteer,
    cues: &[Cue],
    sides: &Sides,
    ballot: &mut Ballot,
) {
    let document = scene.document;
    let (noun, shared) = (scene.classes.ground_noun, scene.classes.team_suffix);
    let mut at = 0;
    while at < document.tokens.len() {
        at += 1;
        let last = at - 1;
        if !document.is_in(last, noun) || !document.tokens[last].is_capitalised() {
            continue;
        }
        let read = scene.mention_at(last).and_then(|mention| {
            let entity = scene.cast.entity_of(mention)?;
            let kind = scene.cast.entities[entity].kind;
            (kind == EntityKind::Team || owner(scene, gazetteer, sides, entity).is_some())
                .then_some(())
        });
        if read.is_some() {
            continue;
        }
        let sentence = scene.sentence(last).start;
        let from = last.saturating_sub(GROUND_WORDS).max(sentence);
        let known = (from..last).find_map(|start| {
            let words: Vec<&str> = (start..=last)
                .filter(|word| document.tokens[*word].kind != TokenKind::Possessive)
                .map(|word| document.slice(word..word + 1))
                .collect();
            let owners = gazetteer.grounds_named(&fold(&words.join(" ")));
            let team = only(|team| {
                let entity = &scene.cast.entities[sides.entity(team)];
                entity.team.is_some_and(|team| owners.contains(&team))
            })?;
            Some((team, start, 2.4))
        });
        let named_alike = || {
            // "Marlow Road", "the Marlow Rovers Stadium"
            let word = (from..last)
                .rev()
                .take_while(|word| document.tokens[*word].is_capitalised())
                .find(|word| !document.is_in(*word, shared))
                .filter(|word| document.folded(*word).len() > 3)?;
            let team = only(|team| {
                let entity = &scene.cast.entities[sides.entity(team)];
                entity.words.iter().any(|own| own == document.folded(word))
            })?;
            Some((team, word, 1.5))
        };
        let Some((team, start, weight)) = known.or_else(named_alike) else {
            continue;
        };
        let tokens = start..last + 1;
        if !is_of_another_match(scene, cues, &tokens) {
            ballot.vote(team, weight, tokens);
        }
    }
}

/// The one of the two of which something holds that does not hold of the other.
fn only(holds: impl Fn(Team) -> bool) -> Option<Team> {
    match (holds(Team::A), holds(Team::B)) {
        (true, false) => Some(Team::A),
        (false, true) => Some(Team::B),
        (true, true) | (false, false) => None,
    }
}

/// The name of a ground without what says that it is one, its words written together: "Kings Park Stadium", "Kingspark".
fn together(name: &str) -> String {
    let words = |word: &&str| !matches!(*word, "the" | "stadium" | "arena" | "ground");
    name.split(' ').filter(words).collect()
}

/// "In Sweden", "in Rabat": the country or the town that only one of the two is from.
pub(super) fn from_places(
    scene: &Scene<'_>,
    gazetteer: &Gazetteer,
    cues: &[Cue],
    sides: &Sides,
    ballot: &mut Ballot,
) {
    let home_of = |team: Team| {
        scene.cast.entities[sides.entity(team)]
            .team
            .map(|team| gazetteer.team(team))
    };
    let (Some(a), Some(b)) = (home_of(Team::A), home_of(Team::B)) else {
        return;
    };
    let countries = [country(a), country(b)];
    let towns = [a.city.as_deref().map(fold), b.city.as_deref().map(fold)];
    for mention in &scene.cast.mentions {
        let Referent::Entity(entity) = mention.referent else {
            continue;
        };
        let start = mention.tokens.start;
        let said = |back: usize| {
            start
                .checked_sub(back)
                .map_or("", |at| scene.document.folded(at))
        };
        let article = said(1) == "the";
        let owner = scene.document.folded(mention.tokens.end) == "'s";
        // "In the Marlow half" is no town.
        let club = scene.cast.entities[entity]
            .team
            .is_some_and(|team| gazetteer.team(team).kind == TeamKind::Club);
        let end = mention.tokens.end;
        // "Elmstadt's national stadium" is in the town as well.
        let stadium = owner
            && (end + 1..end + 4)
                .any(|at| matches!(scene.document.folded(at), "stadium" | "arena" | "ground"));
        if !stadium && (said(if article { 2 } else { 1 }) != "in" || owner)
            || article && club
            || is_to_come(scene, start)
            || is_of_another_match(scene, cues, &mention.tokens)
        {
            continue;
        }
        let place = fold(&scene.cast.entities[entity].name);
        let there = if countries.iter().flatten().any(|country| *country == place) {
            countries
                .each_ref()
                .map(|country| country.as_deref() == Some(&place))
        } else if towns.iter().flatten().any(|town| *town == place) {
            towns.each_ref().map(|town| town.as_deref() == Some(&place))
        } else {
            // A town of another club says which country it is in.
            let Some(around) = gazetteer
                .team_from(&place)
                .and_then(|team| country(gazetteer.team(team)))
            else {
                continue;
            };
            countries
                .each_ref()
                .map(|country| country.as_ref() == Some(&around))
        };
        let first = scene.document.sentence_of(start) < 3;
        let weight = if first { 1.5 } else { 0.8 };
        match there {
            [true, false] => ballot.vote(Team::A, weight, start - 1..mention.tokens.end),
            [false, true] => ballot.vote(Team::B, weight, start - 1..mention.tokens.end),
            [true, true] | [false, false] => {}
        }
    }
}

/// "Ahead of the second leg in Norland": where the next match will be.
fn is_to_come(scene: &Scene<'_>, place: TokenIndex) -> bool {
    let from = place.saturating_sub(AHEAD).max(scene.sentence(place).start);
    let said = |words: &[&str], from: TokenIndex| {
        (from..place).find(|at| words.contains(&scene.document.folded(*at)))
    };
    let game = ["leg", "game", "match", "replay"];
    said(
        &["ahead", "before", "until", "into", "next", "return"],
        from,
    )
    .is_some_and(|at| said(&game, at).is_some())
        || said(&["final", "second"], from).is_some_and(|at| scene.document.folded(at + 1) == "leg")
            && said(&["for", "to"], from).is_some()
}

/// The country a team plays in; a national side is its country.
fn country(team: &crate::names::Team) -> Option<String> {
    match team.kind {
        TeamKind::National => Some(fold(&team.name)),
        TeamKind::Club => team.country.as_deref().map(fold),
    }
}
