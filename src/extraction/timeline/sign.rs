//! What can speak for and against publishing the score of an account, each with its learned weight.

use serde::Deserialize;

use crate::extraction::weights::Weights;

static WEIGHTS: Weights<Sign> = Weights::new(include_str!("../../../config/rules/trust.toml"));

/// What can speak for or against the score of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// Counted, not told.
    Counted,
    /// A final score is told.
    Told,
    /// … with whose tally is whose.
    ToldSurely,
    /// … in the first two sentences.
    ToldEarly,
    /// A score is told, and every goal of it.
    AllTold,
    /// A counted score, for each half of its log-odds against all others that the tellings allow.
    Odds,
    /// A score is counted, and another one told.
    ToldOtherwise,
    /// A goal of a counted score that nobody is named for.
    NamelessGoal,
    /// A score is told, and a goal told firmly has no room in it.
    Overfull,
    /// The winner is told, and would not have been one.
    WinnerDenies,
    /// A state of the score is told that it cannot have passed through.
    StateUnreached,
    /// A state of the score is told where no goal is.
    Hole,
    /// It is not sure that the text is about these two teams, in steps.
    TeamsUnsure,
    /// Hardly anything is said of the two teams, in steps.
    TeamsUntold,
}

impl Sign {
    /// As the table of weights writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Counted => "counted",
            Self::Told => "told",
            Self::ToldSurely => "told_surely",
            Self::ToldEarly => "told_early",
            Self::AllTold => "all_told",
            Self::Odds => "odds",
            Self::ToldOtherwise => "told_otherwise",
            Self::NamelessGoal => "nameless_goal",
            Self::Overfull => "overfull",
            Self::WinnerDenies => "winner_denies",
            Self::StateUnreached => "state_unreached",
            Self::Hole => "hole",
            Self::TeamsUnsure => "teams_unsure",
            Self::TeamsUntold => "teams_untold",
        }
    }

    /// Whether it says that what is told contradicts the score.
    pub(super) const fn denies(self) -> bool {
        match self {
            Self::Overfull | Self::WinnerDenies | Self::StateUnreached => true,
            Self::Counted
            | Self::Told
            | Self::ToldSurely
            | Self::ToldEarly
            | Self::AllTold
            | Self::Odds
            | Self::ToldOtherwise
            | Self::NamelessGoal
            | Self::Hole
            | Self::TeamsUnsure
            | Self::TeamsUntold => false,
        }
    }

    /// The log-odds it adds where it is seen; positive: it speaks for the score.
    #[must_use]
    pub fn weight(self) -> f32 {
        WEIGHTS.of(self)
    }
}
