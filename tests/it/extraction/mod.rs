//! Prose to claims.

mod clock;
mod rules;
mod text;
