//! The matches that pass a filter, latest first: the one query that is put together from parts.
//!
//! Every part is a constant of this file; what people type travels as a bound value. Each shape walks an index in the order asked
//! for, a server's own matches beside the shared ones, so that the latest of hundreds of thousands is found at once.

use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, QueryBuilder, Row, Sqlite, SqliteConnection};

use super::card::{read_category, read_optional_day};
use crate::facts::{MatchId, Scope};
use crate::football::{Score, TeamId};
use crate::questions::{MatchFilter, MatchSummary, TeamRef};
use crate::store::{StoreError, scope_number, tally};

/// A part of the list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    pub limit: u32,
    pub offset: u32,
}

/// The matches in a window of the list, latest first.
pub(super) async fn list(
    db: &mut SqliteConnection,
    scope: Scope,
    filter: &MatchFilter,
    window: Window,
) -> Result<Vec<MatchSummary>, StoreError> {
    let number = scope_number(scope)?;
    let mut sql = QueryBuilder::<Sqlite>::new(
        "select a.match_id, a.home_team, h.name as home_name, a.away_team, w.name as away_name, a.home, a.away, a.date,
             a.competition, a.category from (select * from (",
    );
    let reach = i64::from(window.limit) + i64::from(window.offset);
    push_ids(&mut sql, 0, number, filter, Own::LookedUp);
    sql.push(" order by 3 desc, 1 desc limit ").push_bind(reach);
    if number != 0 {
        sql.push(") union all select * from (");
        push_ids(&mut sql, number, number, filter, Own::LookedUp);
        sql.push(" order by 3 desc, 1 desc limit ").push_bind(reach);
    }
    sql.push(") order by day desc, match_id desc limit ")
        .push_bind(i64::from(window.limit))
        .push(" offset ")
        .push_bind(i64::from(window.offset))
        .push(
            ") found join agreed_matches a on a.match_id = found.match_id and a.scope = found.scope
             join teams h on h.team_id = a.home_team join teams w on w.team_id = a.away_team
             order by found.day desc, found.match_id desc",
        );
    let rows: Vec<SummaryRow> = sql.build_query_as().fetch_all(db).await?;
    rows.into_iter().map(SummaryRow::into_summary).collect()
}

/// How many matches pass.
pub(super) async fn count(
    db: &mut SqliteConnection,
    scope: Scope,
    filter: &MatchFilter,
) -> Result<u32, StoreError> {
    let number = scope_number(scope)?;
    let mut sql = QueryBuilder::<Sqlite>::new("select count(*) from (");
    push_ids(&mut sql, 0, number, filter, Own::Collected);
    if number != 0 {
        sql.push(" union all ");
        push_ids(&mut sql, number, number, filter, Own::Collected);
    }
    sql.push(")");
    let count: i64 = sql.build_query_scalar().fetch_one(db).await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The matches of one scope that pass, without those of which a server has a view of its own.
fn push_ids(
    sql: &mut QueryBuilder<Sqlite>,
    scope: i64,
    server: i64,
    filter: &MatchFilter,
    own: Own,
) {
    let needs_outline = filter.competition.is_some() || filter.date.is_some();
    let teams = [&filter.team, &filter.opponent];
    let mut teams = teams.into_iter().flatten();
    match teams.next() {
        Some(team) => {
            sql.push("select s.match_id, s.scope, s.day from agreed_sides s");
            if needs_outline {
                sql.push(
                    " cross join agreed_matches a on a.match_id = s.match_id and a.scope = s.scope",
                );
            }
            sql.push(" where s.team_id = ")
                .push_bind(team.id.as_str().to_owned());
            sql.push(" and s.scope = ").push_bind(scope);
            if let Some(opponent) = teams.next() {
                sql.push(" and s.opponent = ")
                    .push_bind(opponent.id.as_str().to_owned());
            }
            push_not_own(sql, "s", scope, server, own);
        }
        None => {
            sql.push("select a.match_id, a.scope, a.day from agreed_matches a where a.scope = ")
                .push_bind(scope);
            push_not_own(sql, "a", scope, server, own);
        }
    }
    if let Some(competition) = &filter.competition {
        sql.push(" and a.competition_id = ")
            .push_bind(competition.id.as_str().to_owned());
    }
    if let Some(date) = filter.date {
        sql.push(" and coalesce(a.date, a.published) = ")
            .push_bind(date.to_string());
    }
}

/// How the matches of which a server has a view of its own are left out of the shared ones.
#[derive(Debug, Clone, Copy)]
enum Own {
    /// Each looked up: right for the few of a window.
    LookedUp,
    /// All collected first: right for a count, which passes every match there is.
    Collected,
}

fn push_not_own(
    sql: &mut QueryBuilder<Sqlite>,
    table: &'static str,
    scope: i64,
    server: i64,
    own: Own,
) {
    if scope != 0 || server == 0 {
        return;
    }
    match own {
        Own::LookedUp => sql
            .push(" and not exists (select 1 from agreed_matches own where own.match_id = ")
            .push(table)
            .push(".match_id and own.scope = "),
        Own::Collected => sql.push(" and ").push(table).push(
            ".match_id not in (select own.match_id from agreed_matches own where own.scope = ",
        ),
    };
    sql.push_bind(server).push(")");
}

/// A row of the list.
#[derive(Debug)]
pub(super) struct SummaryRow {
    pub match_id: i64,
    pub home_team: String,
    pub home_name: String,
    pub away_team: String,
    pub away_name: String,
    pub score: Option<Score>,
    pub date: Option<String>,
    pub competition: Option<String>,
    pub category: Option<String>,
}

impl<'r> FromRow<'r, SqliteRow> for SummaryRow {
    fn from_row(row: &'r SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            match_id: row.try_get("match_id")?,
            home_team: row.try_get("home_team")?,
            home_name: row.try_get("home_name")?,
            away_team: row.try_get("away_team")?,
            away_name: row.try_get("away_name")?,
            score: tally(row.try_get("home")?, row.try_get("away")?),
            date: row.try_get("date")?,
            competition: row.try_get("competition")?,
            category: row.try_get("category")?,
        })
    }
}

impl SummaryRow {
    pub fn into_summary(self) -> Result<MatchSummary, StoreError> {
        Ok(MatchSummary {
            id: MatchId(self.match_id),
            home: TeamRef {
                id: TeamId(self.home_team),
                name: self.home_name,
            },
            away: TeamRef {
                id: TeamId(self.away_team),
                name: self.away_name,
            },
            score: self.score,
            date: read_optional_day(self.date.as_deref())?,
            competition: self.competition,
            category: self.category.as_deref().map(read_category).transpose()?,
        })
    }
}
