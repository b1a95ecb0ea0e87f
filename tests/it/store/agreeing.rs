//! The agreed view: rebuilt the same, put right by people, gone with the last report.

use touchline::facts::consensus::Put;
use touchline::facts::diff::Change;
use touchline::facts::{FactValue, Scope};
use touchline::football::{Score, ScoreKind, Side, TeamId};
use touchline::store::{Decision, NewCorrection};

use super::{derby, only_match};
use crate::support::claims::ClaimsBuilder;
use crate::support::world::{Given, NOON, World};

#[tokio::test]
async fn rebuilding_the_agreed_tables_changes_nothing() {
    let world = World::new().await;
    world.tell(derby("one").date("2017-11-21")).await;
    let other = ClaimsBuilder::of("two", "Lions", "Bears")
        .score(2, 1)
        .goal_with("Karr", Side::Away, Some(41), Some("Mo Pell"))
        .tally("Karr", 8)
        .date("2017-11-21");
    let own = Given {
        scope: Scope::Server(7),
        ..Given::default()
    };
    world.tell_given(other, own).await;
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
    let id = only_match(&world.tell(derby("one")).await);
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
    let recorded = world.tell(derby("one")).await;
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
