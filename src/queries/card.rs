//! A match as readers see it.

use jiff::civil::Date;
use sqlx::SqliteConnection;

use super::Queries;
use super::agreed::{Texts, ViewRow, facts};
use crate::facts::{AgreedMatch, HomeAway, MatchId, ReportId, Scope};
use crate::football::{Category, TeamId};
use crate::questions::{MatchCard, MatchState, ReportRef, TeamRef};
use crate::store::columns::read_day;
use crate::store::{StoreError, scope_number};

impl Queries {
    /// All that is held about a match in the eyes of `scope`; `None` when there is no such match to see.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn card(&self, scope: Scope, id: MatchId) -> Result<Option<MatchCard>, StoreError> {
        let mut db = self.snapshot().await?;
        Ok(find(&mut db, scope, id).await?.map(|(card, _)| card))
    }

    /// The bytes from `start` to `end` of a report's text; `None` where they are no words of it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn words(
        &self,
        report: ReportId,
        start: usize,
        end: usize,
    ) -> Result<Option<String>, StoreError> {
        let body = sqlx::query_scalar!("select body from reports where report_id = ?", report.0)
            .fetch_optional(&self.readers)
            .await?;
        Ok(body.and_then(|body| body.get(start..end).map(str::to_owned)))
    }

    /// The names of a match's sides, home first, as a report that `scope` could see told them last, taken back or not. Where the
    /// text of that was deleted too, they stand in no order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn sides_once_told(
        &self,
        scope: Scope,
        id: MatchId,
    ) -> Result<Option<(String, String)>, StoreError> {
        let number = scope_number(scope)?;
        let row = sqlx::query!(
            "select a.home_name, a.away_name from accounts a join reports r on r.report_id = a.report_id
             where a.match_id = ? and r.scope in (0, ?) order by r.scope desc, a.account_id desc limit 1",
            id.0,
            number,
        )
        .fetch_optional(&self.readers)
        .await?;
        if let Some(row) = row {
            return Ok(Some((row.home_name, row.away_name)));
        }
        let row = sqlx::query!(
            "select one.name as one, two.name as two from matches m join teams one on one.team_id = m.team_one
                 join teams two on two.team_id = m.team_two where m.match_id = ?",
            id.0,
        )
        .fetch_optional(&self.readers)
        .await?;
        Ok(row.map(|row| (row.one, row.two)))
    }
}

/// The card with the texts of the reports its quotes are from.
pub(super) async fn find(
    db: &mut SqliteConnection,
    scope: Scope,
    id: MatchId,
) -> Result<Option<(MatchCard, Texts)>, StoreError> {
    let number = scope_number(scope)?;
    // A server's own view over the shared one.
    let row = sqlx::query!(
        "select a.scope, a.home_team, h.name as home_name, a.away_team, w.name as away_name, a.home_away, a.category, a.state,
             r.revision
         from agreed_matches a
             join teams h on h.team_id = a.home_team
             join teams w on w.team_id = a.away_team
             join revisions r on r.match_id = a.match_id and r.scope = a.scope
         where a.match_id = ? and a.scope in (0, ?) order by a.scope <> 0 desc limit 1",
        id.0,
        number,
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let mut texts = Texts::new();
    let view = ViewRow {
        id,
        scope: row.scope,
    };
    let card = MatchCard {
        id,
        home: TeamRef {
            id: TeamId(row.home_team),
            name: row.home_name,
        },
        away: TeamRef {
            id: TeamId(row.away_team),
            name: row.away_name,
        },
        category: row.category.as_deref().map(read_category).transpose()?,
        state: read_state(&row.state)?,
        revision: u32::try_from(row.revision).unwrap_or(u32::MAX),
        agreed: AgreedMatch {
            home_away: HomeAway::from_str_exact(&row.home_away).ok_or_else(|| {
                StoreError::unreadable(format!("`{}` for who is at home", row.home_away))
            })?,
            facts: facts(db, view, None, &mut texts).await?,
        },
        reports: reports(db, view).await?,
    };
    Ok(Some((card, texts)))
}

/// The reports behind a view, oldest first.
async fn reports(db: &mut SqliteConnection, view: ViewRow) -> Result<Vec<ReportRef>, StoreError> {
    let rows = sqlx::query!(
        "select distinct r.report_id, r.title, r.source, r.published, r.added_at
         from accounts a join reports r on r.report_id = a.report_id
         where a.match_id = ? and r.scope in (0, ?) and r.retracted_at is null
         order by r.added_at, r.report_id",
        view.id.0,
        view.scope,
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(ReportRef {
                id: ReportId(row.report_id),
                name: row.title.unwrap_or_else(|| last_part(&row.source)),
                published: row.published.as_deref().map(read_day).transpose()?,
                added_at: row.added_at,
            })
        })
        .collect()
}

/// The last part of a path or an address.
fn last_part(source: &str) -> String {
    let parts = source.rsplit(['/', '\\']);
    let last = parts.map(str::trim).find(|part| !part.is_empty());
    last.unwrap_or(source).to_owned()
}

/// The category written as [`Category::as_str`] writes it.
pub(super) fn read_category(word: &str) -> Result<Category, StoreError> {
    Category::from_str_exact(word)
        .ok_or_else(|| StoreError::unreadable(format!("`{word}` as a category")))
}

/// The day in a column that may be empty.
pub(super) fn read_optional_day(column: Option<&str>) -> Result<Option<Date>, StoreError> {
    column.map(read_day).transpose()
}

fn read_state(word: &str) -> Result<MatchState, StoreError> {
    match word {
        "complete" => Ok(MatchState::Complete),
        "incomplete" => Ok(MatchState::Incomplete),
        "disputed" => Ok(MatchState::Disputed),
        "corrected" => Ok(MatchState::Corrected),
        other => Err(StoreError::unreadable(format!(
            "`{other}` as the state of a match"
        ))),
    }
}
