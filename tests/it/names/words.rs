//! Folded forms with what they name.

use insta::assert_snapshot;
use proptest::prelude::*;
use touchline::names::{Form, Gazetteer, NameKind, fold};

use super::named;

/// The competitions a form names in one year.
fn competitions(words: &str, year: i16) -> Vec<String> {
    let gazetteer = Gazetteer::embedded();
    let names = gazetteer.competitions_named(&fold(words)).iter();
    let in_year = names.filter(|name| name.era.holds(year));
    in_year
        .map(|name| gazetteer.competition(name.competition).id.0.clone())
        .collect()
}

#[test]
fn folding_makes_two_spellings_of_a_name_equal() {
    let folded = |text: &str| format!("{text} → {}\n", fold(text));
    let all: String = [
        "Köln",
        "São Paulo",
        "Beşiktaş",
        "İstanbul",
        "Bodø/Glimt",
        "Łódź",
        "Straße",
        "Qarabağ",
        "Þór Akureyri",
        "Đurđević",
        "Ærø",
        "M'gladbach",
        "M’gladbach",
        "St. Mary's",
        "F.C.",
        "Brighton & Hove",
        "A&B",
        "Saint-Étienne",
        "  two   spaces ",
        "ﬁne",
        "№ 1",
        "Ｗｉｄｅ",
        "Динамо",
        "—",
        "soft\u{ad}hyphen",
        "e\u{301}",
        "ΑΕΚ",
    ]
    .into_iter()
    .map(folded)
    .collect();
    assert_snapshot!(all);
    for text in ["Köln", "İstanbul", "№ 1", "A&B", "½ time", "ǅ", "ﷺ"] {
        assert_eq!(fold(&fold(text)), fold(text), "{text}");
    }
}

#[test]
fn prose_names_are_known() {
    let known = [
        ("the Gunners", "eng:arsenal-fc"),
        ("Villa", "eng:aston-villa-fc"),
        ("Palace", "eng:crystal-palace-fc"),
        ("the Cottagers", "eng:fulham-fc"),
        ("Pompey", "eng:portsmouth-fc"),
        ("Hibs", "sco:hibernian-fc"),
        ("the Pars", "sco:dunfermline-athletic"),
        ("Killie", "sco:kilmarnock-fc"),
        ("Caley Thistle", "sco:inverness-caledonian-thistle"),
        ("the Cattachs", "sco:brora-rangers-fc"),
        ("Barca", "es:fc-barcelona"),
        ("Barça", "es:fc-barcelona"),
        ("Juve", "it:juventus"),
        ("Atletico", "es:atletico-madrid"),
        ("PSG", "fr:paris-saint-germain"),
        ("Bayern", "de:bayern-munchen"),
        ("Bayern Munich", "de:bayern-munchen"),
        ("the Three Lions", "nt:ENG"),
        ("Les Bleus", "nt:FRA"),
        ("Ivory Coast", "nt:CIV"),
        ("Holland", "nt:NED"),
        ("Newcastle Utd", "eng:newcastle-united-fc"),
        ("Saint Johnstone", "sco:st-johnstone-fc"),
        ("Fraserburgh", "sco:fraserburgh-fc"),
    ];
    let gazetteer = Gazetteer::embedded();
    for (words, id) in known {
        let folded = fold(words);
        let names = gazetteer.teams_named(folded.strip_prefix("the ").unwrap_or(&folded));
        assert!(
            names
                .iter()
                .any(|name| gazetteer.team(name.team).id.as_str() == id),
            "{words}: {}",
            named(words)
        );
    }
    assert_eq!(
        named("Boro"),
        "eng:middlesbrough-fc (Nickname), eng:stevenage-fc (Nickname)"
    );
    assert_eq!(named("Spurs"), "eng:tottenham-hotspur-fc (Nickname)");
    assert_eq!(named("Wolves"), "eng:wolverhampton-wanderers-fc (Short)");
    assert_eq!(named("Swedish"), "nt:SWE (Demonym)");
}

#[test]
fn a_name_of_an_era_is_a_competition_in_its_years_only() {
    assert_eq!(competitions("European Cup", 1985), ["uefa.cl"]);
    assert_eq!(competitions("European Cup", 2017), [""; 0]);
    assert_eq!(competitions("Champions League", 2017), ["uefa.cl"]);
    assert_eq!(competitions("UEFA Cup", 2005), ["uefa.el"]);
    assert_eq!(competitions("First Division", 1985), ["eng.1", "sco.2"]);
    assert_eq!(competitions("First Division", 1998), ["eng.2", "sco.2"]);
    assert_eq!(competitions("Premiership", 2005), ["eng.1"]);
    assert_eq!(competitions("Premiership", 2016), ["eng.1", "sco.1"]);
    assert_eq!(competitions("Bundesliga", 2017), ["de.1", "at.1"]);
    assert_eq!(competitions("Highland League", 2017), ["sco.highland"]);
    assert_eq!(competitions("FA Cup", 1990), ["eng.fa-cup"]);
}

#[test]
fn a_ground_leads_to_the_teams_that_play_there() {
    let gazetteer = Gazetteer::embedded();
    let at = |ground: &str| -> Vec<&str> {
        let teams = gazetteer.grounds_named(&fold(ground)).iter();
        teams
            .map(|team| gazetteer.team(*team).common_name())
            .collect()
    };
    assert_eq!(at("Westfalenstadion"), ["Borussia Dortmund"]);
    assert_eq!(at("White Hart Lane"), ["Tottenham"]);
    assert_eq!(at("St. Mary’s"), ["Southampton"]);
    assert_eq!(at("San Siro"), ["AC Milan", "Inter Milan"]);
    assert_eq!(at("Wembley"), ["England"]);
    assert_eq!(at("the Bridge"), ["Chelsea"]);
    assert_eq!(at("Bridge"), [""; 0], "the bare word is everyday English");
}

#[test]
fn the_longest_name_in_a_text_wins() {
    let gazetteer = Gazetteer::embedded();
    let longest = |text: &str| {
        let folded = fold(text);
        let hit = gazetteer.longest_match(folded.split(' '))?;
        Some((hit.words, hit.form.text().to_owned()))
    };
    assert_eq!(
        longest("Manchester United beat"),
        Some((2, "manchester united".to_owned()))
    );
    assert_eq!(longest("Manchester is wet"), None);
    assert_eq!(
        longest("Inverness Caledonian Thistle"),
        Some((3, "inverness caledonian thistle".to_owned()))
    );
    assert_eq!(
        longest("Inverness Castle"),
        Some((1, "inverness".to_owned()))
    );
    assert_eq!(
        longest("Paris Saint-Germain won"),
        Some((3, "paris saint germain".to_owned()))
    );
    assert_eq!(
        longest("Northern Ireland"),
        Some((2, "northern ireland".to_owned()))
    );
    assert_eq!(longest("unheard of"), None);

    let ids = ["borussia", "dortmund", "zzz"].map(|word| gazetteer.word_id(word));
    assert_eq!(ids[2], None);
    let hit = gazetteer
        .longest_match_ids(ids)
        .expect("the first two words are a name");
    assert_eq!((hit.words, hit.form.text()), (2, "borussia dortmund"));
}

#[test]
fn the_gazetteer_says_where_a_form_is_also_something_else() {
    let gazetteer = Gazetteer::embedded();
    let form = |words: &str| -> Form { gazetteer.form(&fold(words)).expect(words).clone() };
    assert!(form("Reading").is_also_word() && !form("Reading").is_ambiguous());
    assert!(form("Reading").only_team().is_some());
    assert!(form("Bury").is_also_word());
    assert!(form("the Well").is_also_word() && form("the Valley").is_also_word());
    assert!(
        form("the US").is_also_word(),
        "Cambridge, Colchester and Oxford are the U's"
    );
    assert!(form("Hamilton").is_also_person());
    assert!(form("Rangers").is_ambiguous() && form("Rangers").is_shared());
    assert_eq!(form("Rangers").teams()[0].kind, NameKind::Name);
    assert_eq!(form("Swedish").only_team(), None);
    assert!(gazetteer.is_place("london") && gazetteer.is_place("barcelona"));
    assert!(!gazetteer.is_place("arsenal"));
}

proptest! {
    #[test]
    fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
        let folded = fold(&text);
        prop_assert_eq!(fold(&folded), folded.clone());
        prop_assert!(!folded.starts_with(' ') && !folded.ends_with(' ') && !folded.contains("  "));
    }

    #[test]
    fn any_words_can_be_looked_up(text in "\\PC{0,40}") {
        let gazetteer = Gazetteer::embedded();
        let folded = fold(&text);
        let hit = gazetteer.longest_match(folded.split(' '));
        prop_assert!(hit.is_none_or(|hit| folded.starts_with(hit.form.text())));
    }
}
