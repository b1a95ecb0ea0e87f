//! Least costs by goal and score so far.

use crate::extraction::events::Slot;
use crate::extraction::sides::Team;

/// A side never scores more in one match than this, for the purpose of the search.
pub(super) const MOST: usize = 16;

/// What speaks for and against one goal.
#[derive(Debug, Clone)]
pub(super) struct Prior {
    /// Cost of counting it for A, for B, whoever's man scored it.
    pub side: [f32; 2],
    /// Cost of dropping it.
    pub drop: f32,
    /// What is said of its place in the story.
    pub slots: Vec<Slot>,
    /// Scores it is said to have made, in the order written.
    pub scores: Vec<(u8, u8)>,
    /// "the third": which of its side's goals it is.
    pub ordinals: Vec<u8>,
}

/// What the state after a goal for `side` costs, given what is said of the goal.
fn contradiction(prior: &Prior, before: [usize; 2], side: usize) -> f32 {
    let mut after = before;
    after[side] += 1;
    let own = after[side] as i32;
    let other = after[1 - side] as i32;
    let mut cost = 0.0;
    for slot in &prior.slots {
        cost += match slot {
            Slot::Opener if own + other != 1 => 2.5,
            Slot::Level if own != other => 2.0,
            Slot::Lead if own != other + 1 => 1.0,
            Slot::Add if own < other + 1 => 0.8,
            Slot::Pull if own >= other => 1.2,
            Slot::Winner if own <= other => 1.0,
            _ => 0.0,
        };
    }
    for number in &prior.ordinals {
        cost += if own == i32::from(*number) { -0.3 } else { 0.7 };
    }
    for (left, right) in &prior.scores {
        let (left, right) = (i32::from(*left), i32::from(*right));
        let agrees = (left, right) == (own, other) || (right, left) == (own, other);
        cost += if agrees { -0.5 } else { 2.0 };
    }
    cost
}

/// What goals in match order cost, each by the score before it.
pub(super) struct Costs<'p> {
    priors: &'p [Prior],
    /// What contradicts a goal for A, for B, by goal and score before it.
    contradictions: Vec<[f32; 2]>,
}

/// What it costs to count each goal for A, for B.
pub(super) type SideCosts = [[f32; 2]];

/// The least cost by score; infinite where it cannot be.
pub(super) type Row = [f32; MOST * MOST];

const fn at(a: usize, b: usize) -> usize {
    a * MOST + b
}

/// The scores that some goals can make.
pub(super) fn scores(goals: usize) -> impl Iterator<Item = [usize; 2]> {
    let most = MOST.min(goals + 1);
    (0..most).flat_map(move |a| (0..MOST.min(goals + 1 - a)).map(move |b| [a, b]))
}

impl<'p> Costs<'p> {
    pub(super) fn of(priors: &'p [Prior]) -> Self {
        let mut contradictions = vec![[0.0; 2]; priors.len() * MOST * MOST];
        for (goal, prior) in priors.iter().enumerate() {
            for before in scores(goal) {
                contradictions[goal * MOST * MOST + at(before[0], before[1])] =
                    [0, 1].map(|side| contradiction(prior, before, side));
            }
        }
        Self {
            priors,
            contradictions,
        }
    }

    /// The least cost by the score after all goals.
    pub(super) fn least(&self, sides: &SideCosts) -> Row {
        let mut row = [f32::INFINITY; MOST * MOST];
        row[0] = 0.0;
        for (goal, side) in sides.iter().enumerate().take(self.priors.len()) {
            let mut next = [f32::INFINITY; MOST * MOST];
            self.each_way(goal, side, &row, &mut |to, cost, _| {
                next[to] = next[to].min(cost);
            });
            row = next;
        }
        row
    }

    /// Shows every way to go on from a row over one goal: the score after it, the cost, and whether it is dropped (0),
    /// for A (1) or for B (2).
    fn each_way(
        &self,
        goal: usize,
        side: &[f32; 2],
        row: &[f32],
        show: &mut impl FnMut(usize, f32, u8),
    ) {
        let drop = self.priors[goal].drop;
        let contradictions = &self.contradictions[goal * MOST * MOST..];
        for [a, b] in scores(goal) {
            let cost = row[at(a, b)];
            if cost.is_finite() {
                let [against_a, against_b] = contradictions[at(a, b)];
                show(at(a, b), cost + drop, 0);
                if a + 1 < MOST {
                    show(at(a + 1, b), cost + side[0] + against_a, 1);
                }
                if b + 1 < MOST {
                    show(at(a, b + 1), cost + side[1] + against_b, 2);
                }
            }
        }
    }

    /// The side of each goal on the cheapest way to a score; none: dropped.
    pub(super) fn sides(&self, sides: &SideCosts, [mut a, mut b]: [usize; 2]) -> Vec<Option<Team>> {
        let goals = self.priors.len();
        let mut row = [f32::INFINITY; MOST * MOST];
        row[0] = 0.0;
        let mut moves = vec![0; goals * MOST * MOST];
        for (goal, (side, moves)) in sides.iter().zip(moves.chunks_mut(MOST * MOST)).enumerate() {
            let mut next = [f32::INFINITY; MOST * MOST];
            self.each_way(goal, side, &row, &mut |to, cost, step| {
                if cost < next[to] {
                    next[to] = cost;
                    moves[to] = step;
                }
            });
            row = next;
        }
        let mut way = vec![None; goals];
        for goal in (0..goals).rev() {
            match moves[goal * MOST * MOST + at(a, b)] {
                1 => {
                    way[goal] = Some(Team::A);
                    a -= 1;
                }
                2 => {
                    way[goal] = Some(Team::B);
                    b -= 1;
                }
                _ => {}
            }
        }
        way
    }
}
