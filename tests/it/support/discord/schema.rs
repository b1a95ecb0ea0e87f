//! Whether a body is one that Discord would take.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Mutex, OnceLock},
};

use serde_json::{Value, json};

/// Discord's OpenAPI document with the validators made from it so far.
struct Document {
    whole: Value,
    validators: Mutex<HashMap<(String, String), Option<&'static jsonschema::Validator>>>,
}

/// Where the document lies; `None` where it is not there, and then bodies are checked against the limits alone.
fn document() -> Option<&'static Document> {
    static DOCUMENT: OnceLock<Option<Document>> = OnceLock::new();
    DOCUMENT
        .get_or_init(|| {
            let path = std::env::var_os("TOUCHLINE_TEST_OPENAPI").map_or_else(
                || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/discord/openapi.json"),
                PathBuf::from,
            );
            let text = std::fs::read_to_string(path).ok()?;
            Some(Document {
                whole: serde_json::from_str(&text).expect("the OpenAPI document is JSON"),
                validators: Mutex::default(),
            })
        })
        .as_ref()
}

/// Whether bodies are checked against Discord's own document in this run.
pub fn has_document() -> bool {
    document().is_some()
}

/// What is wrong with a body sent to `template` (a path of the document, such as `/channels/{channel_id}/messages`).
pub(super) fn faults(method: &str, template: &str, body: &Value) -> Vec<String> {
    let mut found = limit_faults(body);
    if let Some(document) = document()
        && let Some(validator) = validator(document, method, template)
    {
        let body = without_false_alarms(body.clone());
        found.extend(
            validator
                .iter_errors(&body)
                .map(|error| format!("{}: {error}", error.instance_path())),
        );
    }
    found
}

fn validator(
    document: &'static Document,
    method: &str,
    template: &str,
) -> Option<&'static jsonschema::Validator> {
    let mut validators = document.validators.lock().expect("no test panics in here");
    *validators
        .entry((method.to_owned(), template.to_owned()))
        .or_insert_with(|| {
            let method = method.to_ascii_lowercase();
            let operation = document.whole["paths"].get(template)?.get(&method)?;
            let schema = operation.pointer("/requestBody/content/application~1json/schema")?;
            let whole = json!({ "allOf": [schema], "components": document.whole["components"] });
            let validator = jsonschema::options()
                .with_draft(jsonschema::Draft::Draft202012)
                .build(&whole)
                .expect("a schema of the OpenAPI document compiles");
            Some(&*Box::leak(Box::new(validator)))
        })
}

/// Takes out what the document gets wrong: a command's permissions are documented as a string, and an attachment's
/// id may be a number.
fn without_false_alarms(mut body: Value) -> Value {
    let drop_permissions = |command: &mut Value| {
        if let Some(fields) = command.as_object_mut() {
            fields.remove("default_member_permissions");
        }
    };
    match &mut body {
        Value::Array(commands) => commands.iter_mut().for_each(drop_permissions),
        one => drop_permissions(one),
    }
    for place in ["/attachments", "/data/attachments"] {
        if let Some(Value::Array(attachments)) = body.pointer_mut(place) {
            for attachment in attachments {
                if let Some(id) = attachment.get("id").and_then(Value::as_u64) {
                    attachment["id"] = json!(id.to_string());
                }
            }
        }
    }
    body
}

/// Discord's limits that its document leaves out, counted over the whole message.
fn limit_faults(body: &Value) -> Vec<String> {
    let message = match body.get("data") {
        Some(data) if data.is_object() => data,
        _ => body,
    };
    let mut found = Vec::new();
    let count = |value: &Value| value.as_str().map_or(0, |text| text.chars().count());
    let mut at_most = |what: &str, is: usize, limit: usize| {
        if is > limit {
            found.push(format!("{what} is {is}, more than {limit}"));
        }
    };
    at_most("content", count(&message["content"]), 2000);
    if let Some(nonce) = message.get("nonce") {
        at_most("nonce", count(nonce), 25);
    }
    let none = Vec::new();
    let embeds = message["embeds"].as_array().unwrap_or(&none);
    at_most("embeds", embeds.len(), 10);
    let mut sum = 0;
    for embed in embeds {
        let fields = embed["fields"].as_array().unwrap_or(&none);
        at_most("title", count(&embed["title"]), 256);
        at_most("description", count(&embed["description"]), 4096);
        at_most("footer", count(&embed["footer"]["text"]), 2048);
        at_most("author", count(&embed["author"]["name"]), 256);
        at_most("fields", fields.len(), 25);
        sum += count(&embed["title"])
            + count(&embed["description"])
            + count(&embed["footer"]["text"])
            + count(&embed["author"]["name"]);
        for field in fields {
            at_most("field name", count(&field["name"]), 256);
            at_most("field value", count(&field["value"]), 1024);
            sum += count(&field["name"]) + count(&field["value"]);
        }
    }
    at_most("text of all embeds", sum, 6000);
    let mut ids = Vec::new();
    let rows = message["components"].as_array().unwrap_or(&none);
    at_most("rows of components", rows.len(), 5);
    for row in rows {
        let parts = row["components"].as_array().unwrap_or(&none);
        at_most("components in a row", parts.len(), 5);
        for part in parts {
            at_most("custom_id", count(&part["custom_id"]), 100);
            at_most("label", count(&part["label"]), 80);
            if let Some(options) = part["options"].as_array() {
                at_most("options of a menu", options.len(), 25);
            }
            ids.extend(part["custom_id"].as_str());
        }
    }
    let told = ids.len();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() != told {
        found.push("two components share a custom_id".to_owned());
    }
    if let Some(choices) = message["choices"].as_array() {
        if choices.len() > 25 {
            found.push(format!("{} choices, more than 25", choices.len()));
        }
        for choice in choices {
            for part in [&choice["name"], &choice["value"]] {
                if count(part) > 100 {
                    found.push(format!("a choice has {} characters", count(part)));
                }
            }
        }
    }
    found
}
