//! The paragraphs of a telling: lead, decoys, another match, close.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use touchline::football::{GoalKind, Score, Side};

use super::names::CLUBS;
use super::{Dice, Manner, Story, index};

impl Story {
    /// The story as prose.
    pub fn tell(&self, manner: Manner) -> String {
        let mut dice = Dice::new(self.seed.rotate_left(17));
        let mut paragraphs = Vec::new();
        if !manner.without_lead {
            paragraphs.push(self.lead(&mut dice, manner));
        }
        if manner.other_match {
            paragraphs.push(self.other_match(&mut dice));
        }
        let mut score = Score::NIL;
        let mut named = BTreeSet::new();
        for (at, goal) in self.goals.iter().enumerate() {
            if manner.decoys && dice.chance(60) {
                paragraphs.push(self.decoy(&mut dice));
            }
            let before = score;
            score = score.plus(goal.side);
            let sentence = self.goal(&mut dice, goal, before, manner, &mut named);
            if manner.without_goal != Some(at) {
                paragraphs.push(sentence);
            }
        }
        if manner.decoys || self.goals.is_empty() {
            paragraphs.push(self.decoy(&mut dice));
        }
        paragraphs.push(self.close(&mut dice, manner));
        let text = paragraphs.join("\n\n");
        if manner.unicode {
            with_odd_characters(&text)
        } else {
            text
        }
    }

    fn lead(&self, dice: &mut Dice, manner: Manner) -> String {
        let score = self.score();
        let (home, away) = (&self.home, &self.away);
        let digits = |side: Side| format!("{}-{}", score.of(side), score.of(side.opponent()));
        match score.outcome().winner() {
            None if manner.without_scores => {
                format!("{home} shared the points with {away} at home on Saturday.")
            }
            None => match dice.below(3) {
                0 => format!(
                    "{home} and {away} drew {} in a lively match on Saturday.",
                    digits(Side::Home)
                ),
                1 => format!(
                    "{away} came away from their trip to {home} with a {} draw.",
                    digits(Side::Away)
                ),
                _ => format!(
                    "It finished {} between {home} and visitors {away} on Saturday.",
                    digits(Side::Home)
                ),
            },
            Some(winner) => {
                let (won, lost) = (self.team(winner), self.team(winner.opponent()));
                let place = match winner {
                    Side::Home => "at home",
                    Side::Away => "away",
                };
                if manner.without_scores {
                    return format!("{won} beat {lost} {place} on Saturday.");
                }
                match dice.below(4) {
                    0 => format!("{won} beat {lost} {} {place} on Saturday.", digits(winner)),
                    1 => format!(
                        "{won} earned a {} win over {lost} {place} on Saturday.",
                        digits(winner)
                    ),
                    2 if winner == Side::Away => {
                        format!("{won} won {} at {lost} on Saturday.", digits(winner))
                    }
                    2 => format!(
                        "{won} saw off visitors {lost} {} on Saturday.",
                        digits(winner)
                    ),
                    _ => format!(
                        "A {} {place} victory over {lost} was what {won} took from Saturday.",
                        digits(winner)
                    ),
                }
            }
        }
    }

    fn decoy(&self, dice: &mut Dice) -> String {
        let side = *dice.pick(&Side::BOTH);
        let (forward, keeper) = (
            &self.idle[index(side)],
            &self.keepers[index(side.opponent())],
        );
        let team = self.team(side);
        match dice.below(7) {
            0 => format!(
                "{forward} should have scored for {team} but shot wide with only {keeper} to beat."
            ),
            1 => format!(
                "{forward} had the ball in the net for {team}, only for the flag to go up for offside."
            ),
            2 => format!(
                "{keeper} made a fine save to keep out {forward} when a goal looked certain."
            ),
            3 => format!("{forward} hit the post from 20 yards as {team} pressed."),
            4 => format!("{forward}, who scored in the 3-1 win last week, was denied by {keeper}."),
            5 => format!(
                "{forward} thought he had scored his tenth goal in 12 games, but {keeper} clawed the ball away."
            ),
            _ => format!("{forward} missed a penalty for {team}, sending the ball over the bar."),
        }
    }

    fn other_match(&self, dice: &mut Dice) -> String {
        let others: Vec<&&str> = CLUBS
            .iter()
            .filter(|club| **club != self.home && **club != self.away)
            .collect();
        let (one, two) = (others[dice.below(9)], others[9 + dice.below(9)]);
        match dice.below(3) {
            0 => format!(
                "Elsewhere, {one} beat {two} 4-3, Piet Zonderland scoring in the 17th minute."
            ),
            1 => format!(
                "A week earlier {} had lost 5-2 to {one}, for whom Piet Zonderland scored twice.",
                self.home
            ),
            _ => "The last meeting of the two, in March, ended 3-3 after a late goal from Piet Zonderland.".to_owned(),
        }
    }

    fn close(&self, dice: &mut Dice, manner: Manner) -> String {
        let mut text = String::new();
        if manner.retold {
            for goal in self
                .goals
                .iter()
                .filter(|goal| goal.kind == GoalKind::Regular)
            {
                let (surname, team) = (goal.surname(), self.team(goal.side));
                let _written = match dice.below(2) {
                    0 => write!(
                        text,
                        "{surname}'s goal was the kind {team} had been waiting for. "
                    ),
                    _ => write!(
                        text,
                        "For {team}, {surname} had done his work with that goal. "
                    ),
                };
            }
        }
        let ending = *dice.pick(&[
            "The crowd stayed to the end and went home in the rain.",
            "Both coaches spoke afterwards of a fair result.",
            "Neither side made much of the closing minutes.",
        ]);
        text.push_str(ending);
        text
    }
}

/// The same words with typographers' characters.
fn with_odd_characters(text: &str) -> String {
    // A dash goes between tallies; a hyphen in a name stays one.
    let dashed = (0..10).fold(text.to_owned(), |text, tally| {
        text.replace(&format!("{tally}-"), &format!("{tally}\u{2013}"))
    });
    dashed
        .replace('\'', "\u{2019}")
        .replace(" minute", "\u{a0}minute")
}
