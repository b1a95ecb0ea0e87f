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
    let mut accounts = Accounts {
        scene,
        draw: &|sides| timeline::read(scene, sides, tellings, statements, clocks),
        drawn: Vec::new(),
    };
    let [a, b] = [Team::A, Team::B].map(|home| {
        let first = accounts.of(&evidence.suppose(scene, home, &[]));
        let told = evidence.suppose(scene, home, &accounts.get(first).verdicts);
        accounts.of(&told)
    });
    let [of_a, of_b] = [a, b].map(|number| accounts.get(number));
    // What an account says of a man only because it supposes who is at home says nothing of who is.
    let agreed: Vec<Verdict> = (of_a.verdicts.iter())
        .filter_map(|(man, team, weight)| {
            let mut same = of_b.verdicts.iter();
            let (_, _, other) = same.find(|other| (other.0, other.1) == (*man, *team))?;
            Some((*man, *team, weight.min(*other)))
        })
        .collect();
    let lean = LEAN * (of_b.cost - of_a.cost).clamp(-4.0, 4.0);
    let cheaper = if of_b.cost < of_a.cost { of_b } else { of_a };
    let mut sides = evidence.decide(scene, lean, &agreed, &cheaper.verdicts);
    let mut account = accounts.of(&sides);
    if sides.settle_home(scene, tellings, statements, accounts.get(account)) {
        // "The hosts" now mean somebody.
        account = accounts.of(&sides);
    }
    (sides, accounts.take(account))
}

/// The accounts drawn up so far, with the sides that each supposes: who knows no more draws none anew.
struct Accounts<'a> {
    scene: &'a Scene<'a>,
    draw: &'a dyn Fn(&Sides) -> Timeline,
    drawn: Vec<(Sides, Timeline)>,
}

impl Accounts<'_> {
    /// The number of the account that goes with some sides.
    fn of(&mut self, sides: &Sides) -> usize {
        let mut known = self.drawn.iter();
        let alike = known.position(|(known, _)| known.means_as(sides, self.scene));
        alike.unwrap_or_else(|| {
            self.drawn.push((sides.clone(), (self.draw)(sides)));
            self.drawn.len() - 1
        })
    }

    fn get(&self, number: usize) -> &Timeline {
        &self.drawn[number].1
    }

    fn take(mut self, number: usize) -> Timeline {
        self.drawn.swap_remove(number).1
    }
}
