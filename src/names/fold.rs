//! Folding: the form of a name in which two spellings of it are equal.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The folded form of `text`, in which names are stored, looked up and compared.
///
/// - Upper case becomes lower case; accents and other marks go (`Málaga` → `malaga`, `Beşiktaş` → `besiktas`), and
///   letters that Unicode does not take apart become their usual Latin spelling: `ß` → `ss`, `æ` → `ae`, `œ` → `oe`,
///   `ø` → `o`, `đ ð` → `d`, `ł` → `l`, `þ` → `th`, `ħ` → `h`, `ı` → `i`, `ə` → `e`.
/// - Apostrophes of every shape and full stops go without a trace: `M'gladbach` → `mgladbach`, `St. Mary's` →
///   `st marys`, `F.C.` → `fc`.
/// - `&` becomes the word `and`.
/// - Everything else that is neither letter nor digit (hyphens, slashes, brackets, space) parts words: `Saint-Étienne`
///   → `saint etienne`. Words are parted by exactly one space; there is none at either end.
///
/// Folding twice is folding once. A word of running text must lose its possessive `'s` before it is folded, or
/// `Dortmund's` folds to `dortmunds`.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the folded form of `text` to `folded`, parted from what is there by a space; allocates only to grow.
pub fn fold_into(text: &str, folded: &mut String) {
    let mut folding = Folding {
        folded,
        word_is_open: false,
    };
    for letter in text.chars() {
        if letter.is_ascii() {
            folding.ascii(letter);
        } else {
            folding.other(letter);
        }
    }
}

struct Folding<'f> {
    folded: &'f mut String,
    word_is_open: bool,
}

impl Folding<'_> {
    fn ascii(&mut self, letter: char) {
        match letter {
            'a'..='z' | '0'..='9' => self.push(letter),
            'A'..='Z' => self.push(letter.to_ascii_lowercase()),
            '\'' | '`' | '.' => {}
            '&' => {
                self.word_is_open = false;
                self.push_all("and");
                self.word_is_open = false;
            }
            _ => self.word_is_open = false,
        }
    }

    fn other(&mut self, letter: char) {
        if is_silent(letter) {
            return;
        }
        // Taken apart, made small, and taken apart again: each step brings up letters for the next.
        let small = std::iter::once(letter).nfkd().flat_map(char::to_lowercase);
        for part in small.nfkd() {
            match latin_spelling(part) {
                Some(spelling) => self.push_all(spelling),
                None if is_combining_mark(part) || is_silent(part) => {}
                None if part.is_ascii() => self.ascii(part),
                None if part.is_alphanumeric() => self.push(part),
                None => self.word_is_open = false,
            }
        }
    }

    fn push(&mut self, letter: char) {
        if !self.word_is_open && !self.folded.is_empty() {
            self.folded.push(' ');
        }
        self.word_is_open = true;
        self.folded.push(letter);
    }

    fn push_all(&mut self, letters: &str) {
        letters.chars().for_each(|letter| self.push(letter));
    }
}

/// Apostrophes of other shapes than `'`, hyphens that only a line's end shows, and marks of no width.
const fn is_silent(letter: char) -> bool {
    matches!(
        letter,
        '’' | '‘' | 'ʼ' | '´' | '′' | '\u{ad}' | '\u{200b}'..='\u{200f}'
    )
}

/// Letters that carry no separable mark, in the Latin letters English writes for them.
const fn latin_spelling(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ł' | 'Ł' => "l",
        'þ' | 'Þ' => "th",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        'ə' | 'Ə' => "e",
        _ => return None,
    })
}

/// The folded form with umlauts and their like spelt out (`Köln` → `koeln`, `Malmö` → `malmoe`, `Ålesund` →
/// `aalesund`), where that differs from [`fold`].
pub(super) fn fold_spelt_out(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let spelt: String = text
        .nfc()
        .flat_map(char::to_lowercase)
        .flat_map(|letter| match letter {
            'ä' => ['a', 'e'],
            'ö' | 'ø' => ['o', 'e'],
            'ü' => ['u', 'e'],
            'å' => ['a', 'a'],
            other => [other, '\0'],
        })
        .filter(|letter| *letter != '\0')
        .collect();
    let folded = fold(&spelt);
    (folded != fold(text)).then_some(folded)
}

/// The words of a folded form.
pub(super) fn words(folded: &str) -> impl Iterator<Item = &str> + Clone {
    folded.split(' ').filter(|word| !word.is_empty())
}
