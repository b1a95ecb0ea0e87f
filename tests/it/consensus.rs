//! Folding reports into one view: the order of arrival never matters, and what differs is kept.

use proptest::prelude::*;
use touchline::facts::consensus::{Account, Correction, Put, View, consensus};
use touchline::facts::diff::{Change, diff};
use touchline::facts::people::is_same_person;
use touchline::facts::{FactValue, HomeAway, Standing};
use touchline::football::{Score, ScoreKind, Side, TeamId};

use crate::support::claims::ClaimsBuilder;

fn account(content: &str, published: Option<&str>, builder: ClaimsBuilder) -> Account {
    let claims = builder.claims();
    Account {
        content: content.to_owned(),
        published: published.map(|day| day.parse().expect("a day")),
        home: TeamId(claims.home.name.clone()),
        away: TeamId(claims.away.name.clone()),
        claims,
    }
}

fn game(text: &str) -> ClaimsBuilder {
    ClaimsBuilder::of(text, "Lions", "Bears")
}

fn fold(accounts: &[Account]) -> View {
    consensus(accounts, &[]).expect("a view")
}

/// One line a fact: what it is, on what it stands, and what differs.
fn told(view: &View) -> Vec<String> {
    let mut lines = Vec::new();
    for held in &view.facts {
        let write = |value: &FactValue| match value {
            FactValue::Goal(told) => {
                let at = told.goal.moment.as_ref().and_then(|moment| moment.at);
                let at = at.map(|clock| clock.to_string()).unwrap_or_default();
                let assist = told
                    .assist
                    .as_ref()
                    .map(|assist| format!(" ({})", assist.player));
                format!(
                    "{at} {}{}",
                    told.goal.scorer.as_deref().unwrap_or("?"),
                    assist.unwrap_or_default()
                )
            }
            FactValue::Score(kind, score) => format!("{kind:?} {score}"),
            other => format!("{} {other:?}", other.kind()),
        };
        let rivals: Vec<_> = held
            .agreed
            .rivals
            .iter()
            .map(|rival| write(&rival.value))
            .collect();
        let mut line = format!(
            "{} {:?}",
            write(&held.agreed.fact.value),
            held.agreed.standing
        );
        if !rivals.is_empty() {
            line.push_str(&format!(", not {}", rivals.join(", ")));
        }
        lines.push(line);
    }
    lines
}

#[test]
fn one_report_stands_alone_and_two_agree() {
    let one = account(
        "a",
        None,
        game("a").score(1, 0).goal("Asha Obi", Side::Home, Some(12)),
    );
    let two = account(
        "b",
        None,
        game("b").score(1, 0).goal("Obi", Side::Home, None),
    );
    assert_eq!(
        told(&fold(std::slice::from_ref(&one))),
        ["Final 1-0 Sole", "12' Asha Obi Sole"]
    );
    assert_eq!(
        told(&fold(&[one, two])),
        ["Final 1-0 Agreed", "12' Asha Obi Agreed"]
    );
}

#[test]
fn the_minute_of_most_reports_stands_and_the_other_is_kept() {
    let one = account("a", None, game("a").goal("Obi", Side::Home, Some(49)));
    let two = account("b", None, game("b").goal("Obi", Side::Home, Some(50)));
    let three = account("c", None, game("c").goal("Obi", Side::Home, Some(50)));
    assert_eq!(
        told(&fold(&[one, two, three])),
        ["50' Obi Disputed, not 49' Obi"]
    );
}

#[test]
fn between_two_the_later_report_stands() {
    let early = account(
        "a",
        Some("2020-01-01"),
        game("a").goal("Obi", Side::Home, Some(49)),
    );
    let late = account(
        "b",
        Some("2020-01-02"),
        game("b").goal("Obi", Side::Home, Some(50)),
    );
    assert_eq!(
        told(&fold(&[late, early])),
        ["50' Obi Disputed, not 49' Obi"]
    );
}

#[test]
fn what_one_report_leaves_out_another_fills_in() {
    let one = account("a", None, game("a").goal("Obi", Side::Home, Some(49)));
    let two = account(
        "b",
        None,
        game("b").goal_with("Asha Obi", Side::Home, None, Some("Pell")),
    );
    let view = fold(&[one, two]);
    assert_eq!(told(&view), ["49' Asha Obi (Pell) Agreed"]);
    assert_eq!(view.facts[0].sources.assist.len(), 1);
}

#[test]
fn a_brace_is_two_goals_and_stays_two() {
    let one = account(
        "a",
        None,
        game("a")
            .score(2, 0)
            .goal("Obi", Side::Home, Some(10))
            .goal("Obi", Side::Home, Some(80)),
    );
    let two = account("b", None, game("b").goal("Obi", Side::Home, Some(80)));
    let three = account(
        "c",
        None,
        game("c")
            .goal("Obi", Side::Home, Some(10))
            .goal("Obi", Side::Home, Some(80)),
    );
    assert_eq!(
        told(&fold(&[one, two, three])),
        ["Final 2-0 Sole", "10' Obi Agreed", "80' Obi Agreed"]
    );
}

#[test]
fn goals_of_different_reports_stand_in_match_order() {
    let one = account(
        "a",
        None,
        game("a")
            .goal("Obi", Side::Home, Some(10))
            .goal("Karr", Side::Away, Some(70)),
    );
    let two = account("b", None, game("b").goal("Pell", Side::Home, Some(40)));
    assert_eq!(
        told(&fold(&[two, one])),
        ["10' Obi Sole", "40' Pell Sole", "70' Karr Sole"]
    );
}

#[test]
fn where_the_score_has_no_more_room_two_scorers_are_a_dispute() {
    let one = account(
        "a",
        Some("2020-01-02"),
        game("a").score(1, 0).goal("Obi", Side::Home, None),
    );
    let two = account(
        "b",
        Some("2020-01-01"),
        game("b").score(1, 0).goal("Pell", Side::Home, None),
    );
    assert_eq!(
        told(&fold(&[one, two])),
        ["Final 1-0 Agreed", " Obi Disputed, not  Pell"]
    );
}

#[test]
fn a_report_that_swaps_the_sides_is_turned_round() {
    let one = account(
        "a",
        None,
        game("a").score(2, 1).goal("Obi", Side::Home, Some(5)),
    );
    let two = account(
        "b",
        None,
        ClaimsBuilder::of("b", "Bears", "Lions")
            .home_away(HomeAway::Unknown)
            .score(1, 2)
            .goal("Obi", Side::Away, Some(5)),
    );
    let view = fold(&[two, one]);
    assert_eq!(view.home, TeamId("Lions".to_owned()));
    assert_eq!(view.home_away, HomeAway::Stated);
    assert_eq!(told(&view), ["Final 2-1 Agreed", "5' Obi Agreed"]);
}

#[test]
fn a_correction_outranks_any_number_of_reports() {
    let reports = ["a", "b", "c"].map(|text| account(text, None, game(text).score(2, 1)));
    let correction = Correction {
        home: TeamId("Bears".to_owned()),
        put: Put::Right(FactValue::Score(ScoreKind::Final, Score::new(1, 3))),
    };
    let referee = Correction {
        home: TeamId("Lions".to_owned()),
        put: Put::Right(FactValue::Referee("Ada Quill".to_owned())),
    };
    let view = consensus(&reports, &[correction, referee]).expect("a view");
    assert_eq!(
        told(&view),
        [
            "Final 3-1 Corrected, not Final 2-1",
            "referee Referee(\"Ada Quill\") Corrected"
        ]
    );
}

#[test]
fn one_text_in_two_scopes_is_one_report() {
    let one = account("same", None, game("same").score(1, 0));
    let view = fold(&[one.clone(), one]);
    assert_eq!(view.facts[0].agreed.standing, Standing::Sole);
}

#[test]
fn names_of_one_person() {
    let same = [
        ("Son", "Son Heung-Min"),
        ("Heung-Min Son", "Son Heung-Min"),
        ("Heungmin Son", "Son Heung-Min"),
        ("Son H.", "Heung-min Son"),
        ("Gündoğan", "Ilkay Gundogan"),
        ("O'Neill", "Martin O’Neill"),
        ("H. Kane", "Harry Kane"),
    ];
    for (one, other) in same {
        assert!(
            is_same_person(one, other) && is_same_person(other, one),
            "{one} = {other}"
        );
    }
    for (one, other) in [
        ("David Silva", "Bernardo Silva"),
        ("Obi", "Obiora"),
        ("H.", "Harry Kane"),
        ("J. Kane", "Harry Kane"),
    ] {
        assert!(!is_same_person(one, other), "{one} is not {other}");
    }
}

#[test]
fn a_changed_minute_is_one_change_and_a_confirmation_is_no_news() {
    let one = account(
        "a",
        None,
        game("a").score(1, 0).goal("Obi", Side::Home, Some(49)),
    );
    let before = fold(std::slice::from_ref(&one)).agreed();
    let two = account(
        "b",
        None,
        game("b").score(1, 0).goal("Obi", Side::Home, Some(49)),
    );
    let confirmed = fold(&[one.clone(), two.clone()]).agreed();
    assert!(
        diff(Some(&before), Some(&confirmed))
            .iter()
            .all(|change| !change.is_news())
    );

    let three = account(
        "c",
        None,
        game("c").score(1, 0).goal("Obi", Side::Home, Some(50)),
    );
    let other = account(
        "d",
        None,
        game("d").score(1, 0).goal("Obi", Side::Home, Some(50)),
    );
    let changed = fold(&[one, three, other]).agreed();
    let changes = diff(Some(&before), Some(&changed));
    assert!(
        changes.iter().any(|change| change.is_news()
            && matches!(
                change,
                Change::Changed {
                    before: FactValue::Goal(_),
                    ..
                }
            )),
        "{changes:?}"
    );
    assert_eq!(diff(None, Some(&before)), [Change::Appeared]);
    assert_eq!(diff(Some(&before), None), [Change::Withdrawn]);
}

fn any_account() -> impl Strategy<Value = Account> {
    let scorer = prop_oneof![
        Just("Asha Obi"),
        Just("Obi"),
        Just("Juno Karr"),
        Just("Karr"),
        Just("Pell")
    ];
    let side = prop_oneof![Just(Side::Home), Just(Side::Away)];
    let goal = (scorer, side, proptest::option::of(1u8..90));
    let goals = proptest::collection::vec(goal, 0..5);
    let published = proptest::option::of(prop_oneof![Just("2020-01-01"), Just("2020-01-02")]);
    let known = prop_oneof![
        Just(HomeAway::Stated),
        Just(HomeAway::Unknown),
        Just(HomeAway::Neutral)
    ];
    (
        "[a-f]{6}",
        published,
        any::<bool>(),
        known,
        0u8..3,
        0u8..3,
        goals,
        0.1f64..1.0,
    )
        .prop_map(
            |(content, published, turned, known, home, away, goals, confidence)| {
                let (first, second) = if turned {
                    ("Bears", "Lions")
                } else {
                    ("Lions", "Bears")
                };
                let mut builder = ClaimsBuilder::of(&content, first, second)
                    .home_away(known)
                    .fact(
                        FactValue::Score(ScoreKind::Final, Score::new(home, away)),
                        confidence,
                    );
                for (scorer, side, minute) in goals {
                    builder = builder.goal(scorer, side, minute);
                }
                account(&content, published, builder)
            },
        )
}

proptest! {
    #[test]
    fn the_order_of_reports_never_matters(
        (accounts, shuffled) in proptest::collection::vec(any_account(), 1..6)
            .prop_filter("one text is one report", |accounts| {
                let texts: std::collections::BTreeSet<_> = accounts.iter().map(|account| &account.content).collect();
                texts.len() == accounts.len()
            })
            .prop_flat_map(|accounts| (Just(accounts.clone()), Just(accounts).prop_shuffle()))
    ) {
        let (one, other) = (fold(&accounts), fold(&shuffled));
        prop_assert_eq!((&one.home, one.home_away, one.agreed()), (&other.home, other.home_away, other.agreed()));
    }

    #[test]
    fn every_claim_is_kept_somewhere(accounts in proptest::collection::vec(any_account(), 1..5)) {
        let view = fold(&accounts);
        let kept: std::collections::BTreeSet<_> = view
            .facts
            .iter()
            .flat_map(|held| std::iter::once(&held.sources).chain(&held.rival_sources))
            .flat_map(|sources| sources.fact.iter().copied())
            .collect();
        let texts: std::collections::BTreeSet<_> = accounts.iter().map(|account| &account.content).collect();
        if texts.len() == accounts.len() {
            let claims: usize = accounts.iter().map(|account| account.claims.facts.len()).sum();
            prop_assert_eq!(kept.len(), claims);
        }
    }
}
