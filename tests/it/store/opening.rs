//! A database opened: moved up from an older version, or refused in words.

use std::time::Duration;

use touchline::facts::MatchId;
use touchline::store::{
    Announce, Claim, Gathering, NewSubscription, Opening, PausedBy, Store, StoreError, Wants,
};

use super::derby;
use crate::support::world::{NOON, shared_report};

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
    let hash = "0".repeat(64);
    let big = shared_report(&text, &hash);
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
