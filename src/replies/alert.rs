//! What moderators are told of posts that do not arrive.

use super::{Piece, Reply, Text, Tone};

/// A channel takes no posts, and what is subscribed there is paused; `why` in a sentence.
#[must_use]
pub fn paused(channel: u64, why: &str, delivery: &str) -> Reply {
    told(
        "Subscriptions paused",
        Text::words("I paused what is subscribed in ")
            .then(Piece::Channel(channel))
            .say(format!(
                ". {why} The subscriptions are kept, and go on by themselves once the channel's settings allow it, or with "
            ))
            .then(Piece::Command("/subscriptions resume".to_owned()))
            .say(". What is read until then is not posted later."),
        delivery,
    )
}

/// Nobody can tell whether a post arrived.
#[must_use]
pub fn uncertain(channel: u64, delivery: &str) -> Reply {
    told(
        "A post is uncertain",
        Text::words("Discord gave no answer to a post in ")
            .then(Piece::Channel(channel))
            .say(", and I cannot read the channel's history to see whether it is there. I do not post it again. With Read \
                  Message History I could tell."),
        delivery,
    )
}

fn told(title: &str, description: Text, delivery: &str) -> Reply {
    Reply {
        title: Some(title.to_owned()),
        description,
        tone: Tone::Mistake,
        footer: Some(delivery.to_owned()),
        ..Reply::default()
    }
}
