//! Who is at home, who plays for whom and how the goals went: decided together.
//!
//! Each helps to tell the others: "the hosts levelled through Odo" says who the hosts are once it is known whose Odo is,
//! and whose Odo is once the score is. So the account of the goals is drawn up twice, supposing that either team is at
//! home, and what the cheaper account says of the scorers goes back to the question who plays for whom.

use super::clock::TimeExpression;
use super::events::{Statement, Telling};
use super::grammar::Scene;
use super::sides::{Evidence, Sides, Team, Verdict};
use super::timeline::{self, Timeline};

/// How much an account that costs one less says of who is at home.
const LEAN: f32 = 0.1;

/// The sides, and the account of the goals that goes with them.
#[must_use]
pub fn reconcile(
    scene: &Scene<'_>,
    evidence: &Evidence,
    tellings: &[Telling],
    statements: &[Statement],
    clocks: &[TimeExpression],
) -> (Sides, Timeline) {
    let account = |sides: &Sides| timeline::read(scene, sides, tellings, statements, clocks);
    let [a, b] = [Team::A, Team::B].map(|home| {
        let open = evidence.suppose(scene, home, &[]);
        let first = account(&open);
        let told = evidence.suppose(scene, home, &first.verdicts);
        // Sides that the account tells nothing new of have no other account.
        if told == open { first } else { account(&told) }
    });
    // What an account says of a man only because it supposes who is at home says nothing of who is.
    let agreed: Vec<Verdict> = (a.verdicts.iter())
        .filter_map(|(man, team, weight)| {
            let mut same = b.verdicts.iter();
            let (_, _, other) = same.find(|other| (other.0, other.1) == (*man, *team))?;
            Some((*man, *team, weight.min(*other)))
        })
        .collect();
    let lean = LEAN * (b.cost - a.cost).clamp(-4.0, 4.0);
    let cheaper = if b.cost < a.cost { b } else { a };
    let mut sides = evidence.decide(scene, lean, &agreed, &cheaper.verdicts);
    let mut timeline = account(&sides);
    if sides.settle_home(scene, tellings, statements, &timeline) {
        // "The hosts" now mean somebody.
        timeline = account(&sides);
    }
    (sides, timeline)
}
