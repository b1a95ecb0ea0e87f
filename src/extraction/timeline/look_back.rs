//! The time of a sentence that looks back on the goal told before it: "Odo shot home. The 83rd-minute strike was his first",
//! "There were six minutes remaining."

use super::lead_up::{LeadUp, Leading};
use crate::extraction::clock::{Place, TimeExpression};
use crate::extraction::events::{Telling, begun_in};
use crate::extraction::grammar::Status;
use crate::extraction::text::TokenIndex;

impl LeadUp<'_> {
    /// The time that stands at the head of the sentence after a telling, in words that tell of nothing else.
    pub(super) fn looked_back(&self, number: usize) -> Option<Leading> {
        let telling = &self.tellings[number];
        let document = self.scene.document;
        let place = document.sentence_of(telling.tokens.start);
        let after = document.sentences.get(place + 1)?;
        let here = &document.sentences[place];
        let open = telling.status == Status::Asserted
            && telling.listed.is_none()
            && after.unfinished == here.unfinished
            && after.paragraph <= here.paragraph + 1
            && self.is_last_of_sentence(number);
        if !open {
            return None;
        }
        let first = self
            .clocks
            .partition_point(|clock| clock.tokens.start < after.tokens.start);
        let clock = self.clocks.get(first)?;
        let looks_back = self.is_of_that_goal(after.tokens.start, clock)
            || self.is_all_there_is(after.tokens.clone(), clock);
        let told = &self.tellings[begun_in(self.tellings, &after.tokens)];
        let free = !told
            .iter()
            .any(|other| other.status == Status::Asserted && other.scorer.is_some());
        (looks_back
            && free
            && self.story.point(first).is_some()
            && !self.dates_other_event(first, telling.kind, true))
        .then_some(Leading {
            clock: first,
            firm: true,
        })
    }

    /// Whether no other goal is told after it in its sentence.
    fn is_last_of_sentence(&self, number: usize) -> bool {
        let document = self.scene.document;
        let scorer = |telling: &Telling| telling.scorer.as_ref().map(|(scorer, _)| *scorer);
        let told = &self.tellings[number];
        let place = document.sentence_of(told.tokens.start);
        self.tellings[number + 1..]
            .iter()
            .take_while(|other| document.sentence_of(other.tokens.start) == place)
            .all(|other| other.status != Status::Asserted || scorer(other) == scorer(told))
    }

    /// "The 83rd-minute strike": the goal just told.
    fn is_of_that_goal(&self, start: TokenIndex, clock: &TimeExpression) -> bool {
        let document = self.scene.document;
        let strike = self.scene.classes.strike_noun;
        let definite = matches!(document.folded(start), "the" | "his" | "her" | "that");
        let noun = (clock.tokens.start..clock.tokens.end + 1).any(|at| {
            document.is_in(at, strike)
                || matches!(
                    document.folded(at),
                    "goal" | "winner" | "equaliser" | "opener"
                )
        });
        definite && clock.place == Place::Modifier && clock.tokens.start <= start + 1 && noun
    }

    /// "There were six minutes remaining.": a sentence that says what the clock showed, with nobody in it.
    fn is_all_there_is(
        &self,
        sentence: std::ops::Range<TokenIndex>,
        clock: &TimeExpression,
    ) -> bool {
        let document = self.scene.document;
        let shows = document.folded(sentence.start) == "there"
            && matches!(document.folded(sentence.start + 1), "was" | "were")
            && clock.tokens.start <= sentence.start + 3;
        let rest = clock.tokens.end..sentence.end;
        shows
            && !rest.clone().any(|at| self.scene.person_at(at).is_some())
            && !rest.clone().any(|at| document.folded(at) == "when")
    }
}
