//! What holds of any text at all: it is read, twice the same, and every quote is a slice of it.

use proptest::prelude::*;
use proptest::sample::select;

use crate::support::prose;
use crate::support::story::{Manner, Story};

/// Reads a text twice, and holds every quote against it.
fn is_read(text: &str) {
    let reading = prose::reading(text);
    assert_eq!(reading, prose::reading(text), "read twice, two readings");
    for game in &reading.matches {
        let quotes = game.facts.iter().flat_map(|fact| &fact.evidence);
        for quote in quotes.chain(&game.home.evidence).chain(&game.away.evidence) {
            let slice = text.get(quote.start..quote.end);
            assert_eq!(
                slice,
                Some(quote.quote.as_str()),
                "the quote of {}",
                quote.rule
            );
        }
    }
}

/// Words that rules wait for, names, marks and numbers, to be thrown together.
const WORDS: [&str; 64] = [
    "scored",
    "goal",
    "the",
    "hosts",
    "visitors",
    "Leeds",
    "York",
    "United",
    "Kane",
    "Rose",
    "he",
    "his",
    "second",
    "equalised",
    "2-1",
    "0-0",
    "5-4",
    "90+3",
    "in",
    "31st",
    "minute",
    "minutes",
    "later",
    "half-time",
    "penalty",
    "own",
    "net",
    "from",
    "to",
    "and",
    "after",
    "before",
    "break",
    "beat",
    "won",
    "lost",
    "drew",
    "at",
    "home",
    "red",
    "card",
    "for",
    "was",
    "sent",
    "off",
    "replaced",
    "referee",
    "(",
    ")",
    "\"",
    "\u{201c}",
    "\u{201d}",
    "'s",
    ",",
    ".",
    ":",
    "\n\n",
    "\n",
    "\u{2013}",
    "almost",
    "should",
    "have",
    "hat-trick",
    "Elsewhere",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_characters_are_read(text in "\\PC{0,300}") {
        is_read(&text);
    }

    #[test]
    fn any_words_of_football_are_read(words in prop::collection::vec(select(&WORDS[..]), 0..200)) {
        is_read(&words.join(" "));
        is_read(&words.concat());
    }

    #[test]
    fn a_report_cut_anywhere_is_read(seed in 0_u64..10_000, from in 0_usize..400, length in 0_usize..2_000) {
        let text: String = Story::of(seed)
            .tell(Manner { decoys: true, other_match: true, ..Manner::default() })
            .chars()
            .skip(from)
            .take(length)
            .collect();
        is_read(&text);
    }

    #[test]
    fn brackets_and_quotes_nest_as_deep_as_they_like(depth in 0_usize..2_000, open in select(&["(", "\"", "\u{201c}", "[", "'"][..])) {
        is_read(&format!("Leeds {}beat York 2-1{}", open.repeat(depth), ")".repeat(depth)));
    }
}

/// Texts no person writes, of 30 kB each; one that took more than linear time would hold the tests up for minutes.
#[test]
fn absurd_texts_are_read_in_time() {
    let pieces = [
        "Kane Rose Long ",
        "\"",
        "' ",
        "the hosts ",
        "Smith scored for Leeds and ",
        "Smith scored after 5 minutes. Two minutes later Jones made it 2-1. ",
        "([",
        ". . ",
        "12 ",
        "Leeds 2-1 York. ",
        "he scored and he ",
        "Leeds, ",
        "Leeds's ",
        "a",
        "a-",
        "Leeds\n",
        "(31) (32, 33) ",
        "Elsewhere, Leeds beat York 2-1 and Smith scored twice. ",
        "The hosts equalised when the striker scored their second goal. ",
        "e\u{301}\u{301}",
    ];
    for piece in pieces {
        let _reading = prose::reading(&piece.repeat(30_000 / piece.len()));
    }
}

#[test]
fn thousands_of_names_are_read_in_time() {
    let letter =
        |number: usize| char::from(b'a' + u8::try_from(number % 26).expect("it is a letter"));
    let name = |number: usize| -> String {
        [number, number / 26, number / 676]
            .map(letter)
            .iter()
            .collect()
    };
    let text: String = (0..1_500)
        .map(|number| format!("Marl{0} United beat Elm{0} 2-1. ", name(number)))
        .collect();
    let _reading = prose::reading(&text);
}

#[test]
fn a_text_beyond_all_reports_is_read_in_part_and_says_so() {
    let text = " ".repeat(2_000_001);
    let notes = prose::reading(&text).notes;
    assert!(
        notes
            .iter()
            .any(|note| note.contains("first 2000000 bytes")),
        "{notes:?}"
    );
}
