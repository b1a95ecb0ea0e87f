//! How an account can end: with the goals told, with goals more that nothing is told of, or with a score that is told.

use super::outcome::Outcome;
use super::search::Candidate;
use super::table::{Costs, MOST, Table, scores, weight};

/// What each goal of a told score costs that the account lacks.
const MISSING: f32 = 1.0;
/// … so many of them at the most where no goal is told of.
const MOST_MISSED: usize = 3;
/// What a goal costs that nothing is told of, but for what is told of the score …
const IMPLIED: f32 = 2.1;
/// … and so many of them at most.
const MOST_IMPLIED: usize = 3;
/// In so many ways they can be the one side's and the other's.
const IMPLIED_WAYS: [[usize; 2]; 10] = [
    [0, 0],
    [0, 1],
    [0, 2],
    [0, 3],
    [1, 0],
    [1, 1],
    [1, 2],
    [2, 0],
    [2, 1],
    [3, 0],
];
const _: () = assert!(IMPLIED_WAYS.len() == (MOST_IMPLIED + 1) * (MOST_IMPLIED + 2) / 2);

/// The best end of one table: the story is read off it once it is known to be the best of all.
#[derive(Clone, Copy)]
pub(super) struct End {
    pub(super) cost: f32,
    pub(super) trial: usize,
    /// The goals told that it counts.
    pub(super) at: [usize; 2],
    /// The score it ends with.
    pub(super) score: [usize; 2],
}

/// The ends of all tables of a match.
pub(super) struct Endings<'c> {
    goals: usize,
    candidates: &'c [Candidate],
    /// How many tallies each side can have, with goals that nothing is told of.
    widest: usize,
    /// What each score costs as the end, by both tallies.
    costs: Vec<f32>,
    /// What each told score costs as the end, its own weight taken off.
    told_costs: Vec<f32>,
    /// The best account for each score.
    counted: Vec<Option<End>>,
    /// The best account for each told score.
    told: Vec<Option<End>>,
    /// How much all accounts that end with a score weigh together; told ones apart, for no table may reach them.
    mass: Vec<f64>,
    told_mass: Vec<f64>,
    /// How much each way to end weighs, by the goals told, in the order of [`scores`] and [`with_implied`].
    weights: Vec<f64>,
    /// The same for each told score; none: it has fewer goals.
    told_weights: Vec<Option<f64>>,
}

impl<'c> Endings<'c> {
    pub(super) fn of(goals: usize, candidates: &'c [Candidate], outcome: &Outcome) -> Self {
        let widest = MOST.min(goals + 1) + MOST_IMPLIED;
        let told_cost = |told: &Candidate| outcome.cost(told.score.map(usize::from)) - told.weight;
        let mut endings = Self {
            goals,
            candidates,
            widest,
            costs: (0..widest * widest)
                .map(|at| outcome.cost([at / widest, at % widest]))
                .collect(),
            told_costs: candidates.iter().map(told_cost).collect(),
            counted: vec![None; widest * widest],
            told: vec![None; candidates.len()],
            mass: vec![0.0; widest * widest],
            told_mass: vec![0.0; candidates.len()],
            weights: Vec::new(),
            told_weights: Vec::new(),
        };
        for at in scores(goals) {
            for (score, implied) in with_implied(at) {
                let weight = weight(endings.cost(score, implied));
                endings.weights.push(weight);
            }
            for number in 0..candidates.len() {
                let weight = endings.told_cost(number, at).map(weight);
                endings.told_weights.push(weight);
            }
        }
        endings
    }

    /// What a score costs as the end with so many goals that nothing is told of.
    fn cost(&self, score: [usize; 2], implied: usize) -> f32 {
        self.costs[self.at(score)] + implied as f32 * IMPLIED
    }

    const fn at(&self, [a, b]: [usize; 2]) -> usize {
        a * self.widest + b
    }

    /// What goals of a told score cost that the account lacks. A text that tells of no goal at all lacks them all, and
    /// says nothing against any score by it.
    fn missing(&self, goals: usize) -> f32 {
        let counted = if self.goals == 0 {
            goals.min(MOST_MISSED)
        } else {
            goals
        };
        counted as f32 * MISSING
    }

    /// What a told score costs where the account has so many goals; none: it has too many.
    fn told_cost(&self, number: usize, [a, b]: [usize; 2]) -> Option<f32> {
        let [most_a, most_b] = self.candidates[number].score.map(usize::from);
        (a <= most_a && b <= most_b)
            .then(|| self.missing(most_a - a + most_b - b) + self.told_costs[number])
    }

    /// Takes in one table, supposing who plays for whom; gives the least that an end costs by the goals told.
    pub(super) fn close(
        &mut self,
        costs: &Costs<'_>,
        table: &Table<'_>,
        trial: usize,
        leaning: f32,
    ) -> Vec<f32> {
        let mut after = costs.plane();
        for at in scores(self.goals) {
            let account = table.cost(self.goals, at) + leaning;
            if !account.is_finite() {
                continue;
            }
            let mut least = f32::INFINITY;
            let mut better = |known: &mut Option<End>, more: f32, score: [usize; 2]| {
                least = least.min(more);
                let cost = account + more;
                if known.is_none_or(|known| cost < known.cost) {
                    *known = Some(End {
                        cost,
                        trial,
                        at,
                        score,
                    });
                }
            };
            for (score, implied) in with_implied(at) {
                let more = self.cost(score, implied);
                let end = self.at(score);
                better(&mut self.counted[end], more, score);
            }
            for number in 0..self.candidates.len() {
                if let Some(more) = self.told_cost(number, at) {
                    let score = self.candidates[number].score.map(usize::from);
                    better(&mut self.told[number], more, score);
                }
            }
            after[costs.place(at)] = least;
        }
        after
    }

    /// Takes in how much all ways of one table weigh, by the goals told.
    pub(super) fn weigh(&mut self, costs: &Costs<'_>, ways: &[f64], leaning: f32) {
        let supposed = weight(leaning);
        let mut weights = self.weights.chunks_exact(IMPLIED_WAYS.len());
        let mut told_weights = self.told_weights.chunks(self.candidates.len().max(1));
        for at in scores(self.goals) {
            let ways = ways[costs.place(at)] * supposed;
            let weights = weights.next().unwrap_or_default();
            let told_weights = told_weights.next().unwrap_or_default();
            if ways <= 0.0 {
                continue;
            }
            for ((score, _), weight) in with_implied(at).zip(weights) {
                let end = self.at(score);
                self.mass[end] += ways * weight;
            }
            for (mass, weight) in self.told_mass.iter_mut().zip(told_weights) {
                if let Some(weight) = weight {
                    *mass += ways * weight;
                }
            }
        }
    }

    /// The log-odds of a score against all others.
    pub(super) fn odds(&self, score: [usize; 2]) -> f32 {
        let reached = score[0] < self.widest && score[1] < self.widest;
        let counted = if reached {
            self.mass[self.at(score)]
        } else {
            0.0
        };
        let told = (self.candidates.iter().zip(&self.told_mass))
            .filter(|(told, _)| told.score.map(usize::from) == score);
        let own = counted + told.map(|(_, mass)| mass).sum::<f64>();
        let all: f64 = self.mass.iter().chain(&self.told_mass).sum();
        (own.ln() - (all - own).max(own * 1e-6).ln()) as f32
    }

    /// The best account for each told score.
    pub(super) fn told(&self) -> impl Iterator<Item = (usize, End)> {
        let known = self.told.iter().enumerate();
        known.filter_map(|(number, end)| Some((number, (*end)?)))
    }

    /// The best accounts for the two scores that cost least of those that are counted, the cheaper first.
    pub(super) fn counted(&self) -> [Option<End>; 2] {
        let mut best: [Option<End>; 2] = [None; 2];
        for end in self.counted.iter().flatten() {
            let cheaper = |known: Option<End>| known.is_none_or(|known| end.cost < known.cost);
            if cheaper(best[0]) {
                best = [Some(*end), best[0]];
            } else if cheaper(best[1]) {
                best[1] = Some(*end);
            }
        }
        best
    }
}

/// Every score that can end a match with so many goals told, with how many more goals it has.
fn with_implied([a, b]: [usize; 2]) -> impl Iterator<Item = ([usize; 2], usize)> {
    (IMPLIED_WAYS.iter()).map(move |[more_a, more_b]| ([a + more_a, b + more_b], more_a + more_b))
}
