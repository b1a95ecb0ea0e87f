//! A goal in the making: what its tellings say together, and whether two tellings can be of one goal.

use super::TimelineGoal;
use super::story::StoryClock;
use crate::extraction::clock::{TimeExpression, When};
use crate::extraction::events::{Slot, Telling};
use crate::extraction::grammar::Scene;
use crate::extraction::mentions::EntityIndex;
use crate::extraction::sides::Team;
use crate::football::GoalKind;

/// How far apart two times of one goal may be told where one of them is a stretch ("late on"), in minutes.
const STRETCH_SLACK: u8 = 8;
/// How far apart two minutes of one goal may be told.
const MINUTE_SLACK: u8 = 1;

/// A goal in the making.
pub(super) struct Draft {
    pub(super) scorer: Option<EntityIndex>,
    pub(super) team: Option<Team>,
    pub(super) kind: GoalKind,
    pub(super) tellings: Vec<usize>,
    /// When, as told: the first and the last minute it can mean.
    clocks: Vec<(u8, u8)>,
    /// What counts from another event, as written: "17 minutes" from a start told twice is one time.
    edges: Vec<When>,
    scores: Vec<(u8, u8)>,
    pub(super) sure: bool,
    weak: bool,
    pub(super) first: usize,
    pub(super) last: usize,
    /// Which of the scorer's goals it is.
    ordinal: Option<u8>,
    /// Which of his side's goals it is.
    nth: Option<u8>,
    /// Told as the first goal of the match.
    opens: bool,
    /// Told as a goal that others came before.
    follows: bool,
    /// Told with how the ball was struck, and no word of a penalty near.
    open_play: bool,
    /// Told with words for no kick at all: headed, tapped in.
    no_kick: bool,
    /// All its tellings say that somebody decided the match, not how.
    pub(super) supports: bool,
}

impl Draft {
    /// What one telling says.
    pub(super) fn of(
        scene: &Scene<'_>,
        tellings: &[Telling],
        number: usize,
        team: Option<Team>,
        clocks: &[TimeExpression],
        story: &StoryClock,
    ) -> Self {
        let telling = &tellings[number];
        let sentence = scene.document.sentence_of(telling.tokens.start);
        let lead_up = || story.firm_lead_up(number);
        let clock = telling.clocks.first().copied().or_else(lead_up);
        let span = clock
            .and_then(|clock| Some((clock, story.value(clock)?)))
            // "moments later" says too little of when to part two tellings.
            .filter(|(clock, value)| value.at.is_some() || clocks[*clock].edge().is_none())
            .map(|(_, value)| match value.at {
                Some(at) => (at.minute, at.minute),
                None => (value.earliest, value.latest),
            });
        let listed = telling
            .listed
            .as_ref()
            .map(|(clock, _)| (clock.minute, clock.minute));
        Self {
            scorer: telling.scorer.as_ref().map(|(scorer, _)| *scorer),
            team,
            kind: telling.kind,
            tellings: vec![number],
            clocks: span.or(listed).into_iter().collect(),
            edges: clock
                .filter(|clock| story.value(*clock).is_none())
                .map(|clock| clocks[clock].when.clone())
                .into_iter()
                .collect(),
            scores: telling.score.into_iter().collect(),
            sure: telling.sure,
            weak: telling.weak,
            first: sentence,
            last: sentence,
            ordinal: telling.ordinal.filter(|_| telling.his),
            nth: telling.ordinal.filter(|_| !telling.his),
            supports: telling.supports,
            opens: telling.slot == Some(Slot::Opener),
            follows: matches!(telling.slot, Some(Slot::Add | Slot::Level | Slot::Pull)),
            no_kick: scene
                .document
                .is_in(telling.tokens.start, scene.classes.no_kick),
            open_play: telling.kind == GoalKind::Regular
                && !telling.sure
                && !telling.supports
                && !telling.weak
                && !tells_of_a_penalty(scene, sentence),
        }
    }

    /// A goal of which no more is told than that it was one of several.
    pub(super) fn untold(
        scorer: EntityIndex,
        team: Option<Team>,
        kind: GoalKind,
        telling: usize,
        sentence: usize,
    ) -> Self {
        Self {
            scorer: Some(scorer),
            team,
            kind,
            tellings: vec![telling],
            clocks: Vec::new(),
            edges: Vec::new(),
            scores: Vec::new(),
            sure: true,
            weak: false,
            first: sentence,
            last: sentence,
            ordinal: None,
            nth: None,
            opens: false,
            follows: false,
            no_kick: false,
            open_play: false,
            supports: false,
        }
    }

    /// Whether both can be told of one goal, in one sentence: only what cannot be of one goal parts them.
    pub(super) fn is_of_one_sentence_with(&self, new: &Self) -> bool {
        self.last == new.first
            && clocks_meet(&self.clocks, &new.clocks)
            && self.scores_meet(new)
            && !matches!((self.nth, new.nth), (Some(left), Some(right)) if left != right)
            && new.ordinal.is_none_or(|ordinal| {
                ordinal == 1 || self.ordinal.is_some_and(|known| known == ordinal)
            })
    }

    /// Whether both can be told of one goal.
    pub(super) fn agrees_with(&self, new: &Self) -> bool {
        let own_goals = self.kind == GoalKind::OwnGoal && new.kind == GoalKind::OwnGoal;
        if own_goals {
            return true;
        }
        let ordinals = match (self.ordinal, new.ordinal) {
            (Some(left), Some(right)) => left == right,
            // "his second" said after a first telling elsewhere is another goal.
            (None, Some(second)) if second > 1 => false,
            _ => true,
        };
        let nths = match (self.nth, new.nth) {
            (Some(left), Some(right)) => left == right,
            _ => true,
        };
        let own = (self.kind == GoalKind::OwnGoal) == (new.kind == GoalKind::OwnGoal)
            || self.last == new.first
            || self.kind == GoalKind::OwnGoal && !new.sure
            || new.kind == GoalKind::OwnGoal && !self.sure;
        // "on 20 minutes … seven minutes later" in one breath are two goals.
        let edges = new.edges.is_empty()
            || new.edges.iter().any(|edge| self.edges.contains(edge))
            || self.edges.is_empty() && (self.clocks.is_empty() || self.last + 1 < new.first);
        let spot = self.kind == GoalKind::Penalty && new.open_play
            || self.open_play && new.kind == GoalKind::Penalty;
        let places = !(self.opens && new.follows || self.follows && new.opens);
        let struck = self.kind == GoalKind::Penalty && new.no_kick
            || self.no_kick && new.kind == GoalKind::Penalty;
        let manners = !struck && (!spot || self.last.abs_diff(new.first) <= 1);
        clocks_meet(&self.clocks, &new.clocks)
            && ordinals
            && nths
            && own
            && edges
            && manners
            && places
            && self.scores_meet(new)
    }

    /// Whether a goal told without its scorer can be this one, so far as the times tell.
    pub(super) fn times_allow(&self, nameless: &Self) -> bool {
        clocks_meet(&self.clocks, &nameless.clocks)
    }

    /// Whether a time is told of it.
    pub(super) fn is_dated(&self) -> bool {
        !self.clocks.is_empty()
    }

    /// Whether a minute is told of it, and no stretch alone.
    pub(super) fn has_a_minute(&self) -> bool {
        self.clocks.iter().any(|(first, last)| first == last)
    }

    /// Whether both are told at one minute.
    pub(super) fn shares_a_minute(&self, other: &Self) -> bool {
        self.clocks
            .iter()
            .any(|clock| clock.0 == clock.1 && other.clocks.contains(clock))
    }

    fn scores_meet(&self, new: &Self) -> bool {
        self.scores.is_empty()
            || new.scores.is_empty()
            || self.scores.iter().any(|(left, right)| {
                new.scores.contains(&(*left, *right)) || new.scores.contains(&(*right, *left))
            })
    }

    /// Takes in another telling of the same goal.
    pub(super) fn absorb(&mut self, new: Self) {
        self.tellings.extend(new.tellings);
        self.clocks.extend(new.clocks);
        self.edges.extend(new.edges);
        self.scores.extend(new.scores);
        self.sure |= new.sure;
        self.weak &= new.weak;
        self.last = self.last.max(new.last);
        self.first = self.first.min(new.first);
        self.team = self.team.or(new.team);
        self.ordinal = self.ordinal.or(new.ordinal);
        self.nth = self.nth.or(new.nth);
        self.opens |= new.opens;
        self.follows |= new.follows;
        self.no_kick |= new.no_kick;
        self.open_play |= new.open_play;
        self.supports &= new.supports;
        self.kind = match (self.kind, new.kind) {
            (GoalKind::OwnGoal, _) | (_, GoalKind::OwnGoal) => GoalKind::OwnGoal,
            (GoalKind::Penalty, _) | (_, GoalKind::Penalty) => GoalKind::Penalty,
            (GoalKind::Regular, GoalKind::Regular) => GoalKind::Regular,
        };
    }

    /// How much is told of it: what is told least is the first to be taken for another goal of the same man.
    pub(super) fn weight(&self) -> usize {
        self.tellings.len() + 2 * self.clocks.len() + self.scores.len()
    }

    pub(super) fn into_goal(self) -> TimelineGoal {
        TimelineGoal {
            scorer: self.scorer,
            team: self.team,
            kind: self.kind,
            moment: None,
            moment_words: Vec::new(),
            tellings: self.tellings,
            sure: self.sure,
            weak: self.weak,
            margin: 0.0,
        }
    }
}

/// Whether some time of the one can be some time of the other.
fn clocks_meet(known: &[(u8, u8)], new: &[(u8, u8)]) -> bool {
    known.is_empty()
        || new.is_empty()
        || known.iter().any(|left| {
            new.iter().any(|right| {
                let points = left.0 == left.1 && right.0 == right.1;
                let slack = if points { MINUTE_SLACK } else { STRETCH_SLACK };
                left.0 <= right.1.saturating_add(slack) && right.0 <= left.1.saturating_add(slack)
            })
        })
}

/// Whether a sentence or the one before it has a word of a penalty: the kick itself is told in words for any shot.
fn tells_of_a_penalty(scene: &Scene<'_>, sentence: usize) -> bool {
    let class = scene.classes.penalty_word;
    let from = sentence.saturating_sub(1);
    scene.document.sentences[from..=sentence]
        .iter()
        .flat_map(|sentence| sentence.tokens.clone())
        .any(|at| scene.document.is_in(at, class))
}
