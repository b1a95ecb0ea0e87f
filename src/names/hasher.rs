//! A quick hash for tables whose keys are fixed when they are built.
//!
//! The keys come from the names files, so nobody who writes a report can make them collide; a text only looks up.

use std::hash::{BuildHasherDefault, Hasher};

/// A map hashed by [`QuickHasher`].
pub type QuickMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<QuickHasher>>;

/// Multiply and rotate, eight bytes at a time.
#[derive(Debug, Default, Clone, Copy)]
pub struct QuickHasher(u64);

/// 2^64 over the golden ratio: its bits look random enough to spread what it multiplies.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

impl QuickHasher {
    fn mix(&mut self, bits: u64) {
        self.0 = (self.0.rotate_left(5) ^ bits).wrapping_mul(SPREAD);
    }
}

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.mix(u64::from_le_bytes(*eight));
        }
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.mix(u64::from_le_bytes(last));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.mix(u64::from(byte));
    }

    fn write_u32(&mut self, number: u32) {
        self.mix(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.mix(number);
    }

    fn finish(&self) -> u64 {
        // The table takes the low bits, and multiplying leaves the best ones high.
        self.0.rotate_left(26)
    }
}
