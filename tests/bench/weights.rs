//! Learns the weights of `config/rules/ties.toml`, `bonds.toml` and `trust.toml` anew, from hand-checked reports.
//!
//! `cargo bench --bench weights` reads `../shared/corpus` where it is there, fits the tables by logistic regression and
//! prints them, with how well each does on a publisher it was not fitted to. `REPORTS` names more folders of reports, one
//! after the other with colons between, each with its `truth.jsonl`: the more publishers, the better the tables carry over.
//! Whoever changes what extraction reads runs it and writes the tables down; a weight that no reader would expect is a
//! reason to look at the reports.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use serde_json::Value;
use touchline::extraction::{
    clock, events, grammar, mentions, reconcile, rules, sides, text, timeline,
};
use touchline::names::{Gazetteer, fold};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus");
/// How strongly weights are drawn to nothing: there are a hundred reports, not a million.
const RIDGE: f64 = 1.0;
const STEPS: usize = 4_000;
const RATE: f64 = 0.5;
/// Log-odds from which on a man's side is taken for known, to learn from.
const SURE: f32 = 4.0;

/// One example: what holds of it, how much it counts, whether it was right, and whose report it is from.
struct Example {
    holds: Vec<String>,
    weight: f64,
    right: bool,
    publisher: String,
}

/// The examples for each table.
#[derive(Default)]
struct Learnt {
    ties: Vec<Example>,
    bonds: Vec<Example>,
    trust: Vec<Example>,
}

fn main() {
    let more = std::env::var("REPORTS").unwrap_or_default();
    let gazetteer = Gazetteer::embedded();
    let mut learnt = Learnt::default();
    for folder in std::iter::once(CORPUS).chain(more.split(':').filter(|name| !name.is_empty())) {
        let Ok(truth) = std::fs::read_to_string(Path::new(folder).join("truth.jsonl")) else {
            println!("{folder} is not there: nothing to learn from");
            continue;
        };
        for line in truth.lines().filter(|line| !line.trim().is_empty()) {
            let record: Value = serde_json::from_str(line).expect("a record of truth.jsonl");
            let id = record["id"].as_str().expect("an id");
            let text = |name: String| std::fs::read_to_string(Path::new(folder).join(name));
            let Ok(report) = text(format!("dev/{id}.txt")).or_else(|_| text(format!("{id}.txt")))
            else {
                continue;
            };
            learn_from(&report, &record, folder, &gazetteer, &mut learnt);
        }
    }
    println!("# config/rules/ties.toml");
    print(&learnt.ties, "pairs of a man and a team");
    println!("\n# config/rules/bonds.toml");
    print(&learnt.bonds, "pairs of men");
    println!("\n# config/rules/trust.toml");
    print(&learnt.trust, "scores");
}

/// Reads one report as extraction does and takes down what it would have weighed.
fn learn_from(
    report: &str,
    record: &Value,
    folder: &str,
    gazetteer: &Gazetteer,
    learnt: &mut Learnt,
) {
    let book = rules::RuleBook::built_in();
    let document = text::Document::new(report, book.lexicon());
    let mut layers = rules::Layers::new(document.tokens.len());
    let clocks = clock::read(&document, book, &mut layers);
    let cast = mentions::read(&document, book, gazetteer, &mut layers);
    let scene = grammar::Scene::new(&document, book, &layers, &cast);
    let cues = scene.cues();
    let tellings = events::goals(&scene, &cues, &clocks);
    let statements = events::scores(&scene, &cues);
    let Some(evidence) = sides::read(&scene, gazetteer, &cues, &tellings, &statements) else {
        return;
    };
    let (sides, account) = reconcile::reconcile(&scene, &evidence, &tellings, &statements, &clocks);
    let publisher = publisher(record, folder);
    let (home, are_both) = home_of(record, &sides, &cast);

    let men: Vec<(String, sides::Team)> = record["goals"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|goal| {
            let team = if goal["side"] == "h" {
                home
            } else {
                home.opponent()
            };
            let own = goal["kind"] == "own-goal";
            let team = if own { team.opponent() } else { team };
            Some((last_word(goal["player"].as_str()?), team))
        })
        .collect();
    let mut found: Vec<(usize, bool, Vec<String>)> = Vec::new();
    let deeds = sides::deeds::Deeds::told(&scene, &tellings);
    for tie in sides::ties::read(&scene, &sides, &deeds) {
        let man = last_word(&cast.entities[tie.man].name);
        let Some((_, plays_for)) = men.iter().find(|(name, _)| *name == man) else {
            continue;
        };
        // Whose side "Voss's men" are is itself a guess.
        let guessed = matches!(
            cast.mentions[tie.team].referent,
            mentions::Referent::SideOf(_)
        );
        if let Some(team) = sides.of_mention(&scene, tie.team).filter(|_| !guessed) {
            let holds = tie.traits.iter().map(named).collect();
            found.push((tie.man, team == *plays_for, holds));
        }
    }
    for (man, right, holds) in &found {
        let same = found.iter().filter(|(other, _, _)| other == man).count();
        learnt.ties.push(Example {
            holds: holds.clone(),
            weight: 1.0 / (same as f64).sqrt(),
            right: *right,
            publisher: publisher.clone(),
        });
    }

    // Of scorers it is known who they play for; of others, where the text leaves hardly a doubt.
    let plays_for = |man: usize| {
        let name = last_word(&cast.entities[man].name);
        let scores = men.iter().find(|(scorer, _)| *scorer == name);
        scores.map(|(_, team)| *team).or_else(|| {
            let (team, odds) = sides.of_person_by_odds(man)?;
            (odds >= SURE).then_some(team)
        })
    };
    for two in sides::bonds::read(&scene, &deeds) {
        if let (Some(first), Some(second)) = (plays_for(two.first), plays_for(two.second)) {
            learnt.bonds.push(Example {
                holds: two.bonds.iter().map(named).collect(),
                weight: 1.0,
                right: first == second,
                publisher: publisher.clone(),
            });
        }
    }

    let (Some(of_home), Some(of_away)) =
        (record["home_score"].as_u64(), record["away_score"].as_u64())
    else {
        return;
    };
    let [a, b] = account.likeliest.map(u64::from);
    let told = if home == sides::Team::A {
        [a, b]
    } else {
        [b, a]
    };
    learnt.trust.push(Example {
        holds: account
            .signs
            .iter()
            .map(|sign: &timeline::Sign| named(sign))
            .collect(),
        weight: 1.0,
        right: are_both && told == [of_home, of_away],
        publisher,
    });
}

/// Whose report it is; those of a folder are one publisher's where the record does not say.
fn publisher(record: &Value, folder: &str) -> String {
    record["publisher"].as_str().unwrap_or(folder).to_owned()
}

fn last_word(name: &str) -> String {
    fold(name).rsplit(' ').next().unwrap_or_default().to_owned()
}

/// Which of the two teams found is the one at home, by the words it shares with its name in the record; and whether
/// both teams found are those of the record.
fn home_of(record: &Value, sides: &sides::Sides, cast: &mentions::Cast) -> (sides::Team, bool) {
    let words =
        |name: &str| -> HashSet<String> { fold(name).split(' ').map(str::to_owned).collect() };
    let shared = |team: sides::Team, key: &str| {
        let found = words(&cast.entities[sides.entity(team)].name);
        words(record[key].as_str().unwrap_or_default())
            .intersection(&found)
            .count()
    };
    let [as_a, as_b] = [sides::Team::A, sides::Team::B]
        .map(|home| [shared(home, "home"), shared(home.opponent(), "away")]);
    let sum = |words: [usize; 2]| words[0] + words[1];
    let (home, words) = if sum(as_b) > sum(as_a) {
        (sides::Team::B, as_b)
    } else {
        (sides::Team::A, as_a)
    };
    (home, words.into_iter().all(|words| words > 0))
}

/// The name that a data file has for a value: `ManFirst` is `man_first`.
fn named(value: &impl std::fmt::Debug) -> String {
    let mut name = String::new();
    for letter in format!("{value:?}").chars() {
        if letter.is_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.extend(letter.to_lowercase());
    }
    name
}

type Weights = BTreeMap<String, f64>;

fn odds(weights: &Weights, example: &Example) -> f64 {
    let held = example.holds.iter();
    held.map(|name| weights.get(name).copied().unwrap_or(0.0))
        .sum()
}

/// Logistic regression by gradient descent, every weight drawn to nothing.
fn fit(examples: &[&Example]) -> Weights {
    let names: HashSet<&String> = examples.iter().flat_map(|example| &example.holds).collect();
    let mut weights: Weights = names.into_iter().map(|name| (name.clone(), 0.0)).collect();
    let total: f64 = examples.iter().map(|example| example.weight).sum();
    for _ in 0..STEPS {
        let mut slope: Weights = weights
            .iter()
            .map(|(name, weight)| (name.clone(), RIDGE * weight))
            .collect();
        for example in examples {
            let chance = 1.0 / (1.0 + (-odds(&weights, example)).exp());
            let off = example.weight * (chance - f64::from(u8::from(example.right)));
            for name in &example.holds {
                *slope.entry(name.clone()).or_default() += off;
            }
        }
        for (name, weight) in &mut weights {
            *weight -= RATE * slope[name] / total;
        }
    }
    weights
}

fn print(examples: &[Example], what: &str) {
    let all: Vec<&Example> = examples.iter().collect();
    let publishers: HashSet<&str> = all.iter().map(|example| &*example.publisher).collect();
    let mut apart: Vec<(f64, bool)> = Vec::new();
    for publisher in publishers {
        let (held, rest): (Vec<&Example>, Vec<&Example>) = all
            .iter()
            .partition(|example| example.publisher == publisher);
        let weights = fit(&rest);
        apart.extend(
            held.iter()
                .map(|example| (odds(&weights, example), example.right)),
        );
    }
    let weights = fit(&all);
    let own: Vec<(f64, bool)> = all
        .iter()
        .map(|example| (odds(&weights, example), example.right))
        .collect();
    println!("# {} {what}; held apart by publisher", examples.len());
    for least in [0.0, 0.6, 1.0, 1.5, 2.0] {
        let row = |scored: &[(f64, bool)]| {
            let given: Vec<bool> = scored
                .iter()
                .filter(|(odds, _)| *odds >= least)
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
    for (name, weight) in &weights {
        let times = all
            .iter()
            .flat_map(|example| &example.holds)
            .filter(|held| *held == name);
        println!("{name} = {weight:.2}  # {}", times.count());
    }
}
