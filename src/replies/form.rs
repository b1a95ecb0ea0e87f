//! A form to fill in: what Discord calls a modal.

use serde::Serialize;

/// A form. Discord takes five fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Form {
    /// What it is, as a custom id.
    pub custom_id: String,
    /// What stands over it, 45 characters at most.
    pub title: String,
    /// Its fields, one a row.
    pub components: Vec<FieldRow>,
}

/// A row of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldRow {
    /// Discord's number for a row, 1.
    pub r#type: u8,
    /// The one field in it.
    pub components: [Input; 1],
}

/// A field to type in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Input {
    /// Discord's number for a text field, 4.
    pub r#type: u8,
    /// Its name.
    pub custom_id: String,
    /// What stands over it, 45 characters at most.
    pub label: String,
    /// 1 for a line, 2 for a paragraph.
    pub style: u8,
    /// Whether it has to be filled in.
    pub required: bool,
    /// The most that can be typed.
    pub max_length: u16,
    /// What stands in it already.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// The longest text that fits a field of Discord's.
pub const FIELD: u16 = 4000;

/// The fields of [`report`] that hold the text, in order.
pub const TEXT_FIELDS: [&str; 3] = ["text", "text2", "text3"];

/// The custom id of [`report`].
pub const REPORT: &str = "1|form|report";

/// The custom id of [`teams`] up to the draft.
pub const TEAMS: &str = "1|form|teams|";

/// A form to paste a report into.
#[must_use]
pub fn report() -> Form {
    let paragraph = |name: &str, label: &str, required| row(name, label, 2, required, FIELD, None);
    Form {
        custom_id: REPORT.to_owned(),
        title: "A match report".to_owned(),
        components: vec![
            row("title", "Headline", 1, false, 300, None),
            row(
                "published",
                "Day it was published (2017-11-21)",
                1,
                false,
                40,
                None,
            ),
            paragraph(TEXT_FIELDS[0], "The report", true),
            paragraph(TEXT_FIELDS[1], "The report, continued", false),
            paragraph(
                TEXT_FIELDS[2],
                "The report, continued (longer: use a file)",
                false,
            ),
        ],
    }
}

/// A form to say which teams a draft is about, as they were read.
#[must_use]
pub fn teams(draft: i64, home: &str, away: &str) -> Form {
    Form {
        custom_id: format!("{TEAMS}{draft}"),
        title: "The teams of this match".to_owned(),
        components: vec![
            row("home", "Home side", 1, true, 100, Some(home)),
            row("away", "Away side", 1, true, 100, Some(away)),
        ],
    }
}

fn row(
    name: &str,
    label: &str,
    style: u8,
    required: bool,
    max_length: u16,
    value: Option<&str>,
) -> FieldRow {
    let value = value.map(|value| value.chars().take(usize::from(max_length)).collect());
    FieldRow {
        r#type: 1,
        components: [Input {
            r#type: 4,
            custom_id: name.to_owned(),
            label: label.to_owned(),
            style,
            required,
            max_length,
            value,
        }],
    }
}
