//! From bytes to what became of them.

use std::sync::Arc;

use jiff::civil::Date;
use tracing::info;

use super::decode::{Decoded, decode, sha256};
use super::files::Form;
use super::page::PageReader;
use super::teams;
use crate::extraction::{self, Context};
use crate::facts::{MatchId, Reading, ReportId, Scope};
use crate::football::ScoreKind;
use crate::names::Gazetteer;
use crate::store::{
    Announce, Bar, MatchChange, NewReading, NewReport, Outcome, PutRight, ReadMatch, Store,
    StoreError,
};

/// What every door hands its reports to. Cloning it is cheap.
#[derive(Debug, Clone)]
pub struct Pipeline {
    store: Store,
    gazetteer: Arc<Gazetteer>,
    pages: PageReader,
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
    /// The addresses of the article it is the text of, as [`super::address::key_of`] writes them; another text at one of them
    /// is a revision of it.
    pub addresses: Vec<String>,
    /// The teams that a person put in place of those read of its main match.
    pub teams: Option<PutRight>,
}

impl NewText {
    /// A report for everybody, of which those who subscribed hear, with nothing known of it but where it came from.
    #[must_use]
    pub fn shared(source: impl Into<String>, at: i64) -> Self {
        Self {
            source: source.into(),
            title: None,
            published: None,
            scope: Scope::Shared,
            by: None,
            announce: Announce::Subscribers,
            at,
            addresses: Vec::new(),
            teams: None,
        }
    }
}

/// What became of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Became {
    /// It was read; the matches it tells of, the main one first.
    Read {
        /// Its row.
        report: ReportId,
        /// How many texts of it there were so far, this one included.
        revision: i64,
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

/// A report that was read once more.
#[derive(Debug, Clone, PartialEq)]
pub struct Reread {
    /// Its row.
    pub report: ReportId,
    /// Where it came from.
    pub source: String,
    /// Whether it told of a match before.
    pub told_of_match: bool,
    /// Whether it does now.
    pub tells_of_match: bool,
    /// What is different in the matches it tells of, as its readers see them.
    pub changes: Vec<MatchChange>,
}

/// How many reports are taken from the database at a time.
const REREAD_AT_ONCE: u32 = 50;

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
    pub fn new(store: Store, gazetteer: Arc<Gazetteer>) -> Self {
        Self {
            store,
            gazetteer,
            pages: PageReader::default(),
        }
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
            addresses: &about.addresses,
            teams: about.teams.as_ref(),
        };
        let recorded = self
            .store
            .record_reading(&report, &reading, about.announce)
            .await?;
        let (report, revision) = (recorded.report, recorded.revision);
        Ok(match recorded.outcome {
            Outcome::Barred(bar) => Became::Refused {
                reason: sentence_of(bar).to_owned(),
            },
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
                Became::Read {
                    report,
                    revision,
                    matches,
                }
            }
        })
    }

    /// Reads a report written in some form, a page's article standing for it.
    ///
    /// # Errors
    /// As [`Pipeline::ingest`].
    pub async fn ingest_as(
        &self,
        form: Form,
        bytes: Vec<u8>,
        about: NewText,
    ) -> Result<Became, IngestionError> {
        match form {
            Form::Text => self.ingest(&bytes, &about).await,
            Form::Html => match self.pages.read(bytes, None, None).await {
                Err(why) => Ok(Became::Refused {
                    reason: why.to_string(),
                }),
                Ok(article) => {
                    let about = NewText {
                        title: about.title.or(article.title),
                        published: about.published.or(article.published),
                        ..about
                    };
                    self.ingest(article.text.as_bytes(), &about).await
                }
            },
        }
    }

    /// Reads everything kept once more; nobody is told. `tell` hears of each report, in the order they came in.
    ///
    /// # Errors
    /// When the database does not take a reading, or reading comes to an end it should not have. What was read by then stays.
    pub async fn reread(
        &self,
        at: i64,
        mut tell: impl FnMut(Reread),
    ) -> Result<(), IngestionError> {
        let mut last = ReportId(0);
        loop {
            let page = self.store.kept_after(last, REREAD_AT_ONCE).await?;
            let Some(end) = page.last() else {
                return Ok(());
            };
            last = end.id;
            for kept in page {
                let about = NewText {
                    title: kept.title.clone(),
                    published: kept.published,
                    scope: kept.scope,
                    announce: Announce::Nobody,
                    teams: kept.teams.clone(),
                    ..NewText::shared(kept.source.clone(), at)
                };
                let reading = self.preview(kept.text.clone(), &about).await?;
                let changed = self
                    .store
                    .reread(&kept, &reading, extraction::VERSION, at)
                    .await?;
                tell(Reread {
                    report: kept.id,
                    source: kept.source,
                    told_of_match: kept.told_of_match,
                    tells_of_match: !reading.matches.is_empty(),
                    changes: changed.unwrap_or_default(),
                });
            }
        }
    }

    /// What a text says, its teams settled; nothing is recorded.
    ///
    /// # Errors
    /// When reading comes to an end it should not have.
    pub async fn preview(
        &self,
        text: String,
        about: &NewText,
    ) -> Result<NewReading, IngestionError> {
        let decoded = Decoded {
            text,
            encoding: "UTF-8",
        };
        let (_, reading) = self.read(decoded, about).await?;
        Ok(reading)
    }

    /// Extraction takes the processor for a while, so it does so on a thread that may be held.
    async fn read(
        &self,
        decoded: Decoded,
        about: &NewText,
    ) -> Result<(Decoded, NewReading), IngestionError> {
        let gazetteer = Arc::clone(&self.gazetteer);
        let (title, published) = (about.title.clone(), about.published);
        let (decoded, reading) = tokio::task::spawn_blocking(move || {
            let context = Context {
                published,
                title: title.as_deref(),
                gazetteer: &gazetteer,
            };
            let reading = extraction::read(&decoded.text, &context);
            (decoded, reading)
        })
        .await
        .map_err(IngestionError::Reading)?;
        let mut settled = self.settle(reading);
        if let (Some(right), Some(main)) = (&about.teams, settled.matches.first_mut()) {
            teams::put_right(main, right);
        }
        Ok((decoded, settled))
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

const fn sentence_of(bar: Bar) -> &'static str {
    match bar {
        Bar::Deleted => "was deleted on request, and the same text is not read again",
        Bar::Retracted => {
            "was taken back by a moderator, and stays so until a person adds it again"
        }
    }
}
