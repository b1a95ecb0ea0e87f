//! Goals told without a verb of their own: "Vale scored on 31 minutes, Brandt on 55 and Holm on 70".

use std::ops::Range;

use super::Telling;
use super::dating::name_before;
use crate::extraction::clock::{Place, TimeExpression};
use crate::extraction::grammar::{Scene, Status};
use crate::extraction::mentions::{EntityIndex, EntityKind};
use crate::extraction::text::{TokenIndex, TokenKind};

/// Adds the goals that go on with the verb of one told with its time.
pub(super) fn fill(scene: &Scene<'_>, clocks: &[TimeExpression], tellings: &mut Vec<Telling>) {
    let mut at = 0;
    while at < tellings.len() {
        let next = next_of(scene, clocks, tellings, &tellings[at]);
        let before = before_in_list(scene, clocks, tellings, &tellings[at]);
        tellings.extend(next);
        tellings.extend(before);
        at += 1;
    }
}

/// The goal that the words right after a telling's time tell: a man and a time, and nothing else before the clause ends.
fn next_of(
    scene: &Scene<'_>,
    clocks: &[TimeExpression],
    tellings: &[Telling],
    told: &Telling,
) -> Option<Telling> {
    let document = scene.document;
    let (scorer, _) = told.scorer.as_ref()?;
    let first = &clocks[*told.clocks.first()?];
    if told.status != Status::Asserted || !told.sure || first.tokens.end < told.tokens.end {
        return None;
    }
    let mut at = first.tokens.end;
    while matches!(document.tokens.get(at)?.kind, TokenKind::Comma)
        || matches!(
            document.folded(at),
            "and" | "then" | "with" | "while" | "before"
        )
    {
        at += 1;
    }
    let mention = scene.mention_at(at).filter(|_| at > first.tokens.end)?;
    let words = scene.cast.mentions[mention].tokens.clone();
    let player = scene.person(mention).filter(|player| {
        player != scorer && scene.cast.entities[*player].kind == EntityKind::Player
    })?;
    // "… and Holm their second on 70".
    let mut from = words.end;
    while matches!(
        document.folded(from),
        "a" | "an" | "the" | "his" | "her" | "their" | "another" | "one" | "goal"
    ) || document
        .ordinal_at(from)
        .is_some_and(|(ordinal, _)| ordinal < 10)
    {
        from += 1;
    }
    let clock = clocks.partition_point(|clock| clock.tokens.start < words.end);
    let time = clocks.get(clock).filter(|time| time.tokens.start == from)?;
    let told_already = tellings
        .iter()
        .any(|other| other.tokens.start < time.tokens.end && words.start < other.tokens.end);
    let closes = ends_clause(scene, time.tokens.end);
    (closes && !told_already && time.is_moment() && time.place != Place::Modifier)
        .then(|| as_told(told, (player, words), clock, time))
}

/// "Vale (31), Brandt (55) and Holm (70) scored": the goal of the man in a list before the one a verb names, where both
/// have their times in brackets.
fn before_in_list(
    scene: &Scene<'_>,
    clocks: &[TimeExpression],
    tellings: &[Telling],
    told: &Telling,
) -> Option<Telling> {
    let document = scene.document;
    let (scorer, words) = told.scorer.as_ref()?;
    let own = &clocks[*told.clocks.first()?];
    let his = told.status == Status::Asserted
        && told.sure
        && name_before(scene, own) == words.end.checked_sub(1);
    let mut at = words.start.checked_sub(1).filter(|_| his)?;
    while matches!(document.tokens[at].kind, TokenKind::Comma) || document.folded(at) == "and" {
        at = at.checked_sub(1)?;
    }
    let clock = clocks.partition_point(|clock| clock.tokens.end < at);
    let time = clocks.get(clock)?;
    let name = name_before(scene, time)?;
    let listed = at + 1 < words.start
        && (time.tokens.start..=time.tokens.end).contains(&at)
        && document.sentence_of(name) == document.sentence_of(words.start);
    let mention = scene.mention_at(name).filter(|_| listed)?;
    let player = scene.person(mention).filter(|player| player != scorer)?;
    let words = scene.cast.mentions[mention].tokens.clone();
    let told_already = tellings.iter().any(|other| {
        other.tokens.start < time.tokens.end && words.start < other.tokens.end
            || other.clocks.contains(&clock)
    });
    (!told_already).then(|| as_told(told, (player, words), clock, time))
}

/// The goal of another man at a time of his own, by the words that tell one.
fn as_told(
    told: &Telling,
    (player, words): (EntityIndex, Range<TokenIndex>),
    clock: usize,
    time: &TimeExpression,
) -> Telling {
    Telling {
        tokens: words.start..time.tokens.end,
        scorer: Some((player, words)),
        team: None,
        slot: None,
        score: None,
        ordinal: None,
        his: false,
        count: 1,
        clocks: vec![clock],
        ..told.clone()
    }
}

/// Whether a clause ends before a token.
fn ends_clause(scene: &Scene<'_>, at: TokenIndex) -> bool {
    let document = scene.document;
    let sentence: Range<TokenIndex> = scene.sentence(at.saturating_sub(1));
    at >= sentence.end
        || matches!(document.tokens[at].kind, TokenKind::Comma | TokenKind::Stop)
        || document.folded(at) == "and"
}
