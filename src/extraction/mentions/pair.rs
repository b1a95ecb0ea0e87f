//! Second thoughts on what the names of a report's opening are: it is about two teams, and one of them may be a name that
//! little speaks for.

use super::EntityKind;
use super::segments::Segment;
use super::votes::Surface;
use crate::extraction::text::{Class, Document, QuickSet, Word};

/// So many sentences say what a report is about.
const OPENING: usize = 3;
/// So much must speak for a team that has been held to be a man, or nothing.
const ENOUGH: i32 = 4;

/// Where the opening names fewer than two teams, makes one of the likeliest other name in the text, if there is any.
pub(super) fn complete(
    document: &Document<'_>,
    given: Class,
    segments: &[Segment<'_>],
    surfaces: &mut [Surface],
) {
    let first = |surface: &Surface| segments[surface.segments[0]].tokens.start;
    let opens = |surface: &Surface| document.sentence_of(first(surface)) < OPENING;
    let is_named = |surface: &&Surface| {
        surface.kind == EntityKind::Team && !is_after_article(document, segments, surface)
    };
    let teams = surfaces.iter().filter(is_named).count();
    if surfaces
        .iter()
        .filter(is_named)
        .filter(|surface| opens(surface))
        .count()
        >= 2
    {
        return;
    }
    let surnames: QuickSet<Word> = surfaces
        .iter()
        .filter(|surface| surface.words.len() > 1 && surface.kind.is_person())
        .filter_map(|surface| surface.words.last().copied())
        .collect();
    let is_somebody = |surface: &Surface| match surface.words[..] {
        [word] => surnames.contains(&word),
        _ => false,
    };
    let likelihood = |surface: &Surface| {
        let (team, person) = surface.for_team_and_person();
        let mentions = i32::try_from(surface.segments.len()).unwrap_or(i32::MAX);
        2 * team - person + mentions.min(4) + 2 * i32::from(opens(surface))
    };
    let likeliest = (0..surfaces.len())
        .filter(|number| {
            let surface = &surfaces[*number];
            let segment = &segments[surface.segments[0]];
            matches!(surface.kind, EntityKind::Player | EntityKind::Other)
                && segment.form.is_none()
                && surface.words.len() < 4
                && !document.is_in(segment.tokens.start, given)
                && !is_somebody(surface)
                && (surface.for_team_and_person().0 > 0 || teams < 2 && surface.segments.len() > 2)
        })
        .max_by_key(|number| likelihood(&surfaces[*number]));
    if let Some(number) = likeliest
        && likelihood(&surfaces[number]) >= ENOUGH
    {
        surfaces[number].kind = EntityKind::Team;
    }
}

fn is_after_article(document: &Document<'_>, segments: &[Segment<'_>], surface: &Surface) -> bool {
    let start = segments[surface.segments[0]].tokens.start;
    surface.words.len() == 1
        && start
            .checked_sub(1)
            .is_some_and(|before| document.folded(before) == "the")
}
