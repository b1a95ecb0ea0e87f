//! Joining the tellings of one goal.

use super::TimelineGoal;
use super::story::StoryClock;
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
    /// Time expressions that count from another event.
    edges: Vec<usize>,
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
    story: &StoryClock,
) -> Vec<TimelineGoal> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut nameless: Vec<Draft> = Vec::new();
    let mut counts: Vec<(EntityIndex, u8, usize)> = Vec::new();
    for (number, telling) in tellings.iter().enumerate() {
        if telling.status != Status::Asserted {
            continue;
        }
        let sentence = scene.document.sentence_of(telling.tokens.start);
        let team = credited(scene, sides, telling);
        let points: Vec<u8> = telling
            .clocks
            .first()
            .and_then(|clock| story.point(*clock))
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
            edges: telling
                .clocks
                .first()
                .filter(|clock| story.value(**clock).is_none())
                .copied()
                .into_iter()
                .collect(),
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
            counts.push((scorer, telling.count, number));
            continue;
        }
        let part_of_count = tellings.iter().any(|other| {
            other.count > 1
                && other.status == Status::Asserted
                && other.scorer.as_ref().map(|(scorer, _)| *scorer) == Some(scorer)
                && other.tokens.start < telling.tokens.end
                && telling.tokens.start < other.tokens.end
        });
        if part_of_count {
            continue;
        }
        let same = drafts
            .iter_mut()
            .filter(|known| known.scorer == Some(scorer))
            .filter(|known| same_words(tellings, known, telling) || agree(known, &draft))
            .min_by_key(|known| sentence.abs_diff(known.last));
        match same {
            Some(known) => absorb(known, draft),
            None if telling.supports => {}
            None => drafts.push(draft),
        }
    }
    // "a hat-trick" with one goal told: the others are there without a telling of theirs.
    for (scorer, count, number) in counts {
        let known = drafts
            .iter()
            .filter(|draft| draft.scorer == Some(scorer))
            .count();
        let telling = &tellings[number];
        let sentence = scene.document.sentence_of(telling.tokens.start);
        for _ in known..usize::from(count) {
            drafts.push(Draft {
                scorer: Some(scorer),
                team: credited(scene, sides, telling),
                kind: GoalKind::Regular,
                tellings: vec![number],
                clocks: Vec::new(),
                edges: Vec::new(),
                scores: Vec::new(),
                sure: true,
                weak: false,
                first: sentence,
                last: sentence,
                ordinal: None,
            });
        }
    }
    for draft in nameless {
        let host = drafts
            .iter_mut()
            .filter(|known| {
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
                (apart(scene, tellings, known, &draft) <= 2 * REACH || exact_clock)
                    && clocks_agree
                    && teams_agree
            })
            .min_by_key(|known| apart(scene, tellings, known, &draft));
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

/// How far a goal announced without its scorer is from the nearest telling of one with a scorer. Who scored is told after
/// the announcement rather than before it.
fn apart(scene: &Scene<'_>, tellings: &[Telling], known: &Draft, nameless: &Draft) -> usize {
    known
        .tellings
        .iter()
        .map(|telling| scene.document.sentence_of(tellings[*telling].tokens.start))
        .map(|told| match told.checked_sub(nameless.first) {
            Some(ahead) => 2 * ahead,
            None => 2 * (nameless.first - told) + 1,
        })
        .min()
        .unwrap_or(usize::MAX)
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

/// Two rules that found the same words, or words within one another, found one goal.
fn same_words(tellings: &[Telling], known: &Draft, new: &Telling) -> bool {
    known.tellings.iter().any(|telling| {
        let known = &tellings[*telling];
        let one_goal = |telling: &Telling| !telling.repeats && telling.listed.is_none();
        one_goal(known)
            && one_goal(new)
            && known.tokens.start < new.tokens.end
            && new.tokens.start < known.tokens.end
    })
}

fn agree(known: &Draft, new: &Draft) -> bool {
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
    // "on 20 minutes … seven minutes later" in one breath are two goals.
    let edges = new.edges.is_empty()
        || new.edges.iter().any(|edge| known.edges.contains(edge))
        || known.edges.is_empty() && (known.clocks.is_empty() || known.last + 1 < new.first);
    clocks && ordinals && own && scores && edges
}

fn absorb(known: &mut Draft, new: Draft) {
    known.tellings.extend(new.tellings);
    known.clocks.extend(new.clocks);
    known.edges.extend(new.edges);
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
