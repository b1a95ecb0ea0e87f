//! Who scored, and how: one goal for each that is told, of the man the words name, a penalty where they tell of one.

use touchline::facts::FactValue;
use touchline::football::GoalKind;

use crate::support::prose;

const PLAYERS: &str = "Everton beat Leeds United 3-1 at Goodison Park on Saturday. Everton striker Marco Vale and Everton \
midfielder Piet Aarden were fit again, and so were Leeds goalkeeper Elmo Lind and Leeds defender Tomas Brandt.";

/// The surnames of those who scored, in match order, each with the kind of his goal where it is a special one.
fn scorers_in(prose: &str) -> Vec<String> {
    let goals = prose::facts(&format!("{PLAYERS}\n\n{prose}"));
    let scorers = goals.into_iter().filter_map(|fact| match fact {
        FactValue::Goal(told) => {
            let surname = told.goal.scorer.as_deref()?.rsplit(' ').next()?.to_owned();
            Some(match told.goal.kind {
                GoalKind::Regular => surname,
                GoalKind::Penalty => format!("{surname} (penalty)"),
                GoalKind::OwnGoal => format!("{surname} (own goal)"),
            })
        }
        _ => None,
    });
    scorers.collect()
}

#[track_caller]
fn scorers(prose: &str, expected: &[&str]) {
    assert_eq!(scorers_in(prose), expected, "{prose}");
}

#[test]
fn a_list_names_every_scorer() {
    scorers(
        "Goals from Vale and Aarden gave Everton the win.",
        &["Vale", "Aarden"],
    );
    scorers(
        "Everton won thanks to Vale's header and Aarden's volley.",
        &["Vale", "Aarden"],
    );
    scorers(
        "Vale (2) and Aarden scored for Everton.",
        &["Vale", "Vale", "Aarden"],
    );
    scorers(
        "Two goals in a minute, one from Vale and one from Aarden, won it for Everton.",
        &["Vale", "Aarden"],
    );
}

#[test]
fn what_follows_the_opening_goal_is_another() {
    scorers(
        "Vale opened the scoring for Everton. He doubled the lead before the break.",
        &["Vale", "Vale"],
    );
    scorers(
        "Vale opened the scoring for Everton. His opener was a fine volley.",
        &["Vale"],
    );
}

#[test]
fn a_penalty_is_told_before_and_after_the_verb() {
    scorers(
        "Vale made it 2-0 to Everton from the penalty spot.",
        &["Vale (penalty)"],
    );
    scorers(
        "Everton won a penalty and Vale blasted it home.",
        &["Vale (penalty)"],
    );
    scorers("Vale scored for Everton from 12 yards out.", &["Vale"]);
}

#[test]
fn who_made_a_goal_did_not_score_it() {
    scorers(
        "Vale headed home for Everton from Aarden's free-kick on 20 minutes.",
        &["Vale"],
    );
    scorers("Vale scored for Everton on an assist by Aarden.", &["Vale"]);
    scorers(
        "Everton sealed the win on 84 minutes when Aarden picked out an unmarked Vale.",
        &[],
    );
    scorers("Vale and Aarden combined to put Everton ahead.", &[]);
}

#[test]
fn who_was_beaten_to_a_goal_did_not_score_it() {
    scorers(
        "Aarden crossed for Everton, and Vale again escaped Brandt to find the net.",
        &["Vale"],
    );
    scorers("Aarden set up Vale to find the net for Everton.", &["Vale"]);
    scorers(
        "Vale ran through, kept in front of a charging Brandt and put it past the keeper for Everton.",
        &["Vale"],
    );
    scorers(
        "Vale ran through for Everton and, as Brandt looked on, put it past the keeper.",
        &["Vale"],
    );
    scorers(
        "Everton broke. Aarden laid it off to Vale, who let fly from distance. The shot took a deflection and went in.",
        &["Vale"],
    );
}

#[test]
fn what_might_have_been_is_no_goal_and_what_came_to_be_is_one() {
    scorers(
        "Vale would score the winner for Everton ten minutes later.",
        &["Vale"],
    );
    scorers("Vale would have scored the winner for Everton.", &[]);
    scorers("Had Vale scored for Everton, it would have been over.", &[]);
    scorers(
        "Vale came close on several occasions to doubling Everton's lead.",
        &[],
    );
}
