//! Figures for monitoring.

use std::net::SocketAddr;

use serde::Deserialize;

/// `[metrics]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Metrics {
    /// Where figures and health are served; unset, nowhere.
    pub listen: Option<SocketAddr>,
}
