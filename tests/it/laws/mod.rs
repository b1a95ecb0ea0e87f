//! Laws of extraction: what must hold of any text, and what a change of the words may do to the facts.

mod any_text;
mod found;
mod long_tail;
mod strangers;
mod tellings;
