//! The events of one match that are no goals, against gold, family by family.

use touchline::{
    facts::FactValue,
    football::{Event, EventKind},
};

use super::{
    super::gold::{GoldMinute, GoldSide},
    Count, Kind, Sheet,
    compare::Paired,
    same,
};

impl Paired<'_> {
    pub(super) fn events(&self, sheet: &mut Sheet) {
        for (kind, of) in [
            (
                Kind::Cards,
                [EventKind::Yellow, EventKind::SecondYellow, EventKind::Red].as_slice(),
            ),
            (Kind::Substitutions, &[EventKind::Substitution]),
            (Kind::DisallowedGoals, &[EventKind::DisallowedGoal]),
            (Kind::MissedPenalties, &[EventKind::MissedPenalty]),
            (Kind::SavedPenalties, &[EventKind::SavedPenalty]),
            (Kind::MissedChances, &[EventKind::MissedChance]),
            (Kind::Saves, &[EventKind::Save]),
            (Kind::Injuries, &[EventKind::Injury]),
            (Kind::Woodwork, &[EventKind::Woodwork]),
        ] {
            let gold: Vec<_> = self
                .gold
                .into_iter()
                .flat_map(|gold| &gold.events)
                .filter(|event| of.contains(&event.kind.event_kind()))
                .collect();
            let told: Vec<&Event> = self
                .facts()
                .filter_map(|fact| match &fact.value {
                    FactValue::Event(event) if of.contains(&event.kind) => Some(event),
                    _ => None,
                })
                .collect();
            let agree = |gold: Option<&String>, told: Option<&String>| match (gold, told) {
                (Some(gold), Some(told)) => same::name(gold, told),
                (_, None) => true,
                (None, Some(_)) => false,
            };
            let pairs = self.pair(
                kind,
                &gold,
                &told,
                |gold, told| {
                    gold.kind.event_kind() == told.kind
                        && gold.player.is_some() == told.player.is_some()
                        && agree(gold.player.as_ref(), told.player.as_ref())
                        && agree(gold.other.as_ref(), told.other.as_ref())
                        && told.side.is_none_or(|told| {
                            gold.side.map(GoldSide::side) == Some(self.side(told))
                        })
                },
                sheet,
            );
            let at = |event: &Event| event.moment.as_ref().and_then(|moment| moment.at);
            let right = pairs.iter().filter(|(g, t)| {
                let gold = gold[*g].minute.as_deref().and_then(GoldMinute::parse);
                gold.zip(at(told[*t]))
                    .is_some_and(|(gold, told)| same::minute(gold, told))
            });
            sheet.add(
                Kind::EventMinutes,
                Count {
                    gold: gold.iter().filter(|event| event.minute.is_some()).count(),
                    told: told.iter().filter(|event| at(event).is_some()).count(),
                    right: right.count(),
                },
            );
        }
    }
}
