//! Time expressions that are none, going by what stands around them.

use super::TimeExpression;
use crate::extraction::rules::RuleBook;
use crate::extraction::text::Document;

/// A bare number in brackets after a name may be an age or a tally: it is a minute beside others of its kind, or where
/// no age can be so high.
pub(super) fn drop_doubtful(
    document: &Document<'_>,
    book: &RuleBook,
    found: &mut Vec<TimeExpression>,
) {
    let doubtful = |expression: &TimeExpression| is_flagged(book, expression, "doubtful");
    let sentences: Vec<(usize, bool)> = found
        .iter()
        .filter(|expression| expression.place == super::Place::Bracketed)
        .map(|expression| {
            (
                document.sentence_of(expression.tokens.start),
                doubtful(expression),
            )
        })
        .collect();
    if sentences.iter().any(|(_, is_doubtful)| *is_doubtful) {
        found.retain(|expression| {
            let sentence = document.sentence_of(expression.tokens.start);
            let beside = sentences
                .iter()
                .filter(|(other, _)| *other == sentence)
                .count()
                > 1;
            let high = expression
                .absolute()
                .is_some_and(|value| value.earliest > 45);
            beside || high || !doubtful(expression)
        });
    }
}

/// "It stayed that way until the 74th", "another on 64": minutes where the text has just told minutes in full.
pub(super) fn drop_elliptic(
    document: &Document<'_>,
    book: &RuleBook,
    found: &mut Vec<TimeExpression>,
) {
    let elliptic = |expression: &TimeExpression| is_flagged(book, expression, "elliptic");
    let full: Vec<usize> = found
        .iter()
        .filter(|expression| !elliptic(expression))
        .filter(|expression| {
            expression
                .absolute()
                .is_some_and(|value| value.at.is_some())
        })
        .map(|expression| document.sentence_of(expression.tokens.start))
        .collect();
    found.retain(|expression| {
        if !elliptic(expression) {
            return true;
        }
        let sentence = document.sentence_of(expression.tokens.start);
        let at = expression.absolute().and_then(|value| value.at);
        let high = at.is_some_and(|at| at.minute >= ELLIPTIC_FROM);
        // "Nodded in the fourth": the fourth goal.
        let before = expression.tokens.start.checked_sub(1);
        let counts_goals =
            before.is_some_and(|before| document.is_in(before, book.classes().in_verb));
        let near = |other: &usize| other.abs_diff(sentence) <= ELLIPTIC_REACH;
        high && !counts_goals && full.iter().any(near)
    });
}

/// Whether the rule of an expression has this flag set.
fn is_flagged(book: &RuleBook, expression: &TimeExpression, flag: &str) -> bool {
    let rule = book.rule(&expression.rule);
    rule.is_some_and(|rule| rule.is(flag))
}

/// "In the first" and "in the second" are halves, "in the third" is a match of a series.
const ELLIPTIC_FROM: u8 = 4;
/// How many sentences away the minute told in full may stand.
const ELLIPTIC_REACH: usize = 4;
