//! What answers on Discord are made of.

/// Everything a command may need.
#[derive(Debug, Clone, Default)]
pub struct State {}
