//! `touchline extract`: what texts say, without a database.

use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::Failure;
use crate::config::Config;
use crate::extraction::{self, Context};
use crate::facts::contract::{self, ReportLine};
use crate::facts::{MatchClaims, Reading, TeamClaim};
use crate::football::TeamId;
use crate::ingestion::{decode, files};
use crate::questions::TeamRef;
use crate::replies::{Reply, draft, terminal};

/// `touchline extract`
#[derive(Debug, Args)]
pub struct ExtractArguments {
    /// Files to read; - is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The day they were published (2017-11-21), so that "on Saturday" becomes a date
    #[arg(long, value_name = "DATE")]
    published: Option<Date>,
    /// The headline
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Show what each rule found or refused, and how the account was chosen, for whoever mends a rule
    #[arg(long)]
    explain: bool,
    /// How facts are written
    #[arg(long, value_name = "FORMAT", default_value = "terminal")]
    format: OutputFormat,
}

/// How answers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// For people.
    Terminal,
    /// For programs: one JSON object a line.
    Json,
}

/// Reads each file and prints what it says. A file that cannot be read is told of, and the rest is still done.
///
/// # Errors
/// When a file could not be read, or when an explanation is asked for as JSON.
pub fn run(config: &Config, arguments: &ExtractArguments) -> Result<(), Failure> {
    if arguments.explain && arguments.format == OutputFormat::Json {
        let message = "--explain is written for people: leave out --format json";
        return Err(Failure::Usage(message.to_owned()));
    }
    let gazetteer = crate::app::gazetteer(config)?;
    let context = Context {
        published: arguments.published,
        title: arguments.title.as_deref(),
        gazetteer: &gazetteer,
    };
    let mut has_failed = false;
    for file in &arguments.files {
        let source = file.display().to_string();
        let (sha256, text) = match text_of(file) {
            Ok(read) => read,
            Err(reason) => {
                super::complain(&format!("{source} {reason}"));
                has_failed = true;
                continue;
            }
        };
        if arguments.explain {
            write_line(&format!(
                "{source}:\n{}",
                extraction::explain(&text, &context)
            ))?;
            continue;
        }
        let reading = extraction::read(&text, &context);
        let written = match arguments.format {
            OutputFormat::Json => {
                let line = ReportLine {
                    source: &source,
                    sha256: &sha256,
                    title: arguments.title.as_deref(),
                    published: arguments.published,
                    extractor: extraction::VERSION,
                };
                contract::to_json(&line, &reading).to_string()
            }
            OutputFormat::Terminal => drawn(&source, &reading),
        };
        write_line(&written)?;
    }
    if has_failed {
        Err(Failure::AlreadyTold)
    } else {
        Ok(())
    }
}

/// What tells a file from others, and the text in it; its bytes are gone before the text is read.
fn text_of(file: &Path) -> Result<(String, String), String> {
    let bytes = if file == Path::new("-") {
        files::bytes_from(std::io::stdin())
    } else {
        files::bytes_of(file)
    };
    let bytes = bytes.map_err(|error| error.to_string())?;
    let decoded = decode::decode(&bytes).map_err(|error| error.to_string())?;
    Ok((decode::sha256(&bytes), decoded.text))
}

/// Writes a line to standard output. A reader that went away (`| head`) ends the command quietly.
fn write_line(line: &str) -> Result<(), Failure> {
    match writeln!(std::io::stdout(), "{line}") {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Err(Failure::AlreadyTold),
        Err(error) => Err(anyhow::Error::new(error)
            .context("the answer cannot be written")
            .into()),
        Ok(()) => Ok(()),
    }
}

fn drawn(source: &str, reading: &Reading) -> String {
    let screen = super::screen(std::io::stdout().is_terminal());
    let mut parts = vec![format!("{source}:")];
    if reading.matches.is_empty() {
        parts.push(format!(
            "I found no match in this text: {}.",
            reading.notes.join("; ")
        ));
        return parts.join("\n");
    }
    parts.extend(
        reading
            .matches
            .iter()
            .map(|claims| terminal::draw(&as_reply(source, claims), screen)),
    );
    parts.extend(reading.notes.iter().map(|note| format!("Note: {note}.")));
    parts.join("\n")
}

/// One report's account as `/evidence` would show it.
fn as_reply(source: &str, claims: &MatchClaims) -> Reply {
    let read = draft::ReadMatch {
        home: team(&claims.home),
        away: team(&claims.away),
        claims: claims.clone(),
    };
    draft::as_read(source, &read)
}

fn team(claim: &TeamClaim) -> TeamRef {
    let id = claim
        .id
        .clone()
        .unwrap_or_else(|| TeamId(format!("seen:{}", claim.name)));
    TeamRef {
        id,
        name: claim.name.clone(),
    }
}
