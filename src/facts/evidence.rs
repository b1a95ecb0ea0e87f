//! The words that support a fact.

use serde::Serialize;

/// The row number of a stored report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct ReportId(pub i64);

/// A slice of one report's text and the rule that found it there.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Evidence {
    /// The report the slice is of; `None` while it has no row, which is how extraction leaves it.
    pub report: Option<ReportId>,
    /// First byte, on a character boundary of the report's UTF-8 text as stored.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Exactly the text at `[start, end)`.
    pub quote: String,
    /// The permanent id of the rule ("goal.agent_verb").
    pub rule: String,
}

impl Evidence {
    /// The slice `[start, end)` of `text`, found by `rule`.
    ///
    /// # Panics
    /// When the range does not lie on character boundaries of `text`: whoever made the span broke its promise.
    #[must_use]
    pub fn slice(text: &str, start: usize, end: usize, rule: impl Into<String>) -> Self {
        Self {
            report: None,
            start,
            end,
            quote: text[start..end].to_owned(),
            rule: rule.into(),
        }
    }
}
