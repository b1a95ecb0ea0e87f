//! Joining the tellings of one goal.

use super::TimelineGoal;
use super::draft::Draft;
use super::elsewhere::is_elsewhere;
use super::story::StoryClock;
use crate::extraction::clock::TimeExpression;
use crate::extraction::events::{Slot, TeamRef, Telling, Unnamed};
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::mentions::{EntityIndex, EntityKind};
use crate::extraction::sides::{Sides, Team};
use crate::extraction::text::{QuickSet, TokenIndex};
use crate::football::GoalKind;

/// How far (in sentences) a goal told without its scorer may stand from the telling that names him.
const REACH: usize = 3;

/// A side less sure than this gives way to what a goal's own telling says.
const SURE: f32 = 0.3;

/// Joins the tellings that came about to goals, in the order they are told.
pub(super) fn merge(
    scene: &Scene<'_>,
    sides: &Sides,
    tellings: &[Telling],
    clocks: &[TimeExpression],
    story: &StoryClock,
) -> Vec<TimelineGoal> {
    let mut bundles: Vec<Draft> = Vec::new();
    let mut nameless: Vec<Draft> = Vec::new();
    let mut counts: Vec<usize> = Vec::new();
    let counting: Vec<&Telling> = (tellings.iter())
        .filter(|telling| telling.count > 1 && telling.status == Status::Asserted)
        .collect();
    // Of two rules that found the same words, one may not have seen whom they are about.
    let elsewhere: QuickSet<TokenIndex> = tellings
        .iter()
        .filter(|telling| is_elsewhere(scene, sides, telling))
        .map(|telling| telling.tokens.start)
        .collect();
    for (number, telling) in tellings.iter().enumerate() {
        if telling.status != Status::Asserted || elsewhere.contains(&telling.tokens.start) {
            continue;
        }
        let team = credited(scene, sides, telling);
        let draft = Draft::of(scene, tellings, number, team, clocks, story);
        if draft.scorer.is_none() {
            if !telling.supports {
                nameless.push(draft);
            }
        } else if telling.count > 1 {
            counts.push(number);
        } else if !is_part_of_a_count(&counting, telling) {
            bundle(tellings, &mut bundles, draft);
        }
    }
    let mut drafts: Vec<Draft> = Vec::new();
    for bundle in bundles {
        let same = drafts
            .iter_mut()
            .filter(|known| known.scorer == bundle.scorer && known.agrees_with(&bundle))
            .min_by_key(|known| bundle.first.abs_diff(known.last));
        match same {
            Some(known) => known.absorb(bundle),
            None if bundle.supports => {}
            None => drafts.push(bundle),
        }
    }
    fulfil_counts(scene, sides, tellings, &counts, &mut drafts);
    for draft in nameless {
        // "They took the lead on 35 minutes. Odo found space …": the scorer of a goal told elsewhere.
        let named_after = |known: &Draft| {
            let open = !known.has_a_minute() && draft.is_dated();
            let mut ahead = 0..=REACH;
            open.then(|| ahead.find(|ahead| names(scene, draft.first + ahead, known.scorer)))
                .flatten()
                .map_or(usize::MAX, |ahead| 2 * ahead + 1)
        };
        let host = drafts
            .iter_mut()
            .filter(|known| {
                // One sentence, one time, one goal, whoever is said to have scored it.
                let same_words =
                    known.shares_a_minute(&draft) && apart(scene, tellings, known, &draft) == 0;
                let unsure = !is_of_a_sure_side(sides, known)
                    && !names_another(scene, draft.first, known.scorer);
                let teams_agree = draft.team.is_none()
                    || known.team.is_none()
                    || draft.team == known.team
                    || unsure
                    || same_words;
                (apart(scene, tellings, known, &draft).min(named_after(known)) <= 2 * REACH
                    || known.shares_a_minute(&draft))
                    && known.times_allow(&draft)
                    && (draft.kind != GoalKind::OwnGoal || known.kind == GoalKind::OwnGoal)
                    && teams_agree
                    && !are_first_and_later(tellings, known, &draft)
                    && !goes_on_to(scene, tellings, &draft, known)
                    && is_known_by_then(scene, tellings, &draft, known)
            })
            .min_by_key(|known| {
                let apart = apart(scene, tellings, known, &draft).min(named_after(known));
                (apart, !known.shares_a_minute(&draft), !known.is_dated())
            });
        if let Some(host) = host {
            if !is_of_a_sure_side(sides, host) && host.kind != GoalKind::OwnGoal {
                host.team = draft.team.or(host.team);
            }
            host.absorb(draft);
        } else if draft.sure && !speaks_of_a_known_one(scene, tellings, &draft) {
            drafts.push(draft);
        }
    }
    drafts.into_iter().map(Draft::into_goal).collect()
}

/// Whether the text tells well enough whom a goal's scorer plays for; otherwise the goal's own telling decides.
fn is_of_a_sure_side(sides: &Sides, draft: &Draft) -> bool {
    draft
        .scorer
        .and_then(|scorer| sides.of_person_surely(scorer))
        .is_some_and(|(_, sure)| sure >= SURE)
}

/// Puts a telling to those of the same man in the same sentence, which tell of one goal unless something parts them.
fn bundle(tellings: &[Telling], bundles: &mut Vec<Draft>, new: Draft) {
    let telling = &tellings[new.tellings[0]];
    let alone = telling.repeats || telling.listed.is_some();
    let same = bundles.iter_mut().rev().find(|known| {
        known.scorer == new.scorer
            && known.last == new.first
            && !alone
            && !tellings[known.tellings[0]].repeats
            && (same_words(tellings, known, telling) || known.is_of_one_sentence_with(&new))
    });
    match same {
        Some(known) => known.absorb(new),
        None => bundles.push(new),
    }
}

/// "scored twice": the verb tells the count, and no goal of its own.
fn is_part_of_a_count(counting: &[&Telling], telling: &Telling) -> bool {
    let scorer = |telling: &Telling| telling.scorer.as_ref().map(|(scorer, _)| *scorer);
    counting.iter().any(|other| {
        scorer(other) == scorer(telling)
            && other.tokens.start < telling.tokens.end
            && telling.tokens.start < other.tokens.end
    })
}

/// "a hat-trick" with one goal told: the others are there without a telling of theirs. With four told, some two are one.
fn fulfil_counts(
    scene: &Scene<'_>,
    sides: &Sides,
    tellings: &[Telling],
    counts: &[usize],
    drafts: &mut Vec<Draft>,
) {
    for number in counts {
        let telling = &tellings[*number];
        let Some((scorer, _)) = telling.scorer else {
            continue;
        };
        let most = counts
            .iter()
            .map(|count| &tellings[*count])
            .filter(|other| {
                other
                    .scorer
                    .as_ref()
                    .is_some_and(|(other, _)| *other == scorer)
            })
            .map(|other| usize::from(other.count))
            .max()
            .unwrap_or(0);
        let sentence = scene.document.sentence_of(telling.tokens.start);
        let of_his = |drafts: &[Draft]| {
            drafts
                .iter()
                .filter(|draft| draft.scorer == Some(scorer))
                .count()
        };
        while of_his(drafts) > most {
            let least = (0..drafts.len())
                .filter(|at| drafts[*at].scorer == Some(scorer))
                .min_by_key(|at| drafts[*at].weight());
            let Some(least) = least.map(|at| drafts.remove(at)) else {
                break;
            };
            let host = drafts
                .iter_mut()
                .filter(|draft| draft.scorer == Some(scorer))
                .min_by_key(|draft| {
                    (
                        !draft.times_allow(&least),
                        draft.first.abs_diff(least.first),
                    )
                });
            if let Some(host) = host {
                host.absorb(least);
            }
        }
        for _ in of_his(drafts)..usize::from(telling.count) {
            let team = credited(scene, sides, telling);
            drafts.push(Draft::untold(scorer, team, telling.kind, *number, sentence));
        }
    }
}

/// Whether the one is told as the first goal of the match, the other as one that was not.
fn are_first_and_later(tellings: &[Telling], known: &Draft, nameless: &Draft) -> bool {
    let has = |draft: &Draft, slots: &[Slot]| {
        let mut told = draft.tellings.iter();
        told.any(|telling| {
            tellings[*telling]
                .slot
                .is_some_and(|slot| slots.contains(&slot))
        })
    };
    let later = [Slot::Add, Slot::Level, Slot::Pull];
    has(known, &[Slot::Opener]) && has(nameless, &later)
        || has(nameless, &[Slot::Opener]) && has(known, &later)
}

/// "That goal came on 40 minutes, and Odo doubled the lead": whether a sentence goes on from a goal and its time to this one.
fn goes_on_to(scene: &Scene<'_>, tellings: &[Telling], nameless: &Draft, known: &Draft) -> bool {
    let first = &tellings[nameless.tellings[0]];
    let sentence = scene.sentence(first.tokens.start);
    nameless.is_dated()
        && known.tellings.iter().any(|telling| {
            let later = &tellings[*telling];
            sentence.contains(&later.tokens.start)
                && later.tokens.start >= first.tokens.end
                && later.clocks.is_empty()
                && matches!(later.slot, Some(Slot::Add | Slot::Level | Slot::Pull))
        })
}

/// "Having taken the lead, they sat back": a goal that is told elsewhere, or none.
fn speaks_of_a_known_one(scene: &Scene<'_>, tellings: &[Telling], nameless: &Draft) -> bool {
    let sentence = &scene.document.sentences[nameless.first];
    // A caption shows what the story tells.
    let caption = sentence.unfinished && !nameless.is_dated();
    let retold = |telling: &usize| {
        let telling = &tellings[*telling];
        let before = telling.tokens.start.saturating_sub(1);
        let back = matches!(
            scene.document.folded(before),
            "after" | "since" | "despite" | "having"
        );
        let of_nobody = telling.unnamed == Some(Unnamed::Nobody);
        of_nobody && nameless.team.is_none() || back && !nameless.is_dated()
    };
    caption || nameless.tellings.iter().all(retold)
}

/// "The winger doubled the lead": whom the story has not named before is not meant.
fn is_known_by_then(
    scene: &Scene<'_>,
    tellings: &[Telling],
    nameless: &Draft,
    known: &Draft,
) -> bool {
    let telling = &tellings[nameless.tellings[0]];
    let first = known.scorer.and_then(|scorer| {
        let mention = scene.cast.entities[scorer].mentions.first()?;
        Some(scene.cast.mentions[*mention].tokens.start)
    });
    telling.unnamed != Some(Unnamed::Somebody)
        || first.is_none_or(|first| first < telling.tokens.end)
}

/// Whether a sentence names a player, and not the scorer.
fn names_another(scene: &Scene<'_>, sentence: usize, scorer: Option<EntityIndex>) -> bool {
    let tokens = scene.document.sentences[sentence].tokens.clone();
    let mut named = tokens
        .filter_map(|at| scene.person_at(at))
        .filter(|person| scene.cast.entities[*person].kind == EntityKind::Player)
        .peekable();
    named.peek().is_some() && named.all(|person| Some(person) != scorer)
}

/// Whether a sentence names a scorer.
fn names(scene: &Scene<'_>, sentence: usize, scorer: Option<EntityIndex>) -> bool {
    scorer.is_some()
        && scene
            .document
            .sentences
            .get(sentence)
            .is_some_and(|sentence| {
                let mut tokens = sentence.tokens.clone();
                tokens.any(|at| scene.person_at(at) == scorer)
            })
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

/// The team that a telling says its goal is for, whoever scored it.
pub(super) fn team_told(scene: &Scene<'_>, sides: &Sides, telling: &Telling) -> Option<Team> {
    match telling.team? {
        TeamRef::For(mention) => sides.of_mention(scene, mention),
        TeamRef::Against(mention) => sides.of_mention(scene, mention).map(Team::opponent),
    }
}

/// The team a telling's goal counts for, going by this telling alone.
#[must_use]
pub fn credited(scene: &Scene<'_>, sides: &Sides, telling: &Telling) -> Option<Team> {
    let told = team_told(scene, sides, telling);
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
