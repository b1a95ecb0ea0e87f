//! What became of a match's post in a channel.

/// The post of a match in one channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelPost {
    /// The channel or thread.
    pub channel: u64,
    /// What became of it.
    pub fate: PostFate,
}

/// What became of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PostFate {
    /// It waits.
    Waiting {
        /// When it is due: seconds since 1970.
        due_at: i64,
        /// Until when it waits for the goals told to add up to the score, if it does: seconds since 1970.
        complete_by: Option<i64>,
        /// What kept it at the last try.
        problem: Option<String>,
    },
    /// It stands in the channel.
    Sent {
        /// Since when: seconds since 1970.
        at: i64,
        /// The message.
        message: u64,
        /// Whether it is a line of a digest.
        in_digest: bool,
    },
    /// Discord refused it, with the reason in words.
    Refused(String),
    /// Nobody can tell whether it stands there, with the reason in words.
    Uncertain(String),
    /// It was not needed, with the reason in words.
    Dropped(String),
}
