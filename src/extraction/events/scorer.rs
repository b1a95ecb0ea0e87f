//! Who scored, where the words name him elsewhere than as the subject of the verb.

use std::ops::Range;

use crate::extraction::grammar::Scene;
use crate::extraction::mentions::EntityIndex;
use crate::extraction::text::{TokenIndex, TokenKind};

/// "took the lead when Odo", "equalised through Odo": who scored the goal that a team is said to have scored.
pub(super) fn named_after(
    scene: &Scene<'_>,
    from: TokenIndex,
) -> Option<(EntityIndex, Range<TokenIndex>)> {
    let sentence = scene.sentence(from.saturating_sub(1)).end;
    let end = sentence.min(from + 14);
    for at in from..sentence.min(from + 24) {
        let word = scene.document.folded(at);
        let owed = is_owed_to(scene, at);
        if at >= end && !owed {
            continue;
        }
        // "came only in the 90th minute"
        let merely = word == "only" && matches!(scene.document.folded(at + 1), "in" | "on");
        // "before the change of ends courtesy of Odo"
        let a_time = matches!(word, "before" | "until")
            && scene.document.folded(at + 1) == "the"
            && (at + 2..sentence.min(at + 8))
                .take_while(|next| scene.mention_at(*next).is_none() && !scene.is_verb(*next))
                .any(|next| is_owed_to(scene, next));
        let blocks = scene.document.is_in(at, scene.classes.scorer_untold);
        if blocks && !merely && !a_time {
            return None;
        }
        if !owed && !matches!(word, "when" | "as" | "through" | "via" | "after") {
            continue;
        }
        // "after 31 minutes when Odo": a time.
        if word == "after" && scene.document.cardinal_at(at + 1).is_some() {
            continue;
        }
        let by_name = owed || matches!(word, "through" | "via");
        let strike = scene.classes.strike_noun;
        // "through a fine finish from Odo"
        let told_as = (at + 1..sentence.min(at + 7))
            .find(|next| {
                scene.document.is_in(*next, strike)
                    && matches!(scene.document.folded(next + 1), "from" | "by")
            })
            .filter(|noun| by_name && (at + 1..*noun).all(|at| scene.mention_at(at).is_none()))
            .map_or(at, |noun| noun + 1);
        // "when", "when the unmarked", "when substitute": up to the first name.
        let name = (told_as + 1..sentence.min(told_as + 7)).find(|next| {
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
        let mut between = told_as.max(at + usize::from(owed)) + 1..name;
        let plain = between.all(|between| {
            scene.describes(between)
                || scene.mention_at(between).is_some()
                || by_name && scene.is_plain_word(between)
        });
        // "when Odo picked out Ames": he made it.
        let mut verb = tokens.end;
        while scene.is_adverb(verb) {
            verb += 1;
        }
        if scene.document.is_in(verb, scene.classes.passes_on) {
            return None;
        }
        let idle = scene.classes.saves_or_misses;
        let acts = (tokens.end..end.max(tokens.end).min(tokens.end + 3)).any(|next| {
            scene.document.is_in(next, scene.classes.player_act)
                && !scene.document.is_in(next, idle)
        });
        // "after Odo was fouled"
        let suffers = scene.document.is_in(tokens.end, scene.classes.be);
        // "when Odo's clever backheel was allowed to stand"
        let strikes = owner
            && word == "when"
            && (tokens.end + 1..end.max(tokens.end).min(tokens.end + 5))
                .any(|next| scene.document.is_in(next, strike));
        if owner && !strikes || suffers || !plain || !(by_name || acts || strikes) {
            return None;
        }
        return Some((scene.person(mention)?, tokens));
    }
    None
}

/// "thanks to Odo", "courtesy of Odo"
fn is_owed_to(scene: &Scene<'_>, at: TokenIndex) -> bool {
    matches!(
        (scene.document.folded(at), scene.document.folded(at + 1)),
        ("thanks", "to") | ("courtesy", "of")
    )
}

/// "was headed home by substitute Odo", "turned in at the far post by Odo": who did what a passive tells,
/// named after the words that tell it (up to `told`).
pub(super) fn agent(
    scene: &Scene<'_>,
    trigger: &Range<TokenIndex>,
    told: TokenIndex,
) -> Option<(EntityIndex, Range<TokenIndex>)> {
    let word = scene.document.folded(trigger.start);
    if word.ends_with("ing") || scene.document.is_in(trigger.start, scene.classes.be) {
        return None;
    }
    let passive = is_passive(scene, trigger.start);
    // "Odo punished a slip by Ames"
    let subject = trigger.start.checked_sub(1);
    let subject = subject.and_then(|subject| scene.mention_at(subject));
    let has_subject = subject.is_some_and(|subject| {
        let first = scene.cast.mentions[subject].tokens.start;
        scene.person(subject).is_some()
            && !scene.is_object(first, scene.sentence(trigger.start).start)
    });
    if !passive && has_subject {
        return None;
    }
    let clause = scene.document.clause_of(trigger.start);
    let end = scene.sentence(trigger.start).end;
    let from = if passive { trigger.start + 1 } else { told };
    let by = (from..end.min(told.max(trigger.end) + 12))
        .find(|at| scene.document.folded(*at) == "by")?;
    let ball = scene.document.is_in(by - 1, scene.classes.made_by);
    let acts = (from..by).any(|at| scene.is_verb(at) && !scene.describes(at));
    if acts || !passive && (ball || scene.document.clause_of(by) != clause) {
        return None;
    }
    let at = (by + 1..end.min(by + 7)).find(|at| scene.person_at(*at).is_some())?;
    let plain = (by + 1..at).all(|between| {
        scene.describes(between)
            || scene.document.tokens[between].is_word() && !scene.is_verb(between)
    });
    let tokens = scene.cast.mentions[scene.mention_at(at)?].tokens.clone();
    let owner = scene
        .document
        .tokens
        .get(tokens.end)
        .is_some_and(|next| matches!(next.kind, TokenKind::Possessive));
    (plain && !owner).then_some((scene.person_at(at)?, tokens))
}

/// "was arrowing into the corner": what was under way need not have come about.
pub(super) fn is_going_on(scene: &Scene<'_>, at: TokenIndex) -> bool {
    scene.document.folded(at).ends_with("ing") && follows_be(scene, at)
}

/// "was headed home"
pub(super) fn is_passive(scene: &Scene<'_>, at: TokenIndex) -> bool {
    let word = scene.document.folded(at);
    !word.ends_with("ing") && !scene.document.is_in(at, scene.classes.be) && follows_be(scene, at)
}

fn follows_be(scene: &Scene<'_>, at: TokenIndex) -> bool {
    let mut before = at;
    while let Some(index) = before.checked_sub(1) {
        if scene.document.is_in(index, scene.classes.be) {
            return true;
        }
        if !scene.is_adverb(index) {
            return false;
        }
        before = index;
    }
    false
}

/// So many words in brackets may stand between two names that are joined: minutes, a penalty.
const IN_BRACKETS: usize = 9;

/// The names joined to the one at `first`: "Odo, Ames and substitute".
pub(super) fn joined_before(scene: &Scene<'_>, first: TokenIndex) -> Vec<Range<TokenIndex>> {
    let start = scene.sentence(first).start;
    let mut found = Vec::new();
    let mut at = first;
    loop {
        let mut before = at;
        let mut and = false;
        while before > start && at - before < 5 {
            let word = scene.document.folded(before - 1);
            let describes = scene.describes(before - 1);
            // "Odo (9, 54) and Ames"
            if and && matches!(scene.document.tokens[before - 1].kind, TokenKind::Close) {
                let open = (start + 1..before)
                    .rev()
                    .take(IN_BRACKETS)
                    .find(|at| matches!(scene.document.tokens[*at].kind, TokenKind::Open));
                if let Some(open) = open {
                    before = open;
                    break;
                }
            }
            // "Odo, Ames and Lind": after the "and", commas join.
            let comma = matches!(scene.document.tokens[before - 1].kind, TokenKind::Comma);
            if (matches!(word, "and") || comma && !found.is_empty()) && !and {
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

/// The other names of a list: ", Odo and Ames", with minutes in brackets between. What several goals do, the list of their
/// scorers may stand before: "goals from Odo and Ames gave"; after one goal, the second name has that verb for its own.
pub(super) fn listed_after(
    scene: &Scene<'_>,
    from: TokenIndex,
    several: bool,
) -> Vec<Range<TokenIndex>> {
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
        // "Odo Jr., Ames"
        if matches!(token.kind, TokenKind::Stop) && next + 1 < end {
            next += 1;
        }
        if matches!(scene.document.tokens[next].kind, TokenKind::Comma) {
            next += 1;
        }
        let last = matches!(scene.document.folded(next), "and" | "plus");
        if last {
            next += 1;
        }
        if next == at {
            break;
        }
        // "and a penalty from Odo", "and substitute Odo"
        let name = (next..end.min(next + 5)).find(|at| scene.person_at(*at).is_some());
        let is_in = |at, class| scene.document.is_in(at, class);
        let plain = |from: TokenIndex, to: TokenIndex| {
            // "and a scuffed shot from Odo"
            let struck = (from..to)
                .any(|at| is_in(at, scene.classes.a_shot) || is_in(at, scene.classes.a_goal));
            (from..to).all(|at| {
                is_in(at, scene.classes.list_filler)
                    || scene.describes(at)
                    || struck && (is_in(at, scene.classes.a_shot) || scene.is_plain_word(at))
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
                let verb_follows =
                    !several && scene.document.is_in(tokens.end, scene.classes.any_verb);
                // "a brace from Odo, Ames halved the deficit": who comes after a comma alone is one of more to come.
                let begins_clause = !last
                    && tokens.end < end
                    && scene.document.tokens[tokens.end].is_word()
                    && scene.document.folded(tokens.end) != "and";
                // "a goal by Odo and an Ames penalty save"
                let other = (tokens.end..end.min(tokens.end + 2)).any(|at| {
                    matches!(
                        scene.document.folded(at),
                        "save" | "saves" | "stop" | "assist"
                    )
                });
                if possessive || verb_follows || begins_clause || other {
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

/// "Odo's header and Ames's tap-in": who scored what is listed after the goal of the one at `scorer`.
pub(super) fn owners_after(
    scene: &Scene<'_>,
    told: &Range<TokenIndex>,
    scorer: &Range<TokenIndex>,
) -> Vec<Range<TokenIndex>> {
    let is_in = |at, class| scene.document.is_in(at, class);
    let owns = |at: TokenIndex| {
        let next = scene.document.tokens.get(at);
        next.is_some_and(|next| matches!(next.kind, TokenKind::Possessive))
    };
    let mut found = Vec::new();
    let mut at = told.end;
    while owns(scorer.end) && scene.document.folded(at) == "and" {
        let name = (at + 1..at + 4).find(|at| scene.person_at(*at).is_some());
        let Some(mention) = name.and_then(|name| scene.mention_at(name)) else {
            break;
        };
        let tokens = scene.cast.mentions[mention].tokens.clone();
        let described = (at + 1..tokens.start).all(|at| scene.describes(at));
        let noun = (tokens.end + 1..tokens.end + 6)
            .take_while(|at| {
                scene
                    .document
                    .tokens
                    .get(*at)
                    .is_some_and(|token| token.kind.is_wordlike())
            })
            .find(|at| is_in(*at, scene.classes.a_shot) || is_in(*at, scene.classes.a_goal));
        let Some(noun) = noun.filter(|_| described && owns(tokens.end)) else {
            break;
        };
        at = noun + 1;
        found.push(tokens);
    }
    found
}
