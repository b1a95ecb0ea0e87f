//! What channels are owed: one post each, in order, for news alone.

use touchline::facts::Scope;
use touchline::football::{CompetitionId, TeamId};
use touchline::store::{Announce, Claim, Gathering, PutBack, Settled, Subscribed, Told, Wants};

use super::{claim, derby, only_match, subscribe};
use crate::support::claims::ClaimsBuilder;
use crate::support::world::{Given, NOON, World};

#[tokio::test]
async fn overlapping_subscriptions_of_a_channel_make_one_post() {
    let world = World::new().await;
    subscribe(&world, 7, 70, Wants::Everything).await;
    subscribe(&world, 7, 70, Wants::Team(TeamId("seen:bears".to_owned()))).await;
    subscribe(
        &world,
        7,
        71,
        Wants::Competition(CompetitionId("league".to_owned())),
    )
    .await;
    subscribe(&world, 7, 72, Wants::Team(TeamId("seen:wolves".to_owned()))).await;
    let game = derby("one")
        .competition("League", Some("league"))
        .date("2017-11-21")
        .read();
    world
        .record("one", vec![game.clone()], Given::default())
        .await;
    assert_eq!(world.count("select count(*) from outbox").await, 2);
    assert_eq!(
        world
            .count("select count(*) from outbox_subscriptions")
            .await,
        3
    );

    // A second report that only confirms owes nobody anything.
    world.record("two", vec![game], Given::default()).await;
    assert_eq!(world.count("select count(*) from outbox").await, 2);
}

#[tokio::test]
async fn quiet_doors_and_paused_channels_owe_nothing() {
    let world = World::new().await;
    subscribe(&world, 7, 70, Wants::Everything).await;
    let quiet = Given {
        announce: Announce::Nobody,
        ..Given::default()
    };
    world
        .tell_given(derby("one").date("2017-11-21"), quiet)
        .await;
    assert_eq!(world.count("select count(*) from outbox").await, 0);
    // It was held when the next report came, so that report is no news either.
    world
        .tell(derby("two").date("2017-11-21").referee("Ada Quill"))
        .await;
    assert_eq!(world.count("select count(*) from outbox").await, 0);

    assert!(
        world
            .store
            .pause_channel(70, "gone", "unknown_channel", NOON)
            .await
            .expect("paused")
    );
    world
        .tell(ClaimsBuilder::of("three", "Wolves", "Bears").score(1, 0))
        .await;
    assert_eq!(world.count("select count(*) from outbox").await, 0);
}

#[tokio::test]
async fn two_names_alone_are_no_news_until_a_score_is_known() {
    let world = World::new().await;
    subscribe(&world, 7, 70, Wants::Everything).await;
    let named = ClaimsBuilder::of("one", "Lions", "Bears").date("2017-11-21");
    world.tell(named).await;
    assert_eq!(world.count("select count(*) from outbox").await, 0);
    world.tell(derby("two").date("2017-11-21")).await;
    assert_eq!(
        world
            .count("select count(*) from outbox where kind = 'summary'")
            .await,
        1
    );
}

#[tokio::test]
async fn a_servers_own_match_is_announced_there_alone() {
    let world = World::new().await;
    subscribe(&world, 7, 70, Wants::Everything).await;
    subscribe(&world, 8, 80, Wants::Everything).await;
    let own = Given {
        scope: Scope::Server(7),
        ..Given::default()
    };
    world.tell_given(derby("one").date("2017-11-21"), own).await;
    assert_eq!(world.count("select channel_id from outbox").await, 70);
    // Then it becomes known to all: news for the other server only.
    world.tell(derby("two").date("2017-11-21")).await;
    assert_eq!(
        world
            .count("select count(*) from outbox where channel_id = 80 and kind = 'summary'")
            .await,
        1
    );
    assert_eq!(
        world
            .count("select count(*) from outbox where channel_id = 70 and kind = 'summary'")
            .await,
        1
    );
}

#[tokio::test]
async fn a_changed_match_owes_an_update_of_what_was_posted() {
    let world = World::new().await;
    subscribe(&world, 7, 70, Wants::Everything).await;
    let id = only_match(&world.tell(derby("one").date("2017-11-21")).await);
    let due = claim(&world, "worker", NOON).await;
    assert_eq!(
        (
            due.len(),
            due[0].matches.clone(),
            due[0].attempts,
            due[0].in_doubt_since
        ),
        (1, vec![id], 1, None)
    );
    assert!(due[0].is_wanted());
    // Nobody else gets it while the lease runs, everybody may afterwards.
    assert_eq!(claim(&world, "other", NOON + 29).await, []);
    let late = claim(&world, "other", NOON + 30).await;
    assert_eq!(
        (late[0].id, late[0].attempts, late[0].in_doubt_since),
        (due[0].id, 2, Some(NOON))
    );
    let sent = Settled::Sent {
        message: 900,
        told: Told::default(),
    };
    assert!(
        !world
            .store
            .settle("worker", due[0].id, &sent, NOON + 31)
            .await
            .expect("settled"),
        "the lease was lost"
    );
    assert!(
        world
            .store
            .settle("other", due[0].id, &sent, NOON + 31)
            .await
            .expect("settled")
    );

    world
        .tell(derby("two").date("2017-11-21").referee("Ada Quill"))
        .await;
    let update = claim(&world, "worker", NOON + 60).await;
    assert_eq!(
        (
            update[0].kind.as_str(),
            update[0].posted.as_ref().map(|posted| posted.message),
            update[0].revision
        ),
        ("update", Some(900), 2)
    );
    assert!(
        world
            .store
            .put_back(
                "worker",
                update[0].id,
                &PutBack {
                    problem: "502",
                    due_at: NOON + 90,
                    in_doubt_since: Some(NOON + 60),
                    counts: true
                }
            )
            .await
            .expect("put back")
    );
    assert_eq!(world.store.next_due().await.expect("due"), Some(NOON + 90));
}

#[tokio::test]
async fn a_withdrawn_match_that_was_posted_is_withdrawn_each_time() {
    let world = World::new().await;
    subscribe(&world, 7, 70, Wants::Everything).await;
    let game = || vec![derby("one").date("2017-11-21").read()];
    for round in 1..=2 {
        let recorded = world.record("one", game(), Given::default()).await;
        // A summary that is in nobody's hands is not withdrawn: it is not made.
        claim(&world, "worker", NOON).await;
        let retracted = world
            .store
            .retract(recorded.report, Scope::Shared, NOON)
            .await;
        assert!(retracted.expect("retracted"));
        let withdrawals = "select count(*) from outbox where kind = 'withdrawal'";
        assert_eq!(world.count(withdrawals).await, round);
    }
    assert_eq!(
        world
            .count("select count(*) from outbox where kind = 'summary'")
            .await,
        1
    );
    assert_eq!(world.count("select revision from revisions").await, 4);
}

#[tokio::test]
async fn a_channel_that_wants_a_competition_hears_of_a_withdrawal_too() {
    let world = World::new().await;
    let cup = Wants::Competition(CompetitionId("eng:cup".to_owned()));
    subscribe(&world, 7, 70, cup).await;
    let game = derby("one").competition("Cup", Some("eng:cup")).read();
    let recorded = world.record("one", vec![game], Given::default()).await;
    claim(&world, "worker", NOON).await;
    let retracted = world
        .store
        .retract(recorded.report, Scope::Shared, NOON)
        .await;
    assert!(retracted.expect("retracted"));
    let kinds = "select count(*) from outbox where kind in ('summary', 'withdrawal')";
    assert_eq!(world.count(kinds).await, 2);
}

#[tokio::test]
async fn unsubscribing_drops_what_only_that_wish_waited_for() {
    let world = World::new().await;
    let Subscribed::New(all) = subscribe(&world, 7, 70, Wants::Everything).await else {
        panic!("new")
    };
    assert_eq!(
        subscribe(&world, 7, 70, Wants::Everything).await,
        Subscribed::Already(all)
    );
    world.tell(derby("one")).await;
    assert!(
        !world
            .store
            .unsubscribe(8, all)
            .await
            .expect("another server's")
    );
    assert!(world.store.unsubscribe(7, all).await.expect("its own"));
    assert_eq!(
        world
            .count("select count(*) from outbox where state = 'dropped'")
            .await,
        1
    );
    assert_eq!(world.store.subscriptions(7).await.expect("listed"), []);
}

#[tokio::test]
async fn a_channel_gets_its_posts_in_order_whatever_had_to_wait() {
    let world = World::new().await;
    subscribe(&world, 7, 70, Wants::Everything).await;
    for (text, home) in [("one", "Lions"), ("two", "Foxes"), ("three", "Owls")] {
        let read = ClaimsBuilder::of(text, home, "Bears").score(1, 0).read();
        world.record(text, vec![read], Given::default()).await;
    }
    let first = claim(&world, "worker", NOON).await;
    assert_eq!(first.len(), 1, "one a channel");
    let back = PutBack {
        problem: "502",
        due_at: NOON + 20,
        in_doubt_since: Some(NOON),
        counts: true,
    };
    world
        .store
        .put_back("worker", first[0].id, &back)
        .await
        .expect("put back");
    assert_eq!(
        claim(&world, "worker", NOON + 19).await,
        [],
        "it goes first"
    );
    let again = claim(&world, "worker", NOON + 20).await;
    assert_eq!(again[0].id, first[0].id);
    let resting = Claim {
        worker: "worker",
        now: NOON + 50,
        lease_seconds: 30,
        limit: 10,
        resting: &[70],
        gathering: Gathering::default(),
    };
    assert_eq!(world.store.claim_due(&resting).await.expect("claimed"), []);
    let sent = Settled::Sent {
        message: 900,
        told: Told::default(),
    };
    world
        .store
        .settle("worker", first[0].id, &sent, NOON + 21)
        .await
        .expect("settled");
    let second = claim(&world, "worker", NOON + 50).await;
    assert_eq!(second.len(), 1);
    assert!(second[0].id > first[0].id);
}
