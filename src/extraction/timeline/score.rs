//! The final score, from what is told of it and from the goals.

use super::outcome::Outcome;
use super::search::{Candidate, Story, stories};
use super::{Timeline, TimelineGoal, tallies};
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
    let outcome = Outcome::read(scene, sides, statements);
    let stories = stories(scene, sides, tellings, &goals, &candidates, &|score| {
        outcome.cost(score)
    });
    let Some(best) = stories.first() else {
        return Timeline::default();
    };
    let score = match best.candidate {
        Some(candidate) => {
            let told = &candidates[candidate];
            stands(told, best, &stories, &candidates, &goals, &outcome)
                .then(|| (told.score, told.statements.clone()))
        }
        None if has_hole(scene, tellings, statements) => None,
        None => closed(best, &goals, tellings, &outcome).map(|score| (score, Vec::new())),
    };
    let kept: Vec<TimelineGoal> = goals
        .into_iter()
        .zip(best.sides.iter().zip(&best.margins))
        .filter_map(|(mut goal, (side, margin))| {
            goal.team = Some((*side)?);
            (*margin >= CLEAR).then_some(goal)
        })
        .collect();
    let told = tallies::read(
        scene,
        sides,
        statements,
        &kept,
        score.as_ref().map(|(score, _)| *score),
    );
    let winner = outcome.winner(score.as_ref().map(|(score, _)| *score), &told);
    Timeline {
        told: best.sides.iter().flatten().count(),
        goals: kept,
        score,
        tallies: told,
        winner,
        notes: Vec::new(),
        times: Vec::new(),
    }
}

/// Whether a score that was told may stand: nothing that is told as firmly contradicts it.
fn stands(
    told: &Candidate,
    story: &Story,
    stories: &[Story],
    candidates: &[Candidate],
    goals: &[TimelineGoal],
    outcome: &Outcome,
) -> bool {
    // A goal told twice over that the score leaves no room for: one of the two is wrong.
    let crowded_out = goals
        .iter()
        .zip(&story.sides)
        .any(|(goal, side)| side.is_none() && goal.sure && firm(goal) && goal.tellings.len() > 2);
    // Of two scores told as firmly, neither stands; nor does one whose sides could as well be turned.
    let rivalled = stories.iter().skip(1).any(|other| {
        other
            .candidate
            .is_some_and(|other| candidates[other].score != told.score)
            && other.cost - story.cost < if told.sure { 0.5 } else { 1.5 }
    });
    !crowded_out && !rivalled && outcome.allows(told.score.map(usize::from))
}

/// The score of an account without a hole: every goal told plainly, no other ending near, nothing left over.
fn closed(
    story: &Story,
    goals: &[TimelineGoal],
    tellings: &[Telling],
    outcome: &Outcome,
) -> Option<[u8; 2]> {
    let count = |team: Team| {
        story
            .sides
            .iter()
            .filter(|side| **side == Some(team))
            .count()
    };
    let score = [count(Team::A), count(Team::B)];
    let contradicted = story.cost - outcome.cost(score);
    let all_plain = goals
        .iter()
        .zip(&story.sides)
        .all(|(goal, side)| match side {
            Some(_) => goal.scorer.is_some() && firm(goal) && plain(goal, tellings),
            None => goal.weak || !goal.sure && goal.scorer.is_none(),
        });
    let holds = !goals.is_empty()
        && story.margin >= 3.0
        && contradicted <= 0.8
        && all_plain
        && outcome.allows(score);
    holds.then(|| score.map(|tally| u8::try_from(tally).unwrap_or(u8::MAX)))
}

/// A goal with a scorer, told as a goal or more than once.
fn firm(goal: &TimelineGoal) -> bool {
    goal.sure || goal.tellings.len() > 1
}

/// Whether a goal is spoken of in a sentence that tells none: "the second was a free-kick".
fn has_hole(scene: &Scene<'_>, tellings: &[Telling], statements: &[Statement]) -> bool {
    statements
        .iter()
        .filter(|statement| {
            statement.kind == StatementKind::Running && statement.status == Status::Asserted
        })
        .any(|statement| {
            let sentence = scene.sentence(statement.tokens.start);
            !tellings
                .iter()
                .any(|telling| sentence.contains(&telling.tokens.start))
        })
}

/// Told by more than its place in the story alone: "sealed it", once, tells of wins as often as of goals.
fn plain(goal: &TimelineGoal, tellings: &[Telling]) -> bool {
    goal.tellings.len() > 1
        || goal
            .tellings
            .iter()
            .all(|telling| tellings[*telling].slot.is_none())
}

/// Every final score told, with its two readings where nobody says whose the larger tally is.
fn candidates(scene: &Scene<'_>, sides: &Sides, statements: &[Statement]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for (number, statement) in statements.iter().enumerate() {
        if statement.kind != StatementKind::Final || statement.status != Status::Asserted {
            continue;
        }
        let sentence = scene.document.sentence_of(statement.tokens.start);
        let early = if sentence < 2 { 1.3 } else { 0.0 };
        let both = if statement.left.is_some() && statement.right.is_some() {
            1.5
        } else {
            0.0
        };
        for (score, sure) in readings(scene, sides, statement) {
            let weight = early + both + if sure { 3.5 } else { 2.0 };
            match found.iter_mut().find(|known| known.score == score) {
                Some(known) => {
                    known.weight += weight * 0.4;
                    known.sure |= sure;
                    known.statements.push(number);
                }
                None => found.push(Candidate {
                    score,
                    weight,
                    sure,
                    statements: vec![number],
                }),
            }
        }
    }
    for candidate in &mut found {
        candidate.weight = candidate.weight.min(8.0);
    }
    found
}

/// The tallies of a statement by team, A first, and whether it says whose is whose.
fn readings(scene: &Scene<'_>, sides: &Sides, statement: &Statement) -> Vec<([u8; 2], bool)> {
    let Some((left, right)) = statement.score else {
        return Vec::new();
    };
    let of = |mention: Option<usize>| mention.map(|mention| team_of(scene, sides, mention));
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

/// The team that a mention of it, or of one of its men, means.
pub(super) fn team_of(scene: &Scene<'_>, sides: &Sides, mention: usize) -> Option<Team> {
    match scene.person(mention) {
        Some(person) => sides.of_person(person),
        None => sides.of_mention(scene, mention),
    }
}
