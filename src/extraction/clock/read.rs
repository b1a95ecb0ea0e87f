//! From hits of the family `clock` to values.

use std::cmp::Reverse;
use std::ops::Range;

use super::{
    Absolute, Amount, Anchor, Boundary, Direction, Edge, NamedEvent, TimeExpression, When,
};
use super::{doubt, scope, story};
use crate::extraction::rules::{Family, Hit, Label, Layers, Rule, RuleBook};
use crate::extraction::text::{Document, TokenIndex, TokenKind};
use crate::football::{Basis, MatchClock};

/// Reads all time expressions, in text order, and lays them over the text.
#[must_use]
pub fn read(document: &Document<'_>, book: &RuleBook, layers: &mut Layers) -> Vec<TimeExpression> {
    let hits = longest_first(book.hits(Family::Clock, document, layers));
    let mut taken = vec![false; document.tokens.len()];
    let mut found = Vec::new();
    for hit in &hits {
        if taken[hit.tokens.clone()].contains(&true) {
            continue;
        }
        let before = found.len();
        values(document, hit, &mut found);
        if found.len() > before {
            taken[hit.tokens.clone()].fill(true);
        }
    }
    found.sort_by_key(|expression| (expression.tokens.start, expression.tokens.end));
    doubt::drop_doubtful(document, book, &mut found);
    doubt::drop_elliptic(document, book, &mut found);
    story::settle(document, &mut found);
    scope::settle(document, book, &mut found);
    for (index, expression) in (0u32..).zip(&found) {
        layers.add(Label::Clock, expression.tokens.clone(), index);
    }
    found
}

/// What takes more words knows more; of two that take the same, the rule says which goes first.
fn longest_first(mut hits: Vec<Hit<'_>>) -> Vec<Hit<'_>> {
    hits.sort_by_key(|hit| {
        let prefer = hit.rule.number("prefer").unwrap_or(0);
        (Reverse(hit.tokens.len()), Reverse(prefer), hit.tokens.start)
    });
    hits
}

/// The expressions of one hit: one, or one for every number it names.
fn values(document: &Document<'_>, hit: &Hit<'_>, found: &mut Vec<TimeExpression>) {
    let rule = hit.rule;
    let mut push = |tokens: Range<TokenIndex>, when: When| {
        let support = (tokens != hit.tokens).then(|| hit.tokens.clone());
        found.push(TimeExpression {
            support,
            when,
            basis: basis(rule),
            rule: rule.id.clone(),
            place: scope::place_hint(rule),
            scope: tokens.clone(),
            tokens,
        });
    };
    let whole = hit.capture("said").unwrap_or_else(|| hit.tokens.clone());
    if rule.meaning("says") == Some("minute") {
        let mut start = whole.start;
        for name in ["n", "m", "l"] {
            let Some(number) = hit.capture(name) else {
                continue;
            };
            if let Some(value) = minute_at(document, number.start) {
                let is_last = ["m", "l"].iter().all(|later| {
                    hit.capture(later)
                        .is_none_or(|after| after.start <= number.start)
                });
                let end = if is_last { whole.end } else { number.end };
                push(start..end, When::Absolute(value));
            }
            start = number.end;
            while start < whole.end && !document.tokens[start].kind.is_wordlike() {
                start += 1;
            }
        }
    } else if let Some(when) = value(document, hit) {
        // A word that joins clauses is no part of the time that begins one.
        let joining = whole
            .clone()
            .take_while(|at| matches!(document.folded(*at), "and" | "but" | "when"))
            .count();
        push(whole.start + joining..whole.end, when);
    }
}

/// Numbers as they stand are stated; sums are derived.
fn basis(rule: &Rule) -> Basis {
    match rule.meaning("says") {
        Some("minute" | "stoppage") => Basis::Stated,
        _ if rule.is("stated") => Basis::Stated,
        _ => Basis::Derived,
    }
}

fn minute_at(document: &Document<'_>, at: TokenIndex) -> Option<Absolute> {
    if let TokenKind::Stoppage(minute, added) = document.tokens.get(at)?.kind {
        return matches!(minute, 45 | 90 | 105 | 120)
            .then(|| Absolute::clock(MatchClock::stoppage(minute, added)));
    }
    let number = document
        .ordinal_at(at)
        .or_else(|| document.cardinal_at(at))?
        .0;
    let minute = u8::try_from(number)
        .ok()
        .filter(|minute| (1..=120).contains(minute))?;
    Some(shown(minute))
}

/// A minute of the match as a running clock shows it.
fn shown(minute: u8) -> Absolute {
    match minute {
        // "The 93rd minute" is stoppage time wherever no extra time is played.
        91..=99 => Absolute {
            in_extra_time: Some(MatchClock::regular(minute)),
            ..Absolute::clock(MatchClock::stoppage(90, minute - 90))
        },
        _ => Absolute::minute(minute),
    }
}

fn value(document: &Document<'_>, hit: &Hit<'_>) -> Option<When> {
    let rule = hit.rule;
    let number = |key: &str| rule.number(key).and_then(|value| u8::try_from(value).ok());
    let told = || told_number(document, hit);
    Some(match rule.meaning("says")? {
        "at" => When::Absolute(Absolute {
            in_extra_time: (number("at")? == 46).then(|| MatchClock::regular(106)),
            in_first_half: number("or_first_half").map(MatchClock::somewhere_after),
            earliest: number("from").unwrap_or(number("at")?),
            ..Absolute::clock(match rule.meaning("stoppage") {
                Some(_) => MatchClock::somewhere_after(number("at")?),
                None => MatchClock::regular(number("at")?),
            })
        }),
        "window" => When::Absolute(Absolute::between(number("from")?, number("to")?)),
        "within_first" => {
            let most = told()?.minutes_up();
            When::Absolute(Absolute {
                // "Inside the opening two minutes" leaves a reader no choice worth the name.
                at: (most <= 2).then(|| MatchClock::regular(most)),
                ..Absolute::between(1, most)
            })
        }
        "to_go" => {
            let end = number("end")?;
            let left = told()?.minutes_up();
            let clock = |end: u8| MatchClock::regular(end.saturating_sub(left).max(1));
            // Nobody counts down more than the half that is played.
            (left < 46 || end == 90 && left < 90).then_some(())?;
            When::Absolute(Absolute {
                in_extra_time: (end == 90 && left <= 30).then(|| clock(120)),
                ..bounded(
                    clock(end),
                    end.saturating_sub(left).max(1),
                    end,
                    rule.is("within"),
                )
            })
        }
        "gone" => {
            let start = number("start")?;
            let told = told()?;
            // "Within 60 seconds" ends with the first minute, "after 60 seconds" is in the second.
            let minutes = match told {
                Told::Seconds(_) if rule.is("within") => told.minutes_up(),
                told => told.minute_reached(),
            };
            let minute = start.saturating_add(minutes).min(120);
            let value = match start {
                0 => shown(minute.max(1)),
                // Extra time has a break of its own.
                45 if minute <= 60 => Absolute {
                    in_extra_time: Some(MatchClock::regular(minute + 60)),
                    ..Absolute::minute(minute)
                },
                _ => Absolute::minute(minute),
            };
            When::Absolute(if rule.is("within") {
                Absolute {
                    earliest: start + 1,
                    ..value
                }
            } else {
                value
            })
        }
        "stoppage" => {
            let added = told()?.minutes_up();
            let end = number("end").unwrap_or(90);
            When::Absolute(Absolute {
                in_first_half: number("end")
                    .is_none()
                    .then(|| MatchClock::stoppage(45, added)),
                ..Absolute::clock(MatchClock::stoppage(end, added))
            })
        }
        "edge" => When::Relative(Edge {
            amount: amount(rule, told())?,
            direction: match rule.meaning("direction") {
                Some("before") => Direction::Before,
                _ => Direction::After,
            },
            from: anchor(document, hit)?,
        }),
        "boundary" => When::Boundary(match rule.meaning("boundary")? {
            "kick_off" => Boundary::KickOff,
            "half_time" => Boundary::HalfTime,
            "extra_time_end" => Boundary::ExtraTimeEnd,
            _ => Boundary::FullTime,
        }),
        "stretch" => When::Stretch,
        _ => return None,
    })
}

/// "Inside the last five minutes" is a window that ends with the half; otherwise the point is all.
fn bounded(clock: MatchClock, earliest: u8, end: u8, within: bool) -> Absolute {
    if within {
        Absolute::between(earliest, end)
    } else {
        Absolute::clock(clock)
    }
}

/// A length of time as told.
#[derive(Debug, Clone, Copy)]
enum Told {
    Minutes(u8),
    Seconds(u16),
}

impl Told {
    /// The minutes it comes to, begun ones counted whole.
    fn minutes_up(self) -> u8 {
        match self {
            Self::Minutes(minutes) => minutes,
            Self::Seconds(seconds) => u8::try_from(seconds.div_ceil(60)).unwrap_or(u8::MAX),
        }
    }

    /// The minute of play it reaches when counted from a kick-off: 31 minutes is the 31st by the custom of reports,
    /// 45 seconds the first, 70 seconds the second.
    fn minute_reached(self) -> u8 {
        match self {
            Self::Minutes(minutes) => minutes,
            Self::Seconds(seconds) => u8::try_from(seconds / 60 + 1).unwrap_or(u8::MAX),
        }
    }
}

fn told_number(document: &Document<'_>, hit: &Hit<'_>) -> Option<Told> {
    let number = match hit.capture("n") {
        Some(tokens) => {
            document
                .cardinal_at(tokens.start)
                .or_else(|| document.ordinal_at(tokens.start))?
                .0
        }
        None => u32::try_from(hit.rule.number("amount")?).ok()?,
    };
    if hit.rule.is("seconds") {
        u16::try_from(number).ok().map(Told::Seconds)
    } else {
        u8::try_from(number)
            .ok()
            .filter(|minutes| *minutes <= 120)
            .map(Told::Minutes)
    }
}

/// "Less than three minutes later" is as good as a number; "less than 10 minutes later" is none.
const NEARLY: u8 = 3;

fn amount(rule: &Rule, told: Option<Told>) -> Option<Amount> {
    let number = |key: &str| rule.number(key).and_then(|value| u8::try_from(value).ok());
    if let (Some(least), Some(most)) = (number("least"), number("most")) {
        return Some(Amount {
            at: number("about"),
            ..Amount::between(least, most)
        });
    }
    Some(match told? {
        told if rule.is("under") && told.minutes_up() > NEARLY => {
            Amount::between(0, told.minutes_up())
        }
        told if rule.is("within") => Amount::within(told.minutes_up()),
        Told::Minutes(minutes) => Amount::exactly(minutes),
        Told::Seconds(seconds) => Amount {
            at: u8::try_from((seconds + 30) / 60).ok(),
            earliest: u8::try_from(seconds / 60).ok()?,
            latest: u8::try_from(seconds.div_ceil(60)).ok()?,
        },
    })
}

fn anchor(document: &Document<'_>, hit: &Hit<'_>) -> Option<Anchor> {
    let named = |event: NamedEvent| {
        let words = hit.capture("named").unwrap_or_else(|| hit.tokens.clone());
        Anchor::Named(event, words)
    };
    Some(match hit.rule.meaning("from")? {
        "previous" => Anchor::Previous,
        "previous_or_kick_off" => Anchor::PreviousOrKickOff,
        "lead_taken" => Anchor::LeadTaken,
        "equaliser" => named(NamedEvent::Equaliser),
        "opener" => named(NamedEvent::Opener),
        "going_ahead" => named(NamedEvent::GoingAhead),
        "going_behind" => named(NamedEvent::GoingBehind),
        "goal" => named(NamedEvent::Goal),
        "nth_goal" => {
            let words = hit.capture("nth")?;
            let number = document.ordinal_at(words.start)?.0;
            named(NamedEvent::NthGoal(u8::try_from(number).ok()?))
        }
        "coming_on" => named(NamedEvent::ComingOn),
        "dismissal" => named(NamedEvent::Dismissal),
        "penalty_missed" => named(NamedEvent::PenaltyMissed),
        "clause" => {
            let start = hit.tokens.end;
            Anchor::Clause(start..document.clause(start).end.max(start))
        }
        _ => return None,
    })
}
