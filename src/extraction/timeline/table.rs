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

impl Prior {
    /// Whether the same is said of this goal's place in the story as of the other's.
    fn is_said_as(&self, other: &Self) -> bool {
        (&self.slots, &self.scores, &self.ordinals)
            == (&other.slots, &other.scores, &other.ordinals)
    }
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

/// The smaller of two costs, none of which is not a number.
const fn least(left: f32, right: f32) -> f32 {
    if right < left { right } else { left }
}

/// The smallest sum of two costs that lie at one place.
fn least_sum(left: &[f32], right: &[f32]) -> f32 {
    // Eight side by side, as the processor can.
    let ((lefts, left), (rights, right)) = (left.as_chunks::<8>(), right.as_chunks::<8>());
    let side_by_side = lefts
        .iter()
        .zip(rights)
        .fold([f32::INFINITY; 8], |found, (left, right)| {
            std::array::from_fn(|lane| least(found[lane], left[lane] + right[lane]))
        });
    let rest = left.iter().zip(right).map(|(left, right)| left + right);
    rest.chain(side_by_side).fold(f32::INFINITY, least)
}

/// What goals in match order cost, each by the score before it.
///
/// The scores lie in a plane, one row for each tally of A, with a row before and after them and a column behind: what
/// comes from or goes over an edge costs infinitely, so that a plane is filled without asking where its edges are.
pub(super) struct Costs<'p> {
    priors: &'p [Prior],
    /// How many tallies each side can have.
    most: usize,
    /// What contradicts a goal when it is for A, and for B, by the score before it: two planes for each thing that is said
    /// of some goal's place in the story.
    contradictions: Vec<f32>,
    /// What these costs weigh.
    weights: Vec<f64>,
    /// Which two planes are each goal's: of most goals nothing is said.
    planes_of: Vec<usize>,
}

/// The scores that some goals can make.
pub(super) fn scores(goals: usize) -> impl Iterator<Item = [usize; 2]> {
    let most = MOST.min(goals + 1);
    (0..most).flat_map(move |a| (0..most.min(goals + 1 - a)).map(move |b| [a, b]))
}

/// How much a way weighs that costs so much: the less it costs, the more.
pub(super) fn weight(cost: f32) -> f64 {
    match cost {
        // Of most goals nothing is told that a score could deny, and most of a plane lies over an edge.
        0.0 => 1.0,
        f32::INFINITY => 0.0,
        cost => f64::from(-cost).exp(),
    }
}

impl<'p> Costs<'p> {
    /// `passing`: what it costs that a goal leads to a score.
    pub(super) fn of(priors: &'p [Prior], passing: &dyn Fn([usize; 2]) -> f32) -> Self {
        let mut costs = Self {
            priors,
            most: MOST.min(priors.len() + 1),
            contradictions: Vec::new(),
            weights: Vec::new(),
            planes_of: vec![0; priors.len()],
        };
        let mut reaching = costs.plane();
        for score in scores(priors.len()) {
            reaching[costs.place(score)] = passing(score);
        }
        // The latest goal of which something is said can be scored at the most scores.
        let mut known: Vec<&Prior> = Vec::new();
        for (goal, prior) in priors.iter().enumerate().rev() {
            let alike = known.iter().position(|other| prior.is_said_as(other));
            costs.planes_of[goal] = alike.unwrap_or_else(|| {
                known.push(prior);
                costs.add(prior, goal, &reaching);
                known.len() - 1
            });
        }
        costs.weights = costs
            .contradictions
            .iter()
            .map(|cost| weight(*cost))
            .collect();
        costs
    }

    /// Adds what contradicts a goal that so many others may come before.
    fn add(&mut self, prior: &Prior, others: usize, reaching: &[f32]) {
        for side in [0, 1] {
            let start = self.contradictions.len();
            self.contradictions
                .resize(start + self.size(), f32::INFINITY);
            for before in scores(others).filter(|before| before[side] + 1 < self.most) {
                let mut after = before;
                after[side] += 1;
                let at = start + self.place(before);
                self.contradictions[at] =
                    contradiction(prior, before, side) + reaching[self.place(after)];
            }
        }
    }

    const fn row(&self) -> usize {
        self.most + 1
    }

    const fn size(&self) -> usize {
        self.row() * (self.most + 2)
    }

    /// How much of a plane holds the scores that so many goals can make.
    fn within(&self, goals: usize) -> usize {
        self.row() * (goals.min(self.most - 1) + 2)
    }

    /// A plane in which no score can be.
    pub(super) fn plane(&self) -> Vec<f32> {
        vec![f32::INFINITY; self.size()]
    }

    /// Where a score lies in a plane.
    pub(super) const fn place(&self, [a, b]: [usize; 2]) -> usize {
        (a + 1) * self.row() + b
    }

    /// Of two planes for each thing that is said of some goal, those of one goal.
    fn planes<'a, T>(&self, all: &'a [T], goal: usize) -> [&'a [T]; 2] {
        let size = self.size();
        let both = &all[2 * size * self.planes_of[goal]..][..2 * size];
        let (for_a, for_b) = both.split_at(size);
        [for_a, for_b]
    }

    /// What contradicts a goal for A, and for B, by the score before it.
    fn against(&self, goal: usize) -> [&[f32]; 2] {
        self.planes(&self.contradictions, goal)
    }

    /// How every score after a goal came about, from what is known by the score before it: its place, and there what is
    /// known of the score without a goal of A's and without one of B's, each with what `by` has for such a goal, and of
    /// the same score.
    fn steps<'a, T>(
        &self,
        goal: usize,
        before: &'a [T],
        [by_a, by_b]: [&'a [T]; 2],
        after: &'a mut [T],
    ) -> impl Iterator<Item = (&'a mut T, (&'a T, &'a T), (&'a T, &'a T), &'a T)> {
        // The score before the goal is a row back, or a column.
        let row = self.row();
        let from_a = before.iter().zip(by_a);
        let from_b = before[row - 1..].iter().zip(&by_b[row - 1..]);
        let after = after[row..self.within(goal + 1)].iter_mut();
        let all = after.zip(from_a).zip(from_b).zip(&before[row..]);
        all.map(|(((after, a), b), same)| (after, a, b, same))
    }

    /// A table to suppose with who plays for whom.
    pub(super) fn table(&self) -> Table<'_> {
        let places = self.size() * (self.priors.len() + 1);
        let mut table = Table {
            of: self,
            sides: Vec::new(),
            costs: vec![f32::INFINITY; places],
            ways: vec![0.0; places],
        };
        let start = self.place([0, 0]);
        table.costs[start] = 0.0;
        table.ways[start] = 1.0;
        table
    }
}

/// What is known of all ways to a score, by goal and score so far, supposing who plays for whom: a plane for each goal, with
/// the scores before it, and one with those after all.
pub(super) struct Table<'c> {
    of: &'c Costs<'c>,
    /// What it costs to count each goal for A, for B; none: nothing is supposed yet.
    sides: Vec<[f32; 2]>,
    /// What the cheapest way costs.
    costs: Vec<f32>,
    /// How much all ways weigh together: the less a way costs, the more it weighs.
    ways: Vec<f64>,
}

impl Table<'_> {
    /// Supposes what it costs to count each goal for A, for B. What is known up to the first goal for which it cost
    /// something else before stays known.
    pub(super) fn suppose(&mut self, sides: Vec<[f32; 2]>) {
        let alike = self.sides.iter().zip(&sides);
        let known = alike.take_while(|(before, now)| before == now).count();
        let (of, size) = (self.of, self.of.size());
        for (goal, [for_a, for_b]) in sides.iter().enumerate().skip(known) {
            let drop = of.priors[goal].drop;
            let (before, after) = self.costs[goal * size..].split_at_mut(size);
            for (after, a, b, same) in of.steps(goal, before, of.against(goal), after) {
                let of_a = a.0 + (for_a + a.1);
                let of_b = b.0 + (for_b + b.1);
                *after = least(least(of_a, of_b), same + drop);
            }
            let [for_a, for_b, drop] = [*for_a, *for_b, drop].map(weight);
            let by = of.planes(&of.weights, goal);
            let (before, after) = self.ways[goal * size..].split_at_mut(size);
            for (after, a, b, same) in of.steps(goal, before, by, after) {
                *after = a.0 * for_a * a.1 + b.0 * for_b * b.1 + same * drop;
            }
        }
        self.sides = sides;
    }

    /// What the cheapest way to a score after all goals costs, and how much all ways there weigh.
    pub(super) fn end(&self, score: [usize; 2]) -> (f32, f64) {
        let place = self.sides.len() * self.of.size() + self.of.place(score);
        (self.costs[place], self.ways[place])
    }

    /// The least cost of the first `goal` goals with that score after them; infinite where it cannot be.
    fn cost(&self, goal: usize, score: [usize; 2]) -> f32 {
        self.costs[goal * self.of.size() + self.of.place(score)]
    }

    /// For each goal, the least that a whole account costs that counts it for A, for B; `after` is what the end costs by
    /// the score after all goals, in a plane.
    pub(super) fn by_side(&self, after: &[f32]) -> Vec<[f32; 2]> {
        let mut after = after.to_vec();
        let (size, row) = (self.of.size(), self.of.row());
        // What all costs from a goal on, by the score before it, when it counts for A, for B.
        let mut then = [self.of.plane(), self.of.plane()];
        let mut found = vec![[f32::INFINITY; 2]; self.sides.len()];
        for (goal, costs) in self.sides.iter().enumerate().rev() {
            let within = self.of.within(goal);
            let so_far = &self.costs[goal * size..][..within];
            for (side, step) in [row, 1].into_iter().enumerate() {
                let against = self.of.against(goal)[side];
                let own = costs[side];
                let then = &mut then[side][..within];
                for ((then, against), after) in then.iter_mut().zip(against).zip(&after[step..]) {
                    *then = own + against + after;
                }
                found[goal][side] = least_sum(so_far, then);
            }
            let drop = self.of.priors[goal].drop;
            let [of_a, of_b] = then.each_ref().map(|then| &then[..within]);
            for ((here, of_a), of_b) in after.iter_mut().zip(of_a).zip(of_b) {
                *here = least(least(*of_a, *of_b), drop + *here);
            }
        }
        found
    }

    /// The side of each goal on the cheapest way to a score; none: dropped.
    pub(super) fn counted_for(&self, mut score: [usize; 2]) -> Vec<Option<Team>> {
        let mut sides = vec![None; self.sides.len()];
        for goal in (0..sides.len()).rev() {
            let mut best = (f32::INFINITY, None);
            for (number, team) in [Team::A, Team::B].into_iter().enumerate() {
                let mut before = score;
                let Some(tally) = before[number].checked_sub(1) else {
                    continue;
                };
                before[number] = tally;
                let against = self.of.against(goal)[number][self.of.place(before)];
                let cost = self.cost(goal, before) + (self.sides[goal][number] + against);
                if cost < best.0 {
                    best = (cost, Some((team, before)));
                }
            }
            let dropped = self.cost(goal, score) + self.of.priors[goal].drop;
            if let (cost, Some((team, before))) = best
                && cost <= dropped
            {
                sides[goal] = Some(team);
                score = before;
            }
        }
        sides
    }
}
