//! How summaries go out.

use serde::Deserialize;

/// `[delivery]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Delivery {
    /// Posts a second at the most, in all channels together.
    pub max_per_second: PostRate,
    /// How many matches due at once for a channel are told in one digest.
    pub digest_from: DigestFrom,
    /// After how many hours of waiting a summary goes into a digest.
    pub digest_after_hours: DigestAfter,
    /// For how many minutes a summary waits until the goals told add up to the score.
    pub complete_within_minutes: CompleteWithin,
}

/// Posts a second: 1 to 50, which is what Discord allows a bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u64")]
pub struct PostRate(u16);

impl PostRate {
    /// The number, 1 to 50.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0
    }
}

impl Default for PostRate {
    /// 49: one less than the requests that Discord allows a bot. Answers do not count among them.
    fn default() -> Self {
        Self(49)
    }
}

impl TryFrom<u64> for PostRate {
    type Error = String;

    fn try_from(posts: u64) -> Result<Self, Self::Error> {
        match u16::try_from(posts) {
            Ok(posts @ 1..=50) => Ok(Self(posts)),
            _ => Err(format!(
                "{posts} posts a second are not possible: choose 1 to 50"
            )),
        }
    }
}

/// How many matches make a digest: 2 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u64")]
pub struct DigestFrom(u32);

impl DigestFrom {
    /// The number, 2 to 100.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl Default for DigestFrom {
    fn default() -> Self {
        Self(5)
    }
}

impl TryFrom<u64> for DigestFrom {
    type Error = String;

    fn try_from(matches: u64) -> Result<Self, Self::Error> {
        match u32::try_from(matches) {
            Ok(matches @ 2..=100) => Ok(Self(matches)),
            _ => Err(format!(
                "a digest of {matches} matches is not possible: choose 2 to 100"
            )),
        }
    }
}

/// After how many hours a summary is too old for a post of its own: 1 to 720.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u64")]
pub struct DigestAfter(u32);

impl DigestAfter {
    /// The hours, 1 to 720.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl Default for DigestAfter {
    /// A day.
    fn default() -> Self {
        Self(24)
    }
}

impl TryFrom<u64> for DigestAfter {
    type Error = String;

    fn try_from(hours: u64) -> Result<Self, Self::Error> {
        match u32::try_from(hours) {
            Ok(hours @ 1..=720) => Ok(Self(hours)),
            _ => Err(format!("{hours} hours are not possible: choose 1 to 720")),
        }
    }
}

/// For how long a summary waits until its match is complete: 0 to 1440 minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u64")]
pub struct CompleteWithin(u32);

impl CompleteWithin {
    /// The minutes, 0 to 1440.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

impl Default for CompleteWithin {
    /// A quarter of an hour.
    fn default() -> Self {
        Self(15)
    }
}

impl TryFrom<u64> for CompleteWithin {
    type Error = String;

    fn try_from(minutes: u64) -> Result<Self, Self::Error> {
        match u32::try_from(minutes) {
            Ok(minutes @ 0..=1440) => Ok(Self(minutes)),
            _ => Err(format!(
                "{minutes} minutes are not possible: choose 0 to 1440"
            )),
        }
    }
}
