//! The players a report names, and what part each has.

use super::frame::{Statement, select};
use super::keepers::Keepers;
use super::mentions::{EntityIndex, EntityKind};
use super::rules::Family;
use super::setting::Setting;
use crate::extraction::grammar::Tells;
use crate::extraction::text::QuickSet;
use crate::facts::{Evidence, Fact, FactValue, Player};
use crate::football::{Basis, EventKind, PlayerRole};

/// The players named, in order of their first mention; `told` are the facts read so far (goals, events, coaches).
#[must_use]
pub fn facts(setting: &Setting<'_>, told: &[Fact]) -> Vec<Fact> {
    let scene = setting.scene;
    let statements = select(scene.hits(Family::Player), &setting.part);
    let officials: QuickSet<&str> = told
        .iter()
        .filter_map(|fact| match &fact.value {
            FactValue::Coach { name, .. } | FactValue::Referee(name) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    let keepers = Keepers::told(scene);
    let mut players: Vec<(usize, Fact)> = Vec::new();
    for (entity, named) in scene.cast.entities.iter().enumerate() {
        let first = named
            .mentions
            .first()
            .map(|mention| scene.cast.mentions[*mention].tokens.clone());
        let Some(first) = first.filter(|first| setting.part.contains(&first.start)) else {
            continue;
        };
        if named.kind != EntityKind::Player || officials.contains(named.name.as_str()) {
            continue;
        }
        let (mut role, mut evidence) = role(setting, entity, &statements, told);
        let played = has_played(&named.name, told);
        // "Odo beat Ames, and then shot straight at him": nobody calls him a keeper, and he is one. Scorers are none.
        if let (PlayerRole::Mentioned, Some(mention)) = (role, keepers.said_at(entity))
            && !played
        {
            let tokens = scene.cast.mentions[mention].tokens.clone();
            role = PlayerRole::Keeper;
            evidence = vec![setting.evidence(tokens, "player.keeps_goal")];
        }
        let side = setting.side_of(entity);
        // A name without a side and without a part may be anybody.
        if side.is_none() && role == PlayerRole::Mentioned && !played {
            continue;
        }
        if evidence.is_empty() {
            evidence.push(setting.evidence(first.clone(), "player.named"));
        }
        let value = Player {
            name: named.name.clone(),
            side,
            role,
        };
        let fact = Fact {
            value: FactValue::Player(value),
            basis: Basis::Stated,
            confidence: 0.8,
            evidence,
        };
        players.push((first.start, fact));
    }
    players.sort_by_key(|(start, _)| *start);
    players.into_iter().map(|(_, fact)| fact).collect()
}

/// The part a player has: what happened to him says most, then what the report says of his part.
fn role(
    setting: &Setting<'_>,
    entity: EntityIndex,
    statements: &[Statement<'_>],
    told: &[Fact],
) -> (PlayerRole, Vec<Evidence>) {
    let name = setting.name(entity);
    let events = told.iter().filter_map(|fact| match &fact.value {
        FactValue::Event(event) => Some((event, fact)),
        _ => None,
    });
    let mut kept_goal = None;
    for (event, fact) in events {
        let is_other = event.other.as_deref() == Some(name);
        match event.kind {
            EventKind::Substitution if event.player.as_deref() == Some(name) => {
                return (PlayerRole::Substitute, fact.evidence.clone());
            }
            EventKind::Save | EventKind::SavedPenalty if is_other && is_by_keeper(fact) => {
                kept_goal.get_or_insert_with(|| fact.evidence.clone());
            }
            _ => {}
        }
    }
    let played = has_played(name, told);
    let said = statements.iter().filter_map(|statement| {
        let role = match statement.about {
            "keeper" => PlayerRole::Keeper,
            "starter" => PlayerRole::Starter,
            "substitute" => PlayerRole::Substitute,
            "bench" => PlayerRole::Bench,
            "absent" => PlayerRole::Absent,
            _ => return None,
        };
        let words = ["name", "second", "third"];
        let meant = words.iter().any(|capture| {
            statement.hit.capture(capture).is_some_and(|words| {
                setting.entity_in(&words, EntityKind::is_person) == Some(entity)
            })
        });
        let off = matches!(role, PlayerRole::Absent | PlayerRole::Bench);
        (meant && !(off && played) && setting.is_asserted(&statement.tokens(), Tells::Outcome))
            .then(|| {
                (
                    role,
                    vec![setting.evidence(statement.tokens(), statement.rule())],
                )
            })
    });
    let keeper = kept_goal.map(|evidence| (PlayerRole::Keeper, evidence));
    said.into_iter()
        .min_by_key(|(role, _)| *role != PlayerRole::Keeper)
        .or(keeper)
        .unwrap_or((PlayerRole::Mentioned, Vec::new()))
}

/// Anybody blocks a shot; only a keeper saves it.
fn is_by_keeper(save: &Fact) -> bool {
    let blocked = |words: &Evidence| words.quote.contains("block");
    !save.evidence.iter().all(blocked)
}

/// Whether a goal or another event is told of somebody.
fn has_played(name: &str, told: &[Fact]) -> bool {
    told.iter().any(|fact| match &fact.value {
        FactValue::Goal(told) => told.goal.scorer.as_deref() == Some(name),
        FactValue::Event(event) => event.player.as_deref() == Some(name),
        _ => false,
    })
}
