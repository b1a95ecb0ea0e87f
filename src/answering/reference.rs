//! The short word that ties an apology to its line in the log.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Seven letters and digits, easy to read out: no `I`, `L`, `O` or `U`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference(String);

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 7;

impl Reference {
    /// A reference that no other apology of this run has.
    #[must_use]
    pub fn new() -> Self {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let started = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_secs());
        // The count goes through the lowest 15 bits, the time stands above them.
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        Self::of(started.wrapping_mul(1 << 15) ^ (count & 0x7fff))
    }

    fn of(mut number: u64) -> Self {
        let letters: Vec<char> = (0..LENGTH)
            .map(|_| {
                let letter = ALPHABET[(number % 32) as usize];
                number /= 32;
                char::from(letter)
            })
            .collect();
        Self(letters.into_iter().rev().collect())
    }
}

impl Default for Reference {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Reference;

    #[test]
    fn two_references_differ() {
        let (one, other) = (Reference::new(), Reference::new());
        assert_ne!(one, other);
        assert_eq!(one.to_string().len(), 7);
    }
}
