//! Competitions.

use serde::Serialize;

/// The permanent id of a competition: a gazetteer id (`uefa.cl`).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct CompetitionId(pub String);

impl CompetitionId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
