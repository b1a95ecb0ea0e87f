//! What a slot comes to: each attribute by vote, and the claims that contradict the outcome as rivals.

use super::value::{agrees, composed_value};
use super::{Candidate, Held, Source, Sources};
use crate::facts::people::is_same_person;
use crate::facts::{AgreedFact, Assist, Evidence, Fact, FactValue, GoalFact, Standing};
use crate::football::Basis;

/// What a slot comes to, or what a person put in its place.
pub(super) fn compose(slot: &[Candidate<'_>], correction: Option<&FactValue>) -> Held {
    let value = match correction {
        Some(value) => value.clone(),
        None => composed_value(slot),
    };
    let (support, differ): (Vec<&Candidate<'_>>, Vec<&Candidate<'_>>) = slot
        .iter()
        .partition(|candidate| agrees(&value, &candidate.fact.value));
    if correction.is_some() {
        return corrected(&value, &support, &differ);
    }
    let (rivals, rival_sources) = rivals(&differ);
    let standing = if !rivals.is_empty() {
        Standing::Disputed
    } else if support.len() > 1 {
        Standing::Agreed
    } else {
        Standing::Sole
    };
    // Every part of a composed value was somebody's, but it may be nobody's whole.
    let behind = if support.is_empty() {
        slot.iter().collect()
    } else {
        support
    };
    let (fact, sources) = merged(value, &behind, slot);
    Held {
        agreed: AgreedFact {
            fact,
            standing,
            rivals,
        },
        sources,
        rival_sources,
    }
}

/// What a person put right, with the claims that say the same and those that differ.
pub(super) fn corrected(
    value: &FactValue,
    support: &[&Candidate<'_>],
    differ: &[&Candidate<'_>],
) -> Held {
    let (rivals, rival_sources) = rivals(differ);
    let (mut fact, sources) = merged(value.clone(), support, &[]);
    fact.basis = Basis::Stated;
    fact.confidence = 1.0;
    Held {
        agreed: AgreedFact {
            fact,
            standing: Standing::Corrected,
            rivals,
        },
        sources,
        rival_sources,
    }
}

/// What differs, told once each.
fn rivals(differ: &[&Candidate<'_>]) -> (Vec<Fact>, Vec<Sources>) {
    let mut groups: Vec<Vec<Candidate<'_>>> = Vec::new();
    for candidate in differ {
        let like = groups
            .iter_mut()
            .find(|group| agrees(&group[0].fact.value, &candidate.fact.value));
        match like {
            Some(group) => group.push((*candidate).clone()),
            None => groups.push(vec![(*candidate).clone()]),
        }
    }
    groups
        .iter()
        .map(|group| {
            let all: Vec<_> = group.iter().collect();
            merged(group[0].fact.value.clone(), &all, group)
        })
        .unzip()
}

/// `value` with the evidence of the claims behind it; the assist's evidence is that of every claim in `slot` that names him.
fn merged(value: FactValue, behind: &[&Candidate<'_>], slot: &[Candidate<'_>]) -> (Fact, Sources) {
    let mut sources = Sources {
        fact: behind.iter().map(|candidate| candidate.source).collect(),
        assist: Vec::new(),
    };
    let evidence = behind
        .iter()
        .flat_map(|candidate| candidate.fact.evidence.iter().cloned())
        .collect();
    let value = match value {
        FactValue::Goal(GoalFact {
            goal,
            assist: Some(assist),
        }) => {
            let (evidence, named_by) = assist_evidence(&assist, slot);
            sources.assist = named_by;
            let assist = Assist { evidence, ..assist };
            FactValue::Goal(GoalFact {
                goal,
                assist: Some(assist),
            })
        }
        other => other,
    };
    let fact = Fact {
        value,
        basis: behind
            .iter()
            .map(|candidate| candidate.fact.basis)
            .min()
            .unwrap_or(Basis::Stated),
        confidence: behind
            .iter()
            .map(|candidate| candidate.fact.confidence)
            .fold(0.0, f64::max),
        evidence,
    };
    (fact, sources)
}

fn assist_evidence(assist: &Assist, slot: &[Candidate<'_>]) -> (Vec<Evidence>, Vec<Source>) {
    let mut evidence = Vec::new();
    let mut sources = Vec::new();
    for candidate in slot {
        if let Some(told) = assist_of(&candidate.fact.value)
            && is_same_person(&told.player, &assist.player)
        {
            evidence.extend(told.evidence.iter().cloned());
            sources.push(candidate.source);
        }
    }
    (evidence, sources)
}

fn assist_of(value: &FactValue) -> Option<&Assist> {
    match value {
        FactValue::Goal(told) => told.assist.as_ref(),
        _ => None,
    }
}
