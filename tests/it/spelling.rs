//! Clubs that reports spell in several ways.

use touchline::facts::consensus::Put;
use touchline::facts::spelling::are_alike;
use touchline::facts::{FactValue, MatchId, Scope};
use touchline::football::{Category, Score, ScoreKind, Side, TeamId};
use touchline::ingestion::Became;
use touchline::store::{Choices, Decision, NewCorrection, NewSubscription, ReadMatch, Wants};

use crate::one_truth::{SERVER, decided, game_of, given};
use crate::support::claims::ClaimsBuilder;
use crate::support::world::{Given, NOON, World};

/// Ashbourne Town 2-1 Cutler Row, the home side spelt so.
fn spelt(text: &str, home: &str) -> ClaimsBuilder {
    ClaimsBuilder::of(text, home, "Cutler Row")
        .score(2, 1)
        .goal("Kofi Mensah", Side::Home, Some(12))
        .goal("Ola Varga", Side::Away, Some(40))
}

fn known(mut read: ReadMatch) -> ReadMatch {
    read.home.id = TeamId("eng:ashbourne-town".to_owned());
    read
}

/// What readers see of the matches, whatever the rows' numbers are.
async fn seen(world: &World) -> Vec<String> {
    let sql = "select h.name || ' v ' || w.name || ' ' || m.home || '-' || m.away || ' ' || m.state || ': '
        || (select group_concat(f.kind || ' ' || coalesce(f.side, '') || ' ' || coalesce(f.name, '') || ' ' || f.standing, ', ')
            from (select * from agreed_facts where match_id = m.match_id and scope = m.scope order by ordinal) f)
        from agreed_matches m join teams h on h.team_id = m.home_team join teams w on w.team_id = m.away_team order by 1";
    sqlx::query_scalar(sql)
        .fetch_all(world.store.readers())
        .await
        .expect("the matches")
}

#[test]
fn names_are_alike_by_a_slip_of_the_pen_or_a_word_left_out() {
    for (one, other) in [
        ("Ashbourne Town", "Ashborne Town"),
        ("Ashbourne Town", "Ashbounre Town FC"),
        ("Ashbourne", "Ashbourne Town"),
        ("Totenham", "Tottenham Hotspur"),
        ("Kestrel Town", "Kestreltown"),
        ("Málaga", "Malaga CF"),
    ] {
        assert!(
            are_alike(one, other) && are_alike(other, one),
            "{one}, {other}"
        );
    }
    for (one, other) in [
        ("Ashbourne Town", "Ashbourne Rovers"),
        ("Leeds", "Leigh"),
        ("Inter", "Milan"),
        ("York City", "Cork City"),
        ("", "Cork City"),
    ] {
        assert!(
            !are_alike(one, other) && !are_alike(other, one),
            "{one}, {other}"
        );
    }
}

#[tokio::test]
async fn a_misspelt_team_is_the_team_it_stands_for_whichever_report_came_first() {
    let reports = ["Ashbourne Town", "Ashborne Town", "Ashbourne"];
    let orders = [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
    ];
    let given = given(Some("2017-11-19"), Scope::Shared);
    let mut views = Vec::new();
    for order in orders {
        let world = World::new().await;
        for at in order {
            let text = format!("report {at}");
            let read = spelt(&text, reports[at]).read();
            // One of them is by a name that the names files know.
            let read = if at == 0 { known(read) } else { read };
            world.record(&text, vec![read], given).await;
        }
        let view = seen(&world).await;
        world.store.rebuild_agreed(NOON).await.expect("rebuilt");
        assert_eq!(seen(&world).await, view, "rebuilding changes nothing");
        views.push(view);
    }
    assert_eq!(views[0].len(), 1, "{:?}", views[0]);
    assert!(
        views[0][0].starts_with("Ashbourne Town v Cutler Row 2-1 incomplete: "),
        "{:?}",
        views[0]
    );
    assert!(
        views[0][0].contains("goal home Kofi Mensah agreed"),
        "{:?}",
        views[0]
    );
    assert!(views.iter().all(|view| *view == views[0]), "{views:#?}");

    // Where no file knows any of them, the one that most reports have.
    let reports = ["Ashbourne Town", "Ashborne Town", "Ashbourne Town"];
    for order in orders {
        let world = World::new().await;
        for at in order {
            let text = format!("report {at}");
            world.tell_given(spelt(&text, reports[at]), given).await;
        }
        let view = seen(&world).await;
        assert!(
            view.len() == 1 && view[0].starts_with("Ashbourne Town v"),
            "{order:?}: {view:?}"
        );
    }
}

#[tokio::test]
async fn a_report_in_prose_that_misspells_a_club_is_of_the_match_that_is_held() {
    let world = World::new().await;
    let prose = |home: &str| {
        format!(
            "{home} beat Cutler Row 2-1 at home on Saturday. Mensah scored for {home} on 12 minutes. Varga equalised for Cutler Row \
             in the 40th minute. Okafor headed the winner for {home} in the 77th minute."
        )
    };
    let given = Given {
        published: Some("2017-11-19"),
        ..Given::default()
    };
    let mut games = Vec::new();
    for name in ["Ashbourne Town", "Ashborne Town", "Ashbourne Town"] {
        let prose = format!("{}\n\nReport {}.", prose(name), games.len());
        match world.report_given(prose.as_bytes(), given).await {
            Became::Read { matches, .. } => games.push(matches[0].id),
            other => panic!("{name}: {other:?}"),
        }
    }
    assert!(games.iter().all(|game| *game == games[0]), "{games:?}");
    let view = seen(&world).await;
    assert!(
        view[0].starts_with("Ashbourne Town v Cutler Row 2-1"),
        "{view:?}"
    );
}

#[tokio::test]
async fn a_spelling_that_settles_tells_those_who_wanted_the_team_and_keeps_what_was_corrected() {
    let world = World::new().await;
    let wish = NewSubscription {
        guild: 7,
        channel: 70,
        wants: Wants::Team(TeamId("eng:ashbourne-town".to_owned())),
        choices: Choices::default(),
        by: 1,
        at: NOON - 1,
    };
    world.store.subscribe(&wish).await.expect("subscribed");
    let given = given(Some("2017-11-19"), Scope::Shared);
    let misspelt = spelt("first", "Ashborne Town").read();
    let home = misspelt.home.id.clone();
    let game = game_of(&world.record("first", vec![misspelt], given).await);
    assert_eq!(world.count("select count(*) from outbox").await, 0);
    let correction = NewCorrection {
        match_id: game,
        home,
        put: Put::Right(FactValue::Score(ScoreKind::Final, Score::new(3, 1))),
        subject: "Score".to_owned(),
        old: Some("2-1".to_owned()),
        new: Some("3-1".to_owned()),
        decision: Decision {
            reason: Some("seen".to_owned()),
            ..decided()
        },
    };
    world.store.correct(&correction).await.expect("corrected");
    let right = known(spelt("second", "Ashbourne Town").read());
    assert_eq!(
        game_of(&world.record("second", vec![right], given).await),
        game
    );
    let owed = "select count(*) from outbox where kind = 'summary' and channel_id = 70";
    assert_eq!(world.count(owed).await, 1, "now it is of their team");
    let corrected = "select count(*) from agreed_facts where scope = 7 and kind = 'score' and home = 3 and away = 1 and standing = 'corrected'";
    assert_eq!(world.count(corrected).await, 1);
}

#[tokio::test]
async fn what_one_server_spells_never_shows_in_another() {
    let world = World::new().await;
    let shared = spelt("shared", "Ashborne Town").read();
    world
        .record(
            "shared",
            vec![shared],
            given(Some("2017-11-19"), Scope::Shared),
        )
        .await;
    let before = seen(&world).await;
    for (number, text) in ["own", "another", "a third"].into_iter().enumerate() {
        let own = known(spelt(text, "Ashbourne Town").read());
        let recorded = world
            .record(text, vec![own], given(Some("2017-11-19"), SERVER))
            .await;
        assert_eq!(game_of(&recorded), MatchId(1), "{number}");
    }
    let shared = "select h.name from agreed_matches m join teams h on h.team_id = m.home_team where m.scope = 0";
    let name: String = sqlx::query_scalar(shared)
        .fetch_one(world.store.readers())
        .await
        .expect("a name");
    assert_eq!(name, "Ashborne Town");
    assert!(seen(&world).await.contains(&before[0]));
}

#[tokio::test]
async fn a_name_that_may_be_misspelt_is_a_match_of_its_own_until_a_person_says_so() {
    let world = World::new().await;
    let day = given(Some("2017-11-19"), Scope::Shared);
    let held = spelt("held", "Ashbourne Town").read();
    let held = game_of(&world.record("held", vec![held], day).await);
    // No scorer in common, no day of play: the same result of the same opponent may be another club's.
    let bare = ClaimsBuilder::of("own", "Ashborne Town", "Cutler Row").score(2, 1);
    let own = world
        .tell_given(bare, given(Some("2017-11-20"), SERVER))
        .await;
    let own = game_of(&own);
    assert_ne!(own, held);
    assert_eq!(
        world.store.doubtful(SERVER).await.expect("read"),
        [(own, held)]
    );
    let merged = world
        .store
        .merge(held, own, &decided())
        .await
        .expect("merged");
    assert!(merged.is_some());
    let told = format!("select count(*) from accounts where match_id = {}", held.0);
    assert_eq!(world.count(&told).await, 2);
    let view = seen(&world).await;
    assert!(
        view.iter()
            .all(|line| line.starts_with("Ashbourne Town v Cutler Row 2-1")),
        "{view:?}"
    );
    // It stands when all is read again.
    let again = Given {
        extractor: "test 2",
        ..given(Some("2017-11-20"), SERVER)
    };
    let bare = ClaimsBuilder::of("own", "Ashborne Town", "Cutler Row").score(2, 1);
    assert_eq!(game_of(&world.tell_given(bare, again).await), held);
    assert!(world.store.doubtful(SERVER).await.expect("read").is_empty());
}

#[tokio::test]
async fn clubs_that_are_two_stay_two() {
    let day = given(Some("2017-11-19"), Scope::Shared);
    // Another club of the town on the same day, against the same opponent's women: told by its own name.
    let world = World::new().await;
    world.tell_given(spelt("one", "Ashbourne Town"), day).await;
    let women = spelt("two", "Ashborne Town")
        .category(Category::Women)
        .read();
    world.record("two", vec![women], day).await;
    assert_eq!(world.count("select count(*) from matches").await, 2);
    assert_eq!(
        world
            .count("select count(*) from matches where resembles is not null")
            .await,
        0
    );
    // Two that the names files know, a letter apart.
    let world = World::new().await;
    for (text, id) in [("one", "ara:al-ahli"), ("two", "egy:al-ahly")] {
        let mut read = spelt(text, text).read();
        read.home.id = TeamId(id.to_owned());
        read.home.name = if text == "one" { "Al Ahli" } else { "Al Ahly" }.to_owned();
        world.record(text, vec![read], day).await;
    }
    assert_eq!(world.count("select count(*) from matches").await, 2);
    // The same names three weeks later.
    let world = World::new().await;
    world.tell_given(spelt("one", "Ashbourne Town"), day).await;
    let later = given(Some("2017-12-10"), Scope::Shared);
    world.tell_given(spelt("two", "Ashborne Town"), later).await;
    assert_eq!(world.count("select count(*) from matches").await, 2);
    assert_eq!(
        world
            .count("select count(*) from matches where resembles is not null")
            .await,
        0
    );
}
