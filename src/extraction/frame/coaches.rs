//! Who coaches which side.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Statement, fact};
use crate::extraction::mentions::{EntityIndex, EntityKind};
use crate::extraction::setting::Setting;
use crate::extraction::text::TokenIndex;
use crate::facts::{Evidence, Fact, FactValue};
use crate::football::{Basis, Side};

/// The coaches whose side the text lets a reader tell: "Marlow boss Amaro", or Amaro who brought on a Marlow player.
pub(super) fn coaches(setting: &Setting<'_>, statements: &[Statement<'_>]) -> Vec<Fact> {
    let mut told: BTreeMap<EntityIndex, Told> = BTreeMap::new();
    let called: Vec<EntityIndex> = statements
        .iter()
        .filter(|statement| matches!(statement.about, "coach" | "coach_of"))
        .filter_map(|statement| {
            setting.entity_in(&statement.hit.capture("name")?, EntityKind::is_person)
        })
        .collect();
    for statement in statements {
        let Some(cue) = statement.about.strip_prefix("coach") else {
            continue;
        };
        let Some(name) = statement.hit.capture("name") else {
            continue;
        };
        let person = setting.entity_in(&name, EntityKind::is_person);
        let Some(person) = person else { continue };
        // "Amaro's side" makes a coach of whoever the votes took for a player.
        let is_coach = setting.scene.cast.entities[person].kind == EntityKind::Coach
            || called.contains(&person);
        if !is_coach
            && (cue == "_acts" || setting.scene.cast.entities[person].kind == EntityKind::Official)
        {
            continue;
        }
        let Some((side, weight)) = side(setting, statement, cue) else {
            if cue == "_of" {
                let entry = told.entry(person).or_default();
                entry.note(setting, statement);
                entry.named = true;
            }
            continue;
        };
        let entry = told.entry(person).or_default();
        entry.votes[usize::from(side == Side::Away)] += weight;
        entry.note(setting, statement);
        entry.named |= cue != "_acts";
    }
    let mut facts = Vec::new();
    for side in Side::BOTH {
        let index = usize::from(side == Side::Away);
        let best = told
            .iter()
            .filter(|(_, told)| told.named && told.votes[index] >= told.votes[1 - index] + ENOUGH)
            .max_by_key(|(_, told)| told.votes[index] - told.votes[1 - index]);
        if let Some((person, told)) = best {
            let value = FactValue::Coach {
                name: setting.name(*person).to_owned(),
                side,
            };
            facts.push(fact(value, Basis::Stated, 0.9, told.evidence.clone()));
        }
    }
    facts
}

/// One guess by what a sentence is about is not enough; one player picked is.
const ENOUGH: u32 = 2;

#[derive(Default)]
struct Told {
    votes: [u32; 2],
    named: bool,
    evidence: Vec<Evidence>,
}

impl Told {
    fn note(&mut self, setting: &Setting<'_>, statement: &Statement<'_>) {
        if self.evidence.len() < 3 {
            self.evidence
                .push(setting.evidence(statement.tokens(), statement.rule()));
        }
    }
}

/// The side a statement puts a coach on, and how much it weighs.
fn side(setting: &Setting<'_>, statement: &Statement<'_>, cue: &str) -> Option<(Side, u32)> {
    let side_in = |tokens: Range<TokenIndex>| {
        tokens
            .filter_map(|at| setting.scene.mention_at(at))
            .find_map(|mention| setting.side_of_mention(mention))
    };
    if let Some(team) = statement.hit.capture("team") {
        return side_in(team).map(|side| (side, 8));
    }
    if let Some(team) = statement.hit.capture("against") {
        return side_in(team).map(|side| (side.opponent(), 4));
    }
    if let Some(player) = statement.hit.capture("player") {
        return side_in(player).map(|side| (side, 3));
    }
    // "Amaro's side": the team that the sentence is about.
    (cue == "_of")
        .then(|| topic(setting, statement.hit.tokens.start))?
        .map(|side| (side, 1))
}

/// The team named before these words in the sentence, else the subject of the sentence before.
fn topic(setting: &Setting<'_>, at: TokenIndex) -> Option<Side> {
    let here = setting.scene.sentence(at);
    let named = |tokens: Range<TokenIndex>| {
        tokens
            .filter_map(|at| setting.scene.team_mention_at(at))
            .find_map(|mention| setting.side_of_mention(mention))
    };
    let sentence = setting.scene.document.sentence_of(at);
    let before = sentence
        .checked_sub(1)
        .and_then(|before| setting.scene.document.sentences.get(before));
    let same_paragraph = before
        .filter(|before| setting.scene.document.sentences[sentence].paragraph == before.paragraph);
    named(here.start..at).or_else(|| named(same_paragraph?.tokens.clone()))
}
