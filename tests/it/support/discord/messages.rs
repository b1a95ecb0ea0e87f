//! Channels, messages, threads and servers over REST.

use std::time::Duration;

use serde_json::{Value, json};
use serenity::all::Permissions;

use super::{
    faults::Route,
    payloads,
    rest::Said,
    routes::Call,
    world::{APPLICATION, BOT_ROLE, Channel, MEMBER, Message, Source, World},
};

const UNKNOWN_CHANNEL: Said = Said::Refused(404, 10_003, "Unknown Channel");
const UNKNOWN_MESSAGE: Said = Said::Refused(404, 10_008, "Unknown Message");
const MISSING_ACCESS: Said = Said::Refused(403, 50_001, "Missing Access");
const MISSING_PERMISSIONS: Said = Said::Refused(403, 50_013, "Missing Permissions");

/// The channel, if the bot may do `needed` in it.
fn enter(world: &World, id: u64, needed: Permissions) -> Result<&Channel, Said> {
    let channel = world.channels.get(&id).ok_or(UNKNOWN_CHANNEL)?;
    let may = world.bot_may(channel);
    if !may.contains(Permissions::VIEW_CHANNEL) {
        return Err(MISSING_ACCESS);
    }
    if !may.contains(needed) {
        return Err(MISSING_PERMISSIONS);
    }
    Ok(channel)
}

pub(super) fn channel(world: &World, call: &Call<'_>) -> Said {
    match enter(world, call.first, Permissions::empty()) {
        Ok(channel) => Said::Json(payloads::channel(channel)),
        Err(refusal) => refusal,
    }
}

pub(super) fn post(world: &mut World, call: &Call<'_>, now: Duration) -> Said {
    let speak = match world.channels.get(&call.first) {
        Some(channel) if channel.kind == 11 => Permissions::SEND_MESSAGES_IN_THREADS,
        _ => Permissions::SEND_MESSAGES,
    };
    let may = match enter(world, call.first, speak) {
        Ok(channel) => world.bot_may(channel),
        Err(refusal) => return refusal,
    };
    let body = &call.body;
    let empty = |name: &str| body[name].as_array().is_none_or(Vec::is_empty);
    if body["content"].as_str().unwrap_or_default().is_empty() && empty("embeds") {
        return Said::Refused(400, 50_006, "Cannot send an empty message");
    }
    if !empty("embeds") && !may.contains(Permissions::EMBED_LINKS) {
        return MISSING_PERMISSIONS;
    }
    let nonce = match &body["nonce"] {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    if let Some(nonce) = &nonce
        && body["enforce_nonce"] == true
        && let Some((earlier, at)) = world.nonces.get(&(call.first, nonce.clone()))
        && now.saturating_sub(*at) < world.limits.nonce_memory
        && let Some(message) = world.messages.get(earlier)
    {
        return Said::Json(payloads::message(message));
    }
    let id = world.new_id();
    let message = Message {
        id,
        channel: call.first,
        source: Source::Post,
        author: APPLICATION,
        body: body.clone(),
        edits: Vec::new(),
        nonce: nonce.clone(),
        is_private: false,
        asked_by: None,
        is_deleted: false,
        thread: None,
        at: now.as_millis(),
    };
    if let Some(channel) = world.channels.get_mut(&call.first) {
        channel.is_archived = false;
    }
    let value = payloads::message(&message);
    world.keep(message);
    if let Some(nonce) = nonce {
        world.nonces.insert((call.first, nonce), (id, now));
    }
    Said::Json(value)
}

/// The message of a call that is still there.
fn message<'a>(world: &'a World, call: &Call<'_>) -> Result<&'a Message, Said> {
    enter(world, call.first, Permissions::empty())?;
    call.second
        .and_then(|id| world.messages.get(&id))
        .filter(|message| {
            message.channel == call.first && !message.is_deleted && !message.is_private
        })
        .ok_or(UNKNOWN_MESSAGE)
}

pub(super) fn one(world: &World, call: &Call<'_>) -> Said {
    if let Err(refusal) = enter(world, call.first, Permissions::READ_MESSAGE_HISTORY) {
        return refusal;
    }
    match message(world, call) {
        Ok(message) => Said::Json(payloads::message(message)),
        Err(refusal) => refusal,
    }
}

pub(super) fn edit(world: &mut World, call: &Call<'_>) -> Said {
    let id = match message(world, call) {
        Ok(message) if message.source == Source::Person => {
            return Said::Refused(
                403,
                50_005,
                "Cannot edit a message authored by another user",
            );
        }
        Ok(message) => message.id,
        Err(refusal) => return refusal,
    };
    if world
        .channels
        .get(&call.first)
        .is_some_and(|channel| channel.is_archived)
    {
        return Said::Refused(400, 50_083, "Thread is archived");
    }
    world.edit(id, &call.body);
    Said::Json(payloads::message(&world.messages[&id]))
}

pub(super) fn delete(world: &mut World, call: &Call<'_>) -> Said {
    let id = match message(world, call) {
        Ok(message) => message.id,
        Err(refusal) => return refusal,
    };
    if let Some(message) = world.messages.get_mut(&id) {
        message.is_deleted = true;
    }
    Said::Nothing
}

/// Newest first. Without Read Message History the list is empty, and that is no error.
pub(super) fn history(world: &World, call: &Call<'_>) -> Said {
    let readable = match enter(world, call.first, Permissions::empty()) {
        Ok(channel) => world
            .bot_may(channel)
            .contains(Permissions::READ_MESSAGE_HISTORY),
        Err(refusal) => return refusal,
    };
    let asked = |name: &str| {
        call.query.split('&').find_map(|pair| {
            let (key, value) = pair.split_once('=')?;
            (key == name).then(|| value.parse::<u64>().ok())?
        })
    };
    let limit = asked("limit").unwrap_or(50).clamp(1, 100) as usize;
    let (before, after) = (asked("before").unwrap_or(u64::MAX), asked("after"));
    let ids = world
        .by_channel
        .get(&call.first)
        .map_or(&[][..], Vec::as_slice);
    let kept = |id: &&u64| {
        let message = &world.messages[*id];
        !message.is_deleted
            && !message.is_private
            && **id < before
            && after.is_none_or(|after| **id > after)
    };
    let mut chosen: Vec<u64> = if after.is_some() {
        // After a message, Discord lists the ones that come next, newest first.
        ids.iter().filter(kept).take(limit).copied().collect()
    } else {
        ids.iter().rev().filter(kept).take(limit).copied().collect()
    };
    chosen.sort_unstable_by(|a, b| b.cmp(a));
    if !readable {
        chosen.clear();
    }
    Said::Json(
        chosen
            .iter()
            .map(|id| payloads::message(&world.messages[id]))
            .collect(),
    )
}

/// A thread from a message has the message's id, and there is at most one.
pub(super) fn start_thread(world: &mut World, call: &Call<'_>) -> Said {
    if let Err(refusal) = enter(world, call.first, Permissions::CREATE_PUBLIC_THREADS) {
        return refusal;
    }
    let id = match message(world, call) {
        Ok(message) if message.thread.is_some() => {
            return Said::Refused(
                400,
                160_004,
                "A thread has already been created for this message",
            );
        }
        Ok(message) => message.id,
        Err(refusal) => return refusal,
    };
    let Some(parent) = world.channels.get(&call.first).cloned() else {
        return UNKNOWN_CHANNEL;
    };
    let thread = Channel {
        id,
        name: call.body["name"].as_str().unwrap_or_default().to_owned(),
        kind: 11,
        parent: Some(parent.id),
        is_archived: false,
        denied: Permissions::empty(),
        last_message: None,
        ..parent
    };
    let value = payloads::channel(&thread);
    world.channels.insert(id, thread);
    if let Some(message) = world.messages.get_mut(&id) {
        message.thread = Some(id);
    }
    Said::Json(value)
}

pub(super) fn open_direct_message(world: &mut World, call: &Call<'_>) -> Said {
    let Some(person) = call.body["recipient_id"]
        .as_str()
        .and_then(|id| id.parse::<u64>().ok())
    else {
        return Said::Refused(400, 50_035, "Invalid Form Body");
    };
    // One channel a person, told by its id.
    let id = 1_700_000_000_000_000_000 + person % 1_000_000_000;
    let channel = world.channels.entry(id).or_insert_with(|| Channel {
        id,
        guild: None,
        name: String::new(),
        kind: 1,
        parent: None,
        is_archived: false,
        denied: Permissions::empty(),
        last_message: None,
    });
    Said::Json(payloads::channel(channel))
}

pub(super) fn guild(world: &World, call: &Call<'_>) -> Said {
    let Some(guild) = world.guilds.get(&call.first) else {
        return Said::Refused(404, 10_004, "Unknown Guild");
    };
    Said::Json(match call.route {
        Route::Roles => payloads::roles(guild),
        Route::GuildChannels => world
            .channels
            .values()
            .filter(|channel| channel.guild == Some(guild.id) && channel.kind != 11)
            .map(payloads::channel)
            .collect(),
        Route::Member => match call.second {
            Some(APPLICATION) => payloads::member(payloads::bot(), &[BOT_ROLE]),
            Some(MEMBER) => payloads::member(payloads::user(MEMBER, "member", false), &[]),
            _ => return Said::Refused(404, 10_007, "Unknown Member"),
        },
        _ => {
            let mut value = payloads::guild(guild);
            value["approximate_member_count"] = json!(2);
            value
        }
    })
}
