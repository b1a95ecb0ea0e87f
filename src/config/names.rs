//! Names beyond those that are built in.

use std::path::PathBuf;

use serde::Deserialize;

/// `[names]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Names {
    /// A file of teams and competitions in the form of those in `config/names`, read over them.
    pub file: Option<PathBuf>,
}
