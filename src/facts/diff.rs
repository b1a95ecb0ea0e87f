//! What changed between two agreed views of a match.
