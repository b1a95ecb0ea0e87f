//! The referee, the crowd.

use super::{Statement, fact};
use crate::extraction::grammar::Tells;
use crate::extraction::mentions::EntityKind;
use crate::extraction::setting::Setting;
use crate::facts::{Fact, FactValue};
use crate::football::Basis;

/// The referee: the name called so, most often where several are.
pub(super) fn referee(setting: &Setting<'_>, statements: &[Statement<'_>]) -> Option<Fact> {
    let mut told: Vec<(String, Vec<&Statement<'_>>)> = Vec::new();
    for statement in statements
        .iter()
        .filter(|statement| statement.about == "referee")
    {
        let words = statement.hit.capture("name")?;
        let document = setting.scene.document;
        if words
            .clone()
            .any(|at| document.tokens[at].quoted && !document.tokens[at].is_capitalised())
        {
            continue;
        }
        let entity = setting.entity_in(&words, |kind| {
            matches!(
                kind,
                EntityKind::Official | EntityKind::Player | EntityKind::Coach
            )
        });
        let Some(entity) = entity else { continue };
        // A scorer called "referee" is a slip of the rule, not of the reporter.
        let is_player = setting.scene.cast.entities[entity].kind == EntityKind::Player
            && setting.side_of(entity).is_some();
        if is_player && statement.hit.rule.is("weak") {
            continue;
        }
        let name = setting.name(entity).to_owned();
        match told.iter_mut().find(|(known, _)| *known == name) {
            Some((_, by)) => by.push(statement),
            None => told.push((name, vec![statement])),
        }
    }
    let (name, by) = told.into_iter().rev().max_by_key(|(_, by)| by.len())?;
    let evidence = by
        .iter()
        .map(|statement| setting.evidence(statement.tokens(), statement.rule()))
        .collect();
    Some(fact(
        FactValue::Referee(name),
        Basis::Stated,
        0.95,
        evidence,
    ))
}

/// How many watched: the number called a crowd, the exacter one of two.
pub(super) fn attendance(setting: &Setting<'_>, statements: &[Statement<'_>]) -> Option<Fact> {
    let document = setting.scene.document;
    let told = statements
        .iter()
        .filter(|statement| statement.about == "attendance");
    let (number, statement) = told
        .filter(|statement| setting.is_asserted(&statement.tokens(), Tells::Outcome))
        .filter_map(|statement| {
            let at = statement.hit.capture("n")?.start;
            let (mut number, words) = document.cardinal_at(at)?;
            // "41 thousand", "forty thousand"
            if document.folded(at + words) == "thousand" {
                number = number.saturating_mul(1_000);
            }
            (number >= 10).then_some((number, statement))
        })
        .min_by_key(|(number, _)| number % 100 == 0)?;
    let evidence = vec![setting.evidence(statement.tokens(), statement.rule())];
    Some(fact(
        FactValue::Attendance(number),
        Basis::Stated,
        0.95,
        evidence,
    ))
}
