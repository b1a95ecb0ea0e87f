//! Whom the words of a rule say a goal is of.

use std::ops::Range;

use super::TeamRef;
use super::scorer::{agent, is_passive};
use super::team::{beneficiary, clause_team};
use crate::extraction::grammar::{Scene, Subject};
use crate::extraction::mentions::EntityIndex;
use crate::extraction::rules::Hit;
use crate::extraction::text::{TokenIndex, TokenKind};

/// Whom a hit says a goal is of: the scorer with the words that say so, and the team.
type Credit = (Option<(EntityIndex, Range<TokenIndex>)>, Option<TeamRef>);

pub(super) fn credit(scene: &Scene<'_>, hit: &Hit<'_>, trigger: &Range<TokenIndex>) -> Credit {
    let rule = hit.rule;
    let scorer = hit
        .capture("scorer")
        .and_then(|tokens| Some((scene.person_at(tokens.start)?, tokens)));
    let team = hit
        .capture("team")
        .and_then(|tokens| scene.team_mention_in(tokens))
        .map(TeamRef::For);
    if rule.is("against") {
        let team = match scene.subject(trigger.start) {
            Subject::Team(mention) => Some(TeamRef::Against(mention)),
            Subject::They(at) => scene.they(at).map(TeamRef::Against).or(team),
            Subject::Person(..) | Subject::Somebody(_) | Subject::Thing(_) | Subject::Unknown => {
                team
            }
        };
        return (scorer, team);
    }
    // "Odo put them ahead"
    let team = team.or_else(|| {
        let them = scene.document.folded(trigger.end) == "them";
        let meant = them.then(|| scene.they(trigger.end)).flatten();
        // "Odo punished them"
        let harmed = scene
            .document
            .is_in(trigger.start, scene.classes.tie_harmed);
        meant.map(if harmed {
            TeamRef::Against
        } else {
            TeamRef::For
        })
    });
    if scorer.is_some() || rule.is("nameless") {
        let better_off = || beneficiary(scene, hit.tokens.end.max(trigger.end));
        let spoken_of = || clause_team(scene, hit.tokens.start);
        return (scorer, team.or_else(better_off).or_else(spoken_of));
    }
    if let Some(agent) = agent(scene, trigger, hit.tokens.end) {
        return (Some(agent), team);
    }
    if is_passive(scene, trigger.start) && !rule.is("thing") {
        return (None, team);
    }
    let subject = if rule.is("thing") {
        Subject::Thing(hit.tokens.start)
    } else if rule.is("owner") {
        scene.subject(trigger.start)
    } else {
        scene.actor(trigger.start)
    };
    match subject {
        Subject::Person(person, tokens) => (Some((person, tokens)), team),
        Subject::Team(mention) => (None, team.or(Some(TeamRef::For(mention)))),
        Subject::Thing(noun) => {
            let noun = struck_from(scene, noun);
            let follows = |at: TokenIndex| scene.document.folded(at) == "to";
            let by_another = follows(trigger.start.saturating_sub(1))
                && scene.document.is_in(noun, scene.classes.others_score_from);
            let owner = (!by_another)
                .then(|| scene.owner(noun))
                .flatten()
                .map(|person| (person, noun..noun + 1));
            // "met a deep cross to head Marlow ahead": who met it.
            let actor = match scene.actor(trigger.start) {
                Subject::Person(person, tokens) if owner.is_none() => Some((person, tokens)),
                _ => None,
            };
            let shooter = || shooter(scene, noun).or_else(|| who_struck(scene, noun));
            (owner.or(actor).or_else(shooter), team)
        }
        Subject::They(at) => (None, team.or_else(|| scene.they(at).map(TeamRef::For))),
        Subject::Somebody(_) | Subject::Unknown => (None, team),
    }
}

/// "Odo let fly. The shot took a deflection and went in": who was spoken of last, where a sentence begins with his shot.
fn shooter(scene: &Scene<'_>, noun: TokenIndex) -> Option<(EntityIndex, Range<TokenIndex>)> {
    let start = scene.sentence(noun).start;
    // Or "touched it to Odo and the shot flew in".
    let first = (start..noun).rev().take(2).find(|at| {
        let begins = *at == start || matches!(scene.document.folded(*at - 1), "and" | "but");
        begins && scene.document.folded(*at) == "the"
    })?;
    let his = scene.document.is_in(noun, scene.classes.a_shot);
    let person = his.then(|| scene.antecedent(first)).flatten()?;
    Some((person, noun..noun + 1))
}

/// "Odo let go a low drive which flew in": who does what the shot is the object of.
fn who_struck(scene: &Scene<'_>, noun: TokenIndex) -> Option<(EntityIndex, Range<TokenIndex>)> {
    let start = scene.sentence(noun).start;
    let article = (start..noun)
        .rev()
        .take(5)
        .take_while(|at| scene.document.tokens[*at].kind.is_wordlike())
        .find(|at| matches!(scene.document.folded(*at), "a" | "an"))?;
    let verb = article.checked_sub(1).filter(|verb| *verb > start)?;
    match scene.actor(verb) {
        Subject::Person(person, words) if scene.is_verb(verb) => Some((person, words)),
        _ => None,
    }
}

/// "his shot from Odo's pass finding the corner": what found it is the shot.
fn struck_from(scene: &Scene<'_>, noun: TokenIndex) -> TokenIndex {
    let document = scene.document;
    let start = scene.sentence(noun).start;
    let is_in = |at, class| document.is_in(at, class);
    let from = (start + 1..noun)
        .rev()
        .take(6)
        .take_while(|at| {
            let kind = document.tokens[*at].kind;
            kind.is_wordlike() || kind == TokenKind::Possessive
        })
        .find(|at| is_in(*at, scene.classes.off_whose));
    from.filter(|from| {
        is_in(from - 1, scene.classes.a_shot) && is_in(noun, scene.classes.others_score_from)
    })
    .map_or(noun, |from| from - 1)
}

/// "saved Odo's penalty": who owns what was stopped.
pub(super) fn is_stopped(scene: &Scene<'_>, words: &Range<TokenIndex>) -> bool {
    let next = scene.document.tokens.get(words.end);
    let stops = scene.classes.keeper_saves;
    next.is_some_and(|next| matches!(next.kind, TokenKind::Possessive))
        && words.start > 0
        && scene.document.is_in(words.start - 1, stops)
}

/// "headed home from Odo's free kick": he made the goal, and another scored it.
pub(super) fn provides(scene: &Scene<'_>, words: &Range<TokenIndex>) -> bool {
    let document = scene.document;
    let owns = document
        .tokens
        .get(words.end)
        .is_some_and(|next| matches!(next.kind, TokenKind::Possessive));
    let gives = scene.is_attributive(words)
        && scene
            .document
            .is_in(words.end, scene.classes.others_score_from);
    let mut at = words.start;
    while at > 0 && scene.describes(at - 1) {
        at -= 1;
    }
    (owns || gives)
        && at
            .checked_sub(1)
            .is_some_and(|before| document.is_in(before, scene.classes.off_whose))
}

/// "Odo and Ames combined to put": neither is said to have scored.
pub(super) fn act_together(scene: &Scene<'_>, mut words: Range<TokenIndex>) -> bool {
    let class = scene.classes.together;
    let is = |at: TokenIndex, word: &str| scene.document.folded(at) == word;
    let last = words.end.saturating_sub(1);
    // "exchanged passes with Ames before slotting home", "linked up with Ames and slotted home"
    let goes_on = is(last, "before") || is(last, "and") && words.clone().any(|at| is(at, "with"));
    !goes_on && words.any(|at| scene.document.is_in(at, class))
}

/// "he met Odo's cross": who is called "he" is not the man named in what he did.
pub(super) fn is_another_mans(
    scene: &Scene<'_>,
    hit: &Hit<'_>,
    person: EntityIndex,
    words: &Range<TokenIndex>,
) -> bool {
    words.len() == 1
        && scene.mention_at(words.start).is_none()
        && hit.capture("scorer").is_none()
        && hit
            .tokens
            .clone()
            .any(|at| at > words.start && scene.person_at(at) == Some(person))
}

/// "poked it through for Ames, whose finish": what ends in the net is another man's.
pub(super) fn passes(scene: &Scene<'_>, words: Range<TokenIndex>) -> bool {
    words.into_iter().skip(1).any(|at| {
        let passed = matches!(scene.document.folded(at - 1), "for" | "to");
        let owner = || {
            let mention = scene.mention_at(at)?;
            let end = scene.cast.mentions[mention].tokens.end;
            let next = scene.document.tokens.get(end)?;
            Some(matches!(next.kind, TokenKind::Possessive))
        };
        passed && scene.person_at(at).is_some() && owner() != Some(true)
    })
}
