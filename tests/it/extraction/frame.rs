//! What frames a match is read from prose, and nothing is where the prose says nothing.

use touchline::extraction::{Context, read};
use touchline::facts::FactValue;
use touchline::names::Gazetteer;

/// What a report published on a day says about its match apart from goals, one line a fact.
fn frame_of(text: &str, published: Option<&str>) -> Vec<String> {
    let gazetteer = Gazetteer::embedded();
    let context = Context {
        published: published.map(|day| day.parse().expect("a date")),
        ..Context::of_words_alone(&gazetteer)
    };
    let reading = read(text, &context);
    let facts = reading.matches.iter().flat_map(|game| &game.facts);
    facts
        .filter_map(|fact| {
            let told = match &fact.value {
                FactValue::Competition(named) => named.name.clone(),
                FactValue::Stage(text) | FactValue::Venue(text) | FactValue::Referee(text) => {
                    text.clone()
                }
                FactValue::Date(day) => day.to_string(),
                FactValue::Attendance(number) => number.to_string(),
                FactValue::Category(category) => category.as_str().to_owned(),
                FactValue::Coach { name, side } => format!("{name} ({})", side.as_str()),
                FactValue::Score(..)
                | FactValue::ExtraTime
                | FactValue::Winner(_)
                | FactValue::Goal(_)
                | FactValue::Event(_)
                | FactValue::Player(_)
                | FactValue::Background(_) => return None,
            };
            Some(format!(
                "{}: {told}, {}",
                fact.value.kind(),
                fact.basis.as_str()
            ))
        })
        .collect()
}

const REPORT: &str = "Everton beat Leeds United 2-0 at Goodison Park on Saturday to move into the top half of the \
Premier League.\n\nEverton boss Marco Vale saw Tomas Brandt score in the 12th minute before referee Piet Aarden \
pointed to the spot and Brandt scored again on 70 minutes, in front of 38,112 fans.\n\nThey travel to Anfield next \
Saturday, after a 3-0 defeat at Villa Park last week.";

#[test]
fn the_frame_is_read_and_other_days_and_grounds_are_left() {
    assert_eq!(
        frame_of(REPORT, Some("2024-03-03")),
        [
            "competition: Premier League, stated",
            "date: 2024-03-02, derived",
            "venue: Goodison Park, stated",
            "referee: Piet Aarden, stated",
            "attendance: 38112, stated",
            "coach: Marco Vale (home), stated",
        ]
    );
}

#[test]
fn a_weekday_alone_is_no_date() {
    assert!(
        frame_of(REPORT, None)
            .iter()
            .all(|fact| !fact.starts_with("date"))
    );
}

#[test]
fn a_referee_is_called_by_an_initial_or_in_full() {
    let referee = |text: &str| {
        let told = frame_of(text, None).into_iter();
        told.filter_map(|fact| Some(fact.strip_prefix("referee: ")?.to_owned()))
            .collect::<Vec<_>>()
    };
    let opening = "Everton beat Leeds United 2-0 at Goodison Park.";
    assert_eq!(
        referee(&format!("{opening} Referee: P. Aarden.")),
        ["P. Aarden, stated"]
    );
    assert_eq!(
        referee(&format!(
            "{opening} Referee: P. Aarden. Then Piet Aarden waved play on."
        )),
        ["Piet Aarden, stated"]
    );
}
