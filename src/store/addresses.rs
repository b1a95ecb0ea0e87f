//! The addresses that reports were read at.

use sqlx::SqliteConnection;

use super::StoreError;
use crate::facts::ReportId;

/// The report that was read at the first of these addresses that is known.
pub(super) async fn find_report(
    db: &mut SqliteConnection,
    scope: i64,
    addresses: &[String],
) -> Result<Option<ReportId>, StoreError> {
    for address in addresses {
        let known = sqlx::query_scalar!(
            "select report_id from report_addresses where scope = ? and address = ?",
            scope,
            address,
        )
        .fetch_optional(&mut *db)
        .await?;
        if let Some(known) = known {
            return Ok(Some(ReportId(known)));
        }
    }
    Ok(None)
}

/// From now on these addresses are of this report.
pub(super) async fn point(
    db: &mut SqliteConnection,
    scope: i64,
    addresses: &[String],
    report: ReportId,
) -> Result<(), StoreError> {
    for address in addresses {
        sqlx::query!(
            "insert into report_addresses (scope, address, report_id) values (?, ?, ?)
             on conflict (scope, address) do update set report_id = excluded.report_id where report_id <> excluded.report_id",
            scope,
            address,
            report.0,
        )
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// Whether a report is read at any address still.
pub(super) async fn has_any(
    db: &mut SqliteConnection,
    report: ReportId,
) -> Result<bool, StoreError> {
    let has = sqlx::query_scalar!(
        r#"select exists (select 1 from report_addresses where report_id = ?) as "has!: bool""#,
        report.0,
    )
    .fetch_one(db)
    .await?;
    Ok(has)
}
