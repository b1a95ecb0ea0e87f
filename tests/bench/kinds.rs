//! Precision and recall of extraction on our own reports, kind by kind.
//!
//! `cargo bench --bench kinds` prints the table; `-- --misses` adds every fact missed or told wrongly and every law
//! broken, `-- --floors` the figures as the lines of `FLOORS` in `tests/it/floors.rs`. A word that is part of a report's
//! folder name restricts it to those reports: `-- --misses tottenham`.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(
    unreachable_pub,
    dead_code,
    reason = "the modules are shared with the tests, which use more of them"
)]

#[path = "../it/support/gold.rs"]
mod gold;
#[path = "../it/support/kinds/mod.rs"]
mod kinds;

use touchline::extraction::{self, Context};
use touchline::names::Gazetteer;

fn main() {
    let asked: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| word != "--bench")
        .collect();
    let flag = |name: &str| asked.iter().any(|word| word == name);
    let wanted = |name: &str| {
        let mut words = asked
            .iter()
            .filter(|word| !word.starts_with("--"))
            .peekable();
        words.peek().is_none() || words.any(|word| name.contains(word.as_str()))
    };

    let gazetteer = Gazetteer::embedded();
    let mut sheet = kinds::Sheet::default();
    let mut broken = Vec::new();
    let mut compared = 0;
    for report in gold::all().iter().filter(|report| wanted(&report.slug)) {
        let reading = extraction::read(&report.text, &report.context(&gazetteer));
        kinds::compare(report, &reading, &mut sheet);
        broken.extend(kinds::laws::unsound(report, &reading));
        broken.extend(kinds::laws::trapped(report, &reading));
        compared += 1;
    }
    let taken: Vec<_> = gold::no_match()
        .into_iter()
        .filter(|(name, _)| wanted(name))
        .filter(|(_, text)| {
            !extraction::read(text, &Context::of_words_alone(&gazetteer))
                .matches
                .is_empty()
        })
        .map(|(name, _)| name)
        .collect();

    println!("{compared} reports of our own, prose alone with the publication date\n\n{sheet}");
    println!("laws broken: {}", broken.len());
    println!("texts without a match in which one was found: {taken:?}");
    if flag("--misses") {
        for line in sheet.misses.iter().chain(&broken) {
            println!("  {line}");
        }
    }
    if flag("--floors") {
        println!("{}", floors(&sheet));
    }
}

/// The figures rounded down to whole hundredths; a kind of which nothing is told has no floor.
fn floors(sheet: &kinds::Sheet) -> String {
    let hundredths = |share: f64| (share * 100.0).floor() / 100.0;
    sheet
        .kinds()
        .filter(|(_, count)| count.told > 0)
        .map(|(kind, count)| {
            let (precision, recall) = (hundredths(count.precision()), hundredths(count.recall()));
            format!("    (Kind::{kind:?}, {precision:.2}, {recall:.2}),\n")
        })
        .collect()
}
