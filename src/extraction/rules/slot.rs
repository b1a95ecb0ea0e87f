//! Typed slots: what a pattern can ask for beyond words.

use crate::extraction::text::{Document, TokenIndex, TokenKind};

use super::layers::Labels;
use super::{Label, Layers};

/// What a slot of a pattern accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// `PLAYER`: a mention of a player.
    Player,
    /// `TEAM`: a mention of a team, nickname or description included ("the hosts").
    Team,
    /// `COACH`: a mention of a coach.
    Coach,
    /// `PERSON`: a mention of anybody.
    Person,
    /// `GROUND`: a mention of a ground.
    Ground,
    /// `COMPETITION`: a mention of a competition.
    Competition,
    /// `NAME`: any mention of anything with a name, whatever its type.
    Name,
    /// `CLOCK`: a time expression.
    Clock,
    /// `NUM`: how many, in digits or words.
    Num,
    /// `ORD`: which one, in digits or words.
    Ord,
    /// `SCORE`: two tallies, `2-1`.
    Score,
    /// `STOPPAGE`: `90+3`.
    Stoppage,
    /// `CAP`: one capitalised word.
    Cap,
    /// `LOWER`: one word in small letters.
    Lower,
    /// `WORD`: any one word or number.
    Word,
    /// `ADV`: an adverb, told by its ending.
    Adverb,
    /// `'s`
    Possessive,
    /// `,`
    Comma,
    /// A dash between words.
    Dash,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `:` or `;`
    Colon,
    /// A minute mark.
    Prime,
}

impl Slot {
    /// How many there are: up to the last.
    pub(super) const COUNT: usize = Self::Prime as usize + 1;

    /// The slot a pattern writes as `name`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "PLAYER" => Self::Player,
            "TEAM" => Self::Team,
            "COACH" => Self::Coach,
            "PERSON" => Self::Person,
            "GROUND" => Self::Ground,
            "COMPETITION" => Self::Competition,
            "NAME" => Self::Name,
            "CLOCK" => Self::Clock,
            "NUM" => Self::Num,
            "ORD" => Self::Ord,
            "SCORE" => Self::Score,
            "STOPPAGE" => Self::Stoppage,
            "CAP" => Self::Cap,
            "LOWER" => Self::Lower,
            "WORD" => Self::Word,
            "ADV" => Self::Adverb,
            _ => return None,
        })
    }

    /// The labels of annotations it accepts; none for slots that look at tokens alone.
    pub(super) const fn labels(self) -> Labels {
        match self {
            Self::Player => const { Labels::of(&[Label::Player]) },
            Self::Team => const { Labels::of(&[Label::Team]) },
            Self::Coach => const { Labels::of(&[Label::Coach]) },
            Self::Person => {
                const { Labels::of(&[Label::Player, Label::Coach, Label::Official, Label::Person]) }
            }
            Self::Ground => const { Labels::of(&[Label::Ground]) },
            Self::Competition => const { Labels::of(&[Label::Competition]) },
            Self::Name => {
                const {
                    Labels::of(&[
                        Label::Player,
                        Label::Team,
                        Label::Coach,
                        Label::Official,
                        Label::Person,
                        Label::Ground,
                        Label::Competition,
                        Label::Name,
                    ])
                }
            }
            Self::Clock => const { Labels::of(&[Label::Clock]) },
            Self::Num
            | Self::Ord
            | Self::Score
            | Self::Stoppage
            | Self::Cap
            | Self::Lower
            | Self::Word
            | Self::Adverb
            | Self::Possessive
            | Self::Comma
            | Self::Dash
            | Self::Open
            | Self::Close
            | Self::Colon
            | Self::Prime => Labels::NONE,
        }
    }

    /// Calls `found` with the end of every way to fill the slot from token `at` on, until it says true.
    pub(super) fn forward(
        self,
        document: &Document<'_>,
        layers: &Layers,
        at: TokenIndex,
        found: &mut dyn FnMut(TokenIndex) -> bool,
    ) -> bool {
        let any = self.labels();
        if any != Labels::NONE {
            let here = layers.starts(at, any)
                && layers
                    .starting(at)
                    .any(|note| any.has(note.label) && found(note.tokens.end));
            // "the hosts", "the Blues": the article belongs to the team.
            return here
                || self == Self::Team
                    && layers.starts(at + 1, any)
                    && document.folded(at) == "the"
                    && layers
                        .starting(at + 1)
                        .any(|note| any.has(note.label) && found(note.tokens.end));
        }
        match self {
            Self::Num => document.cardinal_at(at).is_some_and(|(_, n)| found(at + n)),
            Self::Ord => document.ordinal_at(at).is_some_and(|(_, n)| found(at + n)),
            _ => self.is_token(document, at) && found(at + 1),
        }
    }

    /// Calls `found` with the start of every way to fill the slot up to token `end`, until it says true.
    pub(super) fn backward(
        self,
        document: &Document<'_>,
        layers: &Layers,
        end: TokenIndex,
        found: &mut dyn FnMut(TokenIndex) -> bool,
    ) -> bool {
        let any = self.labels();
        if any != Labels::NONE {
            let article = |start: TokenIndex| {
                let before = start.checked_sub(1).filter(|_| self == Self::Team);
                before.filter(|before| document.folded(*before) == "the")
            };
            return layers.ends(end, any)
                && layers.ending(end).any(|note| {
                    let start = note.tokens.start;
                    any.has(note.label) && (found(start) || article(start).is_some_and(&mut *found))
                });
        }
        let fits = |length: usize| -> Option<TokenIndex> {
            let start = end.checked_sub(length)?;
            let read = match self {
                Self::Num => document.cardinal_at(start),
                Self::Ord => document.ordinal_at(start),
                _ => None,
            };
            read.filter(|(_, n)| *n == length).map(|_| start)
        };
        match self {
            Self::Num | Self::Ord => fits(2).or_else(|| fits(1)).is_some_and(found),
            _ => end
                .checked_sub(1)
                .filter(|at| self.is_token(document, *at))
                .is_some_and(found),
        }
    }

    /// Whether [`Slot::forward`] can find anything at `at`: a cheap look that may say yes too often, never no.
    pub(super) fn may_begin(
        self,
        document: &Document<'_>,
        layers: &Layers,
        at: TokenIndex,
    ) -> bool {
        if self.labels().is_empty() {
            matches!(self, Self::Num | Self::Ord) || self.is_token(document, at)
        } else {
            let any = self.labels();
            layers.starts(at, any) || self == Self::Team && layers.starts(at + 1, any)
        }
    }

    /// The same for [`Slot::backward`].
    pub(super) fn may_end(self, document: &Document<'_>, layers: &Layers, end: TokenIndex) -> bool {
        if self.labels().is_empty() {
            matches!(self, Self::Num | Self::Ord)
                || end
                    .checked_sub(1)
                    .is_some_and(|at| self.is_token(document, at))
        } else {
            layers.ends(end, self.labels())
        }
    }

    /// Shows the slots that look at tokens alone which what stands at `at` begins to fill, but for those that plain words
    /// fill.
    pub(super) fn filled_at(document: &Document<'_>, at: TokenIndex, mut show: impl FnMut(Self)) {
        let token = &document.tokens[at];
        match token.kind {
            TokenKind::Score(..) => show(Self::Score),
            TokenKind::Stoppage(..) => show(Self::Stoppage),
            TokenKind::Possessive => show(Self::Possessive),
            TokenKind::Comma => show(Self::Comma),
            TokenKind::Dash => show(Self::Dash),
            TokenKind::Open => show(Self::Open),
            TokenKind::Close => show(Self::Close),
            TokenKind::Colon => show(Self::Colon),
            TokenKind::Prime => show(Self::Prime),
            TokenKind::Word
            | TokenKind::Number
            | TokenKind::Stop
            | TokenKind::Quote
            | TokenKind::Other => {}
        }
        if document.cardinal_at(at).is_some() {
            show(Self::Num);
        }
        if document.ordinal_at(at).is_some() {
            show(Self::Ord);
        }
    }

    /// Whether one token fills it.
    fn is_token(self, document: &Document<'_>, at: TokenIndex) -> bool {
        let Some(token) = document.tokens.get(at) else {
            return false;
        };
        match self {
            Self::Score => matches!(token.kind, TokenKind::Score(..)),
            Self::Stoppage => matches!(token.kind, TokenKind::Stoppage(..)),
            Self::Cap => token.is_word() && token.is_capitalised(),
            Self::Lower => token.is_word() && !token.is_capitalised(),
            Self::Word => token.kind.is_wordlike(),
            Self::Adverb => {
                let word = document.spelling(token.word);
                token.is_word() && !token.is_capitalised() && word.len() > 4 && word.ends_with("ly")
            }
            Self::Possessive => matches!(token.kind, TokenKind::Possessive),
            Self::Comma => matches!(token.kind, TokenKind::Comma),
            Self::Dash => matches!(token.kind, TokenKind::Dash),
            Self::Open => matches!(token.kind, TokenKind::Open),
            Self::Close => matches!(token.kind, TokenKind::Close),
            Self::Colon => matches!(token.kind, TokenKind::Colon),
            Self::Prime => matches!(token.kind, TokenKind::Prime),
            Self::Num | Self::Ord => false,
            Self::Player
            | Self::Team
            | Self::Coach
            | Self::Person
            | Self::Ground
            | Self::Competition
            | Self::Name
            | Self::Clock => false,
        }
    }
}
