//! Prose to claims.

mod clock;
mod frame;
mod rules;
mod statements;
mod text;
