//! Which reports are of one match, whatever their order, spelling and sides.

use touchline::facts::Scope;
use touchline::football::{Category, Side};

use super::{derby, only_match};
use crate::support::claims::ClaimsBuilder;
use crate::support::world::{Given, World};

#[tokio::test]
async fn two_reports_of_one_match_are_one_match() {
    let world = World::new().await;
    let one = world.tell(derby("one").date("2017-11-21")).await;
    let published = Given {
        published: Some("2017-11-23"),
        ..Given::default()
    };
    let two = world.tell_given(derby("two"), published).await;
    assert_eq!(only_match(&two), only_match(&one));
    // Without any day: the only match of these teams with this score and these scorers.
    let three = world.tell(derby("three")).await;
    assert_eq!(only_match(&three), only_match(&one));
    assert_eq!(world.count("select count(*) from matches").await, 1);
    assert_eq!(
        world
            .count("select count(*) from agreed_facts where rival = 0 and kind = 'goal'")
            .await,
        3
    );
}

/// Five tellings of one match, differing in a minute, a spelling, the sides and what they leave out.
fn tellings() -> Vec<(Option<&'static str>, ClaimsBuilder)> {
    let game = |text| {
        ClaimsBuilder::of(text, "Lions", "Bears")
            .score(2, 1)
            .date("2017-11-21")
    };
    let swapped = ClaimsBuilder::of("e", "Bears", "Lions")
        .score(1, 2)
        .date("2017-11-21");
    vec![
        (None, derby("a").date("2017-11-21")),
        (
            Some("2017-11-22"),
            game("b")
                .goal("Karr", Side::Away, Some(41))
                .referee("Ada Quill"),
        ),
        (
            None,
            game("c").goal_with("A. Obi", Side::Home, Some(12), Some("Mo Pell")),
        ),
        (
            Some("2017-11-23"),
            game("d").referee("Bea Lomax").goal("Obi", Side::Home, None),
        ),
        (None, swapped.goal("Juno Karr", Side::Home, Some(40))),
    ]
}

#[tokio::test]
async fn the_order_in_which_reports_arrive_never_matters() {
    let mut seen = std::collections::BTreeSet::new();
    for turn in 0..5 {
        for reversed in [false, true] {
            let world = World::new().await;
            let mut order = tellings();
            order.rotate_left(turn);
            if reversed {
                order.reverse();
            }
            for (published, builder) in order {
                world
                    .tell_given(
                        builder,
                        Given {
                            published,
                            ..Given::default()
                        },
                    )
                    .await;
            }
            assert_eq!(
                world.count("select count(*) from agreed_matches").await,
                1,
                "{turn} {reversed}"
            );
            let (outline, facts) = (
                world.dump("agreed_matches").await,
                world.dump("agreed_facts").await,
            );
            seen.insert((outline, facts));
        }
    }
    assert_eq!(seen.len(), 1, "{seen:#?}");
}

#[tokio::test]
async fn home_and_away_swapped_in_one_report_is_one_match() {
    let world = World::new().await;
    let one = world.tell(derby("one").date("2017-11-21")).await;
    let two = world.tell(derby("two").date("2017-11-21")).await;
    let swapped = ClaimsBuilder::of("three", "Bears", "Lions")
        .score(1, 2)
        .date("2017-11-21")
        .read();
    let three = world.record("three", vec![swapped], Given::default()).await;
    assert_eq!(
        (only_match(&two), only_match(&three)),
        (only_match(&one), only_match(&one))
    );
    let row = world.dump("agreed_matches").await;
    assert!(
        row[0].contains("home_team=seen:lions") && row[0].contains(" home=2 away=1"),
        "{row:?}"
    );
}

#[tokio::test]
async fn what_may_be_another_match_is_another_match_linked_for_review() {
    let cases = [
        (
            "another score",
            ClaimsBuilder::of("x", "Lions", "Bears")
                .score(0, 0)
                .date("2017-11-21"),
            true,
        ),
        (
            "no day and another score",
            ClaimsBuilder::of("x", "Lions", "Bears").score(0, 0),
            false,
        ),
        (
            "no day and no score",
            ClaimsBuilder::of("x", "Lions", "Bears"),
            true,
        ),
        ("a week later", derby("x").date("2017-11-28"), false),
        (
            "another competition",
            derby("x")
                .date("2017-11-21")
                .competition("Cup", Some("cup")),
            true,
        ),
        (
            "a replay on the other ground",
            ClaimsBuilder::of("x", "Bears", "Lions")
                .score(1, 2)
                .date("2017-11-24"),
            false,
        ),
    ];
    for (what, builder, is_linked) in cases {
        let world = World::new().await;
        let league = derby("one")
            .date("2017-11-21")
            .competition("League", Some("league"))
            .read();
        let one = only_match(&world.record("one", vec![league], Given::default()).await);
        let two = only_match(&world.tell(builder).await);
        assert_ne!(one, two, "{what}");
        let links = world
            .count("select count(*) from matches where resembles is not null")
            .await;
        assert_eq!(links == 1, is_linked, "{what}");
    }
}

#[tokio::test]
async fn the_womens_match_of_the_same_day_is_another_match() {
    let world = World::new().await;
    let men = derby("one").date("2017-11-21").read();
    let women = derby("two")
        .date("2017-11-21")
        .category(Category::Women)
        .read();
    let one = only_match(&world.record("one", vec![men], Given::default()).await);
    let two = only_match(&world.record("two", vec![women], Given::default()).await);
    assert_ne!(one, two);
}

#[tokio::test]
async fn a_servers_own_report_is_seen_there_over_the_shared_one() {
    let world = World::new().await;
    let server = Given {
        scope: Scope::Server(7),
        ..Given::default()
    };
    let shared = derby("one").date("2017-11-21").read();
    let own = derby("two").date("2017-11-21").referee("Ada Quill").read();
    let first = only_match(&world.record("two", vec![own], server).await);
    let second = only_match(&world.record("one", vec![shared], Given::default()).await);
    assert_eq!(first, second);
    let referees = "select count(*) from agreed_facts where kind = 'referee' and scope = ";
    assert_eq!(world.count(&format!("{referees} 0")).await, 0);
    assert_eq!(world.count(&format!("{referees} 7")).await, 1);
}
