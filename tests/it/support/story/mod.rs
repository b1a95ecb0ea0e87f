//! Invented matches, told in many ways, whose facts are known exactly.
//!
//! A [`Story`] is a random timeline: teams, goals, minutes, providers. [`Story::tell`] turns it into prose by a grammar of
//! paraphrases, and a [`Manner`] says how: with decoys, without a lead, with the clock told backwards. The same seed makes
//! the same story and the same words, so a failure names its seed and can be told again.

mod clock;
mod dice;
mod goals;
mod names;
mod tell;

use std::collections::BTreeMap;

use touchline::football::{GoalKind, Score, Side};

pub use dice::Dice;
use names::{CLUBS, FAMILY, GIVEN};

/// One goal of a story.
#[derive(Debug, Clone)]
pub struct StoryGoal {
    /// The side it counts for.
    pub side: Side,
    /// The scorer's full name.
    pub scorer: String,
    /// Who set it up.
    pub assist: Option<String>,
    pub kind: GoalKind,
    pub minute: u8,
}

impl StoryGoal {
    pub fn surname(&self) -> &str {
        surname(&self.scorer)
    }
}

/// All but the given name.
pub fn surname(name: &str) -> &str {
    name.split_once(' ').map_or(name, |(_, family)| family)
}

/// A match with its goals in order.
#[derive(Debug, Clone)]
pub struct Story {
    pub seed: u64,
    pub home: String,
    pub away: String,
    pub goals: Vec<StoryGoal>,
    /// A keeper a side, home first.
    keepers: [String; 2],
    /// A forward a side who does not score.
    idle: [String; 2],
}

/// How a story is told.
#[derive(Debug, Clone, Copy, Default)]
pub struct Manner {
    /// No opening paragraph, and with it no final score in digits.
    pub without_lead: bool,
    /// No scoreline anywhere.
    pub without_scores: bool,
    /// A paragraph about another match, with a score and a scorer of its own.
    pub other_match: bool,
    /// Chances missed, a goal ruled out, a penalty saved.
    pub decoys: bool,
    /// Each goal told once more at the end, in other words.
    pub retold: bool,
    /// Minutes told from the end, the break or the hour where they can be.
    pub indirect_times: bool,
    /// Leaves the telling of one goal out, by its place in the story.
    pub without_goal: Option<usize>,
    /// Odd dashes, quotation marks and spaces.
    pub unicode: bool,
    /// Every goal in the passive: "was turned in by".
    pub passive: bool,
}

impl Story {
    /// The story of a seed: nil to five goals.
    pub fn of(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let home = (*dice.pick(&CLUBS)).to_owned();
        let away = loop {
            let other = *dice.pick(&CLUBS);
            if other != home {
                break other.to_owned();
            }
        };
        let squads: [Vec<String>; 2] = {
            let mut families = FAMILY.to_vec();
            std::array::from_fn(|_| {
                (0..7)
                    .map(|_| {
                        format!(
                            "{} {}",
                            dice.pick(&GIVEN),
                            families.swap_remove(dice.below(families.len()))
                        )
                    })
                    .collect()
            })
        };
        let mut minutes: Vec<u8> = (0..dice.below(6)).map(|_| dice.between(3, 88)).collect();
        minutes.sort_unstable();
        minutes.dedup();
        let goals = minutes
            .into_iter()
            .map(|minute| {
                let side = *dice.pick(&Side::BOTH);
                let kind = match dice.below(100) {
                    0..=9 => GoalKind::Penalty,
                    10..=14 => GoalKind::OwnGoal,
                    _ => GoalKind::Regular,
                };
                let of = touchline::football::Goal::scorer_side_for(kind, side);
                let squad = &squads[index(of)];
                let scorer = dice.below(4);
                let assist = (kind == GoalKind::Regular && dice.chance(50))
                    .then(|| squad[(scorer + 1 + dice.below(3)) % 4].clone());
                StoryGoal {
                    side,
                    scorer: squad[scorer].clone(),
                    assist,
                    kind,
                    minute,
                }
            })
            .collect();
        let keepers = std::array::from_fn(|at: usize| squads[at][5].clone());
        let idle = std::array::from_fn(|at: usize| squads[at][6].clone());
        Self {
            seed,
            home,
            away,
            goals,
            keepers,
            idle,
        }
    }

    pub fn team(&self, side: Side) -> &str {
        match side {
            Side::Home => &self.home,
            Side::Away => &self.away,
        }
    }

    pub fn score(&self) -> Score {
        self.goals
            .iter()
            .fold(Score::NIL, |score, goal| score.plus(goal.side))
    }

    /// The same match on the other ground: home is away and away is home, in every goal.
    pub fn swapped(&self) -> Self {
        let mut told = self.clone();
        std::mem::swap(&mut told.home, &mut told.away);
        told.keepers.reverse();
        told.idle.reverse();
        for goal in &mut told.goals {
            goal.side = goal.side.opponent();
        }
        told
    }

    /// The match in which one goal did not count, and its telling with that goal ruled out.
    pub fn with_ruled_out(&self, at: usize, manner: Manner) -> (Self, String) {
        let mut kept = self.clone();
        let goal = kept.goals.remove(at);
        let denied = format!(
            "{} had the ball in the net for {} after {} minutes, but the goal was ruled out for offside.",
            goal.scorer,
            self.team(goal.side),
            goal.minute
        );
        let text = kept.tell(manner);
        let mut paragraphs: Vec<&str> = text.split("\n\n").collect();
        paragraphs.insert(paragraphs.len().min(1 + at), &denied);
        let text = paragraphs.join("\n\n");
        (kept, text)
    }

    /// The same match between other people and other clubs.
    pub fn renamed(&self, seed: u64) -> Self {
        let other = Self::of(seed.wrapping_mul(31).wrapping_add(7));
        let mut names = BTreeMap::new();
        let mut dice = Dice::new(seed);
        let mut families = FAMILY.to_vec();
        let mut rename = |name: &String| {
            names
                .entry(name.clone())
                .or_insert_with(|| {
                    format!(
                        "{} {}",
                        dice.pick(&GIVEN),
                        families.swap_remove(dice.below(families.len()))
                    )
                })
                .clone()
        };
        let mut told = self.clone();
        for goal in &mut told.goals {
            goal.scorer = rename(&goal.scorer);
            goal.assist = goal.assist.as_ref().map(&mut rename);
        }
        told.keepers = std::array::from_fn(|at| rename(&self.keepers[at]));
        told.idle = std::array::from_fn(|at| rename(&self.idle[at]));
        (told.home, told.away) = (other.home, other.away);
        told
    }
}

fn index(side: Side) -> usize {
    match side {
        Side::Home => 0,
        Side::Away => 1,
    }
}
