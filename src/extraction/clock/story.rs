//! Where in the match the story stands, for phrases that leave it open: "in stoppage time", "two minutes from the end".

use super::{Absolute, TimeExpression, When};
use crate::extraction::text::Document;
use crate::football::{MatchClock, Period};

/// How many sentences a mention of extra time carries the story.
const REACH: usize = 8;

/// Takes the likelier reading of every expression that has two, by what stands before it.
pub(super) fn settle(document: &Document<'_>, found: &mut [TimeExpression]) {
    let played = extra_time_was_played(document, found);
    let mut half = Half::Unknown;
    let mut half_sentence = 0;
    let mut extra_since: Option<usize> = None;
    let mut stoppage_since: Option<usize> = None;
    for expression in found {
        let sentence = document.sentence_of(expression.tokens.start);
        if expression.rule.contains("extra") && played {
            extra_since = Some(sentence);
        }
        let paragraph = |sentence: usize| document.sentences.get(sentence).map(|of| of.paragraph);
        let near = sentence.saturating_sub(half_sentence) <= 1
            && paragraph(sentence) == paragraph(half_sentence);
        match &mut expression.when {
            When::Absolute(value) => {
                // "In the dying seconds" told after a goal in stoppage time.
                if value.at.is_none() && value.latest == 90 && value.earliest >= 75 {
                    if stoppage_since == Some(sentence) {
                        value.at = Some(MatchClock::somewhere_after(90));
                        value.earliest = 90;
                    }
                } else if value
                    .at
                    .is_some_and(|at| at.minute == 90 && at.stoppage != Some(0))
                {
                    stoppage_since = Some(sentence);
                }
                let plain = value.at.is_some_and(|at| at.minute <= 90);
                if plain && value.in_extra_time.is_none() {
                    extra_since = None;
                }
                // The half-time of extra time is told soon after its beginning; "the 98th minute" is of it wherever any
                // was played.
                let counted_on = match (value.at, value.in_extra_time) {
                    (Some(at), Some(other)) => at.elapsed() == other.elapsed(),
                    _ => false,
                };
                let in_extra_time = played && counted_on
                    || extra_since.is_some_and(|since| {
                        sentence - since <= if value.earliest <= 60 { 2 } else { REACH }
                    });
                if let (Some(clock), true) = (value.in_extra_time, in_extra_time) {
                    swap(value, clock, |value, other| {
                        value.in_extra_time = Some(other)
                    });
                }
                if let (Some(clock), true) = (value.in_first_half, half == Half::EndOfFirst && near)
                {
                    swap(value, clock, |value, other| {
                        value.in_first_half = Some(other)
                    });
                }
                half = match value.period() {
                    Some(Period::FirstHalf) if value.at.is_some() && value.earliest >= 40 => {
                        Half::EndOfFirst
                    }
                    Some(_) => Half::Other,
                    None => half,
                };
                half_sentence = sentence;
            }
            When::Boundary(_) => half = Half::Other,
            When::Relative(_) | When::Stretch => {}
        }
    }
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Half {
    Unknown,
    EndOfFirst,
    Other,
}

fn swap(value: &mut Absolute, clock: MatchClock, keep: impl Fn(&mut Absolute, MatchClock)) {
    if let Some(other) = value.at.replace(clock) {
        keep(value, other);
    }
    value.earliest = clock.minute;
    value.latest = clock.minute;
}

/// Whether the text tells of extra time: a goal or a minute in it, or the words with no "stoppage" sense. One bare "in
/// extra time" is not enough, since some reporters mean stoppage time by it.
fn extra_time_was_played(document: &Document<'_>, found: &[TimeExpression]) -> bool {
    let minutes = found.iter().any(|expression| {
        matches!(expression.when, When::Absolute(value) if value.at.is_some_and(|clock| clock.minute > 90))
    });
    let told = found
        .iter()
        .filter(|expression| expression.rule.contains("extra_time"))
        .count();
    let shootout = (0..document.tokens.len()).any(|at| {
        document.folded(at) == "shoot" && document.folded(at + 1) == "out"
            || document.folded(at) == "shootout"
    });
    // "The match went to extra time."
    let went = found.iter().any(|expression| {
        let start = expression.tokens.start;
        expression.rule.contains("extra_time")
            && (start.saturating_sub(3)..=start).any(|at| document.folded(at) == "went")
    });
    minutes || went || told > 1 || (told == 1 && shootout)
}
