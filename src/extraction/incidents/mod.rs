//! Events that are no goals: cards, substitutions, chances, saves, woodwork, injuries, disallowed goals, penalties missed.
//!
//! The rules of the family `event` find the words; the person is the subject of their verb, the owner of their noun, or
//! named in them. A card that somebody was lucky to escape, or was shown last week, is none.

mod join;
mod people;
mod read;
mod ruled_out;

pub use people::told_sides;

use std::collections::HashSet;

use join::{is_same, join};

use crate::extraction::events::Telling;
use crate::extraction::frame::{Statement, select};
use crate::extraction::grammar::Tells;
use crate::extraction::keepers::Keepers;
use crate::extraction::mentions::EntityIndex;
use crate::extraction::rules::Family;
use crate::extraction::setting::Setting;
use crate::extraction::text::QuickSet;
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

/// The events that are no goals, in the order of their telling; `frame` is what frames the match, its coaches among it, and
/// `tellings` are those of goals, the ones that did not count among them.
#[must_use]
pub fn told(setting: &Setting<'_>, frame: &[Fact], tellings: &[Telling]) -> Vec<Incident> {
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
        .filter_map(|statement| read::read(setting, statement))
        .flatten()
        .filter(|told| !(told.is_card() && taken_back.contains(&told.sentence)))
        .collect();
    let told: Vec<Incident> = told
        .into_iter()
        .chain(ruled_out::told(setting, tellings))
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
