//! Where a report was filed from: "LYON: ", "PARIS, July 3 (Reuters) - ". No part of what its first sentence says.

use super::{Case, Sentence, Token, TokenIndex, TokenKind};

/// Headings and by-lines may stand before it: it opens one of so many sentences.
const OPENS: usize = 3;
/// It has so many tokens at the most, …
const MOST: usize = 16;
/// … and a place so many words.
const WORDS: usize = 5;

/// Takes a dateline off the sentence that it stands before.
pub(super) fn take_off(tokens: &[Token], sentences: &mut [Sentence]) {
    for sentence in sentences.iter_mut().take(OPENS) {
        if let Some(end) = end(&tokens[..sentence.tokens.end], sentence.tokens.start) {
            sentence.tokens.start = end;
            return;
        }
    }
}

/// Where the dateline that begins at `start` ends, if there is one: a place in capitals, or one with a day or an agency,
/// up to a colon or a dash and the first word of a sentence. At the head of the text, and with a colon, a name like any
/// other will do: "Toulouse: Odo struck twice".
fn end(tokens: &[Token], start: TokenIndex) -> Option<TokenIndex> {
    let mut in_capitals = true;
    let mut told = false;
    let mut dated = false;
    let mut words = 0;
    let mut bracket = false;
    for at in start..tokens.len().min(start + MOST) {
        let token = &tokens[at];
        match token.kind {
            TokenKind::Open if words > 0 && !bracket => bracket = true,
            TokenKind::Close if bracket => {
                bracket = false;
                // "MARLOW, Dec 12 (Agency) Odo struck twice."
                if dated && tokens.get(at + 1)?.is_capitalised() {
                    return Some(at + 1);
                }
                told = true;
            }
            _ if bracket => {}
            TokenKind::Comma if words > 0 => told |= in_capitals,
            // "Sept. 18", "Calif."
            TokenKind::Stop => {}
            TokenKind::Number if words > 1 => {
                dated = true;
                told = true;
            }
            TokenKind::Word if token.is_capitalised() && words < WORDS => {
                words += 1;
                in_capitals &= told || token.case == Case::Upper;
            }
            TokenKind::Colon | TokenKind::Dash if words > 0 => {
                let heads = start == 0 && token.kind == TokenKind::Colon;
                let opens =
                    tokens.get(at + 1)?.is_capitalised() || tokens[at + 1].kind == TokenKind::Quote;
                // "MARLOW - ELM 2-1" is a result.
                let goes_on = tokens[at + 1..]
                    .iter()
                    .skip(1)
                    .take(4)
                    .any(|next| next.case == Case::Lower);
                return (opens && goes_on && (in_capitals || told || heads)).then_some(at + 1);
            }
            _ => return None,
        }
    }
    None
}
