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
    let rules = RuleBook::written().expect("the rules are sound");
    for rule in rules.iter().filter(|rule| rule.id.starts_with("clock.")) {
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

/// The words of the expressions that can date a word of a text, the likeliest first.
fn dated(text: &str, trigger: &str) -> Vec<String> {
    let book = RuleBook::built_in();
    let document = Document::new(text, book.lexicon());
    let mut layers = Layers::new(document.tokens.len());
    let expressions = clock::read(&document, book, &mut layers);
    let at = (0..document.tokens.len())
        .find(|at| document.folded(*at) == trigger)
        .expect("the trigger stands in the text");
    clock::governing(&document, &expressions, at..at + 1)
        .into_iter()
        .map(|index| expressions[index].when.to_string())
        .collect()
}

#[test]
fn a_fronted_time_governs_its_clause_and_a_trailing_one_its_verb() {
    let text = "On 31 minutes Odo struck, and Lind levelled on 40 minutes before Vey won it five from time.";
    assert_eq!(dated(text, "struck")[0], "31'");
    assert_eq!(dated(text, "levelled")[0], "40'");
    assert_eq!(dated(text, "won")[0], "85'");
}

#[test]
fn a_time_reaches_into_the_clause_it_introduces() {
    let text = "The breakthrough came on 31 minutes when Odo headed in Lind's cross.";
    assert_eq!(dated(text, "headed")[0], "31'");
    let text = "The hosts looked on course for a draw but, 14 minutes from time, Odo danced through and laid on Lind.";
    assert_eq!(dated(text, "laid")[0], "76'");
}

#[test]
fn modifiers_and_brackets_date_what_they_stand_by() {
    assert_eq!(
        dated(
            "Odo's 31st-minute strike was cancelled out on 70 minutes by Lind.",
            "strike"
        )[0],
        "31'"
    );
    assert_eq!(
        dated(
            "Odo's 31st-minute strike was cancelled out on 70 minutes by Lind.",
            "cancelled"
        )[0],
        "70'"
    );
    assert_eq!(
        dated("Scorers: Odo (31st minute), Lind (75th)", "lind")[0],
        "75'"
    );
}

#[test]
fn boundaries_and_stretches_date_nothing() {
    assert_eq!(
        dated("They led at the break and held on for 20 minutes.", "held"),
        [""; 0]
    );
}

#[test]
fn what_has_two_readings_takes_the_likelier_by_what_stands_before() {
    let shown = |text: &str| {
        expressions(text)
            .iter()
            .map(|one| one.when.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        shown("Odo struck on the stroke of half-time. In added time Lind hit the bar."),
        ["45'", "45+'"]
    );
    assert_eq!(
        shown(
            "Odo won it in extra time. Lind struck in the 110th minute. With six minutes left Vey levelled."
        ),
        ["90-120", "110'", "114'"]
    );
}
