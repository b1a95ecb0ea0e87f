//! Who is at home.

use std::ops::Range;

use super::{Sides, Team};
use crate::extraction::events::Statement;
use crate::extraction::grammar::{Refusal, Scene, Status, status::Cue};
use crate::extraction::mentions::{EntityKind, Referent};
use crate::extraction::text::TokenIndex;
use crate::facts::HomeAway;
use crate::football::Side;
use crate::names::{Gazetteer, TeamKind};

/// Votes for who is at home.
#[derive(Debug, Default)]
pub(super) struct Ballot {
    a: f32,
    b: f32,
    stated: Option<(f32, Range<TokenIndex>)>,
}

impl Ballot {
    /// What speaks for team A (positive) or for B (negative).
    pub(super) fn difference(&self) -> f32 {
        self.a - self.b
    }

    fn vote(&mut self, team: Team, weight: f32, tokens: Range<TokenIndex>) {
        match team {
            Team::A => self.a += weight,
            Team::B => self.b += weight,
        }
        if self.stated.as_ref().is_none_or(|(most, _)| weight > *most) {
            self.stated = Some((weight, tokens));
        }
    }
}

/// Everything that hints at who is at home, people's sides aside.
pub(super) fn ballot(
    scene: &Scene<'_>,
    gazetteer: &Gazetteer,
    cues: &[Cue],
    statements: &[Statement],
    sides: &Sides,
) -> Ballot {
    let mut ballot = Ballot::default();
    from_words(scene, gazetteer, cues, sides, &mut ballot);
    from_statements(scene, sides, statements, &mut ballot);
    from_grounds(scene, gazetteer, cues, sides, &mut ballot);
    from_roles(scene, sides, &mut ballot);
    ballot
}

/// Decides who is at home; `solved` is the value the graph gives that, positive for team A.
pub(super) fn decide(ballot: &Ballot, solved: f32, sides: &mut Sides) {
    if solved.abs() < 0.15 {
        return;
    }
    sides.home = if solved > 0.0 { Team::A } else { Team::B };
    sides.home_away = match &ballot.stated {
        Some((weight, _)) if *weight >= 2.5 => HomeAway::Stated,
        Some((weight, _)) if *weight >= 1.0 => HomeAway::Derived,
        Some(_) | None => HomeAway::Inferred,
    };
    sides.home_words = ballot.stated.as_ref().map(|(_, tokens)| tokens.clone());
}

/// "at Marlow", "Marlow hosted", "home to", "the trip to Marlow", "visitors Elm".
fn from_words(
    scene: &Scene<'_>,
    gazetteer: &Gazetteer,
    cues: &[Cue],
    sides: &Sides,
    ballot: &mut Ballot,
) {
    for mention in 0..scene.cast.mentions.len() {
        let Referent::Entity(_) = scene.cast.mentions[mention].referent else {
            continue;
        };
        let Some(team) = sides.of_mention(scene, mention) else {
            continue;
        };
        let tokens = scene.cast.mentions[mention].tokens.clone();
        if let Status::Refused(Refusal::OtherWorld, _) = scene.status(&tokens, cues, true) {
            continue;
        }
        let start = tokens.start;
        let word = |back: usize| {
            start
                .checked_sub(back)
                .map_or("", |at| scene.document.folded(at))
        };
        let after = |ahead: usize| scene.document.folded(tokens.end - 1 + ahead);
        let owner = after(1) == "'s";
        match (word(3), word(2), word(1)) {
            (_, _, "at") if !owner => ballot.vote(team, 2.5, start - 1..tokens.end),
            (_, "home", "to" | "against") | (_, _, "hosting" | "visiting")
                if word(1) != "hosting" && word(1) != "visiting" =>
            {
                ballot.vote(team.opponent(), 3.0, start - 2..tokens.end);
            }
            (_, "away", "to" | "at" | "against") => ballot.vote(team, 3.0, start - 2..tokens.end),
            ("trip" | "visit" | "journey" | "trips", "to", _)
            | (_, "trip" | "visit" | "journey" | "travelled" | "travel" | "went", "to") => {
                ballot.vote(team, 3.0, start - 2..tokens.end);
            }
            (_, _, "visited" | "visit") => ballot.vote(team, 2.0, start - 1..tokens.end),
            (_, _, "visitors") | (_, _, "visiting") => {
                ballot.vote(team.opponent(), 3.0, start - 1..tokens.end)
            }
            (_, _, "in") if !owner && is_country(scene, gazetteer, mention) => {
                ballot.vote(team, 2.0, start - 1..tokens.end);
            }
            (_, "in", "the") if !owner && is_country(scene, gazetteer, mention) => {
                ballot.vote(team, 2.0, start - 2..tokens.end);
            }
            (_, _, "hosts") => ballot.vote(team, 3.0, start - 1..tokens.end),
            (_, _, "hosted" | "entertained" | "welcomed") => {
                ballot.vote(team.opponent(), 3.0, start - 1..tokens.end);
            }
            (_, "side" | "team", ",") => {}
            _ => {}
        }
        match (after(1), after(2), after(3)) {
            ("hosted" | "entertained" | "welcomed", _, _) => {
                ballot.vote(team, 2.5, tokens.start..tokens.end + 1)
            }
            ("lost" | "won" | "beaten" | "were" | "drew", "at" | "beaten", "home") => {
                ballot.vote(team, 3.0, tokens.start..tokens.end + 3)
            }
            ("'s", "home", next) if !matches!(next, "form" | "record" | "town" | "grown") => {
                ballot.vote(team, 1.5, tokens.start..tokens.end + 2);
            }
            ("'s", "visit" | "trip", _) => {
                ballot.vote(team.opponent(), 2.0, tokens.start..tokens.end + 2)
            }
            ("travelled" | "travel" | "journeyed", _, _) => {
                ballot.vote(team.opponent(), 2.0, tokens.start..tokens.end + 1)
            }
            ("made", "the", "trip" | "journey" | "long") => {
                ballot.vote(team.opponent(), 2.0, tokens.start..tokens.end + 3)
            }
            ("crowd" | "faithful", _, _) => ballot.vote(team, 0.7, tokens.start..tokens.end + 1),
            _ => {}
        }
    }
}

/// "won 2-1 at", "lost 2-1 at home", and the order of "Marlow 2-1 Elm".
fn from_statements(
    scene: &Scene<'_>,
    sides: &Sides,
    statements: &[Statement],
    ballot: &mut Ballot,
) {
    for statement in statements {
        if matches!(statement.status, Status::Refused(..)) {
            continue;
        }
        let of =
            |mention: Option<usize>| mention.and_then(|mention| sides.of_mention(scene, mention));
        let (left, right) = (of(statement.left), of(statement.right));
        if statement.rule == "score.named_pair" {
            if let (Some(left), Some(_)) = (left, right) {
                ballot.vote(left, 1.2, statement.tokens.clone());
            }
            continue;
        }
        let sentence = scene.sentence(statement.tokens.start);
        let near = statement.tokens.start..sentence.end.min(statement.tokens.end + 3);
        let words: Vec<&str> = near.clone().map(|at| scene.document.folded(at)).collect();
        let at_home = words.windows(2).any(|pair| pair == ["at", "home"]);
        let home_win = words.windows(2).any(|pair| {
            pair[0] == "home"
                && matches!(
                    pair[1],
                    "win" | "victory" | "defeat" | "loss" | "draw" | "thrashing"
                )
        });
        let away_win = words.windows(2).any(|pair| {
            pair[0] == "away" && matches!(pair[1], "win" | "victory" | "defeat" | "loss" | "draw")
        });
        if at_home || home_win {
            if let Some(team) = left.or_else(|| right.map(Team::opponent)) {
                ballot.vote(team, 2.5, near.clone());
            }
        } else if away_win && let Some(team) = left.or_else(|| right.map(Team::opponent)) {
            ballot.vote(team.opponent(), 2.5, near.clone());
        }
    }
}

/// A ground that the names files give to one of the two.
fn from_grounds(
    scene: &Scene<'_>,
    gazetteer: &Gazetteer,
    cues: &[Cue],
    sides: &Sides,
    ballot: &mut Ballot,
) {
    for entity in &scene.cast.entities {
        if !matches!(entity.kind, EntityKind::Ground | EntityKind::Other) {
            continue;
        }
        let owners = gazetteer.grounds_named(&entity.words.join(" "));
        let of = |team: Team| scene.cast.entities[sides.entity(team)].team;
        let owns = |team: Team| of(team).is_some_and(|team| owners.contains(&team));
        let team = match (owns(Team::A), owns(Team::B)) {
            (true, false) => Team::A,
            (false, true) => Team::B,
            (true, true) | (false, false) => continue,
        };
        for mention in &entity.mentions {
            let tokens = scene.cast.mentions[*mention].tokens.clone();
            // "the Marl Park side" is a team, and no place.
            if matches!(
                scene.document.folded(tokens.end),
                "side" | "outfit" | "club" | "men" | "team"
            ) {
                continue;
            }
            let refused = matches!(
                scene.status(&tokens, cues, true),
                Status::Refused(Refusal::OtherWorld, _)
            );
            ballot.vote(team, if refused { 0.3 } else { 2.0 }, tokens);
        }
    }
}

/// "The hosts" in one breath with one of the two: writers call the one by name and the other by role.
fn from_roles(scene: &Scene<'_>, sides: &Sides, ballot: &mut Ballot) {
    for mention in &scene.cast.mentions {
        let Referent::Role(side) = mention.referent else {
            continue;
        };
        let sentence = scene.sentence(mention.tokens.start);
        let before = mention
            .tokens
            .start
            .checked_sub(1)
            .map(|at| scene.document.folded(at));
        // Names in the sentence: of teams, and of people whose team is known.
        let mut others: Vec<(Team, f32)> = Vec::new();
        for other in &scene.cast.mentions {
            if !sentence.contains(&other.tokens.start) || other.tokens == mention.tokens {
                continue;
            }
            if let Referent::Entity(entity) = other.referent
                && let Some(team) = sides.team_of.get(entity).copied().flatten()
                && scene.cast.entities[entity].kind == EntityKind::Team
            {
                others.push((team, 1.0));
            }
        }
        let only = match others.as_slice() {
            [(team, _), rest @ ..] if rest.iter().all(|(other, _)| other == team) => Some(*team),
            _ => None,
        };
        if let Some(team) = only
            && before != Some("as")
        {
            let hosts = match side {
                Side::Home => team.opponent(),
                Side::Away => team,
            };
            ballot.vote(hosts, 0.6, mention.tokens.clone());
        }
    }
}

/// Whether a mention names a country's team: "in Sweden" is where they play.
fn is_country(scene: &Scene<'_>, gazetteer: &Gazetteer, mention: usize) -> bool {
    scene
        .cast
        .entity_of(mention)
        .and_then(|entity| scene.cast.entities[entity].team)
        .is_some_and(|team| gazetteer.team(team).kind == TeamKind::National)
}
