//! The short word that ties an apology to its line in the log, the same as at the desk.

pub use crate::answering::Reference;
