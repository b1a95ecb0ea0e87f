//! Texts are cut up so that every piece can be pointed at in the text as given.

use touchline::extraction::rules::RuleBook;
use touchline::extraction::text::{Document, TokenKind};

use crate::support::prose;

fn sentences(text: &str) -> Vec<String> {
    let document = Document::new(text, RuleBook::built_in().lexicon());
    document
        .sentences
        .iter()
        .map(|sentence| document.slice(sentence.tokens.clone()).to_owned())
        .collect()
}

fn scores(text: &str) -> Vec<(u8, u8)> {
    let document = Document::new(text, RuleBook::built_in().lexicon());
    let read = document.tokens.iter().filter_map(|token| match token.kind {
        TokenKind::Score(left, right) => Some((left, right)),
        _ => None,
    });
    read.collect()
}

#[test]
fn sentences_survive_initials_abbreviations_and_stoppage_time() {
    let text = "St. Elm won at J. R. Ames Park. Odo, of A.F.C. Marl, scored on 90+3. He left.";
    assert_eq!(
        sentences(text),
        [
            "St. Elm won at J. R. Ames Park.",
            "Odo, of A.F.C. Marl, scored on 90+3.",
            "He left."
        ]
    );
}

#[test]
fn a_full_stop_inside_quotation_marks_ends_the_sentence_after_them() {
    let text = "\u{201c}We were poor.\u{201d} Marl won 2-1.";
    assert_eq!(
        sentences(text),
        ["\u{201c}We were poor.\u{201d}", "Marl won 2-1."]
    );
}

#[test]
fn a_dateline_is_no_part_of_its_sentence() {
    for dateline in [
        "LYON: ",
        "LYON, FRANCE: ",
        "RIO DE JANEIRO, Sept. 3 (AP) -- ",
        "PARIS, July 3 (Reuters) - ",
        "London (Agency) \u{2014} ",
        "ANN ARBOR, Mich. (AP) \u{2013} ",
        "CHAPEL HILL, N.C. -- ",
        "Kolkata, Dec 12 (IANS) ",
        "Toulouse: ",
    ] {
        let text = format!("{dateline}Marl beat Elm 2-1. They had won before.");
        let expected = ["Marl beat Elm 2-1.", "They had won before."];
        assert_eq!(sentences(&text), expected, "{dateline}");
    }
    for no_dateline in [
        "Marl - without a win in five - beat Elm 2-1.",
        "MARL - ELM 2-1",
        "Marl 2 Elm 1: a day to forget.",
    ] {
        assert_eq!(sentences(no_dateline), [no_dateline]);
    }
}

#[test]
fn wrapped_lines_are_one_sentence_and_captions_are_their_own() {
    let text = "The visitors, who had not won here for eleven years, took\nthe lead early.\n\nOdo heads in\n\nThey held on.";
    assert_eq!(
        sentences(text),
        [
            "The visitors, who had not won here for eleven years, took\nthe lead early.",
            "Odo heads in",
            "They held on."
        ]
    );
}

#[test]
fn scores_are_told_from_formations_dates_and_times() {
    assert_eq!(scores("It ended 2-1."), [(2, 1)]);
    assert_eq!(
        scores("It ended 3\u{2013}0 or two-one or one-all."),
        [(3, 0), (2, 1), (1, 1)]
    );
    assert_eq!(scores("A 4-3-3 on 2004-05-01 at 19:45, aged 30."), []);
}

#[test]
fn words_in_quotation_marks_are_marked() {
    let text = "Marl won. \"We deserved it,\" said Odo.";
    let document = Document::new(text, RuleBook::built_in().lexicon());
    let quoted: Vec<&str> = document
        .tokens
        .iter()
        .filter(|token| token.quoted && token.is_word())
        .map(|token| &text[token.start as usize..token.end as usize])
        .collect();
    assert_eq!(quoted, ["We", "deserved", "it"]);
}

#[test]
fn hyphens_and_possessives_are_parted_from_their_words() {
    let text = "Heung-Odo's 31st-minute strike";
    let document = Document::new(text, RuleBook::built_in().lexicon());
    let pieces: Vec<&str> = document
        .tokens
        .iter()
        .map(|token| &text[token.start as usize..token.end as usize])
        .collect();
    assert_eq!(pieces, ["Heung", "Odo", "'s", "31st", "minute", "strike"]);
}

proptest::proptest! {
    #[test]
    fn any_text_is_cut_without_loss_of_order(text in "\\PC{0,200}") {
        let document = Document::new(&text, RuleBook::built_in().lexicon());
        let mut end = 0;
        for token in &document.tokens {
            proptest::prop_assert!(token.start >= end && token.end > token.start);
            proptest::prop_assert!(text.get(token.start as usize..token.end as usize).is_some());
            end = token.end;
        }
        // One sentence may begin behind a dateline; else each begins where the one before it ends.
        let mut datelines = 0;
        let mut next = 0;
        for sentence in &document.sentences {
            datelines += usize::from(sentence.tokens.start > next);
            proptest::prop_assert!(sentence.tokens.start >= next && sentence.tokens.end > sentence.tokens.start);
            next = sentence.tokens.end;
        }
        proptest::prop_assert_eq!(next, document.tokens.len());
        proptest::prop_assert!(datelines <= 1);
    }
}

#[test]
fn a_name_may_end_the_text_in_a_small_word() {
    let text = "Jon Odo scored for Marlow against Elm, who had Kim Min-te";
    assert!(prose::reading(text).matches.is_empty());
}
