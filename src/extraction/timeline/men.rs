//! Who scored several goals: they all count for one team of the two, whichever it is.

use std::cmp::Reverse;

use super::TimelineGoal;
use super::table::Prior;
use crate::extraction::mentions::EntityIndex;
use crate::extraction::sides::{Sides, Team};
use crate::football::GoalKind;

/// What it costs to count a man's goal against what the words say of his team: so much for their saying anything …
const DENIED: f32 = 0.5;
/// … and so much for each of the log-odds.
const DENIED_MORE: f32 = 0.5;
/// More than this no words cost.
const DENIED_MOST: f32 = 6.0;
/// So many men with several goals are tried in both teams; of more, the surer keep the team they lean to.
const OPEN: usize = 4;
/// What it costs to count a man's goal for the team he was not given.
const IMPOSSIBLE: f32 = 1000.0;

/// Somebody who scored several goals, which all count for one team of the two: what speaks against either being his.
struct Man {
    scorer: EntityIndex,
    against: [f32; 2],
}

impl Man {
    fn lean(&self) -> f32 {
        self.against[1] - self.against[0]
    }

    fn team(&self) -> Team {
        if self.lean() < 0.0 { Team::B } else { Team::A }
    }
}

/// Everybody who scored several goals, those who are tried in both teams first.
pub(super) struct Men {
    all: Vec<Man>,
    /// Those who are tried in both teams, whose first goal is the latest first.
    open: Vec<usize>,
}

impl Men {
    pub(super) fn of(sides: &Sides, goals: &[TimelineGoal]) -> Self {
        let mut all: Vec<Man> = Vec::new();
        for (number, goal) in goals.iter().enumerate() {
            let Some(scorer) = goal.scorer else { continue };
            let again = goals[..number]
                .iter()
                .any(|other| other.scorer == Some(scorer));
            if again && !all.iter().any(|man| man.scorer == scorer) {
                let against = against(sides, scorer);
                all.push(Man { scorer, against });
            }
        }
        all.sort_by(|left, right| left.lean().abs().total_cmp(&right.lean().abs()));
        let first = |man: &usize| {
            let his = |goal: &TimelineGoal| goal.scorer == Some(all[*man].scorer);
            Reverse(goals.iter().position(his))
        };
        let mut open: Vec<usize> = (0..all.len().min(OPEN)).collect();
        open.sort_by_key(first);
        Self { all, open }
    }

    /// All ways to give them teams, those side by side that differ in late goals alone.
    pub(super) fn trials(&self) -> impl Iterator<Item = usize> {
        (0..1 << self.open.len()).map(|way: usize| {
            let turned = (self.open.iter().enumerate()).filter(move |(bit, _)| way >> bit & 1 == 1);
            turned.map(|(_, man)| 1 << man).sum()
        })
    }

    /// The team of a man with several goals in a trial, one bit for each of those who are tried in both.
    fn given(&self, trial: usize, man: usize) -> Team {
        let team = self.all[man].team();
        // Those who are tried in both teams are the first of all.
        if man < self.open.len() && trial >> man & 1 == 1 {
            team.opponent()
        } else {
            team
        }
    }

    pub(super) fn place(&self, scorer: Option<EntityIndex>) -> Option<usize> {
        let scorer = scorer?;
        self.all.iter().position(|man| man.scorer == scorer)
    }

    /// What the teams given in a trial cost.
    pub(super) fn leaning(&self, trial: usize) -> f32 {
        let cost = |(man, his): (usize, &Man)| his.against[index(self.given(trial, man))];
        self.all.iter().enumerate().map(cost).sum()
    }

    /// What it costs in a trial to count each goal for A, for B: no goal of a man with several counts for the team he is
    /// not in.
    pub(super) fn sides(
        &self,
        trial: usize,
        priors: &[Prior],
        scorers: &[Option<usize>],
        goals: &[TimelineGoal],
    ) -> Vec<[f32; 2]> {
        let mut sides: Vec<[f32; 2]> = priors.iter().map(|prior| prior.side).collect();
        for ((side, scorer), goal) in sides.iter_mut().zip(scorers).zip(goals) {
            if let Some(man) = scorer {
                let team = counts_for(goal, self.given(trial, *man));
                side[index(team.opponent())] += IMPOSSIBLE;
            }
        }
        sides
    }
}

/// The team that a goal of one of its men counts for; and whose man scored it, if it counts for that team.
pub(super) fn counts_for(goal: &TimelineGoal, team: Team) -> Team {
    if goal.kind == GoalKind::OwnGoal {
        team.opponent()
    } else {
        team
    }
}

/// What speaks against a man's playing for A, for B.
pub(super) fn against(sides: &Sides, scorer: EntityIndex) -> [f32; 2] {
    let mut against = [0.0; 2];
    if let Some((team, odds)) = sides.of_person_by_odds(scorer) {
        against[index(team.opponent())] = (DENIED + DENIED_MORE * odds).min(DENIED_MOST);
    }
    against
}

pub(super) const fn index(team: Team) -> usize {
    match team {
        Team::A => 0,
        Team::B => 1,
    }
}
