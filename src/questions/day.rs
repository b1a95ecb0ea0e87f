//! Days as people write them.

use jiff::civil::{Date, Weekday};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The day some words mean, seen from `today`: `2017-11-21`, `21 November 2017`, `Nov 21st, 2017`, `21/11/2017`, `today`,
/// `yesterday`, `Saturday` (the last one), `21 November` (the last one). Days come before months where both are numbers.
#[must_use]
pub fn day(words: &str, today: Date) -> Option<Date> {
    let words = words.trim().to_lowercase();
    match words.as_str() {
        "today" => return Some(today),
        "yesterday" => return today.yesterday().ok(),
        _ => {}
    }
    if let Some(weekday) = weekday(words.strip_prefix("last ").unwrap_or(&words)) {
        return last(weekday, today);
    }
    in_numbers(&words).or_else(|| in_words(&words, today))
}

/// The day that the last words of `text` mean, and the text before them.
#[must_use]
pub fn trailing(text: &str, today: Date) -> Option<(&str, Date)> {
    // The longest form is "21st of November, 2017".
    let starts: Vec<usize> = text
        .char_indices()
        .filter(|(at, c)| !c.is_whitespace() && text[..*at].ends_with(char::is_whitespace))
        .map(|(at, _)| at)
        .collect();
    starts.iter().rev().take(4).rev().find_map(|&start| {
        let date = day(&text[start..], today)?;
        let before = text[..start].trim_end().trim_end_matches(',').trim_end();
        let before = before.strip_suffix(" on").unwrap_or(before);
        Some((before, date))
    })
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

/// The last such weekday before today, or today.
fn last(weekday: Weekday, today: Date) -> Option<Date> {
    let ago = today.weekday().since(weekday);
    today.checked_sub(jiff::Span::new().days(ago)).ok()
}

/// `2017-11-21`, `2017/11/21`, `21/11/2017`, `21.11.2017`, `21-11-17` is not one: a year has four digits.
fn in_numbers(words: &str) -> Option<Date> {
    let parts: Vec<&str> = words.split(['-', '/', '.']).collect();
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    let (year, month, day) = if first.len() == 4 {
        (first, second, third)
    } else if third.len() == 4 {
        (third, second, first)
    } else {
        return None;
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A day, a month by name and perhaps a year, in either order.
fn in_words(words: &str, today: Date) -> Option<Date> {
    let parts: Vec<&str> = words
        .split([' ', ','])
        .filter(|part| !part.is_empty() && *part != "of" && *part != "the")
        .collect();
    let (first, second, year) = match parts.as_slice() {
        [first, second] => (first, second, None),
        [first, second, year] if year.len() == 4 => (first, second, Some(year.parse().ok()?)),
        _ => return None,
    };
    let (month, day) = match (month(first), month(second)) {
        (Some(month), None) => (month, ordinal(second)?),
        (None, Some(month)) => (month, ordinal(first)?),
        _ => return None,
    };
    match year {
        Some(year) => Date::new(year, month, day).ok(),
        None => {
            let this_year = Date::new(today.year(), month, day).ok();
            this_year
                .filter(|date| *date <= today)
                .or_else(|| Date::new(today.year() - 1, month, day).ok())
        }
    }
}

/// A month by its name or the beginning of it.
fn month(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.');
    if word.len() < 3 {
        return None;
    }
    let place = MONTHS.iter().position(|month| month.starts_with(word))?;
    i8::try_from(place + 1).ok()
}

/// `21`, `21st`.
fn ordinal(word: &str) -> Option<i8> {
    ["st", "nd", "rd", "th"]
        .into_iter()
        .find_map(|suffix| word.strip_suffix(suffix))
        .unwrap_or(word)
        .parse()
        .ok()
}
