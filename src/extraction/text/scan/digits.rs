//! Tokens that begin with a digit: minutes, scores, sums; scores spelt out among them.

use super::{Scanner, is_dash};
use crate::extraction::text::number::of_word;
use crate::extraction::text::{Case, Numeral, TokenKind};

impl Scanner<'_, '_> {
    /// `two-one`, `one-nil`, `one-all`: joins the word just read with the one after its hyphen.
    pub(super) fn spelt_score(&mut self, left: u32) {
        let Some(after) = self.text[self.at..].strip_prefix('-') else {
            return;
        };
        let length: usize = after
            .chars()
            .take_while(|letter| letter.is_alphabetic())
            .map(char::len_utf8)
            .sum();
        let spelt = after[..length].to_ascii_lowercase();
        let right = if spelt == "all" {
            Some(left)
        } else {
            of_word(&spelt).cardinal().filter(|tally| *tally <= 10)
        };
        let goes_on = after[length..].starts_with(['-', '\u{2013}']);
        if let (Some(right), false) = (right, goes_on)
            && let Some(last) = self.tokens.pop()
        {
            self.at = last.start as usize;
            self.hyphen = last.hyphenated;
            let end = last.end as usize + 1 + length;
            let (left, right) = (small(left), small(right));
            self.push(
                end,
                TokenKind::Score(left, right),
                Case::None,
                Numeral::None,
            );
        }
    }

    fn digits_from(&self, from: usize) -> (usize, u32) {
        let bytes = self.text.as_bytes();
        let mut end = from;
        let mut value = 0_u32;
        while let Some(byte) = bytes.get(end) {
            match byte {
                b'0'..=b'9' => {
                    value = value
                        .saturating_mul(10)
                        .saturating_add(u32::from(byte - b'0'));
                    end += 1;
                }
                // A thousands comma: exactly three digits follow.
                b',' if end > from
                    && bytes.len() > end + 3
                    && bytes[end + 1..end + 4].iter().all(u8::is_ascii_digit)
                    && !bytes.get(end + 4).is_some_and(u8::is_ascii_digit) =>
                {
                    end += 1;
                }
                _ => break,
            }
        }
        (end, value)
    }

    pub(super) fn number(&mut self) {
        let (end, value) = self.digits_from(self.at);
        let rest = &self.text[end..];
        if let Some((separator, length)) = score_separator(rest)
            && value <= 99
            && end - self.at <= 2
        {
            let second = end + length;
            let (second_end, right) = self.digits_from(second);
            let digits = second_end - second;
            let tail = &self.text[second_end..];
            let goes_on = score_separator(tail)
                .is_some_and(|(_, skip)| tail[skip..].starts_with(|c: char| c.is_ascii_digit()));
            let before = self.text[..self.at].chars().next_back();
            let follows_dash = before.is_some_and(is_dash) && self.hyphen;
            let is_clock_time = separator == ':' && digits == 2;
            if digits > 0 && (goes_on || follows_dash || is_clock_time) {
                // 4-3-3, 2004-05-01, 19:45
                let mut stop = second_end;
                while let Some((_, skip)) = score_separator(&self.text[stop..]) {
                    let (next, _) = self.digits_from(stop + skip);
                    if next == stop + skip {
                        break;
                    }
                    stop = next;
                }
                self.push(stop, TokenKind::Other, Case::None, Numeral::None);
                return;
            }
            if digits > 0
                && digits <= 2
                && value <= 40
                && right <= 40
                && !tail.starts_with(char::is_alphabetic)
            {
                let kind = TokenKind::Score(small(value), small(right));
                self.push(second_end, kind, Case::None, Numeral::None);
                return;
            }
        }
        if let Some(after) = rest
            .strip_prefix('+')
            .or_else(|| rest.strip_prefix("'+"))
            .or_else(|| rest.strip_prefix(" + "))
            .or_else(|| rest.strip_prefix("\u{2019}+"))
            && value <= 120
        {
            let start = self.text.len() - after.len();
            let (stop, added) = self.digits_from(start);
            if stop > start && added <= 30 {
                let kind = TokenKind::Stoppage(small(value), small(added));
                self.push(stop, kind, Case::None, Numeral::Cardinal(value));
                return;
            }
        }
        let suffix: usize = rest
            .chars()
            .take_while(|letter| letter.is_alphabetic())
            .map(char::len_utf8)
            .sum();
        let ordinal = matches!(
            rest[..suffix].to_ascii_lowercase().as_str(),
            "st" | "nd" | "rd" | "th"
        );
        let decimal = rest.starts_with('.') && rest[1..].starts_with(|c: char| c.is_ascii_digit());
        if ordinal {
            self.push(
                end + suffix,
                TokenKind::Number,
                Case::None,
                Numeral::Ordinal(value),
            );
        } else if decimal {
            let (stop, _) = self.digits_from(end + 1);
            self.push(stop, TokenKind::Other, Case::None, Numeral::None);
        } else if suffix > 0
            && !matches!(&rest[..suffix], "m" | "min" | "mins" | "minute" | "minutes")
        {
            // 40m, 3pm, 2nds: no number that a rule could use.
            self.push(end + suffix, TokenKind::Other, Case::None, Numeral::None);
        } else {
            self.push(end, TokenKind::Number, Case::None, Numeral::Cardinal(value));
        }
    }

    pub(super) fn money(&mut self, sign: char) {
        let mut end = self.at + sign.len_utf8();
        let tail = self.text[end..]
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == ','))
            .unwrap_or(self.text.len() - end);
        end += tail;
        let trimmed = self.text[..end].trim_end_matches(['.', ',']).len();
        self.push(
            trimmed.max(self.at + sign.len_utf8()),
            TokenKind::Other,
            Case::None,
            Numeral::None,
        );
    }
}

fn small(value: u32) -> u8 {
    u8::try_from(value).unwrap_or(u8::MAX)
}

/// The separator of a score at the start of `rest`, with its length: `-`, `–`, ` - `, `:`.
fn score_separator(rest: &str) -> Option<(char, usize)> {
    let trimmed = rest.strip_prefix(' ').unwrap_or(rest);
    let spaced = trimmed.len() < rest.len();
    let separator = trimmed.chars().next()?;
    let length = separator.len_utf8();
    if separator == ':' {
        return (!spaced).then_some((separator, length));
    }
    if !is_dash(separator) {
        return None;
    }
    let after = &trimmed[length..];
    match (spaced, after.strip_prefix(' ')) {
        (false, None) => Some((separator, length)),
        (true, Some(_)) => Some((separator, length + 2)),
        (false, Some(_)) | (true, None) => None,
    }
}
