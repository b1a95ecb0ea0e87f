//! Time expressions: words that say when, as typed values.
//!
//! [`read`] runs the family `clock` over a document before anybody knows who plays; what it finds is laid over the
//! text as [`Label::Clock`](super::rules::Label::Clock) notes whose payload is an index into its result, so that later
//! patterns can write `CLOCK`. Relative expressions stay edges; the timeline search solves them.
//!
//! # Binding a time to an event
//! 1. [`governing`] gives the expressions that can date the words of a trigger, the likeliest first: brackets and
//!    modifiers beside it, then adverbials by the clause boundaries between, a fronted one reaching further than a
//!    trailing one. It leaves out what dates nothing: a boundary ("at the break") is for states of the match, a stretch
//!    ("for 20 minutes") is there so that nothing else reads its number.
//! 2. If the first is a window and a later one a point inside it, both hold; take the point.
//! 3. A sentence without any takes nothing from the sentence before; that two sentences tell one goal is for the merging
//!    of retellings to find, and then the goal has the times of both.
//! 4. [`When::Relative`] with [`Anchor::Previous`] counts from the event *told* last before it that has a clock of its
//!    own (goals first, then cards, substitutions, chances). With [`Anchor::Mention`] it counts from that expression,
//!    whatever happened then: [`Edge::from_clock`] does the sum.
//! 5. [`Absolute::in_extra_time`] and [`Absolute::in_first_half`] are the other readings of a phrase that does not say
//!    which half it means; the reader has already taken the likelier one for `at`, the timeline may take the other.

mod crossing;
mod doubt;
mod read;
mod scope;
mod story;
mod when;

pub(in crate::extraction) use crossing::is_doing;
pub use read::read;
pub use scope::{counts_from, governing, is_of_an_aside};
pub use when::{
    Absolute, Amount, Anchor, Boundary, Direction, Edge, NamedEvent, Place, TimeExpression, When,
};
