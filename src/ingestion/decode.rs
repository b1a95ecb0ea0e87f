//! Bytes to text, or the sentence that says why not.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use sha2::{Digest, Sha256};

/// The largest report that is read: 1 MiB. The longest of the reports this was developed on has 12 kB.
pub const MAX_BYTES: usize = 1024 * 1024;

/// A report's text as decoded, with the encoding its bytes were in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text. A byte order mark and carriage returns are kept, so that offsets mean what they say.
    pub text: String,
    /// The encoding's name ("UTF-8", "windows-1252").
    pub encoding: &'static str,
}

/// Why bytes are no text that can be read. Each message is a sentence for people, without its subject.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Undecodable {
    /// There is nothing in it.
    #[error("is empty: there is nothing to read")]
    Empty,
    /// It is over [`MAX_BYTES`].
    #[error(
        "is over 1 MiB: a match report is a few kilobytes; split the file, or give the report alone"
    )]
    TooLarge,
    /// It is no text at all.
    #[error("is not text but binary data: give the report as plain text (.txt or .md)")]
    Binary,
    /// It is text in an encoding that cannot be told.
    #[error("is in an encoding that cannot be told: save it as UTF-8 and try again")]
    UnknownEncoding,
}

/// Decodes a report.
///
/// UTF-8 is taken as it is, UTF-16 by its byte order mark; for anything else the encoding is guessed from the bytes, and taken
/// when they are valid in it.
///
/// # Errors
/// When the bytes are empty, too many, binary, or in no encoding that can be told.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Undecodable> {
    if bytes.len() > MAX_BYTES {
        return Err(Undecodable::TooLarge);
    }
    let decoded = match std::str::from_utf8(bytes) {
        Ok(text) => Decoded {
            text: text.to_owned(),
            encoding: UTF_8.name(),
        },
        Err(_) => decode_legacy(bytes)?,
    };
    // A NUL occurs in no text, and is how files of other kinds give themselves away.
    if decoded.text.contains('\0') {
        return Err(Undecodable::Binary);
    }
    if decoded
        .text
        .trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
        .is_empty()
    {
        return Err(Undecodable::Empty);
    }
    Ok(decoded)
}

/// SHA-256 of bytes as 64 lower-case hexadecimal digits: how a report is told from others.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

fn decode_legacy(bytes: &[u8]) -> Result<Decoded, Undecodable> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes)
        && (encoding == UTF_16LE || encoding == UTF_16BE)
    {
        return decode_as(encoding, bytes).ok_or(Undecodable::UnknownEncoding);
    }
    if is_binary(bytes) {
        return Err(Undecodable::Binary);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    decode_as(guess, bytes).ok_or(Undecodable::UnknownEncoding)
}

/// The text in `encoding`, when every byte has a meaning in it and none is a control character.
fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Option<Decoded> {
    let (text, had_errors) = encoding.decode_with_bom_removal(bytes);
    let is_text = !had_errors && !text.chars().any(is_control);
    is_text.then(|| Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
    })
}

fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}')
}

/// Whether the first bytes hold what no encoding of text has: NULs, or many control bytes.
fn is_binary(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(4096)];
    let controls = start
        .iter()
        .filter(|byte| is_control(char::from(**byte)) && **byte < 0x20)
        .count();
    start.contains(&0) || controls * 50 > start.len()
}
