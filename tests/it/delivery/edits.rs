//! What becomes of a correction when its edit goes wrong, one row a fault.

use std::time::Duration;

use serde_json::json;
use touchline::football::Side;
use touchline::store::{Choices, Spoilers, Wants};

use super::office::Office;
use crate::support::claims::ClaimsBuilder;
use crate::support::discord::{Fault, GUILD, Limits, Route, SCORES};
use crate::support::world::Given;

/// What is done to the edit.
#[derive(Debug, Clone, Copy)]
enum Trouble {
    /// The request goes wrong.
    Request(Fault),
    /// A moderator deletes the post first.
    Deleted,
}

/// How the correction ends, whether the first post shows it, and how many posts there are.
async fn corrected_through(trouble: Trouble) -> (String, bool, usize) {
    let office = Office::open().await;
    office.read("Lions").await;
    office.drain().await;
    match trouble {
        Trouble::Request(fault) => office.double.fault(Route::Edit, fault, 1),
        Trouble::Deleted => {
            let post = office.double.posts(SCORES)[0].id;
            office.double.delete_message(post);
        }
    }
    let more = ClaimsBuilder::of("more", "Lions", "Bears")
        .score(2, 1)
        .referee("Ada Quill")
        .read();
    office
        .world
        .record("more", vec![more], Given::default())
        .await;
    office.drain().await;
    office.double.assert_clean();
    let state = office.states().await[1].clone();
    let posts = office.double.posts(SCORES);
    let shows = posts.iter().any(|post| !post.edits.is_empty());
    (state, shows, posts.len())
}

#[tokio::test]
async fn every_fault_of_an_edit_ends_in_the_corrected_post_or_in_the_reason_why_not() {
    let limit = |global| Fault::RateLimited {
        after: Duration::from_secs(7),
        global,
        header: true,
    };
    let (shown, said, left, gone) = (
        ("sent", true, 1),
        ("sent", false, 2),
        ("refused", false, 1),
        ("dropped", false, 0),
    );
    for (trouble, expected) in [
        (Trouble::Request(limit(false)), shown),
        (Trouble::Request(limit(true)), shown),
        (Trouble::Request(Fault::Status(500)), shown),
        (Trouble::Request(Fault::StatusAfterAccept(502)), shown),
        (Trouble::Request(Fault::Empty), shown),
        (Trouble::Request(Fault::Drop), shown),
        (Trouble::Request(Fault::ReplyLostAfterAccept), shown),
        (Trouble::Request(Fault::Code(400, 30_046)), said),
        (Trouble::Request(Fault::Code(403, 50_001)), left),
        (Trouble::Request(Fault::Code(404, 10_003)), left),
        (Trouble::Request(Fault::Code(400, 50_083)), said),
        (Trouble::Request(Fault::Code(400, 50_035)), left),
        (Trouble::Deleted, gone),
    ] {
        let (state, shows, posts) = corrected_through(trouble).await;
        assert_eq!((state.as_str(), shows, posts), expected, "{trouble:?}");
    }
}

/// A match whose score was read wrong at first, posted, and then put right by a report that a person trusts more.
async fn corrected_score(spoilers: Spoilers) -> Office {
    let office = Office::open_with(Limits::default()).await;
    let choices = Choices {
        spoilers,
        role: Some(ROLE),
        ..Choices::default()
    };
    office
        .subscribe_as(GUILD, SCORES, Wants::Everything, choices)
        .await;
    let read = |text: &str, at: u8| {
        ClaimsBuilder::of(text, "Lions", "Bears")
            .score(1, 0)
            .goal("Mensah", Side::Home, Some(at))
            .read()
    };
    let text = "Mensah scored four minutes from time.";
    let record = |extractor: &'static str, at| {
        let given = Given {
            extractor,
            ..Given::default()
        };
        office.world.record(text, vec![read(text, at)], given)
    };
    record("test 1", 86).await;
    office.drain().await;
    office
        .double
        .fault(Route::Edit, Fault::Code(400, 30_046), 1);
    record("test 2", 85).await;
    office
}

/// The role that the subscription tells.
const ROLE: u64 = 5_555;

#[tokio::test]
async fn where_an_edit_is_refused_a_reply_says_what_changed_with_both_quotes_and_pings_nobody() {
    let office = corrected_score(Spoilers::Show).await;
    office.drain().await;
    let posts = office.double.posts(SCORES);
    assert_eq!(posts.len(), 2);
    let (first, reply) = (&posts[0], &posts[1]);
    assert_eq!(first.body["allowed_mentions"]["roles"], json!(["5555"]));
    assert_eq!(
        reply.body["message_reference"]["message_id"],
        first.id.to_string()
    );
    assert_eq!(
        reply.body["allowed_mentions"],
        json!({ "parse": [], "replied_user": false })
    );
    assert_eq!(reply.body["flags"], 4096, "a silent message");
    let quote = "“Mensah scored four minutes from time.”";
    let text = reply.text();
    assert!(text.contains("Correction: Lions 1-0 Bears"), "{text}");
    let changed = format!("**Goal 1**: was 86' Mensah ({quote}), is 85' Mensah ({quote})");
    assert!(text.contains(&changed), "{text}");
    office.double.assert_clean();
}

#[tokio::test]
async fn a_reply_whose_answer_is_lost_is_made_once() {
    for pause in [Duration::from_secs(31), Duration::from_secs(3600)] {
        let office = corrected_score(Spoilers::Show).await;
        office
            .double
            .fault(Route::Edit, Fault::Code(400, 30_046), 9);
        office.double.fault(Route::Post, Fault::HangAfterAccept, 1);
        let running = office.work();
        office.double.hanging(1).await;
        running.kill().await;
        office.clock.advance(pause);
        office.drain().await;
        assert_eq!(office.double.posts(SCORES).len(), 2, "after {pause:?}");
        assert_eq!(office.states().await, ["sent", "sent"]);
    }
}

#[tokio::test]
async fn where_the_result_is_hidden_the_reply_says_only_that_something_changed() {
    let office = corrected_score(Spoilers::Hide).await;
    office.drain().await;
    let posts = office.double.posts(SCORES);
    let text = posts[1].text();
    assert!(text.contains("The hidden summary changed."), "{text}");
    for told in ["1-0", "Mensah", "86", "85"] {
        assert!(!text.contains(told), "{text}");
    }
}
