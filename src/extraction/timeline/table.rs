//! Least costs by goal and score so far.

use crate::extraction::events::Slot;
use crate::extraction::sides::Team;

/// A side never scores more in one match than this, for the purpose of the search.
pub(super) const MOST: usize = 16;

/// What speaks for and against one goal.
#[derive(Debug, Clone)]
pub(super) struct Prior {
    /// Cost of counting it for A, for B.
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

/// The table of the search.
pub(super) struct Table {
    costs: Vec<f32>,
    /// 0: dropped, 1: for A, 2: for B.
    moves: Vec<u8>,
}

impl Table {
    const fn at(goal: usize, a: usize, b: usize) -> usize {
        (goal * MOST + a) * MOST + b
    }

    /// The least cost of the first `goal` goals with that score after them; infinite where it cannot be.
    pub(super) fn cost(&self, goal: usize, a: usize, b: usize) -> f32 {
        self.costs[Self::at(goal, a, b)]
    }

    /// Fills the table for goals in match order.
    pub(super) fn fill(priors: &[Prior]) -> Self {
        let size = (priors.len() + 1) * MOST * MOST;
        let mut table = Self {
            costs: vec![f32::INFINITY; size],
            moves: vec![0; size],
        };
        table.costs[0] = 0.0;
        for (goal, prior) in priors.iter().enumerate() {
            for a in 0..MOST.min(goal + 1) {
                for b in 0..MOST.min(goal + 1 - a) {
                    let cost = table.cost(goal, a, b);
                    if cost.is_finite() {
                        table.offer(goal + 1, a, b, cost + prior.drop, 0);
                        let before = [a, b];
                        table.offer(
                            goal + 1,
                            a + 1,
                            b,
                            cost + prior.side[0] + contradiction(prior, before, 0),
                            1,
                        );
                        table.offer(
                            goal + 1,
                            a,
                            b + 1,
                            cost + prior.side[1] + contradiction(prior, before, 1),
                            2,
                        );
                    }
                }
            }
        }
        table
    }

    fn offer(&mut self, goal: usize, a: usize, b: usize, cost: f32, step: u8) {
        if a >= MOST || b >= MOST {
            return;
        }
        let at = Self::at(goal, a, b);
        if cost < self.costs[at] {
            self.costs[at] = cost;
            self.moves[at] = step;
        }
    }

    /// The side of each goal on the cheapest way to a score; none: dropped.
    pub(super) fn sides(&self, goals: usize, [mut a, mut b]: [usize; 2]) -> Vec<Option<Team>> {
        let mut sides = vec![None; goals];
        for goal in (0..goals).rev() {
            match self.moves[Self::at(goal + 1, a, b)] {
                1 => {
                    sides[goal] = Some(Team::A);
                    a -= 1;
                }
                2 => {
                    sides[goal] = Some(Team::B);
                    b -= 1;
                }
                _ => {}
            }
        }
        sides
    }
}
