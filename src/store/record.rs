//! Recording a reading: one transaction from the report to the posts that channels are owed for it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;

use super::agreed::{self, hex};
use super::matching::{self, Outline, Verdict};
use super::report::{self, Known, NewReport};
use super::{NewCorrection, Store, StoreError, claims, corrections, outbox};
use crate::facts::consensus::{Account, View};
use crate::facts::diff::{Change, diff};
use crate::facts::{FactValue, MatchClaims, MatchId, ReportId, Scope};
use crate::football::{ScoreKind, TeamId};

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

/// What the readers of a scope saw of a match before a change.
type Before = BTreeMap<(MatchId, Scope), Option<View>>;

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
                    remember(&mut tx, &mut before, *game).await?;
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
            let game = settle_match(&mut tx, report, read, &earlier, &told).await?;
            remember(&mut tx, &mut before, game).await?;
            claims::insert_account(&mut tx, id, ordinal, game, read).await?;
            told.push(game);
        }
        let changes = apply(&mut tx, before, report.scope, announce, report.at).await?;
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
            remember(&mut tx, &mut before, correction.match_id).await?;
            before
                .entry((correction.match_id, correction.scope))
                .or_insert(None);
            corrections::insert(&mut tx, correction).await?;
            let changes = apply(
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
            remember(&mut tx, &mut before, game).await?;
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
        apply(&mut tx, before, scope, Announce::Subscribers, at).await?;
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

/// Keeps what the readers of each scope see of a match, before anything is changed.
async fn remember(
    db: &mut SqliteConnection,
    before: &mut Before,
    game: MatchId,
) -> Result<(), StoreError> {
    for scope in agreed::scopes_of(db, game).await? {
        if let Entry::Vacant(unknown) = before.entry((game, scope)) {
            let view = agreed::fold(db, game, scope).await?;
            unknown.insert(view.map(|(view, _)| view));
        }
    }
    Ok(())
}

/// The match an account is of, made where it is a new one.
async fn settle_match(
    db: &mut SqliteConnection,
    report: &NewReport<'_>,
    read: &ReadMatch,
    earlier: &[MatchId],
    told: &[MatchId],
) -> Result<MatchId, StoreError> {
    let (home, away) = (&read.home, &read.away);
    if home.id == away.id {
        return Err(StoreError::Refused {
            what: "a match needs two different teams",
        });
    }
    for team in [home, away] {
        let id = team.id.as_str();
        sqlx::query!(
            "insert into teams (team_id, name) values (?, ?) on conflict (team_id) do update set name = excluded.name
                 where name <> excluded.name and (is_seen = 0 or length(excluded.name) > length(name))",
            id,
            team.name,
        )
        .execute(&mut *db)
        .await?;
    }
    let outline = Outline::of(read, report.published);
    let mut candidates = matching::candidates(db, &home.id, &away.id, report.scope).await?;
    // Two accounts of one report are two matches.
    candidates.retain(|(id, _)| !told.contains(id));
    let resembles = match matching::choose(&outline, &candidates) {
        Verdict::Same(id) => return Ok(id),
        Verdict::Own { resembles } => resembles,
    };
    if let Some(id) = left_alone(db, read, earlier, told).await? {
        return Ok(id);
    }
    let (one, two) = if home.id < away.id {
        (home, away)
    } else {
        (away, home)
    };
    let (one, two) = (one.id.as_str(), two.id.as_str());
    let category = read.claims.facts.iter().find_map(|fact| match fact.value {
        FactValue::Category(category) => Some(category.as_str()),
        _ => None,
    });
    let resembles = resembles.map(|id| id.0);
    let id = sqlx::query_scalar!(
        r#"insert into matches (team_one, team_two, category, resembles) values (?, ?, ?, ?) returning match_id as "match_id!""#,
        one,
        two,
        category,
        resembles,
    )
    .fetch_one(db)
    .await?;
    Ok(MatchId(id))
}

/// A match that only an earlier reading of this report told of: it keeps its number, whatever the report says of it now.
async fn left_alone(
    db: &mut SqliteConnection,
    read: &ReadMatch,
    earlier: &[MatchId],
    told: &[MatchId],
) -> Result<Option<MatchId>, StoreError> {
    let (home, away) = (read.home.id.as_str(), read.away.id.as_str());
    for id in earlier.iter().filter(|id| !told.contains(id)) {
        let is_alone = sqlx::query_scalar!(
            r#"select exists (select 1 from matches m where m.match_id = ?1
                   and ((m.team_one = ?2 and m.team_two = ?3) or (m.team_one = ?3 and m.team_two = ?2))
                   and not exists (select 1 from accounts a where a.match_id = m.match_id)) as "alone!: bool""#,
            id.0,
            home,
            away,
        )
        .fetch_one(&mut *db)
        .await?;
        if is_alone {
            return Ok(Some(*id));
        }
    }
    Ok(None)
}

/// Writes the agreed views anew, and owes subscribers what changed. Returns the changes as readers of `own` see them.
async fn apply(
    db: &mut SqliteConnection,
    before: Before,
    own: Scope,
    announce: Announce,
    at: i64,
) -> Result<Vec<MatchChange>, StoreError> {
    let mut games: Vec<MatchId> = before.keys().map(|(game, _)| *game).collect();
    games.dedup();
    let mut changes = Vec::new();
    for game in games {
        let mut scopes = agreed::scopes_of(db, game).await?;
        scopes.extend(
            before
                .keys()
                .filter(|(there, _)| *there == game)
                .map(|(_, scope)| *scope),
        );
        scopes.sort_unstable();
        scopes.dedup();
        let mut after: BTreeMap<Scope, (View, i64)> = BTreeMap::new();
        for scope in &scopes {
            if let Some(view) = agreed::rebuild(db, game, *scope, at).await? {
                after.insert(*scope, view);
            }
        }
        let saw = |scope: Scope| {
            let seen = |scope| before.get(&(game, scope)).and_then(Option::as_ref);
            seen(scope).or_else(|| seen(Scope::Shared))
        };
        for scope in scopes {
            let (was, now) = (
                saw(scope),
                after.get(&scope).or_else(|| after.get(&Scope::Shared)),
            );
            let revision = match now {
                Some((_, revision)) => *revision,
                None => agreed::revision_of(db, game, scope).await?,
            };
            let change = change_of(game, was, now.map(|(view, _)| view), revision);
            if announce == Announce::Subscribers
                && let Some(change) = &change
                && change.changes.iter().any(Change::is_news)
            {
                owe(db, scope, change, was, now.map(|(view, _)| view), at).await?;
            }
            if scope == own {
                changes.extend(change);
            }
        }
    }
    Ok(changes)
}

fn change_of(
    id: MatchId,
    was: Option<&View>,
    now: Option<&View>,
    revision: i64,
) -> Option<MatchChange> {
    let (before, after) = (was.map(View::agreed), now.map(View::agreed));
    let view = now.or(was)?;
    Some(MatchChange {
        id,
        home: view.home.clone(),
        away: view.away.clone(),
        changes: diff(before.as_ref(), after.as_ref()),
        revision,
    })
}

/// Whether a view has what a post is for: a score, or a goal. Two names alone are no news.
fn tells(view: Option<&View>) -> bool {
    view.is_some_and(|view| {
        view.facts.iter().any(|held| {
            matches!(
                held.agreed.fact.value,
                FactValue::Score(ScoreKind::Final, _) | FactValue::Goal(_)
            )
        })
    })
}

async fn owe(
    db: &mut SqliteConnection,
    scope: Scope,
    change: &MatchChange,
    was: Option<&View>,
    now: Option<&View>,
    at: i64,
) -> Result<(), StoreError> {
    let competition = now.and_then(|view| {
        view.facts
            .iter()
            .find_map(|held| match &held.agreed.fact.value {
                FactValue::Competition(named) => named.id.clone(),
                _ => None,
            })
    });
    let owed = outbox::Owed {
        home: change.home.as_str(),
        away: change.away.as_str(),
        competition: competition.as_deref(),
        revision: change.revision,
        is_new: tells(now) && !tells(was),
        is_gone: now.is_none(),
    };
    outbox::owe(db, change.id, scope, &owed, at).await
}
