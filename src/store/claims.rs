//! The rows of one report's account of one match: its claims and their evidence.

use sqlx::SqliteConnection;

use super::columns::{FactColumns, fact_columns, read_day};
use super::{ReadMatch, StoreError, naming, scope_number};
use crate::facts::consensus::Account;
use crate::facts::{
    Evidence, Fact, FactValue, HomeAway, MatchClaims, MatchId, ReportId, Scope, TeamClaim,
};
use crate::football::TeamId;

/// Writes an account with all that belongs to it.
pub(super) async fn insert_account(
    db: &mut SqliteConnection,
    report: ReportId,
    ordinal: usize,
    id: MatchId,
    read: &ReadMatch,
) -> Result<(), StoreError> {
    let ordinal = place(ordinal);
    let claims = &read.claims;
    let home_away = claims.home_away.as_str();
    let (home_id, away_id) = (claims.home.id.as_ref(), claims.away.id.as_ref());
    let (home_id, away_id) = (home_id.map(TeamId::as_str), away_id.map(TeamId::as_str));
    let home_written = serde_json::json!(claims.home.as_written).to_string();
    let away_written = serde_json::json!(claims.away.as_written).to_string();
    let (home_team, away_team) = (read.home.id.as_str(), read.away.id.as_str());
    let held = naming::teams_of(db, id).await?;
    let (home_stands_for, away_stands_for) = naming::stands_for(read, &held);
    let home_stands_for = home_stands_for.as_ref().map(TeamId::as_str);
    let away_stands_for = away_stands_for.as_ref().map(TeamId::as_str);
    let account = sqlx::query_scalar!(
        r#"insert into accounts (report_id, ordinal, match_id, home_team, away_team, home_stands_for, away_stands_for, home_name,
             away_name, home_id, away_id, home_as_written, away_as_written, home_away)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         returning account_id as "account_id!""#,
        report.0,
        ordinal,
        id.0,
        home_team,
        away_team,
        home_stands_for,
        away_stands_for,
        claims.home.name,
        claims.away.name,
        home_id,
        away_id,
        home_written,
        away_written,
        home_away,
    )
    .fetch_one(&mut *db)
    .await?;
    insert_evidence(db, account, None, "home", &claims.home.evidence).await?;
    insert_evidence(db, account, None, "away", &claims.away.evidence).await?;
    for (ordinal, fact) in claims.facts.iter().enumerate() {
        let claim = insert_claim(db, account, place(ordinal), fact).await?;
        insert_evidence(db, account, Some(claim), "fact", &fact.evidence).await?;
        if let FactValue::Goal(told) = &fact.value
            && let Some(assist) = &told.assist
        {
            insert_evidence(db, account, Some(claim), "assist", &assist.evidence).await?;
        }
    }
    Ok(())
}

async fn insert_claim(
    db: &mut SqliteConnection,
    account: i64,
    ordinal: i64,
    fact: &Fact,
) -> Result<i64, StoreError> {
    let row = FactColumns::of(fact);
    let claim = sqlx::query_scalar!(
        r#"insert into claims (account_id, ordinal, kind, detail, side, name, name_id, other_name, other_basis, home, away,
             quantity, day, moment_basis, at_minute, stoppage, earliest, latest, as_written, numbers, told, basis, confidence)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         returning claim_id as "claim_id!""#,
        account,
        ordinal,
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
    .fetch_one(db)
    .await?;
    Ok(claim)
}

async fn insert_evidence(
    db: &mut SqliteConnection,
    account: i64,
    claim: Option<i64>,
    part: &str,
    evidence: &[Evidence],
) -> Result<(), StoreError> {
    for (ordinal, piece) in evidence.iter().enumerate() {
        let (ordinal, start, end) = (place(ordinal), place(piece.start), place(piece.end));
        sqlx::query!(
            "insert into evidence (account_id, claim_id, part, ordinal, start_byte, end_byte, rule)
             values (?, ?, ?, ?, ?, ?, ?)",
            account,
            claim,
            part,
            ordinal,
            start,
            end,
            piece.rule,
        )
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// A place in a list or a text as a column; texts are at most a mebibyte, so it always fits.
pub(super) fn place(index: usize) -> i64 {
    i64::try_from(index).unwrap_or(i64::MAX)
}

/// An account as the fold needs it, with the row of each of its claims.
pub(super) struct Stored {
    pub account: Account,
    pub claims: Vec<i64>,
}

/// The accounts of a match that readers of `scope` see, without their evidence, which decides nothing.
pub(super) async fn accounts_of(
    db: &mut SqliteConnection,
    id: MatchId,
    scope: Scope,
) -> Result<Vec<Stored>, StoreError> {
    let scope = scope_number(scope)?;
    let rows = sqlx::query!(
        r#"select a.account_id, coalesce(a.home_stands_for, a.home_team) as "home_team!: String",
             coalesce(a.away_stands_for, a.away_team) as "away_team!: String", a.home_name, a.away_name, a.home_away,
             r.text_sha256, r.published
         from accounts a join reports r on r.report_id = a.report_id
         where a.match_id = ? and r.scope in (0, ?) and r.retracted_at is null
         order by a.account_id"#,
        id.0,
        scope,
    )
    .fetch_all(&mut *db)
    .await?;
    let mut accounts = Vec::with_capacity(rows.len());
    for row in rows {
        let (claims, facts) = claims_of(db, row.account_id).await?.into_iter().unzip();
        accounts.push(Stored {
            claims,
            account: Account {
                content: row.text_sha256,
                published: row.published.as_deref().map(read_day).transpose()?,
                home: TeamId(row.home_team),
                away: TeamId(row.away_team),
                claims: MatchClaims {
                    home: bare_team(row.home_name),
                    away: bare_team(row.away_name),
                    home_away: read_home_away(&row.home_away)?,
                    facts,
                },
            },
        });
    }
    Ok(accounts)
}

fn bare_team(name: String) -> TeamClaim {
    TeamClaim {
        name,
        id: None,
        as_written: Vec::new(),
        evidence: Vec::new(),
    }
}

/// The word written as [`HomeAway::as_str`] writes it.
pub(crate) fn read_home_away(written: &str) -> Result<HomeAway, StoreError> {
    HomeAway::from_str_exact(written)
        .ok_or_else(|| StoreError::unreadable(format!("`{written}` for who is at home")))
}

async fn claims_of(
    db: &mut SqliteConnection,
    account: i64,
) -> Result<Vec<(i64, Fact)>, StoreError> {
    let rows = sqlx::query!(
        "select claim_id, kind, detail, side, name, name_id, other_name, other_basis, home, away, quantity, day, moment_basis,
             at_minute, stoppage, earliest, latest, as_written, numbers, told, basis, confidence
         from claims where account_id = ? order by ordinal",
        account,
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let columns = fact_columns!(row);
            Ok((row.claim_id, columns.into_fact(Vec::new(), Vec::new())?))
        })
        .collect()
}
