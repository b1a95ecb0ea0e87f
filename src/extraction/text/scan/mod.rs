//! Cutting a text into tokens.

mod digits;

use super::fold::fold_into;
use super::number::{Numeral, of_word};
use super::{Case, Interner, Token, TokenKind};

/// Cuts `text` into tokens, in order; the gaps between them are white space and hyphens.
pub(super) fn scan(text: &str, interner: &mut Interner<'_>) -> Vec<Token> {
    let mut scanner = Scanner {
        text,
        at: 0,
        tokens: Vec::with_capacity(text.len() / 5 + 8),
        interner,
        folded: String::new(),
        hyphen: false,
    };
    while scanner.at < text.len() {
        scanner.step();
    }
    scanner.tokens
}

struct Scanner<'a, 'l> {
    text: &'a str,
    at: usize,
    tokens: Vec<Token>,
    interner: &'a mut Interner<'l>,
    folded: String,
    /// A hyphen with no space on either side stood right before `at`.
    hyphen: bool,
}

impl Scanner<'_, '_> {
    fn peek(&self, from: usize) -> Option<char> {
        self.text[from..].chars().next()
    }

    fn step(&mut self) {
        // Most of a text is plain letters and single spaces.
        match self.text.as_bytes().get(self.at) {
            Some(b'a'..=b'z' | b'A'..=b'Z') => return self.word(),
            Some(b' ') => return self.at += 1,
            Some(_) | None => {}
        }
        let Some(first) = self.peek(self.at) else {
            self.at = self.text.len();
            return;
        };
        match first {
            c if c.is_alphabetic() => self.word(),
            c if c.is_ascii_digit() => self.number(),
            c if c.is_whitespace() || is_invisible(c) => self.at += c.len_utf8(),
            '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2014}' | '\u{2015}' => {
                self.dash(first);
            }
            '\'' | '\u{2019}' | '\u{2018}' | '`' | '\u{b4}' | '\u{2032}' => self.apostrophe(first),
            other => {
                let kind = match other {
                    ',' => TokenKind::Comma,
                    '.' | '!' | '?' | '\u{2026}' => TokenKind::Stop,
                    ';' | ':' => TokenKind::Colon,
                    '(' | '[' => TokenKind::Open,
                    ')' | ']' => TokenKind::Close,
                    '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => {
                        TokenKind::Quote
                    }
                    _ => TokenKind::Other,
                };
                if kind == TokenKind::Other && matches!(other, '£' | '$' | '€') {
                    self.money(other);
                } else {
                    let end = self.at + other.len_utf8();
                    self.push(end, kind, Case::None, Numeral::None);
                }
            }
        }
    }

    fn push(&mut self, end: usize, kind: TokenKind, case: Case, numeral: Numeral) {
        fold_into(&self.text[self.at..end], &mut self.folded);
        self.push_folded(end, kind, case, numeral);
    }

    /// The same, once the word is folded.
    fn push_folded(&mut self, end: usize, kind: TokenKind, case: Case, numeral: Numeral) {
        let word = self.interner.intern(&self.folded);
        self.tokens.push(Token {
            start: u32::try_from(self.at).unwrap_or(u32::MAX),
            end: u32::try_from(end).unwrap_or(u32::MAX),
            word,
            kind,
            case,
            numeral,
            hyphenated: std::mem::take(&mut self.hyphen),
            quoted: false,
        });
        self.at = end;
    }

    /// "F.C.", "U.A.E.": where single capitals with a full stop each, two or more, end.
    fn letters_with_stops(&self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut end = self.at;
        while bytes.get(end).is_some_and(u8::is_ascii_uppercase)
            && bytes.get(end + 1) == Some(&b'.')
        {
            end += 2;
        }
        let begins = || {
            let before = self.text[..self.at].chars().next_back();
            before.is_none_or(|before| !before.is_alphanumeric())
        };
        (end >= self.at + 4 && begins()).then_some(end)
    }

    fn word(&mut self) {
        if let Some(end) = self.letters_with_stops() {
            // The same word as without its stops.
            let plain: String = self.text[self.at..end]
                .chars()
                .filter(|c| *c != '.')
                .collect();
            fold_into(&plain, &mut self.folded);
            let word = self.interner.intern(&self.folded);
            self.push(end, TokenKind::Word, Case::Upper, Numeral::None);
            if let Some(last) = self.tokens.last_mut() {
                last.word = word;
            }
            return;
        }
        // Most words are plain letters to their end.
        let bytes = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let plain = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic());
        let mut letters = plain.count();
        let (plain, after) = bytes.split_at(letters);
        let mut capitals = plain
            .iter()
            .filter(|byte| byte.is_ascii_uppercase())
            .count();
        let from = self.at + letters;
        let mut end = from;
        let ends = |next: &u8| !matches!(next, b'0'..=b'9' | b'\'' | b'`' | 128..);
        let rest = if after.first().is_none_or(ends) {
            ""
        } else {
            &self.text[from..]
        };
        for (offset, letter) in rest.char_indices() {
            let inside = match letter {
                '\'' | '\u{2019}' | '`' => {
                    // "O'Neill" and "didn't" are words; "Kane's" is a word and a possessive.
                    let mut rest = self.text[from + offset + letter.len_utf8()..].chars();
                    let next = rest.next();
                    let after = rest.next();
                    let is_possessive =
                        matches!(next, Some('s' | 'S')) && !after.is_some_and(char::is_alphabetic);
                    next.is_some_and(char::is_alphabetic) && !is_possessive
                }
                // "U21" is a word; "10minutes" is a number before one.
                c if c.is_ascii_digit() => letters > 0,
                c if c.is_alphabetic() => {
                    letters += 1;
                    capitals += usize::from(c.is_uppercase());
                    true
                }
                c => unicode_normalization::char::is_combining_mark(c) || is_soft(c),
            };
            if !inside {
                break;
            }
            end = from + offset + letter.len_utf8();
        }
        // "St. Pauli": the full stop of a saint ends nothing.
        if self.text[self.at..].starts_with("St.") && end == self.at + 2 {
            let mut after = self.text[end + 1..].chars().filter(|c| *c != ' ');
            if after.next().is_some_and(char::is_uppercase) {
                fold_into(&self.text[self.at..end], &mut self.folded);
                self.push_folded(end + 1, TokenKind::Word, Case::Capital, Numeral::None);
                return;
            }
        }
        let begins_capital = self.peek(self.at).is_some_and(char::is_uppercase);
        let case = match (begins_capital, capitals == letters && letters > 1) {
            (_, true) => Case::Upper,
            (true, false) => Case::Capital,
            (false, false) => Case::Lower,
        };
        fold_into(&self.text[self.at..end], &mut self.folded);
        let numeral = of_word(&self.folded);
        let left = numeral.cardinal().filter(|tally| *tally <= 10);
        self.push_folded(end, TokenKind::Word, case, numeral);
        if let Some(left) = left {
            self.spelt_score(left);
        }
    }

    fn dash(&mut self, dash: char) {
        let mut end = self.at + dash.len_utf8();
        while let Some(next) = self.peek(end).filter(|next| is_dash(*next)) {
            end += next.len_utf8();
        }
        let before = self.text[..self.at].chars().next_back();
        let after = self.peek(end);
        let tight = before.is_some_and(char::is_alphanumeric)
            && after.is_some_and(char::is_alphanumeric)
            && end - self.at <= dash.len_utf8();
        // An en dash tight between two letters is a hyphen written long: "Calder–Finch".
        let between_letters =
            before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic);
        let hyphen =
            matches!(dash, '-' | '\u{2010}' | '\u{2011}') || dash == '\u{2013}' && between_letters;
        if tight && hyphen {
            self.hyphen = true;
            self.at = end;
        } else {
            self.push(end, TokenKind::Dash, Case::None, Numeral::None);
        }
    }

    fn apostrophe(&mut self, mark: char) {
        let end = self.at + mark.len_utf8();
        let follows_token = self
            .tokens
            .last()
            .is_some_and(|token| token.end as usize == self.at);
        let rest = &self.text[end..];
        if follows_token {
            let mut letters = rest.chars();
            let is_s = matches!(letters.next(), Some('s' | 'S'));
            if is_s && !letters.next().is_some_and(char::is_alphanumeric) {
                self.push(end + 1, TokenKind::Possessive, Case::None, Numeral::None);
                return;
            }
            let previous = self.tokens.last().map(|token| (token.kind, token.end));
            if let Some((TokenKind::Number | TokenKind::Stoppage(..), _)) = previous {
                self.push(end, TokenKind::Prime, Case::None, Numeral::None);
                return;
            }
            // "Wolves' defence": a plural's possessive stands before another word.
            let plural = self.text[..self.at].ends_with(['s', 'z', 'x']);
            let before_word = rest
                .strip_prefix([' ', '\u{a0}'])
                .is_some_and(|after| after.starts_with(char::is_alphanumeric));
            if mark != '\u{2018}' && plural && before_word {
                self.push(end, TokenKind::Possessive, Case::None, Numeral::None);
                return;
            }
        }
        self.push(end, TokenKind::Quote, Case::None, Numeral::None);
    }
}

const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}')
}

const fn is_soft(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}')
}

/// Characters that nobody sees and that may act.
pub(in crate::extraction) fn is_invisible(c: char) -> bool {
    is_soft(c) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') || c.is_control()
}
