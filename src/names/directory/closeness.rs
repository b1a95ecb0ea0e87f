//! How close typed words are to a name.

/// What is typed less a leading article and the words for "football club", where that leaves something.
pub fn without_trimmings(folded: &str) -> Option<&str> {
    let mut rest = folded.strip_prefix("the ").unwrap_or(folded);
    for trimming in ["fc", "afc", "cf", "football club"] {
        rest = rest
            .strip_suffix(trimming)
            .and_then(|rest| rest.strip_suffix(' '))
            .or_else(|| rest.strip_prefix(trimming)?.strip_prefix(' '))
            .unwrap_or(rest);
    }
    (rest != folded).then_some(rest)
}

/// How many slips of the finger part `name` from `typed`, where they are few enough for a typo: none in a short word,
/// where another name is a slip away.
pub fn slips(name: &str, typed: &str) -> Option<usize> {
    let bound = match typed.chars().count() {
        0..=3 => return None,
        4..=7 => 1,
        8..=13 => 2,
        _ => 3,
    };
    // Most names fail this at once, without a table of distances.
    if name.chars().count().abs_diff(typed.chars().count()) > bound {
        return None;
    }
    let slips = strsim::osa_distance(name, typed);
    (slips <= bound).then_some(slips)
}

/// How unlike two names are, in thousandths; beginnings count most, as they do for a reader.
pub fn unlikeness(name: &str, typed: &str) -> Option<usize> {
    let likeness = strsim::jaro_winkler(name, typed);
    Some(((1.0 - likeness) * 1000.0) as usize)
}
