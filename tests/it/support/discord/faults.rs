//! What the double can be told to do wrong.

use std::time::Duration;

/// A kind of REST request, so that a fault hits the request it is meant for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Route {
    /// `GET /gateway`, where the client learns the gateway's address.
    Gateway,
    /// `GET /gateway/bot`, the same with the shard count.
    GatewayBot,
    /// `GET /users/@me`.
    CurrentUser,
    /// `GET /oauth2/applications/@me`, `GET /applications/@me`.
    Application,
    /// `GET` and `PUT` of the commands of every server.
    Commands,
    /// `GET` and `PUT` of the commands of one server.
    GuildCommands,
    /// `POST /interactions/…/callback`.
    Callback,
    /// `POST /webhooks/…`, a follow-up.
    FollowUp,
    /// `GET /webhooks/…/messages/…`.
    ReadAnswer,
    /// `PATCH /webhooks/…/messages/…`.
    EditAnswer,
    /// `DELETE /webhooks/…/messages/…`.
    DeleteAnswer,
    /// `GET /channels/…`.
    Channel,
    /// `POST /channels/…/messages`.
    Post,
    /// `PATCH /channels/…/messages/…`.
    Edit,
    /// `DELETE /channels/…/messages/…`.
    Delete,
    /// `GET /channels/…/messages`.
    History,
    /// `GET /channels/…/messages/…`.
    Message,
    /// `POST /channels/…/messages/…/threads`.
    Thread,
    /// `GET /guilds/…`.
    Guild,
    /// `GET /guilds/…/channels`.
    GuildChannels,
    /// `GET /guilds/…/roles`.
    Roles,
    /// `GET /guilds/…/members/…`.
    Member,
    /// `POST /users/@me/channels`.
    OpenDirectMessage,
}

/// What goes wrong with a request.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fault {
    /// 429; nothing was done.
    RateLimited {
        /// How long to wait.
        after: Duration,
        /// Whether it counts for every route.
        global: bool,
        /// Whether `Retry-After` and the `X-RateLimit-…` headers are there.
        header: bool,
    },
    /// A status without Discord's error body, as a proxy sends it; nothing was done.
    Status(u16),
    /// A refusal with Discord's own code (403 50001, 404 10003, 400 50035 …); nothing was done.
    Code(u16, u64),
    /// Done, and answered with 200 and no body.
    Empty,
    /// Done, and answered with a 5xx.
    StatusAfterAccept(u16),
    /// Nothing was done, and no answer ever comes.
    Hang,
    /// Nothing was done, and the connection is reset.
    Drop,
    /// Done, and the connection is reset before the answer.
    ReplyLostAfterAccept,
    /// Done, and no answer ever comes.
    HangAfterAccept,
    /// Done, and answered when the test says so ([`Discord::release`](super::Discord::release)).
    Held,
}

/// What goes wrong on the gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GatewayFault {
    /// The connection is cut without a close frame.
    Drop,
    /// Op 7: reconnect and resume.
    Reconnect,
    /// Op 9: the session is invalid.
    InvalidSession {
        /// Whether it may be resumed nevertheless.
        resumable: bool,
    },
    /// A close frame, with or without a code.
    Close(Option<u16>),
    /// An event whose `INTERACTION_CREATE` lacks the field `locale`, which serenity cannot parse.
    Unparsable,
}

/// A fault that waits for its request.
#[derive(Debug)]
pub(super) struct Armed {
    pub route: Route,
    pub channel: Option<u64>,
    pub fault: Fault,
    pub times: u32,
}

/// Takes one use of the first fault that fits.
pub(super) fn take(armed: &mut Vec<Armed>, route: Route, channel: Option<u64>) -> Option<Fault> {
    let index = armed
        .iter()
        .position(|one| one.route == route && (one.channel.is_none() || one.channel == channel))?;
    let fault = armed[index].fault;
    armed[index].times = armed[index].times.saturating_sub(1);
    if armed[index].times == 0 {
        armed.remove(index);
    }
    Some(fault)
}
