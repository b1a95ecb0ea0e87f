//! Which goals are kept, whom each counts for, and how the match ended: the story that costs least.
//!
//! Goals stand in match order. Each is kept for one side or the other, or dropped; the state is the score so far, so
//! the search is exact and small. What the words say of a goal's place in the story ("equaliser", "made it 2-1") costs
//! where the state contradicts it; a final score that was told costs where goals are missing from the account.

use super::TimelineGoal;
use crate::extraction::events::{Slot, Telling};
use crate::extraction::grammar::Scene;
use crate::extraction::sides::{Sides, Team};
use crate::football::GoalKind;

/// A side never scores more in one match than this, for the purpose of the search.
const MOST: usize = 16;

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
    /// For each goal: the side it counts for, or dropped.
    pub sides: Vec<Option<Team>>,
    /// For each goal: how much more the story costs when the goal counts for the other side.
    pub margins: Vec<f32>,
    /// What contradicts it.
    pub cost: f32,
    /// The final score told, as an index into the candidates.
    pub candidate: Option<usize>,
    /// How much more the next best ending would cost; of stories without a told score only.
    pub margin: f32,
}

/// What speaks for and against one goal.
#[derive(Debug, Clone)]
struct Prior {
    /// Cost of counting it for A, for B.
    side: [f32; 2],
    /// Cost of dropping it.
    drop: f32,
    slots: Vec<Slot>,
    scores: Vec<(u8, u8)>,
    /// "the third": which of its side's goals it is.
    ordinals: Vec<u8>,
}

/// The story that costs least for each candidate final score, and for none; cheapest first.
pub(super) fn stories(
    scene: &Scene<'_>,
    sides: &Sides,
    tellings: &[Telling],
    goals: &[TimelineGoal],
    candidates: &[Candidate],
    ending: &dyn Fn([usize; 2]) -> f32,
) -> Vec<Story> {
    let priors: Vec<Prior> = goals
        .iter()
        .map(|goal| prior(scene, sides, tellings, goal))
        .collect();
    let table = Table::fill(&priors);
    let mut found: Vec<Story> = Vec::new();
    for (number, candidate) in candidates.iter().enumerate() {
        let [most_a, most_b] = candidate.score.map(usize::from);
        let mut best: Option<(f32, usize, usize)> = None;
        for a in 0..=most_a.min(MOST - 1) {
            for b in 0..=most_b.min(MOST - 1) {
                let missing = (most_a - a + most_b - b) as f32;
                let cost = table.cost(goals.len(), a, b) + missing * 1.3 - candidate.weight
                    + ending([most_a, most_b]);
                if best.is_none_or(|(least, _, _)| cost < least) {
                    best = Some((cost, a, b));
                }
            }
        }
        if let Some((cost, a, b)) = best.filter(|(cost, _, _)| cost.is_finite()) {
            found.push(table.story(goals.len(), a, b, cost, Some(number)));
        }
    }
    let mut ends: Vec<(f32, usize, usize)> = (0..MOST)
        .flat_map(|a| (0..MOST).map(move |b| (a, b)))
        .map(|(a, b)| (table.cost(goals.len(), a, b) + ending([a, b]), a, b))
        .filter(|(cost, _, _)| cost.is_finite())
        .collect();
    ends.sort_by(|left, right| left.0.total_cmp(&right.0));
    if let Some((cost, a, b)) = ends.first() {
        let mut story = table.story(goals.len(), *a, *b, *cost, None);
        story.margin = ends.get(1).map_or(f32::INFINITY, |next| next.0 - cost);
        found.push(story);
    }
    found.sort_by(|left, right| left.cost.total_cmp(&right.cost));
    if let Some(best) = found.first_mut() {
        best.margins = margins(&priors, candidates, best);
    }
    found
}

/// What it costs to give each kept goal to the other side, with everything else free.
fn margins(priors: &[Prior], candidates: &[Candidate], best: &Story) -> Vec<f32> {
    (0..priors.len())
        .map(|goal| {
            let Some(team) = best.sides[goal] else {
                return f32::INFINITY;
            };
            // Whoever's side is well known needs no second search.
            let own = usize::from(team == Team::B);
            if priors[goal].side[1 - own] - priors[goal].side[own] > 4.0 {
                return 4.0;
            }
            let mut forced: Vec<Prior> = priors.to_vec();
            forced[goal].side[own] = 1000.0;
            forced[goal].drop = 1000.0;
            let table = Table::fill(&forced);
            let mut least = f32::INFINITY;
            for a in 0..MOST {
                for b in 0..MOST {
                    let cost = table.cost(priors.len(), a, b);
                    least = least.min(cost);
                    for candidate in candidates {
                        let [most_a, most_b] = candidate.score.map(usize::from);
                        if a <= most_a && b <= most_b {
                            let missing = (most_a - a + most_b - b) as f32;
                            least = least.min(cost + missing * 1.3 - candidate.weight);
                        }
                    }
                }
            }
            least - best.cost
        })
        .collect()
}

fn prior(scene: &Scene<'_>, sides: &Sides, tellings: &[Telling], goal: &TimelineGoal) -> Prior {
    let mut side = [0.0_f32; 2];
    let mut lean = |team: Team, weight: f32| match team {
        Team::A => side[1] += weight,
        Team::B => side[0] += weight,
    };
    if let Some((team, sure)) = goal
        .scorer
        .and_then(|scorer| sides.of_person_surely(scorer))
    {
        let team = if goal.kind == GoalKind::OwnGoal {
            team.opponent()
        } else {
            team
        };
        lean(team, 0.3 + 4.0 * sure);
    }
    let mut slots = Vec::new();
    let mut scores = Vec::new();
    let mut ordinals = Vec::new();
    for telling in &goal.tellings {
        let telling = &tellings[*telling];
        let team = match telling.team {
            Some(crate::extraction::events::TeamRef::For(mention)) => {
                sides.of_mention(scene, mention)
            }
            Some(crate::extraction::events::TeamRef::Against(mention)) => {
                sides.of_mention(scene, mention).map(Team::opponent)
            }
            None => None,
        };
        if let Some(team) = team {
            lean(team, 2.5);
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

/// What the state after a goal for `side` costs, given what is said of the goal.
fn contradiction(prior: &Prior, before: [usize; 2], side: usize) -> f32 {
    let mut after = before;
    after[side] += 1;
    let own = after[side] as i32;
    let other = after[1 - side] as i32;
    let mut cost = 0.0;
    for slot in &prior.slots {
        cost += match slot {
            Slot::Opener if own + other != 1 => 2.5,
            Slot::Level if own != other => 2.0,
            Slot::Lead if own != other + 1 => 1.0,
            Slot::Add if own < other + 1 => 0.8,
            Slot::Pull if own >= other => 1.2,
            Slot::Winner if own <= other => 1.0,
            _ => 0.0,
        };
    }
    for number in &prior.ordinals {
        cost += if own == i32::from(*number) { -0.3 } else { 0.7 };
    }
    for (left, right) in &prior.scores {
        let (left, right) = (i32::from(*left), i32::from(*right));
        let agrees = (left, right) == (own, other) || (right, left) == (own, other);
        cost += if agrees { -0.5 } else { 2.0 };
    }
    cost
}

/// Least costs by goal and score so far.
struct Table {
    costs: Vec<f32>,
    /// 0: dropped, 1: for A, 2: for B.
    moves: Vec<u8>,
}

impl Table {
    const fn at(goal: usize, a: usize, b: usize) -> usize {
        (goal * MOST + a) * MOST + b
    }

    fn cost(&self, goal: usize, a: usize, b: usize) -> f32 {
        self.costs[Self::at(goal, a, b)]
    }

    fn fill(priors: &[Prior]) -> Self {
        let size = (priors.len() + 1) * MOST * MOST;
        let mut table = Self {
            costs: vec![f32::INFINITY; size],
            moves: vec![0; size],
        };
        table.costs[0] = 0.0;
        for (goal, prior) in priors.iter().enumerate() {
            for a in 0..MOST.min(goal + 1) {
                for b in 0..MOST.min(goal + 1 - a) {
                    let cost = table.cost(goal, a, b);
                    if cost.is_finite() {
                        table.offer(goal + 1, a, b, cost + prior.drop, 0);
                        let before = [a, b];
                        table.offer(
                            goal + 1,
                            a + 1,
                            b,
                            cost + prior.side[0] + contradiction(prior, before, 0),
                            1,
                        );
                        table.offer(
                            goal + 1,
                            a,
                            b + 1,
                            cost + prior.side[1] + contradiction(prior, before, 1),
                            2,
                        );
                    }
                }
            }
        }
        table
    }

    fn offer(&mut self, goal: usize, a: usize, b: usize, cost: f32, step: u8) {
        if a >= MOST || b >= MOST {
            return;
        }
        let at = Self::at(goal, a, b);
        if cost < self.costs[at] {
            self.costs[at] = cost;
            self.moves[at] = step;
        }
    }

    fn story(
        &self,
        goals: usize,
        a: usize,
        b: usize,
        cost: f32,
        candidate: Option<usize>,
    ) -> Story {
        let mut sides = vec![None; goals];
        let (mut at_a, mut at_b) = (a, b);
        for goal in (0..goals).rev() {
            match self.moves[Self::at(goal + 1, at_a, at_b)] {
                1 => {
                    sides[goal] = Some(Team::A);
                    at_a -= 1;
                }
                2 => {
                    sides[goal] = Some(Team::B);
                    at_b -= 1;
                }
                _ => {}
            }
        }
        Story {
            margins: vec![f32::INFINITY; sides.len()],
            sides,
            cost,
            candidate,
            margin: 0.0,
        }
    }
}
