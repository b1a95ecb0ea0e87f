//! Recording a reading: one transaction from the report to the posts that channels are owed for it.

use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;

use super::change::Before;
use super::report::{self, Known, NewReport};
use super::revision::hex;
use super::settle::Setting;
use super::{Store, StoreError, addresses, agreed, change, claims, naming, settle};
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
    /// How many texts of it there were so far, this one included.
    pub revision: i64,
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
    /// A person decided that it is not to be read: nothing was changed.
    Barred(Bar),
}

/// Why a report is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    /// Its text was deleted on request.
    Deleted,
    /// A person took it out of every view, and no person has put it back.
    Retracted,
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
    /// The same text in the same scope is one report, and so is another text at an address that is known: a revision. Read by
    /// another extractor, given a date or title it did not have, or revised, its claims are replaced whole. What a person
    /// deleted or took out stays so; only a person who adds it again puts back what was taken out.
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
        let scope = super::scope_number(report.scope)?;
        let text_sha256 = hex(&Sha256::digest(report.text));
        let known = report::find_known(&mut tx, report.scope, &text_sha256).await?;
        let there = addresses::find_report(&mut tx, scope, report.addresses).await?;
        let former = match &there {
            Some(there) if known.as_ref().is_none_or(|known| known.id != *there) => {
                report::find(&mut tx, *there).await?
            }
            Some(_) | None => None,
        };
        if let Some((id, bar)) = barred(known.as_ref(), former.as_ref(), report) {
            return Ok(Recorded {
                report: id,
                revision: 1,
                outcome: Outcome::Barred(bar),
            });
        }
        if let Some(known) = &known
            && former.is_none()
            && says_nothing_new(known, report)
        {
            let outcome = match known.reason.clone() {
                Some(reason) => Outcome::NoMatch(reason),
                None => Outcome::Same(report::matches_of(&mut tx, known.id).await?),
            };
            addresses::point(&mut tx, scope, report.addresses, known.id).await?;
            tx.commit().await?;
            return Ok(Recorded {
                report: known.id,
                revision: known.revision,
                outcome,
            });
        }
        let reason = reading
            .matches
            .is_empty()
            .then(|| reason_for_none(&reading.notes));
        let told_as = report::Told {
            text_sha256: &text_sha256,
            reason: reason.as_deref(),
            notes: &reading.notes,
        };
        let mut before = Before::new();
        let (id, revision, earlier) = match (known, former) {
            (None, None) => (
                report::insert(&mut tx, report, &told_as).await?,
                1,
                Vec::new(),
            ),
            // Another text at an address that is known: the article was changed.
            (None, Some(former)) => {
                let earlier = remembered(&mut tx, &mut before, former.id).await?;
                let revision = report::revise(&mut tx, former.id, report, &told_as).await?;
                report::bring_back(&mut tx, former.id).await?;
                (former.id, revision, earlier)
            }
            (Some(known), former) => {
                let earlier = remembered(&mut tx, &mut before, known.id).await?;
                report::replace_reading(&mut tx, known.id, report, &told_as).await?;
                report::bring_back(&mut tx, known.id).await?;
                addresses::point(&mut tx, scope, report.addresses, known.id).await?;
                // The article has become one that is held already: what it was is told nowhere any more.
                if let Some(former) = former
                    && !addresses::has_any(&mut tx, former.id).await?
                {
                    remembered(&mut tx, &mut before, former.id).await?;
                    report::supersede(&mut tx, former.id, report.at).await?;
                }
                (known.id, known.revision, earlier)
            }
        };
        addresses::point(&mut tx, scope, report.addresses, id).await?;
        let setting = Setting {
            report: id,
            scope: report.scope,
            published: report.published,
            earlier: &earlier,
        };
        let told = lay_out(&mut tx, &setting, reading, &mut before).await?;
        let changes = self
            .conclude(tx, before, report.scope, announce, report.at)
            .await?;
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
            revision,
            outcome,
        })
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

/// Writes the accounts of a reading, each to the match it is of.
pub(super) async fn lay_out(
    db: &mut SqliteConnection,
    setting: &Setting<'_>,
    reading: &NewReading,
    before: &mut Before,
) -> Result<Vec<MatchId>, StoreError> {
    let mut told = Vec::with_capacity(reading.matches.len());
    for (ordinal, read) in reading.matches.iter().enumerate() {
        let game = settle::match_of(db, setting, read, &told).await?;
        change::remember(db, before, game).await?;
        claims::insert_account(db, setting.report, ordinal, game, read).await?;
        naming::settle(db, game).await?;
        told.push(game);
    }
    Ok(told)
}

/// What readers see of the matches of a report, kept before anything is changed, and which matches those are.
pub(super) async fn remembered(
    db: &mut SqliteConnection,
    before: &mut Before,
    report: ReportId,
) -> Result<Vec<MatchId>, StoreError> {
    let games = report::matches_of(db, report).await?;
    for game in &games {
        change::remember(db, before, *game).await?;
    }
    Ok(games)
}

/// Whether a person decided that this text, or the article it is a revision of, is not to be read.
fn barred(
    known: Option<&Known>,
    former: Option<&Known>,
    report: &NewReport<'_>,
) -> Option<(ReportId, Bar)> {
    let there = known.or(former)?;
    if there.is_deleted {
        return Some((there.id, Bar::Deleted));
    }
    let stays_out = there.is_retracted_by_person && report.by.is_none();
    stays_out.then_some((there.id, Bar::Retracted))
}

fn says_nothing_new(known: &Known, report: &NewReport<'_>) -> bool {
    let published = report.published.map(|day| day.to_string());
    !known.is_retracted
        && known.extractor == report.extractor
        && (published.is_none() || known.published == published)
        && (report.title.is_none() || known.title.as_deref() == report.title)
}

pub(super) fn reason_for_none(notes: &[String]) -> String {
    if notes.is_empty() {
        "the text tells of no match".to_owned()
    } else {
        notes.join(" ")
    }
}
