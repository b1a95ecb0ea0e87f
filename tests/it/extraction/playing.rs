//! Which two teams a report is of, and who of them is at home.

use touchline::extraction::{Context, read};
use touchline::facts::HomeAway;
use touchline::names::Gazetteer;

/// The two teams of a report, the one at home first, or with "or" between where nothing tells.
fn playing(prose: &str) -> String {
    let gazetteer = Gazetteer::embedded();
    let reading = read(prose, &Context::of_words_alone(&gazetteer));
    let [game] = &reading.matches[..] else {
        return format!("{} matches", reading.matches.len());
    };
    let between = match game.home_away {
        HomeAway::Unknown => "or",
        _ => "v",
    };
    format!("{} {between} {}", game.home.name, game.away.name)
}

/// A match of two clubs that nobody knows, with a sentence that may say who is at home.
fn match_with(sentence: &str) -> String {
    playing(&format!(
        "Varnwick beat Hollin Rovers 2-1 on Saturday. Amaro Odo struck after 10 minutes and headed the second on the hour. \
         {sentence} Leon Ames pulled one back late on."
    ))
}

#[test]
fn a_national_team_in_full_is_its_countrys() {
    assert_eq!(
        playing(
            "The US Women's National Team beat Mexico 2-0 on Tuesday. Amara Odo headed the US in front after 20 minutes \
             and Lea Ames struck on the hour."
        ),
        "US Women or Mexico"
    );
}

#[test]
fn the_first_words_of_a_clubs_name_and_their_letters_are_the_club() {
    let reading = read(
        "The New York Red Bulls beat DC United 2-1 on Saturday. Amaro Odo put New York ahead on the hour. NY were two up \
         when Leon Ames struck, and DC pulled one back late on.",
        &Context::of_words_alone(&Gazetteer::embedded()),
    );
    let [game] = &reading.matches[..] else {
        panic!("one match, not {}", reading.matches.len());
    };
    assert_eq!(
        game.home.as_written,
        ["New York Red Bulls", "New York", "NY"]
    );
}

#[test]
fn a_club_is_no_namesake_far_away() {
    assert_eq!(
        playing(
            "Hearts of Oak beat Hollin Rovers 2-1 on Saturday. Amaro Odo put Hearts ahead on the hour, Hearts were two up when \
             Leon Ames struck, and Rovers pulled one back late on."
        ),
        "Hearts of Oak or Hollin Rovers"
    );
    assert_eq!(
        playing(
            "Wolves Wanderers beat Hollin Rovers 2-1 on Saturday. Amaro Odo put Wolves ahead on the hour."
        ),
        "Wolves Wanderers or Hollin Rovers"
    );
}

#[test]
fn a_country_in_a_longer_name_is_no_team() {
    assert_eq!(
        playing(
            "Amaro Odo struck twice as Varnwick Club beat Hollin Boys Club 2-0 in the opening match of the Qatar Shipping \
             Memorial League."
        ),
        "Varnwick Club or Hollin Boys Club"
    );
}

#[test]
fn a_longer_name_that_begins_with_a_clubs_is_another_clubs() {
    assert_eq!(
        playing(
            "Bristol City Old Lamps FC drew 2-2 with Hollin. Amaro Odo struck for Hollin after 10 minutes."
        ),
        "Bristol City Old Lamps FC or Hollin"
    );
}

#[test]
fn whom_the_hosts_visitors_are_or_who_faces_them_is_not_at_home() {
    assert_eq!(match_with("It was cold."), "Varnwick or Hollin Rovers");
    assert_eq!(
        match_with("Varnwick had little trouble with their visitors."),
        "Varnwick v Hollin Rovers"
    );
    assert_eq!(
        match_with("Varnwick pressed, and before long they pinned back the visitor's defence."),
        "Varnwick v Hollin Rovers"
    );
}

#[test]
fn a_coachs_side_at_home_is_his_clubs() {
    assert_eq!(
        match_with(
            "Otto Voss's men have lost at home again. Hollin Rovers boss Voss was not amused."
        ),
        "Hollin Rovers v Varnwick"
    );
}

#[test]
fn a_home_win_is_of_the_team_its_clause_speaks_of() {
    assert_eq!(
        match_with(
            "Varnwick substitute Rufus Hale shot wide but Hollin Rovers held on for their first home win."
        ),
        "Hollin Rovers v Varnwick"
    );
}

#[test]
fn what_only_sounds_like_a_journey_or_a_home_is_none() {
    for sentence in [
        "Ivo Brand returned to the Varnwick defence.",
        "Varnwick travel to face Elmgate next week.",
        "Ames broke well before firing home to move Varnwick clear.",
        "It was a proud day for a Varnwick making their return to the division.",
    ] {
        assert_eq!(
            match_with(sentence),
            "Varnwick or Hollin Rovers",
            "{sentence}"
        );
    }
}
