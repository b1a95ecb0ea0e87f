//! Reports written down: the same one once, a changed one in the place of the old, whoever writes.

use touchline::facts::FactValue;
use touchline::facts::diff::Change;
use touchline::store::{Announce, Outcome, Store};

use super::{derby, only_match};
use crate::support::claims::ClaimsBuilder;
use crate::support::world::{Given, World, shared_report};

#[tokio::test]
async fn the_same_report_twice_is_one() {
    let world = World::new().await;
    let first = world.tell(derby("Lions beat Bears.")).await;
    let again = world.tell(derby("Lions beat Bears.")).await;
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
    let first = world.tell(derby(text)).await;
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
async fn two_programs_write_to_one_database_without_loss() {
    let world = World::new().await;
    let other = Store::open(&world.path()).await.expect("opened again");
    let reading = |text: &str| touchline::store::NewReading {
        matches: vec![derby(text).date("2017-11-21").read()],
        notes: vec![],
    };
    let record = async |store: &Store, number: usize| {
        let text = format!("report {number}");
        let hash = "0".repeat(64);
        let report = shared_report(&text, &hash);
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
