//! Prose to claims.

mod clock;
mod frame;
mod incidents;
mod rules;
mod statements;
mod text;
