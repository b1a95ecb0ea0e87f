//! How well what extraction reads agrees with gold, kind by kind.
//!
//! [`compare`] adds one report to a [`Sheet`]; the sheet prints as a table of precision (the share of what was told
//! that is right) and recall (the share of gold that was told). [`laws`] lists what must never happen at all.

mod compare;
mod events;
mod goals;
pub mod laws;
mod same;

use std::{collections::BTreeMap, fmt};

pub use compare::compare;

/// What is measured, in the order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Both teams of a match.
    Teams,
    /// Who is at home, or that nobody is.
    HomeAway,
    Score,
    HalfTime,
    After90,
    Shootout,
    Aggregate,
    Winner,
    ExtraTime,
    /// How many goals of each side are told, whoever scored them.
    Goals,
    /// Scorer with the side the goal counts for, among goals that name one.
    Scorers,
    /// Goal, penalty or own goal, among the scorers found.
    GoalKinds,
    /// The minute as a point, exactly.
    Minutes,
    /// The window of a goal without a minute.
    Windows,
    Assists,
    /// Yellow, second yellow and red, each told as what it was.
    Cards,
    Substitutions,
    DisallowedGoals,
    MissedPenalties,
    SavedPenalties,
    MissedChances,
    Saves,
    Injuries,
    Woodwork,
    /// The minute of an event found.
    EventMinutes,
    Competition,
    Stage,
    Venue,
    Date,
    Referee,
    Attendance,
    Category,
    Coaches,
    /// Players with their side.
    Players,
    /// Keeper, starter, substitute, bench or absent, among the players found.
    Roles,
    /// What is said of the world beyond the match: kind, subject and words.
    Claims,
}

/// How often gold has a kind, how often extraction tells it, and how often rightly.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    pub gold: usize,
    pub told: usize,
    pub right: usize,
}

impl Count {
    /// The share of what was told that is right; 1 when nothing was told.
    pub fn precision(self) -> f64 {
        share(self.right, self.told)
    }

    /// The share of gold that was told; 1 when gold has none.
    pub fn recall(self) -> f64 {
        share(self.right, self.gold)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred facts")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

/// The counts of all reports compared, and each miss in words.
#[derive(Debug, Default)]
pub struct Sheet {
    counts: BTreeMap<Kind, Count>,
    /// One line a fact missed or told wrongly.
    pub misses: Vec<String>,
}

impl Sheet {
    /// The count of a kind; nil when no report has it.
    pub fn count(&self, kind: Kind) -> Count {
        self.counts.get(&kind).copied().unwrap_or_default()
    }

    /// Every kind met, in the order of the table.
    pub fn kinds(&self) -> impl Iterator<Item = (Kind, Count)> {
        self.counts.iter().map(|(kind, count)| (*kind, *count))
    }

    fn add(&mut self, kind: Kind, count: Count) {
        let sum = self.counts.entry(kind).or_default();
        sum.gold += count.gold;
        sum.told += count.told;
        sum.right += count.right;
    }
}

impl fmt::Display for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<16} precision  recall   right/told   right/gold",
            "kind"
        )?;
        for (kind, count) in self.kinds() {
            let Count { gold, told, right } = count;
            let (told, gold) = (format!("{right}/{told}"), format!("{right}/{gold}"));
            writeln!(
                f,
                "{:<16} {:>9.3} {:>7.3} {told:>12} {gold:>12}",
                format!("{kind:?}"),
                count.precision(),
                count.recall(),
            )?;
        }
        Ok(())
    }
}
