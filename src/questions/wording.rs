//! The asker, and what can be wrong with words.

use jiff::civil::Date;

use crate::facts::{MatchId, Scope};
use crate::football::TeamId;

/// Who asks, as far as the answer depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asker {
    /// What this person may see: a server's own reports over the shared ones, or the shared ones alone.
    pub scope: Scope,
    /// The team that settles an ambiguous name in this server.
    pub default_team: Option<TeamId>,
    /// The day it is, for "yesterday".
    pub today: Date,
}

/// The words named no team exactly, and one team is a typo away: it is answered for, and said so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// The words typed.
    pub typed: String,
    /// The name of the team shown.
    pub shown: String,
}

/// Several things fit the words: the person chooses, the bot never does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The words that fit several.
    pub typed: String,
    /// What the options are, in the plural ("teams", "matches", "players").
    pub what: &'static str,
    /// 2 to 25 options.
    pub options: Vec<ChoiceOption>,
    /// How many more fit and are not shown.
    pub left_out: usize,
}

/// One option of a [`Choice`]: choosing it asks the same question with the words settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceOption {
    /// What the person reads.
    pub label: String,
    /// What tells it from the others (country, date), if anything.
    pub detail: Option<String>,
    /// The question to ask when it is chosen.
    pub ask: super::Ask,
}

/// Something the person who asked can mend. Shown to them alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistake {
    /// No team by that name; the nearest names that matches are held for, three at most.
    NoSuchTeam {
        /// The words typed.
        typed: String,
        /// Common names, nearest first.
        nearest: Vec<String>,
    },
    /// No player by that name in the reports held.
    NoSuchPlayer {
        /// The words typed.
        typed: String,
        /// Names, nearest first.
        nearest: Vec<String>,
    },
    /// No competition by that name.
    NoSuchCompetition {
        /// The words typed.
        typed: String,
        /// Names, nearest first.
        nearest: Vec<String>,
    },
    /// No match with that id, or not one this server can see.
    NoSuchMatch(MatchId),
    /// The words name several; a menu follows.
    Ambiguous(Choice),
    /// The date cannot be read.
    BadDate(String),
    /// `/scorer` was asked with nothing to go by.
    NothingAsked,
    /// The line names no command; the nearest one.
    NoSuchCommand {
        /// What was typed after the slash.
        typed: String,
        /// The nearest command.
        nearest: Option<String>,
    },
    /// A required option is missing.
    MissingOption {
        /// The command.
        command: String,
        /// The option.
        option: String,
    },
    /// An option the command does not have, or a value it cannot take.
    BadOption {
        /// The command.
        command: String,
        /// What is wrong and what would be right, as a sentence.
        reason: String,
    },
    /// The fact asked for is not one this match has.
    NoSuchFact {
        /// The words typed.
        typed: String,
        /// The match.
        match_id: MatchId,
    },
}
