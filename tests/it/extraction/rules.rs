//! The notation of patterns means what its table says.

use std::collections::BTreeSet;

use touchline::extraction::rules::{Family, Label, Layers, RuleBook};
use touchline::extraction::text::{Document, Word};

const WORDS: &str = r#"
[class]
way = ["home", "in", "past the keeper"]
clause = ["but"]
no_modifier = ["from", "the", "a", "saw"]
[verb]
finish = ["slot", "head", "strike"]
[irregular]
strike = ["struck", "struck"]
[part]
man = "[the|a] %4"
"#;

/// The words a pattern takes in a text, one entry a hit; `Odo` is a player there.
fn hits(pattern: &str, text: &str) -> Vec<String> {
    let file = format!(
        "[[rule]]\nid = 'goal.x'\npatterns = ['''{pattern}''']\ncatches = []\nignores = []"
    );
    let book = RuleBook::read(WORDS, "", &[(Family::Goal, &file)]).expect("the pattern is sound");
    let document = Document::new(text, book.lexicon());
    let mut layers = Layers::new(document.tokens.len());
    for at in 0..document.tokens.len() {
        if document.folded(at) == "odo" {
            layers.add(Label::Player, at..at + 1, 0);
        }
    }
    book.hits(Family::Goal, &document, &layers)
        .iter()
        .map(|hit| document.slice(hit.tokens.clone()).to_owned())
        .collect()
}

#[test]
fn classes_know_the_forms_of_verbs_and_phrases() {
    assert_eq!(
        hits("<finish.past> <way>", "He slotted home, struck in."),
        ["slotted home", "struck in"]
    );
    assert_eq!(
        hits("<finish> <way>", "He slots past the keeper."),
        ["slots past the keeper"]
    );
    assert_eq!(hits("<finish.past>", "He is slotting."), [""; 0]);
}

#[test]
fn verbs_in_curly_brackets_are_written_out_in_all_forms() {
    let told = "He taps in, she tapped in, they struck.";
    assert_eq!(
        hits("{tap in|strike}", told),
        ["taps in", "tapped in", "struck"]
    );
    assert_eq!(
        hits("to {strike} ($|home)", "It fell for her to strike home."),
        ["to strike home"]
    );
}

#[test]
fn a_part_stands_for_what_many_patterns_have_before_a_name() {
    for text in [
        "A goal from Odo.",
        "A goal from substitute Odo.",
        "A goal from the young, lively striker Odo.",
    ] {
        let whole = text.trim_end_matches('.').trim_start_matches("A ");
        assert_eq!(hits("goal from @man PLAYER", text), [whole]);
    }
}

#[test]
fn a_comma_joins_adjectives_and_no_clauses() {
    assert_eq!(
        hits("a %4 strike", "It was a late, long strike."),
        ["a late, long strike"]
    );
    assert_eq!(hits("a %4 strike", "They saw a save, the strike."), [""; 0]);
}

#[test]
fn every_class_that_code_relies_on_has_words() {
    let book = RuleBook::built_in();
    let lexicon = book.lexicon();
    for (name, class) in book.classes().all() {
        let mut words = (0_u32..).map(Word).take(lexicon.len());
        assert!(words.any(|word| lexicon.is_in(word, class)), "<{name}>");
    }
}

#[test]
fn optional_words_choices_and_gaps_read_as_written() {
    assert_eq!(
        hits(
            "PLAYER [then] (slotted|headed) home",
            "Odo then headed home."
        ),
        ["Odo then headed home"]
    );
    assert_eq!(
        hits("PLAYER ..3 home", "Odo duly slotted home."),
        ["Odo duly slotted home"]
    );
    assert_eq!(hits("PLAYER ..3 home", "Odo, alone, home."), [""; 0]);
    assert_eq!(
        hits("PLAYER ~4 home", "Odo, alone, home."),
        ["Odo, alone, home"]
    );
    assert_eq!(hits("PLAYER ~9 home", "Odo left. She went home."), [""; 0]);
}

#[test]
fn hyphens_are_spaces_and_negatives_take_no_words() {
    assert_eq!(
        hits("ORD minute !(later)", "A 31st-minute goal."),
        ["31st-minute"]
    );
    assert_eq!(hits("ORD minute !(later)", "A 31st minute later."), [""; 0]);
    assert_eq!(hits("^ PLAYER", "Odo saw Odo."), ["Odo"]);
}

#[test]
fn every_built_in_rule_is_sound_and_has_its_sentences() {
    let mut seen = BTreeSet::new();
    let rules = RuleBook::written().expect("the rules are sound");
    for rule in &rules {
        assert!(seen.insert(&rule.id), "{} is there twice", rule.id);
        assert!(!rule.catches.is_empty(), "{} catches nothing", rule.id);
        assert!(!rule.ignores.is_empty(), "{} ignores nothing", rule.id);
    }
}

#[test]
fn mention_rules_catch_and_leave_their_sentences() {
    let book = RuleBook::built_in();
    let fires = |rule: &str, text: &str| -> Vec<String> {
        let document = Document::new(text, book.lexicon());
        let mut layers = Layers::new(document.tokens.len());
        let mut at = 0;
        while at < document.tokens.len() {
            let run = (at..document.tokens.len())
                .take_while(|next| document.tokens[*next].is_capitalised())
                .count();
            let known = ["marlow", "elm", "odo", "amaro", "marlows"].contains(&document.folded(at));
            if run > 0 && known {
                layers.add(Label::Name, at..at + run, 0);
            }
            at += if known { run.max(1) } else { 1 };
        }
        book.hits(Family::Mention, &document, &layers)
            .iter()
            .filter(|hit| hit.rule.id == rule)
            .filter_map(|hit| hit.capture("name"))
            .map(|tokens| document.slice(tokens).to_owned())
            .collect()
    };
    let rules = RuleBook::written().expect("the rules are sound");
    for rule in rules.iter().filter(|rule| rule.id.starts_with("mention.")) {
        for example in &rule.catches {
            let want = &example.expects["name"];
            assert!(
                fires(&rule.id, &example.text).contains(want),
                "{} reads {want} in: {}",
                rule.id,
                example.text
            );
        }
        for example in &rule.ignores {
            assert!(
                fires(&rule.id, &example.text).is_empty(),
                "{} leaves: {}",
                rule.id,
                example.text
            );
        }
    }
}
