//! Prose to claims.

mod rules;
mod text;
