//! What is said about subscriptions.

use super::{Audience, Field, Piece, Reply, Text, Tone};
use crate::questions::Mistake;

/// What a subscription is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A team's matches, by its common name.
    Team(String),
    /// A competition's matches, by its name.
    Competition(String),
    /// The matches in which a player does something.
    Player(String),
    /// Every match.
    Everything,
}

/// A subscription as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubscriptionLine {
    /// Its number.
    pub id: i64,
    /// The channel it posts in, by id.
    pub channel: u64,
    /// What it is about.
    pub about: About,
    /// Why it is paused and since when (seconds since 1970); `None` while it is active.
    pub paused: Option<(String, i64)>,
    /// When it was made: seconds since 1970.
    pub since: i64,
    /// When something was last posted for it: seconds since 1970.
    pub last_post: Option<i64>,
}

impl About {
    /// In words that may begin a line.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Team(name) | Self::Competition(name) | Self::Player(name) => name.clone(),
            Self::Everything => "Every match".to_owned(),
        }
    }

    /// As it follows "a summary of".
    fn text(&self) -> Text {
        match self {
            Self::Team(name) => Text::words("every match of ").bold(name),
            Self::Competition(name) => Text::words("every match in the ").bold(name),
            Self::Player(name) => Text::words("every match told of ").bold(name),
            Self::Everything => Text::words("every match"),
        }
    }
}

fn private(tone: Tone, description: Text) -> Reply {
    Reply {
        description,
        tone,
        audience: Audience::Asker,
        ..Reply::default()
    }
}

fn mistake(description: Text) -> Reply {
    private(Tone::Mistake, description)
}

/// It is kept.
#[must_use]
pub fn subscribed(about: &About, channel: u64) -> Reply {
    let text = Text::words("From now on I post a summary of ")
        .and(about.text())
        .say(" in ")
        .then(Piece::Channel(channel))
        .say(" as soon as I have read a report of it. What I hold already is not posted.");
    private(Tone::Plain, text)
}

/// The channel had it already.
#[must_use]
pub fn already_subscribed(about: &About, channel: u64) -> Reply {
    let text = Text::new()
        .then(Piece::Channel(channel))
        .say(" already gets ")
        .and(about.text())
        .say(". Nothing changed; if it was paused, it is active again.");
    private(Tone::Plain, text)
}

/// The server has as many as it may have.
#[must_use]
pub fn too_many(limit: i64) -> Reply {
    mistake(
        Text::words(format!(
            "This server has {limit} subscriptions, and that is as many as I keep for one server. End one with "
        ))
        .then(Piece::Command("/unsubscribe".to_owned()))
        .say(" first, or let one subscription to a competition or to everything stand for several."),
    )
}

/// Nothing was said to subscribe to.
#[must_use]
pub fn nothing_chosen() -> Reply {
    mistake(Text::words(
        "Say what to post: a team, a competition, or everything. Nothing was saved.",
    ))
}

/// Several things were said at once.
#[must_use]
pub fn several_chosen() -> Reply {
    mistake(Text::words(
        "One subscription is about one thing: a team, a competition, or everything. Subscribe once for each. Nothing was saved.",
    ))
}

/// The bot may not post there; `missing` in the words of Discord's settings, `channel` by name.
#[must_use]
pub fn cannot_post(channel: &str, missing: &[&str]) -> Reply {
    mistake(Text::words(format!(
        "I cannot post in #{channel}. Missing: {}. Nothing was saved.",
        missing.join(", ")
    )))
}

/// The channel takes no posts of this kind.
#[must_use]
pub fn wrong_channel(channel: &str, is_forum: bool) -> Reply {
    let why = if is_forum {
        "is a forum, where every post would open a thread of its own"
    } else {
        "takes no messages"
    };
    mistake(Text::words(format!(
        "#{channel} {why}. Choose a text channel. Nothing was saved."
    )))
}

/// The person may not see the channel.
#[must_use]
pub fn out_of_your_sight() -> Reply {
    mistake(Text::words(
        "You cannot see that channel, so you cannot subscribe it. Nothing was saved.",
    ))
}

/// It is forgotten.
#[must_use]
pub fn unsubscribed(line: &SubscriptionLine) -> Reply {
    let text = Text::words("I no longer post ")
        .and(line.about.text())
        .say(" in ")
        .then(Piece::Channel(line.channel))
        .say(".");
    private(Tone::Plain, text)
}

/// The server has no such subscription.
#[must_use]
pub fn no_such_subscription() -> Reply {
    mistake(
        Text::words("This server has no such subscription. ")
            .then(Piece::Command("/subscriptions list".to_owned()))
            .say(" shows those it has."),
    )
}

/// The words fit several of a server's subscriptions.
#[must_use]
pub fn several_such_subscriptions() -> Reply {
    mistake(Text::words(
        "Several subscriptions go by that name, in different channels. Pick one from the list that opens while you type.",
    ))
}

/// The words for what to subscribe to name nothing, or several things.
#[must_use]
pub fn unclear(mistaken: &Mistake) -> Reply {
    let Mistake::Ambiguous(choice) = mistaken else {
        let told = super::mistake(mistaken);
        let description = told.description.say(" Nothing was saved.");
        return Reply {
            description,
            ..told
        };
    };
    let options: Vec<String> = choice
        .options
        .iter()
        .map(|option| match &option.detail {
            Some(detail) => format!("{} ({detail})", option.label),
            None => option.label.clone(),
        })
        .collect();
    let count = options.len() + choice.left_out;
    mistake(
        Text::new()
            .bold(&choice.typed)
            .say(format!(" fits {count} {}: ", choice.what))
            .say(options.join(", "))
            .say(". Pick one from the list that opens while you type. Nothing was saved."),
    )
}

/// A server's subscriptions, channel by channel.
#[must_use]
pub fn subscriptions(lines: &[SubscriptionLine]) -> Reply {
    if lines.is_empty() {
        let text = Text::words("This server has no subscriptions. ")
            .then(Piece::Command("/subscribe".to_owned()))
            .say(" makes one.");
        return private(Tone::Plain, text);
    }
    let mut fields: Vec<(u64, Field)> = Vec::new();
    for line in lines {
        let shown = shown(line);
        match fields.last_mut() {
            Some((channel, field)) if *channel == line.channel => {
                field.value = std::mem::take(&mut field.value).line(shown);
            }
            _ => {
                let value = Text::new().then(Piece::Channel(line.channel)).line(shown);
                let field = Field {
                    name: "Channel".to_owned(),
                    value,
                    inline: false,
                };
                fields.push((line.channel, field));
            }
        }
    }
    Reply {
        title: Some(match lines.len() {
            1 => "1 subscription".to_owned(),
            many => format!("{many} subscriptions"),
        }),
        fields: fields.into_iter().map(|(_, field)| field).collect(),
        audience: Audience::Asker,
        ..Reply::default()
    }
}

fn shown(line: &SubscriptionLine) -> Text {
    let text = Text::new().bold(line.about.words());
    let text = match &line.paused {
        None => text.say(": active since ").then(Piece::Instant(line.since)),
        Some((reason, since)) => text
            .say(format!(": paused ({reason}) since "))
            .then(Piece::Instant(*since)),
    };
    match line.last_post {
        Some(at) => text.say(", last post ").then(Piece::Instant(at)),
        None => text.say(", nothing posted yet"),
    }
}
