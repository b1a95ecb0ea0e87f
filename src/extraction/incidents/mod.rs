//! Events that are no goals: cards, substitutions, chances, saves, woodwork, injuries, disallowed goals, penalties missed.
//!
//! The rules of the family `event` find the words; the person is the subject of their verb, the owner of their noun, or
//! named in them. A card that somebody was lucky to escape, or was shown last week, is none.

mod people;

pub use people::told_sides;

use std::collections::HashSet;
use std::ops::Range;

use crate::extraction::clock::{Absolute, When, governing};
use crate::extraction::frame::{Statement, select};
use crate::extraction::grammar::{Refusal, Status, Tells};
use crate::extraction::keepers::Keepers;
use crate::extraction::mentions::{EntityIndex, EntityKind};
use crate::extraction::rules::Family;
use crate::extraction::setting::Setting;
use crate::extraction::text::{QuickSet, TokenIndex};
use crate::facts::{Evidence, Fact, FactValue};
use crate::football::{Basis, Event, EventKind, Moment};

/// One event as told, before tellings of the same are joined.
#[derive(Debug, Clone)]
pub struct Incident {
    kind: EventKind,
    player: Option<EntityIndex>,
    other: Option<EntityIndex>,
    moment: Option<Moment>,
    sentence: usize,
    evidence: Vec<Evidence>,
}

impl Incident {
    fn is_card(&self) -> bool {
        self.kind == EventKind::Yellow || self.kind.is_dismissal()
    }

    /// The keeper who made a save.
    fn keeper(&self) -> Option<EntityIndex> {
        self.other
            .filter(|_| matches!(self.kind, EventKind::Save | EventKind::SavedPenalty))
    }
}

/// The events that are no goals, in the order of their telling; `frame` is what frames the match, its coaches among it.
#[must_use]
pub fn told(setting: &Setting<'_>, frame: &[Fact]) -> Vec<Incident> {
    let scene = setting.scene;
    let coaches: Vec<&str> = frame
        .iter()
        .filter_map(|fact| match &fact.value {
            FactValue::Coach { name, .. } => Some(name.as_str()),
            _ => None,
        })
        .collect();
    let statements = select(scene.hits(Family::Event), &setting.part);
    let mut joined: Vec<Incident> = Vec::new();
    let taken_back = taken_back(setting, &statements);
    let told: Vec<Incident> = statements
        .iter()
        .filter_map(|statement| read(setting, statement))
        .filter(|told| !(told.is_card() && taken_back.contains(&told.sentence)))
        .collect();
    // A keeper who turns a shot wide has missed no chance.
    let keepers = Keepers::told(scene);
    let savers: QuickSet<EntityIndex> = told.iter().filter_map(Incident::keeper).collect();
    let on_the_pitch = |incident: &Incident| {
        let people = || incident.player.into_iter().chain(incident.other);
        let is_coach = people().any(|person| coaches.contains(&setting.name(person)));
        let chance = matches!(incident.kind, EventKind::MissedChance | EventKind::Woodwork);
        let by_keeper = incident
            .player
            .is_some_and(|player| keepers.has(player) || savers.contains(&player));
        !(is_coach || chance && by_keeper)
    };
    for incident in told.into_iter().filter(on_the_pitch) {
        match joined.iter_mut().find(|known| is_same(known, &incident)) {
            Some(known) => join(known, incident),
            None => joined.push(incident),
        }
    }
    joined
}

/// The events as facts.
#[must_use]
pub fn facts(setting: &Setting<'_>, incidents: Vec<Incident>) -> Vec<Fact> {
    incidents
        .into_iter()
        .map(|incident| fact(setting, incident))
        .collect()
}

/// The sentences that tell of a card that was taken back on a second look.
fn taken_back(setting: &Setting<'_>, statements: &[Statement<'_>]) -> HashSet<usize> {
    let document = setting.scene.document;
    statements
        .iter()
        .filter(|statement| statement.about == "card_taken_back")
        .filter(|statement| setting.is_asserted(&statement.tokens(), Tells::Outcome))
        .map(|statement| document.sentence_of(statement.tokens().start))
        .collect()
}

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

fn read(setting: &Setting<'_>, statement: &Statement<'_>) -> Option<Incident> {
    let kind = kind(statement.about)?;
    let tokens = statement.tokens();
    let trigger = ["verb", "noun", "on", "off", "player"]
        .iter()
        .find_map(|name| statement.hit.capture(name))
        .unwrap_or_else(|| tokens.clone());
    if !came_about(setting, statement, kind, &trigger) {
        return None;
    }
    let named = |name: &str| {
        let words = statement.hit.capture(name)?;
        match setting.scene.document.folded(words.start) {
            // "Sent on Odo in his place": of whom it was told before.
            "his" | "her" => people::told_before(setting, tokens.start),
            _ => setting.entity_in(&words, EntityKind::is_person),
        }
    };
    let who = statement.hit.rule.meaning("who")?;
    let mut taken_off = None;
    let (player, words) = match who {
        "subject_off" => {
            let (off, words) = people::subject(setting, statement.hit.capture("verb")?.start)?;
            taken_off = Some(off?);
            (named("on"), words)
        }
        "subject" | "subject_on" => people::subject(setting, statement.hit.capture("verb")?.start)?,
        "owner" => people::owner(setting, statement.hit.capture("noun")?)?,
        "pronoun" => {
            let pronoun = statement.hit.capture("player")?.start;
            (setting.scene.antecedent(pronoun), tokens.clone())
        }
        _ => {
            let name = if kind == EventKind::Substitution {
                "on"
            } else {
                "player"
            };
            (named(name), tokens.clone())
        }
    };
    let other = if kind == EventKind::Substitution {
        taken_off.or_else(|| named("off"))
    } else {
        named("other")
    };
    if player.is_none() && other.is_none() {
        return None;
    }
    for person in player.into_iter().chain(other) {
        // A manager sent to the stands is no player, and a referee gets no card.
        if setting.scene.cast.entities[person].kind != EntityKind::Player {
            return None;
        }
    }
    if player == other {
        return None;
    }
    // A shooter and the keeper who stops him play against each other.
    if matches!(kind, EventKind::Save | EventKind::SavedPenalty)
        && let (Some(shooter), Some(keeper)) = (player, other)
        && setting.side_of(shooter).is_some()
        && setting.side_of(shooter) == setting.side_of(keeper)
    {
        return None;
    }
    let quote = span(setting, &tokens, &words);
    // "Substitute Odo struck on 75 minutes" does not say when he came on.
    let moment = if statement.hit.rule.is("undated") {
        None
    } else {
        moment(setting, &trigger)
    };
    Some(Incident {
        kind,
        player,
        other,
        sentence: setting.scene.document.sentence_of(trigger.start),
        evidence: vec![setting.evidence(quote, statement.rule())],
        moment,
    })
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
    if setting.scene.document.tokens[trigger.start].quoted {
        return false;
    }
    match setting.scene.status(trigger, setting.cues, Tells::Goal) {
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
fn moment(setting: &Setting<'_>, trigger: &Range<TokenIndex>) -> Option<Moment> {
    let document = setting.scene.document;
    governing(document, setting.clocks, trigger.clone())
        .into_iter()
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

/// Two tellings of one event: the same card, the same change; a chance is told once.
fn is_same(known: &Incident, told: &Incident) -> bool {
    let agree = |left: Option<EntityIndex>, right: Option<EntityIndex>| {
        left.is_none() || right.is_none() || left == right
    };
    match known.kind {
        EventKind::Yellow => known.kind == told.kind && known.player == told.player,
        EventKind::SecondYellow | EventKind::Red => {
            told.kind.is_dismissal() && known.player == told.player
        }
        EventKind::Substitution => {
            told.kind == known.kind
                && agree(known.player, told.player)
                && agree(known.other, told.other)
                && (known.player.is_some() && known.player == told.player
                    || known.other.is_some() && known.other == told.other)
        }
        EventKind::Injury => known.kind == told.kind && known.player == told.player,
        EventKind::MissedPenalty | EventKind::SavedPenalty => {
            matches!(
                told.kind,
                EventKind::MissedPenalty | EventKind::SavedPenalty
            ) && agree(known.player, told.player)
                && agree(known.other, told.other)
        }
        EventKind::DisallowedGoal => known.kind == told.kind && known.player == told.player,
        EventKind::MissedChance | EventKind::Save | EventKind::Woodwork => {
            matches!(
                told.kind,
                EventKind::MissedChance | EventKind::Save | EventKind::Woodwork
            ) && known.player == told.player
                && known.sentence == told.sentence
        }
    }
}

fn join(known: &mut Incident, told: Incident) {
    known.player = known.player.or(told.player);
    known.other = known.other.or(told.other);
    if known
        .moment
        .as_ref()
        .is_none_or(|moment| moment.at.is_none())
    {
        known.moment = told.moment.or(known.moment.take());
    }
    // A second yellow says more than "sent off", a save more than a chance.
    if told.kind == EventKind::SecondYellow
        || known.kind == EventKind::MissedChance
        || told.kind == EventKind::SavedPenalty
    {
        known.kind = told.kind;
    }
    if known.evidence.len() < 3 {
        known.evidence.extend(told.evidence);
    }
}

fn fact(setting: &Setting<'_>, incident: Incident) -> Fact {
    let name = |entity: Option<EntityIndex>| entity.map(|entity| setting.name(entity).to_owned());
    let side = incident
        .player
        .and_then(|player| setting.side_of(player))
        .or_else(|| {
            let other = setting.side_of(incident.other?)?;
            match incident.kind {
                EventKind::Substitution => Some(other),
                EventKind::Save | EventKind::SavedPenalty => Some(other.opponent()),
                _ => None,
            }
        });
    Fact {
        value: FactValue::Event(Event {
            kind: incident.kind,
            player: name(incident.player),
            side,
            other: name(incident.other),
            moment: incident.moment,
        }),
        basis: Basis::Stated,
        confidence: 0.85,
        evidence: incident.evidence,
    }
}
