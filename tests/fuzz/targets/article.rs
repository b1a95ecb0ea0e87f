//! Any bytes as a page.
#![no_main]

use libfuzzer_sys::fuzz_target;
use touchline::ingestion::article::article;

fuzz_target!(|bytes: &[u8]| {
    let _read_or_refused = article(bytes, None, None);
});
