//! What the men of a text are told to have done: their goals, their own goals, and whether they keep goal.

use super::own_goals::OwnGoals;
use crate::extraction::events::{Slot, TeamRef, Telling};
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::keepers::Keepers;
use crate::extraction::mentions::EntityIndex;

/// What is told of everybody.
#[derive(Debug)]
pub struct Deeds {
    /// Who scores where.
    pub(super) scored: Scored,
    /// Who keeps goal.
    pub(super) keepers: Keepers,
    /// Who puts the ball into his own net.
    pub(super) amiss: OwnGoals,
}

impl Deeds {
    /// All that is told.
    #[must_use]
    pub fn told(scene: &Scene<'_>, tellings: &[Telling]) -> Self {
        Self {
            scored: Scored::told(scene, tellings),
            keepers: Keepers::told(scene),
            amiss: OwnGoals::told(scene, tellings),
        }
    }
}

/// The goals that came about.
#[derive(Debug)]
pub(super) struct Scored {
    /// The sentence that tells each, who scored, whether it answers another.
    goals: Vec<(usize, EntityIndex, bool)>,
    /// The sentences that tell of a goal that answers another, whoever scored.
    answers: Vec<usize>,
    /// The sentences that tell of a goal without saying who scored, with the team that it is for.
    announced: Vec<(usize, usize)>,
}

impl Scored {
    fn told(scene: &Scene<'_>, tellings: &[Telling]) -> Self {
        let mut told = Self {
            goals: Vec::new(),
            answers: Vec::new(),
            announced: Vec::new(),
        };
        for telling in tellings {
            if telling.status != Status::Asserted {
                continue;
            }
            let sentence = scene.document.sentence_of(telling.tokens.start);
            let answers = matches!(telling.slot, Some(Slot::Level | Slot::Pull));
            if answers {
                told.answers.push(sentence);
            }
            match (&telling.scorer, telling.team) {
                (Some((scorer, _)), _) => told.goals.push((sentence, *scorer, answers)),
                (None, Some(TeamRef::For(team))) => told.announced.push((sentence, team)),
                (None, Some(TeamRef::Against(_)) | None) => {}
            }
        }
        told.goals.sort_by_key(|(sentence, _, _)| *sentence);
        told.answers.sort_unstable();
        told
    }

    /// The scorers in a sentence, each with whether his goal answers another.
    pub(super) fn of(&self, sentence: usize) -> impl Iterator<Item = (EntityIndex, bool)> {
        let first = self.goals.partition_point(|(told, _, _)| *told < sentence);
        self.goals[first..]
            .iter()
            .take_while(move |(told, _, _)| *told == sentence)
            .map(|(_, scorer, answers)| (*scorer, *answers))
    }

    /// Whether a man scores in a sentence; if so, whether his goal answers another.
    pub(super) fn by(&self, sentence: usize, man: EntityIndex) -> Option<bool> {
        let his = self.of(sentence).filter(|(scorer, _)| *scorer == man);
        his.map(|(_, answers)| answers).max()
    }

    /// The team of whose goal the sentence before tells without saying who scored it: "Marlow took the lead. Odo …".
    pub(super) fn announced_before(&self, sentence: usize) -> Option<usize> {
        let before = sentence.checked_sub(1)?;
        let mut told = self.announced.iter().filter(|(of, _)| *of == before);
        let (_, team) = told.next_back()?;
        self.of(before).next().is_none().then_some(*team)
    }

    /// Whether a sentence tells of a goal that answers another: "Marlow's equaliser came late, Odo forcing it in".
    pub(super) fn answer_in(&self, sentence: usize) -> bool {
        self.answers.binary_search(&sentence).is_ok()
    }
}
