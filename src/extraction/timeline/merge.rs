//! Joining the tellings of one goal.

use super::TimelineGoal;
use crate::extraction::clock::TimeExpression;
use crate::extraction::events::{TeamRef, Telling};
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::mentions::EntityIndex;
use crate::extraction::sides::{Sides, Team};
use crate::football::GoalKind;

/// How far (in sentences) a goal told without its scorer may stand from the telling that names him.
const REACH: usize = 3;

/// A goal in the making.
struct Draft {
    scorer: Option<EntityIndex>,
    team: Option<Team>,
    kind: GoalKind,
    tellings: Vec<usize>,
    clocks: Vec<u8>,
    scores: Vec<(u8, u8)>,
    sure: bool,
    weak: bool,
    first: usize,
    last: usize,
    /// Which of the scorer's goals it is.
    ordinal: Option<u8>,
}

pub(super) fn merge(
    scene: &Scene<'_>,
    sides: &Sides,
    tellings: &[Telling],
    clocks: &[TimeExpression],
) -> Vec<TimelineGoal> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut nameless: Vec<Draft> = Vec::new();
    let mut counts: Vec<(EntityIndex, u8)> = Vec::new();
    for (number, telling) in tellings.iter().enumerate() {
        if telling.status != Status::Asserted {
            continue;
        }
        let sentence = scene.document.sentence_of(telling.tokens.start);
        let team = credited(scene, sides, telling);
        let points: Vec<u8> = telling
            .clocks
            .first()
            .and_then(|clock| clocks[*clock].absolute())
            .and_then(|value| value.at)
            .map(|at| at.minute)
            .or(telling.listed.as_ref().map(|(clock, _)| clock.minute))
            .into_iter()
            .collect();
        let draft = Draft {
            scorer: telling.scorer.as_ref().map(|(scorer, _)| *scorer),
            team,
            kind: telling.kind,
            tellings: vec![number],
            clocks: points,
            scores: telling.score.into_iter().collect(),
            sure: telling.sure,
            weak: telling.weak,
            first: sentence,
            last: sentence,
            ordinal: telling.ordinal.filter(|_| telling.his),
        };
        let Some(scorer) = draft.scorer else {
            if !telling.supports {
                nameless.push(draft);
            }
            continue;
        };
        if telling.count > 1 {
            counts.push((scorer, telling.count));
        }
        let same = drafts
            .iter_mut()
            .filter(|known| known.scorer == Some(scorer))
            .filter(|known| agree(known, &draft, telling.count > 1))
            .min_by_key(|known| sentence.abs_diff(known.last));
        match same {
            Some(known) => absorb(known, draft),
            None if telling.supports => {}
            None => drafts.push(draft),
        }
    }
    // "his second" without a first told, "a hat-trick" with one told: the others are there without a telling of theirs.
    for (scorer, count) in counts {
        let known = drafts
            .iter()
            .filter(|draft| draft.scorer == Some(scorer))
            .count();
        let Some(model) = drafts.iter().find(|draft| draft.scorer == Some(scorer)) else {
            continue;
        };
        let (team, first, telling) = (model.team, model.first, model.tellings[0]);
        for _ in known..usize::from(count) {
            drafts.push(Draft {
                scorer: Some(scorer),
                team,
                kind: GoalKind::Regular,
                tellings: vec![telling],
                clocks: Vec::new(),
                scores: Vec::new(),
                sure: true,
                weak: false,
                first,
                last: first,
                ordinal: None,
            });
        }
    }
    for draft in nameless {
        let host = drafts
            .iter_mut()
            .filter(|known| {
                let near = draft
                    .first
                    .abs_diff(known.first)
                    .min(draft.first.abs_diff(known.last));
                let clocks_agree = draft.clocks.is_empty()
                    || known.clocks.is_empty()
                    || draft
                        .clocks
                        .iter()
                        .any(|clock| known.clocks.iter().any(|other| clock.abs_diff(*other) <= 1));
                let exact_clock = !draft.clocks.is_empty()
                    && draft
                        .clocks
                        .iter()
                        .any(|clock| known.clocks.contains(clock));
                let teams_agree =
                    draft.team.is_none() || known.team.is_none() || draft.team == known.team;
                (near <= REACH || exact_clock) && clocks_agree && teams_agree
            })
            .min_by_key(|known| {
                let ahead = known.first >= draft.first;
                (draft.first.abs_diff(known.first), !ahead)
            });
        if let Some(host) = host {
            absorb(host, draft);
        } else if draft.sure {
            drafts.push(draft);
        }
    }
    drafts
        .into_iter()
        .map(|draft| TimelineGoal {
            scorer: draft.scorer,
            team: draft.team,
            kind: draft.kind,
            moment: None,
            moment_words: Vec::new(),
            tellings: draft.tellings,
            sure: draft.sure,
            weak: draft.weak,
        })
        .collect()
}

/// The team a telling's goal counts for.
fn credited(scene: &Scene<'_>, sides: &Sides, telling: &Telling) -> Option<Team> {
    let told = match telling.team {
        Some(TeamRef::For(mention)) => sides.of_mention(scene, mention),
        Some(TeamRef::Against(mention)) => sides.of_mention(scene, mention).map(Team::opponent),
        None => None,
    };
    let of_scorer = telling
        .scorer
        .as_ref()
        .and_then(|(scorer, _)| sides.of_person(*scorer));
    match telling.kind {
        GoalKind::OwnGoal => of_scorer.map(Team::opponent).or(told),
        GoalKind::Regular | GoalKind::Penalty => of_scorer.or(told),
    }
}

fn agree(known: &Draft, new: &Draft, counts: bool) -> bool {
    if counts {
        return true;
    }
    let clocks = known.clocks.is_empty()
        || new.clocks.is_empty()
        || new
            .clocks
            .iter()
            .any(|clock| known.clocks.iter().any(|other| clock.abs_diff(*other) <= 1));
    let ordinals = match (known.ordinal, new.ordinal) {
        (Some(left), Some(right)) => left == right,
        // "his second" said after a first telling elsewhere is another goal.
        (None, Some(second)) if second > 1 => known.last == new.first && known.clocks.is_empty(),
        _ => true,
    };
    let own = (known.kind == GoalKind::OwnGoal) == (new.kind == GoalKind::OwnGoal)
        || known.last == new.first;
    let scores = known.scores.is_empty()
        || new.scores.is_empty()
        || known.scores.iter().any(|score| new.scores.contains(score));
    clocks && ordinals && own && scores
}

fn absorb(known: &mut Draft, new: Draft) {
    known.tellings.extend(new.tellings);
    known.clocks.extend(new.clocks);
    known.scores.extend(new.scores);
    known.sure |= new.sure;
    known.weak &= new.weak;
    known.last = known.last.max(new.first);
    known.first = known.first.min(new.first);
    known.team = known.team.or(new.team);
    known.ordinal = known.ordinal.or(new.ordinal);
    known.kind = match (known.kind, new.kind) {
        (GoalKind::OwnGoal, _) | (_, GoalKind::OwnGoal) => GoalKind::OwnGoal,
        (GoalKind::Penalty, _) | (_, GoalKind::Penalty) => GoalKind::Penalty,
        (GoalKind::Regular, GoalKind::Regular) => GoalKind::Regular,
    };
}
