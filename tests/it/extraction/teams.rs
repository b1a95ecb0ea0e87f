//! Which two teams a report is about, whatever other teams it names.

use touchline::football::ScoreKind;

use crate::support::prose;

/// The teams found, whoever is at home, in the order of the alphabet.
#[track_caller]
fn teams(text: &str, expected: [&str; 2]) {
    let matches = prose::reading(text).matches;
    let [game] = &matches[..] else {
        panic!("one match expected in: {text}");
    };
    let mut found = [game.home.name.as_str(), game.away.name.as_str()];
    found.sort_unstable();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn the_opponents_of_last_week_are_not_those_of_a_story_without_its_opening() {
    teams(
        "Marco Vale, who had scored in the 2-0 win at Chelsea last week, was left on the bench. Everton began well all the \
         same, and Piet Aarden gave them the lead after 12 minutes when the Leeds keeper dropped a corner.\n\n\
         Leeds pushed on after the break. Jan Odo hit the bar, and Everton's defence had to clear twice before Odo levelled \
         on 70 minutes.",
        ["Everton", "Leeds"],
    );
}

#[test]
fn nor_are_the_opponents_to_come() {
    teams(
        "Piet Aarden put Everton ahead on 12 minutes. Leeds were level when Jan Odo headed in, and Leeds looked the likelier \
         side until Aarden's second.\n\n\
         Everton go to Arsenal on Saturday, when Leeds play Chelsea. Arsenal won 3-0 at Chelsea on Sunday.",
        ["Everton", "Leeds"],
    );
}

#[test]
fn nor_the_clubs_that_men_have_left() {
    teams(
        "It was the former Chelsea striker Piet Aarden who broke through for Everton on 12 minutes. Jan Odo, on loan from \
         Arsenal, levelled for Leeds before the break.\n\nEverton had the better of the second half. Leeds held on, and the \
         former Arsenal man might have won it.",
        ["Everton", "Leeds"],
    );
}

#[test]
fn nor_those_named_beside_them_in_the_table() {
    teams(
        "Everton took the lead on 12 minutes through Piet Aarden. Leeds had no answer, and Leeds fell further behind when \
         Aarden struck again.\n\nEverton are now two points behind Arsenal and level with Chelsea.",
        ["Everton", "Leeds"],
    );
}

#[test]
fn a_score_against_somebody_whom_nobody_names_is_not_stated() {
    let text = "Piet Aarden scored after 12 minutes and again before half-time. Everton kept coming, and their visitors hardly \
                had a shot.\n\nEverton lost 2-1 at Chelsea last week, and go to Arsenal on Saturday.";
    let [game] = &prose::reading(text).matches[..] else {
        panic!("one match expected in: {text}");
    };
    let score = game.score(ScoreKind::Final);
    assert!(score.is_none(), "{score:?}");
}

#[test]
fn whose_goals_they_are_is_not_stated_where_it_is_not_known_who_played() {
    let text = "Piet Aarden put Leeds ahead after 12 minutes, and Jan Odo pulled one back with a header.\n\n\
                Leeds lost to Arsenal last week and drew at Chelsea before that. Arsenal are second, Chelsea third and \
                Everton fourth.";
    let reading = prose::reading(text);
    let [game] = &reading.matches[..] else {
        panic!("one match expected in: {text}");
    };
    let goals: Vec<_> = game.goals().collect();
    assert!(goals.is_empty(), "{goals:?}");
    let told = reading.notes.join(" ");
    assert!(
        told.contains("not sure enough to say whose its goals are"),
        "{told}"
    );
}

#[test]
fn what_a_clubs_people_call_it_is_no_name_for_strangers() {
    teams(
        "Hibs went ahead at Celtic Park when Piet Aarden scored on 12 minutes. Celtic levelled through Jan Odo on 30 minutes, \
         and neither Celtic nor Hibs could find a winner.",
        ["Celtic", "Hibernian"],
    );
}

#[test]
fn a_nickname_may_be_another_clubs_far_away() {
    teams(
        "Spurs went ahead when Piet Aarden scored on 12 minutes. Celtic levelled through Jan Odo on 30 minutes, and neither \
         Celtic nor Spurs could find a winner.",
        ["Celtic", "Spurs"],
    );
}

#[test]
fn letters_are_a_name_of_as_many_words() {
    teams(
        "New Marlow Lilies beat Everton 2-1 on Saturday. Piet Aarden put Everton ahead on 12 minutes, but NML were \
         level by the break and Jan Odo won it for NML.",
        ["Everton", "New Marlow Lilies"],
    );
}

#[test]
fn what_describes_a_team_at_the_head_of_a_sentence_is_no_part_of_its_name() {
    for praise in ["Rampant", "Struggling", "Ruthless", "Fearless", "Brave"] {
        teams(
            &format!(
                "{praise} Thornby beat Elmgate 3-0. Elmgate had won at Thornby in March, and Thornby were glad."
            ),
            ["Elmgate", "Thornby"],
        );
    }
}

#[test]
fn clubs_are_called_what_they_like() {
    for club in [
        "Thornby Lions",
        "Thornby-on-Sea",
        "Thornby & District",
        "University of Thornby",
        "Thornby High School",
    ] {
        teams(
            &format!(
                "{club} beat Elmgate 2-1 on Saturday. Jon Odo opened the scoring for {club} after 12 minutes, and Sid Lund \
                 levelled for Elmgate. Odo headed {club} back in front, and {club} are third."
            ),
            ["Elmgate", club],
        );
    }
}
