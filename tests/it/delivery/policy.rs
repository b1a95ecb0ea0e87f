//! What refusals mean, how long waits are, how posts are recognised.

use std::time::Duration;

use touchline::delivery::{
    Refusal, Tag,
    policy::{Hindrance, Ruling, back_off, ruling},
};

fn ruling_on(status: u16, code: u64) -> Ruling {
    ruling(&Refusal {
        status,
        code,
        words: String::new(),
    })
}

#[test]
fn a_channel_that_cannot_be_posted_in_pauses_its_subscriptions() {
    for (status, code, why) in [
        (404, 10_003, Hindrance::UnknownChannel),
        (403, 50_001, Hindrance::MissingAccess),
        (403, 50_013, Hindrance::MissingPermissions),
        (400, 50_083, Hindrance::ArchivedThread),
    ] {
        assert_eq!(ruling_on(status, code), Ruling::Pause(why));
    }
}

#[test]
fn a_post_that_will_never_be_taken_is_buried() {
    assert_eq!(ruling_on(400, 50_035), Ruling::Bury);
}

#[test]
fn a_wrong_token_or_a_page_in_between_is_no_fault_of_the_post() {
    assert_eq!(ruling_on(401, 0), Ruling::Hold);
    assert_eq!(ruling_on(403, 0), Ruling::Hold);
}

#[test]
fn waits_double_to_five_minutes_and_are_spread() {
    let tag = Tag::of(1, 2, 3);
    for (attempts, longest) in [
        (1, 1),
        (2, 2),
        (3, 4),
        (6, 32),
        (9, 256),
        (10, 300),
        (400, 300),
    ] {
        let wait = back_off(attempts, &tag);
        let longest = Duration::from_secs(longest);
        assert!(
            wait >= longest / 2 && wait <= longest,
            "{attempts}: {wait:?}"
        );
    }
    let waits: std::collections::HashSet<Duration> =
        (0..20).map(|id| back_off(5, &Tag::of(id, 2, 3))).collect();
    assert!(waits.len() > 15, "{waits:?}");
}

#[test]
fn a_tag_fits_a_nonce_and_is_found_as_a_word_only() {
    let tag = Tag::of(7, 1, 1_700_000_000);
    assert!(tag.as_str().len() <= 25);
    assert_ne!(tag, Tag::of(7, 1, 1_700_000_001));
    assert!(tag.is_in(&format!("2 reports · revision 3 · m142 · {}", tag.as_str())));
    assert!(!tag.is_in(&format!("x{}", tag.as_str())));
    assert!(!tag.is_in("2 reports · revision 3 · m142"));
}
