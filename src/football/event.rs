//! What else happens in a match, and what is said about the world beyond it.

use serde::Serialize;

use super::{Moment, Side};

/// The kinds of event that are no goals. Cards are the three bookings; the rest are told by their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// A first yellow card.
    Yellow,
    /// A second yellow card: a dismissal.
    SecondYellow,
    /// A straight red card: a dismissal.
    Red,
    /// One player on, one off; `player` came on, `other` went off.
    Substitution,
    /// The ball was in and the goal did not count.
    DisallowedGoal,
    /// A penalty that missed the goal or hit its frame.
    MissedPenalty,
    /// A penalty the keeper (`other`) kept out.
    SavedPenalty,
    /// An attempt that missed or was blocked.
    MissedChance,
    /// An attempt the keeper (`other`) kept out.
    Save,
    /// A player was hurt.
    Injury,
    /// An attempt that hit post or bar.
    Woodwork,
}

impl EventKind {
    /// Whether the player leaves the field for it.
    #[must_use]
    pub const fn is_dismissal(self) -> bool {
        matches!(self, Self::SecondYellow | Self::Red)
    }

    /// Whether it is a card.
    #[must_use]
    pub const fn is_booking(self) -> bool {
        matches!(self, Self::Yellow | Self::SecondYellow | Self::Red)
    }
}

/// Something that happened in the match and changed no score.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Event {
    /// What happened.
    pub kind: EventKind,
    /// To whom, or by whom; the shooter of a save or a saved penalty, the player coming on in a substitution.
    pub player: Option<String>,
    /// The side of `player`.
    pub side: Option<Side>,
    /// The player replaced in a substitution, the keeper in a save or a saved penalty.
    pub other: Option<String>,
    /// When, where the report tells.
    pub moment: Option<Moment>,
}

/// How a player takes part, as far as the report says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PlayerRole {
    /// Began the match.
    Starter,
    /// Came on.
    Substitute,
    /// Sat on the bench.
    Bench,
    /// Did not take part (injured, suspended, left out).
    Absent,
    /// Kept goal.
    Keeper,
    /// Named in the report; nothing more is known.
    Mentioned,
}

/// What a claim about the world beyond this match is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BackgroundKind {
    /// A count of goals, games or the like ("eight goals in 10 games").
    Tally,
    /// Meetings of these two teams.
    HeadToHead,
    /// A place in a table.
    Standing,
    /// Who goes through, up or down.
    Qualification,
    /// The result of another match.
    PreviousResult,
    /// A run of results.
    Streak,
    /// A first, a most, a fastest.
    Record,
    /// How a side or player has been doing.
    Form,
}
