//! Many matches at once, threads, delays, and word to moderators.

use std::time::Duration;

use serde_json::json;
use touchline::delivery::Clock;
use touchline::facts::{ReportId, Scope};
use touchline::football::Side;
use touchline::store::{Choices, Settings, Spoilers, Wants};

use super::office::Office;
use crate::support::claims::ClaimsBuilder;
use crate::support::discord::{Fault, GUILD, Limits, Route, SCORES};
use crate::support::world::{Given, NOON};

async fn read_all(office: &Office, homes: &[&str]) {
    for home in homes {
        office.read(home).await;
    }
}

#[tokio::test]
async fn five_matches_due_at_once_are_one_digest_and_four_are_four_posts() {
    let office = Office::open().await;
    read_all(&office, &["Ants", "Bats", "Cats", "Dogs"]).await;
    office.drain().await;
    assert_eq!(office.double.posts(SCORES).len(), 4);
    read_all(&office, &["Elks", "Foxes", "Gnus", "Hares", "Ibex"]).await;
    office.drain().await;
    let posts = office.double.posts(SCORES);
    assert_eq!(posts.len(), 5);
    let text = posts[4].text();
    assert!(text.contains("5 matches"), "{text}");
    assert!(
        text.contains("**Elks 2-1 Bears**\n**Foxes 2-1 Bears**"),
        "{text}"
    );
    let states = office.states().await;
    assert_eq!(
        states.iter().filter(|state| *state == "gathered").count(),
        5
    );
    // A digest is one post, also when one of its matches changes.
    let more = ClaimsBuilder::of("more", "Gnus", "Bears")
        .score(2, 1)
        .referee("Ada Quill")
        .read();
    office
        .world
        .record("more", vec![more], Given::default())
        .await;
    office.drain().await;
    let posts = office.double.posts(SCORES);
    assert_eq!((posts.len(), posts[4].edits.len()), (5, 1));
    // One that is taken back is struck through in it, and the others stand.
    let hares = "select report_id from accounts where home_name = 'Hares'";
    let hares = ReportId(office.world.count(hares).await);
    let store = &office.world.store;
    let taken_back = store.retract(hares, Scope::Shared, NOON).await;
    assert!(taken_back.expect("it is taken back"));
    office.drain().await;
    let text = office.double.posts(SCORES)[4].text();
    assert!(text.contains("~~Hares v Bears~~ · withdrawn"), "{text}");
    assert!(text.contains("**Elks 2-1 Bears**"), "{text}");
    office.double.assert_clean();
}

#[tokio::test]
async fn a_digest_whose_answer_is_lost_is_posted_once() {
    let office = Office::open().await;
    read_all(&office, &["Ants", "Bats", "Cats", "Dogs", "Elks"]).await;
    office
        .double
        .fault(Route::Post, Fault::ReplyLostAfterAccept, 9);
    office.drain().await;
    assert_eq!(office.double.posts(SCORES).len(), 1);
    assert!(office.elapsed() > Duration::from_secs(60));
}

#[tokio::test]
async fn after_an_outage_the_old_is_one_digest_that_notifies_nobody_and_the_new_follows_in_order() {
    let office = Office::open_with(Limits::default()).await;
    let told = Choices {
        role: Some(5_555),
        ..Choices::default()
    };
    office
        .subscribe_as(GUILD, SCORES, Wants::Everything, told)
        .await;
    read_all(&office, &["Ants", "Bats"]).await;
    office.clock.advance(Duration::from_secs(25 * 3600));
    let now = i64::try_from(office.clock.now().as_secs()).expect("a time");
    let fresh = ClaimsBuilder::of("Cats", "Cats", "Bears")
        .score(2, 1)
        .read();
    let given = Given {
        at: now,
        ..Given::default()
    };
    office.world.record("Cats", vec![fresh], given).await;
    office.drain().await;
    assert_eq!(office.titles(SCORES), ["2 matches", "Cats 2-1 Bears"]);
    let posts = office.double.posts(SCORES);
    assert_eq!(posts[0].body["flags"], 4096);
    assert_eq!(posts[0].body["allowed_mentions"], json!({ "parse": [] }));
    assert_eq!(posts[1].body["allowed_mentions"]["roles"], json!(["5555"]));
}

#[tokio::test]
async fn several_wishes_of_a_channel_are_one_post_that_waits_for_the_longest_and_tells_all_roles() {
    let office = Office::open_with(Limits::default()).await;
    let wish = |delay, role| Choices {
        spoilers: Spoilers::Delay,
        delay,
        role: Some(role),
        ..Choices::default()
    };
    office
        .subscribe_as(GUILD, SCORES, Wants::Everything, wish(600, 5))
        .await;
    let bears = Wants::Team(touchline::football::TeamId("seen:bears".to_owned()));
    office
        .subscribe_as(GUILD, SCORES, bears, wish(7200, 4))
        .await;
    office.read("Lions").await;
    office.drain().await;
    let posts = office.double.posts(SCORES);
    assert_eq!(posts.len(), 1);
    assert!(
        office.elapsed() >= Duration::from_secs(7200),
        "{:?}",
        office.elapsed()
    );
    assert_eq!(
        posts[0].body["allowed_mentions"]["roles"],
        json!(["4", "5"])
    );
    assert!(
        posts[0].content().starts_with("<@&4> <@&5>"),
        "{}",
        posts[0].content()
    );
}

#[tokio::test]
async fn a_player_is_followed_where_he_scored_set_up_was_carded_or_is_spoken_of() {
    let office = Office::open_with(Limits::default()).await;
    let player = Wants::Player("Kofi Mensah".to_owned());
    office
        .subscribe_as(GUILD, SCORES, player, Choices::default())
        .await;
    let scored =
        ClaimsBuilder::of("one", "Ants", "Bears")
            .score(1, 0)
            .goal("Mensah", Side::Home, Some(3));
    let set_up = ClaimsBuilder::of("two", "Bats", "Bears")
        .score(1, 0)
        .goal_with("Varga", Side::Home, Some(3), Some("K. Mensah"));
    let spoken_of = ClaimsBuilder::of("three", "Cats", "Bears")
        .score(1, 0)
        .tally("Kofi Mensah", 9);
    let another =
        ClaimsBuilder::of("four", "Dogs", "Bears")
            .score(1, 0)
            .goal("Okafor", Side::Home, Some(3));
    for claims in [scored, set_up, spoken_of, another] {
        office.world.tell(claims).await;
    }
    // A second report knows who scored.
    let late = ClaimsBuilder::of("five", "Dogs", "Bears").score(1, 0).goal(
        "Kofi Mensah",
        Side::Home,
        Some(80),
    );
    office.world.tell(late).await;
    office.drain().await;
    let titles = office.titles(SCORES);
    assert_eq!(
        titles[..3],
        ["Ants 1-0 Bears", "Bats 1-0 Bears", "Cats 1-0 Bears"]
    );
    assert_eq!(titles.len(), 4, "{titles:?}");
    assert!(titles[3].starts_with("Dogs"), "{titles:?}");
}

#[tokio::test]
async fn a_thread_is_started_from_each_post_once_whatever_happens_to_the_answer() {
    for fault in [
        None,
        Some(Fault::ReplyLostAfterAccept),
        Some(Fault::Status(502)),
        Some(Fault::StatusAfterAccept(502)),
    ] {
        let office = Office::open_with(Limits::default()).await;
        let choices = Choices {
            threads: true,
            ..Choices::default()
        };
        office
            .subscribe_as(GUILD, SCORES, Wants::Everything, choices)
            .await;
        office.read("Lions").await;
        if let Some(fault) = fault {
            office.double.fault(Route::Thread, fault, 1);
        }
        office.drain().await;
        let posts = office.double.posts(SCORES);
        assert_eq!(posts.len(), 1, "{fault:?}");
        let name = office.double.thread_name(posts[0].id);
        assert_eq!(name.as_deref(), Some("Lions v Bears"), "{fault:?}");
        assert_eq!(office.states().await, ["sent", "sent"], "{fault:?}");
        office.double.assert_clean();
    }
}

#[tokio::test]
async fn a_thread_that_may_not_be_started_leaves_the_post_and_the_subscription() {
    let office = Office::open_with(Limits::default()).await;
    let choices = Choices {
        threads: true,
        ..Choices::default()
    };
    office
        .subscribe_as(GUILD, SCORES, Wants::Everything, choices)
        .await;
    office
        .double
        .fault(Route::Thread, Fault::Code(403, 50_013), 1);
    office.read("Lions").await;
    office.drain().await;
    assert_eq!(office.states().await, ["sent", "refused"]);
    let kept = office
        .world
        .store
        .subscriptions(GUILD)
        .await
        .expect("subscriptions");
    assert_eq!(kept[0].paused, None);
}

/// An office whose server has an alert channel.
async fn with_alerts() -> (Office, u64) {
    let office = Office::open().await;
    let staff = office.double.add_channel("staff");
    let settings = Settings {
        alert_channel: Some(staff),
        ..Settings::default()
    };
    office.world.store.set(GUILD, &settings).await.expect("set");
    (office, staff)
}

#[tokio::test]
async fn moderators_are_told_once_that_a_channel_takes_nothing() {
    for (fault, why) in [
        (Fault::Code(404, 10_003), "The channel no longer exists."),
        (Fault::Code(403, 50_001), "Missing: View Channel."),
        (
            Fault::Code(403, 50_013),
            "Missing: Send Messages or Embed Links.",
        ),
    ] {
        let (office, staff) = with_alerts().await;
        read_all(&office, &["Ants", "Bats"]).await;
        office.double.fault_in(SCORES, Route::Post, fault, 9);
        office
            .double
            .fault_in(staff, Route::Post, Fault::ReplyLostAfterAccept, 1);
        office.drain().await;
        let told = office.double.posts(staff);
        assert_eq!(told.len(), 1, "{fault:?}");
        let text = told[0].text();
        assert!(
            text.contains(why) && text.contains(&format!("<#{SCORES}>")),
            "{text}"
        );
        office.double.assert_clean();
    }
}

#[tokio::test]
async fn an_alert_channel_that_takes_nothing_itself_is_no_cause_for_another_alert() {
    let (office, staff) = with_alerts().await;
    office.read("Ants").await;
    office
        .double
        .fault(Route::Post, Fault::Code(403, 50_001), 9);
    office.drain().await;
    assert_eq!(office.states().await, ["refused", "refused"]);
    assert!(office.double.posts(staff).is_empty());
}

#[tokio::test]
async fn moderators_are_told_of_a_post_that_nobody_can_be_certain_of() {
    let (office, staff) = with_alerts().await;
    office.read("Ants").await;
    office
        .double
        .deny(SCORES, serenity::all::Permissions::READ_MESSAGE_HISTORY);
    office
        .double
        .fault_in(SCORES, Route::Post, Fault::ReplyLostAfterAccept, 9);
    office.drain().await;
    assert_eq!(office.states().await[0], "uncertain");
    assert_eq!(office.double.posts(SCORES).len(), 1);
    let text = office.double.posts(staff)[0].text();
    assert!(text.contains("A post is uncertain"), "{text}");
}
