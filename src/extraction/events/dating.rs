//! Which telling a time expression dates, where several stand in its reach.

use super::{Slot, Telling};
use crate::extraction::clock::{Place, TimeExpression};
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::text::{TokenIndex, TokenKind};

/// "Odo (40) fired Marlow ahead and Lind (70) doubled the lead": a time in brackets is of the man it stands behind.
pub(super) fn brackets_are_of_names(
    scene: &Scene<'_>,
    clocks: &[TimeExpression],
    tellings: &mut Vec<Telling>,
) {
    let mut more = Vec::new();
    let of_name = |clock: usize| {
        let name = name_before(scene, &clocks[clock])?;
        scene.person_at(name)
    };
    for telling in tellings.iter_mut() {
        let Some((scorer, words)) = &telling.scorer else {
            continue;
        };
        telling
            .clocks
            .retain(|clock| of_name(*clock).is_none_or(|named| named == *scorer));
        let behind = clocks.partition_point(|clock| clock.tokens.start < words.end);
        let his = clocks
            .get(behind)
            .is_some_and(|clock| clock.tokens.start <= words.end + 1)
            && of_name(behind) == Some(*scorer);
        if his && !telling.clocks.contains(&behind) {
            telling.clocks.insert(0, behind);
        }
        // "Odo (9, 54)": a goal for each.
        let others = (behind + 1..clocks.len()).take_while(|next| {
            let (before, clock) = (&clocks[*next - 1], &clocks[*next]);
            clock.place == Place::Bracketed && clock.tokens.start <= before.tokens.end + 1
        });
        if his && telling.sure && telling.status == Status::Asserted && telling.count == 1 {
            let others: Vec<usize> = others.collect();
            telling.clocks.retain(|clock| !others.contains(clock));
            more.extend(others.into_iter().map(|clock| telling.once_more_at(clock)));
        }
    }
    tellings.extend(more);
}

/// The last word of what stands before a time in brackets: "Odo (40)".
pub(super) fn name_before(scene: &Scene<'_>, clock: &TimeExpression) -> Option<TokenIndex> {
    let before = clock.tokens.start.checked_sub(1)?;
    let opens = scene.document.tokens[before].kind == TokenKind::Open;
    (clock.place == Place::Bracketed)
        .then(|| before.checked_sub(usize::from(opens)))
        .flatten()
}

/// Takes a time from the tellings of other goals than the one it stands closest to.
pub(super) fn one_event_a_clock(
    scene: &Scene<'_>,
    clocks: &[TimeExpression],
    tellings: &mut [Telling],
) {
    let goes_on = |from: TokenIndex, to: TokenIndex| {
        let mut joins = (from..to).map(|at| scene.document.folded(at));
        let first = joins.find(|word| matches!(*word, "and" | "but" | "when" | "as" | "after"));
        matches!(first, Some("and" | "but"))
    };
    let mut claims: Vec<Vec<usize>> = vec![Vec::new(); clocks.len()];
    for (at, telling) in tellings.iter().enumerate() {
        if telling.status == Status::Asserted {
            for clock in &telling.clocks {
                claims[*clock].push(at);
            }
        }
    }
    for (number, (clock, claimants)) in clocks.iter().zip(claims).enumerate() {
        let distance = |telling: &Telling| -> usize {
            let before = telling.tokens.start < clock.tokens.start;
            let gap = if before {
                clock.tokens.start.saturating_sub(telling.tokens.end)
            } else {
                telling.tokens.start.saturating_sub(clock.tokens.end)
            };
            let wrong_side = match clock.place {
                Place::Trailing => !before,
                Place::Fronted => before,
                Place::Bracketed | Place::Modifier => false,
            };
            gap + if wrong_side { 100 } else { 0 }
        };
        // "The striker opened the scoring on 41 minutes and Lind doubled the lead", "That goal came on 41 minutes and …": the
        // time of the goal before.
        let opening = claimants.iter().copied().find(|at| {
            let telling = &tellings[*at];
            telling.scorer.is_none()
                && (telling.slot == Some(Slot::Opener) || is_what_came(telling, clock))
                && clock.place == Place::Trailing
                && telling.tokens.end <= clock.tokens.start
        });
        if opening.is_some() {
            let next = |telling: &Telling| {
                telling.tokens.start >= clock.tokens.end
                    && goes_on(clock.tokens.end, telling.tokens.start)
                    && matches!(telling.slot, Some(Slot::Add | Slot::Level | Slot::Pull))
            };
            let told = claimants.iter().map(|at| &tellings[*at]);
            let next = told.filter(|telling| next(telling));
            let next = next.map(|telling| telling.tokens.start).min();
            for at in &claimants {
                let telling = &mut tellings[*at];
                if next.is_some_and(|next| telling.tokens.start >= next) {
                    telling.clocks.retain(|clock| *clock != number);
                }
            }
        }
        let Some(nearest) = claimants
            .iter()
            .filter(|at| tellings[**at].scorer.is_some())
            .min_by_key(|at| distance(&tellings[**at]))
            .copied()
        else {
            continue;
        };
        let owner = tellings[nearest].scorer.as_ref().map(|(scorer, _)| *scorer);
        let (rule, tokens) = (
            tellings[nearest].rule.clone(),
            tellings[nearest].tokens.clone(),
        );
        // "Odo and Lind scored inside the first quarter of an hour": a stretch has room for both.
        let is_stretch = clock.absolute().is_some_and(|value| value.at.is_none());
        for at in claimants {
            let telling = &tellings[at];
            let scorer = telling.scorer.as_ref().map(|(scorer, _)| *scorer);
            if is_stretch && telling.rule == rule && telling.tokens == tokens {
                continue;
            }
            if scorer.is_some() && scorer != owner {
                tellings[at].clocks.retain(|clock| *clock != number);
            }
        }
    }
}

/// "That goal came on 41 minutes": the time stands right behind the word for the goal and its verb.
fn is_what_came(telling: &Telling, clock: &TimeExpression) -> bool {
    telling.tokens.end + 1 >= clock.tokens.start
}

/// "goals from Odo and Lind in the 62nd and 71st minutes": as many scorers as times after them, each with his own.
pub(super) fn each_his_own(scene: &Scene<'_>, clocks: &[TimeExpression], tellings: &mut [Telling]) {
    for first in 0..tellings.len() {
        let place = scene.document.sentence_of(tellings[first].tokens.start);
        let mut listed = vec![first];
        for next in first + 1..tellings.len() {
            let last = &tellings[listed[listed.len() - 1]];
            let new = &tellings[next];
            if scene.document.sentence_of(new.tokens.start) != place {
                break;
            }
            let follows = new.rule == last.rule
                && new.status == Status::Asserted
                && new.tokens.start >= last.tokens.end
                && new.tokens.start - last.tokens.end <= 3;
            if follows {
                listed.push(next);
            }
        }
        let scorers = listed
            .iter()
            .filter_map(|at| tellings[*at].scorer.as_ref().map(|(scorer, _)| *scorer));
        let mut scorers: Vec<_> = scorers.collect();
        scorers.dedup();
        let end = tellings[listed[listed.len() - 1]].tokens.end;
        let mut times: Vec<usize> = Vec::new();
        let from = clocks.partition_point(|clock| clock.tokens.start < end);
        for (number, clock) in clocks.iter().enumerate().skip(from).take(listed.len()) {
            let near = match times.last() {
                None => {
                    scene
                        .sentence(end.saturating_sub(1))
                        .contains(&clock.tokens.start)
                        && (end..clock.tokens.start).all(|at| scene.mention_at(at).is_none())
                }
                Some(before) => joins(scene, clocks, clocks[*before].tokens.end, number),
            };
            if near && clock.absolute().is_some_and(|value| value.at.is_some()) {
                times.push(number);
            } else {
                break;
            }
        }
        if listed.len() > 1 && scorers.len() == listed.len() && times.len() == listed.len() {
            for (telling, time) in listed.into_iter().zip(times) {
                tellings[telling].clocks = vec![time];
            }
        }
    }
}

/// "scored on 23 and 45 minutes": one verb, two goals, each with its own time.
pub(super) fn one_clock_a_goal(
    scene: &Scene<'_>,
    clocks: &[TimeExpression],
    tellings: &mut Vec<Telling>,
) {
    let mut more = Vec::new();
    for telling in tellings.iter_mut() {
        if telling.scorer.is_none() || telling.status != Status::Asserted || !telling.sure {
            continue;
        }
        let mut trailing: Vec<usize> = telling
            .clocks
            .iter()
            .copied()
            .filter(|clock| clocks[*clock].tokens.start >= telling.tokens.end)
            .collect();
        trailing.sort_by_key(|clock| clocks[*clock].tokens.start);
        let joined: Vec<usize> = trailing
            .windows(2)
            .filter(|pair| {
                let (end, start) = (clocks[pair[0]].tokens.end, clocks[pair[1]].tokens.start);
                start >= end
                    && start - end <= 6
                    && joins(scene, clocks, end, pair[1])
                    && (end..start).all(|at| scene.mention_at(at).is_none())
                    // "scored on 23 minutes and hit the post on 60": what happened then is told for itself.
                    && !(end..start).any(|at| scene.is_verb(at))
            })
            .map(|pair| pair[1])
            .collect();
        if joined.is_empty() {
            continue;
        }
        telling.clocks.retain(|clock| !joined.contains(clock));
        telling.count = 1;
        for clock in joined {
            more.push(telling.once_more_at(clock));
        }
    }
    tellings.extend(more);
}

/// Whether "and" stands between two times of one verb: before the second, or at the head of it ("on 23 and 45 minutes").
/// "And three minutes later they were level" begins another clause.
fn joins(scene: &Scene<'_>, clocks: &[TimeExpression], end: TokenIndex, second: usize) -> bool {
    let clock = &clocks[second];
    let start = clock.tokens.start;
    let listed = clock.support.is_some()
        && clocks[..second]
            .last()
            .is_some_and(|before| before.support == clock.support);
    let again = scene.document.folded(start.saturating_sub(1)) == "again";
    listed
        || again
        || clock.place != Place::Fronted
            && (end..start).any(|at| scene.document.folded(at) == "and")
        || scene.document.folded(start) == "and" && clock.absolute().is_some()
}
