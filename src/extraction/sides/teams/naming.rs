//! How a text names a team in one place: as one that plays, or as something else.

use std::ops::Range;

use crate::extraction::grammar::{Refusal, Scene, Status, Tells, status::Cue};
use crate::extraction::text::{Class, TokenIndex, TokenKind};
use crate::names::{Gazetteer, TeamKind};

/// What a team is named as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    /// A team that plays.
    Playing,
    /// Whose player a man is: "Marlow striker Odo".
    OfPlayer,
    /// Whose goalkeeper a man is.
    OfKeeper,
    /// Whose coach a man is.
    OfCoach,
    /// Something that says nothing of this match: where a man once played, one of another match or season, a neighbour in
    /// the table, a place.
    Elsewhere,
}

impl Naming {
    /// Whether the team is told of as one that plays here, or as such a man's: a coach speaks of many a match.
    pub(super) const fn is_present(self) -> bool {
        match self {
            Self::Playing | Self::OfPlayer | Self::OfKeeper => true,
            Self::OfCoach | Self::Elsewhere => false,
        }
    }
}

/// What a mention names its team as.
pub(super) fn naming(
    scene: &Scene<'_>,
    gazetteer: &Gazetteer,
    cues: &[Cue],
    mention: usize,
) -> Naming {
    let classes = scene.classes;
    let tokens = &scene.cast.mentions[mention].tokens;
    let after = tokens.end;
    let is = |class: Class| scene.document.is_in(after, class);
    if is_past(scene, tokens) || is_of_another_match(scene, cues, tokens) {
        Naming::Elsewhere
    } else if is(classes.keeper_word) {
        Naming::OfKeeper
    } else if scene.document.folded(after) == "international" {
        // "The Norland international" plays for a club as well.
        Naming::Elsewhere
    } else if is(classes.position) {
        Naming::OfPlayer
    } else if is(classes.coach_word) {
        Naming::OfCoach
    } else if is_place(scene, gazetteer, mention)
        || is_neighbour(scene, tokens.start)
        || is_bracketed(scene, tokens)
    {
        Naming::Elsewhere
    } else {
        Naming::Playing
    }
}

/// Told of in words about another match or season, or with its day.
fn is_of_another_match(scene: &Scene<'_>, cues: &[Cue], tokens: &Range<TokenIndex>) -> bool {
    let status = scene.status(tokens, cues, Tells::Outcome);
    let refused = matches!(status, Status::Refused(Refusal::OtherWorld, _));
    // "Marlow have lost their last three games": the sentence is about Marlow all the same.
    refused && !opens(scene, tokens.start) || is_dated(scene, tokens.end)
}

/// Whether a name stands at the head of its sentence, an article or a conjunction aside.
pub(super) fn opens(scene: &Scene<'_>, start: TokenIndex) -> bool {
    start <= scene.sentence(start).start + 1
}

/// "Former Marlow striker Odo", "his move from Marlow": where he was.
fn is_past(scene: &Scene<'_>, tokens: &Range<TokenIndex>) -> bool {
    let word = |back: usize| {
        let at = tokens.start.checked_sub(back);
        at.map_or("", |at| scene.document.folded(at))
    };
    let (before, further) = (word(1), word(2));
    // "Former Marlow and Elm striker Odo": of both.
    let joined_to_former = before == "and"
        && (tokens.start.checked_sub(2))
            .and_then(|at| scene.team_mention_at(at))
            .and_then(|other| scene.cast.mentions[other].tokens.start.checked_sub(1))
            .is_some_and(|at| matches!(scene.document.folded(at), "former" | "ex"));
    // "He scored against his former club Marlow."
    let before_his = tokens.start.saturating_sub(5)..tokens.start.saturating_sub(3);
    let met_again = further == "former"
        && before_his.into_iter().any(|at| {
            scene.document.is_in(at, scene.classes.tie_against)
                || scene.document.is_in(at, scene.classes.tie_harmed)
        });
    let next = scene.document.tokens.get(tokens.end);
    let owns = next.is_some_and(|token| token.kind == TokenKind::Possessive);
    !met_again
        && (matches!(before, "former" | "ex" | "onetime" | "than" | "fellow")
            || before == "from" && !owns
            || matches!(further, "former" | "ex")
            || joined_to_former
            || before == "over" && further == "move")
}

/// "… at Marlow on Saturday", "… to Marlow last week": a match of another day, as reports speak of it past their opening.
fn is_dated(scene: &Scene<'_>, after: TokenIndex) -> bool {
    let is_day = |at: TokenIndex| scene.document.is_in(at, scene.classes.weekday);
    let word = |at: TokenIndex| scene.document.folded(at);
    let stretch = matches!(
        word(after + 1),
        "midweek" | "week" | "weekend" | "season" | "month"
    );
    scene.document.sentence_of(after) > 0
        && (is_day(after)
            || matches!(word(after), "on" | "in" | "this" | "last" | "next")
                && (is_day(after + 1) || stretch))
}

/// "In Marlow" is the town; "on their way to Norland" is where the finals are.
fn is_place(scene: &Scene<'_>, gazetteer: &Gazetteer, mention: usize) -> bool {
    let team = scene.cast.entity_of(mention);
    let team = team.and_then(|entity| scene.cast.entities[entity].team);
    let kind = team.map(|team| gazetteer.team(team).kind);
    let word = |back: usize| {
        let at = scene.cast.mentions[mention].tokens.start.checked_sub(back);
        at.map_or("", |at| scene.document.folded(at))
    };
    let bound = matches!(
        word(2),
        "going"
            | "go"
            | "heading"
            | "headed"
            | "way"
            | "flight"
            | "plane"
            | "off"
            | "ticket"
            | "bound"
    );
    match kind {
        Some(TeamKind::Club) => word(1) == "in",
        Some(TeamKind::National) => word(1) == "to" && bound,
        None => false,
    }
}

/// "Two points behind Marlow", "within a point of leaders Marlow": a neighbour in the table.
fn is_neighbour(scene: &Scene<'_>, start: TokenIndex) -> bool {
    let said = |back: usize, words: &[&str]| {
        let mut before = start.saturating_sub(back)..start;
        before.any(|at| words.contains(&scene.document.folded(at)))
    };
    said(5, &["point", "points"]) && said(2, &["of", "behind", "above", "with"])
}

/// "Elm (Norland)" says where a team is from.
fn is_bracketed(scene: &Scene<'_>, tokens: &Range<TokenIndex>) -> bool {
    let is = |at: Option<TokenIndex>, kind: TokenKind| {
        let token = at.and_then(|at| scene.document.tokens.get(at));
        token.is_some_and(|token| token.kind == kind)
    };
    is(tokens.start.checked_sub(1), TokenKind::Open) && is(Some(tokens.end), TokenKind::Close)
}
