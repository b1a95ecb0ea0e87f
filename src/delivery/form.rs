//! How one post is to be, from what several subscriptions of its channel choose.

use crate::replies;
use crate::store::{Choices, Delivery, Format, Spoilers};

/// How a post is to be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Form {
    /// How much it says.
    pub format: Format,
    /// Whether results are behind a button.
    pub hides: bool,
    /// The roles that are told.
    pub roles: Vec<u64>,
    /// Whether a thread is started from it.
    pub thread: bool,
}

impl Form {
    /// What several wishes come to: the most careful spoiler mode, the richest format, the roles of all. (The longest delay is
    /// in the time at which the post is due.)
    pub fn of(wishes: &[Choices]) -> Self {
        let spoilers = wishes.iter().map(|wish| wish.spoilers).max();
        let mut roles: Vec<u64> = wishes.iter().filter_map(|wish| wish.role).collect();
        roles.sort_unstable();
        roles.dedup();
        Self {
            format: wishes
                .iter()
                .map(|wish| wish.format)
                .max()
                .unwrap_or_default(),
            hides: match spoilers {
                Some(Spoilers::Hide) => true,
                Some(Spoilers::Show | Spoilers::Delay) | None => false,
            },
            roles,
            thread: wishes.iter().any(|wish| wish.threads),
        }
    }

    /// The form of a delivery: an edit keeps the form of the post, and hides where anybody wants it hidden by now.
    pub fn of_delivery(delivery: &Delivery) -> Self {
        let wanted = Self::of(&delivery.wishes);
        match &delivery.posted {
            Some(posted) if delivery.is_edit() => Self {
                format: posted.format,
                hides: posted.is_hidden || wanted.hides,
                ..wanted
            },
            Some(_) | None => wanted,
        }
    }

    /// The format as replies draw it.
    pub const fn drawn(&self) -> replies::Format {
        match self.format {
            Format::Line => replies::Format::Line,
            Format::Card => replies::Format::Card,
            Format::Full => replies::Format::Full,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(format: Format, spoilers: Spoilers, role: Option<u64>) -> Choices {
        Choices {
            format,
            spoilers,
            role,
            ..Choices::default()
        }
    }

    #[test]
    fn several_wishes_are_one_post_as_careful_and_as_rich_as_any_of_them() {
        let wishes = [
            wish(Format::Full, Spoilers::Show, Some(9)),
            wish(Format::Line, Spoilers::Hide, None),
            wish(Format::Card, Spoilers::Delay, Some(4)),
            wish(Format::Card, Spoilers::Show, Some(9)),
        ];
        let form = Form::of(&wishes);
        assert_eq!(form.format, Format::Full);
        assert!(form.hides);
        assert_eq!(form.roles, [4, 9]);
        assert!(!Form::of(&wishes[2..]).hides, "a delay is not a veil");
    }

    #[test]
    fn a_thread_is_started_where_one_of_them_wants_it() {
        let threads = Choices {
            threads: true,
            ..Choices::default()
        };
        assert!(Form::of(&[Choices::default(), threads]).thread);
        assert!(!Form::of(&[Choices::default()]).thread);
    }
}
