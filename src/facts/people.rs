//! Whether two written names can mean one person within one match.
//!
//! Reports write "Son", "Son Heung-Min", "Heung-Min Son", "Heungmin Son" and "Son H." of one man. Accents, case, hyphens and the
//! order of the parts do not matter; a part left out does not either, which is why this only holds within one match.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// `name` without case, accents and punctuation, its parts separated by single spaces: "Son Heung-Min" is `son heung min`.
#[must_use]
pub fn folded(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for letter in name.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            'ß' => plain.push_str("ss"),
            'æ' | 'Æ' => plain.push_str("ae"),
            'œ' | 'Œ' => plain.push_str("oe"),
            'ø' | 'Ø' => plain.push('o'),
            'ł' | 'Ł' => plain.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => plain.push('d'),
            'þ' | 'Þ' => plain.push_str("th"),
            'ı' => plain.push('i'),
            // "O'Neill" is one part, "Heung-Min" is two.
            '\'' | '’' | '‘' | 'ʼ' | '`' => {}
            letter if letter.is_alphanumeric() => plain.extend(letter.to_lowercase()),
            _ => plain.push(' '),
        }
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether `one` and `other` can be the same person of the same match.
#[must_use]
pub fn is_same_person(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    let (one, other): (Vec<_>, Vec<_>) = (one.split(' ').collect(), other.split(' ').collect());
    covers(&one, &other) || covers(&other, &one)
}

/// Whether the names differ by a slip of the pen alone ("Pochetino"): near enough where the clock agrees as well.
#[must_use]
pub fn is_nearly_same_person(one: &str, other: &str) -> bool {
    if is_same_person(one, other) {
        return true;
    }
    let (one, other) = (folded(one), folded(other));
    one.split(' ').any(|part| {
        part.chars().count() >= 5
            && other
                .split(' ')
                .any(|rest| rest.chars().count() >= 5 && strsim::osa_distance(part, rest) <= 1)
    })
}

/// Whether each of `parts` is found in `whole`, each part of it used once: as it is, as two parts written as one, or as an initial
/// beside at least one part in full.
fn covers(whole: &[&str], parts: &[&str]) -> bool {
    let mut used = vec![false; whole.len()];
    let mut in_full = false;
    let (long, initials): (Vec<&str>, Vec<&str>) =
        parts.iter().partition(|part| part.chars().count() > 1);
    for part in long {
        if let Some(at) = (0..whole.len()).find(|&at| !used[at] && whole[at] == part) {
            used[at] = true;
        } else if let Some(at) = (1..whole.len()).find(|&at| {
            !used[at - 1]
                && !used[at]
                && part
                    .strip_prefix(whole[at - 1])
                    .is_some_and(|rest| rest == whole[at])
        }) {
            used[at - 1] = true;
            used[at] = true;
        } else {
            return false;
        }
        in_full = true;
    }
    in_full
        && initials.into_iter().all(|initial| {
            let at = (0..whole.len()).find(|&at| !used[at] && whole[at].starts_with(initial));
            at.is_some_and(|at| {
                used[at] = true;
                true
            })
        })
}
