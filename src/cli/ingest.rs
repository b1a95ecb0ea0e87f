//! `touchline ingest`: reports from files, folders, addresses and standard input into the database.

use std::path::Path;

use clap::Args;
use jiff::civil::Date;

use super::Failure;
use crate::app::{self, App};
use crate::config::Config;
use crate::ingestion::address::AddressReader;
use crate::ingestion::files::{self, FileError, Form};
use crate::ingestion::{Became, NewText};

/// `touchline ingest`
#[derive(Debug, Args)]
pub struct IngestArguments {
    /// Files, folders, addresses; - is standard input
    #[arg(required = true, value_name = "PATH|URL")]
    paths: Vec<String>,
    /// The day they were published (2017-11-21)
    #[arg(long, value_name = "DATE")]
    published: Option<Date>,
    /// The headline
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
}

/// Reads each report and prints what became of it, one line each. What cannot be read is told of, and the rest is still done.
///
/// # Errors
/// When a report could not be read, or the database did not take one.
pub async fn run(config: &Config, arguments: &IngestArguments) -> Result<(), Failure> {
    let app = App::open(config).await?;
    let mut has_failed = false;
    for path in &arguments.paths {
        if path == "-" {
            let bytes = files::bytes_from(std::io::stdin());
            has_failed |= !ingest_bytes(&app, "standard input", bytes, None, arguments).await?;
            continue;
        }
        if path.contains("://") {
            has_failed |= !ingest_address(&app, config, path, arguments).await?;
            continue;
        }
        let reports = match files::reports_at(Path::new(path)) {
            Ok(reports) => reports,
            Err(error) => {
                super::complain(&format!("{path} {error}"));
                has_failed = true;
                continue;
            }
        };
        for report in reports {
            let (shown, form) = (report.display().to_string(), Form::of(&report));
            let bytes = files::bytes_of(&report);
            has_failed |= !ingest_bytes(&app, &shown, bytes, Some(form), arguments).await?;
        }
    }
    app.close().await;
    if has_failed {
        Err(Failure::AlreadyTold)
    } else {
        Ok(())
    }
}

/// Whether the report in a file, or in what has no name and so no form that it says, could be read.
async fn ingest_bytes(
    app: &App,
    shown: &str,
    bytes: Result<Vec<u8>, FileError>,
    form: Option<Form>,
    arguments: &IngestArguments,
) -> Result<bool, Failure> {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => {
            super::complain(&format!("{shown} {error}"));
            return Ok(false);
        }
    };
    let form = form.unwrap_or_else(|| Form::told_by(&bytes));
    let became = app
        .pipeline()
        .ingest_as(form, bytes, arguments.about(shown))
        .await
        .map_err(anyhow::Error::from)?;
    Ok(tell(shown, became))
}

/// Whether the report at an address could be read.
async fn ingest_address(
    app: &App,
    config: &Config,
    address: &str,
    arguments: &IngestArguments,
) -> Result<bool, Failure> {
    let reader = AddressReader::new(app::fetcher(config)?);
    let page = match reader.read_typed(address).await {
        Ok(page) => page,
        Err(error) => {
            super::complain(&format!("{address} {error}"));
            return Ok(false);
        }
    };
    let about = arguments.about(address);
    let about = NewText {
        title: about.title.or(page.title),
        published: about.published.or(page.published),
        addresses: page.keys,
        ..about
    };
    let became = app
        .pipeline()
        .ingest(page.text.as_bytes(), &about)
        .await
        .map_err(anyhow::Error::from)?;
    Ok(tell(address, became))
}

impl IngestArguments {
    fn about(&self, source: &str) -> NewText {
        NewText {
            title: self.title.clone(),
            published: self.published,
            ..NewText::shared(source, app::now())
        }
    }
}

/// Prints what became of a report; whether it could be read.
fn tell(shown: &str, became: Became) -> bool {
    match became {
        Became::Read {
            revision, matches, ..
        } => {
            let text = if revision > 1 {
                format!(", revision {revision}")
            } else {
                String::new()
            };
            for game in matches {
                let what = if game.is_new {
                    ""
                } else {
                    ", a match already held"
                };
                say!(
                    "{shown}: {} ({}, {} facts{what}{text})",
                    game.line,
                    game.id,
                    game.facts
                );
            }
        }
        Became::Same { matches, .. } => {
            let ids: Vec<String> = matches.iter().map(ToString::to_string).collect();
            say!(
                "{shown}: the same as a report already held ({})",
                ids.join(", ")
            );
        }
        Became::NoMatch { reason, .. } => say!("{shown}: no match: {reason}"),
        Became::Refused { reason } => {
            super::complain(&format!("{shown} {reason}"));
            return false;
        }
    }
    true
}
