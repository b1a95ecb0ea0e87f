//! A reading as the JSON that other programs rely on: one object a report, in the shape of the published schema.
//!
//! Keys are only ever added. Offsets are bytes into the report's text as decoded to UTF-8.

use serde_json::{Map, Value, json};

use super::{Assist, Evidence, Fact, FactValue, GoalFact, MatchClaims, Reading, TeamClaim};
use crate::football::{Basis, Event, Moment, ScoreKind, Side, ledger};

/// Which report a [`Reading`] is of.
#[derive(Debug, Clone)]
pub struct ReportLine<'a> {
    /// The path or address as given.
    pub source: &'a str,
    /// SHA-256 of the raw bytes, 64 lower-case hexadecimal digits.
    pub sha256: &'a str,
    /// The title it was given with.
    pub title: Option<&'a str>,
    /// The publication date it was given with.
    pub published: Option<jiff::civil::Date>,
    /// The version of the extractor that read it.
    pub extractor: &'a str,
}

/// The whole object for one report.
#[must_use]
pub fn to_json(report: &ReportLine<'_>, reading: &Reading) -> Value {
    json!({
        "report": {
            "source": report.source,
            "sha256": report.sha256,
            "title": report.title,
            "published": report.published.map(|date| date.to_string()),
            "extractor": report.extractor,
        },
        "matches": reading.matches.iter().map(match_json).collect::<Vec<_>>(),
        "notes": reading.notes,
    })
}

fn match_json(claims: &MatchClaims) -> Value {
    let mut object = Map::new();
    object.insert("home".into(), team_json(&claims.home));
    object.insert("away".into(), team_json(&claims.away));
    object.insert("home_away".into(), claims.home_away.as_str().into());
    for (key, kind) in [
        ("score", ScoreKind::Final),
        ("half_time", ScoreKind::HalfTime),
        ("after_90", ScoreKind::After90),
        ("shootout", ScoreKind::Shootout),
        ("aggregate", ScoreKind::Aggregate),
    ] {
        object.insert(key.into(), tally_json(claims, kind));
    }
    for key in [
        "extra_time",
        "competition",
        "stage",
        "venue",
        "date",
        "referee",
        "attendance",
        "category",
    ] {
        object.insert(key.into(), named_fact_json(claims, key));
    }
    object.insert("winner".into(), winner_json(claims));
    object.insert("coaches".into(), each(claims, coach_json));
    object.insert("goals".into(), goals_json(claims));
    let undescribed = claims.undescribed_goals();
    object.insert(
        "undescribed_goals".into(),
        json!({ "home": undescribed.home, "away": undescribed.away }),
    );
    object.insert("events".into(), each(claims, event_json));
    object.insert("players".into(), each(claims, player_json));
    object.insert("claims".into(), each(claims, background_json));
    Value::Object(object)
}

fn each(claims: &MatchClaims, write: fn(&Fact) -> Option<Value>) -> Value {
    claims.facts.iter().filter_map(write).collect()
}

fn team_json(team: &TeamClaim) -> Value {
    json!({
        "name": team.name,
        "id": team.id.as_ref().map(|id| id.as_str()),
        "as_written": team.as_written,
        "evidence": evidence_json(&team.evidence),
    })
}

fn tally_json(claims: &MatchClaims, kind: ScoreKind) -> Value {
    let told = claims.facts.iter().find_map(|fact| match fact.value {
        FactValue::Score(of, score) if of == kind => Some((fact, score)),
        _ => None,
    });
    told.map_or(Value::Null, |(fact, score)| {
        json!({
            "home": score.home,
            "away": score.away,
            "basis": fact.basis.as_str(),
            "confidence": fact.confidence,
            "evidence": evidence_json(&fact.evidence),
        })
    })
}

fn named_fact_json(claims: &MatchClaims, key: &str) -> Value {
    let told = claims.facts.iter().find(|fact| fact.value.kind() == key);
    told.map_or(Value::Null, |fact| {
        let (name, id) = match &fact.value {
            FactValue::ExtraTime => ("yes".to_owned(), None),
            FactValue::Competition(named) => (named.name.clone(), named.id.clone()),
            FactValue::Stage(name) | FactValue::Venue(name) | FactValue::Referee(name) => {
                (name.clone(), None)
            }
            FactValue::Date(date) => (date.to_string(), None),
            FactValue::Attendance(count) => (count.to_string(), None),
            FactValue::Category(category) => (category.as_str().to_owned(), None),
            FactValue::Score(..)
            | FactValue::Winner(_)
            | FactValue::Coach { .. }
            | FactValue::Goal(_)
            | FactValue::Event(_)
            | FactValue::Player(_)
            | FactValue::Background(_) => return Value::Null,
        };
        named_json(&name, id.as_deref(), fact.basis, &fact.evidence)
    })
}

fn named_json(name: &str, id: Option<&str>, basis: Basis, evidence: &[Evidence]) -> Value {
    json!({ "name": name, "id": id, "basis": basis.as_str(), "evidence": evidence_json(evidence) })
}

fn winner_json(claims: &MatchClaims) -> Value {
    let told = claims.facts.iter().find_map(|fact| match fact.value {
        FactValue::Winner(outcome) => Some(outcome),
        _ => None,
    });
    json!(told)
}

fn coach_json(fact: &Fact) -> Option<Value> {
    let FactValue::Coach { name, side } = &fact.value else {
        return None;
    };
    Some(json!({ "name": name, "side": side.as_str(), "evidence": evidence_json(&fact.evidence) }))
}

fn goals_json(claims: &MatchClaims) -> Value {
    // A score after each goal is only known while none before it is missing.
    let goals: Vec<_> = claims.goals().map(|(_, told)| told.goal.clone()).collect();
    let complete =
        claims.undescribed_goals().total() == 0 && claims.score(ScoreKind::Final).is_some();
    let running = ledger::running_scores(&goals);
    claims
        .goals()
        .zip(running)
        .map(|((fact, told), after)| {
            let GoalFact { goal, assist } = told;
            let after = goal.score_after.or(complete.then_some(after));
            json!({
                "scorer": goal.scorer,
                "side": goal.credited_to().as_str(),
                "kind": goal.kind,
                "minute": moment_json(goal.moment.as_ref()),
                "assist": assist.as_ref().map(assist_json),
                "score_after": after.map(|score| [score.home, score.away]),
                "basis": fact.basis.as_str(),
                "confidence": fact.confidence,
                "evidence": evidence_json(&fact.evidence),
            })
        })
        .collect()
}

fn assist_json(assist: &Assist) -> Value {
    named_json(&assist.player, None, assist.basis, &assist.evidence)
}

fn moment_json(moment: Option<&Moment>) -> Value {
    moment.map_or(Value::Null, |moment| {
        json!({
            "at": moment.at.map(|clock| clock.minute),
            "stoppage": moment.at.map_or(Some(0), |clock| clock.stoppage),
            "earliest": moment.earliest,
            "latest": moment.latest,
            "basis": moment.basis.as_str(),
            "as_written": moment.as_written,
        })
    })
}

fn event_json(fact: &Fact) -> Option<Value> {
    let FactValue::Event(Event {
        kind,
        player,
        side,
        other,
        moment,
    }) = &fact.value
    else {
        return None;
    };
    Some(json!({
        "type": kind,
        "player": player,
        "side": side.map(Side::as_str),
        "other": other,
        "minute": moment_json(moment.as_ref()),
        "evidence": evidence_json(&fact.evidence),
    }))
}

fn player_json(fact: &Fact) -> Option<Value> {
    let FactValue::Player(player) = &fact.value else {
        return None;
    };
    Some(json!({
        "name": player.name,
        "side": player.side.map(Side::as_str),
        "role": player.role,
        "evidence": evidence_json(&fact.evidence),
    }))
}

fn background_json(fact: &Fact) -> Option<Value> {
    let FactValue::Background(claim) = &fact.value else {
        return None;
    };
    Some(json!({
        "kind": claim.kind,
        "subject": claim.subject,
        "numbers": claim.numbers,
        "about": claim.about,
        "text": claim.text,
        "evidence": evidence_json(&fact.evidence),
    }))
}

fn evidence_json(evidence: &[Evidence]) -> Value {
    evidence
        .iter()
        .map(|piece| json!({ "start": piece.start, "end": piece.end, "quote": piece.quote, "rule": piece.rule }))
        .collect()
}
