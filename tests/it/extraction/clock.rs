//! Every rule of the family `clock` reads its own sentences, and leaves the tempting ones.

use touchline::extraction::clock::{self, TimeExpression};
use touchline::extraction::rules::{Layers, RuleBook};
use touchline::extraction::text::Document;

fn expressions(text: &str) -> Vec<TimeExpression> {
    let book = RuleBook::built_in();
    let document = Document::new(text, book.lexicon());
    let mut layers = Layers::new(document.tokens.len());
    clock::read(&document, book, &mut layers)
}

/// What the expressions of one rule say in a text.
fn read_by(rule: &str, text: &str) -> Vec<String> {
    expressions(text)
        .iter()
        .filter(|expression| expression.rule == rule)
        .map(|expression| expression.when.to_string())
        .collect()
}

#[test]
fn every_clock_rule_reads_its_sentences_and_leaves_the_tempting_ones() {
    let mut wrong = Vec::new();
    let rules = RuleBook::built_in()
        .rules()
        .iter()
        .filter(|rule| rule.id.starts_with("clock."));
    for rule in rules {
        for example in &rule.catches {
            let read = read_by(&rule.id, &example.text).join("; ");
            if example.expects.get("clock") != Some(&read) {
                wrong.push(format!("{}: {} reads as {read:?}", rule.id, example.text));
            }
        }
        for example in &rule.ignores {
            let read = read_by(&rule.id, &example.text).join("; ");
            if !read.is_empty() {
                wrong.push(format!(
                    "{}: {} is left, not {read:?}",
                    rule.id, example.text
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
