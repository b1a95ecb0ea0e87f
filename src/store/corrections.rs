//! Facts that a person put right.

use sqlx::SqliteConnection;

use super::columns::FactColumns;
use super::{StoreError, scope_number};
use crate::facts::consensus::Correction;
use crate::facts::{Fact, FactValue, MatchId, Scope};
use crate::football::{Basis, TeamId};

/// How a correction's value is kept: the columns of the fact, and which team they call home.
#[derive(serde::Serialize, serde::Deserialize)]
struct ValueWire {
    home_team: String,
    fact: FactColumns,
}

/// The corrections that hold for readers of `scope`, the ones that prevail first: a server's own over the shared, the latest over
/// the earlier.
pub(super) async fn of(
    db: &mut SqliteConnection,
    id: MatchId,
    scope: Scope,
) -> Result<Vec<Correction>, StoreError> {
    let scope = scope_number(scope)?;
    let rows = sqlx::query_scalar!(
        "select value from corrections where match_id = ? and scope in (0, ?) and undone_at is null
         order by scope <> 0 desc, made_at desc, correction_id desc",
        id.0,
        scope,
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|text| {
            let wire: ValueWire = serde_json::from_str(&text)
                .map_err(|_| StoreError::unreadable("a correction that cannot be read"))?;
            Ok(Correction {
                home: TeamId(wire.home_team),
                value: wire.fact.into_value(Vec::new())?,
            })
        })
        .collect()
}

/// A fact that a person puts right.
#[derive(Debug, Clone)]
pub struct NewCorrection {
    /// The match.
    pub match_id: MatchId,
    /// Whose view is put right.
    pub scope: Scope,
    /// The side that `value` calls home.
    pub home: TeamId,
    /// What is right.
    pub value: FactValue,
    /// Why.
    pub reason: String,
    /// The Discord id of the person.
    pub by: u64,
    /// When: seconds since 1970.
    pub at: i64,
}

pub(super) async fn insert(
    db: &mut SqliteConnection,
    new: &NewCorrection,
) -> Result<i64, StoreError> {
    let scope = scope_number(new.scope)?;
    let by = super::snowflake(new.by)?;
    let kind = new.value.kind();
    let wire = ValueWire {
        home_team: new.home.as_str().to_owned(),
        fact: FactColumns::of(&Fact {
            value: new.value.clone(),
            basis: Basis::Stated,
            confidence: 1.0,
            evidence: Vec::new(),
        }),
    };
    let value = serde_json::json!(wire).to_string();
    let id = sqlx::query_scalar!(
        r#"insert into corrections (match_id, scope, kind, value, reason, made_by, made_at) values (?, ?, ?, ?, ?, ?, ?)
         returning correction_id as "correction_id!""#,
        new.match_id.0,
        scope,
        kind,
        value,
        new.reason,
        by,
        new.at,
    )
    .fetch_one(db)
    .await?;
    Ok(id)
}
