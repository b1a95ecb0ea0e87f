//! Votes that the forms of one name share.

use super::Surface;
use crate::extraction::mentions::segments::{Segment, only_demonym};
use crate::extraction::text::{Case, Class, Document, QuickMap, QuickSet, Word};
use crate::names::Form;

/// What a longer name of a team says of its first words.
const PART: i32 = 4;

/// "Odo" is what "Amaro Odo" is: the votes of a surname count for the full name and the other way round, where both
/// together speak for a man.
pub(super) fn with_full_names(surfaces: &mut [Surface], segments: &[Segment<'_>]) {
    let mut by_last: QuickMap<Word, Vec<usize>> = QuickMap::default();
    for (number, surface) in surfaces.iter().enumerate() {
        if surface.words.len() >= 2
            && let Some(last) = surface.words.last()
        {
            by_last.entry(*last).or_default().push(number);
        }
    }
    for number in 0..surfaces.len() {
        if surfaces[number].words.len() != 1 {
            continue;
        }
        let Some(full) = by_last.get(&surfaces[number].words[0]) else {
            continue;
        };
        let mut shared = surfaces[number].votes;
        let teams = std::mem::take(&mut shared.team);
        for full in full {
            let votes = surfaces[*full].votes;
            let mut both = votes;
            both.add(shared);
            both.team += teams;
            let nobody_knows_it = segments[surfaces[number].segments[0]].form.is_none();
            if nobody_knows_it && votes.is_person() && both.is_likelier_person() {
                surfaces[number].votes.team = 0;
            }
            // "Row" plays as a team does, and so "Cutler Row" does.
            if nobody_knows_it && teams > 0 && !both.is_person() {
                surfaces[*full].votes.team += teams;
            }
            if votes.is_person() || both.is_person() && surfaces[number].votes.is_person() {
                surfaces[*full].votes.add(shared);
                let mut back = votes;
                back.team = 0;
                surfaces[number].votes.add(back);
            }
        }
    }
}

/// "Marlow" beside "Marlow Women", beside "Marlow Rovers", is the club, and so is "New Marlow" beside "New Marlow Lilies"
/// or "NM".
pub(super) fn with_longer_names(
    document: &Document<'_>,
    suffix: Class,
    surfaces: &mut [Surface],
    segments: &[Segment<'_>],
) {
    let mut clubs: QuickSet<Vec<Word>> = QuickSet::default();
    let mut letters: QuickSet<String> = QuickSet::default();
    for surface in surfaces.iter() {
        let segment = &segments[surface.segments[0]];
        let names_a_team = |form: &Form| form.only_team().is_some() && !only_demonym(form);
        let last = segment.tokens.end - 1;
        let club = segment.form.is_none() && document.is_in(last, suffix);
        if let Some(tells) = segment.branch.or_else(|| club.then_some(last)) {
            clubs.extend((surface.words.get(..tells - segment.tokens.start)).map(<[Word]>::to_vec));
        } else if segment.form.is_some_and(names_a_team) {
            clubs.extend((1..surface.words.len()).map(|end| surface.words[..end].to_vec()));
            letters.extend((2..surface.words.len()).map(|end| {
                let initial = |word: &Word| document.spelling(*word).chars().next();
                surface.words[..end].iter().filter_map(initial).collect()
            }));
        }
    }
    for surface in surfaces {
        let segment = &segments[surface.segments[0]];
        let is_letters = || {
            document.tokens[segment.tokens.start].case == Case::Upper
                && matches!(surface.words[..], [word] if letters.contains(document.spelling(word)))
        };
        if segment.form.is_none_or(|form| !only_demonym(form))
            && (clubs.contains(&surface.words) || is_letters())
        {
            surface.votes.team += PART;
        }
    }
}
