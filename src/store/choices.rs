//! How a subscription wants its posts.

use super::StoreError;

/// How much a post says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// One line.
    Line,
    /// Score and goals.
    #[default]
    Card,
    /// All that is known.
    Full,
}

/// What is done for people who have not seen the match yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Spoilers {
    /// Nothing.
    #[default]
    Show,
    /// The post waits.
    Delay,
    /// The result is behind a button.
    Hide,
}

impl Format {
    /// All of them, the shortest first.
    pub const ALL: [Self; 3] = [Self::Line, Self::Card, Self::Full];

    /// The word for it in the database and in commands.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Card => "card",
            Self::Full => "full",
        }
    }

    pub(super) fn read(word: &str) -> Result<Self, StoreError> {
        Self::ALL
            .into_iter()
            .find(|format| format.as_str() == word)
            .ok_or_else(|| StoreError::unreadable(format!("`{word}` as a format")))
    }
}

impl Spoilers {
    /// All of them, the least careful first.
    pub const ALL: [Self; 3] = [Self::Show, Self::Delay, Self::Hide];

    /// The word for it in the database and in commands.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Show => "show",
            Self::Delay => "delay",
            Self::Hide => "hide",
        }
    }

    pub(super) fn read(word: &str) -> Result<Self, StoreError> {
        Self::ALL
            .into_iter()
            .find(|mode| mode.as_str() == word)
            .ok_or_else(|| StoreError::unreadable(format!("`{word}` for spoilers")))
    }
}

/// All that a subscription chooses about its posts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Choices {
    /// How much they say.
    pub format: Format,
    /// What is done about spoilers.
    pub spoilers: Spoilers,
    /// How long they wait, in seconds, [`Choices::LONGEST_DELAY`] at most; 0 unless `spoilers` is a delay.
    pub delay: u32,
    /// The role that is told.
    pub role: Option<u64>,
    /// Whether a thread is started from each.
    pub threads: bool,
}

impl Choices {
    /// The longest delay, in seconds: 48 hours.
    pub const LONGEST_DELAY: u32 = 48 * 3600;
}

/// The word in the database for whether threads are started.
pub(super) const fn threads_word(threads: bool) -> &'static str {
    if threads { "match" } else { "none" }
}
