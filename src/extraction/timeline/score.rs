//! The final score, from what is told of it and from the goals.

use super::outcome::Outcome;
use super::search::{Candidate, Story, stories};
use super::sign::Sign;
use super::trust::{Heard, Withheld};
use super::{LeftOut, Rival, Timeline, TimelineGoal, tallies, trust};
use crate::extraction::events::{Order, Statement, StatementKind, Telling};
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::mentions::Referent;
use crate::extraction::sides::{Sides, Team, Verdict};
use crate::football::GoalKind;

/// A goal's side is published when the other one would cost at least this much more.
const CLEAR: f32 = 1.4;
/// Who a man plays for is known well enough to say whose score a statement about him tells.
const KNOWN: f32 = 0.25;
/// A scorer's team is taken for known beside the account when the other one would cost it at least this much more.
const FIRM: f32 = 1.0;

/// Settles the score; keeps the goals that it allows.
pub(super) fn settle(
    scene: &Scene<'_>,
    sides: &Sides,
    tellings: &[Telling],
    statements: &[Statement],
    goals: Vec<TimelineGoal>,
) -> Timeline {
    let candidates = candidates(scene, sides, statements);
    let outcome = Outcome::read(scene, sides, statements);
    let stories = stories(scene, sides, tellings, &goals, &candidates, &outcome);
    let Some(best) = stories.first() else {
        return Timeline::default();
    };
    let heard = Heard {
        scene,
        sides,
        tellings,
        statements,
        goals: &goals,
        candidates: &candidates,
    };
    let signs = trust::signs(&heard, &stories, &outcome);
    let likeliest = tallied(trust::score_of(best, &candidates));
    let withheld = trust::withheld(&heard, &stories, &outcome, &signs);
    let words = match best.candidate {
        Some(told) => candidates[told].statements.clone(),
        None if likeliest == [0, 0] => outcome.goalless_draw().unwrap_or_default(),
        None => Vec::new(),
    };
    let score = withheld.is_none().then_some((likeliest, words));
    let known = withheld != Some(Withheld::OtherTeams);
    let overfull = score.is_some() && signs.contains(&Sign::Overfull);
    let verdicts = verdicts(best, &goals);
    let mut kept: Vec<TimelineGoal> = Vec::new();
    let mut left_out = Vec::new();
    let judged = best.sides.iter().zip(&best.margins);
    for (place, (mut goal, (side, margin))) in goals.into_iter().zip(judged).enumerate() {
        goal.team = *side;
        goal.margin = *margin;
        if known && side.is_some() && *margin >= CLEAR {
            kept.push(goal);
        } else {
            left_out.push(LeftOut { goal, place });
        }
    }
    let tallies = tallies::read(
        scene,
        sides,
        statements,
        &kept,
        score.as_ref().map(|(score, _)| *score),
    );
    let winner = known.then(|| outcome.winner(score.as_ref().map(|(score, _)| *score), &tallies));
    Timeline {
        told: best.sides.iter().flatten().count(),
        goals: kept,
        score,
        withheld,
        tallies,
        winner: winner.flatten(),
        notes: if known {
            surplus(scene, &left_out, overfull)
        } else {
            doubt(&left_out)
        },
        values: Vec::new(),
        cost: best.cost,
        signs,
        likeliest,
        is_told: best.candidate.is_some(),
        left_out,
        rivals: rivals(&stories, &candidates),
        verdicts,
    }
}

/// One sentence where goals are told and it is not known which two teams played.
fn doubt(left_out: &[LeftOut]) -> Vec<String> {
    let doubt = "which two teams the report is about is not sure enough to say whose its goals are";
    let told = (!left_out.is_empty()).then(|| doubt.to_owned());
    told.into_iter().collect()
}

/// One sentence for each goal told that a score published all the same has no room for.
fn surplus(scene: &Scene<'_>, left_out: &[LeftOut], overfull: bool) -> Vec<String> {
    let surplus = left_out.iter().map(|left| &left.goal);
    surplus
        .filter(|goal| overfull && goal.team.is_none() && goal.sure)
        .filter_map(|goal| Some(&scene.cast.entities[goal.scorer?].name))
        .map(|name| format!("a goal told of {name} has no room in the score told"))
        .collect()
}

fn tallied(score: [usize; 2]) -> [u8; 2] {
    score.map(|tally| u8::try_from(tally).unwrap_or(u8::MAX))
}

/// The other scores that the stories end with, the likeliest first.
fn rivals(stories: &[Story], candidates: &[Candidate]) -> Vec<Rival> {
    let Some(best) = stories.first() else {
        return Vec::new();
    };
    let mut all: Vec<Rival> = Vec::new();
    for story in stories {
        let margin = story.cost - best.cost;
        let rival = |score, told, margin| Rival {
            score: tallied(score),
            told,
            margin,
        };
        let told = story.candidate.is_some();
        all.push(rival(trust::score_of(story, candidates), told, margin));
        all.extend(
            story
                .next
                .filter(|_| story.margin.is_finite())
                .map(|next| rival(next, false, margin + story.margin)),
        );
    }
    all.sort_by(|left, right| left.margin.total_cmp(&right.margin));
    let mut known = vec![tallied(trust::score_of(best, candidates))];
    all.retain(|rival| {
        let is_new = !known.contains(&rival.score);
        known.push(rival.score);
        is_new
    });
    all
}

/// Whom each scorer plays for, as far as the story makes it clear.
fn verdicts(story: &Story, goals: &[TimelineGoal]) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> = Vec::new();
    for ((goal, side), margin) in goals.iter().zip(&story.sides).zip(&story.margins) {
        let (Some(scorer), Some(team)) = (goal.scorer, *side) else {
            continue;
        };
        if *margin >= FIRM && !verdicts.iter().any(|(man, _, _)| *man == scorer) {
            let team = if goal.kind == GoalKind::OwnGoal {
                team.opponent()
            } else {
                team
            };
            verdicts.push((scorer, team, margin.min(2.0)));
        }
    }
    verdicts
}

/// Every final score told, with its two readings where nobody says whose the larger tally is.
fn candidates(scene: &Scene<'_>, sides: &Sides, statements: &[Statement]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for (number, statement) in statements.iter().enumerate() {
        if statement.kind != StatementKind::Final || statement.status != Status::Asserted {
            continue;
        }
        let sentence = scene.document.sentence_of(statement.tokens.start);
        let early = if sentence < 2 { 1.3 } else { 0.0 };
        let both = if statement.left.is_some() && statement.right.is_some() {
            1.5
        } else {
            0.0
        };
        for (score, sure) in readings(scene, sides, statement) {
            let weight = early + both + if sure { 3.5 } else { 2.0 };
            match found.iter_mut().find(|known| known.score == score) {
                Some(known) => {
                    known.weight += weight * 0.4;
                    known.sure |= sure;
                    known.statements.push(number);
                }
                None => found.push(Candidate {
                    score,
                    weight,
                    sure,
                    statements: vec![number],
                }),
            }
        }
    }
    for candidate in &mut found {
        candidate.weight = candidate.weight.min(8.0);
    }
    found
}

/// The tallies of a statement by team, A first, and whether it says whose is whose.
pub(super) fn readings(
    scene: &Scene<'_>,
    sides: &Sides,
    statement: &Statement,
) -> Vec<([u8; 2], bool)> {
    let Some((left, right)) = statement.score else {
        return Vec::new();
    };
    // "Odo scored the only goal", and who he plays for is hardly known: one side's, whichever.
    let open = |mention: usize| {
        let man = scene.person(mention);
        man.is_some_and(|man| {
            sides
                .of_person_surely(man)
                .is_none_or(|(_, surely)| surely < KNOWN)
        }) || is_unplaced(scene, sides, mention)
    };
    let of = |mention: Option<usize>| {
        let named = mention.filter(|mention| !open(*mention));
        named.map(|mention| team_of(scene, sides, mention))
    };
    // A team that is neither of the two: another match.
    let (left_team, right_team) = match (of(statement.left), of(statement.right)) {
        (Some(None), _) | (_, Some(None)) => return Vec::new(),
        (left, right) => (left.flatten(), right.flatten()),
    };
    if left_team.is_some() && left_team == right_team {
        return Vec::new();
    }
    let team = left_team.or_else(|| right_team.map(Team::opponent));
    let put = |team: Team, own: u8, other: u8| match team {
        Team::A => [own, other],
        Team::B => [other, own],
    };
    let (high, low) = (left.max(right), left.min(right));
    match (statement.order, team) {
        (Order::Draw, team) if left == right => vec![([left, right], team.is_some())],
        (Order::Draw | Order::Unknown, _) => Vec::new(),
        (Order::AsNamed, Some(team)) => vec![(put(team, left, right), true)],
        (Order::WinnerFirst, Some(team)) => vec![(put(team, high, low), true)],
        (Order::LoserFirst, Some(team)) => vec![(put(team, low, high), true)],
        (Order::AsNamed | Order::WinnerFirst | Order::LoserFirst, None) => {
            vec![([high, low], false), ([low, high], false)]
        }
    }
}

/// Whether a mention is of one of the two sides, and nobody knows which: "Voss's men".
pub(super) fn is_unplaced(scene: &Scene<'_>, sides: &Sides, mention: usize) -> bool {
    let belongs = match scene.cast.mentions[mention].referent {
        Referent::SideOf(_) | Referent::Writers => true,
        Referent::Entity(_) | Referent::Role(_) => false,
    };
    belongs && sides.of_mention(scene, mention).is_none()
}

/// The team that a mention of it, or of one of its men, means.
pub(super) fn team_of(scene: &Scene<'_>, sides: &Sides, mention: usize) -> Option<Team> {
    match scene.person(mention) {
        Some(person) => sides.of_person(person),
        None => sides.of_mention(scene, mention),
    }
}
