//! `/status`: how the bot is doing.

use crate::facts::Scope;

/// What is held and what waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusAnswer {
    /// Whose view the counts are of.
    pub scope: Scope,
    /// Reports kept, those without a match included.
    pub reports: u64,
    /// Matches held.
    pub matches: u64,
    /// Posts waiting.
    pub queued: u64,
    /// When the oldest waiting post was due: seconds since 1970.
    pub oldest_due: Option<i64>,
    /// Posts sent.
    pub sent: u64,
    /// Posts that Discord refused for good.
    pub refused: u64,
    /// Posts of which it is not known whether they arrived.
    pub uncertain: u64,
    /// The program's version.
    pub version: &'static str,
}
