//! What a name says of itself: its words, the article or preposition before it, what the names files know.

use super::Votes;
use crate::extraction::mentions::segments::{Segment, only_demonym};
use crate::extraction::rules::Classes;
use crate::extraction::text::{Document, TokenKind};
use crate::names::NameKind;

/// "the Cattachs": an article before one capitalised plural is how nicknames of teams stand.
pub(super) fn nickname_votes(document: &Document<'_>, segment: &Segment<'_>) -> i32 {
    let word = document.folded(segment.tokens.start);
    let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
    i32::from(
        has_article(document, segment)
            && plural
            && segment.tokens.len() == 1
            && segment.form.is_none_or(|form| !only_demonym(form)),
    ) * 3
}

pub(super) fn has_article(document: &Document<'_>, segment: &Segment<'_>) -> bool {
    let before = segment.tokens.start.checked_sub(1);
    before.is_some_and(|before| document.folded(before) == "the")
}

/// "In Marlow", "near Marlow": where places stand.
pub(super) fn place_votes(document: &Document<'_>, segment: &Segment<'_>) -> i32 {
    let Some(before) = segment.tokens.start.checked_sub(1) else {
        return 0;
    };
    if segment.form.is_some() {
        return 0;
    }
    let next = document.tokens.get(segment.tokens.end);
    let names_another = next.is_some_and(|next| {
        matches!(next.kind, TokenKind::Possessive) || next.is_word() && next.is_capitalised()
    });
    match document.folded(before) {
        "in" | "near" if !names_another => PLACED,
        _ => 0,
    }
}

/// What it says against a name's being a man's that it stands where places stand.
const PLACED: i32 = 2;

/// What a name says of itself: its words and what the names files know.
pub(super) fn own_votes(
    document: &Document<'_>,
    classes: &Classes,
    segment: &Segment<'_>,
) -> Votes {
    let mut votes = Votes::default();
    let words = segment.tokens.len();
    let last = segment.tokens.end - 1;
    if segment.branch.is_some() || words >= 2 && document.is_in(last, classes.team_suffix) {
        votes.team += 5;
    }
    if words >= 2 && document.is_in(segment.tokens.start, classes.team_prefix) {
        votes.team += 6;
    }
    if words >= 2
        && document.is_in(segment.tokens.start, classes.given_name)
        && segment.form.is_none()
    {
        votes.player += 5;
    }
    if words >= 2 && segment.form.is_none() {
        votes.player += 2;
    }
    // "Larch Hill" may be a place, and "Abel Hill" is a man.
    if words == 2
        && segment.form.is_none()
        && document.is_in(last, classes.place_noun)
        && !document.is_in(segment.tokens.start, classes.given_name)
    {
        votes.team += 1;
    }
    // "Greta" is a girl among girls who are called by nothing else.
    if words == 1 && document.is_in(last, classes.given_name) && segment.form.is_none() {
        votes.player += 2;
    }
    match document.folded(last) {
        "league" | "cup" | "trophy" | "shield" | "championship" | "division" | "qualifier"
        | "bundesliga" | "ligue" | "euro" => votes.competition += 6,
        "cups" | "plate" | "vase" | "bowl" | "combination" | "championships" if words >= 2 => {
            votes.competition += 6;
        }
        // What sends, prints or divides the football: "BT Sport", "Third Round"; what is won, and where: "Golden Boot",
        // "North Coast".
        "sport" | "sports" | "network" | "tv" | "television" | "radio" | "news" | "round"
        | "season" | "finals" | "boot" | "glove" | "award" | "awards" | "coast" | "derby"
            if words >= 2 =>
        {
            votes.other += 8;
        }
        "stadium" | "arena" | "ground" | "stadion" | "stadio" | "estadio" => votes.ground += 8,
        "park" | "road" | "lane" | "street" | "bridge" if words >= 2 => votes.ground += 4,
        _ => {}
    }
    match document.folded(segment.tokens.start) {
        "league" | "division" | "serie" | "premier" | "liga" | "copa" | "coppa" | "coupe"
            if words >= 2 =>
        {
            votes.competition += 6;
        }
        "stade" | "stadio" | "estadio" | "stadion" | "estádio" if words >= 2 => votes.ground += 6,
        "group" if words >= 2 => votes.other += 6,
        _ => {}
    }
    let Some(form) = segment.form else {
        return votes;
    };
    let only_this = |other: bool| if other { 5 } else { 14 };
    let (competition, ground) = (!form.competitions().is_empty(), !form.grounds().is_empty());
    if competition {
        votes.competition += only_this(ground || !form.teams().is_empty());
    }
    if ground {
        votes.ground += only_this(competition || !form.teams().is_empty());
    }
    if let Some(best) = form.teams().first() {
        let shouted =
            document.tokens[segment.tokens.start].case == crate::extraction::text::Case::Upper;
        let sure = form.only_team().is_some()
            && form.competitions().is_empty()
            && form.grounds().is_empty()
            && !(form.is_also_person() || form.is_also_word());
        votes.team += match best.kind {
            // A name that means one team and nothing else, whatever stands around it.
            NameKind::Name | NameKind::Short | NameKind::Alias if sure => 14,
            NameKind::Name | NameKind::Short | NameKind::Alias => 8,
            NameKind::Nickname => 5,
            NameKind::Shared => 6,
            // In capitals it is letters, and no word.
            NameKind::Abbreviation if shouted && form.is_also_word() => 8,
            NameKind::Abbreviation if shouted => 4,
            NameKind::Abbreviation | NameKind::Demonym => 0,
        };
    }
    if form.is_also_person() || form.is_also_word() {
        votes.team -= 4;
    }
    if only_demonym(form) {
        votes.other += 20;
    }
    votes
}
