//! Goals count for the side that the words about their scorers leave a reader in no doubt of.

use touchline::facts::FactValue;
use touchline::football::Side;

use crate::support::prose;

/// The scorers a report on Everton (at home) and others tells, each with the side that his goal counts for.
#[track_caller]
fn scorers_against(others: &str, prose: &str) -> Vec<(String, Side)> {
    let text = format!("Everton met {others} at Goodison Park on Saturday.\n\n{prose}");
    let mut goals = Vec::new();
    for read in prose::reading(&text).matches {
        let teams = [&read.home.name, &read.away.name];
        assert_eq!(teams, ["Everton", others], "the teams of: {text}");
        goals.extend(read.facts.into_iter().filter_map(|fact| match fact.value {
            FactValue::Goal(told) => Some((told.goal.scorer.clone()?, told.goal.credited_to())),
            _ => None,
        }));
    }
    goals
}

#[track_caller]
fn scorers(prose: &str, expected: &[(&str, Side)]) {
    let found = scorers_against("Leeds United", prose);
    let found: Vec<(&str, Side)> = found
        .iter()
        .map(|(name, side)| (name.as_str(), *side))
        .collect();
    assert_eq!(found, expected, "{prose}");
}

#[test]
fn goals_told_in_one_breath_are_one_sides() {
    scorers(
        "Everton striker Marco Vale scored on 12 minutes and Piet Aarden headed the second.",
        &[("Marco Vale", Side::Home), ("Piet Aarden", Side::Home)],
    );
}

#[test]
fn a_word_of_contrast_parts_them() {
    scorers(
        "Everton striker Marco Vale opened the scoring but Piet Aarden levelled.",
        &[("Marco Vale", Side::Home), ("Piet Aarden", Side::Away)],
    );
}

#[test]
fn an_equaliser_is_for_those_who_were_behind() {
    scorers(
        "Everton striker Marco Vale scored on 12 minutes. Then Piet Aarden scored the equaliser on 80 minutes.",
        &[("Marco Vale", Side::Home), ("Piet Aarden", Side::Away)],
    );
}

#[test]
fn an_own_goal_is_for_the_others() {
    scorers(
        "Everton took the lead when Piet Aarden deflected the ball into his own net on 12 minutes.",
        &[("Piet Aarden", Side::Home)],
    );
}

#[test]
fn whom_a_goal_condemns_did_not_score_it() {
    scorers(
        "Marco Vale's header on 12 minutes condemned Leeds to another defeat.",
        &[("Marco Vale", Side::Home)],
    );
}

#[test]
fn goals_for_and_against_a_third_team_are_of_another_match() {
    scorers(
        "Everton's Marco Vale, who scored twice in the 3-0 win over Arsenal, headed Everton in front. Arsenal keeper Jan Odo \
         watched. In the other game Lev Brandt put Chelsea ahead.",
        &[("Marco Vale", Side::Home)],
    );
}

#[test]
fn a_coachs_side_is_his_clubs() {
    scorers(
        "Everton manager Tom Brandt had a plan. Marco Vale gave Brandt's side the lead on 12 minutes.",
        &[("Marco Vale", Side::Home)],
    );
}

#[test]
fn who_came_from_behind_did_not_score_first() {
    scorers(
        "Leeds came from a goal down to draw.\n\nMarco Vale scored on 12 minutes. Piet Aarden equalised on 80 minutes.",
        &[("Marco Vale", Side::Home), ("Piet Aarden", Side::Away)],
    );
}

#[test]
fn a_shambolic_defence_is_the_other_sides() {
    scorers(
        "Marco Vale scored on 12 minutes after some shambolic Leeds defending.",
        &[("Marco Vale", Side::Home)],
    );
}

#[test]
fn a_keepers_clearance_helps_his_own_side() {
    scorers(
        "Marco Vale scored on 12 minutes from a long clearance by Everton keeper Piet Dorn.",
        &[("Marco Vale", Side::Home)],
    );
}

#[test]
fn two_coaches_are_of_different_sides() {
    scorers(
        "Everton boss Gareth Voss named an unchanged side. Milan Brandt's men took the lead when Piet Aarden struck on 12 minutes.",
        &[("Piet Aarden", Side::Away)],
    );
}

#[test]
fn a_keeper_is_named_where_the_others_attack() {
    scorers(
        "Everton attacked from the start and twice shot straight at keeper Dirk Holm. Everton went close again before Holm tipped a header over.\n\nHolm's long kick found Piet Aarden, who scored on 12 minutes.",
        &[("Piet Aarden", Side::Away)],
    );
}

#[test]
fn a_goal_announced_is_whose_the_next_sentence_names() {
    scorers(
        "Leeds took the lead on 16 minutes.\n\nPiet Aarden rose highest to head in a corner.",
        &[("Piet Aarden", Side::Away)],
    );
}

#[test]
fn whose_goal_an_own_goal_is_says_not_whose_man_he_is() {
    scorers(
        "Everton took the lead through a Piet Aarden own goal on 12 minutes. Everton were gifted it when Aarden sliced a cross.",
        &[("Piet Aarden", Side::Home)],
    );
}

#[test]
fn a_man_whose_name_begins_as_a_teams_is_not_the_team() {
    let found = scorers_against(
        "Port Vale",
        "Everton took the lead through a header on 12 minutes by Portman. Portman got his second on 80 minutes.",
    );
    let own = ("Portman".to_owned(), Side::Home);
    assert_eq!(found, [own.clone(), own]);
}

#[test]
fn what_is_said_of_a_goal_says_whose_it_is() {
    for (prose, side) in [
        (
            "Marco Vale opened the scoring for the hosts, Everton.",
            Side::Home,
        ),
        (
            "Poor Everton defending allowed Marco Vale to score.",
            Side::Away,
        ),
        (
            "Marco Vale capped a fine Everton move with a neat finish.",
            Side::Home,
        ),
        (
            "Marco Vale broke Everton hearts with a late goal.",
            Side::Away,
        ),
        (
            "Everton keeper Tom Ames was beaten by Marco Vale's drive.",
            Side::Away,
        ),
        (
            "Leeds deserved their equaliser, scored by Marco Vale.",
            Side::Away,
        ),
        (
            "Marco Vale scored against his former club Leeds.",
            Side::Home,
        ),
        (
            "Marco Vale rounded the Everton keeper and scored.",
            Side::Away,
        ),
        (
            "Marco Vale dispossessed a Leeds defender and fired home.",
            Side::Home,
        ),
        (
            "Everton's defence was caught napping and Marco Vale scored.",
            Side::Away,
        ),
        ("Marco Vale halved Everton's lead.", Side::Away),
        (
            "Everton's Ed Lind lost the ball and Marco Vale scored on 12 minutes.",
            Side::Away,
        ),
        (
            "Former Everton man Marco Vale scored on 12 minutes.",
            Side::Away,
        ),
        (
            "Everton dominated but Marco Vale scored on 12 minutes.",
            Side::Away,
        ),
        (
            "With Leeds down to ten men, Marco Vale scored on 12 minutes.",
            Side::Home,
        ),
        (
            "Everton missed two chances before Marco Vale scored at the other end.",
            Side::Away,
        ),
        (
            "Everton failed to clear and Marco Vale punished them.",
            Side::Away,
        ),
        (
            "Marco Vale nodded in after Leeds failed to deal with a long throw.",
            Side::Home,
        ),
        (
            "A long ball caught out the Leeds back line and Marco Vale scored.",
            Side::Home,
        ),
        (
            "Everton, who had lost their last three, went ahead with a Marco Vale goal.",
            Side::Home,
        ),
        (
            "Everton gifted the ball to Marco Vale, who scored.",
            Side::Away,
        ),
        ("Leeds were stunned when Marco Vale scored.", Side::Home),
        (
            "Marco Vale, on loan at Everton from Oakham, scored.",
            Side::Home,
        ),
    ] {
        let more = "Everton keeper Jan Odo and Leeds keeper Piet Brandt then made saves, and ten minutes were added.";
        scorers(&format!("{prose} {more}"), &[("Marco Vale", side)]);
    }
}
