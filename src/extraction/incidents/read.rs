//! What one statement of a rule tells: the event, its people, when.

use std::ops::Range;

use super::{Incident, people};
use crate::extraction::clock::{Absolute, When, governing};
use crate::extraction::frame::Statement;
use crate::extraction::grammar::{Refusal, Status, Tells};
use crate::extraction::mentions::{EntityIndex, EntityKind};
use crate::extraction::setting::Setting;
use crate::extraction::text::TokenIndex;
use crate::football::{EventKind, Moment};

fn kind(about: &str) -> Option<EventKind> {
    Some(match about {
        "yellow" => EventKind::Yellow,
        "second_yellow" => EventKind::SecondYellow,
        "red" => EventKind::Red,
        "substitution" => EventKind::Substitution,
        "disallowed_goal" => EventKind::DisallowedGoal,
        "missed_penalty" => EventKind::MissedPenalty,
        "saved_penalty" => EventKind::SavedPenalty,
        "missed_chance" => EventKind::MissedChance,
        "save" => EventKind::Save,
        "injury" => EventKind::Injury,
        "woodwork" => EventKind::Woodwork,
        _ => return None,
    })
}

/// The events that a statement tells: one for each man where it names several ("Odo and Lind were booked").
pub(super) fn read(setting: &Setting<'_>, statement: &Statement<'_>) -> Option<Vec<Incident>> {
    let kind = kind(statement.about)?;
    let tokens = statement.tokens();
    let trigger = ["verb", "noun", "on", "off", "player"]
        .iter()
        .find_map(|name| statement.hit.capture(name))
        .unwrap_or_else(|| tokens.clone());
    if !came_about(setting, statement, kind, &trigger) {
        return None;
    }
    let document = setting.scene.document;
    let named = |name: &str| -> Vec<EntityIndex> {
        let Some(words) = statement.hit.capture(name) else {
            return Vec::new();
        };
        match document.folded(words.start) {
            // "Sent on Odo in his place": of whom it was told before.
            "his" | "her" | "him" => people::told_before(setting, tokens.start)
                .into_iter()
                .collect(),
            _ => people::all_in(setting, &words, &tokens),
        }
    };
    let subject = || {
        let verb = statement.hit.capture("verb")?.start;
        if kind == EventKind::Yellow || kind.is_dismissal() {
            people::carded(setting, verb)
        } else {
            people::subject(setting, verb)
        }
    };
    let mut taken_off = Vec::new();
    let (players, words) = match statement.hit.rule.meaning("who")? {
        "subject_off" => {
            let (off, words) = subject()?;
            taken_off = off;
            (named("on"), words)
        }
        "subject" | "subject_on" => subject()?,
        "owner" => people::owner(setting, statement.hit.capture("noun")?)?,
        "pronoun" => {
            let pronoun = statement.hit.capture("player")?.start;
            let meant = people::offender(setting, pronoun);
            (meant.into_iter().collect(), tokens.clone())
        }
        _ if kind == EventKind::Substitution => (named("on"), tokens.clone()),
        _ => (named("player"), tokens.clone()),
    };
    let others = match kind {
        EventKind::Substitution if !taken_off.is_empty() => taken_off,
        EventKind::Substitution => named("off"),
        _ => named("other"),
    };
    // A manager sent to the stands is no player, and a referee gets no card.
    let on_the_pitch =
        |man: &EntityIndex| setting.scene.cast.entities[*man].kind == EntityKind::Player;
    if !players.iter().chain(&others).all(on_the_pitch) {
        return None;
    }
    let quote = span(setting, &tokens, &words);
    // "Substitute Odo struck on 75 minutes" does not say when he came on.
    let dated = !statement.hit.rule.is("undated");
    let moment = dated.then(|| moment(setting, &trigger)).flatten();
    let told = |(player, other): (Option<EntityIndex>, Option<EntityIndex>)| Incident {
        kind,
        player,
        other,
        sentence: document.sentence_of(trigger.start),
        evidence: vec![setting.evidence(quote.clone(), statement.rule())],
        moment: moment.clone(),
    };
    let pairs = people::pairs(kind, &players, &others).into_iter();
    let told = pairs
        .filter(|pair| could_be(setting, kind, *pair))
        .map(told);
    Some(told.collect())
}

/// Whether two men can have these parts in an event: nobody replaces himself, and a shooter and the keeper who stops him
/// play against each other.
fn could_be(
    setting: &Setting<'_>,
    kind: EventKind,
    (player, other): (Option<EntityIndex>, Option<EntityIndex>),
) -> bool {
    let (Some(player), Some(other)) = (player, other) else {
        return player.is_some() || other.is_some();
    };
    let opposed = matches!(kind, EventKind::Save | EventKind::SavedPenalty);
    let side = setting.side_of(player);
    player != other && !(opposed && side.is_some() && side == setting.side_of(other))
}

/// Whether the event came about in this match. What might have been is still a chance missed; a card that might have
/// been shown is no card.
fn came_about(
    setting: &Setting<'_>,
    statement: &Statement<'_>,
    kind: EventKind,
    trigger: &Range<TokenIndex>,
) -> bool {
    let attempt = match kind {
        EventKind::MissedChance
        | EventKind::Save
        | EventKind::Woodwork
        | EventKind::DisallowedGoal
        | EventKind::MissedPenalty
        | EventKind::SavedPenalty => true,
        EventKind::Yellow
        | EventKind::SecondYellow
        | EventKind::Red
        | EventKind::Substitution
        | EventKind::Injury => false,
    };
    // No flag undoes a card, nor does it send a man back to the bench.
    let tells = if attempt { Tells::Goal } else { Tells::Outcome };
    if setting.scene.document.tokens[trigger.start].quoted {
        return false;
    }
    match setting.scene.status(trigger, setting.cues, tells) {
        Status::Asserted => true,
        Status::Refused(Refusal::Negated | Refusal::Hypothetical, words) => {
            // The rule's own words may be the cue ("should have", "failed to").
            attempt
                && (statement.hit.rule.is("modal")
                    || kind == EventKind::DisallowedGoal
                    || words.start >= statement.hit.tokens.start
                        && words.start < statement.hit.tokens.end
                    || !matches!(kind, EventKind::MissedPenalty | EventKind::SavedPenalty))
        }
        Status::Refused(Refusal::OtherWorld | Refusal::Quoted, _) => false,
    }
}

/// The rule's words and those that name the person, where they stand in one sentence and near.
fn span(
    setting: &Setting<'_>,
    tokens: &Range<TokenIndex>,
    words: &Range<TokenIndex>,
) -> Range<TokenIndex> {
    let document = setting.scene.document;
    let near = words.start.abs_diff(tokens.start) < 14
        && document.sentence_of(words.start) == document.sentence_of(tokens.start);
    if near {
        words.start.min(tokens.start)..words.end.max(tokens.end)
    } else {
        tokens.clone()
    }
}

/// When it happened, where an expression of its sentence dates it.
pub(super) fn moment(setting: &Setting<'_>, trigger: &Range<TokenIndex>) -> Option<Moment> {
    let document = setting.scene.document;
    let earlier = is_told_of_earlier(setting, trigger);
    governing(document, setting.clocks, trigger.clone())
        .into_iter()
        .filter(|index| {
            let time = setting.clocks[*index].tokens.start;
            !earlier
                || (trigger.end..time).all(|at| document.tokens[at].kind.is_wordlike())
                    && time > trigger.start
        })
        .find_map(|index| {
            let expression = &setting.clocks[index];
            match &expression.when {
                When::Absolute(value) => {
                    let written = document.slice(expression.tokens.clone());
                    // "Inside five minutes" says no more than that.
                    let exact = value.latest - value.earliest <= 2;
                    let value = Absolute {
                        at: value.at.filter(|_| exact),
                        ..*value
                    };
                    Some(value.to_moment(expression.basis, written))
                }
                When::Relative(_) | When::Boundary(_) | When::Stretch => None,
            }
        })
}

/// "Already booked, Odo was sent off on 67 minutes": what had happened before is not dated by what is told of now.
fn is_told_of_earlier(setting: &Setting<'_>, trigger: &Range<TokenIndex>) -> bool {
    let start = setting.scene.sentence(trigger.start).start;
    let before = trigger.start.saturating_sub(AUXILIARIES).max(start)..trigger.start;
    before.clone().any(|at| {
        let word = setting.scene.document.folded(at);
        let next = setting.scene.document.folded(at + 1);
        matches!(word, "already" | "previously")
            || matches!((word, next), ("had" | "having", "been" | "already"))
    })
}

/// So many words before a verb its auxiliaries stand.
const AUXILIARIES: usize = 3;
