//! Time expressions: words that say when, as typed values.
//!
//! [`read`] runs the family `clock` over a document before anybody knows who plays; what it finds is laid over the
//! text as [`Label::Clock`](super::rules::Label::Clock) notes whose payload is an index into its result, so that later
//! patterns can write `CLOCK`. Relative expressions stay edges; the timeline search solves them.
//!
//! # Binding a time to an event
//! 1. Take only expressions with [`TimeExpression::is_moment`]; a boundary ("at the break") dates states of the match,
//!    a stretch ("for 20 minutes") dates nothing and is there so that nothing else reads its number.
//! 2. An event's trigger is dated by the expression whose [`TimeExpression::scope`] holds it. If several do: a
//!    [`Place::Bracketed`] or [`Place::Modifier`] one first, then the trailing one that follows most closely in the same
//!    clause, then the fronted one. A point beats a window of the same place; a window that holds the point may be kept
//!    as a second witness.
//! 3. A sentence without any takes nothing from the sentence before by itself; that two sentences tell one goal is for
//!    the merging of retellings to find, and then the goal has the times of both.
//! 4. [`When::Relative`] with [`Anchor::Previous`] counts from the event *told* last before it that counts on the
//!    same clock (goals first, then cards, substitutions, chances with a time of their own). With
//!    [`Anchor::Mention`] it counts from that expression, whatever happened then: [`Edge::from_clock`] does the sum.
//! 5. [`Absolute::in_extra_time`] and [`Absolute::in_first_half`] are the other readings of a phrase that does not say
//!    which half it means; the reader has already taken the likelier one for `at`, the timeline may take the other.

mod read;
mod scope;
mod when;

pub use read::read;
pub use when::{
    Absolute, Amount, Anchor, Boundary, Direction, Edge, NamedEvent, Place, TimeExpression, When,
};
