//! The time of a sentence that leads up to a goal: "On 76 minutes Odo ran at the defence. He struck it in."

use std::ops::Range;

use super::story::StoryClock;
use crate::extraction::clock::{Place, TimeExpression, governing, is_doing, is_of_an_aside};
use crate::extraction::events::{Telling, begun_in};
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::rules::Family;
use crate::extraction::sides::Team;
use crate::extraction::text::{Document, TokenIndex, TokenKind};
use crate::football::GoalKind;

/// How many sentences before a telling its time may stand.
const REACH: usize = 2;

/// A time before a telling.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leading {
    /// The expression.
    pub(super) clock: usize,
    /// It is sure enough to part the goal from another: it dates words that tell of the goal without its scorer, or stands
    /// in the sentence right before.
    pub(super) firm: bool,
}

/// What is looked at.
pub(super) struct LeadUp<'a> {
    /// The text with its cast.
    pub(super) scene: &'a Scene<'a>,
    /// All tellings of goals.
    pub(super) tellings: &'a [Telling],
    /// All time expressions.
    pub(super) clocks: &'a [TimeExpression],
    /// Their values.
    pub(super) story: &'a StoryClock,
    /// For every telling, whom its goal counts for.
    pub(super) teams: &'a [Option<Team>],
    /// For every time expression, whether a telling has it for its own.
    pub(super) claimed: &'a [bool],
}

impl LeadUp<'_> {
    /// The time that stands before a telling, in words that lead up to its goal and tell of no other event.
    pub(super) fn of(&self, number: usize) -> Option<Leading> {
        let telling = &self.tellings[number];
        if telling.status != Status::Asserted || telling.listed.is_some() {
            return None;
        }
        let document = self.scene.document;
        let place = document.sentence_of(telling.tokens.start);
        let turns = matches!(
            document.folded(document.sentences[place].tokens.start),
            "but" | "however"
        );
        for back in 0..=REACH {
            if back > 0 && turns {
                return None;
            }
            let before = place.checked_sub(back)?;
            let sentence = &document.sentences[before];
            let near = sentence.paragraph == document.sentences[place].paragraph;
            // "Odo's goal" looks back on one already told.
            let looks_back = telling
                .tokens
                .clone()
                .any(|at| document.tokens[at].kind == TokenKind::Possessive);
            if sentence.paragraph + 1 < document.sentences[place].paragraph || looks_back && !near {
                return None;
            }
            let words = sentence.tokens.start..sentence.tokens.end.min(telling.tokens.start);
            if back > 0
                && let Some(clock) = self.announced(number, &words)
            {
                return Some(Leading { clock, firm: true });
            }
            let tells_another = self.tellings[self.told_in(&words)]
                .iter()
                .any(|other| !self.is_of_one_goal(telling, other));
            if back > 0 && tells_another {
                return None;
            }
            let within =
                |at: TokenIndex| self.clocks.partition_point(|clock| clock.tokens.start < at);
            let found = (within(words.start)..within(words.end))
                .rev()
                .find(|number| {
                    let clock = &self.clocks[*number];
                    clock.is_moment()
                        && clock.place != Place::Bracketed
                        && !is_of_an_aside(document, clock, telling.tokens.start)
                        && (back > 0 || self.reaches(clock, telling.tokens.start))
                        && !document.tokens[clock.tokens.start].quoted
                });
            if let Some(clock) = found {
                let heard = near
                    || self.clocks[clock].place == Place::Modifier
                    || self.announces(clock, telling)
                        && !time_passes(document, place, telling.tokens.start);
                let alike = sentence.unfinished == document.sentences[place].unfinished
                    || self.names_scorer(clock, telling);
                let free = !self.claimed.get(clock).copied().unwrap_or(false);
                let leads = heard
                    && (back == 0 || !self.is_of_a_change(clock))
                    && alike
                    && free
                    && self.story.point(clock).is_some()
                    && !self.dates_other_event(clock, telling.kind, near);
                return leads.then_some(Leading {
                    clock,
                    firm: near && back == 1,
                });
            }
        }
        None
    }

    /// "On 34 minutes they doubled their lead. A long throw reached Odo, who shot home": the time of a goal that some words
    /// announce without its scorer.
    fn announced(&self, number: usize, words: &Range<TokenIndex>) -> Option<usize> {
        let told = self.told_in(words);
        let (at, last) = told
            .clone()
            .zip(&self.tellings[told])
            .rfind(|(_, other)| other.status == Status::Asserted && !other.supports)?;
        let teams = (self.teams[at], self.teams[number]);
        let alike = teams.0.is_none() || teams.1.is_none() || teams.0 == teams.1;
        let telling = &self.tellings[number];
        let names_him = telling.scorer.is_some()
            && last.scorer.is_none()
            && (last.kind != GoalKind::OwnGoal || telling.kind == GoalKind::OwnGoal);
        last.clocks
            .first()
            .copied()
            .filter(|clock| names_him && alike && self.story.point(*clock).is_some())
    }

    /// The tellings that begin among some words.
    fn told_in(&self, words: &Range<TokenIndex>) -> Range<usize> {
        begun_in(self.tellings, words)
    }

    /// Whether two tellings can be of one goal as far as their scorers go.
    fn is_of_one_goal(&self, telling: &Telling, other: &Telling) -> bool {
        let scorer = |telling: &Telling| telling.scorer.as_ref().map(|(scorer, _)| *scorer);
        other.status == Status::Asserted
            && other.clocks.is_empty()
            && scorer(telling) == scorer(other)
    }

    /// Whether a time before a telling of its sentence can lead up to it: nothing between turns away from it.
    fn reaches(&self, clock: &TimeExpression, telling: TokenIndex) -> bool {
        let document = self.scene.document;
        (clock.place != Place::Modifier || is_of_a_delivery(document, clock))
            && (clock.tokens.end..telling).all(|at| match document.folded(at) {
                "before" => is_doing(document, at + 1),
                "but" | "until" | "although" | "though" | "while" | "whereas" => false,
                _ => true,
            })
    }

    /// "A double substitution on 60 minutes changed the game."
    fn is_of_a_change(&self, clock: usize) -> bool {
        let document = self.scene.document;
        document.clause(self.clocks[clock].tokens.start).any(|at| {
            matches!(
                document.folded(at),
                "substitution"
                    | "substitutions"
                    | "changes"
                    | "replaced"
                    | "introduced"
                    | "replacing"
            )
        })
    }

    /// Whether the words around a time speak of nobody but a goal's scorer, so that the paragraph after them may tell it.
    fn announces(&self, clock: usize, telling: &Telling) -> bool {
        let scorer = telling.scorer.as_ref().map(|(scorer, _)| *scorer);
        let clock = &self.clocks[clock];
        self.scene
            .document
            .clause(clock.tokens.start)
            .filter_map(|at| self.scene.person_at(at))
            .all(|person| scorer == Some(person))
    }

    /// Whether the words around a time name the scorer.
    fn names_scorer(&self, clock: usize, telling: &Telling) -> bool {
        telling.scorer.as_ref().is_some_and(|(scorer, _)| {
            self.scene
                .document
                .clause(self.clocks[clock].tokens.start)
                .any(|at| self.scene.person_at(at) == Some(*scorer))
        })
    }

    /// Whether a time is that of a card, a change, a miss: nothing that leads up to a goal. A foul does, to a penalty, and
    /// a save does, in the same paragraph.
    pub(super) fn dates_other_event(&self, clock: usize, kind: GoalKind, near: bool) -> bool {
        let scene = self.scene;
        let sentence = scene.document.sentence_of(self.clocks[clock].tokens.start);
        let hits = scene.hits_in(Family::Event, sentence);
        hits.iter()
            .filter(|hit| !hit.rule.is("undated"))
            .filter(|hit| match hit.rule.meaning("is") {
                Some("red" | "yellow" | "second_yellow") => kind != GoalKind::Penalty,
                Some("substitution" | "disallowed_goal" | "missed_chance" | "injury") => true,
                Some("save" | "woodwork") => !near,
                _ => false,
            })
            .any(|hit| {
                let trigger = ["verb", "noun", "on", "off", "player"]
                    .iter()
                    .find_map(|name| hit.capture(name))
                    .unwrap_or_else(|| hit.tokens.clone());
                governing(scene.document, self.clocks, trigger).first() == Some(&clock)
            })
    }
}

/// "A ninth-minute corner": the time of what a goal comes from.
fn is_of_a_delivery(document: &Document<'_>, clock: &TimeExpression) -> bool {
    [clock.tokens.end - 1, clock.tokens.end].iter().any(|noun| {
        matches!(document.folded(*noun), "corner" | "throw" | "cross")
            || document.folded(*noun) == "kick"
                && noun
                    .checked_sub(1)
                    .is_some_and(|at| document.folded(at) == "free")
    })
}

/// Whether a telling's own sentence puts something between what came before and the goal.
fn time_passes(document: &Document<'_>, place: usize, telling: TokenIndex) -> bool {
    (document.sentences[place].tokens.start..telling).any(|at| {
        matches!(
            document.folded(at),
            "before" | "until" | "later" | "eventually"
        )
    })
}
