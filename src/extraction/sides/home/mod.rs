//! Who is at home.

mod account;
mod places;
mod roles;

use std::ops::Range;

use super::{Sides, Team};
use crate::extraction::events::Statement;
use crate::extraction::frame::select;
use crate::extraction::grammar::{Refusal, Scene, Status, Tells, status::Cue};
use crate::extraction::mentions::{EntityIndex, Mention, Referent};
use crate::extraction::rules::Family;
use crate::extraction::text::TokenIndex;
use crate::facts::HomeAway;
use crate::names::Gazetteer;

/// Votes for who is at home.
#[derive(Debug, Default)]
pub(super) struct Ballot {
    votes: Vec<Vote>,
}

#[derive(Debug)]
struct Vote {
    team: Team,
    weight: f32,
    tokens: Range<TokenIndex>,
}

impl Ballot {
    /// What speaks for team A (positive) or for B (negative).
    pub(super) fn difference(&self) -> f32 {
        self.votes
            .iter()
            .map(|vote| match vote.team {
                Team::A => vote.weight,
                Team::B => -vote.weight,
            })
            .sum()
    }

    fn vote(&mut self, team: Team, weight: f32, tokens: Range<TokenIndex>) {
        self.votes.push(Vote {
            team,
            weight,
            tokens,
        });
    }

    /// The weightiest vote for a team, the first of several.
    fn best_for(&self, team: Team) -> Option<&Vote> {
        self.votes
            .iter()
            .filter(|vote| vote.team == team)
            .reduce(|best, vote| {
                if vote.weight > best.weight {
                    vote
                } else {
                    best
                }
            })
    }
}

/// Everything that hints at who is at home; people's sides as ties to the side at home, positive, or to the other.
pub(super) fn ballot(
    scene: &Scene<'_>,
    gazetteer: &Gazetteer,
    cues: &[Cue],
    statements: &[Statement],
    sides: &Sides,
) -> (Ballot, Vec<(EntityIndex, f32)>) {
    let mut ballot = Ballot::default();
    let mut ties = from_words(scene, gazetteer, cues, sides, &mut ballot);
    places::from_places(scene, gazetteer, cues, sides, &mut ballot);
    from_statements(scene, sides, statements, &mut ballot);
    places::from_grounds(scene, gazetteer, cues, sides, &mut ballot);
    places::from_ground_words(scene, gazetteer, cues, sides, &mut ballot);
    ties.extend(roles::read(scene, sides, &mut ballot));
    (ballot, ties)
}

pub(super) use account::revisit;

/// Less than this says nothing.
const LEAST: f32 = 0.15;

/// So much said of places and journeys is not for what people do to outweigh.
const PLACED: f32 = 0.5;

/// Decides who is at home; `solved` is the value the graph gives that, positive for team A.
pub(super) fn decide(scene: &Scene<'_>, ballot: &Ballot, solved: f32, sides: &mut Sides) {
    let placed = ballot.difference();
    let solved = if placed.abs() >= PLACED {
        placed
    } else {
        solved
    };
    if solved.abs() < LEAST {
        return;
    }
    sides.home = if solved > 0.0 { Team::A } else { Team::B };
    let best = ballot.best_for(sides.home);
    sides.home_away = match best {
        Some(vote) if vote.weight >= 2.5 => HomeAway::Stated,
        Some(vote) if vote.weight >= 1.0 => HomeAway::Derived,
        Some(_) | None => HomeAway::Inferred,
    };
    // What people do says it where no words about places do: "the hosts" are its evidence.
    sides.home_words = best.map(|vote| vote.tokens.clone()).or_else(|| {
        let role = |mention: &&Mention| matches!(mention.referent, Referent::Role(_));
        let mention = scene.cast.mentions.iter().find(role)?;
        Some(mention.tokens.clone())
    });
}

/// "at Marlow", "Marlow hosted", "home to", "the trip to Marlow", "visitors Elm": the rules of the family.
fn from_words(
    scene: &Scene<'_>,
    gazetteer: &Gazetteer,
    cues: &[Cue],
    sides: &Sides,
    ballot: &mut Ballot,
) -> Vec<(EntityIndex, f32)> {
    let mut ties = Vec::new();
    let whole = 0..scene.document.tokens.len();
    for statement in select(scene.hits(Family::Home), &whole) {
        let tokens = statement.tokens();
        let hit = &statement.hit;
        let (named, sure) = match (hit.capture("team"), hit.capture("player")) {
            (Some(team), _) => {
                let mention = scene.team_mention_in(team);
                if let Some(tie) =
                    mention.and_then(|mention| tie_of_side(scene, mention, statement.about))
                {
                    ties.push(tie);
                    continue;
                }
                (
                    mention.and_then(|mention| sides.of_mention(scene, mention)),
                    1.0,
                )
            }
            (None, Some(player)) => {
                // Whose side he is on is not known yet.
                if let Some(person) = scene.person_at(player.start) {
                    ties.push((person, 1.0));
                }
                continue;
            }
            (None, None) if hit.capture("ground").is_some() => {
                let ground = hit
                    .capture("ground")
                    .and_then(|words| scene.mention_at(words.start));
                let owner = ground
                    .and_then(|mention| scene.cast.entity_of(mention))
                    .and_then(|entity| places::owner(scene, gazetteer, sides, entity));
                (owner, 1.0)
            }
            (None, None) if statement.about.starts_with("own_") => (sides.writers, 1.0),
            (None, None) => match spoken_of(scene, sides, tokens.start) {
                Some(Spoken::Team(team)) => (Some(team), 0.9),
                Some(Spoken::SideOf(mention)) => {
                    ties.extend(tie_of_side(scene, mention, statement.about));
                    continue;
                }
                None => continue,
            },
        };
        let Some(team) = named else { continue };
        if is_of_another_match(scene, cues, &tokens) {
            continue;
        }
        let weight = hit.rule.number("weight").unwrap_or(10) as f32 / 10.0 * sure;
        match statement.about {
            "home" | "own_home" => ballot.vote(team, weight, tokens),
            "away" | "own_away" => ballot.vote(team.opponent(), weight, tokens),
            // Another time, another place.
            _ => {}
        }
    }
    ties
}

/// Whether the words are said of another match: on another day, or by somebody quoted. What might have happened here
/// still says who is at home here.
fn is_of_another_match(scene: &Scene<'_>, cues: &[Cue], tokens: &Range<TokenIndex>) -> bool {
    let last = tokens.end - 1..tokens.end;
    [tokens, &last].iter().any(|words| {
        match scene.status(words, cues, Tells::Outcome) {
            // "They came to Marlow with a lead from the first leg" is of the second.
            Status::Refused(Refusal::OtherWorld, cue) => {
                let drawn = tokens.end + 2 < cue.start
                    && (cue.start - 2..cue.start)
                        .any(|at| matches!(scene.document.folded(at), "from" | "after"));
                !drawn
            }
            Status::Refused(Refusal::Quoted, _) => true,
            Status::Refused(..) | Status::Asserted => false,
        }
    })
}

/// What a sentence speaks of.
enum Spoken {
    Team(Team),
    /// A mention of somebody's side: "Voss's men".
    SideOf(usize),
}

/// The team a sentence speaks of at `at`: the last before it that does something, else its first. "Elm pressed but Marlow held
/// on for a home win" is Marlow's.
fn spoken_of(scene: &Scene<'_>, sides: &Sides, at: TokenIndex) -> Option<Spoken> {
    let spoken = |mention: usize| match scene.cast.mentions[mention].referent {
        Referent::SideOf(_) => Some(Spoken::SideOf(mention)),
        _ => sides.of_mention(scene, mention).map(Spoken::Team),
    };
    let start = scene.sentence(at).start;
    let mentions = || (start..at).filter_map(|token| scene.mention_at(token));
    let acts = |mention: &usize| {
        let next = scene.cast.mentions[*mention].tokens.end;
        let clause = scene.document.clause(next);
        let opens = scene.cast.mentions[*mention].tokens.start <= clause.start + 2;
        next < at && opens && scene.is_verb(next)
    };
    let last = mentions().filter(acts).filter_map(spoken).last();
    last.or_else(|| mentions().find_map(spoken))
}

/// "Voss's men lost at home": on whose side the side at home is, before it is known whose Voss is.
fn tie_of_side(scene: &Scene<'_>, mention: usize, about: &str) -> Option<(EntityIndex, f32)> {
    let Referent::SideOf(man) = scene.cast.mentions[mention].referent else {
        return None;
    };
    match about {
        "home" => Some((man, 1.0)),
        "away" => Some((man, -1.0)),
        _ => None,
    }
}

/// The order of "Marlow 2-1 Elm".
fn from_statements(
    scene: &Scene<'_>,
    sides: &Sides,
    statements: &[Statement],
    ballot: &mut Ballot,
) {
    // "Reverse fixture: Elm 0 Marlow 4" comes after the match itself.
    let told = |statement: &&Statement| {
        statement.rule == "score.named_pair" && !matches!(statement.status, Status::Refused(..))
    };
    if let Some(statement) = statements.iter().find(told) {
        let of =
            |mention: Option<usize>| mention.and_then(|mention| sides.of_mention(scene, mention));
        if let (Some(left), Some(_)) = (of(statement.left), of(statement.right)) {
            ballot.vote(left, 1.2, statement.tokens.clone());
        }
    }
}
