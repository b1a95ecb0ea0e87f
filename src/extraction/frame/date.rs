//! The day of play.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::{Statement, fact};
use crate::extraction::grammar::Tells;
use crate::extraction::setting::Setting;
use crate::extraction::text::TokenIndex;
use crate::facts::{Fact, FactValue};
use crate::football::Basis;

/// The day: a date in full said of this match, or the weekday of its telling counted back from the day of publication.
/// Without a day of publication a weekday says nothing.
pub(super) fn date(setting: &Setting<'_>, statements: &[Statement<'_>]) -> Option<Fact> {
    let mut told: Vec<(u32, Date, Basis, &Statement<'_>)> = Vec::new();
    for statement in statements {
        let (weight, basis) = match statement.about {
            "date_full" => (3, Basis::Stated),
            "date_weekday" => (2, Basis::Derived),
            "date_relative" => (2, Basis::Derived),
            _ => continue,
        };
        let tokens = statement.tokens();
        if !setting.is_asserted(&tokens, Tells::Outcome)
            || setting.scene.document.tokens[tokens.start].quoted
        {
            continue;
        }
        let Some(date) = day_of(setting, statement) else {
            continue;
        };
        // A report is out within days.
        if setting.published.is_some_and(|published| {
            published < date || published.since(date).is_ok_and(|span| span.get_days() > 10)
        }) {
            continue;
        }
        // The first sentences tell of the match itself.
        let sentence = setting.scene.document.sentence_of(tokens.start);
        let first = setting.scene.document.sentence_of(setting.part.start);
        let near = u32::from(sentence.saturating_sub(first) <= 3);
        told.push((weight + 2 * near, date, basis, statement));
    }
    let best = told.iter().map(|(_, date, ..)| {
        let weight = told
            .iter()
            .filter(|(_, other, ..)| other == date)
            .map(|(weight, ..)| *weight)
            .max();
        (weight.unwrap_or(0), *date)
    });
    let (weight, date) = best.max_by_key(|(weight, date)| (*weight, *date))?;
    if weight < 4 {
        return None;
    }
    let by = told.iter().filter(|(_, other, ..)| *other == date);
    let basis = by.clone().map(|(_, _, basis, _)| *basis).min()?;
    let evidence = by
        .map(|(.., statement)| setting.evidence(statement.tokens(), statement.rule()))
        .collect();
    Some(fact(FactValue::Date(date), basis, 0.85, evidence))
}

fn day_of(setting: &Setting<'_>, statement: &Statement<'_>) -> Option<Date> {
    let document = setting.scene.document;
    match statement.about {
        "date_weekday" => {
            let day = weekday(document.folded(statement.hit.capture("day")?.start))?;
            let published = setting.published?;
            let back = (0..7).find(|back| {
                published
                    .checked_sub((*back).days())
                    .is_ok_and(|date| date.weekday() == day)
            })?;
            published.checked_sub(back.days()).ok()
        }
        "date_relative" => {
            let back = statement.hit.rule.number("back")?;
            setting.published?.checked_sub(back.days()).ok()
        }
        "date_full" => {
            let number = |at: TokenIndex| {
                document
                    .ordinal_at(at)
                    .or_else(|| document.cardinal_at(at))
                    .map(|(value, _)| value)
            };
            let day = i8::try_from(number(statement.hit.capture("n")?.start)?).ok()?;
            let month = month(document.folded(statement.hit.capture("month")?.start))?;
            match statement.hit.capture("year") {
                Some(year) => Date::new(i16::try_from(number(year.start)?).ok()?, month, day).ok(),
                None => {
                    let published = setting.published?;
                    let this_year = Date::new(published.year(), month, day).ok()?;
                    if this_year <= published {
                        Some(this_year)
                    } else {
                        Date::new(published.year() - 1, month, day).ok()
                    }
                }
            }
        }
        _ => None,
    }
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word.get(..3)? {
        "mon" => Weekday::Monday,
        "tue" => Weekday::Tuesday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        "sat" => Weekday::Saturday,
        "sun" => Weekday::Sunday,
        _ => return None,
    })
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let start = word.get(..3)?;
    let number = MONTHS.iter().position(|month| *month == start)?;
    i8::try_from(number + 1).ok()
}
