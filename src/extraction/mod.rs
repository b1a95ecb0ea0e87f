//! Prose to claims: pure, synchronous, total.
//!
//! [`read`] takes a report's text to what it says. Reading order of the stages:
//! 1. [`text`]: the text cut into tokens, sentences, clauses, quoted speech;
//! 2. [`rules`]: patterns as data, and running them;
//! 3. [`clock`]: time expressions;
//! 4. [`mentions`]: names, typed and joined;
//! 5. [`grammar`]: who does what, and whether it came about;
//! 6. [`events`]: goals and scores told;
//! 7. [`parts`]: a round-up cut into its matches; [`sides`]: the two teams, who is at home, who plays for whom, with who
//!    keeps goal (`keepers`), by learned `weights` (`config/rules/teams.toml`, `ties.toml`, `bonds.toml`);
//! 8. [`timeline`]: the goals and the score that the tellings agree on; [`reconcile`]: that account and the sides, decided
//!    together, a score published where its signs weigh enough (`trust.toml`, learned too);
//! 9. `assists`: who set the goals up; [`frame`]: what frames the match: referee, ground, stage, coaches;
//! 10. [`incidents`]: events that are no goals; [`players`]: who took part; `background`: the world beyond.
//!
//! # Adding a rule
//! A rule is an entry in one of the files of `config/rules/`; no Rust is needed for the common kinds.
//!
//! ```toml
//! [[rule]]
//! id = "clock.ordinal_minute"                      # family.plain_words, for ever
//! patterns = ["[in] the minute:ORD minute"]        # what the words look like; see `rules::notation`
//! means = { point = "minute" }                     # what that means to the code of the family
//! catches = [{ text = "Son struck in the 31st minute.", clock = "31'" }]
//! ignores = [{ text = "He was their third signing.", why = "an ordinal, no minute" }]
//! ```
//! Words that behave alike belong in a class of `words.toml` (`<finish>`); a class of verbs knows its forms
//! (`<finish.past>`), and verbs in curly brackets are written out in all of theirs (`{score|tap in}`). The tests run every
//! sentence of every rule.
//!
//! [`explain`] shows what every rule made of a text, and how the account was chosen: where to look when one reads it wrongly.

mod assists;
mod background;
pub mod clock;
pub mod events;
mod explain;
pub mod frame;
pub mod gate;
pub mod grammar;
pub mod incidents;
mod keepers;
pub mod mentions;
pub mod parts;
pub mod players;
mod publish;
mod read;
pub mod reconcile;
pub mod rules;
pub mod setting;
pub mod sides;
pub mod text;
pub mod timeline;
mod weights;

pub use explain::explain;
pub use read::{Context, read};

/// The version of the extractor. It changes whenever the same text may yield other facts.
pub const VERSION: &str = "0.5.0";
