//! Runs of capitalised words, cut where one name ends and the next begins.

mod capitals;
mod cut;
mod known;
mod national;
mod run;

use std::ops::Range;

use capitals::Capitals;
pub(super) use known::only_demonym;

use crate::extraction::rules::{Classes, RuleBook};
use crate::extraction::text::{Document, QuickSet, TokenIndex, TokenKind, Word};
use crate::names::{Form, Gazetteer};

/// One name as it stands in the text.
#[derive(Debug, Clone)]
pub(super) struct Segment<'g> {
    /// Its words.
    pub tokens: Range<TokenIndex>,
    /// What the names files know of it.
    pub form: Option<&'g Form>,
    /// Its last word says which team of the club: women, reserves.
    pub branch: Option<TokenIndex>,
}

/// All names, in text order.
pub(super) fn find<'g>(
    document: &Document<'_>,
    book: &RuleBook,
    gazetteer: &'g Gazetteer,
) -> Vec<Segment<'g>> {
    let mut finder = Finder {
        document,
        gazetteer,
        capitals: Capitals::count(document),
        classes: book.classes(),
        days_of_teams: Vec::new(),
    };
    finder.days_of_teams = finder.days_of_teams();
    let mut found = Vec::new();
    for sentence in &document.sentences {
        let mut at = sentence.tokens.start;
        let mut first = true;
        while at < sentence.tokens.end {
            let token = &document.tokens[at];
            if !token.is_word() {
                first |= matches!(token.kind, TokenKind::Quote | TokenKind::Colon);
                at += 1;
                continue;
            }
            let run = finder.run(at, sentence.tokens.end, first);
            first = false;
            match run {
                Some(end) => {
                    finder.cut(at..end, &mut found);
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    finder.take_particles(&mut found);
    finder.join_national_teams(&mut found);
    finder.split_unknown_teams(&mut found);
    // "Serie A", "plan B": a letter is no name.
    found.retain(|segment| {
        segment.tokens.len() > 1 || document.folded(segment.tokens.start).len() > 1
    });
    found
}

struct Finder<'d, 'g> {
    document: &'d Document<'d>,
    gazetteer: &'g Gazetteer,
    capitals: Capitals,
    classes: &'d Classes,
    days_of_teams: Vec<Word>,
}

impl Finder<'_, '_> {
    /// "Van der Elm" is the surname of "Jon van der Elm": small words before a name belong to it where a longer name of
    /// the text has them.
    fn take_particles(&self, found: &mut [Segment<'_>]) {
        let word = |at: TokenIndex| self.document.tokens[at].word;
        let is_particle = |at: &TokenIndex| {
            self.document.is_in(*at, self.classes.particle)
                && !self.document.tokens[*at].is_capitalised()
        };
        let inside = |segment: &Segment<'_>| {
            let (start, end) = (segment.tokens.start, segment.tokens.end);
            start + 1..end.saturating_sub(1)
        };
        let within: QuickSet<(Word, Word)> = found
            .iter()
            .flat_map(inside)
            .filter(is_particle)
            .map(|at| (word(at), word(at + 1)))
            .collect();
        if within.is_empty() {
            return;
        }
        for segment in found {
            while let Some(before) = segment.tokens.start.checked_sub(1).filter(is_particle)
                && within.contains(&(word(before), word(before + 1)))
            {
                segment.tokens.start = before;
            }
        }
    }
}
