//! What the front says by itself, before any question is asked.

use super::{Audience, Piece, Reply, Text, Tone};

fn notice(description: Text) -> Reply {
    Reply {
        description,
        tone: Tone::Mistake,
        audience: Audience::Asker,
        ..Reply::default()
    }
}

/// A button or menu that this version does not know.
#[must_use]
pub fn stale_button() -> Reply {
    notice(
        Text::words("This button belongs to an older version of me. Ask again, for example with ")
            .then(Piece::Command("/score".to_owned()))
            .say(", and you get fresh ones."),
    )
}

/// A command in a form that this version does not have.
#[must_use]
pub fn outdated_command() -> Reply {
    notice(Text::words(
        "Discord shows you an older form of this command. Reload Discord (Ctrl+R, or restart the app) and type it again.",
    ))
}

/// An interaction that could not be read.
#[must_use]
pub fn unreadable() -> Reply {
    notice(Text::words(
        "I could not read what Discord sent me. Please try again; if it goes on, I need an update: tell whoever runs me.",
    ))
}

/// A command that is about channels, outside a server.
#[must_use]
pub fn server_only() -> Reply {
    notice(Text::words(
        "This is about the channels of a server. Type it in a channel of yours.",
    ))
}

/// A person who may not do this; `permissions` in the words of Discord's settings.
#[must_use]
pub fn not_allowed(permissions: &[&str]) -> Reply {
    let needed = if permissions.is_empty() {
        "a permission that you do not have".to_owned()
    } else {
        permissions.join(", ")
    };
    notice(Text::words(format!(
        "You may not do this here: it needs {needed}. An administrator can change who may use a command in Server \
         Settings, Integrations."
    )))
}

/// A bot that may not do this; `permissions` in the words of Discord's settings.
#[must_use]
pub fn bot_not_allowed(permissions: &[&str]) -> Reply {
    notice(Text::words(format!(
        "I may not do this here. Missing: {}.",
        permissions.join(", ")
    )))
}

/// A command that was typed again too soon.
#[must_use]
pub fn too_soon(seconds: u64) -> Reply {
    notice(Text::words(format!(
        "Not so fast: try again in {} s.",
        seconds.max(1)
    )))
}
