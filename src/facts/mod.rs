//! Claims: football values that know why they are believed.
//!
//! A [`Fact`] is a football value with its basis, its confidence and at least one piece of [`Evidence`], whose quote is
//! the exact slice of the stored text. One report's account of one match is [`MatchClaims`]; all it says is a
//! [`Reading`]. [`consensus`] folds the claims of several reports into one agreed view, [`diff`] says what changed
//! between two views, and [`contract`] writes a reading as the JSON that other programs rely on.

mod agreed;
pub mod consensus;
pub mod contract;
pub mod diff;
mod evidence;
mod fact;
mod orientation;
pub mod people;
mod reading;
pub mod spelling;

pub use agreed::{AgreedFact, AgreedMatch, MatchId, Scope, Standing};
pub use evidence::{Evidence, ReportId};
pub use fact::{Assist, Background, Fact, FactValue, GoalFact, Named, Player};
pub use reading::{HomeAway, MatchClaims, Reading, TeamClaim};

pub use crate::football::Basis;
