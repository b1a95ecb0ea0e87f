//! The folded form of a word, in which words are compared.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Writes the folded form of `word` to `out`, replacing what is there: lower case, no accents, plain apostrophes.
///
/// Folding is for comparing only; evidence is always a slice of the text as given.
pub fn fold_into(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
        return;
    }
    for letter in word.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'ß' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'þ' | 'Þ' => out.push_str("th"),
            'ı' => out.push('i'),
            '\u{2019}' | '\u{2018}' | '\u{02bc}' | '\u{00b4}' | '`' => out.push('\''),
            '\u{00ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => {}
            other => out.extend(other.to_lowercase()),
        }
    }
}

/// The folded form of `word`.
#[must_use]
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}
