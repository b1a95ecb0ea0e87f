//! What a refusal means, and how long to wait before the next try.

use std::time::Duration;

use super::{Refusal, Tag};

/// What to do about a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruling {
    /// The channel cannot be posted in: pause its subscriptions, keep them, say why.
    Pause(Hindrance),
    /// This post will never be taken: bury it with its reason. One of ours is broken, or Discord changed its mind.
    Bury,
    /// Nothing is wrong with post or channel: keep it, and send nothing at all for [`HOLD`]. Whoever goes on asking is
    /// shut out for longer.
    Hold,
}

/// How long nothing is sent when Discord takes nothing from us.
pub const HOLD: Duration = Duration::from_secs(60);

/// Why a channel cannot be posted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hindrance {
    /// It is gone, or was never there.
    UnknownChannel,
    /// We may not see it.
    MissingAccess,
    /// We may see it and not post.
    MissingPermissions,
    /// It is a thread, archived and locked.
    ArchivedThread,
}

impl Hindrance {
    /// The word it is kept under.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::UnknownChannel => "unknown_channel",
            Self::MissingAccess => "missing_access",
            Self::MissingPermissions => "missing_permissions",
            Self::ArchivedThread => "archived_thread",
        }
    }

    /// Every one of them.
    pub const ALL: [Self; 4] = [
        Self::UnknownChannel,
        Self::MissingAccess,
        Self::MissingPermissions,
        Self::ArchivedThread,
    ];

    /// The one kept under `word`.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.word() == word)
    }

    /// What a moderator is told.
    #[must_use]
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::UnknownChannel => "The channel no longer exists.",
            Self::MissingAccess => "I cannot see the channel. Missing: View Channel.",
            Self::MissingPermissions => {
                "I cannot post in the channel. Missing: Send Messages or Embed Links."
            }
            Self::ArchivedThread => "The thread is archived.",
        }
    }
}

/// What a refusal calls for.
#[must_use]
pub const fn ruling(refusal: &Refusal) -> Ruling {
    match (refusal.status, refusal.code) {
        (_, 10_003) => Ruling::Pause(Hindrance::UnknownChannel),
        (_, 50_001) => Ruling::Pause(Hindrance::MissingAccess),
        (_, 50_013) => Ruling::Pause(Hindrance::MissingPermissions),
        (_, 50_083) => Ruling::Pause(Hindrance::ArchivedThread),
        // A wrong token, or a page from something between us and Discord: no fault of this post or this channel.
        (401, _) | (_, 0) => Ruling::Hold,
        _ => Ruling::Bury,
    }
}

/// The first wait after a failure.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// The longest wait after a failure.
const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// How long to wait after `attempts` tries that failed: twice as long each time, the last half of it spread so that
/// deliveries that failed together do not come back together.
#[must_use]
pub fn back_off(attempts: u32, tag: &Tag) -> Duration {
    let doubled = FIRST_WAIT
        .saturating_mul(1 << attempts.saturating_sub(1).min(16))
        .min(LONGEST_WAIT);
    doubled / 2 + (doubled / 2).mul_f64(tag.jitter(attempts))
}
