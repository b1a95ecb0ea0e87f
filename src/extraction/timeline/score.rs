//! The final score, from what is told of it and from the goals.

use super::search::{Candidate, stories};
use super::{Timeline, TimelineGoal};
use crate::extraction::events::{Order, Statement, StatementKind, Telling};
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::sides::{Sides, Team};

/// A goal's side is published when the other one would cost at least this much more.
const CLEAR: f32 = 0.3;

/// Settles the score; keeps the goals that it allows.
pub(super) fn settle(
    scene: &Scene<'_>,
    sides: &Sides,
    tellings: &[Telling],
    statements: &[Statement],
    goals: Vec<TimelineGoal>,
) -> Timeline {
    let candidates = candidates(scene, sides, statements);
    let stories = stories(scene, sides, tellings, &goals, &candidates);
    let Some(best) = stories.first() else {
        return Timeline::default();
    };
    let kept: Vec<TimelineGoal> = goals
        .into_iter()
        .zip(best.sides.iter().zip(&best.margins))
        .filter_map(|(mut goal, (side, margin))| {
            goal.team = Some((*side)?);
            (*margin >= CLEAR).then_some(goal)
        })
        .collect();
    let score = best
        .candidate
        .map(|candidate| &candidates[candidate])
        .map(|candidate| (candidate.score, candidate.statements.clone()));
    Timeline {
        told: best.sides.iter().flatten().count(),
        goals: kept,
        score,
        notes: Vec::new(),
    }
}

/// Every final score told, with its two readings where nobody says whose the larger tally is.
fn candidates(scene: &Scene<'_>, sides: &Sides, statements: &[Statement]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for (number, statement) in statements.iter().enumerate() {
        if statement.kind != StatementKind::Final || statement.status != Status::Asserted {
            continue;
        }
        let sentence = scene.document.sentence_of(statement.tokens.start);
        let early = if sentence < 2 { 2.5 } else { 1.2 };
        for (score, sure) in readings(scene, sides, statement) {
            let weight = if sure { early } else { early * 0.6 };
            match found.iter_mut().find(|known| known.score == score) {
                Some(known) => {
                    known.weight += weight * 0.6;
                    known.statements.push(number);
                }
                None => found.push(Candidate {
                    score,
                    weight,
                    statements: vec![number],
                }),
            }
        }
    }
    for candidate in &mut found {
        candidate.weight = candidate.weight.min(6.0) + 2.0;
    }
    found
}

/// The tallies of a statement by team, A first, and whether it says whose is whose.
fn readings(scene: &Scene<'_>, sides: &Sides, statement: &Statement) -> Vec<([u8; 2], bool)> {
    let Some((left, right)) = statement.score else {
        return Vec::new();
    };
    let of = |mention: Option<usize>| mention.map(|mention| sides.of_mention(scene, mention));
    // A team that is neither of the two: another match.
    let (left_team, right_team) = match (of(statement.left), of(statement.right)) {
        (Some(None), _) | (_, Some(None)) => return Vec::new(),
        (left, right) => (left.flatten(), right.flatten()),
    };
    if left_team.is_some() && left_team == right_team {
        return Vec::new();
    }
    let team = left_team.or_else(|| right_team.map(Team::opponent));
    let put = |team: Team, own: u8, other: u8| match team {
        Team::A => [own, other],
        Team::B => [other, own],
    };
    let (high, low) = (left.max(right), left.min(right));
    match (statement.order, team) {
        (Order::Draw, _) if left == right => vec![([left, right], true)],
        (Order::Draw | Order::Unknown, _) => Vec::new(),
        (Order::AsNamed, Some(team)) => vec![(put(team, left, right), true)],
        (Order::WinnerFirst, Some(team)) => vec![(put(team, high, low), true)],
        (Order::LoserFirst, Some(team)) => vec![(put(team, low, high), true)],
        (Order::AsNamed | Order::WinnerFirst | Order::LoserFirst, None) => {
            vec![([high, low], false), ([low, high], false)]
        }
    }
}
