//! From bytes to what became of them.

use std::sync::Arc;

use jiff::civil::Date;
use tracing::info;

use super::decode::{Decoded, decode, sha256};
use super::teams;
use crate::extraction::{self, Context};
use crate::facts::{MatchId, Reading, ReportId, Scope};
use crate::football::ScoreKind;
use crate::names::Gazetteer;
use crate::store::{Announce, NewReading, NewReport, Outcome, ReadMatch, Store, StoreError};

/// What every door hands its reports to. Cloning it is cheap.
#[derive(Debug, Clone)]
pub struct Pipeline {
    store: Store,
    gazetteer: Arc<Gazetteer>,
}

/// A report as it comes through a door.
#[derive(Debug, Clone)]
pub struct NewText {
    /// The path or address it came from.
    pub source: String,
    /// The title it was given with.
    pub title: Option<String>,
    /// The publication date it was given with.
    pub published: Option<Date>,
    /// Who may see it.
    pub scope: Scope,
    /// The Discord id of the person who added it, if one did.
    pub by: Option<u64>,
    /// Who hears of it.
    pub announce: Announce,
    /// The instant: seconds since 1970.
    pub at: i64,
}

/// What became of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became {
    /// It was read; the matches it tells of, the main one first.
    Read {
        /// Its row.
        report: ReportId,
        /// The matches.
        matches: Vec<MatchRead>,
    },
    /// It was there already, and nothing changed.
    Same {
        /// Its row.
        report: ReportId,
        /// The matches it tells of.
        matches: Vec<MatchId>,
    },
    /// It tells of no match, and was put aside.
    NoMatch {
        /// Its row.
        report: ReportId,
        /// Why, as a sentence's end ("there is no score, …").
        reason: String,
    },
    /// It could not be read, and nothing was stored.
    Refused {
        /// Why, as a sentence without its subject ("is empty: …").
        reason: String,
    },
}

/// A match as one report told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchRead {
    /// The match.
    pub id: MatchId,
    /// Home side, score and away side ("Borussia Dortmund 1-2 Tottenham"; "v" where no score is known).
    pub line: String,
    /// How many facts the report gives of it.
    pub facts: usize,
    /// Whether no report told of it before.
    pub is_new: bool,
}

/// A fault of ours on the way. Nothing of the report was stored.
#[derive(Debug, thiserror::Error)]
pub enum IngestionError {
    /// The database did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Reading came to an end it should not have.
    #[error("the report could not be read: report this as a bug")]
    Reading(#[source] tokio::task::JoinError),
}

impl Pipeline {
    /// A pipeline into `store`, with the names that are known.
    #[must_use]
    pub const fn new(store: Store, gazetteer: Arc<Gazetteer>) -> Self {
        Self { store, gazetteer }
    }

    /// Reads a report and records what it says.
    ///
    /// # Errors
    /// When the database does not take it. What is wrong with the report itself is no error but a [`Became`].
    pub async fn ingest(&self, bytes: &[u8], about: &NewText) -> Result<Became, IngestionError> {
        let decoded = match decode(bytes) {
            Ok(decoded) => decoded,
            Err(reason) => {
                return Ok(Became::Refused {
                    reason: reason.to_string(),
                });
            }
        };
        let raw_sha256 = sha256(bytes);
        let (decoded, reading) = self.read(decoded, about).await?;
        let reading = self.settle(reading);
        let report = NewReport {
            scope: about.scope,
            source: &about.source,
            title: about.title.as_deref(),
            published: about.published,
            encoding: decoded.encoding,
            text: &decoded.text,
            raw_sha256: &raw_sha256,
            extractor: extraction::VERSION,
            at: about.at,
            by: about.by,
        };
        let recorded = self
            .store
            .record_reading(&report, &reading, about.announce)
            .await?;
        let report = recorded.report;
        Ok(match recorded.outcome {
            Outcome::Same(matches) => Became::Same { report, matches },
            Outcome::NoMatch(reason) => Became::NoMatch { report, reason },
            Outcome::Read(changes) => {
                let matches: Vec<MatchRead> = reading
                    .matches
                    .iter()
                    .zip(changes)
                    .map(|(read, change)| MatchRead {
                        id: change.id,
                        line: line_of(read),
                        facts: read.claims.facts.len(),
                        is_new: change
                            .changes
                            .contains(&crate::facts::diff::Change::Appeared),
                    })
                    .collect();
                for game in &matches {
                    info!(report.id = report.0, r#match = %game.id, facts = game.facts, "read report {} of {}", report.0, game.id);
                }
                Became::Read { report, matches }
            }
        })
    }

    /// Extraction takes the processor for a while, so it does so on a thread that may be held.
    async fn read(
        &self,
        decoded: Decoded,
        about: &NewText,
    ) -> Result<(Decoded, Reading), IngestionError> {
        let gazetteer = Arc::clone(&self.gazetteer);
        let (title, published) = (about.title.clone(), about.published);
        tokio::task::spawn_blocking(move || {
            let context = Context {
                published,
                title: title.as_deref(),
                gazetteer: &gazetteer,
            };
            let reading = extraction::read(&decoded.text, &context);
            (decoded, reading)
        })
        .await
        .map_err(IngestionError::Reading)
    }

    fn settle(&self, reading: Reading) -> NewReading {
        let mut settled = NewReading {
            matches: Vec::new(),
            notes: reading.notes,
        };
        for claims in reading.matches {
            let (home, away) = teams::settle(&claims, &self.gazetteer);
            if home.id == away.id {
                // Nothing that follows could tell the two apart.
                settled.notes.push(format!(
                    "both sides seem to be {}, so this match was left out",
                    home.name
                ));
            } else {
                settled.matches.push(ReadMatch { home, away, claims });
            }
        }
        settled
    }
}

fn line_of(read: &ReadMatch) -> String {
    let middle = read
        .claims
        .score(ScoreKind::Final)
        .map_or_else(|| "v".to_owned(), |score| score.to_string());
    format!("{} {middle} {}", read.home.name, read.away.name)
}
