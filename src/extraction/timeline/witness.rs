//! The time of a goal from a sentence that speaks of it in words no rule hears: "Odo slid in on 69 minutes to put it beyond
//! doubt", where Odo's goal is told elsewhere.

use super::TimelineGoal;
use super::lead_up::LeadUp;
use crate::extraction::clock::{Place, governing};
use crate::extraction::grammar::Status;
use crate::extraction::mentions::Referent;
use crate::extraction::rules::Family;
use crate::extraction::text::TokenKind;

impl LeadUp<'_> {
    /// The expression, where one sentence only can be of the goal; `others` are the scorer's other goals.
    pub(super) fn witness(&self, goal: &TimelineGoal, others: &[&TimelineGoal]) -> Option<usize> {
        let scorer = goal.scorer?;
        let open = |other: &&TimelineGoal| other.moment.as_ref().is_none_or(|at| at.at.is_none());
        if others.iter().any(open) {
            return None;
        }
        let taken: Vec<u8> = others
            .iter()
            .filter_map(|other| other.moment.as_ref()?.at)
            .map(|at| at.minute)
            .collect();
        let mut found: Option<(usize, u8)> = None;
        for mention in &self.scene.cast.mentions {
            if mention.referent != Referent::Entity(scorer) {
                continue;
            }
            let Some(clock) = governing(self.scene.document, self.clocks, mention.tokens.clone())
                .into_iter()
                .find(|clock| self.story.point(*clock).is_some())
            else {
                continue;
            };
            let Some(at) = self.story.point(clock) else {
                continue;
            };
            if taken.contains(&at.minute) || !self.speaks_of_goal(clock, mention.tokens.end, goal) {
                continue;
            }
            match found {
                Some((_, known)) if known != at.minute => return None,
                Some(_) => {}
                None => found = Some((clock, at.minute)),
            }
        }
        found.map(|(clock, _)| clock)
    }

    /// Whether the sentence of a time speaks of a goal, that came about, and of no other event at that time.
    fn speaks_of_goal(&self, clock: usize, named: usize, goal: &TimelineGoal) -> bool {
        let scene = self.scene;
        let document = scene.document;
        let expression = &self.clocks[clock];
        let place = document.sentence_of(expression.tokens.start);
        let sentence = document.sentences[place].tokens.clone();
        let class = scene.book.class("c_goal_sign");
        let sign = sentence.clone().any(|at| document.is_in(at, class));
        let quoted = document.tokens[expression.tokens.start].quoted;
        // "Odo's 31st-minute opener": a goal that is spoken of as there, whatever the sentence says of it.
        let owned = expression.place == Place::Modifier
            && expression.tokens.start == named + 1
            && document.tokens[named].kind == TokenKind::Possessive;
        let doubted = || !scene.hits_in(Family::Cue, place).is_empty();
        let claimed = self.tellings.iter().any(|telling| {
            let by_another = telling.status == Status::Asserted;
            telling.clocks.contains(&clock) && (by_another || !owned)
        });
        sign && !quoted
            && !claimed
            && (owned || !doubted())
            && !self.dates_other_event(clock, goal.kind, false)
    }
}
