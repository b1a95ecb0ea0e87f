//! One man whose name a report spells in two ways: "Alban Odo" and "Albian Odo", "Andy" and "Andrew", "Odos".

/// The shortest names that may differ by a letter and be one.
const LETTERS: usize = 5;
/// The shortest surname that may do so with no given name to go by.
const LETTERS_ALONE: usize = 6;
/// So many first letters make a given name and its short form one: "Andrew", "Andy".
const SHORT_FORM: usize = 3;

/// Whether a name is another, spelt otherwise. One word is held against a surname; of two full names either the given names
/// or the surnames are the same.
pub(super) fn are_one(full: &[String], other: &[&str]) -> bool {
    match (full, other) {
        ([.., last], [word]) => {
            is_owner(word, last)
                || word.len() >= LETTERS_ALONE && same_start(last, word) && are_close(last, word)
        }
        ([given, .., last], [other_given, .., other_last]) if full.len() == other.len() => {
            let short = given
                .chars()
                .zip(other_given.chars())
                .take_while(|(left, right)| left == right)
                .count()
                >= SHORT_FORM;
            given == other_given && (are_close(last, other_last) || is_owner(other_last, last))
                || last == other_last && (short || are_close(given, other_given))
        }
        _ => false,
    }
}

/// "Odos header": an apostrophe that was forgotten.
fn is_owner(word: &str, name: &str) -> bool {
    name.len() > 2 && word.strip_suffix('s') == Some(name)
}

fn same_start(left: &str, right: &str) -> bool {
    left.chars().next() == right.chars().next()
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
