//! The agreed tables: folding a match's claims again and writing what comes of it.

use jiff::civil::Date;
use sqlx::SqliteConnection;

use super::claims::{Stored, accounts_of, place};
use super::columns::FactColumns;
use super::{StoreError, corrections, players, revision, scope_number};
use crate::facts::consensus::{Held, Source, View, consensus};
use crate::facts::{FactValue, MatchId, Scope, Standing};
use crate::football::{Score, ScoreKind, Side};

/// The scopes in which a match has, or had, a view of its own: shared first.
pub(super) async fn scopes_of(
    db: &mut SqliteConnection,
    id: MatchId,
) -> Result<Vec<Scope>, StoreError> {
    let numbers = sqlx::query_scalar!(
        r#"select r.scope as "scope!: i64" from accounts a join reports r on r.report_id = a.report_id where a.match_id = ?1
           union select scope from corrections where match_id = ?1
           union select scope from agreed_matches where match_id = ?1
           union select 0 order by 1"#,
        id.0,
    )
    .fetch_all(db)
    .await?;
    Ok(numbers.into_iter().map(super::read_scope).collect())
}

/// The agreed view of a match in a scope, folded from its claims and corrections; `None` when there is nothing to agree on (or,
/// for a server, nothing beyond what is shared).
pub(super) async fn fold(
    db: &mut SqliteConnection,
    id: MatchId,
    scope: Scope,
) -> Result<Option<(View, Vec<Stored>)>, StoreError> {
    if scope != Scope::Shared && !has_own(db, id, scope_number(scope)?).await? {
        return Ok(None);
    }
    let stored = accounts_of(db, id, scope).await?;
    let accounts: Vec<_> = stored.iter().map(|there| there.account.clone()).collect();
    let corrections = corrections::of(db, id, scope).await?;
    Ok(consensus(&accounts, &corrections).map(|view| (view, stored)))
}

/// Writes the agreed view of a match in a scope anew, and returns it with its revision.
pub(super) async fn rebuild(
    db: &mut SqliteConnection,
    id: MatchId,
    scope: Scope,
    at: i64,
) -> Result<Option<(View, i64)>, StoreError> {
    let number = scope_number(scope)?;
    sqlx::query!(
        "delete from agreed_matches where match_id = ? and scope = ?",
        id.0,
        number
    )
    .execute(&mut *db)
    .await?;
    let Some((view, stored)) = fold(db, id, scope).await? else {
        revision::withdraw(db, id, number, at).await?;
        return Ok(None);
    };
    write_outline(db, id, number, &view, &stored).await?;
    for (ordinal, held) in view.facts.iter().enumerate() {
        write_fact(db, id, number, place(ordinal), held, &stored).await?;
    }
    players::write(db, id, number, &view).await?;
    let revision = revision::revise(db, id, number, &view, at).await?;
    Ok(Some((view, revision)))
}

async fn has_own(db: &mut SqliteConnection, id: MatchId, scope: i64) -> Result<bool, StoreError> {
    let own = sqlx::query_scalar!(
        r#"select (exists (select 1 from accounts a join reports r on r.report_id = a.report_id
                           where a.match_id = ?1 and r.scope = ?2 and r.retracted_at is null)
               or exists (select 1 from corrections where match_id = ?1 and scope = ?2 and undone_at is null)) as "own!: bool""#,
        id.0,
        scope,
    )
    .fetch_one(db)
    .await?;
    Ok(own)
}

async fn write_outline(
    db: &mut SqliteConnection,
    id: MatchId,
    scope: i64,
    view: &View,
    stored: &[Stored],
) -> Result<(), StoreError> {
    let outline = Outline::of(view);
    let published = stored
        .iter()
        .filter_map(|there| there.account.published)
        .min();
    let published_day = published.map(|day| day.to_string());
    let date = outline.date.map(|day| day.to_string());
    let day = match outline.date.or(published) {
        Some(day) => day.to_string(),
        None => read_day_of(db, id, scope).await?,
    };
    let (home_team, away_team) = (view.home.as_str(), view.away.as_str());
    let home_away = view.home_away.as_str();
    let (home, away) = tally_columns(outline.score);
    let (half_time_home, half_time_away) = tally_columns(outline.half_time);
    sqlx::query!(
        "insert into agreed_matches (match_id, scope, home_team, away_team, home_away, category, competition_id, competition,
             date, published, day, home, away, half_time_home, half_time_away, state)
         values (?1, ?2, ?3, ?4, ?5, (select category from matches where match_id = ?1), ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        id.0,
        scope,
        home_team,
        away_team,
        home_away,
        outline.competition_id,
        outline.competition,
        date,
        published_day,
        day,
        home,
        away,
        half_time_home,
        half_time_away,
        outline.state,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "insert into agreed_sides (team_id, scope, day, match_id, opponent) values (?1, ?2, ?3, ?4, ?5), (?5, ?2, ?3, ?4, ?1)",
        home_team,
        scope,
        day,
        id.0,
        away_team,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The day the first report of the match was read, for sorting what has no other day.
async fn read_day_of(
    db: &mut SqliteConnection,
    id: MatchId,
    scope: i64,
) -> Result<String, StoreError> {
    let day = sqlx::query_scalar!(
        r#"select coalesce(date(min(r.added_at), 'unixepoch'), '0000-00-00') as "day!: String"
           from accounts a join reports r on r.report_id = a.report_id
           where a.match_id = ? and r.scope in (0, ?) and r.retracted_at is null"#,
        id.0,
        scope,
    )
    .fetch_one(db)
    .await?;
    Ok(day)
}

/// What lists need of a view.
struct Outline {
    score: Option<Score>,
    half_time: Option<Score>,
    date: Option<Date>,
    competition: Option<String>,
    competition_id: Option<String>,
    state: &'static str,
}

impl Outline {
    fn of(view: &View) -> Self {
        let agreed = view.agreed();
        let date = agreed.facts.iter().find_map(|held| match held.fact.value {
            FactValue::Date(date) => Some(date),
            _ => None,
        });
        let competition = agreed.facts.iter().find_map(|held| match &held.fact.value {
            FactValue::Competition(named) => Some(named.clone()),
            _ => None,
        });
        let stands = |standing| agreed.facts.iter().any(|held| held.standing == standing);
        let state = if stands(Standing::Corrected) {
            "corrected"
        } else if stands(Standing::Disputed) {
            "disputed"
        } else if agreed.is_complete() {
            "complete"
        } else {
            "incomplete"
        };
        Self {
            score: agreed.score(ScoreKind::Final),
            half_time: agreed.score(ScoreKind::HalfTime),
            date,
            competition_id: competition.as_ref().and_then(|named| named.id.clone()),
            competition: competition.map(|named| named.name),
            state,
        }
    }
}

fn tally_columns(score: Option<Score>) -> (Option<i64>, Option<i64>) {
    (
        score.map(|score| i64::from(score.of(Side::Home))),
        score.map(|score| i64::from(score.of(Side::Away))),
    )
}

async fn write_fact(
    db: &mut SqliteConnection,
    id: MatchId,
    scope: i64,
    ordinal: i64,
    held: &Held,
    stored: &[Stored],
) -> Result<(), StoreError> {
    let standing = standing_word(held.agreed.standing);
    let rivals = held.agreed.rivals.iter().zip(&held.rival_sources);
    let all = std::iter::once((&held.agreed.fact, &held.sources)).chain(rivals);
    for (rival, (fact, sources)) in all.enumerate() {
        let rival = place(rival);
        let row = FactColumns::of(fact);
        sqlx::query!(
            "insert into agreed_facts (match_id, scope, ordinal, rival, standing, kind, detail, side, name, name_id, other_name,
                 other_basis, home, away, quantity, day, moment_basis, at_minute, stoppage, earliest, latest, as_written, numbers,
                 told, basis, confidence)
             values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id.0,
            scope,
            ordinal,
            rival,
            standing,
            row.kind,
            row.detail,
            row.side,
            row.name,
            row.name_id,
            row.other_name,
            row.other_basis,
            row.home,
            row.away,
            row.quantity,
            row.day,
            row.moment_basis,
            row.at_minute,
            row.stoppage,
            row.earliest,
            row.latest,
            row.as_written,
            row.numbers,
            row.told,
            row.basis,
            row.confidence,
        )
        .execute(&mut *db)
        .await?;
        for (part, claims) in [("fact", &sources.fact), ("assist", &sources.assist)] {
            for (at, source) in claims.iter().enumerate() {
                let (at, claim) = (place(at), claim_row(stored, *source));
                sqlx::query!(
                    "insert into agreed_support (match_id, scope, ordinal, rival, part, place, claim_id)
                     values (?, ?, ?, ?, ?, ?, ?)",
                    id.0,
                    scope,
                    ordinal,
                    rival,
                    part,
                    at,
                    claim,
                )
                .execute(&mut *db)
                .await?;
            }
        }
    }
    Ok(())
}

fn claim_row(stored: &[Stored], source: Source) -> i64 {
    stored[source.account].claims[source.fact]
}

/// The word for a standing in the database.
pub(crate) const fn standing_word(standing: Standing) -> &'static str {
    match standing {
        Standing::Sole => "sole",
        Standing::Agreed => "agreed",
        Standing::Disputed => "disputed",
        Standing::Corrected => "corrected",
    }
}
