//! Any text as a report: it is read to its end, and every quote is a slice of it.
#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use touchline::extraction::{self, Context};
use touchline::names::Gazetteer;

static NAMES: LazyLock<Arc<Gazetteer>> = LazyLock::new(Gazetteer::embedded);

fuzz_target!(|text: &str| {
    let context = Context {
        published: jiff::civil::date(2017, 11, 22).into(),
        ..Context::of_words_alone(&NAMES)
    };
    for claims in extraction::read(text, &context).matches {
        for fact in &claims.facts {
            for piece in &fact.evidence {
                assert_eq!(text.get(piece.start..piece.end), Some(piece.quote.as_str()));
            }
        }
    }
});
