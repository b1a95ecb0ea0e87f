//! `/evidence` as a reply.

use super::match_card::{number_of, sources};
use super::phrase::{self, ShortNames};
use super::score::{block, framed, no_match, report, scorers};
use super::{Action, Menu, MenuOption, Piece, Reply, Text};
use crate::facts::{Fact, FactValue};
use crate::questions::{
    Ask, EvidenceAnswer, EvidenceAsk, EvidenceItem, MatchCard, QuoteInContext, pick,
};

/// The words behind a match. One fact comes with the sentences around each quote; all of them come with the quotes
/// alone, and a menu for the rest.
#[must_use]
pub fn evidence(answer: &EvidenceAnswer) -> Reply {
    match answer {
        EvidenceAnswer::Found { card, items } => {
            let is_whole = items.len() > 1 && items.len() == card.agreed.facts.len();
            if is_whole {
                whole(card, items)
            } else {
                some(card, items)
            }
        }
        EvidenceAnswer::NotStated { card, fact } => not_stated(card, fact),
        EvidenceAnswer::None(none) => no_match(none),
    }
}

fn whole(card: &MatchCard, items: &[EvidenceItem]) -> Reply {
    let names = ShortNames::of(&card.agreed);
    let mut ordered: Vec<&EvidenceItem> = items.iter().collect();
    ordered.sort_by_key(|item| part(&item.fact.fact.value));
    let text = |wanted: Part| {
        ordered
            .iter()
            .filter(|item| part(&item.fact.fact.value) == wanted)
            .map(|item| quotes(card, item, &names))
            .fold(Text::new(), Text::line)
    };
    let description = text(Part::Goals)
        .line_unless_empty(text(Part::Tallies))
        .line_unless_empty(text(Part::Frame));
    let part = |name: &str, part: Part| {
        let text = text(part);
        (!text.is_empty()).then(|| block(name, text))
    };
    // The players come last, because what is last is left out first where there is no room.
    let fields = [
        part("Events", Part::Events),
        part("Beyond this match", Part::Beyond),
        sources(card),
        part("Players", Part::Players),
    ];
    let fields = fields.into_iter().flatten().collect();
    Reply {
        menu: menu(card, &ordered, &names),
        ..framed(
            card,
            description,
            fields,
            [scorers(card.id), report(card.id)],
        )
    }
}

/// A fact in a line, with the quotes behind it and those of reports that differ.
fn quotes(card: &MatchCard, item: &EvidenceItem, names: &ShortNames) -> Text {
    let text = heading(card, item, names).and(joined(card, &item.quotes));
    if item.rival_quotes.is_empty() {
        return text;
    }
    text.say(" ‡ but ").and(joined(card, &item.rival_quotes))
}

/// Quotes in a row, each with the number of its report where there are several.
fn joined(card: &MatchCard, quotes: &[QuoteInContext]) -> Text {
    let quotes: Vec<&QuoteInContext> = outermost(quotes).collect();
    // The same words stand in a report more than once.
    let is_told_before = |place: usize, quote: &QuoteInContext| {
        quotes[..place].iter().any(|other| {
            other.report.id == quote.report.id
                && other.evidence.quote.contains(&quote.evidence.quote)
        })
    };
    let mut text = Text::new();
    for (place, quote) in quotes.iter().enumerate() {
        if is_told_before(place, quote) {
            continue;
        }
        if !text.is_empty() {
            text = text.say(" · ");
        }
        text = text.quote(shortened(&quote.evidence.quote));
        if let Some(number) = number_of(card, quote.report.id) {
            text = text.say(format!(" {number}"));
        }
    }
    text
}

/// The parts of a match's evidence, in the order in which people look for them: what is last is left out first where there
/// is no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Goals,
    Tallies,
    Frame,
    Events,
    Beyond,
    Players,
}

const fn part(fact: &FactValue) -> Part {
    match fact {
        FactValue::Goal(_) => Part::Goals,
        FactValue::Score(..) | FactValue::ExtraTime | FactValue::Winner(_) => Part::Tallies,
        FactValue::Competition(_)
        | FactValue::Stage(_)
        | FactValue::Venue(_)
        | FactValue::Date(_)
        | FactValue::Referee(_)
        | FactValue::Attendance(_)
        | FactValue::Category(_)
        | FactValue::Coach { .. } => Part::Frame,
        FactValue::Event(_) => Part::Events,
        FactValue::Background(_) => Part::Beyond,
        FactValue::Player(_) => Part::Players,
    }
}

/// `**Goal 2** 49' Kane †: `, with the words of the assist's own quotes left to the quotes.
fn heading(card: &MatchCard, item: &EvidenceItem, names: &ShortNames) -> Text {
    let fact = &item.fact.fact.value;
    let said = match fact {
        FactValue::Goal(told) => phrase::brief_goal(&item.fact, told, names),
        FactValue::Background(claim) => claim.subject.clone(),
        other => format!(
            "{}{}",
            phrase::value(card, other, names),
            phrase::marks_of(&item.fact)
        ),
    };
    match fact {
        // The heading over them says what they are.
        FactValue::Background(_) => Text::words(format!("{said}: ")),
        _ => Text::new()
            .bold(phrase::label(card, fact, names))
            .say(format!(" {said}: ")),
    }
}

fn some(card: &MatchCard, items: &[EvidenceItem]) -> Reply {
    let names = ShortNames::of(&card.agreed);
    let mut text = Text::new();
    for item in items {
        text = text.line(heading(card, item, &names));
        for quote in outermost(&item.quotes) {
            text = text.line(in_context(quote));
        }
        if let Some(told) = assist(&item.fact.fact) {
            text = text.line(Text::words(told));
        }
        if !item.rival_quotes.is_empty() {
            text = text.line(Text::new().bold("Other reports differ:"));
            for quote in outermost(&item.rival_quotes) {
                text = text.line(in_context(quote));
            }
        }
    }
    framed(
        card,
        text,
        Vec::new(),
        [super::score::evidence(card.id), report(card.id)],
    )
}

fn assist(fact: &Fact) -> Option<String> {
    let FactValue::Goal(told) = &fact.value else {
        return None;
    };
    phrase::lacks_assist(told).then(|| "No assist stated.".to_owned())
}

/// A quote is a quote, not the report: what goes on for longer than 300 characters is cut.
fn shortened(quote: &str) -> String {
    const LIMIT: usize = 300;
    let mut letters = quote.chars();
    let kept: String = letters.by_ref().take(LIMIT).collect();
    match letters.next() {
        Some(_) => kept + "…",
        None => kept,
    }
}

/// The quotes, less those that are a part of another from the same report.
fn outermost(quotes: &[QuoteInContext]) -> impl Iterator<Item = &QuoteInContext> {
    let covers = |other: &QuoteInContext, quote: &QuoteInContext| {
        other.report.id == quote.report.id
            && other.evidence.start <= quote.evidence.start
            && quote.evidence.end <= other.evidence.end
    };
    quotes.iter().enumerate().filter_map(move |(place, quote)| {
        let is_covered = quotes.iter().enumerate().any(|(other_place, other)| {
            other_place != place
                && covers(other, quote)
                && (!covers(quote, other) || other_place < place)
        });
        (!is_covered).then_some(quote)
    })
}

/// A sentence either side in slanted type, the quote upright between them, then whose words they are.
fn in_context(quote: &QuoteInContext) -> Text {
    let mut text = Text::new();
    let before = quote.before.trim();
    let after = quote.after.trim();
    if !before.is_empty() {
        text = text.then(Piece::Italic(shortened(before))).say(" ");
    }
    text = text.quote(shortened(&quote.evidence.quote));
    if !after.is_empty() {
        // A quote can end in mid-sentence; only words are set apart by a space.
        if after.starts_with(char::is_alphanumeric) {
            text = text.say(" ");
        }
        text = text.then(Piece::Italic(shortened(after)));
    }
    text.say(format!(" — {}, added ", quote.report.name))
        .then(Piece::Instant(quote.report.added_at))
}

fn not_stated(card: &MatchCard, fact: &str) -> Reply {
    let reports = match card.reports.len() {
        0 | 1 => "The report does not give".to_owned(),
        _ => "No report gives".to_owned(),
    };
    let what = pick::described(fact);
    framed(
        card,
        Text::words(format!("{reports} {what}.")),
        Vec::new(),
        [super::score::evidence(card.id), report(card.id)],
    )
}

/// Every fact, to see its words in context.
fn menu(card: &MatchCard, items: &[&EvidenceItem], names: &ShortNames) -> Option<Menu> {
    let mut options: Vec<MenuOption> = Vec::new();
    for item in items {
        let value = &item.fact.fact.value;
        let action = Action::Ask(Ask::Evidence(EvidenceAsk {
            game: card.id.to_string(),
            fact: Some(pick::words_for(&card.agreed, &item.fact)),
        }));
        if options.iter().any(|option| option.action == action) {
            continue;
        }
        options.push(MenuOption {
            label: format!(
                "{}: {}",
                phrase::label(card, value, names),
                phrase::value(card, value, names)
            ),
            detail: item
                .quotes
                .first()
                .map(|quote| quote.evidence.quote.clone()),
            action,
        });
    }
    // A menu takes 25, and what comes last matters least.
    options.truncate(super::budget::CHOICES);
    (!options.is_empty()).then(|| Menu {
        placeholder: "Show a fact’s words in context".to_owned(),
        options,
    })
}
