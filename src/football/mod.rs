//! The vocabulary of the game: plain values that every other room speaks in.
//!
//! Nothing here reads, stores or prints. The terms are the field's: a *fixture* is scheduled and a *match* was
//! played; a *booking* covers every card; *stoppage time* belongs to a half while *extra time* is two more halves;
//! a *shoot-out* kick is no goal; an *own goal* is credited to the opponent of the man who put it in.
//! What follows from other facts (the score at a minute, a hat-trick, a comeback) is computed in [`ledger`], never kept.

mod clock;
mod competition;
mod event;
mod goal;
pub mod ledger;
mod score;
mod side;
mod team;

pub use clock::{Basis, MatchClock, Moment, Period};
pub use competition::CompetitionId;
pub use event::{BackgroundKind, Event, EventKind, PlayerRole};
pub use goal::{Goal, GoalKind};
pub use score::{Outcome, Score, ScoreKind};
pub use side::Side;
pub use team::{Category, TeamId};
