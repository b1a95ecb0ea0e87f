//! What is said about subscriptions.

use super::{Audience, Field, Format, Piece, Reply, Text, Tone};
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

/// How a subscription's posts are to be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct How {
    /// How much they say.
    pub format: Format,
    /// Whether results are hidden.
    pub hides: bool,
    /// How long they wait, in seconds.
    pub delay: u32,
    /// The role they tell.
    pub role: Option<u64>,
    /// Whether a thread is started from each.
    pub threads: bool,
}

impl How {
    /// `full, result hidden, after 2 h, tells @fans, with a thread`.
    #[must_use]
    pub fn text(&self) -> Text {
        let mut text = Text::words(self.format.as_str());
        if self.hides {
            text = text.say(", result hidden");
        }
        if self.delay > 0 {
            text = text.say(format!(", after {}", lasting(self.delay)));
        }
        if let Some(role) = self.role {
            text = text.say(", tells ").then(Piece::Role(role));
        }
        if self.threads {
            text = text.say(", with a thread");
        }
        text
    }
}

/// `2 h`, `90 min`, `1 h 30 min`.
fn lasting(seconds: u32) -> String {
    let minutes = seconds.div_ceil(60);
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// A post as it is shown: when it was made, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownPost {
    /// Seconds since 1970.
    pub at: i64,
    /// The server.
    pub guild: u64,
    /// The message.
    pub message: u64,
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
    /// How its posts are to be.
    pub how: How,
    /// Why it is paused and since when (seconds since 1970); `None` while it is active.
    pub paused: Option<(String, i64)>,
    /// When it was made: seconds since 1970.
    pub since: i64,
    /// What was last posted for it.
    pub last_post: Option<ShownPost>,
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
    pub(super) fn text(&self) -> Text {
        match self {
            Self::Team(name) => Text::words("every match of ").bold(name),
            Self::Competition(name) => Text::words("every match in the ").bold(name),
            Self::Player(name) => Text::words("every match told of ").bold(name),
            Self::Everything => Text::words("every match"),
        }
    }
}

pub(super) fn private(tone: Tone, description: Text) -> Reply {
    Reply {
        description,
        tone,
        audience: Audience::Asker,
        ..Reply::default()
    }
}

pub(super) fn mistake(description: Text) -> Reply {
    private(Tone::Mistake, description)
}

/// It is kept.
#[must_use]
pub fn subscribed(about: &About, channel: u64, how: &How) -> Reply {
    let text = Text::words("From now on I post a summary of ")
        .and(about.text())
        .say(" in ")
        .then(Piece::Channel(channel))
        .say(
            " as soon as I have read a report of it; one that does not tell every goal waits a while for the rest. What I hold \
             already is not posted.",
        );
    private(Tone::Plain, with_manner(text, how))
}

/// The channel had it already.
#[must_use]
pub fn already_subscribed(about: &About, channel: u64, how: &How) -> Reply {
    let text = Text::new()
        .then(Piece::Channel(channel))
        .say(" already gets ")
        .and(about.text())
        .say(". If it was paused, it is active again.")
        .line(Text::words("Posts are now: ").and(how.text()).say("."));
    private(Tone::Plain, text)
}

/// What was chosen, where it is not the usual.
fn with_manner(text: Text, how: &How) -> Text {
    if *how == How::default() {
        return text;
    }
    text.line(Text::words("Posts are: ").and(how.text()).say("."))
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
        "Say what to post: a team, a competition, a player, or everything. Nothing was saved.",
    ))
}

/// Several things were said at once.
#[must_use]
pub fn several_chosen() -> Reply {
    mistake(Text::words(
        "One subscription is about one thing: a team, a competition, a player, or everything. Subscribe once for each. Nothing was saved.",
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

/// The channel takes posts, and no threads can be started from them.
#[must_use]
pub fn no_threads(channel: &str) -> Reply {
    mistake(Text::words(format!(
        "No threads can be started in #{channel}. Choose thread:none, or a text channel. Nothing was saved."
    )))
}

/// A player's posts cannot be hidden.
#[must_use]
pub fn player_cannot_hide() -> Reply {
    mistake(Text::words(
        "A subscription to a player cannot hide: that a post comes at all tells that the player did something. Choose \
         spoilers:delay or spoilers:show. Nothing was saved.",
    ))
}

/// A delay was given where nothing waits.
#[must_use]
pub fn delay_without_waiting() -> Reply {
    mistake(Text::words(
        "With spoilers:show a post goes out at once, so there is no delay. Choose spoilers:delay. Nothing was saved.",
    ))
}

/// The role stands for everybody, or is not there.
#[must_use]
pub fn not_that_role() -> Reply {
    mistake(Text::words(
        "I tell no role that stands for everyone, and none that I cannot find in this server. Nothing was saved.",
    ))
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
        description: match lines.len() {
            0..=A_MESSAGE_FULL => Text::new(),
            _ => Text::words("What does not fit here: ")
                .then(Piece::Command("/subscriptions list".to_owned()))
                .say(" with a channel shows what is subscribed there."),
        },
        fields: fields.into_iter().map(|(_, field)| field).collect(),
        audience: Audience::Asker,
        ..Reply::default()
    }
}

/// How many subscriptions surely fit a message.
const A_MESSAGE_FULL: usize = 16;

/// Nothing is subscribed in a channel.
#[must_use]
pub fn none_there(channel: u64) -> Reply {
    let text = Text::words("Nothing is subscribed in ")
        .then(Piece::Channel(channel))
        .say(". ")
        .then(Piece::Command("/subscriptions list".to_owned()))
        .say(" without a channel shows all there are.");
    private(Tone::Plain, text)
}

/// A subscription in a line: what it is about, its state, how it posts, its last post.
pub(super) fn shown(line: &SubscriptionLine) -> Text {
    let text = Text::new().bold(line.about.words());
    let text = match &line.paused {
        None => text.say(": active since ").then(Piece::Instant(line.since)),
        Some((reason, since)) => text
            .say(format!(": paused ({reason}) since "))
            .then(Piece::Instant(*since)),
    };
    let text = text.say("; ").and(line.how.text());
    match line.last_post {
        Some(post) => text
            .say("; last post ")
            .then(Piece::Instant(post.at))
            .say(" ")
            .then(Piece::Message {
                guild: post.guild,
                channel: line.channel,
                message: post.message,
            }),
        None => text.say("; nothing posted yet"),
    }
}
