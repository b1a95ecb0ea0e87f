//! The stage of the competition.

use super::competition::Key;
use super::{Statement, fact, names_another_team};
use crate::extraction::grammar::{Status, Tells};
use crate::extraction::mentions::EntityKind;
use crate::extraction::setting::Setting;
use crate::facts::{Evidence, Fact, FactValue};
use crate::football::Basis;
use crate::names::fold;

/// The parts of a stage, in the order they are written in.
const PARTS: [&str; 4] = ["stage_group", "stage_round", "stage_leg", "stage_replay"];

/// The stage, put together from its parts: "semi-final, second leg".
///
/// A round that a side hopes to reach is no stage of this match, and the leg that a lead was brought from is the other
/// one.
pub(super) fn stage(
    setting: &Setting<'_>,
    statements: &[Statement<'_>],
    competition: Option<&Fact>,
) -> Option<Fact> {
    let mut words: Vec<String> = Vec::new();
    let mut evidence: Vec<Evidence> = Vec::new();
    let mut basis = Basis::Stated;
    for part in PARTS {
        let told = statements.iter().find(|statement| {
            statement.about == part
                && !statement.hit.rule.is("other")
                && is_of_this_match(setting, statement)
                && !is_of_another(setting, statement, competition)
                && !speaks_of_another_team(setting, statement)
        });
        if let Some(statement) = told
            && let Some(stage) = statement.hit.capture("stage")
        {
            words.push(plain(setting.scene.document.slice(stage)));
            evidence.push(setting.evidence(statement.tokens(), statement.rule()));
        } else if part == "stage_leg"
            && let Some(statement) = statements
                .iter()
                .find(|statement| statement.about == "stage_first_leg_before")
        {
            words.push("second leg".to_owned());
            basis = Basis::Inferred;
            evidence.push(setting.evidence(statement.tokens(), statement.rule()));
        }
    }
    if words.len() > 1 && words.iter().any(|word| word.starts_with("Group")) {
        words.truncate(1);
        evidence.truncate(1);
    }
    (!words.is_empty()).then(|| fact(FactValue::Stage(words.join(", ")), basis, 0.85, evidence))
}

/// Whether what is told of a stage is told of this match. "Won 2-1 in the first leg" says which match it is, where nothing else
/// sends a reader to another.
fn is_of_this_match(setting: &Setting<'_>, statement: &Statement<'_>) -> bool {
    let words = statement.tokens();
    let scene = setting.scene;
    let names_leg = statement.about == "stage_leg" && scene.document.folded(words.start) == "in";
    let own = if names_leg { words.clone() } else { 0..0 };
    let status = scene.status_told_by(&own, &words, setting.cues, Tells::Outcome);
    status == Status::Asserted
}

/// Whether somebody has to go through: a round is told that is no group's, or the competition is a cup by its name.
pub(super) fn is_cup_tie(competition: Option<&Fact>, stage: Option<&Fact>) -> bool {
    let by_stage = stage.is_some_and(|fact| match &fact.value {
        FactValue::Stage(stage) => {
            let stage = stage.to_lowercase();
            !["group", "matchday", " day", "qualif"]
                .iter()
                .any(|word| stage.contains(word))
        }
        _ => false,
    });
    let by_name = competition.is_some_and(|fact| match &fact.value {
        FactValue::Competition(named) => {
            let name = fold(&named.name);
            // Nations play groups for the World Cup.
            name.split(' ')
                .any(|word| matches!(word, "cup" | "shield" | "trophy" | "plate" | "vase"))
                && !name.contains("world")
        }
        _ => false,
    });
    by_stage || by_name
}

/// Whether the statement names a competition that is not this match's.
fn is_of_another(
    setting: &Setting<'_>,
    statement: &Statement<'_>,
    competition: Option<&Fact>,
) -> bool {
    let named = setting.entity_in(&statement.tokens(), |kind| kind == EntityKind::Competition);
    let (Some(named), Some(fact)) = (named, competition) else {
        return false;
    };
    match &fact.value {
        FactValue::Competition(ours) => match super::competition::key(setting, named) {
            Key::Known(index) => {
                let theirs = setting.gazetteer.competition(index).id.as_str();
                ours.id.as_deref().is_some_and(|id| id != theirs)
            }
            Key::Named(_) => false,
        },
        _ => false,
    }
}

/// Whether one of its clauses names a team that does not play here.
fn speaks_of_another_team(setting: &Setting<'_>, statement: &Statement<'_>) -> bool {
    let tokens = statement.tokens();
    [tokens.start, tokens.end - 1]
        .iter()
        .any(|at| names_another_team(setting, &setting.scene.document.clause(*at)))
}

/// The words in one line, small letters but for a group's, a round called as it is where nothing hangs on it.
fn plain(written: &str) -> String {
    let joined = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = joined
        .to_lowercase()
        .replace("-round", " round")
        .replace("round-of-", "round of ")
        .replace("-stage", " stage")
        .replace("-leg", " leg")
        .replace("cup final", "final");
    match lower.strip_prefix("group ") {
        Some(group) if !matches!(group, "stage" | "stages" | "game" | "match") => {
            let mut letters = group.chars();
            let first = letters.next().map(|letter| letter.to_ascii_uppercase());
            format!("Group {}{}", first.unwrap_or_default(), letters.as_str())
        }
        _ => lower,
    }
}
