//! Who keeps goal, by what is told of him.
//!
//! A goalkeeper is named where the other side attacks: "Marlow pressed, and Odo shot straight at Ames".

use crate::extraction::grammar::Scene;
use crate::extraction::mentions::{EntityIndex, Mention};
use crate::extraction::text::{Class, TokenIndex};

/// So much must speak for it.
const ENOUGH: u8 = 2;
/// So many words before a name may call him a keeper, or say that he is beaten.
const BEFORE: usize = 3;

/// For every man, how much says that he keeps goal, and the first mention that does.
#[derive(Debug)]
pub struct Keepers(Vec<(u8, Option<usize>)>);

impl Keepers {
    /// All of whom enough is told.
    #[must_use]
    pub fn told(scene: &Scene<'_>) -> Self {
        let mut told = vec![(0_u8, None); scene.cast.entities.len()];
        for (number, mention) in scene.cast.mentions.iter().enumerate() {
            if let Some(man) = scene.person(number) {
                let says = tell(scene, mention);
                let (so_far, first) = &mut told[man];
                *so_far = so_far.saturating_add(says);
                *first = first.or((says > 0).then_some(number));
            }
        }
        Self(told)
    }

    /// Whether a man keeps goal.
    #[must_use]
    pub fn has(&self, man: EntityIndex) -> bool {
        self.0.get(man).is_some_and(|(told, _)| *told >= ENOUGH)
    }

    /// The mention that first says so of a man who keeps goal.
    #[must_use]
    pub fn said_at(&self, man: EntityIndex) -> Option<usize> {
        self.0.get(man).filter(|(told, _)| *told >= ENOUGH)?.1
    }
}

/// How much a mention says: a man called keeper is one, who stops a shot or is shot past may be.
fn tell(scene: &Scene<'_>, mention: &Mention) -> u8 {
    let document = scene.document;
    let start = scene.sentence(mention.tokens.start).start;
    let (from, after) = (mention.tokens.start, mention.tokens.end);
    let is = |at: TokenIndex, class: Class| document.is_in(at, class);
    let word = |at: TokenIndex| document.folded(at);
    let back = |far: usize| (from.saturating_sub(far).max(start)..from).rev();
    let called = from > start && is(from - 1, scene.classes.keeper_word)
        || word(after) == ","
            && (after + 1..after + 5)
                .take_while(|at| !scene.is_verb(*at) && word(*at) != ",")
                .any(|at| is(at, scene.classes.keeper_word))
        || word(after) == "in"
            && (after + 1..after + 5).any(|at| word(at) == "goal" || word(at) == "nets");
    if called {
        return ENOUGH;
    }
    // "Ames saved", and not "Ames denied by Odo".
    let saves = (after..after + 2)
        .find(|at| !scene.is_adverb(*at))
        .is_some_and(|at| is(at, scene.classes.keeper_saves) && word(at + 1) != "by");
    let beaten = back(BEFORE)
        .take_while(|at| scene.mention_at(*at).is_none())
        .any(|at| is(at, scene.classes.keeper_beaten));
    let saved_by = from > start
        && word(from - 1) == "by"
        && back(5).any(|at| is(at, scene.classes.keeper_saves));
    u8::from(saves || beaten || saved_by)
}
