//! Every rule of the families that need a cast catches its sentences and leaves the tempting ones.

use touchline::extraction::grammar::{Scene, Status};
use touchline::extraction::rules::{Family, Layers, RuleBook};
use touchline::extraction::text::Document;
use touchline::extraction::{clock, events, mentions};
use touchline::names::Gazetteer;

/// Two teams that only these sentences know.
const NAMES: &str =
    "[[team]]\nid = 'x:marlow'\nname = 'Marlow'\n\n[[team]]\nid = 'x:elm'\nname = 'Elm'\n";

/// Who the sentences are about, so that a surname alone is somebody's.
const PEOPLE: &str = "Amaro Odo and John Ames played for manager Ida Voss. ";

/// What a rule reads in a sentence: for each firing that is kept, its captures as `name=words`.
fn firings(rule: &str, family: Family, text: &str) -> Vec<Vec<String>> {
    let gazetteer = Gazetteer::from_toml("proofs", NAMES).expect("the names are sound");
    let book = RuleBook::built_in();
    let text = format!("{PEOPLE}{text}");
    let document = Document::new(&text, book.lexicon());
    let mut layers = Layers::new(document.tokens.len());
    let clocks = clock::read(&document, book, &mut layers);
    let cast = mentions::read(&document, book, &gazetteer, &mut layers);
    let scene = Scene::new(&document, book, &layers, &cast);
    if family == Family::Goal {
        return events::goals(&scene, &scene.cues(), &clocks)
            .into_iter()
            .filter(|telling| document.sentence_of(telling.tokens.start) > 0)
            .filter(|telling| telling.rule == rule && telling.status == Status::Asserted)
            .map(|telling| {
                telling
                    .scorer
                    .iter()
                    .filter_map(|(scorer, _)| cast.entities[*scorer].name.rsplit(' ').next())
                    .map(|surname| format!("scorer={surname}"))
                    .collect()
            })
            .collect();
    }
    book.hits(family, &document, &layers)
        .iter()
        .filter(|hit| hit.rule.id == rule && document.sentence_of(hit.tokens.start) > 0)
        .map(|hit| {
            ["player", "other", "team", "left", "right"]
                .iter()
                .filter_map(|name| {
                    let tokens = hit.capture(name)?;
                    Some(format!("{name}={}", document.slice(tokens)))
                })
                .collect()
        })
        .collect()
}

#[test]
fn rules_catch_and_leave_their_sentences() {
    let rules = RuleBook::written().expect("the rules are sound");
    let mut wrong = Vec::new();
    for (family, prefix) in [
        (Family::Goal, "goal."),
        (Family::Home, "home."),
        (Family::Cue, "cue."),
        (Family::Score, "score."),
        (Family::Relation, "relation."),
    ] {
        for rule in rules.iter().filter(|rule| rule.id.starts_with(prefix)) {
            for example in &rule.catches {
                let read = firings(&rule.id, family, &example.text);
                let wanted: Vec<String> = example
                    .expects
                    .iter()
                    .filter(|(name, _)| family != Family::Goal || *name == "scorer")
                    .map(|(name, value)| format!("{name}={value}"))
                    .collect();
                let caught = read
                    .iter()
                    .any(|one| wanted.iter().all(|want| one.contains(want)));
                if !caught {
                    wrong.push(format!(
                        "{} does not read {wanted:?} in: {} (reads {read:?})",
                        rule.id, example.text
                    ));
                }
            }
            for example in &rule.ignores {
                if !firings(&rule.id, family, &example.text).is_empty() {
                    wrong.push(format!("{} does not leave: {}", rule.id, example.text));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
