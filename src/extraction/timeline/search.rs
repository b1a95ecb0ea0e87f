//! Which goals are kept, whom each counts for, and how the match ended: the story that costs least.
//!
//! Goals stand in match order. Each is kept for one side or the other, or dropped; the state is the score so far, so
//! the search is exact and small. Whoever's team is open is tried in both, with all his goals. What the words say of a
//! goal's place in the story ("equaliser", "made it 2-1") costs where the state contradicts it; a final score that was
//! told costs where goals are missing from the account.

use super::TimelineGoal;
use super::table::{Costs, MOST, Prior, scores};
use crate::extraction::events::{TeamRef, Telling};
use crate::extraction::grammar::Scene;
use crate::extraction::mentions::EntityIndex;
use crate::extraction::sides::{Sides, Team};
use crate::football::GoalKind;

/// What each goal of a told score costs that the account lacks.
const MISSING: f32 = 1.3;
/// A side that is this much surer than the other is not tried the other way.
const KNOWN: f32 = 3.2;
/// What it costs at least to count a man's goals for the team that nothing but a hint says he is not of.
const DOUBT: f32 = 0.5;
/// What it costs at most: even what all words say is misread one time in a hundred.
const CERTAIN: f32 = 4.5;
/// So many men are tried in both teams; of more, the surer keep the team they lean to.
const OPEN: usize = 6;
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

/// Who scored: somebody with a name, or whoever scored that goal.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    Named(EntityIndex),
    Nameless(usize),
}

impl Who {
    fn of(number: usize, goal: &TimelineGoal) -> Self {
        goal.scorer.map_or(Self::Nameless(number), Self::Named)
    }
}

/// Somebody who scored, with what speaks against either team being his.
struct Man {
    who: Who,
    against: [f32; 2],
    /// He is tried in both teams: his bit in the number of the trial.
    bit: Option<usize>,
}

impl Man {
    fn lean(&self) -> f32 {
        self.against[1] - self.against[0]
    }

    fn team(&self) -> Team {
        if self.lean() < 0.0 { Team::B } else { Team::A }
    }

    /// The team he has in the trial `teams`, one bit for each of those who are tried in both; a goal of nobody's that is
    /// not tried has none.
    fn given(&self, teams: usize) -> Option<Team> {
        match (self.bit, self.who) {
            (Some(bit), _) if teams >> bit & 1 == 1 => Some(self.team().opponent()),
            (Some(_), _) | (None, Who::Named(_)) => Some(self.team()),
            (None, Who::Nameless(_)) => None,
        }
    }
}

/// The best end of one table: the story is read off it once it is known to be the best of all.
#[derive(Clone, Copy)]
struct End {
    cost: f32,
    teams: usize,
    at: [usize; 2],
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
    let men = men(sides, goals);
    let trials = 1_usize << men.iter().filter(|man| man.bit.is_some()).count();
    let scorers: Vec<Option<&Man>> = (goals.iter().enumerate())
        .map(|(number, goal)| men.iter().find(|man| man.who == Who::of(number, goal)))
        .collect();
    let forced = |teams: usize| -> Vec<[f32; 2]> {
        let goals = priors.iter().zip(&scorers).zip(goals);
        goals
            .map(|((prior, scorer), goal)| {
                let mut side = prior.side;
                if let Some(team) = scorer.and_then(|man| man.given(teams)) {
                    let wrong = if goal.kind == GoalKind::OwnGoal {
                        team
                    } else {
                        team.opponent()
                    };
                    side[index(wrong)] += IMPOSSIBLE;
                }
                side
            })
            .collect()
    };
    let costs = Costs::of(&priors);
    let endings: Vec<([usize; 2], f32)> = scores(goals.len())
        .map(|score| (score, ending(score)))
        .collect();
    let ends_told: Vec<f32> = candidates
        .iter()
        .map(|candidate| ending(candidate.score.map(usize::from)))
        .collect();
    let mut told: Vec<Option<End>> = vec![None; candidates.len()];
    let mut ends = vec![(f32::INFINITY, 0_usize); MOST * MOST];
    let mut by_man = vec![[f32::INFINITY; 2]; men.len()];
    for teams in 0..trials {
        let row = costs.least(&forced(teams));
        let leaning: f32 = men
            .iter()
            .filter_map(|man| Some(man.against[index(man.given(teams)?)]))
            .sum();
        let mut least = f32::INFINITY;
        for ([a, b], ending) in &endings {
            let account = row[a * MOST + b] + leaning;
            if !account.is_finite() {
                continue;
            }
            let cost = account + ending;
            least = least.min(cost);
            let end = &mut ends[a * MOST + b];
            if cost < end.0 {
                *end = (cost, teams);
            }
            for ((candidate, ending), best) in candidates.iter().zip(&ends_told).zip(&mut told) {
                let [most_a, most_b] = candidate.score.map(usize::from);
                if *a > most_a || *b > most_b {
                    continue;
                }
                let missing = (most_a - a + most_b - b) as f32;
                let cost = account + missing * MISSING - candidate.weight + ending;
                least = least.min(cost);
                if best.is_none_or(|best| cost < best.cost) {
                    *best = Some(End {
                        cost,
                        teams,
                        at: [*a, *b],
                    });
                }
            }
        }
        for (man, best) in men.iter().zip(&mut by_man) {
            if let Some(team) = man.given(teams) {
                let best = &mut best[index(team)];
                *best = best.min(least);
            }
        }
    }
    let story = |end: End, candidate: Option<usize>| {
        let sides = costs.sides(&forced(end.teams), end.at);
        Story {
            margins: vec![f32::INFINITY; sides.len()],
            sides,
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
    let cheapest = |but: Option<usize>| {
        (0..ends.len())
            .filter(|at| Some(*at) != but)
            .min_by(|left, right| ends[*left].0.total_cmp(&ends[*right].0))
    };
    if let Some(at) = cheapest(None).filter(|at| ends[*at].0.is_finite()) {
        let (cost, teams) = ends[at];
        let score = |at: usize| [at / MOST, at % MOST];
        let end = End {
            cost,
            teams,
            at: score(at),
        };
        let mut own = story(end, None);
        let next = cheapest(Some(at));
        own.margin = next.map_or(f32::INFINITY, |next| ends[next].0 - cost);
        own.next = next.map(score);
        found.push(own);
    }
    found.sort_by(|left, right| left.cost.total_cmp(&right.cost));
    if let Some(best) = found.first_mut() {
        for (number, goal) in goals.iter().enumerate() {
            let Some(team) = best.sides[number] else {
                continue;
            };
            let who = Who::of(number, goal);
            let man = men.iter().position(|man| man.who == who);
            best.margins[number] = match man {
                Some(man) => {
                    let his = if goal.kind == GoalKind::OwnGoal {
                        team.opponent()
                    } else {
                        team
                    };
                    (by_man[man][index(his.opponent())] - best.cost).min(KNOWN)
                }
                None => 0.0,
            };
        }
    }
    found
}

const fn index(team: Team) -> usize {
    match team {
        Team::A => 0,
        Team::B => 1,
    }
}

/// Everybody who scored.
fn men(sides: &Sides, goals: &[TimelineGoal]) -> Vec<Man> {
    let mut men: Vec<Man> = Vec::new();
    for (number, goal) in goals.iter().enumerate() {
        let who = Who::of(number, goal);
        if men.iter().any(|man| man.who == who) || goal.scorer.is_none() && !goal.sure {
            continue;
        }
        let mut against = [0.0; 2];
        if let Some((team, sure)) = goal.scorer.and_then(|man| sides.of_person_surely(man)) {
            against[index(team.opponent())] = (DOUBT + sure).min(CERTAIN);
        }
        men.push(Man {
            who,
            against,
            bit: None,
        });
    }
    let mut open: Vec<usize> = (0..men.len())
        .filter(|man| men[*man].lean().abs() < KNOWN)
        .collect();
    let named = |man: usize| matches!(men[man].who, Who::Named(_));
    open.sort_by(|left, right| {
        let lean = |man: usize| men[man].lean().abs();
        named(*right)
            .cmp(&named(*left))
            .then(lean(*left).total_cmp(&lean(*right)))
    });
    open.truncate(OPEN);
    for (bit, man) in open.into_iter().enumerate() {
        men[man].bit = Some(bit);
    }
    men
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
