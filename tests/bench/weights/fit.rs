//! Log-linear choice: which of some alternatives is right, by what holds of each.

use std::collections::BTreeMap;

/// How strongly weights are drawn to nothing: there are a hundred reports, not a million.
const RIDGE: f64 = 0.5;
/// Steps at the most; a dozen are enough where there is an optimum.
const STEPS: usize = 50;
/// A step that gains less is the last.
const GAIN: f64 = 1e-6;

/// A table of log-odds.
pub(crate) type Weights = BTreeMap<String, f64>;

/// What may be so, and whether it is.
pub(crate) struct Alternative {
    /// What holds of it, and how much.
    pub(crate) holds: Vec<(String, f64)>,
    /// Whether it is right; of several that are, each is.
    pub(crate) right: bool,
}

/// Some alternatives of which one is right, how much they count, and whose report they are from.
pub(crate) struct Example {
    pub(crate) alternatives: Vec<Alternative>,
    pub(crate) weight: f64,
    pub(crate) publisher: String,
}

impl Example {
    /// Something that is so or is not: it, or else nothing.
    pub(crate) fn of_one(
        holds: impl IntoIterator<Item = String>,
        right: bool,
        weight: f64,
        publisher: &str,
    ) -> Self {
        let mut counted: BTreeMap<String, f64> = BTreeMap::new();
        for sign in holds {
            *counted.entry(sign).or_default() += 1.0;
        }
        let it = Alternative {
            holds: counted.into_iter().collect(),
            right,
        };
        let nothing = Alternative {
            holds: Vec::new(),
            right: !right,
        };
        Self {
            alternatives: vec![it, nothing],
            weight,
            publisher: publisher.to_owned(),
        }
    }

    /// The log-odds of every alternative.
    pub(crate) fn odds(&self, weights: &Weights) -> Vec<f64> {
        let of = |holds: &[(String, f64)]| {
            let weighed = holds
                .iter()
                .map(|(sign, size)| size * weights.get(sign).copied().unwrap_or(0.0));
            weighed.sum()
        };
        self.alternatives.iter().map(|it| of(&it.holds)).collect()
    }
}

/// The weights under which what is right is likeliest, each drawn to nothing: Newton's method.
pub(crate) fn fit(examples: &[&Example]) -> Weights {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for (sign, _) in holding(examples) {
        let next = numbers.len();
        numbers.entry(sign).or_insert(next);
    }
    let cases: Vec<Case> = examples
        .iter()
        .filter(|example| example.alternatives.iter().any(|it| it.right))
        .map(|example| Case::of(example, &numbers))
        .collect();
    let mut weights = vec![0.0; numbers.len()];
    let mut slope = Slope::at(&cases, &weights);
    for _ in 0..STEPS {
        let step = solve(slope.curve.clone(), slope.rise.clone());
        let further = |share: f64| -> Vec<f64> {
            let pairs = weights.iter().zip(&step);
            pairs.map(|(weight, step)| weight + share * step).collect()
        };
        let halves = std::iter::successors(Some(1.0), |share| Some(share / 2.0)).take(12);
        let better = halves
            .map(|share| {
                let next = further(share);
                let slope = Slope::at(&cases, &next);
                (next, slope)
            })
            .find(|(_, next)| next.height > slope.height + GAIN);
        let Some((next, there)) = better else { break };
        (weights, slope) = (next, there);
    }
    let named = numbers.into_iter();
    named
        .map(|(sign, number)| (sign.to_owned(), weights[number]))
        .collect()
}

/// Everything that holds of any alternative.
fn holding<'e>(examples: &[&'e Example]) -> impl Iterator<Item = (&'e str, f64)> {
    let all = examples.iter().flat_map(|example| &example.alternatives);
    all.flat_map(|it| &it.holds)
        .map(|(sign, size)| (sign.as_str(), *size))
}

/// An example with its signs by number.
struct Case {
    alternatives: Vec<(Vec<(usize, f64)>, bool)>,
    weight: f64,
}

impl Case {
    fn of(example: &Example, numbers: &BTreeMap<&str, usize>) -> Self {
        let number = |holds: &[(String, f64)]| {
            let holds = holds.iter();
            holds
                .map(|(sign, size)| (numbers[sign.as_str()], *size))
                .collect()
        };
        Self {
            alternatives: (example.alternatives.iter())
                .map(|it| (number(&it.holds), it.right))
                .collect(),
            weight: example.weight,
        }
    }
}

/// How likely all that is right is, and how that changes with the weights.
struct Slope {
    height: f64,
    rise: Vec<f64>,
    curve: Vec<Vec<f64>>,
}

impl Slope {
    fn at(cases: &[Case], weights: &[f64]) -> Self {
        let count = weights.len();
        let mut slope = Self {
            height: -RIDGE / 2.0 * weights.iter().map(|weight| weight * weight).sum::<f64>(),
            rise: weights.iter().map(|weight| -RIDGE * weight).collect(),
            curve: (0..count)
                .map(|row| {
                    (0..count)
                        .map(|at| if at == row { RIDGE } else { 0.0 })
                        .collect()
                })
                .collect(),
        };
        for case in cases {
            slope.add(case, weights);
        }
        slope
    }

    fn add(&mut self, case: &Case, weights: &[f64]) {
        let odds: Vec<f64> = (case.alternatives.iter())
            .map(|(holds, _)| holds.iter().map(|(sign, size)| size * weights[*sign]).sum())
            .collect();
        let most = odds.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let shares: Vec<f64> = odds.iter().map(|odds| (odds - most).exp()).collect();
        let all: f64 = shares.iter().sum();
        let rights = shares.iter().zip(&case.alternatives);
        let right: f64 = rights
            .filter(|(_, (_, right))| *right)
            .map(|(share, _)| share)
            .sum();
        self.height += case.weight * (right / all).ln();
        let mut mean = vec![0.0; weights.len()];
        for (share, (holds, is_right)) in shares.iter().zip(&case.alternatives) {
            let chance = share / all;
            let wanted = if *is_right { share / right } else { 0.0 };
            for (sign, size) in holds {
                mean[*sign] += chance * size;
                self.rise[*sign] += case.weight * (wanted - chance) * size;
                for (other, of_other) in holds {
                    self.curve[*sign][*other] += case.weight * chance * size * of_other;
                }
            }
        }
        let seen: Vec<usize> = (0..mean.len()).filter(|sign| mean[*sign] != 0.0).collect();
        for sign in &seen {
            for other in &seen {
                self.curve[*sign][*other] -= case.weight * mean[*sign] * mean[*other];
            }
        }
    }
}

/// Solves linear equations whose matrix is positive definite, as a curve with a ridge is.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let count = right.len();
    for row in 0..count {
        for below in row + 1..count {
            let times = matrix[below][row] / matrix[row][row];
            let (above, rest) = matrix.split_at_mut(below);
            for (value, other) in rest[0].iter_mut().zip(&above[row]).skip(row) {
                *value -= times * other;
            }
            right[below] -= times * right[row];
        }
    }
    for row in (0..count).rev() {
        let known: f64 = (row + 1..count).map(|at| matrix[row][at] * right[at]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    right
}
