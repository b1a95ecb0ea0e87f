//! Prose to claims.

mod around_told;
mod beyond;
mod clock;
mod explain;
mod frame;
mod goals;
mod incidents;
mod incidents_told;
mod minutes;
mod playing;
mod proofs;
mod results;
mod rules;
mod scores;
mod sides;
mod statements;
mod teams;
mod text;
mod whole;
mod whose;
