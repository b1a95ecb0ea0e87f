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
            Slot::Level if own != other => 2.5,
            Slot::Lead if own != other + 1 => 1.2,
            Slot::Add if own < other + 1 => 1.0,
            Slot::Pull if own >= other => 1.6,
            Slot::Winner if own <= other => 1.2,
            _ => 0.0,
        };
    }
    for number in &prior.ordinals {
        let number = i32::from(*number);
        cost += if own == number {
            -0.3
        } else if own + other == number {
            0.6
        } else {
            1.4
        };
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
    /// How many tallies each side can have.
    most: usize,
    /// What contradicts a goal for A, for B, by goal and score before it.
    contradictions: Vec<[f32; 2]>,
}

/// What it costs to count each goal for A, for B.
pub(super) type SideCosts = [[f32; 2]];

/// The scores that some goals can make.
pub(super) fn scores(goals: usize) -> impl Iterator<Item = [usize; 2]> {
    let most = MOST.min(goals + 1);
    (0..most).flat_map(move |a| (0..most.min(goals + 1 - a)).map(move |b| [a, b]))
}

impl<'p> Costs<'p> {
    /// `passing`: what it costs that a goal leads to a score.
    pub(super) fn of(priors: &'p [Prior], passing: &dyn Fn([usize; 2]) -> f32) -> Self {
        let most = MOST.min(priors.len() + 1);
        let mut contradictions = vec![[0.0; 2]; priors.len() * most * most];
        for (goal, prior) in priors.iter().enumerate() {
            for before in scores(goal) {
                contradictions[(goal * most + before[0]) * most + before[1]] = [0, 1].map(|side| {
                    let mut after = before;
                    after[side] += 1;
                    contradiction(prior, before, side) + passing(after)
                });
            }
        }
        Self {
            priors,
            most,
            contradictions,
        }
    }

    const fn at(&self, goal: usize, [a, b]: [usize; 2]) -> usize {
        (goal * self.most + a) * self.most + b
    }

    /// The least cost by goal and score so far.
    pub(super) fn fill<'c>(&'c self, sides: &'c SideCosts) -> Table<'c> {
        let size = (self.priors.len() + 1) * self.most * self.most;
        let mut table = Table {
            of: self,
            sides,
            costs: vec![f32::INFINITY; size],
            moves: vec![0; size],
        };
        table.costs[0] = 0.0;
        let states = self.most * self.most;
        for (goal, side) in sides.iter().enumerate() {
            let (before, after) = table.costs.split_at_mut((goal + 1) * states);
            let before = &before[goal * states..];
            let against = &self.contradictions[goal * states..][..states];
            let (after, moves) = (
                &mut after[..states],
                &mut table.moves[(goal + 1) * states..][..states],
            );
            let drop = self.priors[goal].drop;
            for [a, b] in scores(goal + 1) {
                let at = a * self.most + b;
                let mut best = (f32::INFINITY, 0);
                if a > 0 {
                    let from = at - self.most;
                    let cost = before[from] + (side[0] + against[from][0]);
                    if cost < best.0 {
                        best = (cost, 1);
                    }
                }
                if b > 0 {
                    let cost = before[at - 1] + (side[1] + against[at - 1][1]);
                    if cost < best.0 {
                        best = (cost, 2);
                    }
                }
                let dropped = before[at] + drop;
                if dropped < best.0 {
                    best = (dropped, 0);
                }
                (after[at], moves[at]) = best;
            }
        }
        table
    }
}

/// Least costs by goal and score so far, supposing who plays for whom.
pub(super) struct Table<'c> {
    of: &'c Costs<'c>,
    sides: &'c SideCosts,
    costs: Vec<f32>,
    /// 0: dropped, 1: for A, 2: for B.
    moves: Vec<u8>,
}

impl Table<'_> {
    /// The least cost of the first `goal` goals with that score after them; infinite where it cannot be.
    pub(super) fn cost(&self, goal: usize, score: [usize; 2]) -> f32 {
        self.costs[self.of.at(goal, score)]
    }

    /// For each goal, the least that a whole account costs that counts it for A, for B; `after` is what the end costs by
    /// the score after all goals.
    pub(super) fn by_side(&self, mut after: Vec<f32>) -> Vec<[f32; 2]> {
        let most = self.of.most;
        let mut found = vec![[f32::INFINITY; 2]; self.sides.len()];
        for (goal, side) in self.sides.iter().enumerate().rev() {
            let states = most * most;
            let mut before = vec![f32::INFINITY; states];
            let costs = &self.costs[goal * states..][..states];
            let against = &self.of.contradictions[goal * states..][..states];
            let drop = self.of.priors[goal].drop;
            for [a, b] in scores(goal) {
                let at = a * most + b;
                let cost = costs[at];
                if !cost.is_finite() {
                    continue;
                }
                let then = |fits: bool, at: usize| if fits { after[at] } else { f32::INFINITY };
                let of_a = side[0] + against[at][0] + then(a + 1 < most, at + most);
                let of_b = side[1] + against[at][1] + then(b + 1 < most, at + 1);
                found[goal][0] = found[goal][0].min(cost + of_a);
                found[goal][1] = found[goal][1].min(cost + of_b);
                before[at] = of_a.min(of_b).min(drop + after[at]);
            }
            after = before;
        }
        found
    }

    /// The side of each goal on the cheapest way to a score; none: dropped.
    pub(super) fn sides(&self, [mut a, mut b]: [usize; 2]) -> Vec<Option<Team>> {
        let mut sides = vec![None; self.sides.len()];
        for goal in (0..sides.len()).rev() {
            match self.moves[self.of.at(goal + 1, [a, b])] {
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
