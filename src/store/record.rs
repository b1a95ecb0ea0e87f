//! Recording a reading: one transaction from the report to the posts that channels are owed for it.

use sha2::{Digest, Sha256};

use super::change::Before;
use super::report::{self, Known, NewReport};
use super::revision::hex;
use super::{NewCorrection, Store, StoreError, agreed, change, claims, corrections, settle};
use crate::facts::consensus::Account;
use crate::facts::diff::Change;
use crate::facts::{MatchClaims, MatchId, ReportId, Scope};
use crate::football::TeamId;

/// A team as the names room settled it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadTeam {
    /// A gazetteer's id, or `seen:<folded name>`; with a mark (`#women`) where it is no first men's team.
    pub id: TeamId,
    /// The name people read: the gazetteer's short name, or the report's fullest form.
    pub name: String,
}

/// One report's account of one match, its teams settled.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadMatch {
    /// The side the claims call home.
    pub home: ReadTeam,
    /// The other side.
    pub away: ReadTeam,
    /// What the report says.
    pub claims: MatchClaims,
}

/// All that a report says, its teams settled.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewReading {
    /// The matches told, the main one first.
    pub matches: Vec<ReadMatch>,
    /// Oddities, and why no match was found.
    pub notes: Vec<String>,
}

/// Who hears of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announce {
    /// Every channel that subscribed.
    Subscribers,
    /// Nobody: samples, imports, reading again.
    Nobody,
}

/// What a recording came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    /// The report's row.
    pub report: ReportId,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a report.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It is kept, with what it changed in each match it tells of, in its order.
    Read(Vec<MatchChange>),
    /// It was there already, read by the same extractor: nothing was changed.
    Same(Vec<MatchId>),
    /// It is kept, and tells of no match, with the reason in words.
    NoMatch(String),
}

/// What a report changed in one match, as its own scope's readers see it.
#[derive(Debug, Clone, PartialEq)]
pub struct MatchChange {
    /// The match.
    pub id: MatchId,
    /// The side now agreed to be at home.
    pub home: TeamId,
    /// The other side.
    pub away: TeamId,
    /// The differences; [`Change::Appeared`] alone for a match not held before, empty when the report only confirms.
    pub changes: Vec<Change>,
    /// The revision of the agreed view.
    pub revision: i64,
}

impl Store {
    /// Records what a report says: the report, its accounts with claims and evidence, which matches they are of, the agreed views
    /// anew, and the announcements owed for what changed; all or nothing.
    ///
    /// The same text in the same scope is one report. Read by another extractor, or given a date or title it did not have, its
    /// claims are replaced whole.
    ///
    /// # Errors
    /// When the database does not take it; nothing is half-written.
    pub async fn record_reading(
        &self,
        report: &NewReport<'_>,
        reading: &NewReading,
        announce: Announce,
    ) -> Result<Recorded, StoreError> {
        let mut tx = self.begin().await?;
        let text_sha256 = hex(&Sha256::digest(report.text));
        let known = report::find_known(&mut tx, report.scope, &text_sha256).await?;
        if let Some(known) = &known
            && says_nothing_new(known, report)
        {
            let outcome = match known.reason.clone() {
                Some(reason) => Outcome::NoMatch(reason),
                None => Outcome::Same(report::matches_of(&mut tx, known.id).await?),
            };
            return Ok(Recorded {
                report: known.id,
                outcome,
            });
        }
        let reason = reading
            .matches
            .is_empty()
            .then(|| reason_for_none(&reading.notes));
        let mut before = Before::new();
        let (id, earlier) = match known {
            None => {
                let id = report::insert(
                    &mut tx,
                    report,
                    &text_sha256,
                    reason.as_deref(),
                    &reading.notes,
                )
                .await?;
                (id, Vec::new())
            }
            Some(known) => {
                let earlier = report::matches_of(&mut tx, known.id).await?;
                for game in &earlier {
                    change::remember(&mut tx, &mut before, *game).await?;
                }
                report::replace_reading(
                    &mut tx,
                    known.id,
                    report,
                    reason.as_deref(),
                    &reading.notes,
                )
                .await?;
                (known.id, earlier)
            }
        };
        let mut told = Vec::with_capacity(reading.matches.len());
        for (ordinal, read) in reading.matches.iter().enumerate() {
            let game = settle::match_of(&mut tx, report, read, &earlier, &told).await?;
            change::remember(&mut tx, &mut before, game).await?;
            claims::insert_account(&mut tx, id, ordinal, game, read).await?;
            told.push(game);
        }
        let changes = change::apply(&mut tx, before, report.scope, announce, report.at).await?;
        tx.commit().await?;
        let outcome = match reason {
            Some(reason) => Outcome::NoMatch(reason),
            None => Outcome::Read(
                told.iter()
                    .filter_map(|game| changes.iter().find(|change| change.id == *game).cloned())
                    .collect(),
            ),
        };
        Ok(Recorded {
            report: id,
            outcome,
        })
    }

    /// Records a correction by a person, with the announcements owed for it.
    ///
    /// # Errors
    /// When the database does not take it, or the value is of a kind that a match has many of.
    pub async fn correct(
        &self,
        correction: &NewCorrection,
    ) -> Result<Option<MatchChange>, StoreError> {
        if crate::facts::consensus::is_one_of_a_kind(&correction.value) {
            let mut tx = self.begin().await?;
            let mut before = Before::new();
            change::remember(&mut tx, &mut before, correction.match_id).await?;
            before
                .entry((correction.match_id, correction.scope))
                .or_insert(None);
            corrections::insert(&mut tx, correction).await?;
            let changes = change::apply(
                &mut tx,
                before,
                correction.scope,
                Announce::Subscribers,
                correction.at,
            )
            .await?;
            tx.commit().await?;
            Ok(changes.into_iter().next())
        } else {
            Err(StoreError::Refused {
                what: "only facts that a match has one of can be corrected so far",
            })
        }
    }

    /// Takes a report out of every view, keeping its row. `false` when there is no such report, or it is out already.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn retract(
        &self,
        report: ReportId,
        scope: Scope,
        at: i64,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let mut before = Before::new();
        for game in report::matches_of(&mut tx, report).await? {
            change::remember(&mut tx, &mut before, game).await?;
        }
        let number = super::scope_number(scope)?;
        let out = sqlx::query!(
            "update reports set retracted_at = ? where report_id = ? and scope = ? and retracted_at is null",
            at,
            report.0,
            number,
        )
        .execute(&mut *tx)
        .await?;
        if out.rows_affected() == 0 {
            return Ok(false);
        }
        change::apply(&mut tx, before, scope, Announce::Subscribers, at).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// What each report says of a match, as readers of `scope` may see it; without evidence, which decides nothing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn claimed(&self, game: MatchId, scope: Scope) -> Result<Vec<Account>, StoreError> {
        let mut db = self.readers().acquire().await?;
        let stored = claims::accounts_of(&mut db, game, scope).await?;
        Ok(stored.into_iter().map(|there| there.account).collect())
    }

    /// Writes every agreed view anew from the claims and corrections. Changes nothing: the agreed tables are a cache.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn rebuild_agreed(&self, at: i64) -> Result<u64, StoreError> {
        let mut tx = self.begin().await?;
        let games = sqlx::query_scalar!("select match_id from matches order by match_id")
            .fetch_all(&mut *tx)
            .await?;
        let mut views = 0;
        for game in games.into_iter().map(MatchId) {
            for scope in agreed::scopes_of(&mut tx, game).await? {
                views += u64::from(agreed::rebuild(&mut tx, game, scope, at).await?.is_some());
            }
        }
        tx.commit().await?;
        Ok(views)
    }
}

fn says_nothing_new(known: &Known, report: &NewReport<'_>) -> bool {
    let published = report.published.map(|day| day.to_string());
    !known.is_retracted
        && known.extractor == report.extractor
        && (published.is_none() || known.published == published)
        && (report.title.is_none() || known.title.as_deref() == report.title)
}

fn reason_for_none(notes: &[String]) -> String {
    if notes.is_empty() {
        "the text tells of no match".to_owned()
    } else {
        notes.join(" ")
    }
}
