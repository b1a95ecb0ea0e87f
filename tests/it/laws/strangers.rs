//! Whatever strangers send, it is read or refused, and never breaks anything.

use proptest::prelude::*;
use touchline::ingestion::article::article;
use touchline::ingestion::feeds::read_feed;
use touchline::replies::Action;
use url::Url;

/// Markup as nobody would write it: tags and words in any order.
fn markup() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[ -~]{0,12}",
        "</?(rss|channel|item|entry|feed|p|div|article|table|td|svg|script|title|a)( [a-z]+='[ -~]{0,6}')?/?>",
        Just("<![CDATA[".to_owned()),
        Just("]]>".to_owned()),
        Just("<!--".to_owned()),
        Just("-->".to_owned()),
        Just("<?xml version=\"1.0\"?>".to_owned()),
        Just("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>".to_owned()),
        Just("&lol;".to_owned()),
        "\\PC{0,6}",
    ];
    proptest::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn any_bytes_are_an_article_or_none(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let _read_or_refused = article(&bytes, None, None);
    }

    #[test]
    fn any_markup_is_an_article_and_a_feed_or_neither(text in markup()) {
        let at = Url::parse("https://echo.example/feed").expect("an address");
        let _read_or_refused = article(text.as_bytes(), Some("utf-8"), Some(&at));
        let first = read_feed(text.as_bytes(), &at);
        prop_assert_eq!(read_feed(text.as_bytes(), &at), first);
    }

    #[test]
    fn any_custom_id_is_one_of_ours_or_none(id in "(1\\|)?(do\\||score\\||evidence\\|)?[ -~\\PC]{0,110}") {
        if let Some(action) = Action::from_custom_id(&id) {
            let written = action.to_custom_id().expect("what was read can be written");
            prop_assert_eq!(Action::from_custom_id(&written), Some(action));
        }
    }
}

#[test]
fn a_custom_id_longer_than_discord_takes_is_none_of_ours() {
    let of_length = |length: usize| {
        let id = format!("1|evidence|m1|{}", "x".repeat(length - 14));
        assert_eq!(id.chars().count(), length);
        Action::from_custom_id(&id)
    };
    assert!(of_length(100).is_some());
    assert_eq!(of_length(101), None);
}
