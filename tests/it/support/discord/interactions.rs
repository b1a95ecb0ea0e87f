//! What the bot does with interactions: commands registered, callbacks, follow-ups, edits.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use serenity::all as discord;

use super::{
    answers::{Answer, AnswerKind},
    faults::Route,
    payloads,
    rest::Said,
    routes::Call,
    world::{APPLICATION, Asked, Asker, Message, Source, World},
};

/// Discord gives three seconds to acknowledge.
const TO_ACKNOWLEDGE: Duration = Duration::from_secs(3);
/// A token serves fifteen minutes.
const TOKEN_LIFE: Duration = Duration::from_secs(15 * 60);
/// The flag of a message that the asker alone sees.
const PRIVATE: u64 = 1 << 6;

const UNKNOWN_INTERACTION: Said = Said::Refused(404, 10_062, "Unknown interaction");
const UNKNOWN_WEBHOOK: Said = Said::Refused(404, 10_015, "Unknown Webhook");
const UNKNOWN_MESSAGE: Said = Said::Refused(404, 10_008, "Unknown Message");

fn flags(body: &Value) -> u64 {
    body["flags"].as_u64().unwrap_or(0)
}

/// Keeps the commands of all servers, or of one, and tells them back.
pub(super) fn register(world: &mut World, call: &Call<'_>) -> Said {
    if call.first != APPLICATION {
        return Said::Refused(
            403,
            20_012,
            "You are not authorized to perform this action on this application",
        );
    }
    let guild = call.second;
    if let Value::Array(given) = &call.body {
        let commands: Vec<Value> = given
            .iter()
            .map(|command| payloads::command(world, command, guild))
            .collect();
        match guild {
            Some(guild) => {
                world.guild_commands.insert(guild, commands);
            }
            None => world.commands = commands,
        }
    }
    let empty = Vec::new();
    let commands = match (call.route, guild) {
        (Route::GuildCommands, Some(guild)) => world.guild_commands.get(&guild).unwrap_or(&empty),
        _ => &world.commands,
    };
    Said::Json(Value::Array(commands.clone()))
}

pub(super) fn callback(world: &mut World, call: &Call<'_>, now: Duration) -> Said {
    let kind = call.body["type"].as_u64().unwrap_or(0);
    let data = call.body["data"].clone();
    let next = world.new_id();
    let Some(asked) = world.interactions.get_mut(&call.first) else {
        world.problems.push(format!(
            "a callback to interaction {} that was never sent",
            call.first
        ));
        return UNKNOWN_INTERACTION;
    };
    if asked.interaction.token != call.token {
        return UNKNOWN_INTERACTION;
    }
    if now.saturating_sub(asked.sent_at) > TO_ACKNOWLEDGE {
        let what = asked.what.clone();
        world
            .problems
            .push(format!("{what} was acknowledged too late"));
        return UNKNOWN_INTERACTION;
    }
    asked.acknowledgements += 1;
    if asked.acknowledgements > 1 {
        return Said::Refused(400, 40_060, "Interaction has already been acknowledged.");
    }
    let is_private = flags(&data) & PRIVATE != 0;
    match kind {
        4 => {
            asked.original = Some(next);
            answered(asked, AnswerKind::Reply, Some(next), is_private, &data);
            let message = reply(next, asked, data, is_private, now);
            world.keep(message);
        }
        5 => {
            asked.was_deferred = true;
            asked.deferred = Some(flags(&data));
        }
        6 => asked.original = asked.message,
        7 => {
            asked.original = asked.message;
            let message = asked.message;
            answered(asked, AnswerKind::Update, message, false, &data);
            if let Some(message) = message {
                world.edit(message, &data);
            }
        }
        8 => answered(asked, AnswerKind::Choices, None, true, &data),
        9 => answered(asked, AnswerKind::Modal, None, true, &data),
        _ => {
            world
                .problems
                .push(format!("a callback of unknown type: {}", call.body));
            return Said::Refused(400, 50_035, "Invalid Form Body");
        }
    }
    Said::Nothing
}

fn answered(
    asked: &mut Asked,
    kind: AnswerKind,
    message: Option<u64>,
    is_private: bool,
    body: &Value,
) {
    asked.answered.get_or_insert_with(Instant::now);
    asked.answers.push(Answer {
        kind,
        message,
        is_private,
        body: body.clone(),
    });
}

fn reply(id: u64, asked: &Asked, body: Value, is_private: bool, now: Duration) -> Message {
    Message {
        id,
        channel: asked.channel,
        source: Source::Answer,
        author: APPLICATION,
        body,
        edits: Vec::new(),
        nonce: None,
        is_private,
        asked_by: Some(asked.by),
        is_deleted: false,
        thread: None,
        at: now.as_millis(),
    }
}

/// The interaction whose token this is, acknowledged and not too old.
fn acknowledged<'a>(
    world: &'a mut World,
    token: &str,
    now: Duration,
) -> Result<&'a mut Asked, Said> {
    match world.asked_by_token(token) {
        Some(asked)
            if asked.acknowledgements > 0 && now.saturating_sub(asked.sent_at) < TOKEN_LIFE =>
        {
            Ok(asked)
        }
        _ => Err(UNKNOWN_WEBHOOK),
    }
}

pub(super) fn follow_up(world: &mut World, call: &Call<'_>, now: Duration) -> Said {
    let next = world.new_id();
    let asked = match acknowledged(world, call.token, now) {
        Ok(asked) => asked,
        Err(refusal) => return refusal,
    };
    // The first follow-up after a deferral takes the placeholder's place, and its privacy.
    let (kind, is_private) = match asked.deferred.take() {
        Some(deferred) => {
            asked.original = Some(next);
            (AnswerKind::Edit, deferred & PRIVATE != 0)
        }
        None => (AnswerKind::FollowUp, flags(&call.body) & PRIVATE != 0),
    };
    answered(asked, kind, Some(next), is_private, &call.body);
    let message = reply(next, asked, call.body.clone(), is_private, now);
    let value = payloads::message(&message);
    world.keep(message);
    Said::Json(value)
}

/// The message a webhook path means.
fn meant(world: &mut World, call: &Call<'_>) -> Result<u64, Said> {
    let asked = world.asked_by_token(call.token).ok_or(UNKNOWN_WEBHOOK)?;
    let id = call.second.or(asked.original).ok_or(UNKNOWN_MESSAGE)?;
    match world.messages.get(&id) {
        Some(message) if !message.is_deleted => Ok(id),
        _ => Err(UNKNOWN_MESSAGE),
    }
}

pub(super) fn read(world: &mut World, call: &Call<'_>) -> Said {
    match meant(world, call) {
        Ok(id) => Said::Json(payloads::message(&world.messages[&id])),
        Err(refusal) => refusal,
    }
}

pub(super) fn edit(world: &mut World, call: &Call<'_>, now: Duration) -> Said {
    let next = world.new_id();
    let asked = match acknowledged(world, call.token, now) {
        Ok(asked) => asked,
        Err(refusal) => return refusal,
    };
    if call.second.is_none()
        && let Some(deferred) = asked.deferred.take()
    {
        let is_private = deferred & PRIVATE != 0;
        asked.original = Some(next);
        answered(asked, AnswerKind::Edit, Some(next), is_private, &call.body);
        let message = reply(next, asked, call.body.clone(), is_private, now);
        let value = payloads::message(&message);
        world.keep(message);
        return Said::Json(value);
    }
    let id = match meant(world, call) {
        Ok(id) => id,
        Err(refusal) => return refusal,
    };
    world.edit(id, &call.body);
    let message = world.messages[&id].clone();
    if let Some(asked) = world.asked_by_token(call.token) {
        answered(
            asked,
            AnswerKind::Edit,
            Some(id),
            message.is_private,
            &message.body,
        );
    }
    Said::Json(payloads::message(&message))
}

pub(super) fn delete(world: &mut World, call: &Call<'_>) -> Said {
    if call.second.is_none()
        && let Some(asked) = world.asked_by_token(call.token)
        && asked.deferred.take().is_some()
    {
        return Said::Nothing;
    }
    match meant(world, call) {
        Ok(id) => {
            if let Some(message) = world.messages.get_mut(&id) {
                message.is_deleted = true;
            }
            Said::Nothing
        }
        Err(refusal) => refusal,
    }
}

/// A command, the steps (type and name) that lead to the one meant, and that one's options.
type Declared = (Value, Vec<(u64, String)>, Vec<Value>);

/// The definition of a command a test wants to use, by its full name ("subscriptions list"): the names that lead to
/// it, the top command, and the options of the leaf.
pub(super) fn find_command(
    world: &World,
    guild: Option<u64>,
    name: &str,
    kind: u64,
) -> Option<Declared> {
    let none = Vec::new();
    let (top, rest) = if kind == 1 {
        let mut words = name.split(' ');
        (words.next()?, words.collect::<Vec<_>>())
    } else {
        (name, Vec::new())
    };
    let own = guild
        .and_then(|guild| world.guild_commands.get(&guild))
        .unwrap_or(&none);
    let command = own
        .iter()
        .chain(&world.commands)
        .find(|command| command["name"] == top && command["type"] == kind)?;
    let mut options = command["options"].as_array().cloned().unwrap_or_default();
    let mut path = Vec::new();
    for word in rest {
        let step = options.iter().find(|option| {
            option["name"] == word && matches!(option["type"].as_u64(), Some(1 | 2))
        })?;
        path.push((step["type"].as_u64()?, word.to_owned()));
        options = step["options"].as_array().cloned().unwrap_or_default();
    }
    Some((command.clone(), path, options))
}

/// The channels that the options of an interaction name, as Discord adds them: with what the asker may do there.
pub(super) fn resolved_channels(
    world: &World,
    asker: &Asker,
    declared: &[Value],
    given: &Value,
) -> Option<Value> {
    const CHANNEL: u64 = 7;
    let mut channels = serde_json::Map::new();
    for option in declared.iter().filter(|option| option["type"] == CHANNEL) {
        let id = given[option["name"].as_str()?].as_str()?;
        let channel = &world.channels[&id.parse().ok()?];
        let mut may = asker.permissions;
        may.set(
            discord::Permissions::VIEW_CHANNEL,
            !asker.unseen.contains(&channel.id),
        );
        channels.insert(
            id.to_owned(),
            json!({
                "id": id, "name": channel.name, "type": channel.kind,
                "permissions": may.bits().to_string(),
            }),
        );
    }
    (!channels.is_empty()).then_some(Value::Object(channels))
}

/// The roles that the options of an interaction name, as Discord adds them.
pub(super) fn resolved_roles(
    world: &World,
    asker: &Asker,
    declared: &[Value],
    given: &Value,
) -> Option<Value> {
    const ROLE: u64 = 8;
    let all = payloads::roles(world.guilds.get(&asker.guild?)?);
    let named = declared
        .iter()
        .filter(|option| option["type"] == ROLE)
        .filter_map(|option| given[option["name"].as_str()?].as_str());
    let roles: serde_json::Map<String, Value> = named
        .map(|id| {
            let role = all
                .as_array()
                .into_iter()
                .flatten()
                .find(|role| role["id"] == id);
            (id.to_owned(), role.expect("the role is there").clone())
        })
        .collect();
    (!roles.is_empty()).then_some(Value::Object(roles))
}

/// Discord's number for an option that takes a file.
const FILE: u64 = 11;

/// The id of the one file that a person can attach here.
const ATTACHED: &str = "1700000000000000001";

/// Adds the file that an option names, as Discord does: `{"filename", "size", "url"}`.
pub(super) fn attach(data: &mut Value, declared: &[Value], given: &Value) {
    for option in declared.iter().filter(|option| option["type"] == FILE) {
        let name = option["name"].as_str().expect("an option has a name");
        let Some(file) = given.get(name) else {
            continue;
        };
        data["resolved"]["attachments"] = json!({ ATTACHED: {
            "id": ATTACHED, "filename": file["filename"], "size": file["size"], "url": file["url"],
            "proxy_url": file["url"], "content_type": "text/plain",
        }});
    }
}

/// The options of an interaction, typed as the command declares them.
///
/// # Panics
/// Panics where a person could not have sent this: an option that the command does not have, a required one left out.
pub(super) fn typed_options(
    declared: &[Value],
    given: &Value,
    focused: Option<&str>,
) -> Vec<Value> {
    let given = given.as_object().cloned().unwrap_or_default();
    for name in given.keys() {
        assert!(
            declared
                .iter()
                .any(|option| option["name"] == name.as_str()),
            "the command has no option {name:?}"
        );
    }
    let mut typed = Vec::new();
    for option in declared {
        let name = option["name"].as_str().expect("an option has a name");
        let Some(value) = given.get(name) else {
            assert!(
                option["required"] != true || focused.is_some(),
                "the command needs the option {name:?}"
            );
            continue;
        };
        let choices = option["choices"]
            .as_array()
            .filter(|choices| !choices.is_empty());
        assert!(
            choices.is_none_or(|choices| choices.iter().any(|choice| choice["value"] == *value)),
            "{value} is no choice of the option {name:?}"
        );
        let value = if option["type"] == FILE {
            &json!(ATTACHED)
        } else {
            value
        };
        let mut sent = json!({ "name": name, "type": option["type"], "value": value });
        if focused == Some(name) {
            assert!(
                option["autocomplete"] == true,
                "the option {name:?} has no autocomplete"
            );
            sent["focused"] = json!(true);
        }
        typed.push(sent);
    }
    typed
}
