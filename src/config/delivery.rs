//! How summaries go out.

use serde::Deserialize;

/// `[delivery]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Delivery {
    /// Posts a second at the most, in all channels together.
    pub max_per_second: PostRate,
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
    /// 45: what is left of Discord's 50 requests is for answers.
    fn default() -> Self {
        Self(45)
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
