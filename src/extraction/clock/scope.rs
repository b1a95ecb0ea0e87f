//! How a time expression stands to the words around it, which decides what it dates.

use std::ops::Range;

use super::crossing::{crossing, crossing_after_front};
use super::{Anchor, Place, TimeExpression, When};
use crate::extraction::rules::{Rule, RuleBook};
use crate::extraction::text::{Document, TokenIndex, TokenKind};

/// What the rule says about its place; settled later where it says nothing.
pub(super) fn place_hint(rule: &Rule) -> Place {
    match rule.meaning("place") {
        Some("bracketed") => Place::Bracketed,
        Some("modifier") => Place::Modifier,
        _ => Place::Trailing,
    }
}

/// Works out place and scope of every expression, and what an edge counts from within its sentence.
pub(super) fn settle(document: &Document<'_>, book: &RuleBook, found: &mut [TimeExpression]) {
    let clause = book.classes().clause;
    let nouns = book.classes().c_goal_noun;
    for index in 0..found.len() {
        let tokens = found[index].tokens.clone();
        let sentence = document.sentences[document.sentence_of(tokens.start)]
            .tokens
            .clone();
        if found[index].place == Place::Trailing {
            // "Two minutes after Odo's opener": the goal it counts from.
            let last_is_noun =
                document.is_in(tokens.end - 1, nouns) && found[index].edge().is_none();
            let next_is_noun =
                document.is_in(tokens.end, nouns) && !document.tokens[tokens.end].is_capitalised();
            // "In the 74th minute substitute Odo struck": he is no 74th-minute substitute.
            let adverbial = matches!(document.folded(tokens.start), "in" | "on" | "at" | "after")
                && matches!(document.folded(tokens.end), "substitute" | "replacement");
            // "Struck after the break and again on 56 minutes before Lind replied": what he did again.
            let again = (tokens.start.checked_sub(1))
                .is_some_and(|before| document.folded(before) == "again");
            let opens = !again
                && begins_clause(document, &sentence, tokens.start, |at| {
                    document.is_in(at, clause) || matches!(document.folded(at), "and" | "or")
                });
            found[index].place = if last_is_noun || next_is_noun && !adverbial {
                Place::Modifier
            } else if opens && goes_on(document, &sentence, tokens.end) {
                Place::Fronted
            } else {
                Place::Trailing
            };
        }
        found[index].scope = match found[index].place {
            Place::Fronted => tokens.start..sentence.end,
            Place::Trailing => sentence.clone(),
            Place::Modifier => tokens.start..(tokens.end + 4).min(sentence.end),
            Place::Bracketed => tokens.start.saturating_sub(6).max(sentence.start)..tokens.end,
        };
        let earlier = index.checked_sub(1).filter(|before| {
            let other = &found[*before];
            other.tokens.start >= sentence.start
                && matches!(other.when, When::Absolute(value) if value.at.is_some())
        });
        if let (When::Relative(edge), Some(before)) = (&mut found[index].when, earlier)
            && matches!(edge.from, Anchor::Previous | Anchor::PreviousOrKickOff)
        {
            edge.from = Anchor::Mention(before);
        }
    }
}

/// Whether something to be dated follows in the sentence.
fn goes_on(document: &Document<'_>, sentence: &Range<TokenIndex>, end: TokenIndex) -> bool {
    end < sentence.end
        && !matches!(
            document.tokens[end].kind,
            TokenKind::Stop | TokenKind::Close
        )
}

/// Whether only words that open a clause stand before it.
fn begins_clause(
    document: &Document<'_>,
    sentence: &Range<TokenIndex>,
    start: TokenIndex,
    joins: impl Fn(TokenIndex) -> bool,
) -> bool {
    let mut at = start;
    while at > sentence.start {
        let before = at - 1;
        if joins(before) {
            return true;
        }
        if matches!(document.tokens[before].kind, TokenKind::Comma) {
            return before == sentence.start
                || joins(before - 1)
                || (joins_loosely(document, before - 1) && before - 1 == sentence.start);
        }
        let opens = matches!(
            document.tokens[before].kind,
            TokenKind::Quote | TokenKind::Dash | TokenKind::Colon
        ) || joins_loosely(document, before);
        if !opens {
            return false;
        }
        at = before;
    }
    true
}

/// Words that may stand between the beginning of a clause and its time.
fn joins_loosely(document: &Document<'_>, at: TokenIndex) -> bool {
    matches!(
        document.folded(at),
        "then"
            | "however"
            | "just"
            | "only"
            | "barely"
            | "finally"
            | "again"
            | "eventually"
            | "instead"
    )
}

/// The expressions that can date what the words at `trigger` tell, the likeliest first.
///
/// Only those of the same sentence are weighed: a bracket or a modifier beside the trigger, then an adverbial by how
/// many clause boundaries lie between, one that stands before the clause reaching further than one after a verb.
#[must_use]
pub fn governing(
    document: &Document<'_>,
    expressions: &[TimeExpression],
    trigger: Range<TokenIndex>,
) -> Vec<usize> {
    let sentence = document.sentence_of(trigger.start);
    let first = expressions
        .partition_point(|expression| document.sentence_of(expression.tokens.start) < sentence);
    let mut weighed: Vec<(u32, usize, usize)> = expressions[first..]
        .iter()
        .take_while(|expression| document.sentence_of(expression.tokens.start) == sentence)
        .enumerate()
        .filter(|(_, expression)| expression.is_moment())
        .filter_map(|(offset, expression)| {
            let cost = distance(document, expression, &trigger)?;
            let apart = expression.tokens.start.abs_diff(trigger.start);
            Some((cost, apart, first + offset))
        })
        .collect();
    weighed.sort_unstable();
    weighed.into_iter().map(|(_, _, index)| index).collect()
}

/// So many words away, nothing is dated by it.
const REACH: usize = 120;

/// Further than this, an expression dates something else.
pub(super) const TOO_FAR: u32 = 8;

/// How far an expression is from dating a trigger of its sentence; `None` when it does not.
fn distance(
    document: &Document<'_>,
    expression: &TimeExpression,
    trigger: &Range<TokenIndex>,
) -> Option<u32> {
    let time = &expression.tokens;
    if time.start.abs_diff(trigger.start) > REACH {
        return None;
    }
    let touches = time.start < trigger.end && trigger.start < time.end;
    if counts_from(expression, trigger) {
        return None;
    }
    let cost = match expression.place {
        _ if touches => 0,
        Place::Bracketed => {
            (trigger.start < time.start && time.start - trigger.start <= 6).then_some(0)?
        }
        Place::Modifier if time.end <= trigger.start => {
            let apart = trigger.start - time.end;
            match apart {
                0..=2 => 0,
                _ if is_of_another_goal(document, time) => return None,
                _ => 5 + crossing(document, time.end, trigger.start, false),
            }
        }
        // "Okafor scored a 31st-minute winner."
        Place::Modifier => 1 + crossing(document, trigger.end, time.start, true),
        Place::Fronted if time.end <= trigger.start => {
            crossing_after_front(document, time.end, trigger.start)
        }
        // What stands before a fronted time belongs to another clause.
        Place::Fronted => 4 + crossing(document, trigger.end, time.start, true),
        Place::Trailing if is_waited_for(document, time) && time.end < trigger.start => 1,
        Place::Trailing if trigger.end <= time.start => {
            crossing(document, trigger.end, time.start, true)
        }
        Place::Trailing if is_of_an_aside(document, expression, trigger.start) => return None,
        Place::Trailing => 1 + crossing(document, time.end, trigger.end, false),
    };
    // A window says less than a point, so a point a little further away is preferred.
    let vague = match expression.when {
        When::Absolute(value) if value.at.is_none() => 1,
        _ => 0,
    };
    (cost < TOO_FAR).then_some(2 * cost + vague)
}

/// "It was the half-hour before they levelled": what is told next came at that time.
fn is_waited_for(document: &Document<'_>, time: &Range<TokenIndex>) -> bool {
    let was = time.start.checked_sub(2);
    was.is_some_and(|it| document.folded(it) == "it" && document.folded(it + 1) == "was")
        && matches!(
            document.folded(time.end),
            "before" | "until" | "that" | "when"
        )
}

/// "Five minutes after Odo's opener": whether the words at the trigger tell what the time is counted from.
#[must_use]
pub fn counts_from(expression: &TimeExpression, trigger: &Range<TokenIndex>) -> bool {
    match &expression.when {
        When::Relative(edge) => match &edge.from {
            Anchor::Named(_, words) | Anchor::Clause(words) => {
                words.contains(&trigger.start)
                    || words.start >= trigger.start && words.start < trigger.end
            }
            Anchor::Previous
            | Anchor::PreviousOrKickOff
            | Anchor::Mention(_)
            | Anchor::LeadTaken => false,
        },
        When::Absolute(_) | When::Boundary(_) | When::Stretch => false,
    }
}

/// "Odo's 10th-minute strike", "a 60th-minute substitute": the time of that goal or change, and of nothing further on.
fn is_of_another_goal(document: &Document<'_>, time: &Range<TokenIndex>) -> bool {
    let owned = time
        .start
        .checked_sub(1)
        .is_some_and(|before| document.tokens[before].kind == TokenKind::Possessive);
    let is_goal = [time.end - 1, time.end].iter().any(|noun| {
        matches!(
            document.folded(*noun),
            "goal"
                | "strike"
                | "opener"
                | "equaliser"
                | "equalizer"
                | "leveller"
                | "header"
                | "penalty"
                | "winner"
        )
    });
    owned && is_goal || is_of_a_change(document, time)
}

/// "A 60th-minute substitute", "his 20th-minute booking".
fn is_of_a_change(document: &Document<'_>, time: &Range<TokenIndex>) -> bool {
    [time.end - 1, time.end].iter().any(|noun| {
        matches!(
            document.folded(*noun),
            "substitute" | "substitution" | "replacement" | "booking" | "dismissal" | "miss"
        )
    })
}

/// Whether a time before the words at `trigger` is that of something else that the same man did or that befell him: "Odo, who
/// had hit the bar on 15 minutes, headed in", "Having hit the bar on 15 minutes, Odo headed in", "Odo, booked in the 20th
/// minute, headed in", "Odo, a 60th-minute substitute, headed in".
#[must_use]
pub fn is_of_an_aside(
    document: &Document<'_>,
    expression: &TimeExpression,
    trigger: TokenIndex,
) -> bool {
    let time = &expression.tokens;
    let sentence = document.sentences[document.sentence_of(time.start)]
        .tokens
        .start;
    let is_comma = |at: &TokenIndex| document.tokens[*at].kind == TokenKind::Comma;
    let start = (sentence..time.start)
        .rev()
        .find(is_comma)
        .map_or(sentence, |comma| comma + 1);
    let closed = (time.end..trigger).any(|at| is_comma(&at));
    let word = |at: TokenIndex| document.folded(at);
    let earlier = match word(start) {
        "having" | "booked" | "cautioned" | "introduced" | "substituted" => true,
        "who" | "which" => matches!(word(start + 1), "had" | "has"),
        _ => false,
    };
    expression.place == Place::Modifier && is_of_a_change(document, time) || closed && earlier
}
