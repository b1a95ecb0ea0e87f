//! How often the agreed view of a match has changed, which outlives the view itself.

use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;

use super::agreed::standing_word;
use super::columns::FactColumns;
use super::{StoreError, scope_number};
use crate::facts::consensus::View;
use crate::facts::{MatchId, Scope};

/// Counts a change of the view, if it is one. A server's first view follows on the shared one that it has seen so far.
pub(super) async fn revise(
    db: &mut SqliteConnection,
    id: MatchId,
    scope: i64,
    view: &View,
    at: i64,
) -> Result<i64, StoreError> {
    let digest = digest(view);
    let known = sqlx::query!(
        "select revision, digest from revisions where match_id = ? and scope = ?",
        id.0,
        scope,
    )
    .fetch_optional(&mut *db)
    .await?;
    if let Some(known) = &known
        && known.digest == digest
    {
        return Ok(known.revision);
    }
    let shared = sqlx::query_scalar!(
        "select revision from revisions where match_id = ? and scope = 0 and scope <> ?",
        id.0,
        scope,
    )
    .fetch_optional(&mut *db)
    .await?;
    let revision = known.map(|known| known.revision).max(shared).unwrap_or(0) + 1;
    sqlx::query!(
        "insert into revisions (match_id, scope, revision, digest, changed_at) values (?, ?, ?, ?, ?)
         on conflict (match_id, scope) do update
             set revision = excluded.revision, digest = excluded.digest, changed_at = excluded.changed_at",
        id.0,
        scope,
        revision,
        digest,
        at,
    )
    .execute(db)
    .await?;
    Ok(revision)
}

/// Counts the end of a view as a change of it, once.
pub(super) async fn withdraw(
    db: &mut SqliteConnection,
    id: MatchId,
    scope: i64,
    at: i64,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update revisions set revision = revision + 1, digest = '', changed_at = ?
         where match_id = ? and scope = ? and digest <> ''",
        at,
        id.0,
        scope,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The revision of a match in the eyes of a scope's readers, whether it is still held or not.
pub(super) async fn of(
    db: &mut SqliteConnection,
    id: MatchId,
    scope: Scope,
) -> Result<i64, StoreError> {
    let scope = scope_number(scope)?;
    let revision = sqlx::query_scalar!(
        r#"select coalesce(max(revision), 0) as "revision!: i64" from revisions where match_id = ? and scope in (0, ?)"#,
        id.0,
        scope,
    )
    .fetch_one(db)
    .await?;
    Ok(revision)
}

/// What two equal views have in common, whatever they rest on.
fn digest(view: &View) -> String {
    let facts: Vec<_> = view
        .facts
        .iter()
        .map(|held| {
            let rivals: Vec<_> = held.agreed.rivals.iter().map(FactColumns::of).collect();
            (
                FactColumns::of(&held.agreed.fact),
                standing_word(held.agreed.standing),
                rivals,
            )
        })
        .collect();
    let written = serde_json::json!([
        view.home.as_str(),
        view.away.as_str(),
        view.home_away.as_str(),
        facts
    ]);
    hex(&Sha256::digest(written.to_string()))
}

/// Bytes as lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut written, byte| {
        // Writing to a string cannot fail.
        let _ = write!(written, "{byte:02x}");
        written
    })
}
