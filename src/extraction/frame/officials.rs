//! The referee, the crowd.

use std::ops::Range;

use super::{Statement, fact};
use crate::extraction::grammar::Tells;
use crate::extraction::mentions::EntityKind;
use crate::extraction::setting::Setting;
use crate::extraction::text::TokenIndex;
use crate::facts::{Evidence, Fact, FactValue};
use crate::football::Basis;

/// The referee: the name called so, most often where several are.
pub(super) fn referee(setting: &Setting<'_>, statements: &[Statement<'_>]) -> Option<Fact> {
    let mut told: Vec<(String, Vec<Evidence>)> = Vec::new();
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
        let initial = statement.hit.rule.is("initial");
        let words = if initial {
            match with_initial(setting, words.start) {
                Some(words) => words,
                None => continue,
            }
        } else {
            words
        };
        let entity = setting.entity_in(&words, |kind| match kind {
            EntityKind::Official | EntityKind::Player | EntityKind::Coach => true,
            // Who has no more of a name than that is nothing else.
            EntityKind::Other => initial,
            EntityKind::Team
            | EntityKind::Ground
            | EntityKind::Competition
            | EntityKind::Demonym => false,
        });
        let Some(entity) = entity else { continue };
        // A scorer called "referee" is a slip of the rule, not of the reporter.
        let is_player = setting.scene.cast.entities[entity].kind == EntityKind::Player
            && setting.side_of(entity).is_some();
        if is_player && statement.hit.rule.is("weak") {
            continue;
        }
        let said = statement.tokens();
        let said = said.start..said.end.max(words.end);
        let evidence = setting.evidence(said, statement.rule());
        // "C. Odo" may be Carlo Odo, whom the text names in full elsewhere.
        let full = setting.name(entity);
        let is_fuller =
            full.contains(' ') && full.starts_with(document.slice(words.start..words.start + 1));
        let name = if initial && !is_fuller {
            document.slice(words).to_owned()
        } else {
            full.to_owned()
        };
        match told.iter_mut().find(|(known, _)| *known == name) {
            Some((_, by)) => by.push(evidence),
            None => told.push((name, vec![evidence])),
        }
    }
    let (name, evidence) = told.into_iter().rev().max_by_key(|(_, by)| by.len())?;
    Some(fact(
        FactValue::Referee(name),
        Basis::Stated,
        0.95,
        evidence,
    ))
}

/// "A. Odo": an initial with the name it goes with, which stands two words on.
fn with_initial(setting: &Setting<'_>, initial: TokenIndex) -> Option<Range<TokenIndex>> {
    let scene = setting.scene;
    let token = &scene.document.tokens[initial];
    let name = scene.mention_at(initial + 2)?;
    let words = &scene.cast.mentions[name].tokens;
    let stands_alone = token.end - token.start == 1 && words.start == initial + 2;
    let full_stop = scene.document.slice(initial + 1..initial + 2) == ".";
    (stands_alone && full_stop).then_some(initial..words.end)
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
