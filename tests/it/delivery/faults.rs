//! Every fault of Discord's REST side: what happened to the post, what people saw, what was logged as an error. One row a fault.

use std::time::Duration;

use insta::assert_snapshot;
use touchline::gateway::{DiscordSender, PATIENCE};
use touchline::store::{Choices, Settings, Wants};

use super::office::Office;
use crate::support::claims::ClaimsBuilder;
use crate::support::discord::{Fault, GUILD, Limits, Route, SCORES};
use crate::support::heard::Heard;
use crate::support::world::Given;

/// What goes wrong.
#[derive(Debug, Clone, Copy)]
enum Trouble {
    /// With the first post.
    Post(Fault),
    /// With the first post, and with the same in plain text.
    BothForms(Fault),
    /// With the edit that a later report makes necessary.
    Edit(Fault),
    /// A moderator deletes the post before its edit.
    Deleted,
    /// The channel is a thread, and in the archive, when the post comes.
    Archived,
    /// The channel is a thread, archived after the post and before its edit.
    ArchivedBeforeTheEdit,
    /// Nothing can be reached for twenty seconds.
    Outage,
}

/// A row of the table: the fault, what became of the announcement in hand, what stands in the channel, what moderators and
/// operators read.
async fn row(name: &str, trouble: Trouble) -> String {
    let heard = Heard::errors();
    let office = Office::open_with(Limits::default()).await;
    let staff = office.double.add_channel("staff");
    let channel = match trouble {
        Trouble::Archived | Trouble::ArchivedBeforeTheEdit => {
            office.double.add_channel_of("thread", 11)
        }
        _ => SCORES,
    };
    let settings = Settings {
        alert_channel: Some(staff),
        ..Settings::default()
    };
    office.world.store.set(GUILD, &settings).await.expect("set");
    office
        .subscribe_as(GUILD, channel, Wants::Everything, Choices::default())
        .await;
    office.read("Lions").await;
    let patience = match trouble {
        Trouble::Post(Fault::Hang | Fault::HangAfterAccept) => Duration::from_millis(250),
        _ => PATIENCE,
    };
    let sender = || DiscordSender::new(office.poster(patience));
    let mut waited = Duration::ZERO;
    match trouble {
        Trouble::Post(fault) => office.double.fault_in(channel, Route::Post, fault, 1),
        Trouble::BothForms(fault) => office.double.fault_in(channel, Route::Post, fault, 2),
        Trouble::Archived => office.double.archive(channel),
        Trouble::Outage => {
            office.outage().await;
            let running = office.work_with("worker", sender());
            waited = Duration::from_secs(20);
            office.passes(&running, waited).await;
            office.double.restore();
            office.drained(&running).await;
            running.stop().await;
        }
        Trouble::Edit(_) | Trouble::Deleted | Trouble::ArchivedBeforeTheEdit => {
            office.drain().await;
            let post = office.double.posts(channel)[0].id;
            match trouble {
                Trouble::Edit(fault) => office.double.fault_in(channel, Route::Edit, fault, 1),
                Trouble::Deleted => office.double.delete_message(post),
                _ => office.double.archive(channel),
            }
            let more = ClaimsBuilder::of("more", "Lions", "Bears")
                .score(2, 1)
                .referee("Ada Quill")
                .read();
            office
                .world
                .record("more", vec![more], Given::default())
                .await;
        }
    }
    let running = office.work_with("worker", sender());
    office.drained(&running).await;
    running.stop().await;
    let rows = office.rows().await;
    let in_hand = match trouble {
        Trouble::Edit(_) | Trouble::Deleted | Trouble::ArchivedBeforeTheEdit => 1,
        Trouble::Post(_) | Trouble::BothForms(_) | Trouble::Archived | Trouble::Outage => 0,
    };
    let (state, problem) = rows[in_hand].clone();
    let ended = match (state.as_str(), problem) {
        ("sent", _) => {
            let took = office.elapsed().saturating_sub(waited);
            assert!(took <= Duration::from_secs(10), "{name} took {took:?}");
            match took.as_secs() {
                0 => "sent at once".to_owned(),
                1..=3 => "sent within 3 s".to_owned(),
                _ => format!("sent after {} s", took.as_secs()),
            }
        }
        (state, problem) => format!("{state}: {}", problem.unwrap_or_default()),
    };
    let seen: Vec<String> = office
        .double
        .posts(channel)
        .iter()
        .map(|post| {
            let framed = post.embeds().first();
            let plain = post.content().lines().next().unwrap_or_default();
            let title = framed.map_or(plain, |embed| embed["title"].as_str().unwrap_or_default());
            match post.edits.len() {
                0 => title.to_owned(),
                edits => format!("{title}, edited {edits}×"),
            }
        })
        .collect();
    let kept = office.world.store.subscriptions(GUILD).await;
    let paused = kept.expect("subscriptions")[0].paused.clone();
    let told: Vec<String> = office
        .titles(staff)
        .into_iter()
        .zip(paused.map(|paused| paused.reason))
        .map(|(title, reason)| format!("{title}: {reason}"))
        .collect();
    office.double.assert_clean();
    let or_nothing = |parts: Vec<String>| match parts.is_empty() {
        true => "–".to_owned(),
        false => parts.join(" + "),
    };
    format!(
        "{name} | {ended} | {} | {} | {}",
        or_nothing(seen),
        or_nothing(told),
        or_nothing(heard.messages())
    )
}

#[tokio::test]
async fn every_fault_of_rest_has_its_end_and_is_seen_for_what_it_is() {
    let limit = |global, header| Fault::RateLimited {
        after: Duration::from_secs(7),
        global,
        header,
    };
    let post = Trouble::Post;
    let edit = Trouble::Edit;
    let mut table = vec![
        "fault | what happened | what the channel saw | what moderators were told | errors logged"
            .to_owned(),
    ];
    for (name, trouble) in [
        ("429 with headers", post(limit(false, true))),
        ("429 without a header", post(limit(false, false))),
        ("429, global", post(limit(true, true))),
        ("500", post(Fault::Status(500))),
        ("502", post(Fault::Status(502))),
        ("502 after acceptance", post(Fault::StatusAfterAccept(502))),
        ("503", post(Fault::Status(503))),
        ("empty body", post(Fault::Empty)),
        ("time-out", post(Fault::Hang)),
        ("time-out after acceptance", post(Fault::HangAfterAccept)),
        ("connection reset", post(Fault::Drop)),
        (
            "reply lost after acceptance",
            post(Fault::ReplyLostAfterAccept),
        ),
        ("connection refused, 20 s outage", Trouble::Outage),
        ("403 50001", post(Fault::Code(403, 50_001))),
        ("403 50013", Trouble::BothForms(Fault::Code(403, 50_013))),
        ("403 50013, of embeds alone", post(Fault::Code(403, 50_013))),
        ("404 10003", post(Fault::Code(404, 10_003))),
        ("400 50035", post(Fault::Code(400, 50_035))),
        ("thread locked, 50083", post(Fault::Code(400, 50_083))),
        ("thread archived", Trouble::Archived),
        ("edit: thread archived", Trouble::ArchivedBeforeTheEdit),
        ("edit: 30046", edit(Fault::Code(400, 30_046))),
        ("edit: 429", edit(limit(false, true))),
        ("edit: 500", edit(Fault::Status(500))),
        (
            "edit: reply lost after acceptance",
            edit(Fault::ReplyLostAfterAccept),
        ),
        ("edit: 403 50001", edit(Fault::Code(403, 50_001))),
        ("edit: 400 50035", edit(Fault::Code(400, 50_035))),
        ("edit: message deleted meanwhile", Trouble::Deleted),
    ] {
        table.push(row(name, trouble).await);
    }
    assert_snapshot!(table.join("\n"), @"
    fault | what happened | what the channel saw | what moderators were told | errors logged
    429 with headers | sent after 8 s | Lions 2-1 Bears | – | –
    429 without a header | sent after 8 s | Lions 2-1 Bears | – | –
    429, global | sent after 8 s | Lions 2-1 Bears | – | –
    500 | sent within 3 s | Lions 2-1 Bears | – | –
    502 | sent within 3 s | Lions 2-1 Bears | – | –
    502 after acceptance | sent within 3 s | Lions 2-1 Bears | – | –
    503 | sent within 3 s | Lions 2-1 Bears | – | –
    empty body | sent within 3 s | Lions 2-1 Bears | – | –
    time-out | sent within 3 s | Lions 2-1 Bears | – | –
    time-out after acceptance | sent within 3 s | Lions 2-1 Bears | – | –
    connection reset | sent within 3 s | Lions 2-1 Bears | – | –
    reply lost after acceptance | sent within 3 s | Lions 2-1 Bears | – | –
    connection refused, 20 s outage | sent after 6 s | Lions 2-1 Bears | – | –
    403 50001 | refused: Discord refused with 403 50001: Missing Access | – | Subscriptions paused: I cannot see the channel. Missing: View Channel. | –
    403 50013 | refused: Discord refused with 403 50013: Missing Permissions | – | Subscriptions paused: I cannot post in the channel. Missing: Send Messages or Embed Links. | –
    403 50013, of embeds alone | sent within 3 s | **Lions 2-1 Bears** | – | –
    404 10003 | refused: Discord refused with 404 10003: Unknown Channel | – | Subscriptions paused: The channel no longer exists. | –
    400 50035 | refused: Discord refused with 400 50035: Invalid Form Body | – | – | Discord will never take this post: Discord refused with 400 50035: Invalid Form Body
    thread locked, 50083 | refused: Discord refused with 400 50083: Thread is archived | – | Subscriptions paused: The thread is archived. | –
    thread archived | sent within 3 s | Lions 2-1 Bears | – | –
    edit: thread archived | sent within 3 s | Lions 2-1 Bears + Correction: Lions 2-1 Bears | – | –
    edit: 30046 | sent within 3 s | Lions 2-1 Bears + Correction: Lions 2-1 Bears | – | –
    edit: 429 | sent after 9 s | Lions 2-1 Bears, edited 1× | – | –
    edit: 500 | sent within 3 s | Lions 2-1 Bears, edited 1× | – | –
    edit: reply lost after acceptance | sent within 3 s | Lions 2-1 Bears, edited 2× | – | –
    edit: 403 50001 | refused: Discord refused with 403 50001: Missing Access | Lions 2-1 Bears | Subscriptions paused: I cannot see the channel. Missing: View Channel. | –
    edit: 400 50035 | refused: Discord refused with 400 50035: Invalid Form Body | Lions 2-1 Bears | – | Discord will never take this edit: Discord refused with 400 50035: Invalid Form Body
    edit: message deleted meanwhile | dropped: the post was deleted | – | – | –
    ");
}
