//! Prose to claims.

mod beyond;
mod clock;
mod frame;
mod incidents;
mod rules;
mod statements;
mod text;
