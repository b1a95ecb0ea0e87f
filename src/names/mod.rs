//! The names: which words can mean which team, competition or ground.
//!
//! The room answers *what could these words name?* and never *which one is meant here?* A form that several teams
//! share is returned with all of them; settling it is the reader's work (the other team in the sentence, the matches
//! held, the server's default). Names are data in `config/names/*.toml`, embedded at build time and extended by an
//! operator's file, and a known name is a vote, never a requirement: nothing here is needed to read of a new team.
//!
//! Reading order: [`fold`] makes two spellings of a name equal; [`Team`] and [`Competition`] are what the files hold;
//! the [`Gazetteer`] finds them by folded form, by id, or as the longest name that starts at a word of a text;
//! the [`Directory`] finds the team a person types, typos included.

mod competition;
mod directory;
mod file;
mod fold;
mod form;
mod gazetteer;
mod hasher;
mod index;
mod team;

pub use competition::{Competition, CompetitionIdx, CompetitionKind, CompetitionName, Era};
pub use directory::{Directory, Found, FoundBy, Listed, SeenTeam};
pub use file::NamesError;
pub use fold::fold;
pub use form::Form;
pub use gazetteer::{Gazetteer, NameHit};
pub use index::WordId;
pub use team::{NameKind, Team, TeamIdx, TeamKind, TeamName};
