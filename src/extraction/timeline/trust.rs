//! Whether the score of an account may be published: a few signs, with learned weights.
//!
//! A score that is told can be of another match, and a score that is counted can lack a goal. What tells a sound account
//! from one with a hole is data (`config/rules/trust.toml`), learned by `cargo bench --bench weights`; a score whose
//! odds are not [`ENOUGH`] stays *not stated*.

use super::TimelineGoal;
use super::outcome::Outcome;
use super::search::{Candidate, Story};
use super::sign::Sign;
use crate::extraction::events::{Order, Slot, Statement, StatementKind, Telling};
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::sides::{Sides, Team};

/// The log-odds from which a score is published: a wrong score posted to ten thousand channels cannot be called back.
pub const ENOUGH: f32 = 1.0;

/// Log-odds from which on the two teams are surely ahead of all others together.
const SURELY_AHEAD: f32 = 3.0;
/// What is said of two teams that a report is about, at least (see [`Choice`](crate::extraction::sides::teams::Choice)) …
const TOLD_ENOUGH: f32 = 8.0;
/// … and how much less of them makes a sign.
const TOLD_STEP: f32 = 2.5;
/// So many signs of each kind count at the most.
const MOST_STEPS: f32 = 4.0;
/// Where a score costs so little less than the same with its tallies turned, it may be either.
const EITHER: f32 = 0.5;
/// So many words after a telling may call it the winner.
const WINNER_WITHIN: usize = 5;

/// What accounts are drawn up from.
pub(super) struct Heard<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) sides: &'a Sides,
    pub(super) tellings: &'a [Telling],
    pub(super) statements: &'a [Statement],
    pub(super) goals: &'a [TimelineGoal],
    pub(super) candidates: &'a [Candidate],
}

/// The signs of the account that costs least, each as often as it is seen.
pub(super) fn signs(heard: &Heard<'_>, stories: &[Story], outcome: &Outcome) -> Vec<Sign> {
    let Heard {
        scene,
        sides,
        tellings,
        statements,
        goals,
        candidates,
    } = heard;
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
            let early = told
                .statements
                .iter()
                .any(|number| scene.document.sentence_of(statements[*number].tokens.start) < 2);
            see(Sign::ToldEarly, usize::from(early));
            let all = kept[0] + kept[1] >= score[0] + score[1];
            see(Sign::AllTold, usize::from(all));
        }
        None => {
            see(Sign::Counted, 1);
            see(Sign::Odds, odds_in_steps(best.odds));
            see(Sign::ToldOtherwise, usize::from(!candidates.is_empty()));
        }
    }
    let counted = best.candidate.is_none();
    for (goal, side) in goals.iter().zip(&best.sides) {
        let nameless = counted && side.is_some() && goal.scorer.is_none();
        see(Sign::NamelessGoal, usize::from(nameless));
        let without_room = !counted && side.is_none() && goal.scorer.is_some() && goal.sure;
        see(Sign::Overfull, usize::from(without_room));
    }
    let won = winner_won(scene, tellings, goals, best, score);
    see(Sign::WinnerDenies, usize::from(won == Some(false)));
    let denied = outcome.unreached(score) + contradictions(scene, tellings, score);
    see(Sign::StateUnreached, denied.min(2));
    let lacks = |what: f32, enough: f32, step: f32| ((enough - what) / step).ceil();
    let unsure = lacks(sides.choice.ahead, SURELY_AHEAD, 1.0);
    see(Sign::TeamsUnsure, unsure.clamp(0.0, MOST_STEPS) as usize);
    let untold = lacks(sides.choice.told, TOLD_ENOUGH, TOLD_STEP);
    see(Sign::TeamsUntold, untold.clamp(0.0, MOST_STEPS) as usize);
    see(
        Sign::Hole,
        usize::from(has_hole(scene, tellings, statements)),
    );
    signs
}

/// Why the score of an account is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// It is likelier that some other two played.
    OtherTeams,
    /// More goals are told than it has.
    Overfull,
    /// Its signs do not weigh [`ENOUGH`].
    Odds,
    /// Nothing is told of some of its goals: they make the account of the others likelier, and are a guess.
    Guessed,
    /// It is nil-nil, and neither that nor a draw without goals is told.
    NilUntold,
    /// "A six-goal thriller", "they drew": another number of goals is told, or another ending, than counting gives.
    ToldOtherwise,
    /// "They went down 4-1": nothing says whose the larger tally is.
    EitherWay,
}

impl Withheld {
    /// In words for a person.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OtherTeams => "some other two teams are likelier",
            Self::Overfull => "more goals are told than it has",
            Self::Odds => "too little speaks for it",
            Self::Guessed => "nothing is told of some of its goals",
            Self::NilUntold => "no goal is told of",
            Self::ToldOtherwise => "what is told of how it ended is otherwise",
            Self::EitherWay => "either may have won by it",
        }
    }
}

/// Why the score of the likeliest account is not to be published, if it is not.
pub(super) fn withheld(
    heard: &Heard<'_>,
    stories: &[Story],
    outcome: &Outcome,
    signs: &[Sign],
) -> Option<Withheld> {
    let best = stories.first()?;
    let score = score_of(best, heard.candidates);
    let counted = best.candidate.is_none();
    let told = best.sides.iter().flatten().count();
    let odds: f32 = signs.iter().map(|sign| sign.weight()).sum();
    // A goal too many is mostly one told in other words, or of another match, where all goals of the score are told
    // beside it; what contradicts itself in more than that is not for odds to decide.
    let denials = signs.iter().filter(|sign| sign.denies()).count();
    let sound = signs.contains(&Sign::AllTold) && denials == 1;
    // Nothing told of any goal is no score of nil-nil, unless a draw is, and none with goals.
    let nil_told = || {
        let with_goals = |told: &Candidate| told.sure || told.score[0] == told.score[1];
        heard.goals.is_empty()
            && !heard.candidates.iter().any(with_goals)
            && outcome.goalless_draw().is_some()
    };
    let turned = |story: &Story| {
        let [a, b] = score_of(story, heard.candidates);
        story.candidate.is_some() && [b, a] == score && story.cost - best.cost < EITHER
    };
    if heard.sides.choice.ahead < 0.0 {
        Some(Withheld::OtherTeams)
    } else if signs.contains(&Sign::Overfull) && !sound {
        Some(Withheld::Overfull)
    } else if odds < ENOUGH {
        Some(Withheld::Odds)
    } else if counted && told < score[0] + score[1] {
        Some(Withheld::Guessed)
    } else if counted && score == [0, 0] && !nil_told() {
        Some(Withheld::NilUntold)
    } else if counted && outcome.denies(score) {
        Some(Withheld::ToldOtherwise)
    } else if !counted && score[0] != score[1] && stories.iter().any(turned) {
        Some(Withheld::EitherWay)
    } else {
        None
    }
}

/// The score a story ends with, A first.
pub(super) fn score_of(story: &Story, candidates: &[Candidate]) -> [usize; 2] {
    match story.candidate {
        Some(candidate) => candidates[candidate].score.map(usize::from),
        None => story.end,
    }
}

/// Whether the goal that is told as the winner put its side one ahead of all that the other scored; none: none is told.
fn winner_won(
    scene: &Scene<'_>,
    tellings: &[Telling],
    goals: &[TimelineGoal],
    story: &Story,
    score: [usize; 2],
) -> Option<bool> {
    let mut before = [0, 0];
    let mut won = None;
    for (goal, side) in goals.iter().zip(&story.sides) {
        let Some(team) = side else { continue };
        let (own, other) = match team {
            Team::A => (0, 1),
            Team::B => (1, 0),
        };
        before[own] += 1;
        let decides = |telling: &usize| {
            let telling = &tellings[*telling];
            telling.slot == Some(Slot::Winner) && {
                let words = telling.tokens.start..telling.tokens.end + WINNER_WITHIN;
                words
                    .into_iter()
                    .any(|at| scene.document.folded(at) == "winner")
            }
        };
        if goal.tellings.iter().any(decides) {
            won = Some(score[own] > score[other] && before[own] == score[other] + 1);
        }
    }
    won
}

/// What the tellings say of the score that it cannot have passed through: "the fifth" where nobody has as many, an answer
/// where one side has none, a lead doubled by the only goal.
fn contradictions(scene: &Scene<'_>, tellings: &[Telling], score: [usize; 2]) -> usize {
    let told = || {
        tellings
            .iter()
            .filter(|telling| telling.status == Status::Asserted)
    };
    let beyond = told().any(|telling| {
        !telling.his
            && telling
                .ordinal
                .is_some_and(|nth| usize::from(nth) > score[0] + score[1])
    });
    let answered = score.contains(&0)
        && told()
            .any(|telling| telling.sure && matches!(telling.slot, Some(Slot::Level | Slot::Pull)));
    let only = score[0] + score[1] == 1;
    let doubles = |telling: &Telling| {
        let word = scene.document.folded(telling.tokens.start);
        matches!(word, "doubled" | "doubling" | "extended" | "extending")
    };
    let doubled = only && told().any(doubles);
    usize::from(beyond) + usize::from(answered) + usize::from(doubled)
}

/// Log-odds in halves, from those of a score that is hardly likelier than some other.
fn odds_in_steps(odds: f32) -> usize {
    (odds * 2.0 + 3.0).clamp(0.0, 12.0) as usize
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
