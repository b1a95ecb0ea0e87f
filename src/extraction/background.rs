//! Claims about the world beyond the match: tallies, tables, other results, runs, records.

use std::collections::BTreeMap;
use std::ops::Range;

use super::frame::{Statement, select};
use super::grammar::{Refusal, Status, Tells};
use super::mentions::{EntityIndex, EntityKind};
use super::rules::Family;
use super::setting::Setting;
use super::text::{TokenIndex, TokenKind};
use crate::facts::{Background, Fact, FactValue};
use crate::football::{BackgroundKind, Basis};

/// The numbers a claim can have, as the rules capture them.
const NUMBERS: [&str; 4] = ["goals", "games", "points", "position"];

/// The claims of a text about more than its match, in text order.
#[must_use]
pub fn facts(setting: &Setting<'_>) -> Vec<Fact> {
    let scene = setting.scene;
    let statements = select(scene.hits(Family::Background), &setting.part);
    let mut facts: Vec<Fact> = Vec::new();
    for fact in statements
        .iter()
        .filter_map(|statement| claim(setting, statement))
    {
        let again = facts.iter().any(|known| match (&known.value, &fact.value) {
            (FactValue::Background(known), FactValue::Background(told)) => {
                known.kind == told.kind
                    && known.subject == told.subject
                    && known.numbers == told.numbers
                    && known.about == told.about
            }
            _ => false,
        });
        if !again {
            facts.push(fact);
        }
    }
    facts
}

fn kind(about: &str) -> Option<BackgroundKind> {
    Some(match about {
        "tally" => BackgroundKind::Tally,
        "head_to_head" => BackgroundKind::HeadToHead,
        "standing" => BackgroundKind::Standing,
        "qualification" => BackgroundKind::Qualification,
        "previous_result" => BackgroundKind::PreviousResult,
        "streak" => BackgroundKind::Streak,
        "record" => BackgroundKind::Record,
        "form" => BackgroundKind::Form,
        _ => return None,
    })
}

fn claim(setting: &Setting<'_>, statement: &Statement<'_>) -> Option<Fact> {
    let document = setting.scene.document;
    let kind = kind(statement.about)?;
    let tokens = statement.tokens();
    if document.tokens[tokens.start].quoted {
        return None;
    }
    // What might have been is no claim; what belongs to another match is just what is looked for here.
    match setting.scene.status(&tokens, setting.cues, Tells::Outcome) {
        Status::Refused(Refusal::Negated | Refusal::Hypothetical | Refusal::Quoted, words)
            if words.end <= tokens.start && !is_sure(setting, &words, kind) =>
        {
            return None;
        }
        Status::Refused(..) | Status::Asserted => {}
    }
    let (subject, start) = subject(setting, &tokens, statement.hit.rule.meaning("of")?)?;
    let whole = quote(setting, start, &tokens);
    let about = statement.hit.capture("about").map(|words| {
        setting
            .entity_in(&words, |kind| kind == EntityKind::Team)
            .map_or_else(
                || one_line(document.slice(words)),
                |team| setting.name(team).to_owned(),
            )
    });
    if kind == BackgroundKind::PreviousResult && is_this_match(setting, statement, about.as_deref())
    {
        return None;
    }
    let value = Background {
        kind,
        subject: setting.name(subject).to_owned(),
        numbers: numbers(setting, statement),
        about,
        text: one_line(document.slice(whole.clone())),
    };
    Some(Fact {
        value: FactValue::Background(value),
        basis: Basis::Stated,
        confidence: 0.75,
        evidence: vec![setting.evidence(whole, statement.rule())],
    })
}

/// "They will go through": said of the future, and sure.
fn is_sure(setting: &Setting<'_>, cue: &Range<TokenIndex>, kind: BackgroundKind) -> bool {
    let consequence = matches!(
        kind,
        BackgroundKind::Qualification | BackgroundKind::Standing
    );
    consequence
        && cue
            .clone()
            .any(|at| setting.scene.document.folded(at) == "will")
}

/// The claim in full: from whom it is said of, where that is near, to the end of its clause.
fn quote(
    setting: &Setting<'_>,
    subject: TokenIndex,
    tokens: &Range<TokenIndex>,
) -> Range<TokenIndex> {
    let document = setting.scene.document;
    let near = document.sentence_of(subject) == document.sentence_of(tokens.start)
        && tokens.start.saturating_sub(subject) < 30;
    let start = if near {
        subject.min(tokens.start)
    } else {
        tokens.start
    };
    let mut end = document.clause(tokens.end - 1).end.max(tokens.end);
    while end > tokens.end && !document.tokens[end - 1].kind.is_wordlike() {
        end -= 1;
    }
    start..end
}

/// Whether a result told is the one of this match after all: against the other side, or an aggregate, and nothing says
/// that it was another day.
fn is_this_match(setting: &Setting<'_>, statement: &Statement<'_>, about: Option<&str>) -> bool {
    let tokens = statement.tokens();
    let ours = [setting.home, setting.away].map(|team| setting.name(team));
    let against_us = about.is_some_and(|about| ours.contains(&about));
    let bare = statement.hit.capture("score").is_some() && about.is_none();
    let other_day = setting.scene.status(&tokens, setting.cues, Tells::Outcome) != Status::Asserted;
    let says_so = tokens.clone().any(|at| {
        matches!(
            setting.scene.document.folded(at),
            "last" | "previous" | "earlier" | "season" | "reverse" | "ago"
        )
    });
    // "When Marlow last visited, they lost 5-1."
    let document = setting.scene.document;
    let last_time = setting.scene.sentence(tokens.start).any(|at| {
        document.folded(at) == "last"
            && matches!(
                document.folded(at + 1),
                "visited"
                    | "met"
                    | "faced"
                    | "came"
                    | "played"
                    | "season"
                    | "year"
                    | "won"
                    | "lost"
            )
    });
    (bare && !other_day && !last_time) || (against_us && !says_so)
}

fn numbers(setting: &Setting<'_>, statement: &Statement<'_>) -> BTreeMap<String, i64> {
    let document = setting.scene.document;
    let mut numbers = BTreeMap::new();
    for name in NUMBERS {
        let Some(words) = statement.hit.capture(name) else {
            continue;
        };
        let at = words.start;
        if let Some((value, _)) = document.ordinal_at(at).or_else(|| document.cardinal_at(at)) {
            numbers.insert(name.to_owned(), i64::from(value));
        }
    }
    if let Some(words) = statement.hit.capture("score")
        && let TokenKind::Score(left, right) = document.tokens[words.start].kind
    {
        numbers.insert("for".to_owned(), i64::from(left));
        numbers.insert("against".to_owned(), i64::from(right));
    }
    numbers
}

/// Whom a claim is said of, and where the words that say so begin: named in it, the nearest subject before it, or whom
/// "his" and "their" stand for.
fn subject(
    setting: &Setting<'_>,
    tokens: &Range<TokenIndex>,
    of: &str,
) -> Option<(EntityIndex, TokenIndex)> {
    let scene = setting.scene;
    let kind_of = |entity: EntityIndex| scene.cast.entities[entity].kind;
    let describes = scene.book.class("position");
    let fits = |entity: EntityIndex| {
        let kind = kind_of(entity);
        match of {
            "person" => kind == EntityKind::Player,
            "team" => kind == EntityKind::Team,
            _ => matches!(kind, EntityKind::Player | EntityKind::Team),
        }
    };
    let sentence = scene.sentence(tokens.start);
    let mut last = None;
    for number in 0..scene.cast.mentions.len() {
        let words = scene.cast.mentions[number].tokens.clone();
        if words.start < sentence.start || words.start >= tokens.start {
            continue;
        }
        let entity = scene.cast.entity_of(number).or_else(|| {
            let side = setting.side_of_mention(number)?;
            Some(match side {
                crate::football::Side::Home => setting.home,
                crate::football::Side::Away => setting.away,
            })
        });
        let Some(entity) = entity.filter(|entity| fits(*entity)) else {
            continue;
        };
        // "the England defender": England is not spoken of.
        if kind_of(entity) == EntityKind::Team
            && (scene.document.is_in(words.end, describes) || scene.person_at(words.end).is_some())
        {
            continue;
        }
        let object = scene.is_object(words.start, sentence.start);
        if last.is_none() || !object {
            last = Some((entity, words.start));
        }
    }
    if last.is_some() {
        return last;
    }
    let people = matches!(of, "person" | "any");
    if people
        && let Some(person) = scene
            .antecedent(tokens.start)
            .filter(|person| fits(*person))
    {
        return Some((person, tokens.start));
    }
    if of == "person" {
        return None;
    }
    // "It leaves them second": the team named last before.
    scene
        .cast
        .mentions
        .iter()
        .enumerate()
        .filter(|(_, mention)| mention.tokens.end <= tokens.start)
        .filter(|(_, mention)| sentences_apart(setting, mention.tokens.start, tokens.start) <= 3)
        .filter_map(|(number, _)| scene.cast.entity_of(number))
        .rfind(|entity| *entity == setting.home || *entity == setting.away)
        .map(|team| (team, tokens.start))
}

/// How many sentences lie between two places.
fn sentences_apart(setting: &Setting<'_>, from: TokenIndex, to: TokenIndex) -> usize {
    let document = setting.scene.document;
    document
        .sentence_of(to)
        .saturating_sub(document.sentence_of(from))
}

fn one_line(written: &str) -> String {
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}
