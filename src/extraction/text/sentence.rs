//! Sentences, paragraphs, clauses, words in quotation marks.

use std::ops::Range;

use super::{Case, Lexicon, Numeral, Token, TokenIndex, TokenKind};

/// A sentence is cut after so many tokens, whatever stands there: people write a tenth of it, and what works on whole
/// sentences stays quick on a text without full stops.
const MOST: usize = 600;
/// So many marks may close a sentence together.
const MOST_CLOSING: usize = 8;

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens, its full stop among them.
    pub tokens: Range<TokenIndex>,
    /// The number of its paragraph, from 0.
    pub paragraph: u32,
    /// It ends without a full stop, question mark or the like: a heading or a caption.
    pub unfinished: bool,
}

/// Cuts tokens into sentences, marks quoted speech.
pub(super) fn split(
    text: &str,
    tokens: &mut [Token],
    lexicon: &Lexicon,
) -> (Vec<Sentence>, Vec<u32>) {
    let abbreviation = lexicon.find_class("abbreviation");
    let mut sentences = Vec::new();
    let mut sentence_of = vec![0; tokens.len()];
    let mut start = 0;
    let mut paragraph = 0;
    for index in 0..tokens.len() {
        sentence_of[index] = u32::try_from(sentences.len()).unwrap_or(u32::MAX);
        let next = tokens.get(index + 1).copied();
        let gap = next.map_or("\n\n", |next| {
            &text[tokens[index].end as usize..next.start as usize]
        });
        let breaks = line_break(gap, text, tokens, start, index);
        let ended = || ends_sentence(tokens, index, lexicon, abbreviation);
        if breaks == Break::None && index + 1 - start < MOST && !ended() {
            continue;
        }
        let finished = (start..=index)
            .rev()
            .find(|at| !matches!(tokens[*at].kind, TokenKind::Quote | TokenKind::Close))
            .is_some_and(|at| matches!(tokens[at].kind, TokenKind::Stop));
        sentences.push(Sentence {
            tokens: start..index + 1,
            paragraph,
            unfinished: !finished,
        });
        start = index + 1;
        if breaks == Break::Paragraph {
            paragraph += 1;
        }
    }
    mark_quotes(text, tokens, &sentences);
    (sentences, sentence_of)
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Break {
    None,
    Paragraph,
}

/// A blank line breaks; a single line end breaks after a finished sentence or a short line, and not inside wrapped prose.
fn line_break(gap: &str, text: &str, tokens: &[Token], start: usize, index: usize) -> Break {
    let (mut feeds, mut returns) = (0, 0);
    for byte in gap.bytes() {
        feeds += usize::from(byte == b'\n');
        returns += usize::from(byte == b'\r');
    }
    // A return and a feed end one line.
    match feeds.max(returns) {
        0 => Break::None,
        1 => {
            let last = tokens[index].kind;
            let stopped = matches!(last, TokenKind::Stop | TokenKind::Quote | TokenKind::Close);
            let line_start = text[..tokens[index].end as usize]
                .rfind(['\n', '\r'])
                .map_or(0, |at| at + 1)
                .max(tokens.get(start).map_or(0, |token| token.start as usize));
            let short = tokens[index].end as usize - line_start < 50;
            let next_capital = tokens
                .get(index + 1)
                .is_none_or(|next| next.is_capitalised() || !next.is_word());
            if (stopped || short) && next_capital {
                Break::Paragraph
            } else {
                Break::None
            }
        }
        _ => Break::Paragraph,
    }
}

fn ends_sentence(
    tokens: &[Token],
    index: usize,
    lexicon: &Lexicon,
    abbreviation: Option<super::Class>,
) -> bool {
    let token = &tokens[index];
    let Some(next) = tokens.get(index + 1) else {
        return true;
    };
    // A closing quotation mark or bracket right after the full stop belongs to the sentence it closes.
    let closes = matches!(token.kind, TokenKind::Quote | TokenKind::Close);
    let stop = if closes {
        let mut at = index;
        while at > 0 && matches!(tokens[at].kind, TokenKind::Quote | TokenKind::Close) {
            if tokens[at - 1].end != tokens[at].start || index - at == MOST_CLOSING {
                return false;
            }
            at -= 1;
        }
        at
    } else {
        index
    };
    if !matches!(tokens[stop].kind, TokenKind::Stop) {
        return false;
    }
    let tight = next.start == token.end;
    if tight
        && matches!(
            next.kind,
            TokenKind::Quote | TokenKind::Close | TokenKind::Stop
        )
    {
        return false;
    }
    let lower_follows = next.is_word() && matches!(next.case, Case::Lower);
    if lower_follows || matches!(next.kind, TokenKind::Comma) {
        return false;
    }
    let Some(previous) = stop.checked_sub(1).map(|at| &tokens[at]) else {
        return true;
    };
    let is_full_stop = tokens[stop].end - tokens[stop].start == 1;
    let touches = previous.end == tokens[stop].start;
    if is_full_stop && touches && previous.is_word() {
        let initial = previous.end - previous.start == 1 && previous.is_capitalised();
        let abbreviated = abbreviation.is_some_and(|class| lexicon.is_in(previous.word, class));
        // "KANSAS CITY, Kan. (Agency) -"
        let goes_on = next.is_word()
            || next.numeral != Numeral::None
            || matches!(next.kind, TokenKind::Dash | TokenKind::Open);
        if (initial || abbreviated) && goes_on {
            return false;
        }
    }
    true
}

/// Marks the tokens between quotation marks, paragraph by paragraph; a mark without its fellow marks nothing, except
/// that a paragraph which opens with one and never closes it is somebody speaking on into the next.
fn mark_quotes(text: &str, tokens: &mut [Token], sentences: &[Sentence]) {
    let mut at = 0;
    while at < sentences.len() {
        let paragraph = sentences[at].paragraph;
        let first = sentences[at].tokens.start;
        while at < sentences.len() && sentences[at].paragraph == paragraph {
            at += 1;
        }
        let end = sentences[at - 1].tokens.end;
        let mut open: Option<(usize, bool)> = None;
        for index in first..end {
            if !matches!(tokens[index].kind, TokenKind::Quote) {
                continue;
            }
            let mark = &text[tokens[index].start as usize..tokens[index].end as usize];
            let single = matches!(mark, "'" | "\u{2018}" | "\u{2019}" | "`" | "\u{b4}");
            let space_before = index == first || tokens[index - 1].end < tokens[index].start;
            let space_after = index + 1 >= end || tokens[index + 1].start > tokens[index].end;
            let can_open = !matches!(mark, "\u{201d}") && (space_before || !space_after);
            let can_close = !matches!(mark, "\u{201c}" | "\u{2018}") && !space_before;
            match open {
                Some((from, was_single)) if was_single == single && can_close => {
                    for token in &mut tokens[from..=index] {
                        token.quoted = true;
                    }
                    open = None;
                }
                None if can_open && (!single || space_before) => open = Some((index, single)),
                // Some sites print the closing mark where the opening one belongs.
                None if index == first => open = Some((index, single)),
                Some(_) | None => {}
            }
        }
        if let Some((from, false)) = open
            && from == first
        {
            for token in &mut tokens[from..end] {
                token.quoted = true;
            }
        }
    }
}

/// Numbers the clauses: a new one begins at punctuation, at a word of the class `clause` ("but", "when", "who"), and
/// where `and` or `or` is followed by something that can be a subject or a verb of its own.
pub(super) fn clauses(tokens: &[Token], sentences: &[Sentence], lexicon: &Lexicon) -> Vec<u32> {
    let starters = lexicon.find_class("clause");
    let joiners = lexicon.find_class("clause_joiner");
    let mut numbers = vec![0; tokens.len()];
    let mut clause = 0_u32;
    for sentence in sentences {
        clause += 1;
        for index in sentence.tokens.clone() {
            let token = &tokens[index];
            let starts = starters.is_some_and(|class| lexicon.is_in(token.word, class));
            let joins = joiners.is_some_and(|class| lexicon.is_in(token.word, class));
            let after_punctuation = index > sentence.tokens.start
                && matches!(
                    tokens[index - 1].kind,
                    TokenKind::Comma
                        | TokenKind::Colon
                        | TokenKind::Dash
                        | TokenKind::Open
                        | TokenKind::Close
                );
            if (starts || joins || after_punctuation) && index > sentence.tokens.start {
                clause += 1;
            }
            numbers[index] = clause;
        }
    }
    numbers
}
