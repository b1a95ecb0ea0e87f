//! What delivery asks of whatever carries its posts.

use std::time::Duration;

use super::Tag;

/// A post ready to go.
#[derive(Debug, Clone, PartialEq)]
pub struct Post {
    /// The message as JSON.
    pub body: serde_json::Value,
    /// The sign it carries.
    pub tag: Tag,
}

/// What became of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It stands in the channel.
    Sent {
        /// The message that shows it.
        message_id: u64,
        /// How long the channel takes no further post.
        rest: Duration,
    },
    /// It was refused, and trying again changes nothing until somebody acts.
    Refused(Refusal),
    /// It was not taken, and may be after a wait.
    RateLimited {
        /// The wait.
        after: Duration,
        /// Whether no channel takes a post meanwhile.
        everywhere: bool,
    },
    /// It may have been taken or not: no answer came, or none that says.
    InDoubt(String),
    /// It was surely not taken: it never reached its reader.
    Unavailable(String),
}

/// A refusal in Discord's own terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// Discord's own code, 0 when it gave none.
    pub code: u64,
    /// Discord's own words.
    pub words: String,
}

/// What looking for a post came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It stands there.
    Message(u64),
    /// It does not.
    Nothing,
    /// The channel may not be read, so nobody can tell.
    Unreadable,
    /// It may not even be entered.
    Refused(Refusal),
    /// The question was not answered; ask again after a while.
    NoAnswer(Option<Duration>),
}

/// Carries posts to channels.
pub trait Sender: Send + Sync + 'static {
    /// Posts in a channel. The same tag twice within [`NONCE_HOLDS`](super::NONCE_HOLDS) is one message.
    fn post(&self, channel: u64, post: &Post) -> impl Future<Output = Outcome> + Send;

    /// Puts a new body in the place of a message's. Doing so twice does no harm.
    fn edit(
        &self,
        channel: u64,
        message: u64,
        body: &serde_json::Value,
    ) -> impl Future<Output = Outcome> + Send;

    /// Starts a thread from a message. Trying it twice does no harm: a message has one thread at the most.
    fn start_thread(
        &self,
        channel: u64,
        message: u64,
        name: &str,
    ) -> impl Future<Output = Outcome> + Send;

    /// Looks for a post among the messages of a channel from `since` (counted from 1970) on.
    fn find(&self, channel: u64, tag: &Tag, since: Duration) -> impl Future<Output = Found> + Send;
}
