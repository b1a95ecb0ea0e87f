//! The JSON that Discord sends, each piece read with serenity's own types before it leaves.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use serenity::all as discord;

use super::world::{
    APPLICATION, Asker, BOT_ROLE, Channel, Guild, Message, OWNER, Source, World, bot_permissions,
};

/// The permissions of `@everyone`.
fn everyone() -> discord::Permissions {
    Asker::default().permissions
}

/// Reads `value` with serenity's type; what is wrong with it, if it cannot be read.
pub(super) fn misread<T: DeserializeOwned>(what: &str, value: &Value) -> Option<String> {
    serde_json::from_value::<T>(value.clone())
        .err()
        .map(|error| {
            format!("the double made a {what} that serenity cannot read: {error}: {value}")
        })
}

/// What is wrong with a gateway event, if serenity cannot read it. An event it does not know is read as
/// `Event::Unknown` without a word, and that is as wrong.
pub(super) fn misread_event(value: &Value) -> Option<String> {
    match serde_json::from_value::<discord::GatewayEvent>(value.clone()) {
        Ok(discord::GatewayEvent::Dispatch(_, discord::Event::Unknown(_))) => Some(format!(
            "the double made an event that serenity cannot read: {value}"
        )),
        Ok(_) => None,
        Err(error) => Some(format!(
            "the double made an event that serenity cannot read: {error}: {value}"
        )),
    }
}

/// The buttons and menus of a message, or the inputs of a modal.
pub(super) fn parts(body: &Value) -> impl Iterator<Item = &Value> {
    body["components"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|row| row["components"].as_array().into_iter().flatten())
}

/// The same instant every time: nothing in the tests depends on when a thing was made.
const TIME: &str = "2026-01-01T12:00:00.000000+00:00";

pub(super) fn user(id: u64, name: &str, bot: bool) -> Value {
    json!({
        "id": id.to_string(), "username": name, "discriminator": "0", "global_name": name,
        "avatar": null, "bot": bot, "system": false, "flags": 0, "public_flags": 0,
    })
}

pub(super) fn bot() -> Value {
    let mut bot = user(APPLICATION, "Touchline", true);
    bot["verified"] = json!(true);
    bot["mfa_enabled"] = json!(true);
    bot["email"] = Value::Null;
    bot
}

pub(super) fn application() -> Value {
    json!({
        "id": APPLICATION.to_string(), "name": "Touchline", "icon": null, "description": "",
        "bot_public": true, "bot_require_code_grant": false, "verify_key": "0".repeat(64),
        "owner": user(OWNER, "owner", false), "team": null, "flags": 0, "rpc_origins": [],
        "integration_types_config": { "0": {} },
    })
}

fn role(
    id: u64,
    name: &str,
    permissions: discord::Permissions,
    position: u16,
    managed: bool,
) -> Value {
    json!({
        "id": id.to_string(), "name": name, "color": 0,
        "colors": { "primary_color": 0, "secondary_color": null, "tertiary_color": null },
        "hoist": false, "icon": null, "unicode_emoji": null, "position": position,
        "permissions": permissions.bits().to_string(), "managed": managed, "mentionable": false, "flags": 0,
    })
}

pub(super) fn roles(guild: &Guild) -> Value {
    let mut all = vec![
        role(guild.id, "@everyone", everyone(), 0, false),
        role(BOT_ROLE, "Touchline", bot_permissions(), 1, true),
    ];
    for (position, (id, name, permissions)) in (2..).zip(&guild.roles) {
        let mut role = role(*id, name, *permissions, position, false);
        role["mentionable"] = json!(guild.mentionable.contains(id));
        all.push(role);
    }
    Value::Array(all)
}

pub(super) fn member(user: Value, roles: &[u64]) -> Value {
    json!({
        "user": user, "nick": null, "avatar": null, "banner": null,
        "roles": roles.iter().map(u64::to_string).collect::<Vec<_>>(),
        "joined_at": TIME, "premium_since": null, "deaf": false, "mute": false, "flags": 0,
        "pending": false, "communication_disabled_until": null,
    })
}

pub(super) fn channel(channel: &Channel) -> Value {
    let id = |id: Option<u64>| id.map(|id| id.to_string());
    let Some(guild) = channel.guild else {
        return json!({
            "id": channel.id.to_string(), "type": 1, "last_message_id": id(channel.last_message),
            "recipients": [user(super::world::MEMBER, "member", false)],
        });
    };
    let mut overwrites = Vec::new();
    if !channel.denied.is_empty() {
        overwrites.push(json!({
            "id": APPLICATION.to_string(), "type": 1, "allow": "0",
            "deny": channel.denied.bits().to_string(),
        }));
    }
    let mut value = json!({
        "id": channel.id.to_string(), "type": channel.kind, "guild_id": guild.to_string(),
        "name": channel.name, "position": 0, "topic": null, "nsfw": false,
        "rate_limit_per_user": 0, "parent_id": id(channel.parent), "flags": 0,
        "last_message_id": id(channel.last_message), "permission_overwrites": overwrites,
    });
    if channel.kind == 11 {
        value["thread_metadata"] = json!({
            "archived": channel.is_archived, "auto_archive_duration": 1440,
            "archive_timestamp": TIME, "locked": false,
        });
        value["owner_id"] = json!(APPLICATION.to_string());
        value["message_count"] = json!(0);
        value["member_count"] = json!(1);
    }
    value
}

fn guild_fields(guild: &Guild) -> Value {
    json!({
        "id": guild.id.to_string(), "name": guild.name, "icon": null, "splash": null,
        "discovery_splash": null, "owner_id": OWNER.to_string(), "afk_channel_id": null,
        "afk_timeout": 300, "verification_level": 0, "default_message_notifications": 0,
        "explicit_content_filter": 0, "roles": roles(guild), "emojis": [], "features": [],
        "mfa_level": 0, "application_id": null, "system_channel_id": null,
        "system_channel_flags": 0, "rules_channel_id": null, "vanity_url_code": null,
        "description": null, "banner": null, "premium_tier": 0, "preferred_locale": "en-GB",
        "public_updates_channel_id": null, "nsfw_level": 0, "stickers": [],
        "premium_progress_bar_enabled": false, "safety_alerts_channel_id": null,
    })
}

pub(super) fn guild(guild: &Guild) -> Value {
    guild_fields(guild)
}

/// `GUILD_CREATE`.
pub(super) fn guild_create(world: &World, guild: &Guild) -> Value {
    let mut value = guild_fields(guild);
    let (threads, channels): (Vec<_>, Vec<_>) = world
        .channels
        .values()
        .filter(|channel| channel.guild == Some(guild.id))
        .partition(|channel| channel.kind == 11);
    value["joined_at"] = json!(TIME);
    value["large"] = json!(false);
    value["unavailable"] = json!(false);
    value["member_count"] = json!(2);
    value["voice_states"] = json!([]);
    value["members"] = json!([member(bot(), &[BOT_ROLE])]);
    value["channels"] = channels.into_iter().map(self::channel).collect();
    value["threads"] = threads.into_iter().map(self::channel).collect();
    value["presences"] = json!([]);
    value["stage_instances"] = json!([]);
    value["guild_scheduled_events"] = json!([]);
    value["soundboard_sounds"] = json!([]);
    value
}

pub(super) fn message(message: &Message) -> Value {
    let author = match message.source {
        Source::Post | Source::Answer => bot(),
        Source::Person => user(message.author, "member", false),
    };
    let list = |name: &str| match &message.body[name] {
        Value::Array(items) => Value::Array(items.clone()),
        _ => json!([]),
    };
    let mut value = json!({
        "id": message.id.to_string(), "channel_id": message.channel.to_string(), "type": 0,
        "author": author, "content": message.content(), "timestamp": TIME,
        "edited_timestamp": if message.edits.is_empty() { Value::Null } else { json!(TIME) },
        "tts": false, "mention_everyone": false, "mentions": [], "mention_roles": [],
        "attachments": [], "embeds": list("embeds"), "components": list("components"),
        "pinned": false,
        "flags": message.body["flags"].as_u64().unwrap_or(0) | if message.is_private { 1 << 6 } else { 0 },
    });
    if let Some(asker) = message.asked_by {
        value["interaction_metadata"] = json!({
            "id": message.id.to_string(), "type": 2, "user": user(asker, "member", false),
            "authorizing_integration_owners": {}, "name": "as the test wants",
        });
    }
    if let Some(nonce) = &message.nonce {
        value["nonce"] = json!(nonce);
    }
    if message.source == Source::Answer {
        value["application_id"] = json!(APPLICATION.to_string());
        value["webhook_id"] = json!(APPLICATION.to_string());
    }
    if let Some(embeds) = value["embeds"].as_array_mut() {
        for embed in embeds {
            embed["type"] = json!("rich");
        }
    }
    value
}

/// A registered command as Discord tells it back.
pub(super) fn command(world: &mut World, given: &Value, guild: Option<u64>) -> Value {
    let mut value = given.clone();
    let id = world.new_id();
    value["id"] = json!(id.to_string());
    value["application_id"] = json!(APPLICATION.to_string());
    value["version"] = json!(id.to_string());
    if let Some(guild) = guild {
        value["guild_id"] = json!(guild.to_string());
    }
    for (name, default) in [
        ("type", json!(1)),
        ("description", json!("")),
        ("nsfw", json!(false)),
    ] {
        if value[name].is_null() {
            value[name] = default;
        }
    }
    if value["default_member_permissions"].is_null() {
        value["default_member_permissions"] = Value::Null;
    }
    value
}

/// What all interactions have in common; `kind` is Discord's number.
pub(super) fn interaction(world: &World, asker: &Asker, id: u64, token: &str, kind: u8) -> Value {
    let here = &world.channels[&asker.channel];
    let who = user(asker.user, &asker.name, false);
    let mut value = json!({
        "id": id.to_string(), "application_id": APPLICATION.to_string(), "type": kind,
        "token": token, "version": 1, "channel_id": asker.channel.to_string(),
        "channel": { "id": asker.channel.to_string(), "type": here.kind, "name": here.name,
            "permissions": asker.permissions.bits().to_string() },
        "app_permissions": world.bot_may(here).bits().to_string(), "locale": asker.locale,
        "entitlements": [], "attachment_size_limit": 10_485_760,
    });
    match asker.guild {
        Some(guild) => {
            let mut member = member(who, &asker.roles);
            member["permissions"] = json!(asker.permissions.bits().to_string());
            value["member"] = member;
            value["guild_id"] = json!(guild.to_string());
            value["guild_locale"] = json!("en-GB");
            value["guild"] = json!({ "id": guild.to_string(), "features": [], "locale": "en-GB" });
            value["context"] = json!(0);
            value["authorizing_integration_owners"] = json!({ "0": guild.to_string() });
        }
        None => {
            value["user"] = who;
            value["context"] = json!(1);
            value["authorizing_integration_owners"] = json!({ "0": "0" });
        }
    }
    value
}

/// The server an event belongs to, for choosing the shard.
pub(super) fn shard_of(event: &Value, shards: u64) -> u64 {
    event["guild_id"]
        .as_str()
        .or_else(|| event["id"].as_str().filter(|_| event["roles"].is_array()))
        .and_then(|id| id.parse::<u64>().ok())
        .map_or(0, |id| (id >> 22) % shards.max(1))
}
