//! Words, as people type them, and what becomes of them.

mod parse;
