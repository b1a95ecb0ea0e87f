//! The worker: whatever Discord does, a channel gets its summary once and in order.

use std::time::Duration;

use serenity::all::Permissions;
use touchline::{
    delivery::{Clock, Outcome, Post, Sender, Tag},
    football::TeamId,
    gateway::{DiscordSender, PATIENCE},
    store::{Claim, Delivery, Gathering, Wants},
};

use super::office::Office;
use crate::support::claims::ClaimsBuilder;
use crate::support::discord::{Fault, Limits, Route, SCORES};
use crate::support::world::{Given, NOON};

#[tokio::test]
async fn a_match_that_is_read_is_posted_once_with_its_tag_and_pings_nobody() {
    let office = Office::open().await;
    office
        .subscribe(SCORES, Wants::Team(TeamId("seen:bears".to_owned())))
        .await;
    office.read("Lions").await;
    office.drain().await;
    assert_eq!(office.states().await, ["sent"]);
    let posts = office.double.posts(SCORES);
    assert_eq!(posts.len(), 1, "two subscriptions, one post");
    let (id, created_at): (i64, i64) = sqlx::query_as("select delivery_id, created_at from outbox")
        .fetch_one(office.world.store.readers())
        .await
        .expect("a row");
    let tag = Tag::of(id, SCORES, created_at);
    assert!(tag.is_in(&posts[0].text()), "{}", posts[0].text());
    assert_eq!(posts[0].nonce.as_deref(), Some(tag.as_str()));
    assert_eq!(posts[0].body["enforce_nonce"], true);
    assert_eq!(
        posts[0].body["allowed_mentions"]["parse"],
        serde_json::json!([])
    );
    office.double.assert_clean();
}

/// What a fault that passes leaves: the titles in the channel, the states of the outbox, how long it took.
async fn after(fault: Fault, times: u32) -> (Vec<String>, Vec<String>, Duration) {
    let office = Office::open().await;
    office.read("Lions").await;
    office.double.fault(Route::Post, fault, times);
    let patience = match fault {
        Fault::Hang | Fault::HangAfterAccept => Duration::from_millis(250),
        _ => PATIENCE,
    };
    let running = office.work_with("worker", DiscordSender::new(office.poster(patience)));
    office.drained(&running).await;
    running.stop().await;
    office.double.assert_clean();
    (
        office.titles(SCORES),
        office.states().await,
        office.elapsed(),
    )
}

#[tokio::test]
async fn a_fault_that_passes_ends_in_one_post() {
    let limit = |global, header| Fault::RateLimited {
        after: Duration::from_secs(7),
        global,
        header,
    };
    for fault in [
        limit(false, true),
        limit(false, false),
        limit(true, true),
        limit(true, false),
        Fault::Status(500),
        Fault::Status(502),
        Fault::Status(503),
        Fault::StatusAfterAccept(502),
        Fault::Empty,
        Fault::Hang,
        Fault::HangAfterAccept,
        Fault::Drop,
        Fault::ReplyLostAfterAccept,
    ] {
        let (titles, states, elapsed) = after(fault, 1).await;
        assert_eq!(titles, ["Lions 2-1 Bears"], "{fault:?}");
        assert_eq!(states, ["sent"], "{fault:?}");
        if let Fault::RateLimited { after, .. } = fault {
            assert!(elapsed >= after, "{fault:?} waited {elapsed:?}");
        }
        assert!(
            elapsed <= Duration::from_secs(9),
            "{fault:?} took {elapsed:?}"
        );
    }
}

#[tokio::test]
async fn a_reply_lost_again_and_again_ends_in_one_post() {
    // More than a minute of it: from then on the post is looked for, not sent again.
    let (titles, states, elapsed) = after(Fault::ReplyLostAfterAccept, 9).await;
    assert_eq!(titles, ["Lions 2-1 Bears"]);
    assert_eq!(states, ["sent"]);
    assert!(elapsed > Duration::from_secs(60), "{elapsed:?}");
}

#[tokio::test]
async fn without_the_nonce_the_same_leaves_a_double() {
    let office = Office::open().await;
    office.read("Lions").await;
    office
        .double
        .fault(Route::Post, Fault::ReplyLostAfterAccept, 1);
    let careless = DiscordSender::without_nonce(office.poster(PATIENCE));
    let running = office.work_with("worker", careless);
    office.drained(&running).await;
    running.stop().await;
    assert_eq!(
        office.titles(SCORES).len(),
        2,
        "so the tests above can fail"
    );
}

#[tokio::test]
async fn a_channel_that_cannot_be_posted_in_is_paused_and_kept() {
    for (fault, words) in [
        (
            Fault::Code(403, 50_001),
            "I cannot see the channel. Missing: View Channel.",
        ),
        (
            Fault::Code(403, 50_013),
            "I cannot post in the channel. Missing: Send Messages or Embed Links.",
        ),
        (Fault::Code(404, 10_003), "The channel no longer exists."),
    ] {
        let office = Office::open().await;
        office.read("Lions").await;
        office.read("Foxes").await;
        office.double.fault(Route::Post, fault, 2);
        office.drain().await;
        assert_eq!(office.states().await, ["refused", "dropped"], "{fault:?}");
        assert!(office.double.posts(SCORES).is_empty());
        let kept = office
            .world
            .store
            .subscriptions(crate::support::discord::GUILD)
            .await
            .expect("subscriptions");
        let why = kept[0].paused.as_ref().map(|paused| paused.reason.as_str());
        assert_eq!(why, Some(words));
    }
}

#[tokio::test]
async fn a_post_that_discord_will_never_take_is_buried_and_the_next_one_goes() {
    let office = Office::open().await;
    office.read("Lions").await;
    office.read("Foxes").await;
    office
        .double
        .fault(Route::Post, Fault::Code(400, 50_035), 1);
    office.drain().await;
    let rows = office.rows().await;
    assert_eq!(rows[0].0, "refused");
    assert_eq!(
        rows[0].1.as_deref(),
        Some("Discord refused with 400 50035: Invalid Form Body")
    );
    assert_eq!(office.titles(SCORES), ["Foxes 2-1 Bears"]);
}

#[tokio::test]
async fn where_embeds_are_not_allowed_the_same_is_said_in_plain_text() {
    let office = Office::open().await;
    office.double.deny(SCORES, Permissions::EMBED_LINKS);
    office.read("Lions").await;
    office.drain().await;
    assert_eq!(office.states().await, ["sent"]);
    let posts = office.double.posts(SCORES);
    assert!(posts[0].embeds().is_empty());
    assert!(
        posts[0].content().contains("Lions 2-1 Bears"),
        "{}",
        posts[0].content()
    );
    office.double.assert_clean();
}

/// A worker takes the row and dies: what it had in hand, and what it would have posted.
async fn taken_by_a_worker_that_died(office: &Office) -> (Delivery, Post) {
    let claim = Claim {
        worker: "dead",
        now: i64::try_from(office.clock.now().as_secs()).expect("a time"),
        lease_seconds: 30,
        limit: 1,
        resting: &[],
        gathering: Gathering::default(),
    };
    let mut taken = office.world.store.claim_due(&claim).await.expect("claimed");
    let delivery = taken.pop().expect("one is due");
    let tag = Tag::of(delivery.id.0, delivery.channel, delivery.created_at);
    let post = Post {
        body: serde_json::json!({ "content": format!("Lions 2-1 Bears · {}", tag.as_str()) }),
        tag,
    };
    (delivery, post)
}

#[tokio::test]
async fn what_a_dead_worker_had_posted_is_found_and_not_posted_again() {
    for pause in [Duration::from_secs(31), Duration::from_secs(3600)] {
        let office = Office::open().await;
        office.read("Lions").await;
        let (_, post) = taken_by_a_worker_that_died(&office).await;
        let sent = office.sender().post(SCORES, &post).await;
        assert!(matches!(sent, Outcome::Sent { .. }), "{sent:?}");
        office.clock.advance(pause);
        office.drain().await;
        assert_eq!(office.states().await, ["sent"]);
        assert_eq!(office.double.posts(SCORES).len(), 1, "after {pause:?}");
    }
}

#[tokio::test]
async fn what_a_dead_worker_had_not_posted_is_posted() {
    for pause in [Duration::from_secs(31), Duration::from_secs(3600)] {
        let office = Office::open().await;
        office.read("Lions").await;
        taken_by_a_worker_that_died(&office).await;
        office.double.says(SCORES, "anybody there?");
        office.clock.advance(pause);
        office.drain().await;
        assert_eq!(office.states().await, ["sent"]);
        assert_eq!(
            office.titles(SCORES),
            ["Lions 2-1 Bears"],
            "after {pause:?}"
        );
    }
}

#[tokio::test]
async fn in_doubt_where_the_history_cannot_be_read_nothing_is_guessed() {
    let office = Office::open().await;
    office.read("Lions").await;
    let (_, post) = taken_by_a_worker_that_died(&office).await;
    office.sender().post(SCORES, &post).await;
    office
        .double
        .deny(SCORES, Permissions::READ_MESSAGE_HISTORY);
    office.clock.advance(Duration::from_secs(3600));
    office.drain().await;
    assert_eq!(office.states().await, ["uncertain"]);
    assert_eq!(office.double.posts(SCORES).len(), 1);
}

#[tokio::test]
async fn an_outage_is_waited_out_and_needs_no_history_afterwards() {
    let office = Office::open().await;
    let other = office.double.add_channel("other");
    office.subscribe(other, Wants::Everything).await;
    // Were this taken for doubt, nobody could tell afterwards.
    office
        .double
        .deny(SCORES, Permissions::READ_MESSAGE_HISTORY);
    office.double.says(SCORES, "anybody there?");
    office.outage().await;
    office.read("Lions").await;
    let running = office.work();
    office.passes(&running, Duration::from_secs(300)).await;
    assert_eq!(office.states().await, ["waiting", "waiting"]);
    office.double.restore();
    office.drained(&running).await;
    running.stop().await;
    assert_eq!(office.states().await, ["sent", "sent"]);
    assert!(
        office.elapsed() < Duration::from_secs(330),
        "back within seconds: {:?}",
        office.elapsed()
    );
}

#[tokio::test]
async fn a_channels_posts_keep_their_order_through_faults() {
    let mut office = Office::open().await;
    office.post_one_by_one();
    let homes = ["Ants", "Bats", "Cats", "Dogs", "Elks", "Foxes", "Gnus"];
    for home in homes {
        office.read(home).await;
    }
    office.double.fault(Route::Post, Fault::Status(502), 2);
    let limit = Fault::RateLimited {
        after: Duration::from_secs(3),
        global: false,
        header: true,
    };
    office.double.fault(Route::Post, limit, 1);
    office
        .double
        .fault(Route::Post, Fault::ReplyLostAfterAccept, 1);
    office.drain().await;
    let expected: Vec<String> = homes
        .iter()
        .map(|home| format!("{home} 2-1 Bears"))
        .collect();
    assert_eq!(office.titles(SCORES), expected);
    assert_eq!(office.double.limited(), 0, "the headers were obeyed");
}

#[tokio::test]
async fn twelve_posts_to_one_channel_take_two_windows_and_run_into_no_limit() {
    let mut office = Office::open().await;
    office.post_one_by_one();
    for number in 0..12 {
        office.read(&format!("Team {number}")).await;
    }
    office.drain().await;
    assert_eq!(office.double.posts(SCORES).len(), 12);
    assert_eq!(office.double.limited(), 0);
    let elapsed = office.elapsed();
    assert!(
        elapsed >= Duration::from_secs(10) && elapsed <= Duration::from_secs(13),
        "{elapsed:?}"
    );
}

#[tokio::test]
async fn twelve_edits_in_one_channel_run_into_no_limit_either() {
    let mut office = Office::open().await;
    office.post_one_by_one();
    let homes: Vec<String> = (0..12).map(|number| format!("Team {number}")).collect();
    for home in &homes {
        office.read(home).await;
    }
    office.drain().await;
    for home in &homes {
        let text = format!("more of {home}");
        let more = ClaimsBuilder::of(&text, home, "Bears")
            .score(2, 1)
            .referee("Ada Quill")
            .read();
        office
            .world
            .record(&text, vec![more], Given::default())
            .await;
    }
    office.drain().await;
    let posts = office.double.posts(SCORES);
    assert_eq!(posts.len(), 12);
    assert!(posts.iter().all(|post| post.edits.len() == 1));
    assert_eq!(office.double.limited(), 0);
}

#[tokio::test]
async fn a_hundred_channels_are_served_at_the_pace_that_discord_allows() {
    let office = Office::open_with(Limits::default()).await;
    let channels: Vec<u64> = (0..100)
        .map(|number| office.double.add_channel(&format!("scores-{number}")))
        .collect();
    // A server may have no more than fifty subscriptions.
    for (guild, some) in (1..).zip(channels.chunks(40)) {
        for channel in some {
            office
                .subscribe_in(guild, *channel, Wants::Everything)
                .await;
        }
    }
    office.read("Lions").await;
    office.drain().await;
    for channel in channels {
        assert_eq!(office.titles(channel), ["Lions 2-1 Bears"]);
    }
    assert_eq!(office.double.limited(), 0);
    // Eight may go at once, the others at 49 a second.
    let floor = Duration::from_secs_f64(92.0 / 49.0);
    assert!(office.elapsed() >= floor, "{:?}", office.elapsed());
}

#[tokio::test]
async fn a_channel_that_hangs_holds_up_no_other() {
    let office = Office::open().await;
    let other = office.double.add_channel("other");
    office.subscribe(other, Wants::Everything).await;
    office.double.fault_in(SCORES, Route::Post, Fault::Hang, 1);
    office.read("Lions").await;
    let running = office.work();
    office.double.hanging(1).await;
    office.double.posts_reach(other, 1).await;
    office.read("Foxes").await;
    running.worker.bell().notify_one();
    // The clock stands still: what keeps the second from going is the bell alone.
    office.double.posts_reach(other, 2).await;
    assert!(office.double.posts(SCORES).is_empty());
}

#[tokio::test]
async fn two_workers_on_one_database_post_each_summary_once() {
    let office = Office::open().await;
    let other = office.double.add_channel("other");
    office.subscribe(other, Wants::Everything).await;
    for home in ["Ants", "Bats", "Cats", "Dogs"] {
        office.read(home).await;
    }
    office
        .double
        .fault(Route::Post, Fault::ReplyLostAfterAccept, 2);
    let first = office.work_with("first", office.sender());
    let second = office.work_with("second", office.sender());
    office.drained(&first).await;
    first.stop().await;
    second.stop().await;
    let expected = [
        "Ants 2-1 Bears",
        "Bats 2-1 Bears",
        "Cats 2-1 Bears",
        "Dogs 2-1 Bears",
    ];
    assert_eq!(office.titles(SCORES), expected);
    assert_eq!(office.titles(other), expected);
}

#[tokio::test]
async fn told_to_stop_it_finishes_the_post_in_hand() {
    let office = Office::open().await;
    office.read("Lions").await;
    office.double.fault(Route::Post, Fault::Hang, 1);
    let patient = DiscordSender::new(office.poster(Duration::from_millis(250)));
    let running = office.work_with("worker", patient);
    office.double.hanging(1).await;
    running.stop().await;
    let rows = office.rows().await;
    assert_eq!(
        rows[0].0, "waiting",
        "settled, not left under a lease: {rows:?}"
    );
    office.drain().await;
    assert_eq!(office.titles(SCORES), ["Lions 2-1 Bears"]);
}

#[tokio::test]
async fn a_match_that_reads_differently_later_has_its_post_edited() {
    let office = Office::open().await;
    office.read("Lions").await;
    office.drain().await;
    let corrected = |text: &str, referee: &str| {
        ClaimsBuilder::of(text, "Lions", "Bears")
            .score(2, 1)
            .referee(referee)
            .read()
    };
    office
        .world
        .record(
            "more",
            vec![corrected("more", "Ada Quill")],
            Given::default(),
        )
        .await;
    office.drain().await;
    assert_eq!(office.states().await, ["sent", "sent"]);
    let posts = office.double.posts(SCORES);
    assert_eq!((posts.len(), posts[0].edits.len()), (1, 1));
    // Where the post is gone there is nothing to edit, and nothing to post again.
    office.double.delete_message(posts[0].id);
    office
        .world
        .record("most", vec![corrected("most", "Bo Reed")], Given::default())
        .await;
    office.drain().await;
    assert_eq!(office.states().await, ["sent", "sent", "dropped"]);
    assert!(office.double.posts(SCORES).is_empty());
    office.double.assert_clean();
}

#[tokio::test]
async fn a_report_that_is_taken_back_has_its_post_struck_through_and_nobody_is_pinged() {
    use touchline::facts::{ReportId, Scope};
    let office = Office::open().await;
    office.read("Lions").await;
    office.drain().await;
    let report = ReportId(office.world.count("select report_id from reports").await);
    let taken_back = office
        .world
        .store
        .retract(report, Scope::Shared, NOON)
        .await;
    assert!(taken_back.expect("it is taken back"));
    office.drain().await;
    assert_eq!(office.states().await, ["sent", "sent"]);
    let posts = office.double.posts(SCORES);
    assert_eq!(posts.len(), 1, "an edit, not another post");
    let text = posts[0].text();
    assert!(text.contains("~~Lions v Bears~~\nWithdrawn"), "{text}");
    assert!(!text.contains("2-1"), "{text}");
    assert_eq!(posts[0].body["components"], serde_json::json!([]));
    office.double.assert_clean();
}

#[tokio::test]
async fn a_report_whose_text_is_deleted_has_its_post_struck_through_too() {
    use touchline::facts::{ReportId, Scope};
    use touchline::store::Decision;
    let office = Office::open().await;
    office.read("Lions").await;
    office.drain().await;
    let report = ReportId(office.world.count("select report_id from reports").await);
    let decision = Decision {
        scope: Scope::Shared,
        by: 1,
        at: NOON,
        reason: Some("asked for by its author".to_owned()),
    };
    let deleted = office.world.store.delete_text(report, &decision).await;
    assert!(deleted.expect("it is deleted").is_some());
    office.drain().await;
    let posts = office.double.posts(SCORES);
    assert_eq!((posts.len(), posts[0].edits.len()), (1, 1));
    let text = posts[0].text();
    // Nothing is left that says who was at home.
    assert!(text.contains("~~Bears v Lions~~\nWithdrawn"), "{text}");
}

/// Kills workers in the middle of their work, one after another, until the outbox is empty: what then stands in two
/// channels, and how many workers died.
async fn through_deaths(nonce: bool) -> (Vec<String>, Vec<String>, u32) {
    let office = Office::open().await;
    let other = office.double.add_channel("other");
    office.subscribe(other, Wants::Everything).await;
    for home in ["Ants", "Bats", "Cats", "Dogs"] {
        office.read(home).await;
    }
    let mut deaths = 0;
    // Where one channel is done, nobody kills the worker that the other hangs on.
    let impatient = Duration::from_millis(500);
    while office.open_rows().await > 0 {
        let sender = match nonce {
            true => DiscordSender::new(office.poster(impatient)),
            false => DiscordSender::without_nonce(office.poster(impatient)),
        };
        // The moment of death: one channel's post accepted and not answered; the other's sent and not accepted; wherever
        // it is after some turns.
        let heard = office.double.requests().len();
        let fault = |channel, fault| office.double.fault_in(channel, Route::Post, fault, 1);
        match deaths % 3 {
            0 => fault(SCORES, Fault::HangAfterAccept),
            1 => fault(other, Fault::Hang),
            _ => {}
        }
        let running = office.work_with(&format!("worker {deaths}"), sender);
        if deaths % 3 < 2 {
            tokio::select! {
                () = office.double.until("both", |double| double.requests().len() >= heard + 2) => {}
                () = office.drained(&running) => {}
            }
        } else {
            for _ in 0..deaths * 10 {
                tokio::task::yield_now().await;
            }
        }
        running.kill().await;
        office.double.clear_faults();
        deaths += 1;
        // The leases of the dead run out: now within the minute of the nonce, now long after it.
        office.clock.advance(match deaths % 2 {
            0 => Duration::from_secs(300),
            _ => Duration::from_secs(31),
        });
    }
    (office.titles(SCORES), office.titles(other), deaths)
}

#[tokio::test]
async fn workers_that_die_in_the_middle_neither_lose_nor_double_a_post() {
    let (scores, other, deaths) = through_deaths(true).await;
    let expected = [
        "Ants 2-1 Bears",
        "Bats 2-1 Bears",
        "Cats 2-1 Bears",
        "Dogs 2-1 Bears",
    ];
    assert!(deaths >= 5, "{deaths} deaths prove little");
    assert_eq!(scores, expected);
    assert_eq!(other, expected);
}

#[tokio::test]
async fn the_same_deaths_without_the_nonce_double_posts() {
    let (scores, other, _) = through_deaths(false).await;
    assert!(scores.len() + other.len() > 8, "{scores:?} {other:?}");
}
