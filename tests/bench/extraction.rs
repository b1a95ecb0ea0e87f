//! How fast reports are read, in words a second on one core, and how the time a byte grows with the text.
//!
//! `cargo bench --bench extraction [FOLDER]` reads every `.txt` file of the folder; without one, the dev corpus beside the
//! project where it lies there, else our own sample reports.
#![expect(clippy::print_stdout, reason = "printing is what a bench is for")]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use touchline::extraction::{self, Context};
use touchline::names::Gazetteer;

/// How long each figure is measured for.
const BUDGET: Duration = Duration::from_secs(3);

fn main() {
    let folder = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with("--"))
        .map_or_else(corpus, PathBuf::from);
    let texts = texts_in(&folder);
    assert!(!texts.is_empty(), "{} holds no .txt file", folder.display());
    let gazetteer = Gazetteer::embedded();
    let context = Context::of_words_alone(&gazetteer);

    let words: usize = texts
        .iter()
        .map(|text| text.split_whitespace().count())
        .sum();
    let time = best_of(|| {
        texts
            .iter()
            .for_each(|text| drop(black_box(extraction::read(text, &context))))
    });
    println!(
        "texts {}  words {words}  from {}",
        texts.len(),
        folder.display()
    );
    println!("words_per_second {:.0}", words as f64 / time.as_secs_f64());

    let mut per_byte = Vec::new();
    for size in [1_000, 10_000, 100_000, 1_000_000] {
        let text = text_of(&texts, size);
        let time = best_of(|| drop(black_box(extraction::read(&text, &context))));
        let nanoseconds = time.as_secs_f64() * 1e9 / text.len() as f64;
        println!("bytes {:>9}  ns_per_byte {nanoseconds:.1}", text.len());
        per_byte.push(nanoseconds);
    }
    let most = per_byte.iter().copied().fold(0.0, f64::max);
    println!(
        "growth_of_time_per_byte {:.2}  (largest over the 1 kB figure)",
        most / per_byte[0]
    );
}

fn corpus() -> PathBuf {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = project.join("../shared/corpus/dev");
    if shared.exists() {
        shared
    } else {
        project.join("tests/reports")
    }
}

fn texts_in(folder: &Path) -> Vec<String> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder is readable")
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    let mut texts = Vec::new();
    for path in paths {
        if path.is_dir() {
            texts.extend(texts_in(&path));
        } else if path.extension().is_some_and(|end| end == "txt") {
            texts.extend(std::fs::read_to_string(&path).ok());
        }
    }
    texts
}

/// Reports one after another until there are `size` bytes, cut at a character boundary.
fn text_of(texts: &[String], size: usize) -> String {
    let mut all = String::with_capacity(size + 4);
    for text in texts.iter().cycle() {
        all.push_str(text);
        all.push_str("\n\n");
        if all.len() >= size {
            break;
        }
    }
    let end = (0..=size)
        .rev()
        .find(|end| all.is_char_boundary(*end))
        .unwrap_or(0);
    all.truncate(end);
    all
}

/// The fastest of the runs that fit the budget: what the code needs when nothing disturbs it.
fn best_of(mut run: impl FnMut()) -> Duration {
    let start = Instant::now();
    let mut best = Duration::MAX;
    while start.elapsed() < BUDGET {
        let begun = Instant::now();
        run();
        best = best.min(begun.elapsed());
    }
    best
}
