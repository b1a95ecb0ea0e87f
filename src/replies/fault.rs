//! What we have to mend, as an apology with a reference.

use super::{Audience, Reply, Text, Tone};

/// An apology; the same reference stands in the log.
#[must_use]
pub fn fault(reference: &str) -> Reply {
    Reply {
        description: Text::words("Sorry, something went wrong on my side. Please try again; if it goes on, tell whoever runs me this reference: ")
            .bold(reference)
            .say("."),
        tone: Tone::Fault,
        audience: Audience::Asker,
        ..Reply::default()
    }
}
