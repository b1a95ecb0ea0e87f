//! The times of a man's goals from sentences that speak of them in words no rule hears: "Odo slid in on 69 minutes to put
//! it beyond doubt", where Odo's goal is told elsewhere.

use std::ops::Range;

use super::TimelineGoal;
use super::lead_up::LeadUp;
use crate::extraction::clock::{Place, governing, is_of_an_aside};
use crate::extraction::grammar::Status;
use crate::extraction::mentions::{EntityIndex, EntityKind, Referent};
use crate::extraction::rules::{Family, Rule};
use crate::extraction::text::{TokenIndex, TokenKind};
use crate::football::{GoalKind, MatchClock};

impl LeadUp<'_> {
    /// Expressions for the goals of a man that have no time, in match order, where the sentences that can be of them are no
    /// more than they; `taken` are the times of his other goals.
    pub(super) fn witnesses(
        &self,
        scorer: EntityIndex,
        open: &[&TimelineGoal],
        taken: &[MatchClock],
    ) -> Vec<usize> {
        let Some(kind) = open.first().map(|goal| goal.kind) else {
            return Vec::new();
        };
        let mut found: Vec<(MatchClock, usize)> = Vec::new();
        for mention in &self.scene.cast.mentions {
            if mention.referent != Referent::Entity(scorer) {
                continue;
            }
            let clock = governing(self.scene.document, self.clocks, mention.tokens.clone())
                .into_iter()
                .find_map(|clock| Some((self.story.point(clock)?, clock)));
            let Some((at, clock)) = clock else {
                continue;
            };
            let known = |other: &MatchClock| other.minute.abs_diff(at.minute) <= SLACK;
            if !taken.iter().any(known)
                && self.speaks_of_goal(clock, mention.tokens.end, kind)
                && !found.iter().any(|(other, _)| known(other))
            {
                found.push((at, clock));
            }
        }
        if found.len() > open.len() {
            return Vec::new();
        }
        found.sort_by_key(|(at, _)| at.elapsed());
        found.into_iter().map(|(_, clock)| clock).collect()
    }

    /// Whether the sentence of a time speaks of a goal, that came about, and of no other event at that time.
    fn speaks_of_goal(&self, clock: usize, named: TokenIndex, kind: GoalKind) -> bool {
        let scene = self.scene;
        let document = scene.document;
        let expression = &self.clocks[clock];
        let place = document.sentence_of(expression.tokens.start);
        let sentence = document.sentences[place].tokens.clone();
        let sentence_end = sentence.end;
        let class = scene.classes.c_goal_sign;
        let asked = document.folded(sentence.end.saturating_sub(1)) == "?";
        let sign = sentence.clone().any(|at| document.is_in(at, class)) && !asked;
        let quoted = document.tokens[expression.tokens.start].quoted;
        let owned = self.owns(named, clock);
        // "Have" makes a tally of the verb after it, and of nothing else.
        let doubts = |rule: &Rule| {
            rule.meaning("refuses") != Some("other_world") || rule.meaning("reach") != Some("verb")
        };
        let doubted = || {
            let cues = scene.hits_in(Family::Cue, place);
            cues.iter().any(|hit| doubts(hit.rule))
        };
        let claimed = self.tellings.iter().any(|telling| {
            let by_another = telling.status == Status::Asserted;
            telling.clocks.contains(&clock) && (by_another || !owned)
        });
        (sign && (self.ends_with(sentence, named) || self.strikes_with(named, clock)) || owned)
            && !quoted
            && !claimed
            && !is_of_an_aside(document, expression, sentence_end)
            && (owned || !doubted())
            && !self.dates_other_event(clock, kind, false)
    }

    /// "Odo gave them hope with an 85th-minute strike": the only man named before it.
    fn strikes_with(&self, named: TokenIndex, clock: usize) -> bool {
        let document = self.scene.document;
        let expression = &self.clocks[clock];
        let with = (named..expression.tokens.start).rfind(|at| document.folded(*at) == "with");
        expression.place == Place::Modifier
            && with
                .is_some_and(|with| matches!(document.folded(with + 1), "a" | "an" | "his" | "her"))
            && (named..expression.tokens.start).all(|at| self.scene.person_at(at).is_none())
    }

    /// "Lind teed up Odo, who picked his spot": whether a man is the last that the sentence has do something.
    fn ends_with(&self, sentence: Range<TokenIndex>, named: TokenIndex) -> bool {
        let document = self.scene.document;
        let strike = self.scene.classes.strike_noun;
        let acts = |at: &TokenIndex| {
            let owner = document.tokens[*at].kind == TokenKind::Possessive
                && !(at + 1..at + 6).any(|noun| document.is_in(noun, strike));
            let source = self.scene.mention_at(at - 1).is_some_and(|mention| {
                let start = self.scene.cast.mentions[mention].tokens.start;
                start > sentence.start
                    && matches!(
                        document.folded(start - 1),
                        "from" | "by" | "of" | "past" | "beyond" | "on" | "with"
                    )
            });
            !owner && !source
        };
        let ends = (sentence.start + 1..sentence.end).filter(|at| {
            let named = self.scene.person_at(at - 1);
            named.is_some_and(|named| self.scene.cast.entities[named].kind == EntityKind::Player)
                && self.scene.mention_at(at - 1) != self.scene.mention_at(*at)
        });
        let persons: Vec<TokenIndex> = ends.collect();
        match persons.iter().rfind(|at| acts(at)) {
            Some(last) => *last == named,
            None => persons.first() == Some(&named),
        }
    }

    /// "Odo's 31st-minute opener", "Odo's second four minutes after the break": a goal that is spoken of as there, whatever
    /// the sentence says of it.
    fn owns(&self, named: TokenIndex, clock: usize) -> bool {
        let document = self.scene.document;
        let expression = &self.clocks[clock];
        let start = expression.tokens.start;
        // A name may be the last word of all.
        let owner = document.tokens.get(named);
        if owner.is_none_or(|token| token.kind != TokenKind::Possessive) {
            return false;
        }
        match expression.place {
            Place::Modifier => start == named + 1,
            Place::Fronted | Place::Trailing | Place::Bracketed => {
                start == named + 2 && document.ordinal_at(named + 1).is_some()
            }
        }
    }
}

/// How far apart one goal's time may be told, in minutes.
const SLACK: u8 = 1;
