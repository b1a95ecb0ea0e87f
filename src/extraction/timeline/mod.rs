//! The goals and the score that the tellings agree on.
//!
//! Tellings of one goal are joined ([`merge`](self)), each goal is dated, and the score is the one that was told and that the
//! goals allow. What the words leave open stays open.

mod anchor;
mod draft;
mod elsewhere;
mod endings;
mod lead_up;
mod look_back;
mod men;
mod merge;
mod named_events;
mod order;
mod outcome;
mod score;
mod search;
mod sign;
mod story;
mod table;
mod tallies;
mod times;
mod trust;
mod witness;

use std::ops::Range;

pub use merge::credited;
pub use sign::Sign;
pub use trust::{ENOUGH, Withheld};

use crate::extraction::clock::{Absolute, TimeExpression, When};
use crate::extraction::events::{Statement, Telling};
use crate::extraction::grammar::Scene;
use crate::extraction::mentions::EntityIndex;
use crate::extraction::sides::{Sides, Team, Verdict};
use crate::extraction::text::TokenIndex;
use crate::football::{GoalKind, Moment, ScoreKind};

/// One goal, with all that tells of it.
#[derive(Debug, Clone)]
pub struct TimelineGoal {
    /// Who scored.
    pub scorer: Option<EntityIndex>,
    /// Whom it counts for.
    pub team: Option<Team>,
    /// Goal, penalty, own goal.
    pub kind: GoalKind,
    /// When.
    pub moment: Option<Moment>,
    /// The words that say when.
    pub moment_words: Vec<Range<TokenIndex>>,
    /// Indices of its tellings.
    pub tellings: Vec<usize>,
    /// Told as a goal, not as an attempt that went in.
    pub sure: bool,
    /// Every telling of it is a phrase that tells of other things as often.
    pub weak: bool,
    /// How much more the account would cost if it counted for the other side; 0 while that is not known.
    pub margin: f32,
}

/// A goal of which something is told and which is not published.
#[derive(Debug, Clone)]
pub struct LeftOut {
    /// The goal; its team is the one the account counts it for, and none where the account does without it.
    pub goal: TimelineGoal,
    /// Its number among all goals, in match order.
    pub place: usize,
}

/// A score that the match may have ended with, by another account.
#[derive(Debug, Clone, Copy)]
pub struct Rival {
    /// By team, A first.
    pub score: [u8; 2],
    /// The score is told, not counted.
    pub told: bool,
    /// How much more that account costs than the likeliest.
    pub margin: f32,
}

/// A tally other than the final score.
#[derive(Debug, Clone)]
pub struct Tally {
    /// Of what.
    pub kind: ScoreKind,
    /// By team, A first.
    pub score: [u8; 2],
    /// The statements that give it; none: derived from the goals.
    pub statements: Vec<usize>,
}

/// The goals in match order, and the scores.
#[derive(Debug, Default)]
pub struct Timeline {
    /// Goals in match order.
    pub goals: Vec<TimelineGoal>,
    /// How many goals the account tells, those whose side it leaves open among them.
    pub told: usize,
    /// The final score, by team, with the words that give it (none: derived from the goals).
    pub score: Option<([u8; 2], Vec<usize>)>,
    /// Why there is none, though an account has one.
    pub withheld: Option<Withheld>,
    /// The tallies beside the final score: half-time, ninety minutes, both legs, the shoot-out.
    pub tallies: Vec<Tally>,
    /// Who won or went on (neither: a draw), with the statements that tell it; told beside the score.
    pub winner: Option<(Option<Team>, Vec<usize>)>,
    /// Oddities, one sentence each.
    pub notes: Vec<String>,
    /// For each time expression, what the match clock shows, where the story tells.
    pub values: Vec<Option<Absolute>>,
    /// What contradicts the account: the less, the likelier it is, and all that it supposes.
    pub cost: f32,
    /// What speaks for and against publishing its score, each sign as often as it is seen.
    pub signs: Vec<Sign>,
    /// The score of the account, published or not, A first.
    pub likeliest: [u8; 2],
    /// The likeliest account ends with a score that is told, not counted.
    pub is_told: bool,
    /// The goals that are not published.
    pub left_out: Vec<LeftOut>,
    /// Other scores, the likeliest first; none twice.
    pub rivals: Vec<Rival>,
    /// What the account says of whom the scorers play for.
    pub verdicts: Vec<Verdict>,
}

impl Timeline {
    /// What a time expression says, with one that counts from another event told as what the match clock shows, where the
    /// story tells.
    #[must_use]
    pub fn when(&self, clock: usize, told: &When) -> When {
        match (told, self.values.get(clock)) {
            (When::Relative(_), Some(Some(value))) => When::Absolute(*value),
            (_, _) => told.clone(),
        }
    }

    /// As [`Timeline::when`], for all time expressions.
    #[must_use]
    pub fn times(&self, clocks: &[TimeExpression]) -> Vec<TimeExpression> {
        let solved = |(clock, told): (usize, &TimeExpression)| TimeExpression {
            when: self.when(clock, &told.when),
            ..told.clone()
        };
        clocks.iter().enumerate().map(solved).collect()
    }
}

/// Joins tellings to goals, dates them, and settles the score.
#[must_use]
pub fn read(
    scene: &Scene<'_>,
    sides: &Sides,
    tellings: &[Telling],
    statements: &[Statement],
    clocks: &[TimeExpression],
) -> Timeline {
    let credited = |telling: &Telling| merge::credited(scene, sides, telling);
    let teams: Vec<Option<Team>> = tellings.iter().map(credited).collect();
    let story = story::StoryClock::read(scene, tellings, clocks, &teams);
    let mut goals = merge::merge(scene, sides, tellings, clocks, &story);
    let story = times::date(scene, tellings, clocks, story, &mut goals);
    Timeline {
        values: story.into_values(),
        ..score::settle(scene, sides, tellings, statements, goals)
    }
}
