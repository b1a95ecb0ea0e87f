//! Every rule about what surrounds the goals catches its own sentences, and leaves the tempting ones.

use touchline::extraction::frame::select;
use touchline::extraction::rules::{Example, Family, Layers, RuleBook, Written};
use touchline::extraction::text::Document;
use touchline::extraction::{clock, mentions};
use touchline::names::Gazetteer;

/// Whether the rule takes something in the sentence, with the captures that the sentence expects.
fn takes(rule: &Written, family: Family, example: &Example, expected: bool) -> bool {
    let book = RuleBook::built_in();
    let document = Document::new(&example.text, book.lexicon());
    let mut layers = Layers::new(document.tokens.len());
    let _ = clock::read(&document, book, &mut layers);
    let _ = mentions::read(&document, book, &Gazetteer::embedded(), &mut layers);
    let statements = select(
        &book.hits(family, &document, &layers),
        &(0..document.tokens.len()),
    );
    statements
        .iter()
        .filter(|statement| statement.rule() == rule.id)
        .any(|statement| {
            !expected
                || example.expects.iter().all(|(name, words)| {
                    statement
                        .hit
                        .capture(name)
                        .is_some_and(|tokens| document.slice(tokens) == words)
                })
        })
}

#[track_caller]
fn all_sentences_hold(family: Family) {
    let mut wrong = Vec::new();
    let prefix = format!("{}.", family.as_str());
    let rules = RuleBook::written().expect("the rules are sound");
    for rule in rules.iter().filter(|rule| rule.id.starts_with(&prefix)) {
        let missed = rule
            .catches
            .iter()
            .filter(|example| !takes(rule, family, example, true));
        wrong.extend(missed.map(|example| format!("{} misses: {}", rule.id, example.text)));
        let taken = rule
            .ignores
            .iter()
            .filter(|example| takes(rule, family, example, false));
        wrong.extend(taken.map(|example| format!("{} takes: {}", rule.id, example.text)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_of_the_frame_holds_for_its_sentences() {
    all_sentences_hold(Family::Frame);
}

#[test]
fn every_rule_of_events_holds_for_its_sentences() {
    all_sentences_hold(Family::Event);
}

#[test]
fn every_rule_of_assists_holds_for_its_sentences() {
    all_sentences_hold(Family::Assist);
}

#[test]
fn every_rule_of_the_background_holds_for_its_sentences() {
    all_sentences_hold(Family::Background);
}

#[test]
fn every_rule_of_players_holds_for_its_sentences() {
    all_sentences_hold(Family::Player);
}
