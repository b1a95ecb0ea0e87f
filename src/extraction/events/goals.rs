//! Goals told: every telling in text order, those that did not come about among them.

use std::ops::Range;

use crate::extraction::clock::{TimeExpression, governing};
use crate::extraction::grammar::{Refusal, Scene, Status, Subject, status::Cue};
use crate::extraction::mentions::EntityIndex;
use crate::extraction::rules::{Family, Hit};
use crate::extraction::text::{TokenIndex, TokenKind};
use crate::football::{GoalKind, MatchClock};

/// One telling of a goal.
#[derive(Debug, Clone)]
pub struct Telling {
    /// The words that tell it.
    pub tokens: Range<TokenIndex>,
    /// The rule that found it.
    pub rule: String,
    /// Who scored, and the words that say so.
    pub scorer: Option<(EntityIndex, Range<TokenIndex>)>,
    /// The team the goal is for, as told.
    pub team: Option<TeamRef>,
    /// Goal, penalty, own goal.
    pub kind: GoalKind,
    /// Told as a goal, not as an attempt that went in.
    pub sure: bool,
    /// A phrase that tells of other things as often.
    pub weak: bool,
    /// It says that somebody decided the match, not how: a second witness to a goal, never a first.
    pub supports: bool,
    /// Its place in the story.
    pub slot: Option<Slot>,
    /// The score it made, in the order written.
    pub score: Option<(u8, u8)>,
    /// The verb that tells it tells of another goal of the same man as well.
    pub repeats: bool,
    /// Which of the scorer's or the team's goals it is: "his second".
    pub ordinal: Option<u8>,
    /// The ordinal counts the scorer's own goals.
    pub his: bool,
    /// How many goals it tells at once: "scored twice", "a hat-trick".
    pub count: u8,
    /// The time expressions that date it, best first, as indices.
    pub clocks: Vec<usize>,
    /// Its minute in a list of scorers, with the words that give it.
    pub listed: Option<(MatchClock, Range<TokenIndex>)>,
    /// Who set it up.
    pub assist: Option<(EntityIndex, Range<TokenIndex>)>,
    /// Whether it came about.
    pub status: Status,
}

/// A team, as a telling refers to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TeamRef {
    /// The team of a mention.
    For(usize),
    /// The team that plays against that of a mention.
    Against(usize),
}

/// A goal's place in the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The first goal.
    Opener,
    /// A goal that made it level.
    Level,
    /// A goal that put a side ahead.
    Lead,
    /// A goal more for a side ahead.
    Add,
    /// A goal for a side behind.
    Pull,
    /// The goal that decided it.
    Winner,
}

impl Slot {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "opener" => Self::Opener,
            "level" => Self::Level,
            "lead" => Self::Lead,
            "winner" => Self::Winner,
            _ => return None,
        })
    }
}

/// All tellings of goals, in text order.
#[must_use]
pub fn read(scene: &Scene<'_>, cues: &[Cue], clocks: &[TimeExpression]) -> Vec<Telling> {
    let mut tellings = Vec::new();
    for hit in scene.book.hits(Family::Goal, scene.document, scene.layers) {
        tellings.extend(telling(scene, cues, &hit));
    }
    for telling in &mut tellings {
        telling.clocks = governing(scene.document, clocks, telling.tokens.clone());
    }
    super::dating::one_event_a_clock(clocks, &mut tellings);
    super::dating::one_clock_a_goal(scene, clocks, &mut tellings);
    tellings.extend(super::listing::read(scene));
    tellings.sort_by_key(|telling| (telling.tokens.start, telling.tokens.end));
    tellings
}

fn telling(scene: &Scene<'_>, cues: &[Cue], hit: &Hit<'_>) -> Vec<Telling> {
    let trigger = hit.capture("trigger").unwrap_or_else(|| hit.tokens.clone());
    if hit.capture("scorer").is_none() && !rule_is_nameless(hit) && is_noun(scene, trigger.start) {
        return Vec::new();
    }
    let rule = hit.rule;
    let sure = rule.is("sure");
    let mut scorer = hit
        .capture("scorer")
        .and_then(|tokens| Some((scene.person_at(tokens.start)?, tokens)));
    let mut team = hit
        .capture("team")
        .and_then(|tokens| scene.team_mention_in(tokens))
        .map(TeamRef::For);
    let captured = scorer.is_some();
    let against = rule.is("against");
    if !captured && !rule_is_nameless(hit) {
        let subject = if rule.is("thing") {
            Subject::Thing(hit.tokens.start)
        } else {
            scene.subject(trigger.start)
        };
        let passive = is_passive(scene, trigger.start);
        match subject {
            _ if passive => scorer = agent(scene, trigger.end),
            Subject::Person(person, tokens) => scorer = Some((person, tokens)),
            Subject::Team(mention) if against => team = Some(TeamRef::Against(mention)),
            Subject::Team(mention) => team = team.or(Some(TeamRef::For(mention))),
            Subject::Thing(noun) => {
                scorer = scene.owner(noun).map(|person| (person, noun..noun + 1));
            }
            Subject::They(_) | Subject::Somebody(_) | Subject::Unknown => {}
        }
        if against {
            scorer = None;
        }
    } else if against && let Subject::Team(mention) = scene.subject(trigger.start) {
        team = Some(TeamRef::Against(mention));
    } else if team.is_none() {
        team = clause_team(scene, hit.tokens.start);
    }
    if scorer.is_none() && sure && !against && !rule.is("counts") {
        scorer = named_after(scene, hit.tokens.end.max(trigger.end));
    }
    if team.is_none() && !against {
        team = beneficiary(scene, hit.tokens.end.max(trigger.end));
    }
    let mut status = scene.status(&trigger, cues, sure);
    if status == Status::Asserted && !sure && scorer.is_none() {
        status = Status::Refused(Refusal::Negated, trigger.clone());
    }
    let slot = rule.meaning("slot").and_then(Slot::from_name).or_else(|| {
        if rule.is("add") {
            Some(Slot::Add)
        } else if rule.is("pull") {
            Some(Slot::Pull)
        } else {
            None
        }
    });
    let kind = match rule.meaning("kind") {
        Some("penalty") => GoalKind::Penalty,
        Some("own_goal") => GoalKind::OwnGoal,
        Some(_) | None => GoalKind::Regular,
    };
    let score =
        hit.capture("score")
            .and_then(|tokens| match scene.document.tokens[tokens.start].kind {
                TokenKind::Score(left, right) => Some((left, right)),
                _ => None,
            });
    let count = if rule.is("counts") {
        count_told(scene, &hit.tokens)
    } else {
        1
    };
    let whole = trigger.start.min(hit.tokens.start)..hit.tokens.end.max(trigger.end);
    let first = Telling {
        tokens: if captured { whole } else { trigger.clone() },
        rule: rule.id.clone(),
        ordinal: ordinal_told(scene, &trigger),
        his: his(scene, &trigger),
        scorer,
        team,
        kind,
        sure,
        weak: rule.is("weak"),
        supports: rule.is("supports"),
        repeats: false,
        slot,
        score,
        count,
        clocks: Vec::new(),
        listed: None,
        assist: None,
        status,
    };
    let mut all = vec![first];
    if !captured && let Some((_, tokens)) = &all[0].scorer {
        // "Odo and substitute Ames scored"
        for tokens in joined_before(scene, tokens.start) {
            if let Some(person) = scene.person_at(tokens.start) {
                let mut next = all[0].clone();
                next.scorer = Some((person, tokens.clone()));
                next.slot = None;
                next.ordinal = None;
                all.push(next);
            }
        }
    }
    if rule.is("list") && captured {
        let end = hit
            .capture("scorer")
            .map_or(hit.tokens.end, |tokens| tokens.end);
        for tokens in listed(scene, end) {
            if let Some(person) = scene.person_at(tokens.start) {
                let mut next = all[0].clone();
                next.scorer = Some((person, tokens.clone()));
                next.tokens = tokens;
                next.slot = None;
                all.push(next);
            }
        }
    }
    all
}

/// "Marlow won with goals from": the team that is spoken of before `at`, by what it is said to do.
fn clause_team(scene: &Scene<'_>, at: TokenIndex) -> Option<TeamRef> {
    let sentence = scene.sentence(at);
    let success = scene.book.class("team_success");
    let failure = scene.book.class("team_failure");
    let mut index = at;
    while index > sentence.start {
        index -= 1;
        let Some(mention) = scene.team_mention_at(index) else {
            continue;
        };
        let tokens = scene.cast.mentions[mention].tokens.clone();
        index = tokens.start;
        let owner = scene.document.folded(tokens.end) == "'s";
        if owner || scene.is_object(tokens.start, sentence.start) {
            continue;
        }
        let verb = (tokens.end..at.min(tokens.end + 4)).find(|next| {
            scene.document.is_in(*next, success) || scene.document.is_in(*next, failure)
        })?;
        return Some(if scene.document.is_in(verb, failure) {
            TeamRef::Against(mention)
        } else {
            TeamRef::For(mention)
        });
    }
    None
}

/// "took the lead when Odo", "equalised through Odo": who scored the goal that a team is said to have scored.
fn named_after(scene: &Scene<'_>, from: TokenIndex) -> Option<(EntityIndex, Range<TokenIndex>)> {
    let end = scene.sentence(from.saturating_sub(1)).end.min(from + 14);
    for at in from..end {
        let word = scene.document.folded(at);
        if matches!(word, "but" | "before" | "until" | "only" | "and" | "who") {
            return None;
        }
        if !matches!(word, "when" | "as" | "through" | "via" | "after") {
            continue;
        }
        // "when", "when the unmarked", "when substitute": up to the first name.
        let name = (at + 1..end.min(at + 7)).find(|next| {
            scene
                .mention_at(*next)
                .is_some_and(|mention| scene.person(mention).is_some())
        })?;
        let mention = scene.mention_at(name)?;
        let tokens = scene.cast.mentions[mention].tokens.clone();
        let owner = scene
            .document
            .tokens
            .get(tokens.end)
            .is_some_and(|next| matches!(next.kind, TokenKind::Possessive));
        let plain = (at + 1..name).all(|between| {
            let word = scene.document.folded(between);
            matches!(
                word,
                "the" | "a" | "unmarked" | "substitute" | "lively" | "impressive" | "excellent"
            ) || scene.document.is_in(between, scene.book.class("position"))
                || scene
                    .document
                    .is_in(between, scene.book.class("nationality_person"))
                || scene.mention_at(between).is_some()
        });
        let acts = (tokens.end..end.max(tokens.end).min(tokens.end + 3))
            .any(|next| scene.document.is_in(next, scene.book.class("player_act")));
        let by_name = matches!(word, "through" | "via");
        if owner || !plain || !(by_name || acts) {
            return None;
        }
        return Some((scene.person(mention)?, tokens));
    }
    None
}

/// "pulled one back for Marlow", "headed in to put Marlow ahead": the team named as better or worse off, right after.
fn beneficiary(scene: &Scene<'_>, from: TokenIndex) -> Option<TeamRef> {
    let end = scene.sentence(from.saturating_sub(1)).end.min(from + 9);
    for at in from..end {
        let word = scene.document.folded(at);
        if matches!(
            word,
            "before"
                | "but"
                | "after"
                | "when"
                | "while"
                | "until"
                | "and"
                | "who"
                | "which"
                | "although"
        ) {
            return None;
        }
        let next = at + 1 + usize::from(scene.document.folded(at + 1) == "the");
        let named = scene.team_mention_at(next).filter(|mention| {
            scene.cast.mentions[*mention].tokens.start == next
                && scene
                    .document
                    .folded(scene.cast.mentions[*mention].tokens.end)
                    != "'s"
        });
        if let Some(mention) = named {
            match word {
                "for" | "put" | "give" | "giving" | "putting" | "hand" | "handing" | "earn"
                | "send" | "ensure" | "help" | "bring" | "fire" => {
                    return Some(TeamRef::For(mention));
                }
                "against" | "sink" | "stun" => return Some(TeamRef::Against(mention)),
                "as" => return None,
                _ => {}
            }
        }
    }
    None
}

/// The rule tells of a goal and never of who scored it.
fn rule_is_nameless(hit: &Hit<'_>) -> bool {
    hit.rule.is("nameless")
}

/// Words that are verbs and nouns: "the score", "a fine finish".
fn is_noun(scene: &Scene<'_>, at: TokenIndex) -> bool {
    let word = scene.document.folded(at);
    if word.ends_with("ed") || word == "struck" || word == "put" {
        return false;
    }
    let Some(before) = at.checked_sub(1) else {
        return true;
    };
    let determined = scene.document.is_in(before, scene.book.class("determiner"))
        || matches!(scene.document.tokens[before].kind, TokenKind::Possessive)
        || scene
            .document
            .is_in(before, scene.book.class("attempt_adjective"));
    // "before scoring", "by heading home" are verbs.
    determined && !word.ends_with("ing")
        || word.ends_with("ing")
            && matches!(scene.document.folded(before), "the" | "side" | "a" | "'s")
}

/// "was headed home"
fn is_passive(scene: &Scene<'_>, at: TokenIndex) -> bool {
    let word = scene.document.folded(at);
    if word == "was" || word == "were" || word.ends_with("ing") {
        return false;
    }
    let mut before = at;
    while let Some(index) = before.checked_sub(1) {
        let word = scene.document.folded(index);
        if matches!(word, "was" | "were" | "is" | "be" | "been" | "being") {
            return true;
        }
        if !(word.len() > 4 && word.ends_with("ly")
            || matches!(word, "then" | "duly" | "eventually" | "only" | "finally"))
        {
            return false;
        }
        before = index;
    }
    false
}

/// "by substitute Odo": who did what a passive tells.
fn agent(scene: &Scene<'_>, from: TokenIndex) -> Option<(EntityIndex, Range<TokenIndex>)> {
    let end = scene.sentence(from.saturating_sub(1)).end;
    let by = (from..end.min(from + 12)).find(|at| scene.document.folded(*at) == "by")?;
    let at = (by + 1..end.min(by + 7)).find(|at| scene.person_at(*at).is_some())?;
    let tokens = scene.cast.mentions[scene.mention_at(at)?].tokens.clone();
    Some((scene.person_at(at)?, tokens))
}

/// The names joined to the one at `first`: "Odo, Ames and substitute".
fn joined_before(scene: &Scene<'_>, first: TokenIndex) -> Vec<Range<TokenIndex>> {
    let start = scene.sentence(first).start;
    let mut found = Vec::new();
    let mut at = first;
    loop {
        let mut before = at;
        let mut and = false;
        while before > start && at - before < 5 {
            let word = scene.document.folded(before - 1);
            let describes = scene
                .document
                .is_in(before - 1, scene.book.class("position"))
                || scene
                    .mention_at(before - 1)
                    .is_some_and(|mention| scene.person(mention).is_none())
                || scene
                    .document
                    .is_in(before - 1, scene.book.class("nationality_person"))
                || matches!(word, "substitute" | "fellow" | "then");
            if matches!(word, "and") && !and {
                and = true;
            } else if !describes {
                break;
            }
            before -= 1;
        }
        if !and || before == start {
            return found;
        }
        let Some(mention) = scene
            .mention_at(before - 1)
            .filter(|mention| scene.person(*mention).is_some())
        else {
            return found;
        };
        let tokens = scene.cast.mentions[mention].tokens.clone();
        let object = scene.is_object(tokens.start, start)
            && !matches!(
                scene.document.folded(tokens.start.saturating_sub(1)),
                "with"
            );
        if object {
            return found;
        }
        at = tokens.start;
        found.push(tokens);
    }
}

/// The other names of a list: ", Odo and Ames", with minutes in brackets between.
fn listed(scene: &Scene<'_>, from: TokenIndex) -> Vec<Range<TokenIndex>> {
    let mut found = Vec::new();
    let end = scene.sentence(from.saturating_sub(1)).end;
    let mut at = from;
    while at < end {
        let token = &scene.document.tokens[at];
        let mut next = at;
        if matches!(token.kind, TokenKind::Open) {
            let close = (at..end.min(at + 12))
                .find(|at| matches!(scene.document.tokens[*at].kind, TokenKind::Close));
            let Some(close) = close else { break };
            at = close + 1;
            continue;
        }
        if matches!(token.kind, TokenKind::Comma) {
            next += 1;
        }
        if matches!(scene.document.folded(next), "and" | "plus") {
            next += 1;
        }
        if next == at {
            break;
        }
        // "and a penalty from Odo", "and substitute Odo"
        let name = (next..end.min(next + 5)).find(|at| scene.person_at(*at).is_some());
        let plain = |from: TokenIndex, to: TokenIndex| {
            (from..to).all(|at| {
                matches!(
                    scene.document.folded(at),
                    "a" | "an"
                        | "the"
                        | "from"
                        | "by"
                        | "substitute"
                        | "penalty"
                        | "goal"
                        | "late"
                        | "another"
                        | "second"
                        | "one"
                        | "captain"
                        | "striker"
                        | "defender"
                        | "midfielder"
                ) || scene.team_mention_at(at).is_some()
            })
        };
        match name {
            Some(name) if plain(next, name) => {
                let Some(mention) = scene.mention_at(name) else {
                    break;
                };
                let tokens = scene.cast.mentions[mention].tokens.clone();
                let possessive = scene
                    .document
                    .tokens
                    .get(tokens.end)
                    .is_some_and(|next| matches!(next.kind, TokenKind::Possessive));
                let verb_follows = scene
                    .document
                    .is_in(tokens.end, scene.book.class("any_verb"));
                if possessive || verb_follows {
                    break;
                }
                at = tokens.end;
                found.push(tokens);
            }
            Some(_) | None => break,
        }
    }
    found
}

fn count_told(scene: &Scene<'_>, tokens: &Range<TokenIndex>) -> u8 {
    let mut count = 1;
    for at in tokens.clone() {
        let word = scene.document.folded(at);
        count = count.max(match word {
            "twice" | "brace" | "double" | "both" | "two" => 2,
            "hat" | "thrice" | "treble" | "three" => 3,
            "four" => 4,
            "five" => 5,
            _ => 1,
        });
    }
    count
}

/// "his second", "a third", "added the fourth"; not "in the second half", "his second touch".
fn ordinal_told(scene: &Scene<'_>, trigger: &Range<TokenIndex>) -> Option<u8> {
    let end = scene.sentence(trigger.start).end.min(trigger.end + 6);
    (trigger.start..end).find_map(|at| {
        let (value, words) = scene.document.ordinal_at(at)?;
        let next = scene.document.folded(at + words);
        let counts = at + words >= end
            || matches!(
                next,
                "goal"
                    | "of"
                    | "and"
                    | "from"
                    | "with"
                    | "on"
                    | "in"
                    | "after"
                    | "before"
                    | "just"
                    | "when"
                    | "as"
                    | "to"
                    | "for"
                    | "at"
                    | ""
            )
            || !scene.document.tokens[at + words].kind.is_wordlike();
        (counts && value <= 9 && next != "half").then(|| u8::try_from(value).ok())?
    })
}

/// "his second": the ordinal counts the scorer's goals, not his side's.
fn his(scene: &Scene<'_>, trigger: &Range<TokenIndex>) -> bool {
    (trigger.start..trigger.end + 3).any(|at| matches!(scene.document.folded(at), "his" | "her"))
}
