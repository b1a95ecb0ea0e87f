//! The score that a report tells, the one its goals come to, and who is at home: whole short reports.

use touchline::facts::FactValue;
use touchline::football::ScoreKind;

use crate::support::prose;

/// `Marlow Town 2-1 Elmgate`, home side first; `?` where no final score is stated.
fn told(text: &str) -> String {
    let reading = prose::reading(text);
    let Some(game) = reading.matches.first() else {
        return "no match".to_owned();
    };
    let score = game.facts.iter().find_map(|fact| match &fact.value {
        FactValue::Score(ScoreKind::Final, score) => Some(format!("{}-{}", score.home, score.away)),
        _ => None,
    });
    let score = score.unwrap_or_else(|| "?".to_owned());
    format!("{} {score} {}", game.home.name, game.away.name)
}

#[track_caller]
fn tells(expected: &str, text: &str) {
    assert_eq!(told(text), expected, "{text}");
}

#[test]
fn goals_told_first_and_last_add_up_in_match_order() {
    tells(
        "Marlow Town 5-0 Elmgate",
        "Odo Fenn opened the scoring for Marlow Town against visitors Elmgate in the 20th minute and Ivo Brand headed in a \
second for Marlow Town just before half-time.\n\nPete Hale made it three for Marlow Town and Jon Sark scored the fourth \
before Hale added the fifth.\n\nOdo Fenn opened the scoring for Marlow Town in the 20th minute",
    );
}

#[test]
fn a_shoot_out_leaves_the_match_level() {
    tells(
        "Marlow Town 1-1 Elmgate",
        "Marlow Town beat visitors Elmgate 3-2 on penalties on Saturday after it finished 1-1.\n\nOdo Fenn put Marlow Town \
ahead in the 12th minute. Ivo Brand levelled for Elmgate on 70 minutes.",
    );
}

#[test]
fn the_last_meeting_is_another_match() {
    tells(
        "Marlow Town 1-1 Elmgate",
        "Marlow Town drew 1-1 at home to Elmgate on Saturday.\n\nThe last meeting of the two, in March, ended 3-3 after a \
late goal from Jon Sark.\n\nOdo Fenn put Marlow Town ahead in the 12th minute. Ivo Brand levelled for Elmgate on 70 \
minutes.",
    );
}

#[test]
fn a_goal_that_has_no_room_leaves_the_score_that_is_told_and_is_noted() {
    let text = "Marlow Town beat visitors Elmgate 2-0 on Saturday.\n\nOdo Fenn scored for Marlow Town in the 12th minute. \
Ivo Brand scored for Marlow Town in the 40th minute. Pete Hale scored for Marlow Town in the 80th minute.";
    tells("Marlow Town 2-0 Elmgate", text);
    let notes = prose::reading(text).notes;
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert!(
        notes[0].contains("has no room in the score told"),
        "{notes:?}"
    );
}

#[test]
fn a_text_that_contradicts_its_score_twice_leaves_it_open() {
    tells(
        "Marlow Town ? Elmgate",
        "Marlow Town beat visitors Elmgate 2-0 on Saturday.\n\nOdo Fenn scored for Marlow Town in the 12th minute. Pete Hale \
scored for Marlow Town in the 40th minute. Ivo Brand pulled one back for Elmgate in the 60th minute.",
    );
}

#[test]
fn a_ground_named_like_a_side_is_its_own() {
    tells(
        "Marlow Town 2-0 Elmgate",
        "There was rain at the Marlow Complex, where Marlow Town beat Elmgate 2-0 on Saturday with goals from Odo Fenn and Ivo \
Brand.",
    );
}
