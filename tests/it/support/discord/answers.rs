//! What a person sees in answer to an interaction.

use serde_json::Value;

use super::payloads;

/// How an answer reached its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerKind {
    /// Callback 4.
    Reply,
    /// Callback 7: the message of the component was changed.
    Update,
    /// Callback 8.
    Choices,
    /// Callback 9.
    Modal,
    /// A follow-up message.
    FollowUp,
    /// The answer, or its placeholder, was edited.
    Edit,
}

/// Something visible that answered an interaction.
#[derive(Debug, Clone)]
pub struct Answer {
    pub kind: AnswerKind,
    /// The message that shows it; none for choices and modals.
    pub message: Option<u64>,
    /// Whether the asker alone sees it.
    pub is_private: bool,
    /// The message (or choices, or modal) as sent.
    pub body: Value,
}

impl Answer {
    /// The plain text.
    pub fn content(&self) -> &str {
        self.body["content"].as_str().unwrap_or_default()
    }

    /// The embeds.
    pub fn embeds(&self) -> &[Value] {
        self.body["embeds"].as_array().map_or(&[], Vec::as_slice)
    }

    /// All that is read, a line a part.
    pub fn text(&self) -> String {
        visible_text(&self.body)
    }

    /// Autocomplete: names with values.
    pub fn choices(&self) -> Vec<(String, String)> {
        let text = |value: &Value| {
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned)
        };
        self.body["choices"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|choice| (text(&choice["name"]), text(&choice["value"])))
            .collect()
    }

    /// The custom ids of its buttons and menus, in order.
    pub fn custom_ids(&self) -> Vec<String> {
        payloads::parts(&self.body)
            .filter_map(|part| part["custom_id"].as_str().map(str::to_owned))
            .collect()
    }

    /// The custom id of the button with this label.
    pub fn button(&self, label: &str) -> Option<String> {
        payloads::parts(&self.body)
            .find(|part| part["label"] == label)
            .and_then(|part| part["custom_id"].as_str().map(str::to_owned))
    }
}

/// All that is read in a message body, a line a part.
pub fn visible_text(body: &Value) -> String {
    let mut lines = Vec::new();
    let mut say = |value: &Value| {
        if let Some(text) = value.as_str().filter(|text| !text.is_empty()) {
            lines.push(text.to_owned());
        }
    };
    say(&body["content"]);
    for embed in body["embeds"].as_array().into_iter().flatten() {
        say(&embed["author"]["name"]);
        say(&embed["title"]);
        say(&embed["description"]);
        for field in embed["fields"].as_array().into_iter().flatten() {
            say(&field["name"]);
            say(&field["value"]);
        }
        say(&embed["footer"]["text"]);
    }
    for part in payloads::parts(body) {
        say(&part["label"]);
        say(&part["placeholder"]);
        for option in part["options"].as_array().into_iter().flatten() {
            say(&option["label"]);
            say(&option["description"]);
        }
    }
    lines.join("\n")
}
