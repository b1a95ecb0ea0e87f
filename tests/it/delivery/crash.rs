//! The real program is killed at every named point: no post is lost, none doubled, none out of order.

use crate::support::crash::{Point, Tally, Yard};

#[tokio::test(flavor = "multi_thread")]
async fn killed_at_any_point_the_program_neither_loses_nor_doubles_a_post() {
    let mut yard = Yard::open(true).await;
    for (point, gap) in Point::NAMED.into_iter().zip([31, 300].into_iter().cycle()) {
        yard.kill_at(point, gap).await;
    }
    let tallies = yard.drain().await;
    let kills: u32 = tallies.values().map(|tally| tally.kills).sum();
    assert_eq!(
        kills, 10,
        "one a point, and one that leaves something to look for"
    );
    for (point, tally) in &tallies {
        let spared = Tally {
            kills: tally.kills,
            ..Tally::default()
        };
        assert_eq!(*tally, spared, "killed {point}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_programs_one_is_the_bot_and_the_other_takes_over() {
    let mut yard = Yard::open(true).await;
    let entered = yard.take_over_and_hand_over().await;
    assert_eq!(entered, [1, 2, 3], "never two at once");
    for (point, tally) in yard.judge() {
        let spared = Tally {
            kills: tally.kills,
            ..Tally::default()
        };
        assert_eq!(tally, spared, "killed {point}");
    }
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn killed_and_started_again_at_once_it_waits_for_nobody() {
    let mut yard = Yard::open(true).await;
    assert!(!yard.restart_at_once().await);
    for (point, tally) in yard.judge() {
        let spared = Tally {
            kills: tally.kills,
            ..Tally::default()
        };
        assert_eq!(tally, spared, "killed {point}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_discord_forgets_nonces_the_same_kills_double_posts() {
    let mut yard = Yard::open(false).await;
    yard.kill_at(Point::Taken, 31).await;
    let doubled: u32 = yard.drain().await.values().map(|tally| tally.doubled).sum();
    assert!(doubled > 0, "so the test above can fail");
}
