//! The store: one transaction a change, one match for reports of one match, one post for a channel.

use std::time::Duration;

use proptest::prelude::*;
use touchline::facts::consensus::Put;
use touchline::facts::diff::Change;
use touchline::facts::{
    Background, Fact, FactValue, GoalFact, HomeAway, MatchId, Named, Player, Scope,
};
use touchline::football::{
    BackgroundKind, Basis, Category, CompetitionId, Event, EventKind, Goal, GoalKind, MatchClock,
    Moment, Outcome as Winner, PlayerRole, Score, ScoreKind, Side, TeamId,
};
use touchline::store::{
    Announce, Claim, Decision, Delivery, Gathering, NewCorrection, NewSubscription, Opening,
    Outcome, PausedBy, PutBack, Recorded, Settled, Store, StoreError, Subscribed, Told, Wants,
};

use crate::support::claims::ClaimsBuilder;
use crate::support::world::{Given, NOON, World};

/// Lions 2-1 Bears, as one report tells it.
fn derby(text: &str) -> ClaimsBuilder {
    ClaimsBuilder::of(text, "Lions", "Bears")
        .score(2, 1)
        .goal("Asha Obi", Side::Home, Some(12))
        .goal("Juno Karr", Side::Away, Some(40))
        .goal("Obi", Side::Home, Some(77))
}

fn only_match(recorded: &Recorded) -> MatchId {
    match &recorded.outcome {
        Outcome::Read(changes) => changes[0].id,
        Outcome::Same(ids) => ids[0],
        Outcome::NoMatch(reason) => panic!("no match: {reason}"),
        Outcome::Barred(bar) => panic!("barred: {bar:?}"),
    }
}

#[tokio::test]
async fn the_same_report_twice_is_one() {
    let world = World::new().await;
    let first = world
        .record(
            "Lions beat Bears.",
            vec![derby("Lions beat Bears.").read()],
            Given::default(),
        )
        .await;
    let again = world
        .record(
            "Lions beat Bears.",
            vec![derby("Lions beat Bears.").read()],
            Given::default(),
        )
        .await;
    assert_eq!(again.report, first.report);
    assert_eq!(again.outcome, Outcome::Same(vec![only_match(&first)]));
    assert_eq!(world.count("select count(*) from reports").await, 1);
    assert_eq!(world.count("select count(*) from claims").await, 4);
}

#[tokio::test]
async fn a_report_without_a_match_is_put_aside_with_its_reason() {
    let world = World::new().await;
    let recorded = world
        .record("Take two eggs.", vec![], Given::default())
        .await;
    assert_eq!(
        recorded.outcome,
        Outcome::NoMatch("no match here".to_owned())
    );
    assert_eq!(world.count("select count(*) from matches").await, 0);
    assert_eq!(
        world
            .count("select count(*) from reports where verdict = 'no_match'")
            .await,
        1
    );
}

#[tokio::test]
async fn reading_a_report_again_replaces_its_claims_and_keeps_the_match() {
    let world = World::new().await;
    let text = "Lions beat Bears.";
    let first = world
        .record(text, vec![derby(text).read()], Given::default())
        .await;
    let better = derby(text).referee("Ada Quill").read();
    let given = Given {
        extractor: "test 2",
        announce: Announce::Nobody,
        ..Given::default()
    };
    let again = world.record(text, vec![better], given).await;
    let Outcome::Read(changes) = &again.outcome else {
        panic!("{:?}", again.outcome)
    };
    assert_eq!(changes[0].id, only_match(&first));
    assert_eq!(changes[0].revision, 2);
    assert_eq!(
        changes[0].changes,
        [Change::Added(FactValue::Referee("Ada Quill".to_owned()))]
    );
    assert_eq!(world.count("select count(*) from claims").await, 5);

    // A reading that finds another score is still the same report of the same match.
    let other = ClaimsBuilder::of(text, "Lions", "Bears").score(3, 1).read();
    let given = Given {
        extractor: "test 3",
        announce: Announce::Nobody,
        ..Given::default()
    };
    let third = world.record(text, vec![other], given).await;
    assert_eq!(only_match(&third), only_match(&first));
    assert_eq!(world.count("select count(*) from agreed_matches").await, 1);
}

#[tokio::test]
async fn two_reports_of_one_match_are_one_match() {
    let world = World::new().await;
    let one = world
        .record(
            "one",
            vec![derby("one").date("2017-11-21").read()],
            Given::default(),
        )
        .await;
    let published = Given {
        published: Some("2017-11-23"),
        ..Given::default()
    };
    let two = world
        .record("two", vec![derby("two").read()], published)
        .await;
    assert_eq!(only_match(&two), only_match(&one));
    // Without any day: the only match of these teams with this score and these scorers.
    let three = world
        .record("three", vec![derby("three").read()], Given::default())
        .await;
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
fn tellings() -> Vec<(&'static str, Option<&'static str>, ClaimsBuilder)> {
    let game = |text| {
        ClaimsBuilder::of(text, "Lions", "Bears")
            .score(2, 1)
            .date("2017-11-21")
    };
    let swapped = ClaimsBuilder::of("e", "Bears", "Lions")
        .score(1, 2)
        .date("2017-11-21");
    vec![
        ("a", None, derby("a").date("2017-11-21")),
        (
            "b",
            Some("2017-11-22"),
            game("b")
                .goal("Karr", Side::Away, Some(41))
                .referee("Ada Quill"),
        ),
        (
            "c",
            None,
            game("c").goal_with("A. Obi", Side::Home, Some(12), Some("Mo Pell")),
        ),
        (
            "d",
            Some("2017-11-23"),
            game("d").referee("Bea Lomax").goal("Obi", Side::Home, None),
        ),
        ("e", None, swapped.goal("Juno Karr", Side::Home, Some(40))),
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
            for (text, published, builder) in order {
                world
                    .record(
                        text,
                        vec![builder.read()],
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
    let one = world
        .record(
            "one",
            vec![derby("one").date("2017-11-21").read()],
            Given::default(),
        )
        .await;
    let two = world
        .record(
            "two",
            vec![derby("two").date("2017-11-21").read()],
            Given::default(),
        )
        .await;
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
        let two = only_match(
            &world
                .record("x", vec![builder.read()], Given::default())
                .await,
        );
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

#[tokio::test]
async fn rebuilding_the_agreed_tables_changes_nothing() {
    let world = World::new().await;
    world
        .record(
            "one",
            vec![derby("one").date("2017-11-21").read()],
            Given::default(),
        )
        .await;
    let other = ClaimsBuilder::of("two", "Lions", "Bears")
        .score(2, 1)
        .goal_with("Karr", Side::Away, Some(41), Some("Mo Pell"))
        .tally("Karr", 8)
        .date("2017-11-21");
    let own = Given {
        scope: Scope::Server(7),
        ..Given::default()
    };
    world.record("two", vec![other.read()], own).await;
    let tables = [
        "agreed_matches",
        "agreed_sides",
        "agreed_facts",
        "agreed_support",
        "agreed_players",
        "players",
        "revisions",
    ];
    let mut before = Vec::new();
    for table in tables {
        before.push(world.dump(table).await);
        assert!(!before[before.len() - 1].is_empty(), "{table} is filled");
    }
    assert_eq!(
        world
            .store
            .rebuild_agreed(NOON + 99)
            .await
            .expect("rebuilt"),
        2
    );
    for (table, before) in tables.iter().zip(before) {
        assert_eq!(world.dump(table).await, before, "{table}");
    }
}

#[tokio::test]
async fn a_correction_prevails_in_its_scope_alone() {
    let world = World::new().await;
    let id = only_match(
        &world
            .record("one", vec![derby("one").read()], Given::default())
            .await,
    );
    let correction = NewCorrection {
        match_id: id,
        home: TeamId("seen:lions".to_owned()),
        put: Put::Right(FactValue::Score(ScoreKind::Final, Score::new(3, 1))),
        subject: "score".to_owned(),
        old: Some("2-1".to_owned()),
        new: Some("3-1".to_owned()),
        decision: decided(Scope::Server(7), "the late goal stood"),
    };
    let corrected = world.store.correct(&correction).await.expect("corrected");
    let change = corrected.change.expect("a change");
    assert!(
        matches!(change.changes[0], Change::Changed { .. }),
        "{change:?}"
    );
    let score = "select home from agreed_matches where scope = ";
    assert_eq!(world.count(&format!("{score} 7")).await, 3);
    assert_eq!(world.count(&format!("{score} 0")).await, 2);

    let undone = decided(Scope::Server(8), "not ours");
    let store = &world.store;
    assert_eq!(
        store
            .undo_correction(corrected.id, &undone)
            .await
            .expect("asked"),
        None
    );
    let undone = decided(Scope::Server(7), "it did not");
    assert!(
        store
            .undo_correction(corrected.id, &undone)
            .await
            .expect("undone")
            .is_some()
    );
    assert_eq!(
        store
            .undo_correction(corrected.id, &undone)
            .await
            .expect("asked"),
        None
    );
    let own = "select count(*) from agreed_matches where scope = 7";
    assert_eq!(world.count(own).await, 0, "what is shared is seen again");
    let record: Vec<String> = sqlx::query_scalar(
        "select deed || ': ' || subject || ' ' || old || ' to ' || new || ', ' || reason from audit order by audit_id",
    )
    .fetch_all(store.readers())
    .await
    .expect("the record");
    assert_eq!(
        record,
        [
            "correct: score 2-1 to 3-1, the late goal stood",
            "undo_correction: score 3-1 to 2-1, it did not"
        ]
    );
}

fn decided(scope: Scope, reason: &str) -> Decision {
    Decision {
        scope,
        by: 42,
        at: NOON,
        reason: Some(reason.to_owned()),
    }
}

#[tokio::test]
async fn a_goal_is_put_right_and_put_right_again_whatever_is_read_later() {
    let world = World::new().await;
    let told = |text: &str, minute: u8| {
        ClaimsBuilder::of(text, "Lions", "Bears")
            .score(2, 0)
            .date("2017-11-21")
            .goal("Kane", Side::Home, Some(minute))
            .goal("Kane", Side::Home, Some(80))
            .read()
    };
    let id = only_match(
        &world
            .record("one", vec![told("one", 49)], Given::default())
            .await,
    );
    let goal = |scorer: &str, minute: u8| {
        let read = ClaimsBuilder::of("x", "Lions", "Bears")
            .goal(scorer, Side::Home, Some(minute))
            .read();
        read.claims.facts.last().expect("a goal").value.clone()
    };
    let correct = async |put: Put| {
        let correction = NewCorrection {
            match_id: id,
            home: TeamId("seen:lions".to_owned()),
            put,
            subject: "goal".to_owned(),
            old: None,
            new: None,
            decision: decided(Scope::Shared, "seen again"),
        };
        world
            .store
            .correct(&correction)
            .await
            .expect("corrected")
            .id
    };
    let goals = async || {
        let sql = "select name || ' ' || at_minute || ' ' || standing from agreed_facts where kind = 'goal' and rival = 0 order by ordinal";
        let goals: Vec<String> = sqlx::query_scalar(sql)
            .fetch_all(world.store.readers())
            .await
            .expect("goals");
        goals
    };
    correct(Put::Instead {
        of: goal("Kane", 49),
        value: goal("Kane", 50),
    })
    .await;
    assert_eq!(goals().await, ["Kane 50 corrected", "Kane 80 sole"]);
    // What was put right is put right once more: the reports' goal is meant all the same.
    let again = correct(Put::Instead {
        of: goal("Kane", 50),
        value: goal("Alli", 78),
    })
    .await;
    assert_eq!(goals().await, ["Alli 78 corrected", "Kane 80 sole"]);
    world
        .record("two", vec![told("two", 48)], Given::default())
        .await;
    assert_eq!(goals().await, ["Alli 78 corrected", "Kane 80 agreed"]);
    let undone = decided(Scope::Shared, "no");
    world
        .store
        .undo_correction(again, &undone)
        .await
        .expect("undone");
    assert_eq!(goals().await, ["Kane 50 corrected", "Kane 80 agreed"]);
    correct(Put::Gone(goal("Kane", 80))).await;
    correct(Put::Right(goal("Dier", 12))).await;
    assert_eq!(goals().await, ["Dier 12 corrected", "Kane 50 corrected"]);
    let before = world.dump("agreed_facts").await;
    world.store.rebuild_agreed(NOON).await.expect("rebuilt");
    assert_eq!(world.dump("agreed_facts").await, before);
}

#[tokio::test]
async fn a_retracted_report_leaves_no_match_behind() {
    let world = World::new().await;
    let recorded = world
        .record("one", vec![derby("one").read()], Given::default())
        .await;
    assert!(
        world
            .store
            .retract(recorded.report, Scope::Shared, NOON)
            .await
            .expect("retracted")
    );
    assert!(
        !world
            .store
            .retract(recorded.report, Scope::Shared, NOON)
            .await
            .expect("retracted twice")
    );
    assert_eq!(world.count("select count(*) from agreed_matches").await, 0);
}

async fn subscribe(world: &World, guild: u64, channel: u64, wants: Wants) -> Subscribed {
    let new = NewSubscription {
        guild,
        channel,
        wants,
        choices: touchline::store::Choices::default(),
        by: 1,
        at: NOON,
    };
    world.store.subscribe(&new).await.expect("subscribed")
}

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
        .record("one", vec![derby("one").date("2017-11-21").read()], quiet)
        .await;
    assert_eq!(world.count("select count(*) from outbox").await, 0);
    // It was held when the next report came, so that report is no news either.
    world
        .record(
            "two",
            vec![derby("two").date("2017-11-21").referee("Ada Quill").read()],
            Given::default(),
        )
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
        .record(
            "three",
            vec![
                ClaimsBuilder::of("three", "Wolves", "Bears")
                    .score(1, 0)
                    .read(),
            ],
            Given::default(),
        )
        .await;
    assert_eq!(world.count("select count(*) from outbox").await, 0);
}

#[tokio::test]
async fn two_names_alone_are_no_news_until_a_score_is_known() {
    let world = World::new().await;
    subscribe(&world, 7, 70, Wants::Everything).await;
    let named = ClaimsBuilder::of("one", "Lions", "Bears").date("2017-11-21");
    world
        .record("one", vec![named.read()], Given::default())
        .await;
    assert_eq!(world.count("select count(*) from outbox").await, 0);
    world
        .record(
            "two",
            vec![derby("two").date("2017-11-21").read()],
            Given::default(),
        )
        .await;
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
    world
        .record("one", vec![derby("one").date("2017-11-21").read()], own)
        .await;
    assert_eq!(world.count("select channel_id from outbox").await, 70);
    // Then it becomes known to all: news for the other server only.
    world
        .record(
            "two",
            vec![derby("two").date("2017-11-21").read()],
            Given::default(),
        )
        .await;
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

async fn claim(world: &World, worker: &str, now: i64) -> Vec<Delivery> {
    let claim = Claim {
        worker,
        now,
        lease_seconds: 30,
        limit: 10,
        resting: &[],
        gathering: Gathering::default(),
    };
    world.store.claim_due(&claim).await.expect("claimed")
}

#[tokio::test]
async fn a_changed_match_owes_an_update_of_what_was_posted() {
    let world = World::new().await;
    subscribe(&world, 7, 70, Wants::Everything).await;
    let id = only_match(
        &world
            .record(
                "one",
                vec![derby("one").date("2017-11-21").read()],
                Given::default(),
            )
            .await,
    );
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
        .record(
            "two",
            vec![derby("two").date("2017-11-21").referee("Ada Quill").read()],
            Given::default(),
        )
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
async fn a_database_of_the_first_version_keeps_what_it_owes_and_what_it_posted() {
    let folder = tempfile::tempdir().expect("a folder");
    let steps = folder.path().join("steps");
    std::fs::create_dir(&steps).expect("a folder in it");
    let first = "migrations/0001_first.sql";
    let shipped = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(first);
    std::fs::copy(shipped, steps.join("0001_first.sql")).expect("the first migration");
    let url = format!("sqlite://{}", folder.path().join("old.db").display());
    let old = sqlx::SqlitePool::connect(&format!("{url}?mode=rwc"))
        .await
        .expect("a database");
    let migrator = sqlx::migrate::Migrator::new(steps).await.expect("a step");
    migrator.run(&old).await.expect("the first version");
    sqlx::raw_sql(
        "insert into teams (team_id, name) values ('seen:a', 'A'), ('seen:b', 'B');
         insert into matches (match_id, team_one, team_two) values (1, 'seen:a', 'seen:b'), (2, 'seen:a', 'seen:b');
         insert into subscriptions (subscription_id, guild_id, channel_id, wants, state, state_reason, state_since, created_by,
             created_at) values (5, 7, 70, 'everything', 'active', null, 1, 1, 1), (6, 7, 71, 'everything', 'paused', 'gone', 1, 1, 1);
         insert into outbox (delivery_id, guild_id, channel_id, match_id, kind, revision, state, created_at, due_at, message_id,
             settled_at) values (3, 7, 70, 1, 'summary', 1, 'sent', 10, 10, 900, 11), (4, 7, 70, 2, 'summary', 1, 'waiting', 20, 20,
             null, null);
         insert into outbox_subscriptions values (3, 5), (4, 5);",
    )
    .execute(&old)
    .await
    .expect("rows of the first version");
    old.close().await;

    let store = Store::open(&url).await.expect("it is brought up to date");
    let kept = store.subscriptions(7).await.expect("subscriptions");
    assert_eq!(kept[0].last_post.map(|post| post.message), Some(900));
    let by = kept[1].paused.as_ref().map(|paused| paused.by);
    assert_eq!(by, Some(PausedBy::Refusal));
    let claim = Claim {
        worker: "worker",
        now: 30,
        lease_seconds: 30,
        limit: 10,
        resting: &[],
        gathering: Gathering::default(),
    };
    let due = store.claim_due(&claim).await.expect("claimed");
    assert_eq!((due.len(), due[0].id.0, due[0].is_wanted()), (1, 4, true));
    assert_eq!(due[0].matches, [MatchId(2)]);
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
    world
        .record("one", vec![derby("one").read()], Given::default())
        .await;
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
async fn what_stands_in_the_way_of_opening_is_said_plainly() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| format!("sqlite://{}", folder.path().join(name).display());
    let said = |opened: Result<Store, StoreError>| {
        opened
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default()
    };

    std::fs::write(folder.path().join("notes.txt"), "x".repeat(4096)).expect("written");
    let notes = said(Store::open(&at("notes.txt")).await);
    assert_eq!(
        notes,
        "the file is not a database of this program; choose another file"
    );

    let missing = said(Store::open(&at("no/such/folder/x.db")).await);
    assert!(
        missing.contains("cannot be opened; check that its folder exists"),
        "{missing}"
    );

    let address = said(Store::open("postgres://here").await);
    assert!(
        address.contains("`postgres://here` is no address of a database"),
        "{address}"
    );

    let store = Store::open(&at("new.db")).await.expect("a new database");
    store.close().await;
    let read_only = said(Store::open(&format!("{}?mode=ro", at("new.db"))).await);
    assert!(
        read_only.is_empty() || read_only.contains("read-only"),
        "{read_only}"
    );

    let raw = sqlx::SqlitePool::connect(&at("new.db"))
        .await
        .expect("opened");
    sqlx::query("insert into _sqlx_migrations (version, description, success, checksum, execution_time) values (9999, 'later', 1, x'00', 0)")
        .execute(&raw)
        .await
        .expect("a later migration");
    let newer = said(Store::open(&at("new.db")).await);
    assert!(newer.contains("newer version (9999)"), "{newer}");
    raw.close().await;
}

#[tokio::test]
async fn a_lock_held_elsewhere_and_a_full_disk_leave_nothing_half_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", folder.path().join("small.db").display());
    let opening = Opening {
        busy_timeout: Duration::from_millis(20),
        max_pages: Some(120),
        ..Opening::default()
    };
    let store = Store::open_with(&url, &opening)
        .await
        .expect("a new database");
    let new = NewSubscription {
        guild: 7,
        channel: 70,
        wants: Wants::Everything,
        choices: touchline::store::Choices::default(),
        by: 1,
        at: NOON,
    };

    let other = sqlx::SqlitePool::connect(&url).await.expect("opened");
    let mut holds = other.begin_with("begin immediate").await.expect("the lock");
    sqlx::query("delete from settings")
        .execute(&mut *holds)
        .await
        .expect("a change");
    let locked = store.subscribe(&new).await.expect_err("locked");
    assert!(matches!(locked, StoreError::Locked(_)), "{locked:?}");
    holds.rollback().await.expect("let go");

    let text = "Lions beat Bears. ".repeat(30_000);
    let big = touchline::store::NewReport {
        scope: Scope::Shared,
        source: "big.txt",
        title: None,
        published: None,
        encoding: "UTF-8",
        text: &text,
        raw_sha256: &"0".repeat(64),
        extractor: "test 1",
        at: NOON,
        by: None,
        addresses: &[],
        teams: None,
    };
    let reading = touchline::store::NewReading {
        matches: vec![derby(&text).read()],
        notes: vec![],
    };
    let full = store
        .record_reading(&big, &reading, Announce::Subscribers)
        .await
        .expect_err("full");
    assert!(matches!(full, StoreError::DiskFull(_)), "{full:?}");
    assert!(full.to_string().contains("the disk is full"));
    let rows: i64 =
        sqlx::query_scalar("select (select count(*) from reports) + (select count(*) from teams)")
            .fetch_one(store.readers())
            .await
            .expect("a count");
    assert_eq!(rows, 0);
}

#[tokio::test]
async fn two_programs_write_to_one_database_without_loss() {
    let world = World::new().await;
    let other = Store::open(&world.path()).await.expect("opened again");
    let reading = |text: &str| touchline::store::NewReading {
        matches: vec![derby(text).date("2017-11-21").read()],
        notes: vec![],
    };
    let record = async |store: &Store, number: usize| {
        let text = format!("report {number}");
        let report = touchline::store::NewReport {
            scope: Scope::Shared,
            source: "test.txt",
            title: None,
            published: None,
            encoding: "UTF-8",
            text: &text,
            raw_sha256: &"0".repeat(64),
            extractor: "test 1",
            at: NOON,
            by: None,
            addresses: &[],
            teams: None,
        };
        let recorded = store
            .record_reading(&report, &reading(&text), Announce::Subscribers)
            .await;
        recorded.expect("recorded");
    };
    tokio::join!(
        async {
            for number in 0..10 {
                record(&world.store, number).await
            }
        },
        async {
            for number in 5..15 {
                record(&other, number).await
            }
        },
    );
    assert_eq!(world.count("select count(*) from reports").await, 15);
    assert_eq!(world.count("select count(*) from agreed_matches").await, 1);
}

/// Every kind of fact, with any legal value.
fn any_value() -> impl Strategy<Value = FactValue> {
    let name = "[A-Z][a-zé'-]{0,8}( [A-Z][a-z]{1,8})?";
    let side = || prop_oneof![Just(Side::Home), Just(Side::Away)];
    let score = || (any::<u8>(), any::<u8>()).prop_map(|(home, away)| Score::new(home, away));
    let clock = (1u8..=120, proptest::option::of(0u8..15))
        .prop_map(|(minute, stoppage)| MatchClock { minute, stoppage });
    let basis = || {
        prop_oneof![
            Just(Basis::Stated),
            Just(Basis::Derived),
            Just(Basis::Inferred)
        ]
    };
    let moment = (
        proptest::option::of(clock),
        proptest::option::of(1u8..=120),
        proptest::option::of(1u8..=120),
        basis(),
        proptest::option::of(name),
    )
        .prop_map(|(at, earliest, latest, basis, as_written)| Moment {
            at,
            earliest,
            latest,
            basis,
            as_written,
        });
    let moment = proptest::option::of(moment).boxed();
    let score_kind = prop_oneof![
        Just(ScoreKind::Final),
        Just(ScoreKind::HalfTime),
        Just(ScoreKind::After90),
        Just(ScoreKind::Shootout),
        Just(ScoreKind::Aggregate)
    ];
    let goal_kind = prop_oneof![
        Just(GoalKind::Regular),
        Just(GoalKind::Penalty),
        Just(GoalKind::OwnGoal)
    ];
    let event_kind = prop_oneof![
        Just(EventKind::Yellow),
        Just(EventKind::SecondYellow),
        Just(EventKind::Red),
        Just(EventKind::Substitution),
        Just(EventKind::DisallowedGoal),
        Just(EventKind::MissedPenalty),
        Just(EventKind::SavedPenalty),
        Just(EventKind::MissedChance),
        Just(EventKind::Save),
        Just(EventKind::Injury),
        Just(EventKind::Woodwork)
    ];
    let role = prop_oneof![
        Just(PlayerRole::Starter),
        Just(PlayerRole::Substitute),
        Just(PlayerRole::Bench),
        Just(PlayerRole::Absent),
        Just(PlayerRole::Keeper),
        Just(PlayerRole::Mentioned)
    ];
    let background = prop_oneof![
        Just(BackgroundKind::Tally),
        Just(BackgroundKind::HeadToHead),
        Just(BackgroundKind::Standing),
        Just(BackgroundKind::Qualification),
        Just(BackgroundKind::PreviousResult),
        Just(BackgroundKind::Streak),
        Just(BackgroundKind::Record),
        Just(BackgroundKind::Form)
    ];
    let winner = prop_oneof![Just(Winner::Home), Just(Winner::Away), Just(Winner::Draw)];
    let category = prop_oneof![
        Just(Category::Women),
        Just(Category::Youth),
        Just(Category::Reserve)
    ];
    let day = (1900i16..2100, 1i8..=12, 1i8..=28)
        .prop_map(|(year, month, day)| jiff::civil::date(year, month, day));
    let assist = proptest::option::of((name, basis()));
    prop_oneof![
        (score_kind, score()).prop_map(|(kind, score)| FactValue::Score(kind, score)),
        Just(FactValue::ExtraTime),
        winner.prop_map(FactValue::Winner),
        (name, proptest::option::of("[a-z.]{1,9}"))
            .prop_map(|(name, id)| FactValue::Competition(Named { name, id })),
        name.prop_map(FactValue::Stage),
        name.prop_map(FactValue::Venue),
        day.prop_map(FactValue::Date),
        name.prop_map(FactValue::Referee),
        any::<u32>().prop_map(FactValue::Attendance),
        category.prop_map(FactValue::Category),
        (name, side()).prop_map(|(name, side)| FactValue::Coach { name, side }),
        (
            proptest::option::of(name),
            side(),
            goal_kind,
            moment.clone(),
            proptest::option::of(score()),
            assist
        )
            .prop_map(|(scorer, scorer_side, kind, moment, score_after, assist)| {
                FactValue::Goal(GoalFact {
                    goal: Goal {
                        scorer,
                        scorer_side,
                        kind,
                        moment,
                        score_after,
                    },
                    assist: assist.map(|(player, basis)| touchline::facts::Assist {
                        player,
                        basis,
                        evidence: vec![],
                    }),
                })
            }),
        (
            event_kind,
            proptest::option::of(name),
            proptest::option::of(side()),
            proptest::option::of(name),
            moment
        )
            .prop_map(
                |(kind, player, side, other, moment)| FactValue::Event(Event {
                    kind,
                    player,
                    side,
                    other,
                    moment
                })
            ),
        (name, proptest::option::of(side()), role)
            .prop_map(|(name, side, role)| FactValue::Player(Player { name, side, role })),
        (
            background,
            name,
            proptest::collection::btree_map("[a-z]{1,6}", any::<i64>(), 0..3),
            proptest::option::of(name),
            name
        )
            .prop_map(
                |(kind, subject, numbers, about, text)| FactValue::Background(Background {
                    kind,
                    subject,
                    numbers,
                    about,
                    text
                })
            ),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_kind_of_fact_comes_back_as_it_was(values in proptest::collection::vec(any_value(), 1..40), turned in any::<bool>()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let world = World::new().await;
            let mut builder = ClaimsBuilder::of("text", "Lions", "Bears").home_away(if turned { HomeAway::Neutral } else { HomeAway::Stated });
            for value in &values {
                builder = builder.fact(value.clone(), 0.5);
            }
            let id = only_match(&world.record("text", vec![builder.read()], Given::default()).await);
            let claimed = world.store.claimed(id, Scope::Shared).await.expect("read back");
            let back: Vec<&Fact> = claimed[0].claims.facts.iter().collect();
            assert_eq!(back.iter().map(|fact| &fact.value).collect::<Vec<_>>(), values.iter().collect::<Vec<_>>());
        });
    }
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
