//! Finding the team a person types.

use proptest::prelude::*;
use touchline::football::TeamId;
use touchline::names::{Directory, Gazetteer, SeenTeam, fold};

/// What a person finds by typing, with no match held.
fn find(typed: &str) -> String {
    find_among(typed, [])
}

fn find_among(typed: &str, seen: impl IntoIterator<Item = SeenTeam>) -> String {
    match Directory::new(Gazetteer::embedded(), seen).find(typed) {
        None => "nothing".to_owned(),
        Some(found) => {
            let names: Vec<_> = found.teams.iter().map(|team| team.name.as_str()).collect();
            let shared = if found.is_shared { " shared" } else { "" };
            format!("{:?}{shared}: {}", found.by, names.join(", "))
        }
    }
}

fn seen(id: &str, name: &str, matches: u32) -> SeenTeam {
    SeenTeam {
        id: TeamId(id.to_owned()),
        name: name.to_owned(),
        aliases: Vec::new(),
        matches,
    }
}

#[test]
fn people_find_teams_by_what_they_call_them() {
    assert_eq!(find("eng:tottenham-hotspur-fc"), "Id: Tottenham");
    assert_eq!(find("tottenham"), "Exact: Tottenham");
    assert_eq!(find("TOTTENHAM HOTSPUR"), "Exact: Tottenham");
    assert_eq!(find("Tottenham Hotspur FC"), "Exact: Tottenham");
    assert_eq!(find("Spurs"), "Alias: Tottenham");
    assert_eq!(find("dortmund"), "Alias: Borussia Dortmund");
    assert_eq!(find("BVB"), "Alias: Borussia Dortmund");
    assert_eq!(find("Man Utd"), "Alias: Manchester United");
    assert_eq!(find("Atletico"), "Alias: Atlético Madrid");
    assert_eq!(find("the Gunners"), "Alias: Arsenal");
    assert_eq!(find("Totten"), "Prefix: Tottenham");
    assert_eq!(find("Hotspur Tottenham"), "Word: Tottenham");
    assert_eq!(find("Xyzzy"), "nothing");
    assert_eq!(find("..."), "nothing");
}

#[test]
fn a_slip_of_the_finger_is_found_as_a_typo() {
    assert_eq!(find("Dortmnd"), "Typo: Borussia Dortmund");
    assert_eq!(find("Totenham"), "Typo: Tottenham");
    assert_eq!(find("Aresnal"), "Typo: Arsenal");
    assert_eq!(
        find("Borusia Monchengladbach"),
        "Typo: Borussia Mönchengladbach"
    );
}

#[test]
fn short_words_are_never_corrected() {
    assert_eq!(find("BVC"), "nothing");
    assert_eq!(find("PSX"), "nothing");
}

#[test]
fn spellings_without_the_accents_find_the_same_team() {
    for typed in ["Köln", "koln", "Koeln", "Cologne", "1. FC Köln", "FC Koeln"] {
        assert!(
            find(typed).ends_with(": Cologne"),
            "{typed}: {}",
            find(typed)
        );
    }
    for typed in ["Malmö", "Malmo", "malmoe"] {
        assert_eq!(find(typed), "Exact: Malmö", "{typed}");
    }
    for typed in [
        "Saint-Etienne",
        "St Etienne",
        "St. Étienne",
        "AS Saint-Étienne",
    ] {
        assert!(
            find(typed).ends_with(": St-Étienne"),
            "{typed}: {}",
            find(typed)
        );
    }
    assert_eq!(find("Besiktas"), "Exact: Beşiktaş");
    assert_eq!(find("M’gladbach"), "Alias: Borussia Mönchengladbach");
    assert_eq!(find("Bodo/Glimt"), "Exact: Bodø/Glimt");
}

#[test]
fn a_word_many_names_share_finds_all_of_them_and_settles_on_none() {
    let directory = Directory::new(Gazetteer::embedded(), []);
    for (typed, among) in [
        ("United", "Manchester United"),
        ("city", "Manchester City"),
        ("Rangers", "Rangers"),
        ("Real", "Real Sociedad"),
        ("Inter", "Inter Milan"),
        ("Inter", "Inter Miami"),
        ("FCB", "Barcelona"),
        ("FCB", "Basel"),
        ("Athletic", "Athletic Bilbao"),
    ] {
        let found = directory.find(typed).expect(typed);
        assert!(found.is_shared, "{typed}");
        assert!(found.only().is_none(), "{typed}");
        assert!(
            found.teams.iter().any(|team| team.name == among),
            "{typed}: {found:?}"
        );
        assert!(Gazetteer::embedded().is_ambiguous(&fold(typed)), "{typed}");
    }
    let reds = directory.find("the Reds").expect("a nickname of several");
    assert!(reds.teams.len() > 5 && reds.only().is_none());
}

#[test]
fn the_only_one_with_matches_is_told_apart() {
    let held = [seen("eng:leeds-united-fc", "Leeds", 2)];
    let directory = Directory::new(Gazetteer::embedded(), held);
    let found = directory.find("United").expect("many");
    assert_eq!(
        found.only_one_with_matches().map(|team| team.name.as_str()),
        Some("Leeds")
    );
    assert_eq!(
        found.teams[0].name, "Leeds",
        "teams with matches come first"
    );

    let held = [
        seen("eng:leeds-united-fc", "Leeds", 2),
        seen("seen:invented united", "Invented United", 1),
    ];
    let directory = Directory::new(Gazetteer::embedded(), held);
    let found = directory.find("United").expect("many");
    assert_eq!(found.only_one_with_matches(), None);
    assert_eq!(
        found.teams[1].name, "Invented United",
        "a team only seen shares the word too"
    );
}

#[test]
fn teams_that_only_reports_know_are_found_like_the_others() {
    let held = || {
        [
            seen("seen:hexham harriers", "Hexham Harriers", 3),
            seen("seen:chelsea women", "Chelsea Women", 1),
        ]
    };
    assert_eq!(
        find_among("hexham harriers", held()),
        "Exact: Hexham Harriers"
    );
    assert_eq!(
        find_among("seen:hexham harriers", held()),
        "Id: Hexham Harriers"
    );
    assert_eq!(find_among("Hexh", held()), "Prefix: Hexham Harriers");
    assert_eq!(
        find_among("Hexam Harriers", held()),
        "Typo: Hexham Harriers"
    );
    assert_eq!(find_among("Chelsea", held()), "Exact: Chelsea");
    assert_eq!(find_among("Chelsea Women", held()), "Exact: Chelsea Women");
    assert_eq!(
        find("Chelsea Women"),
        "nothing",
        "the men's team is not shown for the women's"
    );
    let with_alias = SeenTeam {
        aliases: vec!["the Lilies of the Lane".to_owned()],
        ..seen("eng:tottenham-hotspur-fc", "Tottenham", 1)
    };
    assert_eq!(
        find_among("lilies of the lane", [with_alias.clone()]),
        "Word: Tottenham"
    );
    assert_eq!(
        find_among("The Lilies of the Lane", [with_alias]),
        "Alias: Tottenham"
    );
}

#[test]
fn the_nearest_names_are_of_teams_with_matches_where_there_are_any() {
    let held = [
        seen("de:borussia-dortmund", "Borussia Dortmund", 1),
        seen("eng:arsenal-fc", "Arsenal", 1),
    ];
    let directory = Directory::new(Gazetteer::embedded(), held);
    let nearest: Vec<_> = directory
        .nearest("Xyzzy", 3)
        .into_iter()
        .map(|team| team.name)
        .collect();
    assert_eq!(nearest.len(), 2);
    assert_eq!(
        directory.nearest("Dortmouth", 1)[0].name,
        "Borussia Dortmund"
    );
    let directory = Directory::new(Gazetteer::embedded(), []);
    assert_eq!(directory.nearest("Tottenhamshire", 3)[0].name, "Tottenham");
}

#[test]
fn completion_offers_teams_with_matches_first_and_no_more_than_asked() {
    let held = [seen("eng:tottenham-hotspur-fc", "Tottenham", 1)];
    let directory = Directory::new(Gazetteer::embedded(), held);
    let names = |typed: &str| -> Vec<String> {
        let offered = directory.complete(typed, 25).into_iter();
        offered.map(|team| team.name).collect()
    };
    assert_eq!(names(""), ["Tottenham"]);
    assert_eq!(names("t")[0], "Tottenham");
    assert_eq!(names("t").len(), 25);
    assert_eq!(names("spu")[0], "Tottenham");
    assert_eq!(names("man ")[..2], ["Manchester City", "Manchester United"]);
    assert!(names("utd").is_empty() || names("utd").len() <= 25);
    assert!(names("vallec").contains(&"Rayo Vallecano".to_owned()));
    assert_eq!(names("Dortmnd"), ["Borussia Dortmund"]);
}

#[test]
fn a_womens_side_goes_by_the_names_of_its_club() {
    let held = || [seen("eng:tottenham-hotspur-fc#women", "Tottenham Women", 1)];
    assert_eq!(
        find_among("Tottenham Women", held()),
        "Exact: Tottenham Women"
    );
    assert_eq!(find_among("Spurs Women", held()), "Alias: Tottenham Women");
    assert_eq!(
        find_among("tottenham hotspur ladies", held()),
        "Alias: Tottenham Women"
    );
    assert_eq!(find_among("Tottenham", held()), "Exact: Tottenham");
    assert_eq!(find_among("Spurs", held()), "Alias: Tottenham");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn anything_can_be_typed(typed in "\\PC{0,30}") {
        let directory = Directory::new(Gazetteer::embedded(), [seen("seen:x", "Xyzzy Rovers", 1)]);
        if let Some(found) = directory.find(&typed) {
            prop_assert!(!found.teams.is_empty());
        }
        prop_assert!(directory.complete(&typed, 25).len() <= 25);
        prop_assert!(directory.nearest(&typed, 3).len() <= 3);
    }
}
