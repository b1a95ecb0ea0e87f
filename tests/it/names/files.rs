//! The names files: those that are shipped, an operator's own, wrong ones.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use insta::assert_snapshot;
use touchline::names::{CompetitionKind, Directory, Era, FoundBy, Gazetteer, TeamKind, fold};

use super::named;

#[test]
fn the_shipped_names_are_whole() {
    let gazetteer = Gazetteer::embedded();
    let clubs = gazetteer
        .teams()
        .filter(|(_, team)| team.kind == TeamKind::Club)
        .count();
    let nations = gazetteer.teams().len() - clubs;
    assert!(clubs >= 1_450, "{clubs} clubs");
    assert!(nations >= 224, "{nations} national sides");
    assert!(gazetteer.competitions().len() >= 364);

    let mut ids = BTreeSet::new();
    for (place, team) in gazetteer.teams() {
        assert!(ids.insert(team.id.clone()), "{} twice", team.id);
        assert_eq!(gazetteer.find_team(team.id.as_str()), Some(place));
        let mut names = BTreeSet::new();
        for (_, name) in team.names() {
            assert_eq!(name.trim(), name, "{}", team.id);
            assert!(!fold(name).is_empty(), "{}: `{name}`", team.id);
            assert!(names.insert(fold(name)), "{}: `{name}` twice", team.id);
        }
        for kind in [team.country.as_deref(), team.city.as_deref()] {
            assert_ne!(kind, Some(""), "{}", team.id);
        }
        assert!(
            team.kind == TeamKind::National || team.country.is_some(),
            "{}",
            team.id
        );
    }
    let mut ids = BTreeSet::new();
    for (place, competition) in gazetteer.competitions() {
        assert!(
            ids.insert(competition.id.clone()),
            "{:?} twice",
            competition.id
        );
        assert_eq!(
            gazetteer.find_competition(competition.id.as_str()),
            Some(place)
        );
        let at_home = matches!(
            competition.kind,
            CompetitionKind::League | CompetitionKind::Cup
        );
        assert!(
            !at_home || competition.country.is_some(),
            "{:?}",
            competition.id
        );
    }
}

/// Words so common that a name made of one of them would be found in every report.
const EVERYDAY: &str = "
    a about after again against ago all also always an and any are as at away back ball be because been before behind
    best better big both break bring but by came can car chance clear close come corner could cross day deal den did do
    down draw drive each early east end even ever every far fast few field final find fine first five for forward foul
    four free from full game gap gas get give go goal good great ground had half hand hard has have he head header heat
    her here high him his hit hold home hour how i if in into is it its iron job just keep keeper kick king last late
    lead left legend level light like line little long lose lost low made main make man many match may me men mid might
    mind mine minute more most move much must my near net new next nice night no nor not now of off old on once one only
    open or other our out over own part pass past pay penalty pick pitch place play player point pool post press quick
    ran reading real rest result right rise road rose round run same save say score sea season second see set seven she
    shot should show side since six so some son soon spot star start still stop such sun take team ten than that the
    their them then there these they third this three through tie time to today together too top touch town turn two
    under up us very victory wait want war was way we week well went were west what when where which while who whole
    why wide will win wind wing with won wood work world would year yellow yet you young
    forest derby hearts standard rapid union city county nice bury racing sporting impact friendly conference
";

#[test]
fn no_everyday_word_is_a_name_unless_the_files_say_so() {
    let gazetteer = Gazetteer::embedded();
    let mut unmarked = String::new();
    for word in EVERYDAY.split_whitespace() {
        if let Some(form) = gazetteer.form(word)
            && !form.is_also_word()
            && !(form.teams().is_empty()
                && form.competitions().is_empty()
                && form.grounds().is_empty())
        {
            write!(unmarked, "{word}: {} ", named(word)).expect("a string takes it");
        }
    }
    assert_eq!(unmarked, "");
}

#[test]
fn every_remark_on_a_word_is_about_a_name() {
    let remarks: toml::Table =
        toml::from_str(include_str!("../../../config/names/ambiguous.toml")).expect("TOML");
    let gazetteer = Gazetteer::embedded();
    for (list, words) in &remarks {
        let mut seen = BTreeSet::new();
        for word in words.as_array().expect("lists of words") {
            let folded = fold(word.as_str().expect("lists of words"));
            assert!(seen.insert(folded.clone()), "{list}: {word} twice");
            let form = gazetteer
                .form(&folded)
                .unwrap_or_else(|| panic!("{list}: {word} names nothing"));
            assert!(
                list != "shared" || !form.teams().is_empty(),
                "{word} is in no name"
            );
        }
    }
}

#[test]
fn every_file_in_the_folder_is_shipped() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/config/names");
    let gazetteer = Gazetteer::embedded();
    for entry in std::fs::read_dir(folder).expect("the folder of names") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a text");
        let alone =
            Gazetteer::from_toml(&path.to_string_lossy(), &text).expect("it reads by itself");
        for (_, team) in alone.teams() {
            assert!(
                gazetteer.find_team(team.id.as_str()).is_some(),
                "{}",
                path.display()
            );
        }
        for (_, competition) in alone.competitions() {
            let id = competition.id.as_str();
            assert!(
                gazetteer.find_competition(id).is_some(),
                "{}",
                path.display()
            );
        }
    }
}

const OWN: &str = r#"
country = "Ruritania"

[[team]]
id = "rur:strelsau"
name = "Athletic Strelsau"
short = "Strelsau"
nicknames = ["the Redheads"]
grounds = ["Elphberg Park"]

[[team]]
id = "eng:tottenham-hotspur-fc"
nicknames = ["the Lane's Own"]

[[competition]]
id = "rur.1"
name = "Ruritanian League"
kind = "league"
historic = [{ name = "Royal League", to = 1918 }]
"#;

#[test]
fn an_operators_file_adds_teams_and_adds_names_to_known_ones() {
    let extended = Gazetteer::embedded()
        .extended_with("own.toml", OWN)
        .expect("it reads");
    let team = |form: &str| {
        let name = extended.teams_named(form).first()?;
        Some(extended.team(name.team).common_name())
    };
    assert_eq!(team("strelsau"), Some("Strelsau"));
    assert_eq!(team("the lanes own"), Some("Tottenham"));
    assert_eq!(
        team("spurs"),
        Some("Tottenham"),
        "what was known stays known"
    );
    assert_eq!(
        extended.teams().len(),
        Gazetteer::embedded().teams().len() + 1
    );
    let league = extended.competitions_named("royal league")[0];
    assert_eq!(
        league.era,
        Era {
            from: None,
            to: Some(1918)
        }
    );
    let athletic = extended.teams_named("athletic").iter();
    assert!(
        athletic
            .map(|name| extended.team(name.team).common_name())
            .any(|name| name == "Strelsau"),
        "a new team shares the words that are shared"
    );
    let directory = Directory::new(std::sync::Arc::new(extended), []);
    assert_eq!(
        directory.find("the Redheads").expect("found").by,
        FoundBy::Alias
    );
}

#[test]
fn what_is_wrong_with_a_names_file_is_said() {
    let wrong = |toml: &str| match Gazetteer::from_toml("own.toml", toml) {
        Ok(_) => "nothing".to_owned(),
        Err(error) => error.to_string(),
    };
    let all: String = [
        "[[team]]\nid = 'x:y'\nname = 'Foo'\nnickname = ['Bar']",
        "[[team]]\nid = 'x:y'",
        "[[team]]\nid = 'x y'\nname = 'Foo'",
        "[[team]]\nid = 'x:y'\nname = 'Foo'\naliases = ['--']",
        "[[team]]\nid = 'x:y'\nname = 'Foo'\nkind = 'team'",
        "[[team]]\nid = 'x:y'\nname = 'Foo'\ncategory = 'ladies'",
        "[[competition]]\nid = 'x.1'\nname = 'Foo'",
        "[[competition]]\nid = 'x.1'\nname = 'Foo'\nkind = 'tournament'",
        "[[competition]]\nid = 'x.1'\nname = 'Foo'\nkind = 'cup'\nhistoric = [{ name = 'Bar', from = 1990, to = 1980 }]",
        "shared = ['']",
        "[[team]\nid",
    ]
    .into_iter()
    .map(|toml| format!("{}\n---\n", wrong(toml)))
    .collect();
    assert_snapshot!(all);
}
