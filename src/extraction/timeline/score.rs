//! The final score, from what is told of it and from the goals.

use super::{Timeline, TimelineGoal};
use crate::extraction::events::{Order, Statement, StatementKind, Telling};
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::sides::{Sides, Team};

/// Settles the score; keeps the goals that it allows.
pub(super) fn settle(
    scene: &Scene<'_>,
    sides: &Sides,
    tellings: &[Telling],
    statements: &[Statement],
    goals: Vec<TimelineGoal>,
) -> Timeline {
    let _ = tellings;
    let mut candidates: Vec<([u8; 2], f32, Vec<usize>)> = Vec::new();
    let told = tally(&goals);
    for (number, statement) in statements.iter().enumerate() {
        if statement.kind != StatementKind::Final || statement.status != Status::Asserted {
            continue;
        }
        let Some(score) = by_team(scene, sides, statement, told) else {
            continue;
        };
        let sentence = scene.document.sentence_of(statement.tokens.start);
        let mut weight = if sentence < 2 { 3.0 } else { 1.5 };
        if score[0] < told[0] || score[1] < told[1] {
            weight -= 1.0;
        }
        if score == told {
            weight += 2.0;
        }
        match candidates.iter_mut().find(|(known, _, _)| *known == score) {
            Some((_, total, words)) => {
                *total += weight;
                words.push(number);
            }
            None => candidates.push((score, weight, vec![number])),
        }
    }
    candidates.sort_by(|left, right| right.1.total_cmp(&left.1));
    let score = candidates
        .first()
        .filter(|(_, weight, _)| *weight > 0.0)
        .map(|(score, _, words)| (*score, words.clone()));
    Timeline {
        goals,
        score,
        notes: Vec::new(),
    }
}

fn tally(goals: &[TimelineGoal]) -> [u8; 2] {
    let mut told = [0_u8; 2];
    for goal in goals {
        match goal.team {
            Some(Team::A) => told[0] = told[0].saturating_add(1),
            Some(Team::B) => told[1] = told[1].saturating_add(1),
            None => {}
        }
    }
    told
}

/// The tallies of a statement by team, A first.
fn by_team(
    scene: &Scene<'_>,
    sides: &Sides,
    statement: &Statement,
    told: [u8; 2],
) -> Option<[u8; 2]> {
    let (left, right) = statement.score?;
    let of = |mention: Option<usize>| mention.map(|mention| sides.of_mention(scene, mention));
    // A team that is neither of the two: another match.
    let (left_team, right_team) = match (of(statement.left), of(statement.right)) {
        (Some(None), _) | (_, Some(None)) => return None,
        (left, right) => (left.flatten(), right.flatten()),
    };
    let team = left_team.or_else(|| right_team.map(Team::opponent));
    if left_team.is_some() && left_team == right_team {
        return None;
    }
    let put = |team: Team, own: u8, other: u8| match team {
        Team::A => [own, other],
        Team::B => [other, own],
    };
    let (high, low) = (left.max(right), left.min(right));
    match statement.order {
        Order::Draw => (left == right).then_some([left, right]),
        Order::AsNamed => Some(put(team?, left, right)),
        Order::WinnerFirst => match team {
            Some(team) => Some(put(team, high, low)),
            None => guess(told, high, low),
        },
        Order::LoserFirst => match team {
            Some(team) => Some(put(team, low, high)),
            None => guess(told, high, low),
        },
        Order::Unknown => None,
    }
}

/// "A 2-1 win" without a name: the winner is who scored more.
fn guess(told: [u8; 2], high: u8, low: u8) -> Option<[u8; 2]> {
    match told[0].cmp(&told[1]) {
        std::cmp::Ordering::Greater => Some([high, low]),
        std::cmp::Ordering::Less => Some([low, high]),
        std::cmp::Ordering::Equal => None,
    }
}
