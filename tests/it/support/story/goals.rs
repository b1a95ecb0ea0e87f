//! The sentences that tell a goal.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use touchline::football::{GoalKind, Score, Side};

use super::clock::when;
use super::{Dice, Manner, Story, StoryGoal, index};

impl Story {
    pub(super) fn goal(
        &self,
        dice: &mut Dice,
        goal: &StoryGoal,
        before: Score,
        manner: Manner,
        named: &mut BTreeSet<String>,
    ) -> String {
        let first = named.insert(goal.scorer.clone());
        let scorer = if first {
            goal.scorer.as_str()
        } else {
            goal.surname()
        };
        let (team, opponent) = (self.team(goal.side), self.team(goal.side.opponent()));
        let when = when(dice, goal.minute, manner.indirect_times);
        let keeper = &self.keepers[index(goal.side.opponent())];
        let effect = effect(dice, before, goal.side, team, manner.without_scores);
        if manner.passive {
            return match (goal.kind, dice.below(2)) {
                (GoalKind::Regular, 0) => {
                    format!("The ball was turned in by {scorer} for {team} {when}.")
                }
                (GoalKind::Regular, _) => {
                    format!("A goal for {team} was scored by {scorer} {when}.")
                }
                (GoalKind::Penalty, _) => {
                    format!("A penalty for {team} was converted by {scorer} {when}.")
                }
                (GoalKind::OwnGoal, _) => format!(
                    "The ball was turned into his own net by {opponent} defender {scorer} {when}."
                ),
            };
        }
        match goal.kind {
            GoalKind::Penalty => match dice.below(3) {
                0 => format!("{scorer} {effect} from the penalty spot {when}."),
                1 => format!(
                    "{team} were given a penalty {when}, and {scorer} sent {keeper} the wrong way."
                ),
                _ => format!("{scorer} converted a penalty for {team} {when}."),
            },
            GoalKind::OwnGoal => match dice.below(2) {
                0 => format!(
                    "{scorer}, of {opponent}, turned the ball into his own net {when}, and {team} had their goal."
                ),
                _ => format!(
                    "{team} were helped {when} by an own goal from {opponent} defender {scorer}."
                ),
            },
            GoalKind::Regular => {
                let provider = goal.assist.as_deref();
                match (provider, dice.below(5)) {
                    (Some(provider), 0) => {
                        format!("{scorer} {effect} {when}, heading in a cross from {provider}.")
                    }
                    (Some(provider), 1) => {
                        format!(
                            "{} {provider} set up {scorer} to score for {team}.",
                            capital(&format!("{when},"))
                        )
                    }
                    (Some(provider), _) => {
                        format!("{scorer} {effect} {when} after a pass from {provider}.")
                    }
                    (None, 0) => format!(
                        "{} {scorer} struck for {team}.",
                        capital(&format!("{when},"))
                    ),
                    (None, 1) => {
                        format!("{scorer} {effect} {when}, firing past {keeper} from 18 yards.")
                    }
                    (None, 2) => format!(
                        "{team}'s {scorer} scored {when} with a low shot into the far corner."
                    ),
                    (None, 3) => format!("{scorer}, of {team}, found the net {when}."),
                    (None, _) => format!("{scorer} {effect} {when}."),
                }
            }
        }
    }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(characters).collect()
    })
}

/// What a goal did to the score, as a verb phrase.
fn effect(dice: &mut Dice, before: Score, side: Side, team: &str, without_scores: bool) -> String {
    let (ours, theirs) = (before.of(side), before.of(side.opponent()));
    let choice = dice.below(3);
    match ours.cmp(&theirs) {
        Ordering::Less if ours + 1 == theirs => match choice {
            0 => format!("equalised for {team}"),
            1 => format!("brought {team} level"),
            _ => format!("levelled for {team}"),
        },
        Ordering::Less => format!("pulled a goal back for {team}"),
        Ordering::Equal => match choice {
            0 if before == Score::NIL => format!("opened the scoring for {team}"),
            1 => format!("put {team} ahead"),
            _ => format!("gave {team} the lead"),
        },
        Ordering::Greater if (ours, theirs) == (1, 0) && choice == 0 => {
            format!("doubled {team}'s lead")
        }
        Ordering::Greater if choice == 1 && !without_scores => {
            format!("made it {}-{theirs} to {team}", ours + 1)
        }
        Ordering::Greater => format!("added another for {team}"),
    }
}
