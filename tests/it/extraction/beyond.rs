//! Claims beyond the match are kept apart from its facts, with their numbers; players are told with their part.

use touchline::facts::FactValue;

use crate::support::prose;

const REPORT: &str = "Everton beat Leeds United 2-0 at Goodison Park and are now third in the table.\n\nMarco Vale \
opened the scoring with his sixth goal of the season after 20 minutes. The forward now has eight goals in 10 games \
against Leeds United. Everton are unbeaten in nine games, and it lifts them after Saturday's 3-1 defeat at Arsenal.\n\n\
Tomas Brandt started in midfield, Piet Aarden was suspended and keeper Elmo Lind was rarely tested.";

fn told<T>(pick: impl Fn(&FactValue) -> Option<T>) -> Vec<T> {
    prose::facts(REPORT).iter().filter_map(pick).collect()
}

#[test]
fn tallies_tables_runs_and_other_results_are_claims_with_numbers() {
    let claims = told(|value| match value {
        FactValue::Background(claim) => {
            let numbers: Vec<String> = claim
                .numbers
                .iter()
                .map(|(name, number)| format!("{name} {number}"))
                .collect();
            let about = claim.about.as_deref().unwrap_or("-");
            Some(format!(
                "{:?} {}: {} ({about})",
                claim.kind,
                claim.subject,
                numbers.join(", ")
            ))
        }
        _ => None,
    });
    assert_eq!(
        claims,
        [
            "Standing Everton: position 3 (table)",
            "Tally Marco Vale: goals 6 (season)",
            "Tally Marco Vale: games 10, goals 8 (Leeds United)",
            "Streak Everton: games 9 (-)",
            "PreviousResult Everton:  (Arsenal)",
        ]
    );
}

#[test]
fn players_are_told_with_their_part() {
    let players = told(|value| match value {
        FactValue::Player(player) => Some(format!("{} {:?}", player.name, player.role)),
        _ => None,
    });
    for expected in [
        "Tomas Brandt Starter",
        "Piet Aarden Absent",
        "Elmo Lind Keeper",
    ] {
        assert!(
            players.iter().any(|player| player == expected),
            "no {expected} in {players:?}"
        );
    }
}

#[test]
fn who_stops_shots_keeps_goal_though_nobody_says_so() {
    let text = "Everton beat Leeds United 1-0 at Goodison Park.\n\nLeeds United's Elmo Lind was calm at first. Everton \
striker Marco Vale beat Lind with a low shot after 20 minutes. Tomas Brandt, another Everton striker, rounded Lind but hit \
a post.";
    let roles: Vec<String> = prose::facts(text)
        .iter()
        .filter_map(|value| match value {
            FactValue::Player(player) => Some(format!("{} {:?}", player.name, player.role)),
            _ => None,
        })
        .collect();
    let keeps = |role: &String| role.ends_with("Lind Keeper");
    assert!(roles.iter().any(keeps), "{roles:?}");
}
