//! What is said about feeds.

use super::score::block;
use super::{Audience, Piece, Reply, Text, Tone};

/// A feed as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedLine {
    /// Its number.
    pub id: i64,
    /// Its address.
    pub url: String,
    /// What it calls itself.
    pub title: Option<String>,
    /// How often it is asked, in minutes.
    pub minutes: i64,
    /// When it was last asked: seconds since 1970.
    pub asked: Option<i64>,
    /// What is wrong with it.
    pub problem: Option<String>,
    /// Whether its server says that it is no more.
    pub is_gone: bool,
}

fn told(tone: Tone, description: Text) -> Reply {
    Reply {
        description,
        tone,
        audience: Audience::Asker,
        ..Reply::default()
    }
}

/// It is asked from now on.
#[must_use]
pub fn added(name: &str, items: usize) -> Reply {
    let text = Text::words("From now on I read ")
        .bold(name)
        .say(format!(
            " for this server. The {items} items it has now are its baseline: what comes after them is read."
        ));
    told(Tone::Plain, text)
}

/// It was asked already.
#[must_use]
pub fn already() -> Reply {
    told(
        Tone::Plain,
        Text::words("This server has that feed already. Nothing changed."),
    )
}

/// The server has as many as it may have.
#[must_use]
pub fn too_many(limit: i64) -> Reply {
    let text = Text::words(format!("This server has {limit} feeds, and that is as many as I ask for one server. Remove one with "))
        .then(Piece::Command("/feed remove".to_owned()))
        .say(" first.");
    told(Tone::Mistake, text)
}

/// The interval cannot be read.
#[must_use]
pub fn bad_interval(typed: &str) -> Reply {
    let text = Text::new()
        .bold(typed)
        .say(" is no interval of 5 minutes or more: write it as 15m or 1h. Nothing was saved.");
    told(Tone::Mistake, text)
}

/// It cannot be read; `why` as a sentence without its subject.
#[must_use]
pub fn unreadable(url: &str, why: &str) -> Reply {
    told(
        Tone::Mistake,
        Text::new()
            .bold(url)
            .say(format!(" {why}. Nothing was saved.")),
    )
}

/// It is asked no more.
#[must_use]
pub fn removed(url: &str) -> Reply {
    let text = Text::words("I no longer read ")
        .bold(url)
        .say(". The reports it brought stay.");
    told(Tone::Plain, text)
}

/// The server has no such feed.
#[must_use]
pub fn no_such_feed() -> Reply {
    let text = Text::words("This server has no such feed. ")
        .then(Piece::Command("/feed list".to_owned()))
        .say(" shows those it has.");
    told(Tone::Mistake, text)
}

/// What a feed holds, nothing being kept.
#[must_use]
pub fn tested(name: &str, items: usize, latest: &[String]) -> Reply {
    let list = latest.iter().map(Text::words).fold(Text::new(), Text::line);
    let fields = if latest.is_empty() {
        Vec::new()
    } else {
        vec![block("Latest", list)]
    };
    Reply {
        fields,
        ..told(
            Tone::Plain,
            Text::new().bold(name).say(format!(
                " can be read and has {items} items. Nothing was saved."
            )),
        )
    }
}

/// A server's feeds.
#[must_use]
pub fn feeds(lines: &[FeedLine]) -> Reply {
    if lines.is_empty() {
        let text = Text::words("This server has no feeds of its own. ")
            .then(Piece::Command("/feed add".to_owned()))
            .say(" adds one.");
        return told(Tone::Plain, text);
    }
    Reply {
        title: Some(match lines.len() {
            1 => "1 feed".to_owned(),
            many => format!("{many} feeds"),
        }),
        ..told(
            Tone::Plain,
            lines.iter().map(shown).fold(Text::new(), Text::line),
        )
    }
}

fn shown(line: &FeedLine) -> Text {
    let name = line.title.clone().unwrap_or_else(|| line.url.clone());
    let text = Text::new()
        .bold(line.id.to_string())
        .say(format!(" {name} · every {} min", line.minutes));
    let text = match line.asked {
        Some(at) => text.say(" · asked ").then(Piece::Instant(at)),
        None => text.say(" · not asked yet"),
    };
    match (&line.problem, line.is_gone) {
        (_, true) => text.say(" · gone, by the word of its server"),
        (Some(problem), false) => text.say(format!(" · it {problem}")),
        (None, false) => text,
    }
}
