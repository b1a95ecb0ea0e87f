//! Who is at home.

use std::ops::Range;

use super::{Sides, Team};
use crate::extraction::events::Statement;
use crate::extraction::frame::select;
use crate::extraction::grammar::{Refusal, Scene, Status, status::Cue};
use crate::extraction::mentions::{EntityIndex, EntityKind, Referent};
use crate::extraction::rules::Family;
use crate::extraction::text::TokenIndex;
use crate::facts::HomeAway;
use crate::football::Side;
use crate::names::{Gazetteer, TeamKind, fold};

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
    from_places(scene, gazetteer, cues, sides, &mut ballot);
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

/// "at Marlow", "Marlow hosted", "home to", "the trip to Marlow", "visitors Elm": the rules of the family.
fn from_words(
    scene: &Scene<'_>,
    gazetteer: &Gazetteer,
    cues: &[Cue],
    sides: &Sides,
    ballot: &mut Ballot,
) {
    let whole = 0..scene.document.tokens.len();
    let own = own_team(scene, sides);
    for statement in select(
        scene.document,
        scene.book,
        scene.layers,
        Family::Home,
        whole,
    ) {
        let tokens = statement.tokens();
        let hit = &statement.hit;
        let (named, sure) = match (hit.capture("team"), hit.capture("player")) {
            (Some(team), _) => {
                let mention = scene.team_mention_in(team);
                (
                    mention.and_then(|mention| sides.of_mention(scene, mention)),
                    1.0,
                )
            }
            (None, Some(player)) => {
                let person = scene.person_at(player.start);
                (person.and_then(|person| sides.of_person(person)), 1.0)
            }
            (None, None) if hit.capture("ground").is_some() => {
                let ground = hit
                    .capture("ground")
                    .and_then(|words| scene.mention_at(words.start));
                let owner = ground
                    .and_then(|mention| scene.cast.entity_of(mention))
                    .and_then(|entity| owner(scene, gazetteer, sides, entity));
                (owner, 1.0)
            }
            (None, None) if statement.about.starts_with("own_") => (own, 1.0),
            (None, None) => spoken_of(scene, sides, tokens.start),
        };
        let Some(team) = named else { continue };
        if is_of_another_match(scene, cues, &tokens) {
            continue;
        }
        let weight = hit.rule.number("weight").unwrap_or(10) as f32 / 10.0 * sure;
        match statement.about {
            "home" | "own_home" => ballot.vote(team, weight, tokens),
            _ => ballot.vote(team.opponent(), weight, tokens),
        }
    }
}

/// Whether the words are said of another match: on another day, or by somebody quoted. What might have happened here
/// still says who is at home here.
fn is_of_another_match(scene: &Scene<'_>, cues: &[Cue], tokens: &Range<TokenIndex>) -> bool {
    let last = tokens.end - 1..tokens.end;
    [tokens, &last].iter().any(|words| {
        matches!(
            scene.status(words, cues, true),
            Status::Refused(Refusal::OtherWorld | Refusal::Quoted, _)
        )
    })
}

/// The team a sentence speaks of at `at`, and how sure that is: its first, else the one before it.
fn spoken_of(scene: &Scene<'_>, sides: &Sides, at: TokenIndex) -> (Option<Team>, f32) {
    let sentence = scene.document.sentence_of(at);
    for (back, sure) in [(0, 0.9), (1, 0.5)] {
        let Some(sentence) = sentence
            .checked_sub(back)
            .and_then(|number| scene.document.sentences.get(number))
        else {
            break;
        };
        let before = sentence.tokens.start..sentence.tokens.end.min(at);
        let first = before
            .filter_map(|token| scene.mention_at(token))
            .find_map(|mention| sides.of_mention(scene, mention));
        if first.is_some() {
            return (first, sure);
        }
    }
    (None, 0.0)
}

/// Whose writer says "we": the team that a club's own report names most.
fn own_team(scene: &Scene<'_>, sides: &Sides) -> Option<Team> {
    let said = |at: &TokenIndex| {
        !scene.document.tokens[*at].quoted
            && matches!(scene.document.folded(*at), "our" | "we" | "us")
    };
    (0..scene.document.tokens.len()).find(said)?;
    let count = |team: Team| scene.cast.entities[sides.entity(team)].mentions.len();
    match count(Team::A).cmp(&count(Team::B)) {
        std::cmp::Ordering::Greater => Some(Team::A),
        std::cmp::Ordering::Less => Some(Team::B),
        std::cmp::Ordering::Equal => None,
    }
}

/// The order of "Marlow 2-1 Elm".
fn from_statements(
    scene: &Scene<'_>,
    sides: &Sides,
    statements: &[Statement],
    ballot: &mut Ballot,
) {
    for statement in statements {
        if matches!(statement.status, Status::Refused(..)) || statement.rule != "score.named_pair" {
            continue;
        }
        let of =
            |mention: Option<usize>| mention.and_then(|mention| sides.of_mention(scene, mention));
        if let (Some(left), Some(_)) = (of(statement.left), of(statement.right)) {
            ballot.vote(left, 1.2, statement.tokens.clone());
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
    for (index, entity) in scene.cast.entities.iter().enumerate() {
        if !matches!(entity.kind, EntityKind::Ground | EntityKind::Other) {
            continue;
        }
        let Some(team) = owner(scene, gazetteer, sides, index) else {
            continue;
        };
        for mention in &entity.mentions {
            let tokens = scene.cast.mentions[*mention].tokens.clone();
            // "the Marl Park side" is a team, and no place.
            if matches!(
                scene.document.folded(tokens.end),
                "side"
                    | "outfit"
                    | "club"
                    | "men"
                    | "team"
                    | "manager"
                    | "boss"
                    | "coach"
                    | "squad"
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

/// The one of the two whose ground it is, as the names files have it.
fn owner(
    scene: &Scene<'_>,
    gazetteer: &Gazetteer,
    sides: &Sides,
    ground: EntityIndex,
) -> Option<Team> {
    let owners = gazetteer.grounds_named(&fold(&scene.cast.entities[ground].name));
    let owns = |team: Team| {
        scene.cast.entities[sides.entity(team)]
            .team
            .is_some_and(|team| owners.contains(&team))
    };
    match (owns(Team::A), owns(Team::B)) {
        (true, false) => Some(Team::A),
        (false, true) => Some(Team::B),
        (true, true) | (false, false) => None,
    }
}

/// "In Sweden", "in Rabat": the country or the town that only one of the two is from.
fn from_places(
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
        if said(if article { 2 } else { 1 }) != "in"
            || owner
            || article && club
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
                .teams()
                .map(|(_, team)| team)
                .find(|team| team.city.as_deref().is_some_and(|city| fold(city) == place))
                .and_then(country)
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

/// The country a team plays in; a national side is its country.
fn country(team: &crate::names::Team) -> Option<String> {
    match team.kind {
        TeamKind::National => Some(fold(&team.name)),
        TeamKind::Club => team.country.as_deref().map(fold),
    }
}

/// "The hosts" beside one of the two: whoever does something to the hosts is not the hosts. A name that only says whose
/// a man is speaks of nobody.
fn from_roles(scene: &Scene<'_>, sides: &Sides, ballot: &mut Ballot) {
    for mention in &scene.cast.mentions {
        let Referent::Role(side) = mention.referent else {
            continue;
        };
        let start = mention.tokens.start;
        let sentence = scene.sentence(start);
        let done_to = scene.is_object(start, sentence.start);
        let mut votes = [0.0_f32; 2];
        for (_, other) in scene.cast.within(&sentence) {
            if other.tokens == mention.tokens {
                continue;
            }
            let Referent::Entity(entity) = other.referent else {
                continue;
            };
            let describes = scene.document.folded(other.tokens.end) == "'s"
                || scene
                    .document
                    .is_in(other.tokens.end, scene.book.class("position"));
            let Some(team) = sides.team_of.get(entity).copied().flatten() else {
                continue;
            };
            if scene.cast.entities[entity].kind != EntityKind::Team || describes {
                continue;
            }
            let same_clause =
                scene.document.clause_of(other.tokens.start) == scene.document.clause_of(start);
            let other_done_to = scene.is_object(other.tokens.start, sentence.start);
            let before = other.tokens.start < start;
            let weight: f32 = match (done_to, other_done_to) {
                (true, false) if before => 1.0,
                (false, true) if same_clause => 1.0,
                _ if same_clause => 0.4,
                _ => 0.15,
            };
            let vote = &mut votes[usize::from(team == Team::B)];
            *vote = weight.max(*vote);
        }
        let team = if votes[0] > votes[1] {
            Team::A
        } else {
            Team::B
        };
        let weight = (votes[0] - votes[1]).abs();
        let hosts = match side {
            Side::Home => team.opponent(),
            Side::Away => team,
        };
        if weight > 0.0 {
            ballot.vote(hosts, weight, mention.tokens.clone());
        }
    }
}
