//! Tellings of one event, put together.

use super::Incident;
use crate::extraction::mentions::EntityIndex;
use crate::football::EventKind;

/// Two tellings of one event: the same card, the same change; a chance is told once.
pub(super) fn is_same(known: &Incident, told: &Incident) -> bool {
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

pub(super) fn join(known: &mut Incident, told: Incident) {
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
