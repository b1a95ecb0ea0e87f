//! A world to test in: a database on disk of its own, and a clock that stands still.

use sha2::{Digest, Sha256};
use sqlx::{Column, Row};
use touchline::facts::Scope;
use touchline::ingestion::{Became, NewText, Pipeline};
use touchline::names::Gazetteer;
use touchline::store::{Announce, NewReading, NewReport, ReadMatch, Recorded, Store};

/// The instant at which everything in a world happens: 22 November 2017, noon UTC.
pub const NOON: i64 = 1_511_352_000;

/// A database in a folder that goes with it.
pub struct World {
    pub store: Store,
    folder: tempfile::TempDir,
}

/// How a report differs from the plain one.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    pub scope: Scope,
    pub published: Option<&'a str>,
    pub extractor: &'a str,
    pub announce: Announce,
    pub at: i64,
}

impl Default for Given<'_> {
    fn default() -> Self {
        Self {
            scope: Scope::Shared,
            published: None,
            extractor: "test 1",
            announce: Announce::Subscribers,
            at: NOON,
        }
    }
}

/// A report for all to see, of this text, read at noon; `raw_sha256` tells it from others.
pub const fn shared_report<'a>(text: &'a str, raw_sha256: &'a str) -> NewReport<'a> {
    NewReport {
        scope: Scope::Shared,
        source: "test.txt",
        title: None,
        published: None,
        encoding: "UTF-8",
        text,
        raw_sha256,
        extractor: "test 1",
        at: NOON,
        by: None,
        addresses: &[],
        teams: None,
    }
}

impl World {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&url_in(&folder)).await.expect("a new database");
        Self { store, folder }
    }

    /// Where the database is.
    pub fn path(&self) -> String {
        url_in(&self.folder)
    }

    /// Records what a report with this text says, as given.
    pub async fn record(&self, text: &str, matches: Vec<ReadMatch>, given: Given<'_>) -> Recorded {
        let raw: String = Sha256::digest(text)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let report = NewReport {
            scope: given.scope,
            published: given.published.map(|day| day.parse().expect("a day")),
            extractor: given.extractor,
            at: given.at,
            ..shared_report(text, &raw)
        };
        let notes = if matches.is_empty() {
            vec!["no match here".to_owned()]
        } else {
            Vec::new()
        };
        let reading = NewReading { matches, notes };
        self.store
            .record_reading(&report, &reading, given.announce)
            .await
            .expect("a reading is recorded")
    }

    /// Reads a report as it would come from a file, and records what it says.
    pub async fn report(&self, prose: &str) -> Became {
        self.report_given(prose.as_bytes(), Given::default()).await
    }

    /// As [`World::report`], with other bytes or given otherwise.
    pub async fn report_given(&self, bytes: &[u8], given: Given<'_>) -> Became {
        let about = NewText {
            published: given.published.map(|day| day.parse().expect("a day")),
            scope: given.scope,
            announce: given.announce,
            ..NewText::shared("report.txt", given.at)
        };
        let became = self.pipeline().ingest(bytes, &about).await;
        became.expect("a report is taken in")
    }

    /// The pipeline into this world.
    pub fn pipeline(&self) -> Pipeline {
        Pipeline::new(self.store.clone(), Gazetteer::embedded())
    }

    /// Every row of a table, as text, in the order of its columns: to compare a database with itself.
    pub async fn dump(&self, table: &str) -> Vec<String> {
        let sql = format!("select * from {table} order by 1, 2, 3, 4");
        let rows = sqlx::query(sqlx::AssertSqlSafe(sql))
            .fetch_all(self.store.readers())
            .await
            .expect("the table can be read");
        rows.iter()
            .map(|row| {
                let cells = row.columns().iter().map(|column| {
                    let at = column.ordinal();
                    let text = row
                        .try_get_unchecked::<Option<String>, _>(at)
                        .ok()
                        .flatten();
                    format!("{}={}", column.name(), text.unwrap_or_default())
                });
                cells.collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    /// How many rows a query counts.
    pub async fn count(&self, sql: &str) -> i64 {
        sqlx::query_scalar(sqlx::AssertSqlSafe(sql.to_owned()))
            .fetch_one(self.store.readers())
            .await
            .expect("a count")
    }
}

fn url_in(folder: &tempfile::TempDir) -> String {
    format!("sqlite://{}", folder.path().join("touchline.db").display())
}
