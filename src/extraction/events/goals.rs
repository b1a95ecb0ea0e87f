//! Goals told: every telling in text order, those that did not come about among them.

use std::ops::Range;

use super::amount::{count_in_brackets, count_told, his, made_it, ordinal_told};
use super::credit::{act_together, credit, is_another_mans, is_stopped, passes, provides};
use super::dating;
use super::noun::{is_noun, verb_of};
use super::scorer::{is_going_on, joined_before, listed_after, owners_after};
use super::team::beneficiary;
use super::{Slot, Telling, Unnamed, gapping, listing, made, spot, told_after};
use crate::extraction::clock::{TimeExpression, counts_from, governing};
use crate::extraction::grammar::{Refusal, Scene, Status, Subject, Tells, status::Cue};
use crate::extraction::mentions::EntityKind;
use crate::extraction::rules::{Family, Hit, Rule};
use crate::extraction::text::{TokenIndex, TokenKind};
use crate::football::GoalKind;

/// All tellings of goals, in text order.
#[must_use]
pub fn read(scene: &Scene<'_>, cues: &[Cue], clocks: &[TimeExpression]) -> Vec<Telling> {
    let mut tellings = Vec::new();
    for hit in scene.hits(Family::Goal) {
        tellings.extend(read_hit(scene, cues, hit));
    }
    own_goals_are_nobody_elses(&mut tellings);
    told_after::name_scorers(scene, &mut tellings);
    spot::recognise(scene, &mut tellings);
    for telling in &mut tellings {
        telling.clocks = governing(scene.document, clocks, telling.tokens.clone());
        // "Level 10 minutes after going behind": a goal told before.
        let place = scene.sentence(telling.tokens.start);
        let first = clocks.partition_point(|clock| clock.tokens.start < place.start);
        telling.supports |= telling.scorer.is_none()
            && clocks[first..]
                .iter()
                .take_while(|clock| clock.tokens.start < place.end)
                .any(|clock| counts_from(clock, &telling.tokens));
    }
    dating::brackets_are_of_names(scene, clocks, &mut tellings);
    dating::one_event_a_clock(scene, clocks, &mut tellings);
    dating::each_his_own(scene, clocks, &mut tellings);
    dating::one_clock_a_goal(scene, clocks, &mut tellings);
    gapping::fill(scene, clocks, &mut tellings);
    tellings.extend(listing::read(scene));
    tellings.sort_by_key(|telling| (telling.tokens.start, telling.tokens.end));
    made::give_scores(scene, &mut tellings);
    tellings
}

/// "Odo's corner flicked off Lind and into his own goal": what an own goal is told with is no goal of another man.
fn own_goals_are_nobody_elses(tellings: &mut Vec<Telling>) {
    let own: Vec<_> = tellings
        .iter()
        .filter(|telling| {
            telling.kind == GoalKind::OwnGoal
                && telling.status == Status::Asserted
                && telling.scorer.is_some()
        })
        .map(|telling| telling.tokens.clone())
        .collect();
    tellings.retain(|telling| {
        telling.kind == GoalKind::OwnGoal
            || !own
                .iter()
                .any(|words| words.contains(&telling.tokens.start))
    });
}

fn read_hit(scene: &Scene<'_>, cues: &[Cue], hit: &Hit<'_>) -> Vec<Telling> {
    let mut trigger = hit.capture("trigger").unwrap_or_else(|| hit.tokens.clone());
    let rule = hit.rule;
    let captured = hit.capture("scorer").is_some();
    // "sent a drive looping over the keeper": what he did is said before.
    let shot = trigger.start.saturating_sub(1);
    if !captured && scene.document.folded(trigger.start).ends_with("ing") {
        trigger.start = verb_of(scene, shot).unwrap_or(trigger.start);
    }
    // "a well-struck drive"
    let before = trigger.start.saturating_sub(1);
    let describes = matches!(scene.document.folded(before), "well" | "sweetly" | "poorly");
    if !captured && describes && scene.document.tokens[trigger.start].hyphenated {
        return Vec::new();
    }
    if !captured && !rule.is("nameless") && is_noun(scene, trigger.start) {
        match verb_of(scene, trigger.start) {
            Some(verb) => trigger.start = verb,
            None => return Vec::new(),
        }
    }
    // "sold after scoring 20 goals": no match has as many.
    let many = scene.document.cardinal_at(trigger.end);
    if many.is_some_and(|(many, words)| {
        many > 9
            && scene
                .document
                .folded(trigger.end + words)
                .starts_with("goal")
    }) {
        return Vec::new();
    }
    // "his shot was turned into his own net by Odo": another's goal.
    let own_net = |at: TokenIndex| scene.document.folded(at) == "own";
    if rule.is("thing") && hit.tokens.clone().any(own_net) {
        return Vec::new();
    }
    let sure = rule.is("sure");
    if !sure && !captured && passes(scene, trigger.end..hit.tokens.end) {
        return Vec::new();
    }
    // "four goals from Odo, Ames and Lind": a list of scorers, not one man's count.
    let alone = |scorer: &Range<TokenIndex>| listed_after(scene, scorer.end, true).is_empty();
    // "a brace from Odo and goals from Ames": one man's for all that.
    let ones = |at: TokenIndex| scene.document.is_in(at, scene.classes.one_mans_goals);
    let several = !hit.tokens.clone().any(ones);
    if rule.is("counts") && several && hit.capture("scorer").is_some_and(|scorer| !alone(&scorer)) {
        return Vec::new();
    }
    let (scorer, team) = credit(scene, hit, &trigger);
    let by_another = |words: &Range<TokenIndex>| {
        captured && (provides(scene, words) || sure && is_stopped(scene, words))
    };
    if scorer.as_ref().is_some_and(|(_, words)| by_another(words)) {
        return Vec::new();
    }
    let scorer = scorer.filter(|(person, words)| {
        scene.cast.entities[*person].kind == EntityKind::Player
            && !is_another_mans(scene, hit, *person, words)
            && (captured || !act_together(scene, words.end..trigger.start))
    });
    if scorer.is_none() && rule.is("named") {
        return Vec::new();
    }
    let team = team.or_else(|| {
        let end = hit.tokens.end.max(trigger.end);
        (!rule.is("against")).then(|| beneficiary(scene, end))?
    });
    let claim = if sure && !rule.is("attempt") {
        Tells::Goal
    } else {
        Tells::Attempt
    };
    let own = if rule.is("despite_cue") {
        hit.tokens.clone()
    } else {
        0..0
    };
    let mut status = scene.status_told_by(&own, &trigger, cues, claim);
    let told = scorer.is_some() && !is_going_on(scene, trigger.start);
    if status == Status::Asserted && !sure && !told {
        status = Status::Refused(Refusal::Negated, trigger.clone());
    }
    let again = rule
        .number("ordinal")
        .and_then(|number| u8::try_from(number).ok());
    let whole = trigger.start.min(hit.tokens.start)..hit.tokens.end.max(trigger.end);
    let own_goal = scorer.as_ref().is_some_and(|(_, words)| {
        let end = scene.document.clause(hit.tokens.end - 1).end;
        let told = trigger.start.max(hit.tokens.end);
        puts_into_own_net(scene, words.end..told.max(end.min(told + 5)))
    });
    let subject = scorer.is_none().then(|| scene.subject(trigger.start));
    let first = Telling {
        tokens: if captured && !rule.is("dated") {
            whole
        } else {
            trigger.clone()
        },
        rule: rule.id.clone(),
        ordinal: again
            .or_else(|| {
                rule.is("makes")
                    .then(|| made_it(scene, &(trigger.start..hit.tokens.end)))?
            })
            .or_else(|| ordinal_told(scene, &trigger)),
        his: again.is_some() || his(scene, &trigger),
        scorer,
        unnamed: match subject {
            Some(Subject::Somebody(_)) => Some(Unnamed::Somebody),
            Some(Subject::Unknown) if !captured && !rule.is("nameless") => Some(Unnamed::Nobody),
            _ => None,
        },
        team,
        kind: if own_goal {
            GoalKind::OwnGoal
        } else {
            kind(rule)
        },
        sure,
        weak: rule.is("weak"),
        supports: rule.is("supports"),
        repeats: false,
        slot: slot(scene, hit),
        score: hit.capture("score").and_then(|tokens| score(scene, tokens)),
        count: if rule.is("counts") {
            count_told(scene, &hit.tokens)
        } else {
            1
        },
        clocks: Vec::new(),
        listed: None,
        status,
    };
    shared(scene, hit, first)
}

/// "a calamitous Odo own goal", "Odo doubled their lead with an own goal": whether the words after a name say so, and speak
/// of him alone; "Odo levelled after an own goal" speaks of another's.
fn puts_into_own_net(scene: &Scene<'_>, words: Range<TokenIndex>) -> bool {
    let document = scene.document;
    words
        .take_while(|at| {
            document.tokens[*at].kind.is_wordlike()
                && !matches!(
                    document.folded(*at),
                    "and" | "before" | "after" | "following" | "out" | "from" | "for" | "despite"
                )
                && scene.mention_at(*at).is_none()
        })
        .any(|at| document.folded(at) == "own" && matches!(document.folded(at + 1), "goal" | "net"))
}

/// The telling, and one more for each scorer whom the same words name.
fn shared(scene: &Scene<'_>, hit: &Hit<'_>, first: Telling) -> Vec<Telling> {
    let captured = hit.capture("scorer");
    let others: Vec<Range<TokenIndex>> = match (&captured, &first.scorer) {
        (Some(scorer), _) if hit.rule.is("list") => {
            let class = scene.classes.several_goals;
            let several =
                (hit.tokens.start..scorer.start).any(|at| scene.document.is_in(at, class));
            let mut others = listed_after(scene, scorer.end, several);
            others.extend(owners_after(scene, &hit.tokens, scorer));
            if others.is_empty() && hit.tokens.end > scorer.end {
                others = listed_after(scene, hit.tokens.end, several);
            }
            others
        }
        (None, Some((_, tokens))) => joined_before(scene, tokens.start),
        (Some(_) | None, _) => Vec::new(),
    };
    let bracketed = |words: &Range<TokenIndex>| count_in_brackets(scene, words.end).unwrap_or(1);
    let mut all = vec![first];
    if let Some((_, words)) = &all[0].scorer {
        all[0].count = all[0].count.max(bracketed(words));
    }
    for tokens in others {
        let Some(person) = scene.person_at(tokens.start) else {
            continue;
        };
        let mut next = all[0].clone();
        next.slot = None;
        // "Odo and Ames scored in each half": once each.
        if hit.rule.is("shared") {
            all[0].count = 1;
        }
        let counts = hit.rule.is("counts") && !hit.rule.is("shared");
        next.count = bracketed(&tokens).max(if counts { next.count } else { 1 });
        next.scorer = Some((person, tokens.clone()));
        // "Odo (9) and Ames (27) scored": each goal where its time stands.
        let opens = scene.document.tokens.get(tokens.end);
        let timed = opens.is_some_and(|token| token.kind == TokenKind::Open);
        if captured.is_none() {
            next.ordinal = None;
        }
        if captured.is_some() || timed {
            next.tokens = tokens;
        }
        all.push(next);
    }
    all
}

/// The goal's place in the story, by the rule or by the noun: "scored the equaliser".
fn slot(scene: &Scene<'_>, hit: &Hit<'_>) -> Option<Slot> {
    let rule = hit.rule;
    let named = rule.meaning("slot").and_then(Slot::from_name);
    let is_in = |at, class| scene.document.is_in(at, class);
    let by_noun = || {
        let nouns = [
            (scene.classes.opening_goal, Slot::Opener),
            (scene.classes.levelling_goal, Slot::Level),
            (scene.classes.winning_goal, Slot::Winner),
            (scene.classes.consoling_goal, Slot::Pull),
        ];
        let noun = |at| nouns.into_iter().find(|(class, _)| is_in(at, *class));
        hit.tokens.clone().find_map(noun).map(|(_, slot)| slot)
    };
    // "Level on aggregate" is no state of this match.
    let mut after = hit.tokens.end..hit.tokens.end + 6;
    if after.any(|at| scene.document.folded(at) == "aggregate") {
        return None;
    }
    let more = || {
        hit.tokens
            .clone()
            .any(|at| is_in(at, scene.classes.more_goals))
    };
    let add = (rule.is("add") && more()).then_some(Slot::Add);
    let pull = rule.is("pull").then_some(Slot::Pull);
    match named {
        // "Grabbed the lead", "grabbed the equaliser"
        Some(Slot::Lead) => by_noun().or(named),
        _ => named.or_else(by_noun).or(add).or(pull),
    }
}

fn kind(rule: &Rule) -> GoalKind {
    match rule.meaning("kind") {
        Some("penalty") => GoalKind::Penalty,
        Some("own_goal") => GoalKind::OwnGoal,
        Some(_) | None => GoalKind::Regular,
    }
}

fn score(scene: &Scene<'_>, tokens: Range<TokenIndex>) -> Option<(u8, u8)> {
    match scene.document.tokens[tokens.start].kind {
        TokenKind::Score(left, right) => Some((left, right)),
        _ => None,
    }
}
