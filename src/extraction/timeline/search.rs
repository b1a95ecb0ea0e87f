//! Which goals are kept, whom each counts for, and how the match ended: the story that costs least.
//!
//! Goals stand in match order. Each is kept for one side or the other, or dropped; the state is the score so far, so
//! the search is exact and small. Whoever's team is open is tried in both, with all his goals. What the words say of a
//! goal's place in the story ("equaliser", "made it 2-1") costs where the state contradicts it; a final score that was
//! told costs where goals are missing from the account.

use super::TimelineGoal;
use super::outcome::Outcome;
use super::table::{Costs, MOST, Prior, scores};
use crate::extraction::events::{TeamRef, Telling};
use crate::extraction::grammar::Scene;
use crate::extraction::mentions::EntityIndex;
use crate::extraction::sides::{Sides, Team};
use crate::football::GoalKind;

/// What each goal of a told score costs that the account lacks.
const MISSING: f32 = 1.0;
/// What it costs to count a man's goal against what the words say of his team: so much for their saying anything …
const DENIED: f32 = 0.5;
/// … and so much for each of the log-odds.
const DENIED_MORE: f32 = 0.5;
/// More than this no words cost.
const DENIED_MOST: f32 = 6.0;
/// So many men with several goals are tried in both teams; of more, the surer keep the team they lean to.
const OPEN: usize = 4;
/// What a goal of those who are told to have lost costs: three goals in four are the winners'.
const LOSERS: f32 = 0.5;
/// What it costs to count a man's goal for the team he was not given.
const IMPOSSIBLE: f32 = 1000.0;

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
    /// That ending, A first.
    pub next: Option<[usize; 2]>,
}

impl Story {
    /// The goals it counts for A and for B.
    pub(super) fn tally(&self) -> [usize; 2] {
        [Team::A, Team::B].map(|team| {
            self.sides
                .iter()
                .filter(|side| **side == Some(team))
                .count()
        })
    }
}

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
struct Men {
    all: Vec<Man>,
    open: usize,
}

impl Men {
    fn of(sides: &Sides, goals: &[TimelineGoal]) -> Self {
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
        let open = all.len().min(OPEN);
        Self { all, open }
    }

    /// How many ways there are to give them teams.
    fn trials(&self) -> usize {
        1 << self.open
    }

    /// The team of a man with several goals in a trial, one bit for each of those who are tried in both.
    fn given(&self, trial: usize, man: usize) -> Team {
        let team = self.all[man].team();
        if man < self.open && trial >> man & 1 == 1 {
            team.opponent()
        } else {
            team
        }
    }

    fn place(&self, scorer: Option<EntityIndex>) -> Option<usize> {
        let scorer = scorer?;
        self.all.iter().position(|man| man.scorer == scorer)
    }

    /// What the teams given in a trial cost.
    fn leaning(&self, trial: usize) -> f32 {
        let cost = |(man, his): (usize, &Man)| his.against[index(self.given(trial, man))];
        self.all.iter().enumerate().map(cost).sum()
    }

    /// What it costs in a trial to count each goal for A, for B: no goal of a man with several counts for the team he is
    /// not in.
    fn sides(
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
fn counts_for(goal: &TimelineGoal, team: Team) -> Team {
    if goal.kind == GoalKind::OwnGoal {
        team.opponent()
    } else {
        team
    }
}

/// What speaks against a man's playing for A, for B.
fn against(sides: &Sides, scorer: EntityIndex) -> [f32; 2] {
    let mut against = [0.0; 2];
    if let Some((team, odds)) = sides.of_person_by_odds(scorer) {
        against[index(team.opponent())] = (DENIED + DENIED_MORE * odds).min(DENIED_MOST);
    }
    against
}

const fn index(team: Team) -> usize {
    match team {
        Team::A => 0,
        Team::B => 1,
    }
}

/// The best end of one table: the story is read off it once it is known to be the best of all.
#[derive(Clone, Copy)]
struct End {
    cost: f32,
    trial: usize,
    at: [usize; 2],
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
    let most = MOST.min(goals.len() + 1);
    let endings: Vec<f32> = (0..most * most)
        .map(|at| outcome.cost([at / most, at % most]))
        .collect();
    let told_endings: Vec<f32> = candidates
        .iter()
        .map(|candidate| outcome.cost(candidate.score.map(usize::from)) - candidate.weight)
        .collect();
    // What a told score costs where the account has so many goals.
    let told_cost = |number: usize, [a, b]: [usize; 2]| {
        let [most_a, most_b] = candidates[number].score.map(usize::from);
        (a <= most_a && b <= most_b)
            .then(|| (most_a - a + most_b - b) as f32 * MISSING + told_endings[number])
    };
    let mut told: Vec<Option<End>> = vec![None; candidates.len()];
    let mut ends = vec![(f32::INFINITY, 0_usize); most * most];
    let mut by_side = vec![[f32::INFINITY; 2]; goals.len()];
    for trial in 0..men.trials() {
        let given = men.sides(trial, &priors, &scorers, goals);
        let table = costs.fill(&given);
        let leaning = men.leaning(trial);
        let mut after = costs.plane();
        for [a, b] in scores(goals.len()) {
            let account = table.cost(goals.len(), [a, b]) + leaning;
            if !account.is_finite() {
                continue;
            }
            let mut least = endings[a * most + b];
            let end = &mut ends[a * most + b];
            if account + least < end.0 {
                *end = (account + least, trial);
            }
            for (number, best) in told.iter_mut().enumerate() {
                let Some(more) = told_cost(number, [a, b]) else {
                    continue;
                };
                least = least.min(more);
                let cost = account + more;
                if best.is_none_or(|best| cost < best.cost) {
                    let at = [a, b];
                    *best = Some(End { cost, trial, at });
                }
            }
            after[costs.place([a, b])] = least;
        }
        for (best, [of_a, of_b]) in by_side.iter_mut().zip(table.by_side(after)) {
            *best = [best[0].min(of_a + leaning), best[1].min(of_b + leaning)];
        }
    }
    let story = |end: End, candidate: Option<usize>| {
        let given = men.sides(end.trial, &priors, &scorers, goals);
        Story {
            margins: vec![f32::INFINITY; goals.len()],
            sides: costs.fill(&given).sides(end.at),
            cost: end.cost,
            candidate,
            margin: 0.0,
            next: None,
        }
    };
    let mut found: Vec<Story> = told
        .iter()
        .enumerate()
        .filter_map(|(number, end)| Some(story((*end)?, Some(number))))
        .collect();
    let mut ranked: Vec<(f32, usize)> = (0..ends.len()).map(|at| (ends[at].0, at)).collect();
    ranked.sort_by(|left, right| left.0.total_cmp(&right.0));
    if let Some((cost, at)) = ranked.first().copied().filter(|(cost, _)| cost.is_finite()) {
        let end = End {
            cost,
            trial: ends[at].1,
            at: [at / most, at % most],
        };
        let mut own = story(end, None);
        own.margin = ranked.get(1).map_or(f32::INFINITY, |next| next.0 - cost);
        own.next = ranked.get(1).map(|(_, at)| [at / most, at % most]);
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
        let team = match telling.team {
            Some(TeamRef::For(mention)) => sides.of_mention(scene, mention),
            Some(TeamRef::Against(mention)) => sides.of_mention(scene, mention).map(Team::opponent),
            None => None,
        };
        if let Some(team) = team {
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
