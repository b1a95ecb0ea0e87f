//! Extra time: whether it was played, and how the match stood before it.

use super::{Statement, fact, names_another_team};
use crate::extraction::grammar::Tells;
use crate::extraction::setting::Setting;
use crate::facts::{Evidence, Fact, FactValue};
use crate::football::{Basis, MatchClock, Score, ScoreKind};

/// No stoppage time reaches this minute: who dates a goal so late counts extra time.
const BEYOND_STOPPAGE: u8 = 103;

/// Extra time: told of this match, or what a score after ninety minutes and goals past all stoppage time come to.
///
/// Many a reporter calls stoppage time extra time. "In extra time" alone counts where somebody had to go through:
/// in a cup tie, or where a shoot-out, an aggregate or the next round is told.
pub(super) fn extra_time(
    setting: &Setting<'_>,
    statements: &[Statement<'_>],
    told: &[Fact],
    cup_tie: bool,
) -> Option<Fact> {
    let someone_goes_through = cup_tie
        || statements
            .iter()
            .any(|statement| statement.about == "stage_next")
        || told.iter().any(|fact| {
            matches!(
                fact.value,
                FactValue::Score(ScoreKind::Shootout | ScoreKind::Aggregate, _)
            )
        });
    let said = statements.iter().filter(|statement| {
        (statement.about == "extra_time"
            && (someone_goes_through || !statement.hit.rule.is("weak")))
            && !setting.scene.document.tokens[statement.tokens().start].quoted
            && setting.is_asserted(&statement.tokens(), Tells::Outcome)
            && !names_another_team(setting, &setting.scene.sentence(statement.tokens().start))
    });
    let words: Vec<Evidence> = said
        .map(|statement| setting.evidence(statement.tokens(), statement.rule()))
        .take(3)
        .collect();
    if !words.is_empty() {
        return Some(fact(FactValue::ExtraTime, Basis::Stated, 0.9, words));
    }
    let after_90 = told
        .iter()
        .find(|fact| matches!(fact.value, FactValue::Score(ScoreKind::After90, _)));
    if let Some(after_90) = after_90 {
        let evidence = after_90.evidence.clone();
        return Some(fact(FactValue::ExtraTime, after_90.basis, 0.9, evidence));
    }
    let late = told.iter().find(|fact| match &fact.value {
        FactValue::Goal(told) => told
            .goal
            .moment
            .as_ref()
            .and_then(|moment| moment.at)
            .is_some_and(|at: MatchClock| at.minute >= BEYOND_STOPPAGE),
        _ => false,
    })?;
    let evidence = late.evidence.clone();
    Some(fact(FactValue::ExtraTime, Basis::Derived, 0.8, evidence))
}

/// The score that extra time began with, where the goals of the final score all stand before it or in it.
pub(super) fn after_90(told: &[Fact], extra_time: &Fact) -> Option<Fact> {
    let score_of = |wanted: ScoreKind| {
        told.iter().find_map(|fact| match fact.value {
            FactValue::Score(kind, score) if kind == wanted => Some((score, fact)),
            _ => None,
        })
    };
    let (ending, told_ending) = score_of(ScoreKind::Final)?;
    if score_of(ScoreKind::After90).is_some() {
        return None;
    }
    let mut all = Score::NIL;
    let mut before = Score::NIL;
    let mut evidence = extra_time.evidence.clone();
    for fact in told {
        let FactValue::Goal(told) = &fact.value else {
            continue;
        };
        let side = told.goal.credited_to();
        all = all.plus(side);
        let moment = told.goal.moment.as_ref()?;
        let earliest = moment.at.map_or(moment.earliest?, |at| at.minute);
        let latest = moment.at.map_or(moment.latest?, |at| at.minute);
        if latest <= 90 {
            before = before.plus(side);
        } else if earliest <= 90 {
            return None;
        }
        evidence.extend(fact.evidence.first().cloned());
    }
    evidence.extend(told_ending.evidence.first().cloned());
    // Who is ahead after ninety minutes has won, unless the other match of the two said otherwise.
    let one_match = score_of(ScoreKind::Aggregate).is_none();
    let decided = one_match && before.home != before.away;
    (all == ending && !decided).then(|| {
        fact(
            FactValue::Score(ScoreKind::After90, before),
            Basis::Derived,
            0.8,
            evidence,
        )
    })
}
