//! What extraction reads from our own reports does not get worse.

use touchline::{extraction, facts::Reading, names::Gazetteer};

use crate::support::{
    gold::{self, Report},
    kinds::{Kind, Sheet, compare, laws},
    prose,
};

/// Precision and recall as measured; `cargo bench --bench kinds -- --floors` prints today's lines. Raise a line when
/// its figure has risen, and add one for a kind that is told for the first time; a line that goes down needs its
/// reason in the commit.
const FLOORS: &[(Kind, f64, f64)] = &[
    (Kind::Teams, 0.97, 0.95),
    (Kind::HomeAway, 0.83, 0.55),
    (Kind::Score, 1.00, 0.77),
    (Kind::HalfTime, 1.00, 0.60),
    (Kind::After90, 1.00, 0.40),
    (Kind::Shootout, 1.00, 0.75),
    (Kind::Aggregate, 1.00, 0.75),
    (Kind::Winner, 0.97, 0.82),
    (Kind::ExtraTime, 1.00, 0.80),
    (Kind::Goals, 0.98, 0.80),
    (Kind::Scorers, 0.97, 0.77),
    (Kind::GoalKinds, 0.98, 0.98),
    (Kind::Minutes, 0.97, 0.71),
    (Kind::Windows, 0.66, 0.30),
    (Kind::Assists, 0.94, 0.68),
    (Kind::Cards, 0.88, 0.76),
    (Kind::Substitutions, 1.00, 0.73),
    (Kind::DisallowedGoals, 1.00, 0.83),
    (Kind::MissedPenalties, 1.00, 0.33),
    (Kind::SavedPenalties, 1.00, 0.80),
    (Kind::MissedChances, 1.00, 0.57),
    (Kind::Saves, 1.00, 0.58),
    (Kind::Injuries, 1.00, 0.80),
    (Kind::Woodwork, 0.85, 0.85),
    (Kind::EventMinutes, 0.90, 0.46),
    (Kind::Competition, 1.00, 0.87),
    (Kind::Stage, 0.83, 0.62),
    (Kind::Venue, 1.00, 0.85),
    (Kind::Date, 1.00, 0.79),
    (Kind::Referee, 1.00, 1.00),
    (Kind::Attendance, 1.00, 0.77),
    (Kind::Category, 1.00, 0.85),
    (Kind::Coaches, 1.00, 0.63),
    (Kind::Players, 0.89, 0.66),
    (Kind::Roles, 0.85, 0.33),
    (Kind::Claims, 0.86, 0.52),
];

/// Traps that extraction still falls into; the number only falls.
const TRAPPED: usize = 5;

#[test]
fn no_kind_falls_below_what_was_measured() {
    let mut sheet = Sheet::default();
    for (report, reading) in &readings() {
        compare(report, reading, &mut sheet);
    }
    let fallen: Vec<_> = FLOORS
        .iter()
        .map(|(kind, precision, recall)| (kind, precision, recall, sheet.count(*kind)))
        .filter(|(_, precision, recall, count)| {
            count.precision() < **precision || count.recall() < **recall
        })
        .map(|(kind, precision, recall, count)| {
            format!("{kind:?}: precision {precision:.2} and recall {recall:.2} once, now {count:?}")
        })
        .collect();
    assert!(fallen.is_empty(), "{fallen:#?}\n{sheet}");
}

#[test]
fn evidence_is_exact_and_no_scorer_is_invented() {
    let unsound: Vec<_> = readings()
        .iter()
        .flat_map(|(report, reading)| laws::unsound(report, reading))
        .collect();
    assert!(unsound.is_empty(), "{unsound:#?}");
}

#[test]
fn no_further_trap_is_fallen_into() {
    let trapped: Vec<_> = readings()
        .iter()
        .flat_map(|(report, reading)| laws::trapped(report, reading))
        .collect();
    assert!(trapped.len() <= TRAPPED, "{trapped:#?}");
}

#[test]
fn a_text_without_a_match_gives_none() {
    let taken: Vec<_> = gold::no_match()
        .into_iter()
        .filter(|(_, text)| !prose::reading(text).matches.is_empty())
        .map(|(name, _)| name)
        .collect();
    assert!(taken.is_empty(), "{taken:?}");
}

fn readings() -> Vec<(Report, Reading)> {
    let gazetteer = Gazetteer::embedded();
    gold::all()
        .into_iter()
        .map(|report| {
            let reading = extraction::read(&report.text, &report.context(&gazetteer));
            (report, reading)
        })
        .collect()
}
