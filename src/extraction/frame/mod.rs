//! What frames a match: competition, stage, day, extra time, half-time, ground, referee, attendance, category, coaches.
//!
//! The rules of the family `frame` find what reports say about these; each file here decides what of it is said of
//! *this* match. What nothing says is left out.

mod category;
mod coaches;
mod competition;
mod date;
mod extra_time;
mod half_time;
mod officials;
mod stage;
mod venue;

use std::cmp::Reverse;
use std::ops::Range;

use crate::extraction::mentions::EntityKind;
use crate::extraction::rules::{Family, Hit};
use crate::extraction::setting::Setting;
use crate::extraction::text::{QuickSet, TokenIndex};
use crate::facts::{Evidence, Fact, FactValue};
use crate::football::{Basis, Outcome, Side};

/// All facts that frame a match; `told` are the scores and goals read so far.
#[must_use]
pub fn facts(setting: &Setting<'_>, told: &[Fact]) -> Vec<Fact> {
    let scene = setting.scene;
    let statements = select(scene.hits(Family::Frame), &setting.part);
    let mut facts = Vec::new();
    let competition = competition::competition(setting, &statements);
    let category = category::category(setting, &statements);
    let stage = stage::stage(setting, &statements, competition.as_ref());
    let cup_tie = stage::is_cup_tie(competition.as_ref(), stage.as_ref());
    facts.extend(competition);
    facts.extend(stage);
    if let Some(played) = extra_time::extra_time(setting, &statements, told, cup_tie) {
        facts.extend(extra_time::after_90(told, &played));
        facts.push(played);
    }
    facts.extend(half_time::half_time(setting, &statements, told));
    facts.extend(date::date(setting, &statements));
    facts.extend(venue::venue(setting, &statements));
    facts.extend(officials::referee(setting, &statements));
    facts.extend(officials::attendance(setting, &statements));
    facts.extend(category);
    let winner = told.iter().find_map(|fact| match fact.value {
        FactValue::Winner(Outcome::Home) => Some(Side::Home),
        FactValue::Winner(Outcome::Away) => Some(Side::Away),
        _ => None,
    });
    facts.extend(coaches::coaches(setting, &statements, winner));
    facts
}

/// One statement of a rule.
pub struct Statement<'b> {
    /// What the rule says it is about.
    pub about: &'b str,
    /// Its words.
    pub hit: Hit<'b>,
}

impl Statement<'_> {
    /// The words it takes.
    #[must_use]
    pub fn tokens(&self) -> Range<TokenIndex> {
        self.hit.tokens.clone()
    }

    /// The permanent id of its rule.
    #[must_use]
    pub fn rule(&self) -> &str {
        &self.hit.rule.id
    }
}

/// What the hits of a family state in a part of the text; of those of one group that share words, the one preferred,
/// then the longer.
#[must_use]
pub fn select<'b>(hits: &[Hit<'b>], part: &Range<TokenIndex>) -> Vec<Statement<'b>> {
    let mut hits: Vec<(i64, &Hit<'b>)> = hits
        .iter()
        .filter(|hit| part.contains(&hit.tokens.start))
        .map(|hit| (hit.rule.number("prefer").unwrap_or(0), hit))
        .collect();
    hits.sort_by_key(|(prefer, hit)| {
        (
            Reverse(*prefer),
            Reverse(hit.tokens.len()),
            hit.tokens.start,
        )
    });
    let mut taken: QuickSet<(&str, TokenIndex)> = QuickSet::default();
    let mut kept = Vec::new();
    for (_, hit) in hits {
        let Some(about) = hit.rule.meaning("is") else {
            continue;
        };
        let group = hit.rule.meaning("group").unwrap_or(about);
        if hit.tokens.clone().all(|at| !taken.contains(&(group, at))) {
            taken.extend(hit.tokens.clone().map(|at| (group, at)));
            kept.push(Statement {
                about,
                hit: hit.clone(),
            });
        }
    }
    kept.sort_by_key(|statement| statement.hit.tokens.start);
    kept
}

/// Whether a team is named between these words that does not play here: "a group-stage win over Marlow".
fn names_another_team(setting: &Setting<'_>, words: &Range<TokenIndex>) -> bool {
    let cast = setting.scene.cast;
    cast.within(words).any(|(number, _)| {
        let team = cast
            .entity_of(number)
            .is_some_and(|entity| cast.entities[entity].kind == EntityKind::Team);
        team && setting.side_of_mention(number).is_none()
    })
}

fn fact(value: FactValue, basis: Basis, confidence: f64, evidence: Vec<Evidence>) -> Fact {
    Fact {
        value,
        basis,
        confidence,
        evidence,
    }
}
