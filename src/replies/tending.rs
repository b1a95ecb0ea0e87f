//! What is said when a subscription is changed, tried or caught up with.

use super::phrase::counted;
use super::subscription::{SubscriptionLine, mistake, private, shown};
use super::{Field, Piece, Reply, Text, Tone};

/// `every match of **Rovers** in #scores`.
fn named(line: &SubscriptionLine) -> Text {
    line.about
        .text()
        .say(" in ")
        .then(Piece::Channel(line.channel))
}

/// Its posts are other than before.
#[must_use]
pub fn edited(line: &SubscriptionLine) -> Reply {
    posted_so("From the next post on, ", line)
}

/// Nothing was asked that is not so already.
#[must_use]
pub fn unchanged(line: &SubscriptionLine) -> Reply {
    posted_so("Nothing changed: ", line)
}

fn posted_so(since: &str, line: &SubscriptionLine) -> Reply {
    let text = Text::words(since)
        .and(named(line))
        .say(" is posted so: ")
        .and(line.how.text())
        .say(".");
    private(Tone::Plain, text)
}

/// Nothing is posted for it from now on.
#[must_use]
pub fn paused(line: &SubscriptionLine) -> Reply {
    let text = Text::words("I post nothing of ")
        .and(named(line))
        .say(" until ")
        .then(Piece::Command("/subscriptions resume".to_owned()))
        .say(". What is read meanwhile is not posted later.");
    private(Tone::Plain, text)
}

/// It is paused, so there is nothing to pause or to fill.
#[must_use]
pub fn paused_already(line: &SubscriptionLine) -> Reply {
    let reason = line
        .paused
        .as_ref()
        .map_or_else(String::new, |(reason, _)| format!(" ({reason})"));
    mistake(
        Text::words("Paused: ")
            .and(named(line))
            .say(format!("{reason}. "))
            .then(Piece::Command("/subscriptions resume".to_owned()))
            .say(" starts it again."),
    )
}

/// It posts again.
#[must_use]
pub fn resumed(line: &SubscriptionLine) -> Reply {
    let text = Text::words("From the next match on I post ")
        .and(named(line))
        .say(" again.");
    private(Tone::Plain, text)
}

/// It is active, so there is nothing to resume.
#[must_use]
pub fn active_already(line: &SubscriptionLine) -> Reply {
    mistake(
        Text::words("Nothing to resume: ")
            .and(named(line))
            .say(" is active."),
    )
}

/// A sample stands in the channel.
#[must_use]
pub fn tested(line: &SubscriptionLine, guild: u64, message: u64) -> Reply {
    let text = Text::words("A sample stands in ")
        .then(Piece::Channel(line.channel))
        .say(": ")
        .then(Piece::Message {
            guild,
            channel: line.channel,
            message,
        });
    private(Tone::Plain, text)
}

/// Discord did not take the sample; `why` in Discord's words.
#[must_use]
pub fn refused(line: &SubscriptionLine, why: &str) -> Reply {
    mistake(
        Text::words("Discord did not take a post in ")
            .then(Piece::Channel(line.channel))
            .say(format!(": {why}.")),
    )
}

/// So many older matches are on their way.
#[must_use]
pub fn backfilled(line: &SubscriptionLine, count: usize) -> Reply {
    let text = match count {
        0 => Text::words("I hold no older match for ")
            .and(named(line))
            .say(" that was not posted there."),
        count => Text::words(format!("{} on the way, quietly: ", counted(count, "match")))
            .and(named(line))
            .say("."),
    };
    private(Tone::Plain, text)
}

/// What is subscribed in a channel, and the permissions that posting there lacks.
#[must_use]
pub fn here(lines: &[SubscriptionLine], missing: &[&str]) -> Field {
    let subscribed = match lines {
        [] => Text::words("Nothing is subscribed here."),
        lines => lines.iter().map(shown).fold(Text::new(), Text::line),
    };
    let value = match missing {
        [] => subscribed,
        missing => subscribed.line(Text::words(format!(
            "I cannot post here. Missing: {}.",
            missing.join(", ")
        ))),
    };
    Field {
        name: "This channel".to_owned(),
        value,
        inline: false,
    }
}
