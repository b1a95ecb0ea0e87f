//! The smallest unit that patterns see.

use super::number::Numeral;

/// A folded word, as a number: equal words have equal numbers within one document.
///
/// Numbers below [`super::Lexicon::len`] are words that rules know; the others are the document's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Word(pub u32);

/// What kind of thing a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters: `strike`, `Kane`, `didn't`. Parts of hyphenated words are tokens of their own.
    Word,
    /// Digits: `14`, `31st`, `58,000`; its value is in [`Token::numeral`].
    Number,
    /// Two tallies: `2-1`, `2–1`, `two-one`; left and right.
    Score(u8, u8),
    /// A minute with its stoppage time: `90+3`.
    Stoppage(u8, u8),
    /// `'s`, or the apostrophe after a plural.
    Possessive,
    /// `,`
    Comma,
    /// `.`, `!`, `?`, `…` where they end a sentence or not.
    Stop,
    /// `;` or `:`.
    Colon,
    /// A dash between words: ` - `, `–`, `—`, `--`.
    Dash,
    /// `(` or `[`.
    Open,
    /// `)` or `]`.
    Close,
    /// A quotation mark.
    Quote,
    /// `'` or `′` right after a number: a minute mark.
    Prime,
    /// Anything else: `&`, `%`, `£15m`, `4-3-3`, `19:45`.
    Other,
}

impl TokenKind {
    /// Whether it is read aloud as a word or number.
    #[must_use]
    pub const fn is_wordlike(self) -> bool {
        match self {
            Self::Word | Self::Number | Self::Score(..) | Self::Stoppage(..) | Self::Other => true,
            Self::Possessive
            | Self::Comma
            | Self::Stop
            | Self::Colon
            | Self::Dash
            | Self::Open
            | Self::Close
            | Self::Quote
            | Self::Prime => false,
        }
    }
}

/// How a word is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Case {
    /// `strike`
    Lower,
    /// `Kane`, `McBride`, `O'Neill`
    Capital,
    /// `FC`, `PSG`; more than one letter.
    Upper,
    /// Not a word.
    None,
}

/// One token: where it stands, what it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Token {
    /// First byte in the text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The folded word.
    pub word: Word,
    /// What it is.
    pub kind: TokenKind,
    /// How it is capitalised.
    pub case: Case,
    /// The number it stands for.
    pub numeral: Numeral,
    /// It is joined to the token before it by a hyphen: `Min` in `Heung-Min`, `minute` in `31st-minute`.
    pub hyphenated: bool,
    /// It lies in words that somebody is quoted as saying.
    pub quoted: bool,
}

impl Token {
    /// Whether it begins with a capital letter.
    #[must_use]
    pub const fn is_capitalised(&self) -> bool {
        matches!(self.case, Case::Capital | Case::Upper)
    }

    /// Whether it is a word and no number, as most tokens are.
    #[must_use]
    pub const fn is_plain(&self) -> bool {
        self.is_word() && matches!(self.numeral, Numeral::None)
    }

    /// Whether it is a word (letters).
    #[must_use]
    pub const fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word)
    }
}
