//! When the events happened that other times are counted from: "four minutes after the red card", "… after coming on".

use std::ops::Range;

use super::story::{StoryClock, tells_goal};
use crate::extraction::clock::{Boundary, TimeExpression, When, governing};
use crate::extraction::events::Telling;
use crate::extraction::grammar::Scene;
use crate::extraction::rules::Family;
use crate::extraction::text::TokenIndex;
use crate::football::MatchClock;

/// How many times back a named event is looked for.
const EVENTS_BACK: usize = 20;

impl StoryClock {
    /// When the last event of some kinds before an expression happened.
    pub(super) fn event_before(
        &self,
        scene: &Scene<'_>,
        clocks: &[TimeExpression],
        number: usize,
        kinds: &[&str],
    ) -> Option<MatchClock> {
        let dates = |other: &usize| {
            let place = scene.document.sentence_of(clocks[*other].tokens.start);
            let hits = scene.hits_in(Family::Event, place);
            hits.iter().any(|hit| {
                let trigger = ["verb", "noun", "player"]
                    .iter()
                    .find_map(|name| hit.capture(name))
                    .unwrap_or_else(|| hit.tokens.clone());
                hit.rule
                    .meaning("is")
                    .is_some_and(|kind| kinds.contains(&kind))
                    && governing(scene.document, clocks, trigger).first() == Some(other)
            })
        };
        (0..number)
            .rev()
            .filter(|other| self.point(*other).is_some())
            .take(EVENTS_BACK)
            .find(dates)
            .and_then(|other| self.point(other))
    }

    /// When the scorer of a goal came on, where a sentence before tells.
    pub(super) fn coming_on(
        &self,
        scene: &Scene<'_>,
        tellings: &[Telling],
        clocks: &[TimeExpression],
        number: usize,
    ) -> Option<MatchClock> {
        let change = scene.classes.c_change;
        let here = scene.document.sentence_of(clocks[number].tokens.start);
        let scorer = tellings
            .iter()
            .filter(|telling| tells_goal(telling) && telling.clocks.contains(&number))
            .find_map(|telling| telling.scorer.as_ref().map(|(scorer, _)| *scorer))?;
        let document = scene.document;
        let own = clocks[number].tokens.clone();
        let changes = |token: TokenIndex| {
            let comes_on = document.folded(token + 1) == "on"
                && matches!(
                    document.folded(token),
                    "came" | "come" | "coming" | "comes" | "brought" | "sent" | "thrown"
                );
            !own.contains(&token) && (document.is_in(token, change) || comes_on)
        };
        let at_the_break = |words: Range<TokenIndex>| {
            let first = clocks.partition_point(|clock| clock.tokens.start < words.start);
            clocks[first..]
                .iter()
                .take_while(|clock| clock.tokens.start < words.end)
                .any(|clock| matches!(clock.when, When::Boundary(Boundary::HalfTime)))
        };
        // "Seven minutes after replacing Lind at half-time".
        if at_the_break(own.end..own.end + 3) {
            return Some(MatchClock::regular(45));
        }
        (0..=here).rev().find_map(|place| {
            let tokens = document.sentences[place].tokens.clone();
            if !tokens
                .clone()
                .any(|token| scene.person_at(token) == Some(scorer))
            {
                return None;
            }
            tokens
                .clone()
                .filter(|token| changes(*token))
                .find_map(|token| {
                    let half_time = token >= tokens.start + 2
                        && document.folded(token - 2) == "half"
                        && document.folded(token - 1) == "time";
                    if half_time {
                        return Some(MatchClock::regular(45));
                    }
                    let dated = governing(document, clocks, token..token + 1);
                    if at_the_break(token..tokens.end.min(token + 8)) {
                        return Some(MatchClock::regular(45));
                    }
                    dated
                        .into_iter()
                        .filter(|other| *other != number)
                        .find_map(|other| self.point(other))
                })
        })
    }
}
