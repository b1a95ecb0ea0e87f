//! Any text as the id of a button: what is read is written as it was read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use touchline::replies::Action;

fuzz_target!(|id: &str| {
    if let Some(action) = Action::from_custom_id(id) {
        let written = action.to_custom_id().expect("what was read can be written");
        assert_eq!(Action::from_custom_id(&written), Some(action));
    }
});
