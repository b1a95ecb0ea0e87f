//! Events that are no goals are read with their people and minutes; what did not come about is left.

use touchline::facts::FactValue;

use crate::support::prose;

/// The events a report tells, one line each: `76' substitution Odo (Lind)`.
fn events_in(prose: &str) -> Vec<String> {
    let text = format!("Everton beat Leeds United 2-0 at Goodison Park.\n\n{prose}");
    let facts = prose::facts(&text);
    facts
        .iter()
        .filter_map(|fact| match fact {
            FactValue::Event(event) => Some(prose::event_in_short(event, str::to_owned)),
            _ => None,
        })
        .collect()
}

#[test]
fn cards_are_read_and_escapes_and_old_cards_are_not() {
    let prose = "Marco Vale was booked for dissent on 31 minutes. Tomas Brandt was sent off for a second yellow card in \
the 80th minute. Piet Aarden was lucky not to be booked.";
    assert_eq!(
        events_in(prose),
        ["31' yellow Marco Vale", "80' second yellow Tomas Brandt"]
    );
}

#[test]
fn a_manager_sent_to_the_stands_is_no_dismissed_player() {
    let prose = "Everton boss Marco Vale was sent off at the break.";
    assert_eq!(events_in(prose), [""; 0]);
}

#[test]
fn changes_name_who_came_on_and_who_went_off() {
    let prose = "Marco Vale replaced Tomas Brandt on 62 minutes. Piet Aarden was an unused substitute. Then substitute \
Jens Holm came close.";
    assert_eq!(
        events_in(prose),
        [
            "62' substitution Marco Vale (Tomas Brandt)",
            "substitution Jens Holm",
            "missed chance Jens Holm"
        ]
    );
}

#[test]
fn chances_belong_to_who_had_them() {
    let prose = "A chance fell to Marco Vale. The striker, played onside by Holm, had only Elmo Lind to beat but scuffed \
wide. Tomas Brandt's header was kept out by Elmo Lind, and Piet Aarden should have made it three with a header.";
    assert_eq!(
        events_in(prose),
        [
            "missed chance Marco Vale",
            "save Tomas Brandt (Elmo Lind)",
            "missed chance Piet Aarden"
        ]
    );
}

#[test]
fn penalties_saved_and_goals_ruled_out_are_events() {
    let prose = "Marco Vale saw his penalty saved by Elmo Lind on 20 minutes. Tomas Brandt had a goal disallowed.";
    assert_eq!(
        events_in(prose),
        [
            "20' saved penalty Marco Vale (Elmo Lind)",
            "disallowed goal Tomas Brandt"
        ]
    );
}
