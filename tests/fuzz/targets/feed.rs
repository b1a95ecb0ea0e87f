//! Any bytes as a feed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use touchline::ingestion::feeds::read_feed;

fuzz_target!(|bytes: &[u8]| {
    let at = url::Url::parse("https://echo.example/feed").expect("an address");
    let _read_or_refused = read_feed(bytes, &at);
});
