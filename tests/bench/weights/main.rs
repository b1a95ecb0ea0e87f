//! Learns the weights of `config/rules/teams.toml`, `ties.toml`, `bonds.toml` and `trust.toml` anew, from hand-checked
//! reports.
//!
//! `cargo bench --bench weights` reads `../shared/corpus` where it is there, fits the tables ([`fit`]) and prints them, with
//! how well each does on a publisher it was not fitted to. `REPORTS` names more folders of reports, one after the other with
//! colons between, each with its `truth.jsonl`: the more publishers, the better the tables carry over. Every report is
//! read whole, and once more without its opening, for the tables that lean on openings most. Whoever changes what
//! extraction reads runs it and writes the tables down; a weight that no reader would expect is a reason to look at the
//! reports.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

mod fit;
mod learn;
mod show;

use std::path::Path;

use learn::{Cut, Learnt, Source};
use serde_json::Value;
use touchline::extraction::{rules, text};
use touchline::names::Gazetteer;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus");
/// So many words at the least are left of a report without its opening.
const LEFT: usize = 40;

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
            let source = Source {
                record: &record,
                publisher: record["publisher"].as_str().unwrap_or(folder),
                gazetteer: &gazetteer,
            };
            learnt.read(&source, &report, Cut::Whole);
            if let Some(rest) = without_opening(&report) {
                learnt.read(&source, rest, Cut::WithoutOpening);
            }
        }
    }
    println!("# config/rules/teams.toml");
    show::of_choices(&learnt.teams, "reports, whole and without their openings");
    println!("\n# config/rules/ties.toml");
    show::of_yes_or_no(&learnt.ties, "pairs of a man and a team");
    println!("\n# config/rules/bonds.toml");
    show::of_yes_or_no(&learnt.bonds, "pairs of men");
    println!("\n# config/rules/trust.toml");
    show::of_yes_or_no(&learnt.trust, "scores");
}

/// A report without its first paragraph, or without its first sentence where it has one paragraph; none: hardly any is left.
fn without_opening(report: &str) -> Option<&str> {
    let document = text::Document::new(report, rules::RuleBook::built_in().lexicon());
    let first = document.sentences.first()?.paragraph;
    let mut sentences = document.sentences.iter().skip(1);
    let next = sentences
        .clone()
        .find(|sentence| sentence.paragraph != first)
        .or_else(|| sentences.next())?;
    let rest = &report[document.bytes(next.tokens.clone()).start..];
    (rest.split_whitespace().count() >= LEFT).then_some(rest)
}
