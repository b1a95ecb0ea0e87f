//! Reading the sources of configuration over one another.

use std::path::{Path, PathBuf};

use figment::Figment;
use figment::error::Kind;
use figment::providers::{Format, Serialized, Toml};
use figment::value::{Dict, Map, Value};
use figment::{Metadata, Profile, Provider};

use super::{Config, DEFAULT_FILE, Flags};

/// Why the configuration cannot be used; the message is for the operator.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// `--config` names a file that is not there.
    #[error(
        "the configuration file {0} does not exist: name another with --config, or leave the option out"
    )]
    Missing(PathBuf),
    /// A key that nobody reads.
    #[error("{source_name} has an unknown key {key}{}", suggestion.as_deref().map(|key| format!(": did you mean {key}?")).unwrap_or_default())]
    UnknownKey {
        /// The file or the environment.
        source_name: String,
        /// The key as it was written.
        key: String,
        /// The nearest key that exists, written the same way.
        suggestion: Option<String>,
    },
    /// A value that does not fit, or a file that is not TOML.
    #[error("{source_name} {}{message}", key.as_deref().map(|key| format!("sets {key} wrongly: ")).unwrap_or_else(|| "cannot be read: ".to_owned()))]
    BadValue {
        /// The file or the environment.
        source_name: String,
        /// The key, where the fault is at one.
        key: Option<String>,
        /// What is wrong.
        message: String,
    },
}

/// Every key there is, for the nearest one to a slip. A test holds the list against the structs.
pub(super) const KEYS: [&str; 12] = [
    "storage.url",
    "discord.api_url",
    "discord.guild",
    "delivery.max_per_second",
    "delivery.digest_from",
    "delivery.digest_after_hours",
    "delivery.complete_within_minutes",
    "ingestion.watch",
    "ingestion.feeds",
    "ingestion.allow_loopback",
    "names.file",
    "metrics.listen",
];

const PREFIX: &str = "TOUCHLINE_";

pub(super) fn load(
    flags: &Flags,
    environment: impl IntoIterator<Item = (String, String)>,
) -> Result<Config, ConfigError> {
    let file = match &flags.file {
        Some(file) if !file.exists() => return Err(ConfigError::Missing(file.clone())),
        Some(file) => file.clone(),
        None => PathBuf::from(DEFAULT_FILE),
    };
    let variables = Variables::collect(environment)?;
    let mut figment = Figment::new();
    // The default file need not be there; one that is named was looked for above.
    if file.exists() {
        figment = figment.merge(Toml::file_exact(&file));
    }
    figment = figment.merge(variables);
    if let Some(url) = &flags.database {
        figment = figment.merge(Serialized::default("storage.url", url));
    }
    figment.extract().map_err(|error| explain(error, &file))
}

/// The environment's `TOUCHLINE_SECTION__KEY` variables. A value is text; where it reads as JSON of another kind (a
/// number, a truth value, a list) it is that.
struct Variables(Dict);

impl Variables {
    fn collect(
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let mut sections = Dict::new();
        for (name, text) in environment {
            let Some(path) = name.strip_prefix(PREFIX) else {
                continue;
            };
            let Some((section, key)) = path.split_once("__") else {
                return Err(unknown_variable(&name));
            };
            let (section, key) = (section.to_lowercase(), key.to_lowercase());
            if !KEYS.contains(&format!("{section}.{key}").as_str()) {
                return Err(unknown_variable(&name));
            }
            let value = serde_json::from_str::<Value>(&text)
                .ok()
                .filter(|value| !matches!(value, Value::String(..)))
                .unwrap_or_else(|| Value::from(text));
            let entry = sections
                .entry(section)
                .or_insert_with(|| Value::from(Dict::new()));
            if let Value::Dict(_, keys) = entry {
                keys.insert(key, value);
            }
        }
        Ok(Self(sections))
    }
}

impl Provider for Variables {
    fn metadata(&self) -> Metadata {
        Metadata::named("the environment")
    }

    fn data(&self) -> Result<Map<Profile, Dict>, figment::Error> {
        Ok(Profile::Default.collect(self.0.clone()))
    }
}

fn as_variable(key: &str) -> String {
    format!("{PREFIX}{}", key.replace('.', "__").to_uppercase())
}

fn unknown_variable(name: &str) -> ConfigError {
    let nearest = nearest(name, KEYS.into_iter().map(as_variable));
    ConfigError::UnknownKey {
        source_name: "the environment".to_owned(),
        key: name.to_owned(),
        suggestion: nearest,
    }
}

fn nearest(typed: &str, known: impl Iterator<Item = String>) -> Option<String> {
    known
        .map(|key| (strsim::normalized_damerau_levenshtein(typed, &key), key))
        .filter(|(likeness, _)| *likeness > 0.6)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, key)| key)
}

fn explain(error: figment::Error, file: &Path) -> ConfigError {
    let is_environment = error
        .metadata
        .as_ref()
        .is_some_and(|metadata| metadata.name == "the environment");
    let source_name = if is_environment {
        "the environment".to_owned()
    } else {
        file.display().to_string()
    };
    let path = error.path.join(".");
    match &error.kind {
        Kind::UnknownField(field, _) => {
            // Serde tells of the field; figment's path ends before it, or with it.
            let key = if path.is_empty() || path == *field || path.ends_with(&format!(".{field}")) {
                if path.is_empty() { field.clone() } else { path }
            } else {
                format!("{path}.{field}")
            };
            let sections = KEYS
                .iter()
                .filter_map(|key| key.split_once('.'))
                .map(|(section, _)| section.to_owned());
            let suggestion = nearest(
                &key,
                KEYS.iter().map(|key| (*key).to_owned()).chain(sections),
            );
            ConfigError::UnknownKey {
                source_name,
                key,
                suggestion,
            }
        }
        _ => ConfigError::BadValue {
            source_name,
            key: (!path.is_empty()).then(|| {
                if is_environment {
                    as_variable(&path)
                } else {
                    path
                }
            }),
            message: match &error.kind {
                Kind::InvalidType(actual, expected) | Kind::InvalidValue(actual, expected) => {
                    format!("it is {actual}, and should be {expected}")
                }
                kind => kind
                    .to_string()
                    .trim()
                    .lines()
                    .last()
                    .unwrap_or_default()
                    .to_owned(),
            },
        },
    }
}
