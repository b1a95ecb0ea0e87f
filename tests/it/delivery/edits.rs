//! What becomes of a correction when its edit goes wrong, one row a fault.

use std::time::Duration;

use super::office::Office;
use crate::support::claims::ClaimsBuilder;
use crate::support::discord::{Fault, Route, SCORES};
use crate::support::world::Given;

/// What is done to the edit.
#[derive(Debug, Clone, Copy)]
enum Trouble {
    /// The request goes wrong.
    Request(Fault),
    /// A moderator deletes the post first.
    Deleted,
}

/// How the correction ends, whether the post shows it, and how many posts there are.
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
    let (shown, left, gone) = (
        ("sent", true, 1),
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
        (Trouble::Request(Fault::Code(400, 30_046)), left),
        (Trouble::Request(Fault::Code(403, 50_001)), left),
        (Trouble::Request(Fault::Code(404, 10_003)), left),
        (Trouble::Request(Fault::Code(400, 50_083)), left),
        (Trouble::Request(Fault::Code(400, 50_035)), left),
        (Trouble::Deleted, gone),
    ] {
        let (state, shows, posts) = corrected_through(trouble).await;
        assert_eq!((state.as_str(), shows, posts), expected, "{trouble:?}");
    }
}
