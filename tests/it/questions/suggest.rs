//! Completion.

use insta::assert_snapshot;
use jiff::civil::date;
use touchline::questions::OptionKind;
use touchline::questions::suggest::Suggester;

use super::world::{DORTMUND, TOTTENHAM, World, one_match, world};

fn offered(world: &World, kind: OptionKind, typed: &str, given: &[(&str, String)]) -> String {
    let suggester = Suggester {
        directory: &world.directory,
        gazetteer: &world.gazetteer,
        held: &world.held,
    };
    let offered = suggester.suggest(kind, typed, given);
    assert!(offered.len() <= Suggester::LIMIT);
    let lines: Vec<String> = offered
        .iter()
        .take(4)
        .map(|offer| format!("{} = {}", offer.label, offer.value))
        .collect();
    lines.join("\n")
}

#[test]
fn teams_with_matches_come_first_and_values_are_ids() {
    let world = one_match();
    assert_snapshot!(offered(&world, OptionKind::Team, "tot", &[]).lines().next().unwrap_or_default(), @"Tottenham = eng:tottenham-hotspur-fc");
    assert_snapshot!(offered(&world, OptionKind::Team, "", &[]), @"
    Borussia Dortmund = de:borussia-dortmund
    Tottenham = eng:tottenham-hotspur-fc
    ");
}

#[test]
fn opponents_are_those_the_team_has_met() {
    let arsenal = ("eng:arsenal-fc", "Arsenal");
    let world = world(
        &[(DORTMUND, TOTTENHAM, None), (arsenal, TOTTENHAM, None)],
        &[],
    );
    let given = [("team", "dortmund".to_owned())];
    assert_snapshot!(offered(&world, OptionKind::Opponent, "", &given), @"Tottenham = eng:tottenham-hotspur-fc");
    assert_snapshot!(offered(&world, OptionKind::Opponent, "ars", &given), @"");
}

#[test]
fn matches_are_offered_without_their_score() {
    let world = world(&[(DORTMUND, TOTTENHAM, Some(date(2017, 11, 21)))], &[]);
    for typed in ["", "dort", "tottenham v dort", "spurs", "2017"] {
        assert_eq!(
            offered(&world, OptionKind::Match, typed, &[]),
            "Borussia Dortmund v Tottenham 2017-11-21 · Champions League · m1 = m1",
            "{typed}"
        );
    }
    assert_snapshot!(offered(&world, OptionKind::Match, "Arsenal", &[]), @"");
}

#[test]
fn players_competitions_and_facts_are_offered_by_the_beginning_of_a_word() {
    let world = one_match();
    assert_snapshot!(offered(&world, OptionKind::Player, "heung", &[]), @"Son Heung-Min = Son Heung-Min");
    assert_snapshot!(offered(&world, OptionKind::Competition, "champ", &[]).lines().next().unwrap_or_default(), @"Champions League = uefa.cl");
    assert_snapshot!(offered(&world, OptionKind::Fact, "ref", &[]), @"referee = referee");
}
