//! The tallies beside the final score: half-time, ninety minutes, two legs together, a shoot-out.

use super::score::team_of;
use super::{Tally, TimelineGoal};
use crate::extraction::events::{Order, Statement, StatementKind};
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::sides::{Sides, Team};
use crate::football::ScoreKind;

/// All that are told and agree, and the score at half-time where the goals alone give it.
pub(super) fn read(
    scene: &Scene<'_>,
    sides: &Sides,
    statements: &[Statement],
    goals: &[TimelineGoal],
    ending: Option<[u8; 2]>,
) -> Vec<Tally> {
    let halves = by_half(goals, ending);
    let mut found = Vec::new();
    for (told, kind) in [
        (StatementKind::HalfTime, ScoreKind::HalfTime),
        (StatementKind::After90, ScoreKind::After90),
        (StatementKind::Aggregate, ScoreKind::Aggregate),
        (StatementKind::Shootout, ScoreKind::Shootout),
    ] {
        let mut agreed: Option<Tally> = None;
        let mut contradicted = false;
        for (number, statement) in statements.iter().enumerate() {
            if statement.kind != told || statement.status != Status::Asserted {
                continue;
            }
            let by = match kind {
                ScoreKind::Aggregate => last_final_before(scene, statements, number),
                ScoreKind::Final
                | ScoreKind::HalfTime
                | ScoreKind::After90
                | ScoreKind::Shootout => None,
            };
            let Some(score) = by_team(scene, sides, statement, by, ending, halves) else {
                continue;
            };
            match &mut agreed {
                Some(known) if known.score == score => known.statements.push(number),
                Some(_) => contradicted = true,
                None => {
                    agreed = Some(Tally {
                        kind,
                        score,
                        statements: vec![number],
                    });
                }
            }
        }
        let derived = || {
            (kind == ScoreKind::HalfTime)
                .then_some(())
                .and(halves)
                .map(|score| Tally {
                    kind,
                    score,
                    statements: Vec::new(),
                })
        };
        found.extend(agreed.filter(|_| !contradicted).or_else(derived));
    }
    found
}

/// The score at half-time, when every goal of the final score, if there is any, is told and stands in one half or the other:
/// by its time, or by what is told to have come before or after it.
fn by_half(goals: &[TimelineGoal], ending: Option<[u8; 2]>) -> Option<[u8; 2]> {
    let ending = ending?;
    let halves: Vec<Option<Half>> = goals.iter().map(half).collect();
    let mut all = [0_u8; 2];
    let mut first = [0_u8; 2];
    for (number, goal) in goals.iter().enumerate() {
        let side = match goal.team? {
            Team::A => 0,
            Team::B => 1,
        };
        all[side] += 1;
        let before = &halves[..number];
        let half = halves[number]
            .or_else(|| before.contains(&Some(Half::Second)).then_some(Half::Second))?;
        if half == Half::First {
            first[side] += 1;
        }
    }
    (all == ending).then_some(first)
}

/// One of the two halves; extra time counts to the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    First,
    Second,
}

/// The half that a goal's own time puts it in.
fn half(goal: &TimelineGoal) -> Option<Half> {
    let moment = goal.moment.as_ref()?;
    match (moment.at, moment.earliest, moment.latest) {
        (Some(at), _, _) if at.minute <= 45 => Some(Half::First),
        (Some(_), _, _) => Some(Half::Second),
        (None, _, Some(latest)) if latest <= 45 => Some(Half::First),
        (None, Some(earliest), _) if earliest > 45 => Some(Half::Second),
        _ => None,
    }
}

/// How many words may stand between the final score and the aggregate that is told with it.
const BESIDE: usize = 5;

/// "Won 4-3 on the night (7-6 on aggregate)": the score that an aggregate is told with is of the same team.
fn last_final_before<'s>(
    scene: &Scene<'_>,
    statements: &'s [Statement],
    number: usize,
) -> Option<&'s Statement> {
    let aggregate = &statements[number];
    let sentence = scene.document.sentence_of(aggregate.at);
    statements.iter().find(|told| {
        told.kind == StatementKind::Final
            && told.status == Status::Asserted
            && told.at < aggregate.at
            && scene.document.sentence_of(told.at) == sentence
            && if aggregate.order == Order::Unknown {
                aggregate.at - told.at <= BESIDE
            } else {
                // "Drew 1-1 with Elm to advance 3-2": one clause, one subject.
                scene.document.clause_of(told.at) == scene.document.clause_of(aggregate.at)
            }
    })
}

/// Whose tally is whose: as the words say, or as the final score and the goals allow; `beside` is a score told with it, of the
/// same team.
fn by_team(
    scene: &Scene<'_>,
    sides: &Sides,
    statement: &Statement,
    beside: Option<&Statement>,
    ending: Option<[u8; 2]>,
    halves: Option<[u8; 2]>,
) -> Option<[u8; 2]> {
    let (left, right) = statement.score?;
    let team = |mention: Option<usize>| mention.map(|mention| team_of(scene, sides, mention));
    let named = beside.unwrap_or(statement);
    let (of_left, of_right) = (team(named.left), team(named.right));
    let nobody = of_left.is_none() && of_right.is_none() && beside.is_none();
    if statement.kind == StatementKind::Aggregate && nobody {
        return None;
    }
    if of_left == Some(None) || of_right == Some(None) {
        return None;
    }
    // Before the end no side has more goals than at the end, and two legs have at least those of this one.
    let bound = match statement.kind {
        StatementKind::HalfTime | StatementKind::After90 => ending.map(|ending| (ending, true)),
        StatementKind::Aggregate => ending.map(|ending| (ending, false)),
        StatementKind::Final
        | StatementKind::Running
        | StatementKind::Shootout
        | StatementKind::Result
        | StatementKind::Progress
        | StatementKind::Total
        | StatementKind::SideGoals
        | StatementKind::Meeting => None,
    };
    let fits = |score: [u8; 2]| {
        bound.is_none_or(|(ending, most)| {
            let (low, high) = if most {
                (score, ending)
            } else {
                (ending, score)
            };
            low[0] <= high[0] && low[1] <= high[1]
        })
    };
    if left == right {
        return Some([left, right]).filter(|score| fits(*score));
    }
    let ways = [[left, right], [right, left]];
    if let Some(halves) = halves
        && statement.kind == StatementKind::HalfTime
    {
        return ways.contains(&halves).then_some(halves);
    }
    if bound.is_some() && fits(ways[0]) != fits(ways[1]) {
        return ways.into_iter().find(|way| fits(*way));
    }
    let spoken_of = of_left
        .flatten()
        .or_else(|| of_right.flatten().map(Team::opponent))?;
    let behind = named.order == Order::LoserFirst
        || (statement.tokens.start.saturating_sub(4)..statement.tokens.end + 1).any(|at| {
            matches!(
                scene.document.folded(at),
                "down"
                    | "behind"
                    | "trailed"
                    | "trailing"
                    | "lost"
                    | "lose"
                    | "losing"
                    | "beaten"
                    | "deficit"
                    | "defeat"
                    | "loss"
            ) || scene.document.folded(at) == "out"
                && scene.document.folded(at.saturating_sub(1)) != "shoot"
        });
    let (high, low) = (left.max(right), left.min(right));
    let (own, other) = if behind { (low, high) } else { (high, low) };
    let score = match spoken_of {
        Team::A => [own, other],
        Team::B => [other, own],
    };
    Some(score).filter(|score| fits(*score))
}
