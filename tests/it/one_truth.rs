//! Which match a report is of, and what people say of matches that may be one.

use touchline::facts::{HomeAway, MatchId, Scope};
use touchline::football::Side;
use touchline::ingestion::Became;
use touchline::store::{Decision, Outcome, Recorded};

use crate::support::claims::ClaimsBuilder;
use crate::support::world::{Given, NOON, World};

pub const SERVER: Scope = Scope::Server(7);

pub fn given(published: Option<&'static str>, scope: Scope) -> Given<'static> {
    Given {
        published,
        scope,
        ..Given::default()
    }
}

/// Lions 1-1 Bears, goals and all.
fn draw(text: &str) -> ClaimsBuilder {
    ClaimsBuilder::of(text, "Lions", "Bears")
        .score(1, 1)
        .goal("Asha Obi", Side::Home, Some(12))
        .goal("Juno Karr", Side::Away, Some(40))
}

pub fn game_of(recorded: &Recorded) -> MatchId {
    match &recorded.outcome {
        Outcome::Read(changes) => changes[0].id,
        other => panic!("{other:?}"),
    }
}

pub fn decided() -> Decision {
    Decision {
        scope: SERVER,
        by: 42,
        at: NOON,
        reason: None,
    }
}

#[tokio::test]
async fn a_replay_three_days_later_on_the_other_ground_is_another_match() {
    let world = World::new().await;
    let first = draw("first").date("2017-11-18").read();
    let replay = ClaimsBuilder::of("replay", "Bears", "Lions")
        .score(1, 1)
        .date("2017-11-21")
        .read();
    let first = world.record("first", vec![first], Given::default()).await;
    let replay = world.record("replay", vec![replay], Given::default()).await;
    assert_ne!(game_of(&first), game_of(&replay));
}

#[tokio::test]
async fn the_two_legs_of_a_tie_are_two_matches() {
    let world = World::new().await;
    let first = draw("first")
        .date("2017-11-14")
        .competition("Cup", Some("cup"))
        .read();
    let second = ClaimsBuilder::of("second", "Bears", "Lions")
        .score(0, 2)
        .date("2017-11-28")
        .competition("Cup", Some("cup"))
        .read();
    let first = world.record("first", vec![first], Given::default()).await;
    let second = world.record("second", vec![second], Given::default()).await;
    assert_ne!(game_of(&first), game_of(&second));
    assert_eq!(
        world
            .count("select count(*) from matches where resembles is not null")
            .await,
        0
    );
}

#[tokio::test]
async fn an_undated_report_of_a_match_that_is_held_is_of_that_match() {
    let world = World::new().await;
    let dated = draw("dated").date("2017-11-18").read();
    let undated = draw("undated").home_away(HomeAway::Unknown).read();
    let dated = world.record("dated", vec![dated], Given::default()).await;
    let undated = world
        .record("undated", vec![undated], Given::default())
        .await;
    assert_eq!(game_of(&dated), game_of(&undated));
}

#[tokio::test]
async fn a_nickname_is_the_team_it_means() {
    let world = World::new().await;
    let prose = |home: &str| {
        format!(
            "{home} beat Norwich City 2-1 at home on 22 January 2020. Alli scored for {home} on 38 minutes. Pukki scored for \
             Norwich City in the 70th minute. Son scored for {home} in the 79th minute."
        )
    };
    let mut games = Vec::new();
    for name in ["Tottenham Hotspur", "Spurs"] {
        match world.report(&prose(name)).await {
            Became::Read { matches, .. } => games.push(matches[0].id),
            other => panic!("{name}: {other:?}"),
        }
    }
    assert_eq!(games[0], games[1]);
}

#[tokio::test]
async fn a_player_named_in_four_ways_is_one_scorer() {
    let world = World::new().await;
    for (text, name) in [
        ("a", "Son"),
        ("b", "Son Heung-Min"),
        ("c", "Heung-Min Son"),
        ("d", "Heungmin Són"),
    ] {
        let told = ClaimsBuilder::of(text, "Lions", "Bears")
            .score(1, 0)
            .date("2017-11-18")
            .goal(name, Side::Home, Some(76))
            .read();
        world.record(text, vec![told], Given::default()).await;
    }
    let goals: Vec<String> =
        sqlx::query_scalar("select name || ' ' || standing from agreed_facts where kind = 'goal'")
            .fetch_all(world.store.readers())
            .await
            .expect("goals");
    assert_eq!(goals.len(), 1, "{goals:?}");
    assert!(goals[0].ends_with(" agreed"), "{goals:?}");
    assert_eq!(
        world
            .count("select count(distinct player_id) from agreed_players")
            .await,
        1
    );
}

/// A match that is held, and a server's own report that may be of it.
async fn doubtful() -> (World, MatchId, MatchId) {
    let world = World::new().await;
    let held = draw("held").date("2017-11-18").read();
    let own = ClaimsBuilder::of("own", "Lions", "Bears")
        .goal("Asha Obi", Side::Home, Some(12))
        .read();
    let held = world.record("held", vec![held], Given::default()).await;
    let own = world.record("own", vec![own], given(None, SERVER)).await;
    let (held, own) = (game_of(&held), game_of(&own));
    assert_ne!(held, own, "doubt is never a merge");
    (world, held, own)
}

#[tokio::test]
async fn a_person_makes_two_matches_one_and_that_stands_when_all_is_read_again() {
    let (world, held, own) = doubtful().await;
    assert_eq!(
        world.store.doubtful(SERVER).await.expect("read"),
        [(own, held)]
    );
    assert!(
        world
            .store
            .doubtful(Scope::Server(8))
            .await
            .expect("read")
            .is_empty()
    );
    assert!(
        world
            .store
            .merge(held, own, &decided())
            .await
            .expect("merged")
            .is_some()
    );
    assert!(world.store.doubtful(SERVER).await.expect("read").is_empty());
    let left = format!(
        "select count(*) from agreed_matches where match_id = {}",
        own.0
    );
    assert_eq!(world.count(&left).await, 0);
    let told = format!("select count(*) from accounts where match_id = {}", held.0);
    assert_eq!(world.count(&told).await, 2);
    // The shared view is what it was.
    let shared = format!(
        "select count(*) from agreed_facts where match_id = {} and scope = 0 and standing = 'agreed'",
        held.0
    );
    assert_eq!(world.count(&shared).await, 0);
    let again = ClaimsBuilder::of("own", "Lions", "Bears")
        .goal("Asha Obi", Side::Home, Some(13))
        .read();
    let later = Given {
        extractor: "test 2",
        ..given(None, SERVER)
    };
    let again = world.record("own", vec![again], later).await;
    assert_eq!(game_of(&again), held);
    let other = world
        .store
        .merge(
            own,
            held,
            &Decision {
                scope: Scope::Server(8),
                ..decided()
            },
        )
        .await;
    assert_eq!(
        other.expect("asked"),
        None,
        "another server has nothing to say of it"
    );
}

#[tokio::test]
async fn a_person_keeps_two_matches_apart_and_is_not_asked_again() {
    let (world, held, own) = doubtful().await;
    world
        .store
        .keep_apart(held, own, &decided())
        .await
        .expect("kept");
    assert!(world.store.doubtful(SERVER).await.expect("read").is_empty());
    assert_eq!(
        world
            .count("select count(*) from audit where deed = 'keep_apart' and made_by = 42")
            .await,
        1
    );
    let own_view = format!(
        "select count(*) from agreed_matches where match_id = {}",
        own.0
    );
    assert_eq!(world.count(&own_view).await, 1);
}
