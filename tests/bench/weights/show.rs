//! The tables as data files have them, with how well each does on publishers it was not fitted to.

use std::collections::{BTreeMap, BTreeSet};

use super::fit::{Example, Weights, fit};

/// So many publishers are held apart by themselves, those with the most examples; the rest together, in as many parts.
const APART: usize = 8;

/// Prints the table that some yes-or-no examples teach.
pub(crate) fn of_yes_or_no(examples: &[Example], what: &str) {
    let given = |example: &Example, weights: &Weights| {
        vec![(example.odds(weights)[0], example.alternatives[0].right)]
    };
    table(examples, what, &[0.0, 0.6, 1.0, 1.5, 2.0], &given);
}

/// Prints the table that examples teach of which one alternative is taken: the likeliest, with how far it is ahead.
pub(crate) fn of_choices(examples: &[Example], what: &str) {
    let taken = |example: &Example, weights: &Weights| {
        let odds = example.odds(weights);
        let best = (0..odds.len()).max_by(|left, right| odds[*left].total_cmp(&odds[*right]));
        let ahead = |best: usize| {
            let others = (0..odds.len()).filter(|other| *other != best);
            let next = others
                .map(|other| odds[other])
                .fold(f64::NEG_INFINITY, f64::max);
            odds[best] - next
        };
        let found = best.map(|best| (ahead(best), example.alternatives[best].right));
        found.into_iter().collect()
    };
    table(examples, what, &[0.0, 1.0, 2.0, 4.0], &taken);
}

/// What an example is taken for under some weights: each with the odds it is given and whether it is right.
type Given<'g> = &'g dyn Fn(&Example, &Weights) -> Vec<(f64, bool)>;

fn table(examples: &[Example], what: &str, least: &[f64], given: Given<'_>) {
    let all: Vec<&Example> = examples.iter().collect();
    let mut apart: Vec<(f64, bool)> = Vec::new();
    for held in parts(&all) {
        let (held, rest): (Vec<&Example>, Vec<&Example>) = all
            .iter()
            .partition(|example| held.contains(example.publisher.as_str()));
        let weights = fit(&rest);
        apart.extend(held.iter().flat_map(|example| given(example, &weights)));
    }
    let weights = fit(&all);
    let own: Vec<(f64, bool)> = all
        .iter()
        .flat_map(|example| given(example, &weights))
        .collect();
    println!("# {} {what}; held apart by publisher", examples.len());
    for least in least {
        let row = |scored: &[(f64, bool)]| {
            let given: Vec<bool> = scored
                .iter()
                .filter(|(odds, _)| odds >= least)
                .map(|(_, right)| *right)
                .collect();
            let right = given.iter().filter(|right| **right).count();
            format!("{right:>4} of {:>4} right", given.len())
        };
        println!(
            "#   odds from {least:.1}: {}; held apart {}",
            row(&own),
            row(&apart)
        );
    }
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    let alternatives = all.iter().flat_map(|example| &example.alternatives);
    for (sign, _) in alternatives.flat_map(|it| &it.holds) {
        *times.entry(sign).or_default() += 1;
    }
    for (name, weight) in &weights {
        let times = times.get(name.as_str()).copied().unwrap_or(0);
        println!("{name} = {weight:.2}  # {times}");
    }
}

/// Which publishers are held apart together.
fn parts<'e>(examples: &[&'e Example]) -> Vec<BTreeSet<&'e str>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for example in examples {
        *counts.entry(&example.publisher).or_default() += 1;
    }
    let mut publishers: Vec<(usize, &str)> = counts
        .into_iter()
        .map(|(publisher, count)| (count, publisher))
        .collect();
    publishers.sort_unstable_by(|left, right| right.cmp(left));
    let (most, rest) = publishers.split_at(publishers.len().min(APART));
    let mut parts: Vec<BTreeSet<&str>> = most
        .iter()
        .map(|(_, publisher)| BTreeSet::from([*publisher]))
        .collect();
    for part in 0..APART.min(rest.len()) {
        let every = rest.iter().skip(part).step_by(APART);
        parts.push(every.map(|(_, publisher)| *publisher).collect());
    }
    parts
}
