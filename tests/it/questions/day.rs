//! Days as people write them.

use jiff::civil::date;
use touchline::questions::day::{day, trailing};

#[test]
fn days_are_read_in_the_forms_people_write() {
    let today = date(2026, 8, 8); // a Saturday
    let asked = date(2017, 11, 21);
    for (words, expected) in [
        ("2017-11-21", Some(asked)),
        ("2017/11/21", Some(asked)),
        ("21/11/2017", Some(asked)),
        ("21.11.2017", Some(asked)),
        ("21 November 2017", Some(asked)),
        ("21st of Nov 2017", Some(asked)),
        ("November 21, 2017", Some(asked)),
        ("today", Some(today)),
        ("Yesterday", Some(date(2026, 8, 7))),
        ("Saturday", Some(today)),
        ("last Sunday", Some(date(2026, 8, 2))),
        ("7 August", Some(date(2026, 8, 7))),
        ("9 August", Some(date(2025, 8, 9))),
        ("31/02/2017", None),
        ("21-11-17", None),
        ("soon", None),
        ("", None),
    ] {
        assert_eq!(day(words, today), expected, "{words}");
    }
}

#[test]
fn a_day_is_found_at_the_end_of_other_words() {
    let today = date(2026, 8, 8);
    assert_eq!(
        trailing("Rovers v City, 21 November 2017", today),
        Some(("Rovers v City", date(2017, 11, 21)))
    );
    assert_eq!(
        trailing("Rovers v City on Saturday", today),
        Some(("Rovers v City", today))
    );
    assert_eq!(
        trailing("Sheffield Wednesday", today),
        Some(("Sheffield", date(2026, 8, 5)))
    );
    assert_eq!(trailing("Rovers v City", today), None);
}
