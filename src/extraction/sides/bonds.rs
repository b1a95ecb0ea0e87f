//! What two men named one after the other say of being of one side: a few weights, learned.
//!
//! Who is told of in one breath is of one side three times in four: the ball goes from man to man, and a story follows
//! whoever has it. What stands between the two says when it does not. The rules of the family of relations know turns of
//! phrase; this speaks only where none of them does. The weights are data (`config/rules/bonds.toml`), and `cargo bench
//! --bench weights` learns them anew.

use std::ops::Range;

use serde::Deserialize;

use super::deeds::Deeds;
use crate::extraction::grammar::Scene;
use crate::extraction::mentions::{EntityIndex, EntityKind, Referent};
use crate::extraction::text::{Class, TokenIndex};
use crate::extraction::weights::Weights;

static WEIGHTS: Weights<Bond> = Weights::new(include_str!("../../../config/rules/bonds.toml"));

/// What can hold of two men named one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bond {
    /// One sentence names both.
    Breath,
    /// … and nothing stands between but "and".
    And,
    /// … and at most two words between.
    Near,
    /// … and eight or more.
    Far,
    /// … and a team is named between.
    TeamBetween,
    /// … and "but" or its like stands between.
    ButBetween,
    /// … and "before" stands between.
    BeforeBetween,
    /// … and the second keeps goal.
    KeeperLast,
    /// … and the first keeps goal.
    KeeperFirst,
    /// … and the first gets past the second, or is denied by him.
    Beaten,
    /// … and the ball is played from one to the other.
    Fed,
    /// … and both score.
    BothScore,
    /// … and the second scores to level.
    Answers,
}

/// Two men.
#[derive(Debug, Clone)]
pub struct Bonded {
    /// Who is named first.
    pub first: EntityIndex,
    /// Who is named next.
    pub second: EntityIndex,
    /// What holds of the two.
    pub bonds: Vec<Bond>,
}

impl Bonded {
    /// The log-odds that they play for one side.
    #[must_use]
    pub fn weight(&self) -> f32 {
        self.bonds.iter().map(|holds| WEIGHTS.of(*holds)).sum()
    }
}

/// A man where he is named.
struct Named {
    man: EntityIndex,
    tokens: Range<TokenIndex>,
    scores: Option<bool>,
    keeps: bool,
}

/// Every two men of whom a sentence names one right after the other; speech and own goals left out.
#[must_use]
pub fn read(scene: &Scene<'_>, deeds: &Deeds) -> Vec<Bonded> {
    let mut found = Vec::new();
    for (number, sentence) in scene.document.sentences.iter().enumerate() {
        let mut last: Option<Named> = None;
        for (mention, at) in scene.cast.within(&sentence.tokens) {
            let Some(man) = scene.person(mention) else {
                continue;
            };
            let tokens = at.tokens.clone();
            let side = scene.cast.mentions.get(mention + 1).is_some_and(|side| {
                matches!(side.referent, Referent::SideOf(_)) && side.tokens.start == tokens.start
            });
            if side
                || scene.document.tokens[tokens.start].quoted
                || deeds.amiss.by(scene, man, tokens.start)
                || scene.cast.entities[man].kind == EntityKind::Official
            {
                continue;
            }
            let named = Named {
                man,
                tokens,
                scores: deeds.scored.by(number, man),
                keeps: deeds.keepers.has(man),
            };
            if let Some(before) = &last
                && before.man != man
            {
                found.push(Bonded {
                    first: before.man,
                    second: man,
                    bonds: bonds(scene, before, &named),
                });
            }
            last = Some(named);
        }
    }
    found
}

fn bonds(scene: &Scene<'_>, first: &Named, second: &Named) -> Vec<Bond> {
    let between = first.tokens.end..second.tokens.start;
    let word = |at: TokenIndex| scene.document.folded(at);
    let is = |at: TokenIndex, class: Class| scene.document.is_in(at, class);
    let any = |class: Class| between.clone().any(|at| is(at, class));
    let team_between = between.clone().any(|at| {
        scene
            .team_mention_at(at)
            .is_some_and(|team| scene.cast.mentions[team].tokens.start >= between.start)
    });
    let both = first.scores.is_some() && second.scores.is_some();
    let answers = first.scores.is_some() && second.scores == Some(true);
    let mut holds = Vec::new();
    let mut note = |holds_true: bool, bond: Bond| {
        if holds_true {
            holds.push(bond);
        }
    };
    let distance = between.len();
    let list = between
        .clone()
        .all(|at| matches!(word(at), "and" | "," | "&"));
    note(true, Bond::Breath);
    note(list, Bond::And);
    note(distance <= 2 && !list, Bond::Near);
    note(distance >= 8, Bond::Far);
    note(team_between, Bond::TeamBetween);
    note(any(scene.classes.tie_contrast), Bond::ButBetween);
    note(
        between.clone().any(|at| word(at) == "before"),
        Bond::BeforeBetween,
    );
    note(second.keeps, Bond::KeeperLast);
    note(first.keeps, Bond::KeeperFirst);
    note(any(scene.classes.bond_opposed), Bond::Beaten);
    note(any(scene.classes.bond_fed), Bond::Fed);
    note(both, Bond::BothScore);
    note(answers, Bond::Answers);
    holds
}
