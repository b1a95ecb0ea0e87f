//! Why a match was posted, or was not: each stage on the way with yes or no.

use super::hidden::teams;
use super::subscription::SubscriptionLine;
use super::{Audience, Field, Piece, Reply, Text};
use crate::questions::{MatchCard, PostFate};

/// How a match stands with one subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhyLine {
    /// The subscription.
    pub line: SubscriptionLine,
    /// Whether the match is one of those it wants.
    pub is_about: bool,
    /// The server.
    pub guild: u64,
    /// What became of the match's post in its channel; `None` where none was ever owed.
    pub post: Option<PostFate>,
}

/// One stage on the way to a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Whether the match got past it.
    pub is_passed: bool,
    /// The stage, and what happened there.
    pub told: Text,
}

/// The stages of a match with each subscription of a server; `now` is in seconds since 1970. The result stays out: a channel
/// may hide it.
#[must_use]
pub fn why(card: &MatchCard, lines: &[WhyLine], now: i64) -> Reply {
    // What is not about the match comes last: of what a message cannot hold, it is missed least.
    let (about, other): (Vec<&WhyLine>, Vec<&WhyLine>) = lines
        .iter()
        .partition(|why| why.is_about || why.post.is_some());
    let fields = about.into_iter().chain(other).map(|why| {
        let text = stages(card, why, now)
            .into_iter()
            .map(|stage| {
                let verdict = if stage.is_passed { "yes" } else { "no" };
                Text::words(format!("{verdict} – ")).and(stage.told)
            })
            .fold(
                Text::new().then(Piece::Channel(why.line.channel)),
                Text::line,
            );
        Field {
            name: why.line.about.words(),
            value: text,
            inline: false,
        }
    });
    Reply {
        title: Some(format!("Why {} was posted, or was not", teams(card))),
        description: match lines {
            [] => Text::words("This server has no subscriptions."),
            _ => Text::new(),
        },
        fields: fields.collect(),
        footer: Some(card.id.to_string()),
        audience: Audience::Asker,
        ..Reply::default()
    }
}

/// The stages up to the one at which the match stopped.
fn stages(card: &MatchCard, why: &WhyLine, now: i64) -> Vec<Stage> {
    let stage = |is_passed, told: Text| Stage { is_passed, told };
    let mut stages = vec![stage(
        why.is_about,
        Text::words("it is what the subscription is about"),
    )];
    // A post that there is needs no reason why there could be one.
    if !why.is_about && why.post.is_none() {
        return stages;
    }
    let read_at = card.reports.iter().map(|report| report.added_at).min();
    let is_newer = read_at.is_none_or(|at| at >= why.line.since);
    let mut told = Text::words("read after the subscription was made");
    if let Some(at) = read_at {
        told = told.say(": on ").then(Piece::Instant(at));
    }
    stages.push(stage(is_newer, told));
    stages.push(stage(
        card.agreed.is_complete(),
        completeness(card, why, now),
    ));
    match &why.line.paused {
        None => stages.push(stage(true, Text::words("the subscription is active"))),
        Some((reason, since)) => stages.push(stage(
            false,
            Text::words(format!(
                "the subscription is active: paused ({reason}) since "
            ))
            .then(Piece::Instant(*since)),
        )),
    }
    stages.extend(fate(why, is_newer, now));
    stages
}

/// Whether all goals are told, and what that means for the post.
fn completeness(card: &MatchCard, why: &WhyLine, now: i64) -> Text {
    if card.agreed.is_complete() {
        return Text::words("complete: the goals told add up to the score");
    }
    let told = Text::words("complete: the goals told do not add up to the score");
    match &why.post {
        Some(PostFate::Waiting {
            complete_by: Some(until),
            ..
        }) if *until > now => told
            .say("; I wait for the rest until ")
            .then(Piece::Instant(*until))
            .say(", and post it marked as incomplete then"),
        Some(_) | None => told.say("; a post of it says so"),
    }
}

/// The stages in the queue and beyond.
fn fate(why: &WhyLine, is_newer: bool, now: i64) -> Vec<Stage> {
    let yes = |told: Text| Stage {
        is_passed: true,
        told,
    };
    let no = |told: Text| Stage {
        is_passed: false,
        told,
    };
    let queued = || yes(Text::words("queued"));
    match &why.post {
        None if is_newer => vec![no(Text::words(
            "queued: held back, because it was read while this was paused, or by an import, a sample or a re-reading, which \
             announce nothing",
        ))],
        None => vec![no(Text::words(
            "queued: what was held when the subscription was made is not posted; /subscriptions backfill does that",
        ))],
        Some(PostFate::Waiting {
            due_at,
            complete_by,
            ..
        }) if *due_at > now => {
            let why = match complete_by {
                Some(until) if until == due_at => {
                    "due: held back until all goals are told, or until "
                }
                Some(_) | None => "due: delayed until ",
            };
            vec![queued(), no(Text::words(why).then(Piece::Instant(*due_at)))]
        }
        Some(PostFate::Waiting { problem, .. }) => vec![
            queued(),
            no(match problem {
                Some(problem) => Text::words(format!("sent: the last try came to this: {problem}")),
                None => Text::words("sent: it is next in line"),
            }),
        ],
        Some(PostFate::Sent {
            at,
            message,
            in_digest,
        }) => {
            let how = if *in_digest {
                "sent, in a digest, "
            } else {
                "sent "
            };
            let link = Piece::Message {
                guild: why.guild,
                channel: why.line.channel,
                message: *message,
            };
            let told = Text::words(how)
                .then(Piece::Instant(*at))
                .say(" ")
                .then(link);
            vec![queued(), yes(told)]
        }
        Some(PostFate::Refused(problem)) => {
            vec![queued(), no(Text::words(format!("sent: {problem}")))]
        }
        Some(PostFate::Uncertain(problem)) => {
            vec![
                queued(),
                no(Text::words(format!("sent, as far as I know: {problem}"))),
            ]
        }
        Some(PostFate::Dropped(problem)) => {
            vec![
                queued(),
                no(Text::words(format!("sent: held back, because {problem}"))),
            ]
        }
    }
}
