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

/// Opening sentences, each with the goals of Thornby and of Elmgate.
const OPENINGS: &[(&str, [u8; 2])] = &[
    (
        "Thornby came from behind to beat Elmgate 2-1 at Sandy Lane on Saturday.",
        [2, 1],
    ),
    (
        "Thornby strolled to a comfortable 3-0 victory over ten-man Elmgate.",
        [3, 0],
    ),
    (
        "Elmgate slipped to a 2-1 home defeat against Thornby on a wet night.",
        [2, 1],
    ),
    (
        "A late equaliser from Jon Odo earned Thornby a 1-1 draw at home to Elmgate.",
        [1, 1],
    ),
    (
        "Jon Odo's second-half penalty was enough for Thornby to see off Elmgate 1-0.",
        [1, 0],
    ),
    (
        "Thornby ran out 4-2 winners against Elmgate in an entertaining encounter.",
        [4, 2],
    ),
    (
        "Two goals in five minutes condemned Elmgate to a 2-0 loss at Thornby.",
        [2, 0],
    ),
    (
        "Thornby and Elmgate shared the spoils in a pulsating 2-2 draw.",
        [2, 2],
    ),
    (
        "Jon Odo hit a hat-trick as Thornby thrashed Elmgate 5-1.",
        [5, 1],
    ),
    (
        "Thornby were held to a goalless draw by a resolute Elmgate side.",
        [0, 0],
    ),
    (
        "Thornby got back to winning ways with a 2-0 win against Elmgate.",
        [2, 0],
    ),
    ("Thornby edged out Elmgate 3-2 in a thriller.", [3, 2]),
    (
        "Thornby moved into second place after a narrow 1-0 win over Elmgate on Friday night.",
        [1, 0],
    ),
    (
        "Thornby booked their place in the third round with a 2-1 victory at Elmgate.",
        [2, 1],
    ),
    (
        "The Thornby women's team defeated Elmgate 3-1 on Sunday afternoon.",
        [3, 1],
    ),
    ("It finished 4-0 to Thornby against a poor Elmgate.", [4, 0]),
    (
        "Elmgate were beaten 2-1 by Thornby thanks to a last-gasp winner.",
        [2, 1],
    ),
    ("Elmgate and Thornby played out a 1-1 draw.", [1, 1]),
    ("Thornby cruised past Elmgate, winning 3-0.", [3, 0]),
    (
        "Goals from Jon Odo and Sid Lund gave Thornby a 2-1 win over Elmgate.",
        [2, 1],
    ),
    (
        "Thornby 2 Elmgate 1: Jon Odo struck late to break the visitors' hearts.",
        [2, 1],
    ),
    (
        "A brace by Jon Odo helped Thornby down Elmgate 2-1 in their opening match.",
        [2, 1],
    ),
    ("Thornby prevailed 1-0 over Elmgate in extra time.", [1, 0]),
    ("Thornby demolished Elmgate by six goals to nil.", [6, 0]),
    ("Thornby beat Elmgate by 2 goals to 1 on Sunday.", [2, 1]),
    (
        "Thornby registered a 3-1 win against Elmgate in the second match of the day.",
        [3, 1],
    ),
    (
        "Thornby outclassed Elmgate 2-0 to storm into the final.",
        [2, 0],
    ),
    (
        "In a five-goal thriller, Thornby overcame Elmgate 3-2.",
        [3, 2],
    ),
    (
        "Thornby's unbeaten run continued with a 2-0 win at Elmgate.",
        [2, 0],
    ),
    (
        "Thornby's unbeaten run came to an end as they lost 2-1 to Elmgate.",
        [1, 2],
    ),
    (
        "Thornby snatched a dramatic 2-1 win in stoppage time against Elmgate.",
        [2, 1],
    ),
    ("Thornby fell 3-1 to Elmgate on Saturday.", [1, 3]),
    (
        "Thornby dropped a 1-0 decision to Elmgate on Saturday evening.",
        [0, 1],
    ),
    (
        "Thornby pulled off a 2-1 upset of second-placed Elmgate.",
        [2, 1],
    ),
    (
        "Thornby blanked visiting Elmgate 2-0 to open conference play.",
        [2, 0],
    ),
    (
        "Thornby notched its third straight win, topping Elmgate 3-0.",
        [3, 0],
    ),
    ("Thornby rolled to a 4-1 victory over Elmgate.", [4, 1]),
    (
        "Thornby rallied from two goals down to tie Elmgate 2-2.",
        [2, 2],
    ),
    (
        "Thornby squeaked by Elmgate 1-0 on a late goal by Jon Odo.",
        [1, 0],
    ),
    (
        "Elmgate's season ended with a 2-1 defeat at the hands of Thornby.",
        [2, 1],
    ),
    (
        "Hosts Thornby made light work of Elmgate, running out 3-0 victors.",
        [3, 0],
    ),
    (
        "Elmgate grabbed a point at Thornby after a 1-1 stalemate.",
        [1, 1],
    ),
    (
        "Jon Odo scored twice to lead Thornby to a 2-1 win over Elmgate.",
        [2, 1],
    ),
    (
        "Sid Lund netted the winner as Thornby won 2-1 away to Elmgate.",
        [2, 1],
    ),
    (
        "Thornby survived a scare before beating Elmgate 3-2.",
        [3, 2],
    ),
    (
        "There was no joy for Thornby, who went down 3-0 to Elmgate.",
        [0, 3],
    ),
    (
        "Thornby won a seven-goal thriller against Elmgate, 4-3.",
        [4, 3],
    ),
    ("Elmgate suffered a 2-0 reverse at Thornby.", [2, 0]),
    (
        "Thornby staged a remarkable comeback to defeat Elmgate by two goals to one.",
        [2, 1],
    ),
    (
        "Elmgate were on the end of a 5-0 hammering by Thornby.",
        [5, 0],
    ),
    (
        "A solitary goal from Jon Odo settled the contest between Thornby and Elmgate.",
        [1, 0],
    ),
    (
        "Thornby secured all three points with a hard-fought 2-1 success over Elmgate.",
        [2, 1],
    ),
    ("Thornby and Elmgate battled to a 3-3 draw.", [3, 3]),
    (
        "Thornby dispatched Elmgate 2-0 with a goal in each half.",
        [2, 0],
    ),
    ("Thornby had to dig deep to overcome Elmgate 2-1.", [2, 1]),
    (
        "Thornby ended a run of three straight defeats by beating Elmgate 2-0.",
        [2, 0],
    ),
    (
        "Elmgate's woes continued as Thornby condemned them to a 2-0 defeat.",
        [2, 0],
    ),
    (
        "Jon Odo came off the bench to score the only goal as Thornby beat Elmgate.",
        [1, 0],
    ),
    (
        "Thornby threw away a two-goal lead to draw 2-2 with Elmgate.",
        [2, 2],
    ),
    (
        "Thornby got the better of Elmgate 3-1 in their group match.",
        [3, 1],
    ),
    ("Thornby were swept aside 3-0 by a rampant Elmgate.", [0, 3]),
    ("Elmgate were thumped 4-1 by Thornby.", [4, 1]),
    (
        "Goals by Jon Odo and Ivo Brand carried Thornby past Elmgate, 2-1.",
        [2, 1],
    ),
    (
        "It was Thornby who took the spoils, winning 2-1 against Elmgate.",
        [2, 1],
    ),
    ("Thornby handed Elmgate a 2-0 defeat.", [2, 0]),
    ("Thornby inflicted a 2-0 defeat on Elmgate.", [2, 0]),
    (
        "Thornby were no match for Elmgate as they went down 4-1.",
        [1, 4],
    ),
    ("LYON: Thornby tied Elmgate 1-1.", [1, 1]),
];

/// What follows them: both teams are named, and no goal is told.
const FOLLOWS: &str = "Thornby began brightly and Jon Odo shot wide after three minutes. Elmgate keeper Tom Ames then saved \
from Sid Lund.\n\nThe Thornby defence held firm, and Elmgate made three changes at the break. Thornby were the better side.";

#[test]
fn an_opening_tells_who_played_and_how_it_ended() {
    for (opening, expected) in OPENINGS {
        let found = goals_of_both(opening);
        assert_eq!(found, Some(*expected), "{opening}");
    }
}

#[test]
fn tallies_that_are_nobodys_are_no_score() {
    for opening in [
        "Thornby watched Elmgate closely as they went down 4-1.",
        "Thornby and Elmgate drew, as they had when Oakham drew 3-3 with Larkhill.",
    ] {
        assert_eq!(goals_of_both(opening), None, "{opening}");
    }
}

/// The goals of Thornby and of Elmgate, where the score is told.
#[track_caller]
fn goals_of_both(opening: &str) -> Option<[u8; 2]> {
    let matches = prose::reading(&format!("{opening}\n\n{FOLLOWS}")).matches;
    let [read] = &matches[..] else {
        panic!("{} matches in: {opening}", matches.len());
    };
    let score = read.facts.iter().find_map(|fact| match fact.value {
        FactValue::Score(ScoreKind::Final, score) => Some(score),
        _ => None,
    })?;
    match [read.home.name.as_str(), read.away.name.as_str()] {
        ["Thornby", "Elmgate"] => Some([score.home, score.away]),
        ["Elmgate", "Thornby"] => Some([score.away, score.home]),
        other => panic!("{other:?} in: {opening}"),
    }
}

#[test]
fn the_kicks_of_a_shoot_out_are_whose_the_verb_says() {
    let opening = "Thornby won 5-4 in a shoot-out after a goalless draw with Elmgate.";
    let facts = prose::facts(&format!("{opening}\n\n{FOLLOWS}"));
    let kicks = facts.iter().find_map(|fact| match fact {
        FactValue::Score(ScoreKind::Shootout, score) => Some([score.home, score.away]),
        _ => None,
    });
    assert_eq!(kicks, Some([5, 4]));
    assert_eq!(goals_of_both(opening), Some([0, 0]));
}
