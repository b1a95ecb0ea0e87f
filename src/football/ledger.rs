//! Folding goals into what follows from them: the score at any point, who is ahead, hat-tricks.

use std::collections::BTreeMap;

use super::{Goal, Score};

/// The score after all of `goals`.
#[must_use]
pub fn score_after<'a>(goals: impl IntoIterator<Item = &'a Goal>) -> Score {
    goals
        .into_iter()
        .fold(Score::NIL, |score, goal| score.plus(goal.credited_to()))
}

/// The score after each of `goals` in turn, which must be in match order.
#[must_use]
pub fn running_scores(goals: &[Goal]) -> Vec<Score> {
    goals
        .iter()
        .scan(Score::NIL, |score, goal| {
            *score = score.plus(goal.credited_to());
            Some(*score)
        })
        .collect()
}

/// Players with at least two goals to their name and how many, own goals aside, in order of name.
#[must_use]
pub fn multiple_scorers(goals: &[Goal]) -> BTreeMap<&str, usize> {
    let mut tally: BTreeMap<&str, usize> = BTreeMap::new();
    for goal in goals
        .iter()
        .filter(|goal| goal.kind != super::GoalKind::OwnGoal)
    {
        if let Some(scorer) = &goal.scorer {
            *tally.entry(scorer).or_default() += 1;
        }
    }
    tally.retain(|_, goals| *goals > 1);
    tally
}
