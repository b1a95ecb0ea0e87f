//! How an explanation words its values.

use crate::extraction::sides::{Sides, Team};
use crate::extraction::text::is_invisible;
use crate::extraction::timeline::Sign;
use crate::football::Moment;

/// A score with the side at home first.
pub(super) fn as_played(sides: &Sides, score: [u8; 2]) -> String {
    let [home, away] = match sides.home {
        Team::A => score,
        Team::B => [score[1], score[0]],
    };
    format!("{home}-{away}")
}

/// Where a score comes from.
pub(super) const fn source(told: bool) -> &'static str {
    if told { "told" } else { "counted" }
}

/// `31'`, or the minutes it lies between.
pub(super) fn when(moment: &Moment) -> String {
    match (moment.at, moment.earliest, moment.latest) {
        (Some(clock), _, _) => clock.to_string(),
        (None, Some(earliest), Some(latest)) => format!("{earliest}-{latest}"),
        (None, earliest, latest) => {
            let minute = |minute: Option<u8>| minute.map_or_else(String::new, |at| at.to_string());
            format!("{}-{}", minute(earliest), minute(latest))
        }
    }
}

/// The signs that speak for a score, or those against it, the weightiest first, each with all that it weighs.
pub(super) fn weighed(signs: &[Sign], speaks_for: bool) -> Vec<String> {
    let mut kinds: Vec<(Sign, usize)> = Vec::new();
    for sign in signs {
        match kinds.iter_mut().find(|(kind, _)| kind == sign) {
            Some((_, times)) => *times += 1,
            None => kinds.push((*sign, 1)),
        }
    }
    kinds.retain(|(sign, _)| (sign.weight() > 0.0) == speaks_for);
    let total = |(sign, times): (Sign, usize)| sign.weight() * times as f32;
    kinds.sort_by(|left, right| total(*right).abs().total_cmp(&total(*left).abs()));
    kinds
        .into_iter()
        .map(|kind| {
            let (sign, times) = kind;
            let again = if times > 1 {
                format!(" x{times}")
            } else {
                String::new()
            };
            format!("{}{again} {:+.2}", sign.as_str(), total(kind))
        })
        .collect()
}

/// Words of a text on one line, of at most so many characters: blanks joined, what nobody sees or what would act on a
/// terminal shown as a dot.
pub(super) fn shown(words: &str, most: usize) -> String {
    let mut line = String::with_capacity(words.len().min(4 * most));
    let mut count = 0;
    for word in words.split_whitespace() {
        let blank = usize::from(count > 0);
        if count + blank >= most {
            line.push('…');
            return line;
        }
        if blank > 0 {
            line.push(' ');
            count += 1;
        }
        for letter in word.chars() {
            if count == most {
                line.push('…');
                return line;
            }
            line.push(if is_invisible(letter) { '·' } else { letter });
            count += 1;
        }
    }
    line
}
