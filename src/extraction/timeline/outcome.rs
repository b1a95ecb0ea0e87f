//! What is told of how the match ended beside its score: who won, and states of the score it must have passed through.

use super::Tally;
use super::score::{is_unplaced, readings, team_of};
use crate::extraction::events::{Order, Statement, StatementKind};
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::sides::{Sides, Team};
use crate::extraction::text::TokenIndex;
use crate::football::ScoreKind;

/// What it costs not to pass through a state of the score that is told.
const PASSED_BY: f32 = 2.5;
/// So many words after a result may say that it was decided by kicks.
const KICKS_WITHIN: usize = 8;
/// So many words before one may.
const KICKS_BEFORE: usize = 3;
/// What an ending costs that has not the number of goals told.
const TOTAL_DENIED: f32 = 2.5;

/// What speaks for each way the match can have ended, and the states of the score told on the way.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// For a win of A, a win of B, a draw.
    votes: [f32; 3],
    /// Who won the shoot-out, as results tell it.
    by_kicks: Option<usize>,
    /// States of the score, in the order written.
    states: Vec<(u8, u8)>,
    /// How many goals there are told to have been.
    totals: Vec<usize>,
    /// What the sides had at least, A first.
    least: Vec<[usize; 2]>,
    /// States of the score of which it is told whose tally is whose, A first.
    sided: Vec<[usize; 2]>,
    /// The statements that tell how it ended, with the way each tells.
    statements: Vec<(usize, usize)>,
}

impl Outcome {
    pub(super) fn read(scene: &Scene<'_>, sides: &Sides, statements: &[Statement]) -> Self {
        let mut outcome = Self::default();
        // Who goes on need not have won where kicks, or another leg, decided it.
        let decided_elsewhere = statements.iter().any(|statement| {
            matches!(
                statement.kind,
                StatementKind::Shootout | StatementKind::Aggregate
            )
        });
        // Kicks that follow two matches do not make the second of them level.
        let words = 0..scene.document.tokens.len();
        let two_legs = words
            .clone()
            .any(|at| scene.document.folded(at) == "aggregate");
        for (number, statement) in statements.iter().enumerate() {
            if statement.status != Status::Asserted {
                continue;
            }
            match statement.kind {
                StatementKind::Running | StatementKind::HalfTime | StatementKind::SideGoals
                    if is_of_another(scene, sides, statement) => {}
                StatementKind::SideGoals => {
                    if let [(least, true)] = readings(scene, sides, statement)[..] {
                        outcome.least.push(least.map(usize::from));
                    }
                }
                StatementKind::Running | StatementKind::HalfTime => {
                    match readings(scene, sides, statement)[..] {
                        [(state, true)] => outcome.sided.push(state.map(usize::from)),
                        _ => outcome.states.extend(statement.score),
                    }
                }
                StatementKind::Progress if decided_elsewhere => {}
                StatementKind::Total => {
                    let total = statement.score.map(|(total, _)| usize::from(total));
                    outcome.totals.extend(total.filter(|total| *total > 0));
                }
                StatementKind::Result | StatementKind::Progress => {
                    if let Some(ending) = ending(scene, sides, statement) {
                        let lead = statement.kind == StatementKind::Result
                            && scene.document.sentence_of(statement.tokens.start) < 2;
                        // Who wins by kicks has drawn.
                        let kicks = by_kicks(scene, statement);
                        if kicks && two_legs {
                            outcome.by_kicks = Some(ending);
                            continue;
                        }
                        let told = if kicks {
                            outcome.by_kicks = Some(ending);
                            2
                        } else {
                            ending
                        };
                        outcome.votes[told] += if lead { 2.0 } else { 1.0 };
                        outcome.statements.push((ending, number));
                    }
                }
                StatementKind::Final
                | StatementKind::Aggregate
                | StatementKind::Shootout
                | StatementKind::After90
                | StatementKind::Meeting => {}
            }
        }
        outcome
    }

    /// The team that is told to have won, where nothing denies it.
    pub(super) fn favoured(&self) -> Option<Team> {
        let [a, b, draw] = self.votes;
        if a >= 1.0 && b <= 0.0 && draw <= 0.0 {
            Some(Team::A)
        } else if b >= 1.0 && a <= 0.0 && draw <= 0.0 {
            Some(Team::B)
        } else {
            None
        }
    }

    /// Who won or went on: by the shoot-out, by the score, or as is told and nothing denies.
    pub(super) fn winner(
        &self,
        ending: Option<[u8; 2]>,
        tallies: &[Tally],
    ) -> Option<(Option<Team>, Vec<usize>)> {
        let kicks = tallies
            .iter()
            .find(|tally| tally.kind == ScoreKind::Shootout);
        let told = match (kicks, ending) {
            (Some(kicks), _) => class(kicks.score.map(usize::from)),
            (None, Some([a, b])) if a != b => class([a, b].map(usize::from)),
            (None, _) if self.by_kicks.is_some_and(|winner| winner < 2) => self.by_kicks?,
            (None, Some(ending)) => class(ending.map(usize::from)),
            (None, None) => (0..3).find(|told| {
                self.votes[*told] >= 2.0
                    && (0..3).all(|other| other == *told || self.votes[other] <= 0.0)
            })?,
        };
        let words = self
            .statements
            .iter()
            .filter(|(class, _)| *class == told)
            .map(|(_, statement)| *statement)
            .chain(kicks.into_iter().flat_map(|kicks| kicks.statements.clone()))
            .collect();
        let team = match told {
            0 => Some(Team::A),
            1 => Some(Team::B),
            _ => None,
        };
        Some((team, words))
    }

    /// The statements that tell a draw, where nobody's win is told and no goal either.
    pub(super) fn goalless_draw(&self) -> Option<Vec<usize>> {
        let [a, b, draw] = self.votes;
        let level = draw > 0.0 && a <= 0.0 && b <= 0.0 && self.unreached([0, 0]) == 0;
        // Who won by kicks had drawn.
        level.then(|| self.statements.iter().map(|(_, words)| *words).collect())
    }

    /// Whether as many goals are told to have been scored; none: nothing is told of that, or not one thing.
    fn total_told(&self, score: [usize; 2]) -> Option<bool> {
        let (first, rest) = self.totals.split_first()?;
        let agreed = rest.iter().all(|total| total == first);
        agreed.then_some(*first == score[0] + score[1])
    }

    /// Whether another number of goals is told, or another ending and nothing of this one.
    pub(super) fn denies(&self, score: [usize; 2]) -> bool {
        let class = class(score);
        let otherwise = (0..3).any(|other| other != class && self.votes[other] > 0.0);
        self.total_told(score) == Some(false) || self.votes[class] <= 0.0 && otherwise
    }

    /// How many states of the score are told that a match with this ending cannot have passed through.
    pub(super) fn unreached(&self, score: [usize; 2]) -> usize {
        let open = self.states.iter().filter(|state| !reached(**state, score));
        let sided =
            (self.sided.iter().chain(&self.least)).filter(|[a, b]| *a > score[0] || *b > score[1]);
        open.count() + sided.count()
    }

    /// What it costs that a goal leads to this score: the match passes through every state that is told, and through one
    /// only of so many goals.
    pub(super) fn passing(&self, score: [usize; 2]) -> f32 {
        let goals = |[a, b]: [usize; 2]| a + b;
        let passed_by = |state: &&[usize; 2]| goals(**state) == goals(score) && **state != score;
        self.sided.iter().filter(passed_by).count().min(2) as f32 * PASSED_BY
    }

    /// What an ending costs for contradicting what is told of it.
    pub(super) fn cost(&self, score: [usize; 2]) -> f32 {
        let class = class(score);
        let against: f32 = (0..3)
            .filter(|other| *other != class)
            .map(|other| self.votes[other])
            .sum();
        let unreached = self.unreached(score);
        let totals = self.total_told(score) == Some(false);
        TOTAL_DENIED * f32::from(u8::from(totals))
            + (against - self.votes[class]).clamp(-2.0, 4.0)
            + unreached as f32 * 1.5
    }
}

/// Whether a match with this ending can have passed through a state, whoever's tallies they are.
fn reached((left, right): (u8, u8), score: [usize; 2]) -> bool {
    let below = |a: u8, b: u8| usize::from(a) <= score[0] && usize::from(b) <= score[1];
    below(left, right) || below(right, left)
}

/// 0: A won, 1: B won, 2: a draw.
const fn class(score: [usize; 2]) -> usize {
    if score[0] > score[1] {
        0
    } else if score[0] < score[1] {
        1
    } else {
        2
    }
}

/// "Beat Elm on penalties", "after a shoot-out".
fn by_kicks(scene: &Scene<'_>, statement: &Statement) -> bool {
    let document = scene.document;
    let end = scene.sentence(statement.tokens.start).end;
    let kicks = |at: TokenIndex| {
        let drawn = matches!(
            document.folded(at - 1),
            "on" | "via" | "in" | "after" | "penalty"
        );
        match document.folded(at) {
            "shootout" => true,
            "shoot" => document.folded(at + 1) == "out",
            "penalties" | "pens" | "kicks" => drawn,
            _ => false,
        }
    };
    // "A penalty shoot-out win over Elm": right before it too.
    let start = scene.sentence(statement.tokens.start).start;
    let before = statement
        .tokens
        .start
        .saturating_sub(KICKS_BEFORE)
        .max(start + 1);
    (before..statement.tokens.start)
        .chain(statement.tokens.end..end.min(statement.tokens.end + KICKS_WITHIN))
        .any(kicks)
}

/// Whether a statement names a team that does not play here.
fn is_of_another(scene: &Scene<'_>, sides: &Sides, statement: &Statement) -> bool {
    [statement.left, statement.right]
        .into_iter()
        .flatten()
        .any(|mention| {
            team_of(scene, sides, mention).is_none() && !is_unplaced(scene, sides, mention)
        })
}

fn ending(scene: &Scene<'_>, sides: &Sides, statement: &Statement) -> Option<usize> {
    if is_of_another(scene, sides, statement) {
        return None;
    }
    let of = |mention: Option<usize>| mention.and_then(|mention| team_of(scene, sides, mention));
    let (left, right) = (of(statement.left), of(statement.right));
    if left.is_some() && left == right {
        return None;
    }
    let team = left.or_else(|| right.map(Team::opponent));
    let winner = match statement.order {
        Order::WinnerFirst | Order::AsNamed => team?,
        Order::LoserFirst => team?.opponent(),
        Order::Draw => return Some(2),
        Order::Unknown => return None,
    };
    Some(match winner {
        Team::A => 0,
        Team::B => 1,
    })
}
