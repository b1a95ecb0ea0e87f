//! Numbers written as words.

/// What number a word stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Numeral {
    /// No number.
    #[default]
    None,
    /// How many: `14`, `fourteen`.
    Cardinal(u32),
    /// Which one: `31st`, `second`.
    Ordinal(u32),
}

impl Numeral {
    /// The number of a cardinal.
    #[must_use]
    pub const fn cardinal(self) -> Option<u32> {
        match self {
            Self::Cardinal(value) => Some(value),
            Self::None | Self::Ordinal(_) => None,
        }
    }

    /// The number of an ordinal.
    #[must_use]
    pub const fn ordinal(self) -> Option<u32> {
        match self {
            Self::Ordinal(value) => Some(value),
            Self::None | Self::Cardinal(_) => None,
        }
    }
}

/// The number a folded word stands for on its own; `twenty-five` is two words and is put together by the reader.
#[must_use]
pub fn of_word(folded: &str) -> Numeral {
    use Numeral::{Cardinal, Ordinal};
    match folded {
        "nil" | "zero" => Cardinal(0),
        "one" => Cardinal(1),
        "two" => Cardinal(2),
        "three" => Cardinal(3),
        "four" => Cardinal(4),
        "five" => Cardinal(5),
        "six" => Cardinal(6),
        "seven" => Cardinal(7),
        "eight" => Cardinal(8),
        "nine" => Cardinal(9),
        "ten" => Cardinal(10),
        "eleven" => Cardinal(11),
        "twelve" => Cardinal(12),
        "thirteen" => Cardinal(13),
        "fourteen" => Cardinal(14),
        "fifteen" => Cardinal(15),
        "sixteen" => Cardinal(16),
        "seventeen" => Cardinal(17),
        "eighteen" => Cardinal(18),
        "nineteen" => Cardinal(19),
        "twenty" => Cardinal(20),
        "thirty" => Cardinal(30),
        "forty" => Cardinal(40),
        "fifty" => Cardinal(50),
        "sixty" => Cardinal(60),
        "seventy" => Cardinal(70),
        "eighty" => Cardinal(80),
        "ninety" => Cardinal(90),
        "first" => Ordinal(1),
        "second" => Ordinal(2),
        "third" => Ordinal(3),
        "fourth" => Ordinal(4),
        "fifth" => Ordinal(5),
        "sixth" => Ordinal(6),
        "seventh" => Ordinal(7),
        "eighth" => Ordinal(8),
        "ninth" => Ordinal(9),
        "tenth" => Ordinal(10),
        "eleventh" => Ordinal(11),
        "twelfth" => Ordinal(12),
        "thirteenth" => Ordinal(13),
        "fourteenth" => Ordinal(14),
        "fifteenth" => Ordinal(15),
        "sixteenth" => Ordinal(16),
        "seventeenth" => Ordinal(17),
        "eighteenth" => Ordinal(18),
        "nineteenth" => Ordinal(19),
        "twentieth" => Ordinal(20),
        "thirtieth" => Ordinal(30),
        "fortieth" => Ordinal(40),
        "fiftieth" => Ordinal(50),
        "sixtieth" => Ordinal(60),
        "seventieth" => Ordinal(70),
        "eightieth" => Ordinal(80),
        "ninetieth" => Ordinal(90),
        _ => Numeral::None,
    }
}
