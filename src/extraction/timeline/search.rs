//! Which goals are kept, whom each counts for, and how the match ended: the story that costs least.
//!
//! Goals stand in match order. Each is kept for one side or the other, or dropped; the state is the score so far, so
//! the search is exact and small. Whoever's team is open is tried in both, with all his goals. What the words say of a
//! goal's place in the story ("equaliser", "made it 2-1") costs where the state contradicts it; a final score that was
//! told costs where goals are missing from the account.

use super::TimelineGoal;
use super::endings::{End, Endings};
use super::men::{Men, against, counts_for, index};
use super::merge::team_told;
use super::outcome::Outcome;
use super::table::{Costs, Prior};
use crate::extraction::events::Telling;
use crate::extraction::grammar::Scene;
use crate::extraction::sides::{Sides, Team};

/// What a goal of those who are told to have lost costs: three goals in four are the winners'.
const LOSERS: f32 = 0.5;
/// What it costs to count a goal told without scorer, minute or score: mostly another goal told again, or none.
const VAGUE: f32 = 1.5;

/// A final score that was told, by team, and how much speaks for it.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Tallies, A first.
    pub score: [u8; 2],
    /// How much speaks for it.
    pub weight: f32,
    /// Some statement says whose tally is whose.
    pub sure: bool,
    /// The statements that tell it.
    pub statements: Vec<usize>,
}

/// One way the match may have gone.
#[derive(Debug, Clone)]
pub(super) struct Story {
    /// The score it ends with where none is told, A first, goals among it that nothing is told of.
    pub end: [usize; 2],
    /// For each goal: the side it counts for, or dropped.
    pub sides: Vec<Option<Team>>,
    /// For each goal: how much more the story costs when the goal counts for the other side.
    pub margins: Vec<f32>,
    /// What contradicts it.
    pub cost: f32,
    /// The final score told, as an index into the candidates.
    pub candidate: Option<usize>,
    /// The log-odds of its score among the scores of all accounts, each by what contradicts it.
    pub odds: f32,
    /// How much more the next best ending would cost; of stories without a told score only.
    pub margin: f32,
    /// That ending, A first.
    pub next: Option<[usize; 2]>,
}

impl Story {
    /// The goals told that it counts for A and for B.
    pub(super) fn tally(&self) -> [usize; 2] {
        [Team::A, Team::B].map(|team| {
            self.sides
                .iter()
                .filter(|side| **side == Some(team))
                .count()
        })
    }
}

/// The story that costs least for each candidate final score, and for none; cheapest first.
pub(super) fn stories(
    scene: &Scene<'_>,
    sides: &Sides,
    tellings: &[Telling],
    goals: &[TimelineGoal],
    candidates: &[Candidate],
    outcome: &Outcome,
) -> Vec<Story> {
    let men = Men::of(sides, goals);
    let priors: Vec<Prior> = goals
        .iter()
        .map(|goal| {
            let mut prior = prior(scene, sides, tellings, goal);
            if let Some(winner) = outcome.favoured() {
                prior.side[index(winner.opponent())] += LOSERS;
                // It is no reason to do without the goal.
                prior.drop += LOSERS;
            }
            if let (Some(scorer), None) = (goal.scorer, men.place(goal.scorer)) {
                let cost = against(sides, scorer);
                for team in [Team::A, Team::B] {
                    prior.side[index(counts_for(goal, team))] += cost[index(team)];
                }
            }
            prior
        })
        .collect();
    let scorers: Vec<Option<usize>> = goals.iter().map(|goal| men.place(goal.scorer)).collect();
    let costs = Costs::of(&priors, &|score| outcome.passing(score));
    let mut endings = Endings::of(goals.len(), candidates, outcome);
    let after = endings.after(&costs);
    let mut table = costs.table();
    let mut by_side = vec![[f32::INFINITY; 2]; goals.len()];
    for trial in men.trials() {
        let leaning = men.leaning(trial);
        table.suppose(men.sides(trial, &priors, &scorers, goals));
        endings.take_in(&table, trial, leaning);
        for (best, [of_a, of_b]) in by_side.iter_mut().zip(table.by_side(&after)) {
            *best = [best[0].min(of_a + leaning), best[1].min(of_b + leaning)];
        }
    }
    endings.close();
    let mut story = |end: End, candidate: Option<usize>| {
        table.suppose(men.sides(end.trial, &priors, &scorers, goals));
        Story {
            end: end.score,
            margins: vec![f32::INFINITY; goals.len()],
            sides: table.counted_for(end.at),
            cost: end.cost,
            candidate,
            margin: 0.0,
            odds: endings.odds(end.score),
            next: None,
        }
    };
    let mut found: Vec<Story> = (endings.told())
        .map(|(candidate, end)| story(end, Some(candidate)))
        .collect();
    if let [Some(end), next] = endings.counted() {
        let mut own = story(end, None);
        own.margin = next.map_or(f32::INFINITY, |next| next.cost - end.cost);
        own.next = next.map(|next| next.score);
        found.push(own);
    }
    found.sort_by(|left, right| left.cost.total_cmp(&right.cost));
    if let Some(best) = found.first_mut() {
        for (number, margin) in best.margins.iter_mut().enumerate() {
            if let Some(team) = best.sides[number] {
                *margin = by_side[number][index(team.opponent())] - best.cost;
            }
        }
    }
    found
}

fn prior(scene: &Scene<'_>, sides: &Sides, tellings: &[Telling], goal: &TimelineGoal) -> Prior {
    let dated = goal
        .moment
        .as_ref()
        .is_some_and(|moment| moment.at.is_some());
    let vague = goal.scorer.is_none()
        && !dated
        && goal
            .tellings
            .iter()
            .all(|telling| tellings[*telling].score.is_none());
    let mut side = [if vague { VAGUE } else { 0.0 }; 2];
    let mut slots = Vec::new();
    let mut scores = Vec::new();
    let mut ordinals = Vec::new();
    for telling in &goal.tellings {
        let telling = &tellings[*telling];
        if let Some(team) = team_told(scene, sides, telling) {
            side[index(team.opponent())] += 2.5;
        }
        slots.extend(telling.slot.filter(|slot| !slots.contains(slot)));
        scores.extend(telling.score.filter(|score| !scores.contains(score)));
        ordinals.extend(
            telling
                .ordinal
                .filter(|number| !telling.his && !ordinals.contains(number)),
        );
    }
    let told = goal.tellings.len();
    let drop = match (goal.scorer.is_some(), goal.sure, goal.weak) {
        (true, true, _) => 3.5 + 0.8 * (told.min(4) as f32),
        (true, false, false) => 1.8 + 0.9 * (told.min(4) as f32),
        (true, false, true) => 0.9 + 0.6 * (told.min(4) as f32),
        (false, true, _) => 0.8,
        (false, false, _) => 0.2,
    };
    Prior {
        side,
        drop,
        slots,
        scores,
        ordinals,
    }
}
