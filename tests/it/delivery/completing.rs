//! A summary waits for its match to be told whole, and not for ever.

use std::time::Duration;

use touchline::football::Side;
use touchline::store::{Choices, Spoilers, Wants};

use super::office::Office;
use crate::support::claims::ClaimsBuilder;
use crate::support::discord::{GUILD, Limits, SCORES};
use crate::support::world::{Given, NOON};

const PATIENCE: Duration = Duration::from_secs(900);
/// How often a worker looks.
const LOOK: Duration = Duration::from_secs(1);

/// An office whose summaries wait, in which the first channel subscribes to everything so.
async fn patient(choices: Choices) -> Office {
    let mut office = Office::open_with(Limits::default()).await;
    office.wait_for_the_rest(PATIENCE);
    office
        .subscribe_as(GUILD, SCORES, Wants::Everything, choices)
        .await;
    office
}

/// Reads a report, `minutes` after the beginning, of which goals Lions scored against Bears, who scored none.
async fn told(office: &Office, text: &str, minutes: i64, goals: &[u8]) {
    let mut claims = ClaimsBuilder::of(text, "Lions", "Bears").score(2, 0);
    for minute in goals {
        claims = claims.goal("Mensah", Side::Home, Some(*minute));
    }
    let given = Given {
        at: NOON + minutes * 60,
        ..Given::default()
    };
    office.world.tell_given(claims, given).await;
}

#[tokio::test]
async fn a_match_told_whole_is_posted_at_once() {
    let office = patient(Choices::default()).await;
    told(&office, "both", 0, &[12, 80]).await;
    office.drain().await;
    assert!(office.elapsed() <= LOOK, "{:?}", office.elapsed());
    assert_eq!(office.titles(SCORES), ["Lions 2-0 Bears"]);
}

#[tokio::test]
async fn one_that_is_not_waits_and_goes_out_marked() {
    let office = patient(Choices::default()).await;
    told(&office, "one", 0, &[12]).await;
    office.drain().await;
    let took = office.elapsed();
    assert!((PATIENCE..=PATIENCE + LOOK).contains(&took), "{took:?}");
    let posts = office.double.posts(SCORES);
    assert_eq!(posts.len(), 1);
    let text = posts[0].text();
    assert!(text.contains("not every goal is told"), "{text}");
    // What completes it then is an edit.
    told(&office, "both", 20, &[12, 80]).await;
    office.drain().await;
    let posts = office.double.posts(SCORES);
    assert_eq!((posts.len(), posts[0].edits.len()), (1, 1));
    let text = posts[0].text();
    assert!(!text.contains("not every goal is told"), "{text}");
    office.double.assert_clean();
}

#[tokio::test]
async fn the_report_that_completes_it_lets_it_go_in_one_post() {
    let office = patient(Choices::default()).await;
    let running = office.work();
    told(&office, "one", 0, &[12]).await;
    office.passes(&running, Duration::from_secs(300)).await;
    assert!(office.double.posts(SCORES).is_empty());
    // A report that adds nothing to the goals changes nothing about the wait.
    told(&office, "one again", 3, &[12]).await;
    told(&office, "both", 5, &[12, 80]).await;
    office.drained(&running).await;
    running.stop().await;
    assert!(
        office.elapsed() < Duration::from_secs(310),
        "{:?}",
        office.elapsed()
    );
    let posts = office.double.posts(SCORES);
    assert_eq!((posts.len(), posts[0].edits.len()), (1, 0));
    assert!(posts[0].text().contains("3 reports"), "{}", posts[0].text());
    assert_eq!(
        office.states().await,
        ["sent"],
        "no edit is owed to a post that was not made"
    );
}

#[tokio::test]
async fn a_hidden_result_waits_for_nothing_because_the_wait_would_tell() {
    let office = patient(Choices {
        spoilers: Spoilers::Hide,
        ..Choices::default()
    })
    .await;
    told(&office, "one", 0, &[12]).await;
    office.drain().await;
    assert!(office.elapsed() <= LOOK, "{:?}", office.elapsed());
    assert_eq!(office.titles(SCORES), ["Lions v Bears"]);
}

#[tokio::test]
async fn the_delay_of_a_subscription_holds_whatever_completes_the_match() {
    for (delay, completed_after, posted_after) in [(600, 5, 600), (600, 12, 720), (3600, 5, 3600)] {
        let office = patient(Choices {
            spoilers: Spoilers::Delay,
            delay,
            ..Choices::default()
        })
        .await;
        let running = office.work();
        told(&office, "one", 0, &[12]).await;
        let completed_at = Duration::from_secs(completed_after * 60);
        office.passes(&running, completed_at).await;
        let minutes = i64::try_from(completed_after).expect("a few");
        told(&office, "both", minutes, &[12, 80]).await;
        office.drained(&running).await;
        running.stop().await;
        assert_eq!(office.double.posts(SCORES).len(), 1);
        let took = office.elapsed().as_secs();
        assert!(
            (posted_after..posted_after + 5).contains(&took),
            "delay {delay}: {took} s"
        );
    }
}

#[tokio::test]
async fn one_whose_report_is_taken_back_meanwhile_is_never_posted() {
    use touchline::facts::{ReportId, Scope};
    let office = patient(Choices::default()).await;
    told(&office, "one", 0, &[12]).await;
    let report = ReportId(office.world.count("select report_id from reports").await);
    let store = &office.world.store;
    let taken_back = store.retract(report, Scope::Shared, NOON + 60).await;
    assert!(taken_back.expect("it is taken back"));
    office.drain().await;
    assert!(office.double.posts(SCORES).is_empty());
    assert_eq!(office.states().await, ["dropped"]);
}
