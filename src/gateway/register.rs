//! Telling Discord which commands there are.

use serde_json::{Map, Value};
use serenity::all::{ApplicationId, GuildId, Http, LightMethod, Request, Route};
use tracing::{error, info, warn};

use super::errors::Fault;
use super::rest::told;
use super::state::Lobby;

/// Registers the commands, in one server or everywhere, unless Discord has them already; `false` when it has to be tried
/// again.
pub async fn register(
    http: &Http,
    commands: &[poise::Command<Lobby, Fault>],
    guild: Option<u64>,
) -> bool {
    let Some(application) = http.application_id() else {
        return false;
    };
    let wanted = match serde_json::to_value(poise::builtins::create_application_commands(commands))
    {
        Ok(wanted) => wanted,
        Err(error) => {
            error!(%error, "the commands cannot be written as Discord wants them");
            return false;
        }
    };
    let place = guild.map(GuildId::new);
    match has(http, application, place, &wanted).await {
        Ok(true) => {
            info!("Discord has the commands already");
            return true;
        }
        Ok(false) => {}
        Err(error) => warn!(
            error = told(&error),
            "Discord does not say which commands it has"
        ),
    }
    match put(http, application, place, &wanted).await {
        Ok(()) => {
            info!(guild, "registered the commands");
            true
        }
        Err(error) => {
            error!(
                guild,
                error = told(&error),
                "Discord did not take the commands; for one server, invite the bot with the scope applications.commands"
            );
            false
        }
    }
}

fn route(application_id: ApplicationId, place: Option<GuildId>) -> Route<'static> {
    match place {
        Some(guild_id) => Route::GuildCommands {
            application_id,
            guild_id,
        },
        None => Route::Commands { application_id },
    }
}

async fn has(
    http: &Http,
    application: ApplicationId,
    place: Option<GuildId>,
    wanted: &Value,
) -> serenity::Result<bool> {
    let request = Request::new(route(application, place), LightMethod::Get);
    let held: Value = http.request(request).await?.json().await?;
    Ok(essence(&held) == essence(wanted))
}

async fn put(
    http: &Http,
    application: ApplicationId,
    place: Option<GuildId>,
    wanted: &Value,
) -> serenity::Result<()> {
    let body = serde_json::to_vec(wanted)?;
    let request = Request::new(route(application, place), LightMethod::Put).body(Some(body));
    http.request(request).await.map(drop)
}

/// What makes two lists of commands the same: Discord adds ids and versions, leaves out or fills in defaults, and keeps
/// an order of its own at the top.
fn essence(commands: &Value) -> Vec<Value> {
    const KEPT: [&str; 15] = [
        "name",
        "description",
        "type",
        "options",
        "required",
        "autocomplete",
        "choices",
        "value",
        "channel_types",
        "min_value",
        "max_value",
        "min_length",
        "max_length",
        "default_member_permissions",
        "contexts",
    ];
    fn pick(value: &Value, is_command: bool) -> Value {
        match value {
            Value::Object(fields) => {
                let mut picked: Map<String, Value> = fields
                    .iter()
                    .filter(|(key, _)| KEPT.contains(&key.as_str()))
                    .map(|(key, value)| (key.clone(), pick(value, false)))
                    .filter(|(key, value)| !is_default(key, value))
                    .collect();
                if is_command {
                    // 1, a slash command, is the default.
                    picked.entry("type").or_insert(Value::from(1));
                }
                Value::Object(picked)
            }
            Value::Array(items) => Value::Array(items.iter().map(|i| pick(i, false)).collect()),
            other => other.clone(),
        }
    }
    let mut commands: Vec<Value> = commands
        .as_array()
        .map(|all| all.iter().map(|command| pick(command, true)).collect())
        .unwrap_or_default();
    commands.sort_by_key(|command| command["name"].as_str().map(str::to_owned));
    commands
}

fn is_default(key: &str, value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        // In servers, in messages to the bot, and in other private channels: everywhere.
        Value::Array(items) if key == "contexts" => items.is_empty() || items.len() == 3,
        Value::Array(items) => items.is_empty(),
        // What stands in the menu of a message is described by its name alone.
        Value::String(words) if key == "description" => words.is_empty(),
        Value::Bool(true) | Value::Number(_) | Value::String(_) | Value::Object(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::essence;

    #[test]
    fn what_discord_adds_makes_no_difference() {
        let wanted = json!([
            {"name": "score", "description": "S", "options": [
                {"type": 3, "name": "team", "description": "T", "required": true, "autocomplete": true},
                {"type": 5, "name": "private", "description": "P", "required": false, "autocomplete": false},
            ]},
            {"name": "help", "description": "H", "options": [], "nsfw": false},
        ]);
        let held = json!([
            {"id": "2", "application_id": "1", "version": "9", "type": 1, "name": "help", "description": "H",
             "default_member_permissions": null, "contexts": [0, 1, 2], "nsfw": false},
            {"id": "3", "application_id": "1", "version": "9", "type": 1, "name": "score", "description": "S",
             "description_localizations": null, "options": [
                {"type": 3, "name": "team", "description": "T", "required": true, "autocomplete": true},
                {"type": 5, "name": "private", "description": "P"},
            ]},
        ]);
        assert_eq!(essence(&wanted), essence(&held));
    }

    #[test]
    fn a_new_option_makes_one() {
        let wanted = json!([{"name": "help", "description": "H", "options": [{"type": 3, "name": "topic"}]}]);
        let held = json!([{"type": 1, "name": "help", "description": "H"}]);
        assert_ne!(essence(&wanted), essence(&held));
    }
}
