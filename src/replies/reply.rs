//! A reply before it is drawn for a medium.

use super::{Action, Text};

/// A reply: what is said, how it is framed, what can be pressed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reply {
    /// Said above everything else ("Did you mean **Borussia Dortmund**? Showing it.").
    pub notice: Option<Text>,
    /// The small line over the title: competition and stage.
    pub author: Option<String>,
    /// The answer in one line.
    pub title: Option<String>,
    /// Running text under the title.
    pub description: Text,
    /// Named parts.
    pub fields: Vec<Field>,
    /// The small line at the end: sources, revision, match id, explanation of marks.
    pub footer: Option<String>,
    /// Decides the colour.
    pub tone: Tone,
    /// What can be pressed, five a row, 25 at most.
    pub buttons: Vec<Button>,
    /// What can be chosen from.
    pub menu: Option<Menu>,
    /// Who sees it.
    pub audience: Audience,
    /// The roles that a post names and may ping, by id; empty for every answer.
    pub pings: Vec<u64>,
}

/// A named part of a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What it says.
    pub value: Text,
    /// Whether it may stand beside others.
    pub inline: bool,
}

/// The state a reply speaks of. It chooses the colour, never the winner does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// A list, help, a setting.
    #[default]
    Plain,
    /// A match whose goals add up to its score.
    Complete,
    /// A match with something missing.
    Incomplete,
    /// A match of which reports differ.
    Disputed,
    /// A match that a person put right.
    Corrected,
    /// Something the asker can mend.
    Mistake,
    /// Something we have to mend.
    Fault,
}

/// Who sees a reply.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Audience {
    /// The channel.
    #[default]
    Everyone,
    /// The asker alone.
    Asker,
}

/// Something to press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What it says, 80 characters at most.
    pub label: String,
    /// What it does.
    pub action: Action,
}

/// Something to choose from, 25 options at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// What it says before anything is chosen.
    pub placeholder: String,
    /// The options.
    pub options: Vec<MenuOption>,
}

/// One option of a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuOption {
    /// What it says, 100 characters at most.
    pub label: String,
    /// What tells it from the others.
    pub detail: Option<String>,
    /// What it does.
    pub action: Action,
}
