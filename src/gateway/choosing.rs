//! How a subscription is to post, from what was said and what the server has set.

use super::commands::Said;
use crate::replies::subscription::{self as say, How};
use crate::replies::{self, Reply};
use crate::store::{Choices, Format, Settings, Spoilers, Wants};

/// How long a post waits when nobody said how long: two hours, a match.
const USUAL_DELAY: u32 = 2 * 3600;

/// What a new subscription starts from.
pub fn defaults(settings: &Settings) -> Choices {
    let spoilers = settings.default_spoilers.unwrap_or_default();
    Choices {
        format: settings.default_format.unwrap_or_default(),
        spoilers,
        delay: match spoilers {
            Spoilers::Delay => USUAL_DELAY,
            Spoilers::Show | Spoilers::Hide => 0,
        },
        ..Choices::default()
    }
}

/// `before` with what was said, or what to say to it.
pub fn choose(before: Choices, said: &Said, wants: &Wants) -> Result<Choices, Box<Reply>> {
    let spoilers = match (said.spoilers, said.delay) {
        (Some(Spoilers::Show), Some(_)) => return Err(Box::new(say::delay_without_waiting())),
        (Some(spoilers), _) => spoilers,
        (None, Some(_)) if before.spoilers == Spoilers::Show => Spoilers::Delay,
        (None, _) => before.spoilers,
    };
    if spoilers == Spoilers::Hide && matches!(wants, Wants::Player(_)) {
        return Err(Box::new(say::player_cannot_hide()));
    }
    let delay = match (spoilers, said.delay) {
        (Spoilers::Show, _) => 0,
        (Spoilers::Hide | Spoilers::Delay, Some(minutes)) => {
            (minutes * 60).min(Choices::LONGEST_DELAY)
        }
        (Spoilers::Delay, None) if before.delay == 0 => USUAL_DELAY,
        // Hiding takes the place of waiting, unless both were asked for.
        (Spoilers::Hide, None) if before.spoilers != Spoilers::Hide => 0,
        (Spoilers::Hide | Spoilers::Delay, None) => before.delay,
    };
    Ok(Choices {
        format: said.format.unwrap_or(before.format),
        spoilers,
        delay,
        role: match said.clears_role {
            true => None,
            false => said.role.or(before.role),
        },
        threads: said.threads.unwrap_or(before.threads),
    })
}

/// The choices as they are shown.
pub fn shown(choices: Choices) -> How {
    How {
        format: match choices.format {
            Format::Line => replies::Format::Line,
            Format::Card => replies::Format::Card,
            Format::Full => replies::Format::Full,
        },
        hides: choices.spoilers == Spoilers::Hide,
        delay: choices.delay,
        role: choices.role,
        threads: choices.threads,
    }
}
