//! When something happened in a match.

use serde::Serialize;

/// A stretch of play.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// Minutes 1 to 45 and its stoppage time.
    FirstHalf,
    /// Minutes 46 to 90 and its stoppage time.
    SecondHalf,
    /// Minutes 91 to 105.
    ExtraTimeFirstHalf,
    /// Minutes 106 to 120.
    ExtraTimeSecondHalf,
    /// Kicks after play has ended; no goal falls here.
    Shootout,
}

impl Period {
    /// The last regular minute of the period; the shoot-out comes after all play, so it shares minute 120.
    #[must_use]
    pub const fn last_minute(self) -> u8 {
        match self {
            Self::FirstHalf => 45,
            Self::SecondHalf => 90,
            Self::ExtraTimeFirstHalf => 105,
            Self::ExtraTimeSecondHalf | Self::Shootout => 120,
        }
    }

    /// The period a regular minute (1 to 120) belongs to.
    #[must_use]
    pub const fn of_minute(minute: u8) -> Self {
        match minute {
            0..=45 => Self::FirstHalf,
            46..=90 => Self::SecondHalf,
            91..=105 => Self::ExtraTimeFirstHalf,
            _ => Self::ExtraTimeSecondHalf,
        }
    }
}

/// A point on the match clock: `31'` or `45+2'`. Minutes count from 1, so 24:10 played is the 25th minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct MatchClock {
    /// 1 to 120; inside stoppage time the last regular minute of the period.
    pub minute: u8,
    /// Minutes into stoppage time: `Some(0)` outside it, `None` when in stoppage time by an unknown amount.
    pub stoppage: Option<u8>,
}

impl MatchClock {
    /// A regular minute, outside stoppage time.
    #[must_use]
    pub const fn regular(minute: u8) -> Self {
        Self {
            minute,
            stoppage: Some(0),
        }
    }

    /// `minute` + `added` minutes of stoppage time.
    #[must_use]
    pub const fn stoppage(minute: u8, added: u8) -> Self {
        Self {
            minute,
            stoppage: Some(added),
        }
    }

    /// Stoppage time after `minute`, by an unknown amount.
    #[must_use]
    pub const fn somewhere_after(minute: u8) -> Self {
        Self {
            minute,
            stoppage: None,
        }
    }

    /// The period this clock belongs to.
    #[must_use]
    pub const fn period(self) -> Period {
        Period::of_minute(self.minute)
    }

    /// The latest minute this could be on a clock that does not stop, for ordering and comparing.
    #[must_use]
    pub fn elapsed(self) -> u16 {
        u16::from(self.minute) + u16::from(self.stoppage.unwrap_or(1))
    }
}

impl std::fmt::Display for MatchClock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.stoppage {
            Some(0) => write!(f, "{}'", self.minute),
            Some(added) => write!(f, "{}+{added}'", self.minute),
            None => write!(f, "{}+'", self.minute),
        }
    }
}

/// How a value was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// In the words quoted.
    Stated,
    /// By arithmetic from the words quoted.
    Derived,
    /// From several cues, or from a known name.
    Inferred,
}

impl Basis {
    /// All of them, surest first.
    pub const ALL: [Self; 3] = [Self::Stated, Self::Derived, Self::Inferred];

    /// As the contract and the database write it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Derived => "derived",
            Self::Inferred => "inferred",
        }
    }

    /// The basis written as [`Basis::as_str`] writes it.
    #[must_use]
    pub fn from_str_exact(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.as_str() == text)
    }
}

/// What the prose lets a reader know about *when*: a clock, or only a window.
///
/// `earliest <= latest`, both 1 to 120 (regular minutes). With `at` known the window holds `at.minute`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Moment {
    /// The clock, when it can be worked out.
    pub at: Option<MatchClock>,
    /// First minute it can have been.
    pub earliest: Option<u8>,
    /// Last minute it can have been.
    pub latest: Option<u8>,
    /// Stated ("in the 31st minute"), derived ("14 minutes from time") or inferred (from what came before and after).
    pub basis: Basis,
    /// The words that say so ("14 minutes from time").
    pub as_written: Option<String>,
}

impl Moment {
    /// A known clock, with the words that gave it.
    #[must_use]
    pub fn at(clock: MatchClock, basis: Basis, as_written: impl Into<String>) -> Self {
        let minute = Some(clock.minute);
        Self {
            at: Some(clock),
            earliest: minute,
            latest: minute,
            basis,
            as_written: Some(as_written.into()),
        }
    }

    /// A window without a point.
    #[must_use]
    pub fn between(earliest: u8, latest: u8, basis: Basis, as_written: impl Into<String>) -> Self {
        Self {
            at: None,
            earliest: Some(earliest),
            latest: Some(latest),
            basis,
            as_written: Some(as_written.into()),
        }
    }

    /// The period, when the window lies within one.
    #[must_use]
    pub fn period(&self) -> Option<Period> {
        match (self.at, self.earliest, self.latest) {
            (Some(clock), _, _) => Some(clock.period()),
            (None, Some(first), Some(last))
                if Period::of_minute(first) == Period::of_minute(last) =>
            {
                Some(Period::of_minute(first))
            }
            _ => None,
        }
    }
}
