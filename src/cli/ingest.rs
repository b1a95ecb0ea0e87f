//! `touchline ingest`: reports from files and folders into the database.

use std::path::Path;

use clap::Args;
use jiff::civil::Date;

use super::Failure;
use crate::app::{self, App};
use crate::config::Config;
use crate::facts::Scope;
use crate::ingestion::{Became, NewText, files};
use crate::store::Announce;

/// `touchline ingest`
#[derive(Debug, Args)]
pub struct IngestArguments {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
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
        if path.contains("://") {
            super::complain(&format!(
                "{path} is an address, and this version reads files and folders: save the page as text"
            ));
            has_failed = true;
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
            has_failed |= !ingest_one(&app, &report, arguments).await?;
        }
    }
    app.close().await;
    if has_failed {
        Err(Failure::AlreadyTold)
    } else {
        Ok(())
    }
}

/// Whether the report could be read.
#[expect(
    clippy::print_stdout,
    reason = "what became of a report is what the command prints"
)]
async fn ingest_one(app: &App, path: &Path, arguments: &IngestArguments) -> Result<bool, Failure> {
    let shown = path.display();
    let bytes = match files::bytes_of(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            super::complain(&format!("{shown} {error}"));
            return Ok(false);
        }
    };
    let about = NewText {
        source: shown.to_string(),
        title: arguments.title.clone(),
        published: arguments.published,
        scope: Scope::Shared,
        by: None,
        announce: Announce::Subscribers,
        at: app::now(),
    };
    match app
        .pipeline()
        .ingest(&bytes, &about)
        .await
        .map_err(anyhow::Error::from)?
    {
        Became::Read { matches, .. } => {
            for game in matches {
                let what = if game.is_new {
                    ""
                } else {
                    ", a match already held"
                };
                println!(
                    "{shown}: {} ({}, {} facts{what})",
                    game.line, game.id, game.facts
                );
            }
        }
        Became::Same { matches, .. } => {
            let ids: Vec<String> = matches.iter().map(ToString::to_string).collect();
            println!(
                "{shown}: the same as a report already held ({})",
                ids.join(", ")
            );
        }
        Became::NoMatch { reason, .. } => println!("{shown}: no match: {reason}"),
        Became::Refused { reason } => {
            super::complain(&format!("{shown} {reason}"));
            return Ok(false);
        }
    }
    Ok(true)
}
