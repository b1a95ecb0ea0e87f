//! What somebody may do in one channel, computed from what Discord says of its roles and overwrites.

use serde::Deserialize;
use serenity::all::{
    ChannelId, GuildId, Http, HttpError, LightMethod, Permissions, Request, Route, UserId,
};

/// What a summary needs in its channel, in the words that Discord's settings use.
pub const TO_POST: [(Permissions, &str); 3] = [
    (Permissions::VIEW_CHANNEL, "View Channel"),
    (Permissions::SEND_MESSAGES, "Send Messages"),
    (Permissions::EMBED_LINKS, "Embed Links"),
];

/// What a subscription needs beyond a post.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extras {
    /// It starts a thread from each post.
    pub threads: bool,
    /// It tells this role.
    pub role: Option<u64>,
}

/// A channel as its settings stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelAccess {
    /// Its name, without the `#`.
    pub name: String,
    /// What kind of channel it is.
    pub kind: ChannelKind,
    /// The permissions that are missing, in the order of [`TO_POST`], then for the extras.
    pub missing: Vec<&'static str>,
    /// Whether the role that is to be told is one of the server's, and not that of everyone.
    pub knows_role: bool,
}

/// What can be done with a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChannelKind {
    /// Messages can be posted, and threads started from them.
    Text,
    /// Messages can be posted, and that is all: a thread, the chat of a voice channel.
    Plain,
    /// Posts are threads of their own.
    Forum,
    /// Nothing can be posted.
    Other,
}

#[derive(Deserialize)]
struct RoleWire {
    id: String,
    permissions: String,
    #[serde(default)]
    mentionable: bool,
}

#[derive(Deserialize)]
struct MemberWire {
    roles: Vec<String>,
    #[serde(default)]
    communication_disabled_until: Option<jiff::Timestamp>,
}

#[derive(Deserialize)]
struct ChannelWire {
    #[serde(rename = "type")]
    kind: u8,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    permission_overwrites: Vec<OverwriteWire>,
    #[serde(default)]
    parent_id: Option<String>,
}

#[derive(Deserialize)]
struct OverwriteWire {
    id: String,
    allow: String,
    deny: String,
}

/// Asks Discord what `bot` may do in `channel`; `now` decides whether it is timed out. A channel that cannot even be
/// looked at lacks View Channel.
pub async fn access(
    http: &Http,
    guild_id: GuildId,
    channel_id: ChannelId,
    bot: UserId,
    extras: Extras,
    now: jiff::Timestamp,
) -> serenity::Result<ChannelAccess> {
    let roles = get::<Vec<RoleWire>>(http, Route::GuildRoles { guild_id });
    let member = Route::GuildMember {
        guild_id,
        user_id: bot,
    };
    let member = get::<MemberWire>(http, member);
    let channel = get::<ChannelWire>(http, Route::Channel { channel_id });
    let (roles, member, channel) = tokio::join!(roles, member, channel);
    let mut channel = match channel {
        Err(error) if is_out_of_sight(&error) => {
            return Ok(ChannelAccess {
                name: channel_id.to_string(),
                kind: ChannelKind::Text,
                missing: vec![TO_POST[0].1],
                knows_role: true,
            });
        }
        other => other?,
    };
    let (roles, member) = (roles?, member?);
    let is_thread = matches!(channel.kind, 10..=12);
    if is_thread && let Some(parent) = channel.parent_id.as_deref().and_then(|id| id.parse().ok()) {
        // A thread has the overwrites of its channel.
        let route = Route::Channel {
            channel_id: ChannelId::new(parent),
        };
        let parent: ChannelWire = get(http, route).await?;
        channel.permission_overwrites = parent.permission_overwrites;
    }
    let held = granted(guild_id, bot, &roles, &member, &channel, now);
    let mut missing = missing(held, is_thread);
    if extras.threads && !held.contains(Permissions::CREATE_PUBLIC_THREADS) {
        missing.push("Create Public Threads");
    }
    let role = extras.role.map(|id| {
        let id = id.to_string();
        roles
            .iter()
            .find(|role| role.id == id && id != guild_id.to_string())
    });
    if let Some(Some(role)) = role
        && !role.mentionable
        && !held.contains(Permissions::MENTION_EVERYONE)
    {
        missing.push("Mention @everyone, @here, and All Roles");
    }
    Ok(ChannelAccess {
        name: channel.name.unwrap_or_else(|| channel_id.to_string()),
        kind: match channel.kind {
            0 | 5 => ChannelKind::Text,
            2 | 10..=13 => ChannelKind::Plain,
            15 | 16 => ChannelKind::Forum,
            _ => ChannelKind::Other,
        },
        missing,
        knows_role: role.is_none_or(|found| found.is_some()),
    })
}

async fn get<T: for<'de> Deserialize<'de>>(http: &Http, route: Route<'_>) -> serenity::Result<T> {
    let response = http.request(Request::new(route, LightMethod::Get)).await?;
    Ok(response.json().await?)
}

/// Discord's 50001: the bot cannot see the channel.
fn is_out_of_sight(error: &serenity::Error) -> bool {
    matches!(error, serenity::Error::Http(HttpError::UnsuccessfulRequest(refusal))
        if refusal.error.code == 50001)
}

fn missing(held: Permissions, is_thread: bool) -> Vec<&'static str> {
    TO_POST
        .into_iter()
        .map(|(permission, name)| {
            if is_thread && permission == Permissions::SEND_MESSAGES {
                (
                    Permissions::SEND_MESSAGES_IN_THREADS,
                    "Send Messages in Threads",
                )
            } else {
                (permission, name)
            }
        })
        .filter(|(permission, _)| !held.contains(*permission))
        .map(|(_, name)| name)
        .collect()
}

/// Discord's own order: everyone's role, the member's roles, then the channel's overwrites for everyone, for the roles
/// together, for the member.
fn granted(
    guild: GuildId,
    bot: UserId,
    roles: &[RoleWire],
    member: &MemberWire,
    channel: &ChannelWire,
    now: jiff::Timestamp,
) -> Permissions {
    let bits = |text: &str| Permissions::from_bits_truncate(text.parse().unwrap_or(0));
    let everyone = guild.to_string();
    let is_held = |id: &String| *id == everyone || member.roles.contains(id);
    let base = roles
        .iter()
        .filter(|role| is_held(&role.id))
        .fold(Permissions::empty(), |held, role| {
            held | bits(&role.permissions)
        });
    if base.contains(Permissions::ADMINISTRATOR) {
        return Permissions::all();
    }
    let overwritten = |held: Permissions, applies: &dyn Fn(&String) -> bool| {
        let those = || {
            channel
                .permission_overwrites
                .iter()
                .filter(|overwrite| applies(&overwrite.id))
        };
        let denied = those().fold(Permissions::empty(), |all, one| all | bits(&one.deny));
        let allowed = those().fold(Permissions::empty(), |all, one| all | bits(&one.allow));
        (held - denied) | allowed
    };
    let held = overwritten(base, &|id| *id == everyone);
    let held = overwritten(held, &|id| *id != everyone && member.roles.contains(id));
    let held = overwritten(held, &|id| *id == bot.to_string());
    let is_timed_out = member
        .communication_disabled_until
        .is_some_and(|until| until > now);
    if is_timed_out {
        held & (Permissions::VIEW_CHANNEL | Permissions::READ_MESSAGE_HISTORY)
    } else {
        held
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUILD: GuildId = GuildId::new(1);
    const BOT: UserId = UserId::new(7);

    fn held(
        roles: &[(&str, Permissions)],
        overwrites: &[(&str, Permissions, Permissions)],
    ) -> Permissions {
        let roles: Vec<RoleWire> = roles
            .iter()
            .map(|(id, permissions)| RoleWire {
                id: (*id).to_owned(),
                permissions: permissions.bits().to_string(),
                mentionable: false,
            })
            .collect();
        let member = MemberWire {
            roles: roles
                .iter()
                .map(|role| role.id.clone())
                .filter(|id| id != "1")
                .collect(),
            communication_disabled_until: None,
        };
        let channel = ChannelWire {
            kind: 0,
            name: Some("scores".to_owned()),
            permission_overwrites: overwrites
                .iter()
                .map(|(id, allow, deny)| OverwriteWire {
                    id: (*id).to_owned(),
                    allow: allow.bits().to_string(),
                    deny: deny.bits().to_string(),
                })
                .collect(),
            parent_id: None,
        };
        granted(
            GUILD,
            BOT,
            &roles,
            &member,
            &channel,
            jiff::Timestamp::UNIX_EPOCH,
        )
    }

    const NONE: Permissions = Permissions::empty();
    const VIEW: Permissions = Permissions::VIEW_CHANNEL;
    const SEND: Permissions = Permissions::SEND_MESSAGES;

    #[test]
    fn a_role_allowed_in_the_channel_outranks_everyone_denied_there() {
        let held = held(
            &[("1", VIEW | SEND), ("20", NONE)],
            &[("1", NONE, SEND), ("20", SEND, NONE)],
        );
        assert!(held.contains(SEND));
    }

    #[test]
    fn the_bot_denied_by_name_outranks_its_roles() {
        let held = held(
            &[("1", VIEW), ("20", SEND)],
            &[("20", SEND, NONE), ("7", NONE, SEND)],
        );
        assert_eq!(missing(held, false), ["Send Messages", "Embed Links"]);
    }

    #[test]
    fn an_administrator_may_post_anywhere() {
        let held = held(
            &[("1", NONE), ("20", Permissions::ADMINISTRATOR)],
            &[("1", NONE, VIEW)],
        );
        assert_eq!(missing(held, true), Vec::<&str>::new());
    }

    #[test]
    fn a_role_of_somebody_else_gives_nothing() {
        let held = held(&[("1", VIEW)], &[("30", SEND, NONE)]);
        assert!(!held.contains(SEND));
    }
}
