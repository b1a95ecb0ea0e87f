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

/// The best end of all tables: the story is read off it once it is known to be the best of all.
#[derive(Clone, Copy)]
pub(super) struct End {
    pub(super) cost: f32,
    pub(super) trial: usize,
    /// The goals told that it counts.
    pub(super) at: [usize; 2],
    /// The score it ends with.
    pub(super) score: [usize; 2],
}

/// The ends of all accounts of a match.
pub(super) struct Endings<'c> {
    goals: usize,
    candidates: &'c [Candidate],
    /// How many tallies each side can have, with goals that nothing is told of.
    widest: usize,
    /// What each score costs as the end, by both tallies.
    costs: Vec<f32>,
    /// What each told score costs as the end, its own weight taken off.
    told_costs: Vec<f32>,
    /// The accounts of the goals told, by the score they make of them, in the order of [`scores`].
    accounts: Vec<Accounts>,
    /// The best account for each score.
    counted: Vec<Option<End>>,
    /// The best account for each told score.
    told: Vec<Option<End>>,
    /// How much all accounts that end with a score weigh together; told ones apart, for no table may reach them.
    mass: Vec<f64>,
    told_mass: Vec<f64>,
}

/// All accounts that make one score of the goals told.
#[derive(Clone, Copy)]
struct Accounts {
    /// What the cheapest costs.
    cost: f32,
    /// The trial it is of.
    trial: usize,
    /// How much all weigh together.
    weight: f64,
}

impl<'c> Endings<'c> {
    pub(super) fn of(goals: usize, candidates: &'c [Candidate], outcome: &Outcome) -> Self {
        let widest = MOST.min(goals + 1) + MOST_IMPLIED;
        let told_cost = |told: &Candidate| outcome.cost(told.score.map(usize::from)) - told.weight;
        let none = Accounts {
            cost: f32::INFINITY,
            trial: 0,
            weight: 0.0,
        };
        Self {
            goals,
            candidates,
            widest,
            costs: (0..widest * widest)
                .map(|at| outcome.cost([at / widest, at % widest]))
                .collect(),
            told_costs: candidates.iter().map(told_cost).collect(),
            accounts: vec![none; scores(goals).count()],
            counted: vec![None; widest * widest],
            told: vec![None; candidates.len()],
            mass: vec![0.0; widest * widest],
            told_mass: vec![0.0; candidates.len()],
        }
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

    /// The least that an end costs by the goals told, in a plane.
    pub(super) fn after(&self, costs: &Costs<'_>) -> Vec<f32> {
        let mut after = costs.plane();
        for at in scores(self.goals) {
            let counted = with_implied(at).map(|(score, implied)| self.cost(score, implied));
            let told = (0..self.candidates.len()).filter_map(|number| self.told_cost(number, at));
            after[costs.place(at)] = counted.chain(told).fold(f32::INFINITY, f32::min);
        }
        after
    }

    /// Takes in the accounts of one trial. Of those that cost the same, the one of the first trial counts.
    pub(super) fn take_in(&mut self, table: &Table<'_>, trial: usize, leaning: f32) {
        let supposed = weight(leaning);
        for (at, known) in scores(self.goals).zip(&mut self.accounts) {
            let (cost, ways) = table.end(at);
            let cost = cost + leaning;
            known.weight += ways * supposed;
            if cost < known.cost || cost == known.cost && trial < known.trial {
                (known.cost, known.trial) = (cost, trial);
            }
        }
    }

    /// Ends all accounts in all ways, once they are taken in.
    pub(super) fn close(&mut self) {
        for (at, account) in scores(self.goals).zip(std::mem::take(&mut self.accounts)) {
            if !account.cost.is_finite() {
                continue;
            }
            let trial = account.trial;
            let better = |known: &mut Option<End>, more: f32, score: [usize; 2]| {
                let cost = account.cost + more;
                if known.is_none_or(|known| (cost, trial) < (known.cost, known.trial)) {
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
                self.mass[end] += account.weight * weight(more);
            }
            for number in 0..self.candidates.len() {
                if let Some(more) = self.told_cost(number, at) {
                    let score = self.candidates[number].score.map(usize::from);
                    better(&mut self.told[number], more, score);
                    self.told_mass[number] += account.weight * weight(more);
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
