//! Scorers whose names a report spells in two ways: "Alban Odo" and "Albian Odo", "Andy" and "Andrew".

use crate::extraction::events::Telling;
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::mentions::EntityIndex;
use crate::extraction::text::fold::fold;

/// The shortest names that may differ by a letter and be one.
const LETTERS: usize = 5;
/// So many first letters make a given name and its short form one: "Andrew", "Andy".
const SHORT_FORM: usize = 3;

/// For the scorers of some tellings, the one entity that stands for each.
pub(super) struct Spellings(Vec<(EntityIndex, EntityIndex)>);

impl Spellings {
    pub(super) fn read(scene: &Scene<'_>, tellings: &[Telling]) -> Self {
        let mut scorers: Vec<EntityIndex> = tellings
            .iter()
            .filter(|telling| telling.status == Status::Asserted)
            .filter_map(|telling| telling.scorer.as_ref().map(|(scorer, _)| *scorer))
            .collect();
        scorers.sort_unstable();
        scorers.dedup();
        // The one named most stands for both.
        scorers
            .sort_by_key(|scorer| std::cmp::Reverse(scene.cast.entities[*scorer].mentions.len()));
        let names: Vec<Vec<String>> = scorers
            .iter()
            .map(|scorer| {
                fold(&scene.cast.entities[*scorer].name)
                    .split_whitespace()
                    .map(str::to_owned)
                    .collect()
            })
            .collect();
        let mut same = Vec::new();
        for (at, name) in names.iter().enumerate() {
            if let Some(known) = (0..at).find(|known| are_one(&names[*known], name)) {
                same.push((scorers[at], scorers[known]));
            }
        }
        Self(same)
    }

    /// The entity that stands for a scorer.
    pub(super) fn of(&self, scorer: EntityIndex) -> EntityIndex {
        self.0
            .iter()
            .find(|(spelt, _)| *spelt == scorer)
            .map_or(scorer, |(_, known)| *known)
    }
}

/// Whether two names, each of a given name and a surname at least, are one man's.
fn are_one(left: &[String], right: &[String]) -> bool {
    let ([left_given, .., left_last], [right_given, .., right_last]) = (left, right) else {
        return false;
    };
    let given_same = left_given == right_given;
    let last_same = left_last == right_last;
    let short = left_given
        .chars()
        .zip(right_given.chars())
        .take_while(|(left, right)| left == right)
        .count()
        >= SHORT_FORM;
    left.len() == right.len()
        && (given_same && are_close(left_last, right_last)
            || last_same && (short || are_close(left_given, right_given)))
}

/// Whether two words differ by one letter put in, left out or changed, or by two neighbours changed about.
fn are_close(left: &str, right: &str) -> bool {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    if left.len().min(right.len()) < LETTERS || left.len().abs_diff(right.len()) > 1 {
        return false;
    }
    let head = left
        .iter()
        .zip(&right)
        .take_while(|(left, right)| left == right)
        .count();
    let tail = left
        .iter()
        .rev()
        .zip(right.iter().rev())
        .take_while(|(left, right)| left == right)
        .count();
    let shorter = left.len().min(right.len());
    if head + tail + 1 >= left.len().max(right.len()) {
        return true;
    }
    let swapped = left.len() == right.len()
        && head + tail + 2 == shorter
        && left[head] == right[head + 1]
        && left[head + 1] == right[head];
    swapped || are_transposed_across(&left, &right, head, tail)
}

/// "Kavelo", "Kalevo": two letters changed about over one between them.
fn are_transposed_across(left: &[char], right: &[char], head: usize, tail: usize) -> bool {
    left.len() == right.len()
        && head + tail + 3 == left.len()
        && left[head] == right[head + 2]
        && left[head + 2] == right[head]
}
