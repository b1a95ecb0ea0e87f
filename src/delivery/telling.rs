//! What a post tells, kept so that a later correction can say what changed, in whose words.

use serde::{Deserialize, Serialize};

use crate::facts::{FactValue, ReportId};
use crate::queries::Queries;
use crate::questions::MatchCard;
use crate::replies::phrase::{self, ShortNames};
use crate::replies::{Amendment, Said};
use crate::store::StoreError;

/// One fact of a telling: what it is about, what it says, and where the words for it stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LineWire(String, String, Option<(i64, usize, usize)>);

/// What a post of this match tells, as the database keeps it.
pub(super) fn lines(card: &MatchCard) -> String {
    let names = ShortNames::of(&card.agreed);
    let lines: Vec<LineWire> = card
        .agreed
        .facts
        .iter()
        .filter(|agreed| agreed.fact.value.is_of_the_match())
        .map(|agreed| {
            let value = match &agreed.fact.value {
                FactValue::Goal(told) => phrase::brief_goal(agreed, told, &names),
                FactValue::Event(event) => {
                    let line = phrase::event(card, event, &names);
                    format!("{line}{}", phrase::event_marks(agreed, event))
                }
                other => format!(
                    "{}{}",
                    phrase::value(card, other, &names),
                    phrase::marks_of(agreed)
                ),
            };
            let evidence = agreed.fact.evidence.first();
            let place = evidence.and_then(|there| {
                let ReportId(report) = there.report?;
                Some((report, there.start, there.end))
            });
            LineWire(
                phrase::label(card, &agreed.fact.value, &names),
                value,
                place,
            )
        })
        .collect();
    serde_json::to_string(&lines).unwrap_or_default()
}

/// Whether two tellings say the same, whoever they quote.
pub(super) fn is_same(before: &str, after: &str) -> bool {
    let (before, after) = (read(before), read(after));
    before.len() == after.len()
        && before
            .iter()
            .zip(&after)
            .all(|(one, other)| (&one.0, &one.1) == (&other.0, &other.1))
}

/// What reads differently in `after`, with the words behind both readings.
pub(super) async fn amendments(
    queries: &Queries,
    before: &str,
    after: &str,
) -> Result<Vec<Amendment>, StoreError> {
    let after = read(after);
    let mut gone = read(before);
    let mut new = Vec::new();
    for line in after {
        match gone
            .iter()
            .position(|old| (&old.0, &old.1) == (&line.0, &line.1))
        {
            Some(same) => {
                gone.remove(same);
            }
            None => new.push(line),
        }
    }
    let mut amendments = Vec::new();
    for line in new {
        let was = gone
            .iter()
            .position(|old| old.0 == line.0)
            .map(|place| gone.remove(place));
        amendments.push(Amendment {
            label: line.0.clone(),
            was: said(queries, was).await?,
            now: said(queries, Some(line)).await?,
        });
    }
    for line in gone {
        amendments.push(Amendment {
            label: line.0.clone(),
            was: said(queries, Some(line)).await?,
            now: None,
        });
    }
    Ok(amendments)
}

async fn said(queries: &Queries, line: Option<LineWire>) -> Result<Option<Said>, StoreError> {
    let Some(LineWire(_, value, place)) = line else {
        return Ok(None);
    };
    let quote = match place {
        Some((report, start, end)) => queries.words(ReportId(report), start, end).await?,
        None => None,
    };
    Ok(Some(Said { value, quote }))
}

/// A telling as it was kept; one that cannot be read tells nothing.
fn read(lines: &str) -> Vec<LineWire> {
    serde_json::from_str(lines).unwrap_or_default()
}
