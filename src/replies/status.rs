//! `/status` as a reply.

use super::score::inline;
use super::{Audience, Field, Reply, Text};
use crate::facts::Scope;
use crate::questions::StatusAnswer;

/// What is held and what waits.
#[must_use]
pub fn status(answer: &StatusAnswer) -> Reply {
    let mut fields = vec![
        inline("Reports", answer.reports.to_string()),
        inline("Matches", answer.matches.to_string()),
        inline("Posts waiting", answer.queued.to_string()),
    ];
    if let Some(due) = answer.oldest_due {
        fields.push(Field {
            name: "Oldest due".to_owned(),
            value: Text::new().then(super::Piece::Instant(due)),
            inline: true,
        });
    }
    fields.extend([
        inline("Sent", answer.sent.to_string()),
        inline("Refused", answer.refused.to_string()),
        inline("Uncertain", answer.uncertain.to_string()),
    ]);
    Reply {
        title: Some("Status".to_owned()),
        fields,
        footer: Some(format!(
            "touchline {} · {}",
            answer.version,
            match answer.scope {
                Scope::Shared => "what everybody can see",
                Scope::Server(_) => "what this server can see",
            }
        )),
        audience: Audience::Asker,
        ..Reply::default()
    }
}
