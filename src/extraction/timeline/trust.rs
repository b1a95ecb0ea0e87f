//! Whether the score of an account may be published: a few signs, with learned weights.
//!
//! A score that is told can be of another match, and a score that is counted can lack a goal. What tells a sound account
//! from one with a hole is data (`config/rules/trust.toml`), learned by `cargo bench --bench weights`; a score whose
//! odds are not [`ENOUGH`] stays *not stated*.

use std::sync::OnceLock;

use serde::Deserialize;

use super::TimelineGoal;
use super::outcome::Outcome;
use super::search::{Candidate, Story};
use crate::extraction::events::{Order, Slot, Statement, StatementKind, Telling};
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::text::QuickMap;

const WEIGHTS: &str = include_str!("../../../config/rules/trust.toml");

/// The log-odds from which a score is published: a wrong score posted to ten thousand channels cannot be called back.
pub const ENOUGH: f32 = 1.0;

/// What can speak for or against the score of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// Counted, not told.
    Counted,
    /// A final score is told.
    Told,
    /// … with whose tally is whose.
    ToldSurely,
    /// … in the first two sentences.
    ToldEarly,
    /// … in two sentences or more.
    ToldAgain,
    /// A score is told, and for so many of its goals nothing is.
    Untold,
    /// A score is told, and every goal of it.
    AllTold,
    /// A goal counted that is told once, as an attempt.
    UnsureGoal,
    /// A goal counted that is told once.
    OnceTold,
    /// A goal counted that nobody is named for.
    NamelessGoal,
    /// A goal counted by its place in the story alone.
    SlotOnly,
    /// A goal told firmly that the account leaves out.
    LeftOutFirm,
    /// Another goal of somebody that the account leaves out.
    LeftOut,
    /// A goal that may be the other side's.
    UnclearSide,
    /// Another score costs hardly more.
    RivalNear,
    /// Another score costs not much more.
    RivalClose,
    /// Who won is told as the score has it.
    OutcomeAgrees,
    /// Who won is told otherwise.
    OutcomeDenies,
    /// A state of the score is told that is the last.
    StateLast,
    /// A state of the score is told that it cannot have passed through.
    StateUnreached,
    /// A goal is told that answers another, and one side has none.
    OneSided,
    /// A score is told, and a goal told firmly has no room in it.
    Overfull,
    /// A state of the score is told where no goal is.
    Hole,
    /// A counted score of five goals or more.
    Many,
}

impl Sign {
    /// As the table of weights writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Counted => "counted",
            Self::Told => "told",
            Self::ToldSurely => "told_surely",
            Self::ToldEarly => "told_early",
            Self::ToldAgain => "told_again",
            Self::Untold => "untold",
            Self::AllTold => "all_told",
            Self::UnsureGoal => "unsure_goal",
            Self::OnceTold => "once_told",
            Self::NamelessGoal => "nameless_goal",
            Self::SlotOnly => "slot_only",
            Self::LeftOutFirm => "left_out_firm",
            Self::LeftOut => "left_out",
            Self::UnclearSide => "unclear_side",
            Self::RivalNear => "rival_near",
            Self::RivalClose => "rival_close",
            Self::OutcomeAgrees => "outcome_agrees",
            Self::OutcomeDenies => "outcome_denies",
            Self::StateLast => "state_last",
            Self::StateUnreached => "state_unreached",
            Self::OneSided => "one_sided",
            Self::Overfull => "overfull",
            Self::Hole => "hole",
            Self::Many => "many",
        }
    }

    /// The log-odds it adds where it is seen; positive: it speaks for the score.
    #[must_use]
    pub fn weight(self) -> f32 {
        static LEARNED: OnceLock<QuickMap<Sign, f32>> = OnceLock::new();
        let learned = LEARNED.get_or_init(|| match toml::from_str(WEIGHTS) {
            Ok(weights) => weights,
            Err(reason) => panic!("the weights built into the program are sound: {reason}"),
        });
        learned.get(&self).copied().unwrap_or(0.0)
    }
}

/// The signs of the account that costs least, each as often as it is seen.
pub(super) fn signs(
    scene: &Scene<'_>,
    tellings: &[Telling],
    statements: &[Statement],
    goals: &[TimelineGoal],
    candidates: &[Candidate],
    stories: &[Story],
    outcome: &Outcome,
) -> Vec<Sign> {
    let Some(best) = stories.first() else {
        return Vec::new();
    };
    let score = score_of(best, candidates);
    let kept = best.tally();
    let mut signs = Vec::new();
    let mut see = |sign: Sign, times: usize| signs.extend(std::iter::repeat_n(sign, times));
    match best.candidate.map(|candidate| &candidates[candidate]) {
        Some(told) => {
            see(Sign::Told, 1);
            see(Sign::ToldSurely, usize::from(told.sure));
            let mut sentences: Vec<usize> = told
                .statements
                .iter()
                .map(|number| scene.document.sentence_of(statements[*number].tokens.start))
                .collect();
            sentences.dedup();
            see(
                Sign::ToldEarly,
                usize::from(sentences.iter().any(|sentence| *sentence < 2)),
            );
            see(Sign::ToldAgain, usize::from(sentences.len() > 1));
            let missing = score[0] + score[1] - (kept[0] + kept[1]).min(score[0] + score[1]);
            see(Sign::Untold, missing.min(4));
            see(Sign::AllTold, usize::from(missing == 0));
        }
        None => {
            see(Sign::Counted, 1);
            see(Sign::Many, usize::from(score[0] + score[1] >= 5));
        }
    }
    for ((goal, side), margin) in goals.iter().zip(&best.sides).zip(&best.margins) {
        let firm = goal.sure || goal.tellings.len() > 1;
        if side.is_some() {
            let slot_only = goal.tellings.len() == 1 && tellings[goal.tellings[0]].slot.is_some();
            see(Sign::UnsureGoal, usize::from(!firm));
            see(Sign::OnceTold, usize::from(goal.tellings.len() == 1));
            see(Sign::NamelessGoal, usize::from(goal.scorer.is_none()));
            see(Sign::SlotOnly, usize::from(slot_only));
            see(Sign::UnclearSide, usize::from(*margin < 1.0));
        } else if goal.scorer.is_some() && goal.sure && firm {
            see(Sign::LeftOutFirm, 1);
            see(Sign::Overfull, usize::from(best.candidate.is_some()));
        } else if goal.scorer.is_some() && !goal.weak {
            see(Sign::LeftOut, 1);
        }
    }
    let rival = stories
        .iter()
        .skip(1)
        .filter(|other| score_of(other, candidates) != score)
        .map(|other| other.cost - best.cost)
        .fold(
            if best.candidate.is_none() {
                best.margin
            } else {
                f32::INFINITY
            },
            f32::min,
        );
    see(Sign::RivalNear, usize::from(rival < 0.7));
    see(Sign::RivalClose, usize::from((0.7..2.0).contains(&rival)));
    match outcome.speaks_for(score) {
        Some(true) => see(Sign::OutcomeAgrees, 1),
        Some(false) => see(Sign::OutcomeDenies, 1),
        None => {}
    }
    see(Sign::StateLast, usize::from(outcome.has_state(score)));
    // "The fifth" where nobody has as many.
    let beyond = tellings.iter().any(|telling| {
        telling.status == Status::Asserted
            && !telling.his
            && telling
                .ordinal
                .is_some_and(|nth| usize::from(nth) > score[0] + score[1])
    });
    let unreached = outcome.unreached(score) + usize::from(beyond);
    see(Sign::StateUnreached, unreached.min(2));
    let answers = tellings.iter().any(|telling| {
        telling.status == Status::Asserted
            && matches!(telling.slot, Some(Slot::Level | Slot::Pull))
            && telling.sure
    });
    see(Sign::OneSided, usize::from(answers && score.contains(&0)));
    see(
        Sign::Hole,
        usize::from(has_hole(scene, tellings, statements)),
    );
    signs
}

/// Whether the signs let the score be published.
pub(super) fn suffices(signs: &[Sign]) -> bool {
    // What contradicts itself is not for odds to decide.
    let odds: f32 = signs.iter().map(|sign| sign.weight()).sum();
    odds >= ENOUGH && !signs.contains(&Sign::Overfull)
}

/// The score a story ends with, A first.
pub(super) fn score_of(story: &Story, candidates: &[Candidate]) -> [usize; 2] {
    match story.candidate {
        Some(candidate) => candidates[candidate].score.map(usize::from),
        None => story.tally(),
    }
}

/// Whether a goal is spoken of in a sentence that tells none: "the second was a free-kick".
fn has_hole(scene: &Scene<'_>, tellings: &[Telling], statements: &[Statement]) -> bool {
    statements
        .iter()
        .filter(|statement| {
            statement.kind == StatementKind::Running
                && statement.order == Order::Unknown
                && statement.status == Status::Asserted
        })
        .any(|statement| {
            let sentence = scene.sentence(statement.tokens.start);
            !tellings
                .iter()
                .any(|telling| sentence.contains(&telling.tokens.start))
        })
}
