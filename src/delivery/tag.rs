//! The sign by which a post can be recognised.

use sha2::{Digest, Sha256};

/// The sign of one delivery: it is the nonce, and every format of post shows it, so that a post in doubt can be found again.
///
/// Ten letters and digits that no word of a report is likely to equal, made from what tells this delivery from every
/// other, in this database and in one that was begun anew.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Tag(String);

/// Digits and small letters without those that look alike.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl Tag {
    /// The tag of a delivery, by its row number, its channel and the second in which it was committed.
    #[must_use]
    pub fn of(delivery_id: i64, channel: u64, created_at: i64) -> Self {
        let mut digest = Sha256::new();
        digest.update(b"touchline delivery");
        digest.update(delivery_id.to_be_bytes());
        digest.update(channel.to_be_bytes());
        digest.update(created_at.to_be_bytes());
        let bits = digest.finalize();
        let letters = bits
            .iter()
            .take(10)
            .map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
        Self(letters.collect())
    }

    /// The tag as it stands in a post.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `text` carries this tag as a word of its own.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        text.split(|c: char| !c.is_ascii_alphanumeric())
            .any(|word| word == self.0)
    }

    /// A number from 0 to 1 that differs from delivery to delivery and from try to try: what spreads retries.
    #[must_use]
    pub fn jitter(&self, attempt: u32) -> f64 {
        let mut digest = Sha256::new();
        digest.update(self.0.as_bytes());
        digest.update(attempt.to_be_bytes());
        let bits = digest.finalize();
        f64::from(u16::from_be_bytes([bits[0], bits[1]])) / f64::from(u16::MAX)
    }
}
