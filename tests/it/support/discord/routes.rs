//! Which request a path is.

use axum::http::Method;
use serde_json::Value;

use super::faults::Route;

/// A request understood: which route, on what.
#[derive(Debug)]
pub(super) struct Call<'a> {
    pub route: Route,
    /// Its path in Discord's document.
    pub template: &'static str,
    /// The channel, or the guild, or the interaction.
    pub first: u64,
    /// The message, or the member.
    pub second: Option<u64>,
    /// An interaction's token.
    pub token: &'a str,
    pub query: &'a str,
    pub body: Value,
}

/// A route with the parts of its path.
type Found<'a> = (Route, &'static str, u64, Option<u64>, &'a str);

/// Which route a path is.
pub(super) fn find<'a>(method: &Method, path: &'a str) -> Option<Found<'a>> {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let id = |text: &str| text.parse::<u64>().ok();
    let plain = |route, template| Some((route, template, 0, None, ""));
    let one = |route, template, first: &str| Some((route, template, id(first)?, None, ""));
    let two = |route, template, first: &str, second: &str| {
        Some((route, template, id(first)?, Some(id(second)?), ""))
    };
    let (get, post, put, patch, delete) = (
        method == Method::GET,
        method == Method::POST,
        method == Method::PUT,
        method == Method::PATCH,
        method == Method::DELETE,
    );
    match parts.as_slice() {
        ["gateway"] if get => plain(Route::Gateway, "/gateway"),
        ["gateway", "bot"] if get => plain(Route::GatewayBot, "/gateway/bot"),
        ["users", "@me"] if get => plain(Route::CurrentUser, "/users/@me"),
        ["oauth2", "applications", "@me"] if get => {
            plain(Route::Application, "/oauth2/applications/@me")
        }
        ["applications", "@me"] if get => plain(Route::Application, "/applications/@me"),
        ["users", "@me", "channels"] if post => {
            plain(Route::OpenDirectMessage, "/users/@me/channels")
        }
        ["applications", app, "commands"] if get || put => one(
            Route::Commands,
            "/applications/{application_id}/commands",
            app,
        ),
        ["applications", app, "guilds", guild, "commands"] if get || put => two(
            Route::GuildCommands,
            "/applications/{application_id}/guilds/{guild_id}/commands",
            app,
            guild,
        ),
        ["interactions", interaction, token, "callback"] if post => Some((
            Route::Callback,
            "/interactions/{interaction_id}/{interaction_token}/callback",
            id(interaction)?,
            None,
            token,
        )),
        ["webhooks", app, token] if post => Some((
            Route::FollowUp,
            "/webhooks/{webhook_id}/{webhook_token}",
            id(app)?,
            None,
            token,
        )),
        ["webhooks", app, token, "messages", which] => {
            let route = match *method {
                Method::GET => Route::ReadAnswer,
                Method::PATCH => Route::EditAnswer,
                Method::DELETE => Route::DeleteAnswer,
                _ => return None,
            };
            let (template, second) = match *which {
                "@original" => (
                    "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
                    None,
                ),
                number => (
                    "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}",
                    Some(id(number)?),
                ),
            };
            Some((route, template, id(app)?, second, token))
        }
        ["channels", channel] if get => one(Route::Channel, "/channels/{channel_id}", channel),
        ["channels", channel, "messages"] if post => {
            one(Route::Post, "/channels/{channel_id}/messages", channel)
        }
        ["channels", channel, "messages"] if get => {
            one(Route::History, "/channels/{channel_id}/messages", channel)
        }
        ["channels", channel, "messages", message] => {
            let route = if get {
                Route::Message
            } else if patch {
                Route::Edit
            } else if delete {
                Route::Delete
            } else {
                return None;
            };
            two(
                route,
                "/channels/{channel_id}/messages/{message_id}",
                channel,
                message,
            )
        }
        ["channels", channel, "messages", message, "threads"] if post => two(
            Route::Thread,
            "/channels/{channel_id}/messages/{message_id}/threads",
            channel,
            message,
        ),
        ["guilds", guild] if get => one(Route::Guild, "/guilds/{guild_id}", guild),
        ["guilds", guild, "channels"] if get => {
            one(Route::GuildChannels, "/guilds/{guild_id}/channels", guild)
        }
        ["guilds", guild, "roles"] if get => one(Route::Roles, "/guilds/{guild_id}/roles", guild),
        ["guilds", guild, "members", member] if get => two(
            Route::Member,
            "/guilds/{guild_id}/members/{user_id}",
            guild,
            member,
        ),
        _ => None,
    }
}
