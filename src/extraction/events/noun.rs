//! Words that are verbs and nouns: which of the two a trigger is.

use crate::extraction::grammar::Scene;
use crate::extraction::text::{TokenIndex, TokenKind};

/// Whether a word that may be a verb is a noun: "the score", "a fine finish", "Odo's 25-yard drive".
pub(super) fn is_noun(scene: &Scene<'_>, at: TokenIndex) -> bool {
    let word = scene.document.folded(at);
    // "whose clipped finish"
    let whose = at > 0 && matches!(scene.document.folded(at - 1), "whose" | "his" | "her");
    if whose && scene.document.is_in(at + 1, scene.classes.a_shot) {
        return true;
    }
    if word.ends_with("ed") || matches!(word, "struck" | "put" | "given" | "taken") {
        return false;
    }
    let Some(before) = at.checked_sub(1) else {
        return true;
    };
    // "turned from an Ames pass to fire home"
    let attributive = scene
        .mention_at(before)
        .is_some_and(|mention| scene.is_attributive(&scene.cast.mentions[mention].tokens));
    if attributive {
        return true;
    }
    let is_in = |at, class| scene.document.is_in(at, class);
    let owns = |at: TokenIndex| matches!(scene.document.tokens[at].kind, TokenKind::Possessive);
    if word.ends_with("ing") {
        // "before scoring", "by heading home" are verbs.
        return matches!(scene.document.folded(before), "the" | "side" | "a" | "'s");
    }
    // "The noise levels dropped", "including a strike from either side"
    let acts = scene.mention_at(before).is_some()
        || scene.is_adverb(before)
        || matches!(
            scene.document.folded(before),
            "he" | "she" | "they" | "who" | "it" | "and" | "then"
        )
        || is_in(before, scene.classes.position);
    if word == "levels" && !acts || scene.document.folded(before) == "including" {
        return true;
    }
    // "a rocket that left the keeper clutching at air"
    let relative = scene.document.folded(before) == "that"
        && before > 0
        && (scene.document.is_in(before - 1, scene.classes.a_shot)
            || scene.person_at(before - 1).is_some());
    if word == "with" || relative {
        return false;
    }
    if is_in(before, scene.classes.determiner)
        || owns(before)
        || is_in(before, scene.classes.attempt_adjective)
    {
        return true;
    }
    if !is_in(at, scene.classes.strike_base) {
        return false;
    }
    // Over adjectives and measures to an article or an owner: "his 25-yard drive", "a simple tap in".
    let start = scene.sentence(at).start;
    (start..at)
        .rev()
        .take(4)
        .take_while(|back| {
            let token = &scene.document.tokens[*back];
            owns(*back)
                || is_in(*back, scene.classes.article)
                || token.kind.is_wordlike()
                    && !token.is_capitalised()
                    && !scene.is_verb(*back)
                    && (!is_in(*back, scene.classes.no_modifier)
                        || scene.document.tokens[*back + 1].hyphenated)
                    && !is_in(*back, scene.classes.position)
                    && !is_in(*back, scene.classes.nationality_person)
                    && !is_in(*back, scene.classes.clause)
                    && !scene.is_adverb(*back)
                    && scene.mention_at(*back).is_none()
        })
        .any(|back| owns(back) || is_in(back, scene.classes.article))
}

/// "fired a 20-yard drive into the corner": the verb whose object is the noun that was taken for one.
pub(super) fn verb_of(scene: &Scene<'_>, noun: TokenIndex) -> Option<TokenIndex> {
    let strike = scene.classes.shoots;
    // "swept the cut-back into the corner"
    let joined = scene.document.tokens.get(noun + 1);
    let compound = joined.is_some_and(|next| next.hyphenated);
    // "sent a thumping header into the corner"
    let adjective = scene.document.folded(noun).ends_with("ing")
        && (noun + 1..noun + 3).any(|at| scene.document.is_in(at, scene.classes.a_shot));
    (compound || adjective || scene.document.is_in(noun, scene.classes.attempt))
        .then(|| scene.document.clause(noun).start..noun)?
        .rev()
        .take(8)
        .take_while(|at| {
            let kind = scene.document.tokens[*at].kind;
            kind.is_wordlike() || matches!(kind, TokenKind::Possessive)
        })
        .find(|at| {
            scene.document.is_in(*at, strike)
                && scene.mention_at(*at).is_none()
                && !is_noun(scene, *at)
        })
}
