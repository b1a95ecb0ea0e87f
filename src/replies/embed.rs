//! A reply as the body Discord takes.

use std::collections::BTreeSet;

use serde::Serialize;

use super::budget::{self, fit, fit_line, in_parts, left_out, length};
use super::escape::Slot;
use super::{Action, Audience, Button, Field, Menu, Piece, Reply, Text, Tone};

/// The custom id of every menu; what was chosen says the rest.
pub const MENU_ID: &str = "1|menu";

/// A message: the JSON of Discord's "create message" and of the data of an interaction's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Message {
    /// Text above the embed; empty when there is none.
    pub content: String,
    /// None or one.
    pub embeds: Vec<Embed>,
    /// Rows of buttons and menus.
    pub components: Vec<Row>,
    /// 64 for an answer that the asker alone sees.
    pub flags: u64,
    /// Who may be pinged: nobody but the roles that a subscription names.
    pub allowed_mentions: AllowedMentions,
}

/// The framed part of a message.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Embed {
    /// The line over the title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// The title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The running text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The bar at its side.
    pub color: u32,
    /// Named parts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<EmbedField>,
    /// The line at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub footer: Option<Footer>,
}

/// The line over the title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Author {
    /// What it says.
    pub name: String,
}

/// The line at the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Footer {
    /// What it says.
    pub text: String,
}

/// A named part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EmbedField {
    /// Its name.
    pub name: String,
    /// What it says.
    pub value: String,
    /// Whether it may stand beside others.
    pub inline: bool,
}

/// A row of components.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Discord's number for a row, 1.
    pub r#type: u8,
    /// Up to five buttons, or one menu.
    pub components: Vec<Component>,
}

/// A button or a menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Component {
    /// Something to press.
    Button {
        /// Discord's number for a button, 2.
        r#type: u8,
        /// 2, the grey one: no answer is better than another.
        style: u8,
        /// What it says.
        label: String,
        /// What it does.
        custom_id: String,
    },
    /// Something to choose from.
    Menu {
        /// Discord's number for a menu of strings, 3.
        r#type: u8,
        /// Always [`MENU_ID`].
        custom_id: String,
        /// What it says before anything is chosen.
        placeholder: String,
        /// The options.
        options: Vec<SelectOption>,
    },
}

/// An option of a menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SelectOption {
    /// What it says.
    pub label: String,
    /// What tells it from the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What it does, as a custom id.
    pub value: String,
}

/// Who may be pinged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AllowedMentions {
    /// Always empty: nothing in the text pings by being there.
    pub parse: Vec<String>,
    /// The roles that may be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
}

/// The reply as a message with an embed.
#[must_use]
pub fn message(reply: &Reply) -> Message {
    Message {
        content: content(reply),
        embeds: embed(reply).into_iter().collect(),
        ..frame(reply)
    }
}

/// The same reply where embeds are not allowed: all of it as text, as far as it fits.
#[must_use]
pub fn plain_message(reply: &Reply) -> Message {
    let footer = reply.footer.as_deref().map(footnote).unwrap_or_default();
    let pings = pings(reply);
    let room = budget::CONTENT - length(&footer) - length(&pings) - 2;
    let parts = [pings, fit(&all_as_text(reply), room), footer];
    Message {
        content: joined(parts),
        embeds: Vec::new(),
        ..frame(reply)
    }
}

/// What both forms share.
fn frame(reply: &Reply) -> Message {
    Message {
        content: String::new(),
        embeds: Vec::new(),
        components: components(&reply.buttons, reply.menu.as_ref()),
        flags: match reply.audience {
            Audience::Everyone => 0,
            Audience::Asker => 64,
        },
        allowed_mentions: AllowedMentions {
            parse: Vec::new(),
            roles: reply.pings.iter().map(u64::to_string).collect(),
        },
    }
}

fn content(reply: &Reply) -> String {
    let notice = reply.notice.clone().unwrap_or_default();
    let pings = pings(reply);
    // Without an embed the footer has no other place, and posts are found again by what it says.
    let footer = match &reply.footer {
        Some(footer) if !has_embed(reply) => footnote(footer),
        _ => String::new(),
    };
    let room = budget::CONTENT - length(&pings) - length(&footer) - 2;
    joined([pings, fit(&notice, room), footer])
}

fn joined(parts: [String; 3]) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}

fn pings(reply: &Reply) -> String {
    let pings: Vec<String> = reply.pings.iter().map(|id| format!("<@&{id}>")).collect();
    pings.join(" ")
}

/// Small print at the end of a message's text.
fn footnote(footer: &str) -> String {
    const SHARE: usize = 400;
    format!("-# {}", fit_line(footer, Slot::Markdown, SHARE))
}

fn has_embed(reply: &Reply) -> bool {
    reply.title.is_some() || !reply.description.is_empty() || !reply.fields.is_empty()
}

fn embed(reply: &Reply) -> Option<Embed> {
    if !has_embed(reply) {
        return None;
    }
    let line = |words: &Option<String>, slot, limit| {
        words
            .as_deref()
            .map(|words| fit_line(words, slot, limit))
            .filter(|line| !line.is_empty())
    };
    let author = line(&reply.author, Slot::Plain, budget::AUTHOR);
    let title = line(&reply.title, Slot::Markdown, budget::TITLE);
    // Room for "… 25 more parts left out".
    const NOTICE: usize = 40;
    let mut footer = line(&reply.footer, Slot::Plain, budget::FOOTER - NOTICE);
    let taken: usize = [&author, &title, &footer]
        .into_iter()
        .flatten()
        .map(|line| length(line))
        .sum();
    let mut room = budget::EMBEDS - NOTICE - taken;

    let description = fit(&reply.description, budget::DESCRIPTION.min(room));
    room -= length(&description);
    let (fields, dropped) = fields(&reply.fields, room);
    if dropped > 0 {
        let notice = left_out(dropped, "part");
        footer = Some(match footer {
            Some(footer) => format!("{footer} · {notice}"),
            None => notice,
        });
    }
    Some(Embed {
        author: author.map(|name| Author { name }),
        title,
        description: (!description.is_empty()).then_some(description),
        color: colour(reply.tone),
        fields,
        footer: footer.map(|text| Footer { text }),
    })
}

/// The fields that fit, and how many parts did not. A long field goes on in a field of its own.
fn fields(given: &[Field], mut room: usize) -> (Vec<EmbedField>, usize) {
    let mut fields = Vec::new();
    let mut dropped = 0;
    for field in given {
        for (index, value) in in_parts(&field.value, budget::FIELD_VALUE)
            .into_iter()
            .enumerate()
        {
            let mut name = fit_line(&field.name, Slot::Markdown, budget::FIELD_NAME - 12);
            if index > 0 {
                name.push_str(" (more)");
            }
            let needed = length(&name) + length(&value);
            if name.is_empty() || value.trim().is_empty() {
                continue;
            }
            // Once something is left out, so is all that follows: a gap in the middle would mislead.
            if dropped > 0 || needed > room || fields.len() == budget::FIELDS {
                dropped += 1;
                continue;
            }
            room -= needed;
            fields.push(EmbedField {
                name,
                value,
                inline: field.inline,
            });
        }
    }
    (fields, dropped)
}

/// Everything but the footer, as one text.
fn all_as_text(reply: &Reply) -> Text {
    let mut text = reply.notice.clone().unwrap_or_default();
    if let Some(author) = &reply.author {
        text = text.line(Text::new().then(Piece::Italic(author.clone())));
    }
    if let Some(title) = &reply.title {
        text = text.line(Text::new().bold(title));
    }
    if !reply.description.is_empty() {
        text = text.line(reply.description.clone());
    }
    for field in &reply.fields {
        let name = Text::new().bold(&field.name);
        text = text.line(if field.inline {
            name.say(": ").and(field.value.clone())
        } else {
            name.line(field.value.clone())
        });
    }
    text
}

fn components(buttons: &[Button], menu: Option<&Menu>) -> Vec<Row> {
    let menu = menu.and_then(menu_row);
    let rows_of_buttons = budget::ROWS - usize::from(menu.is_some());
    let mut seen = BTreeSet::new();
    let buttons: Vec<Component> = buttons
        .iter()
        .filter_map(|button| {
            let custom_id = button.action.to_custom_id()?;
            // Discord refuses a message with the same custom id twice.
            seen.insert(custom_id.clone()).then(|| Component::Button {
                r#type: 2,
                style: 2,
                label: fit_line(&button.label, Slot::Plain, budget::BUTTON_LABEL),
                custom_id,
            })
        })
        .collect();
    buttons
        .chunks(budget::ROW)
        .take(rows_of_buttons)
        .map(|row| Row {
            r#type: 1,
            components: row.to_vec(),
        })
        .chain(menu)
        .collect()
}

fn menu_row(menu: &Menu) -> Option<Row> {
    let mut seen = BTreeSet::new();
    let options: Vec<SelectOption> = menu
        .options
        .iter()
        .filter_map(|option| {
            let value = option.action.to_custom_id()?;
            seen.insert(value.clone()).then(|| SelectOption {
                label: fit_line(&option.label, Slot::Plain, budget::OPTION),
                description: option
                    .detail
                    .as_deref()
                    .map(|detail| fit_line(detail, Slot::Plain, budget::OPTION))
                    .filter(|detail| !detail.is_empty()),
                value,
            })
        })
        .filter(|option| !option.label.is_empty())
        .take(budget::CHOICES)
        .collect();
    (!options.is_empty()).then(|| Row {
        r#type: 1,
        components: vec![Component::Menu {
            r#type: 3,
            custom_id: MENU_ID.to_owned(),
            placeholder: fit_line(&menu.placeholder, Slot::Plain, budget::PLACEHOLDER),
            options,
        }],
    })
}

/// The colour of a state; never of a winner.
const fn colour(tone: Tone) -> u32 {
    match tone {
        Tone::Plain => 0x0060_7d8b,
        Tone::Complete => 0x002e_7d32,
        Tone::Incomplete => 0x00f9_a825,
        Tone::Disputed => 0x00d8_4f15,
        Tone::Corrected => 0x0015_65c0,
        Tone::Mistake => 0x007e_57c2,
        Tone::Fault => 0x00b7_1c1c,
    }
}

/// The action of a pressed button, or of what was chosen from a menu.
#[must_use]
pub fn pressed(custom_id: &str, chosen: &[String]) -> Option<Action> {
    match chosen {
        [] => Action::from_custom_id(custom_id),
        [first, ..] => Action::from_custom_id(first),
    }
}
