//! Minutes in words.

use super::Dice;

/// A minute in words.
pub(super) fn when(dice: &mut Dice, minute: u8, indirect: bool) -> String {
    let spelled = |n: u8| match n {
        1 => "one minute".to_owned(),
        2 => "two minutes".to_owned(),
        3 => "three minutes".to_owned(),
        4 => "four minutes".to_owned(),
        5 => "five minutes".to_owned(),
        n => format!("{n} minutes"),
    };
    if indirect {
        match minute {
            70..=89 => return format!("{} from time", spelled(90 - minute)),
            35..=44 => return format!("{} before half-time", spelled(45 - minute)),
            45 => return "on the stroke of half-time".to_owned(),
            47..=57 => return format!("{} after the break", spelled(minute - 45)),
            60 => return "on the hour".to_owned(),
            _ => {}
        }
    }
    match dice.below(4) {
        0 => format!("in the {} minute", ordinal(minute)),
        1 => format!("on {minute} minutes"),
        2 => format!("after {minute} minutes"),
        _ => format!("in the {} minute", ordinal(minute)),
    }
}

fn ordinal(n: u8) -> String {
    let end = match (n % 10, n % 100) {
        (1, tens) if tens != 11 => "st",
        (2, tens) if tens != 12 => "nd",
        (3, tens) if tens != 13 => "rd",
        _ => "th",
    };
    format!("{n}{end}")
}
