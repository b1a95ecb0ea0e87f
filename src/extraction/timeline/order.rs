//! Match order of the goals: by the clock where it is known, elsewhere as the story has them.

use super::TimelineGoal;
use crate::extraction::events::{Slot, Telling};
use crate::extraction::grammar::Scene;
use crate::extraction::mentions::EntityIndex;
use crate::extraction::text::TokenIndex;

/// More goals than this are put in the order of their last telling: no match has as many.
const MOST: usize = 40;
/// So many tellings of one goal are looked at; more say the same again.
const MOST_TOLD: usize = 12;
/// Reports open with what decided the match: so many sentences are no part of the story.
const LEAD: usize = 2;
/// How much the order of two times weighs: of points, and where one of them is a stretch.
const POINTS: f32 = 10.0;
const STRETCHES: f32 = 3.0;
/// How much it weighs that one is told as an earlier goal of the match than the other.
const COUNTED: f32 = 2.0;
/// … as the first or as the deciding one.
const SLOTTED: f32 = 1.5;
/// How much where it is told weighs of a goal of which no more is said than that it was one of several.
const UNTOLD: f32 = 0.3;

/// What a goal's tellings say of its place.
struct Place {
    /// The first and the last minute it can have been scored in, with stoppage time.
    window: Option<((u8, u8), (u8, u8))>,
    /// It has a minute.
    has_point: bool,
    /// Which goal of the match it is, by the score it made.
    nth: Option<u8>,
    /// Which goal of its side it is.
    of_side: Option<u8>,
    /// Which of its scorer's it is.
    of_his: Option<u8>,
    scorer: Option<EntityIndex>,
    opener: bool,
    winner: bool,
    /// Told as one of several, of which no more is told.
    untold: bool,
    /// Told with its minute as the one that made it several.
    completes: bool,
    /// Where it is told, and how much the place of that says.
    told: Vec<(usize, TokenIndex, f32)>,
}

impl Place {
    fn of(scene: &Scene<'_>, tellings: &[Telling], goal: &TimelineGoal) -> Self {
        let told = || goal.tellings.iter().map(|telling| &tellings[*telling]);
        let has_slot = |slot: Slot| told().any(|telling| telling.slot == Some(slot));
        let at = goal.moment.as_ref().and_then(|moment| moment.at);
        let window = goal.moment.as_ref().and_then(|moment| match moment.at {
            Some(at) => {
                let at = (at.minute, at.stoppage.unwrap_or(1));
                Some((at, at))
            }
            None => Some(((moment.earliest?, 0), (moment.latest?, 0))),
        });
        Self {
            window,
            has_point: at.is_some(),
            nth: told().find_map(|telling| telling.score.map(|(a, b)| a.saturating_add(b))),
            of_side: told().find_map(|telling| telling.ordinal.filter(|_| !telling.his)),
            of_his: told().find_map(|telling| telling.ordinal.filter(|_| telling.his)),
            scorer: goal.scorer,
            opener: has_slot(Slot::Opener),
            winner: has_slot(Slot::Winner),
            untold: at.is_none() && told().all(|telling| telling.count > 1),
            completes: at.is_some()
                && told().any(|telling| telling.count > 1 && !telling.clocks.is_empty()),
            told: told()
                .take(MOST_TOLD)
                .map(|telling| {
                    let at = telling.tokens.start;
                    let sentence = scene.document.sentence_of(at);
                    // Captions stand in any order.
                    let caption = scene.document.sentences[sentence].unfinished;
                    let weight = if caption || sentence < LEAD { 0.4 } else { 1.0 };
                    (sentence, at, weight)
                })
                .collect(),
        }
    }

    /// Where its last telling stands.
    fn last(&self) -> TokenIndex {
        self.told.iter().map(|(_, at, _)| *at).max().unwrap_or(0)
    }

    /// How much speaks for this goal being the earlier one (positive) or the later.
    fn before(&self, other: &Self) -> f32 {
        let mut sum = 0.0;
        if let (Some((from, to)), Some((other_from, other_to))) = (self.window, other.window) {
            let weight = if self.has_point && other.has_point {
                POINTS
            } else {
                STRETCHES
            };
            if to < other_from {
                sum += weight;
            } else if other_to < from {
                sum -= weight;
            }
        }
        let mut compare = |left: Option<u8>, right: Option<u8>| {
            if let (Some(left), Some(right)) = (left, right) {
                sum += COUNTED * f32::from(i8::from(left < right) - i8::from(left > right));
            }
        };
        compare(self.nth, other.nth);
        compare(self.of_side, other.of_side);
        sum += SLOTTED * f32::from(i8::from(self.opener) - i8::from(other.opener));
        sum -= SLOTTED * f32::from(i8::from(self.winner) - i8::from(other.winner));
        if self.scorer == other.scorer {
            sum += other.follows_untold(self) - self.follows_untold(other);
            sum +=
                COUNTED * f32::from(i8::from(self.is_his_first()) - i8::from(other.is_his_first()));
        }
        // "A hat-trick by Odo": where that is told says little of when its goals were scored.
        let weight = if self.untold || other.untold {
            UNTOLD
        } else {
            1.0
        };
        sum + weight * self.told_before(other)
    }

    fn is_his_first(&self) -> bool {
        self.of_his == Some(1)
    }

    /// Whether it comes after a goal of the same man of which nothing is told (1), or before it (-1).
    fn follows_untold(&self, other: &Self) -> f32 {
        match (other.untold && !self.untold, self.completes) {
            (true, true) => 2.0,
            (true, false) => -1.0,
            (false, _) => 0.0,
        }
    }

    /// Which of the two is told first, -1 to 1: where they are told near each other counts most.
    fn told_before(&self, other: &Self) -> f32 {
        let (mut sum, mut all) = (0.0_f32, 0.0_f32);
        for (sentence, at, weight) in &self.told {
            for (other_sentence, other_at, other_weight) in &other.told {
                let apart = sentence.abs_diff(*other_sentence) as f32;
                let weight = weight * other_weight / (1.0 + apart);
                all += weight;
                sum += weight * f32::from(i8::from(at < other_at) - i8::from(at > other_at));
            }
        }
        if all > 0.0 { sum / all } else { 0.0 }
    }
}

/// Puts goals in match order.
pub(super) fn order(scene: &Scene<'_>, tellings: &[Telling], goals: &mut Vec<TimelineGoal>) {
    let mut places: Vec<(Place, TimelineGoal)> = goals
        .drain(..)
        .map(|goal| (Place::of(scene, tellings, &goal), goal))
        .collect();
    places.sort_by_key(|(place, _)| (place.last(), !place.has_point));
    let sequence = best_sequence(&places);
    let mut ordered: Vec<Option<TimelineGoal>> =
        places.into_iter().map(|(_, goal)| Some(goal)).collect();
    goals.extend(sequence.into_iter().filter_map(|at| ordered[at].take()));
}

/// The sequence that is least contradicted, as far as moving one goal at a time finds it.
fn best_sequence(places: &[(Place, TimelineGoal)]) -> Vec<usize> {
    let count = places.len();
    let mut sequence: Vec<usize> = (0..count).collect();
    if count > MOST {
        return sequence;
    }
    let mut before = vec![0.0_f32; count * count];
    for left in 0..count {
        for right in left + 1..count {
            let weight = places[left].0.before(&places[right].0);
            before[left * count + right] = weight;
            before[right * count + left] = -weight;
        }
    }
    for _ in 0..count {
        let mut moved = false;
        for goal in 0..count {
            let Some(from) = sequence.iter().position(|other| *other == goal) else {
                continue;
            };
            sequence.remove(from);
            // How much better it is to stand before the first so many than after all of them.
            let (mut gain, mut best) = (0.0_f32, (0.0_f32, 0_usize));
            for (at, other) in sequence.iter().enumerate() {
                gain -= before[goal * count + other];
                if gain > best.0 + 0.001 {
                    best = (gain, at + 1);
                }
            }
            sequence.insert(best.1, goal);
            moved |= best.1 != from;
        }
        if !moved {
            break;
        }
    }
    sequence
}
