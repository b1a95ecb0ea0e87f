//! A server's settings as a reply.

use super::{Audience, Field, Format, Piece, Reply, Text};

/// A server's settings, with the names they are shown under; `None` where nothing was set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SettingsShown {
    /// Where moderators are told of posts that do not arrive.
    pub alert_channel: Option<u64>,
    /// What new subscriptions do about spoilers.
    pub default_spoilers: Option<&'static str>,
    /// The team that is meant where a word fits several.
    pub default_team: Option<String>,
    /// How much the posts of new subscriptions say.
    pub default_format: Option<Format>,
    /// Who may add and correct reports.
    pub reporter_role: Option<u64>,
}

/// All settings, and whether they were changed just now.
#[must_use]
pub fn settings(shown: &SettingsShown, is_changed: bool) -> Reply {
    let or = |set: Option<Text>, otherwise: &str| {
        set.unwrap_or_else(|| Text::words(format!("not set: {otherwise}")))
    };
    let channel = shown
        .alert_channel
        .map(|id| Text::new().then(Piece::Channel(id)));
    let role = shown
        .reporter_role
        .map(|id| Text::new().then(Piece::Role(id)));
    let format = shown
        .default_format
        .map(|format| Text::words(format.as_str()));
    let field = |name: &str, value: Text| Field {
        name: name.to_owned(),
        value,
        inline: false,
    };
    Reply {
        title: Some("Settings of this server".to_owned()),
        description: match is_changed {
            true => Text::words("Saved."),
            false => Text::new(),
        },
        fields: vec![
            field(
                "Alert channel",
                or(channel, "nobody is told when a post does not arrive"),
            ),
            field(
                "Default spoilers",
                or(shown.default_spoilers.map(Text::words), "show"),
            ),
            field(
                "Default team",
                or(
                    shown.default_team.clone().map(Text::words),
                    "where a word fits several teams, I ask which",
                ),
            ),
            field("Default format", or(format, "card")),
            field(
                "Reporter role",
                or(role, "those who manage the server add reports"),
            ),
        ],
        audience: Audience::Asker,
        ..Reply::default()
    }
}
