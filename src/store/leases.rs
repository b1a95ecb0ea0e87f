//! The duties that only one process may have at a time.

use super::{Store, StoreError};

impl Store {
    /// Takes a duty, or keeps it, until `until`: `false` when another holder has it beyond `now`. Both count from 1970, in
    /// seconds.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn hold_duty(
        &self,
        duty: &str,
        holder: &str,
        now: i64,
        until: i64,
    ) -> Result<bool, StoreError> {
        let held = sqlx::query!(
            "insert into leases (name, holder, held_until) values (?1, ?2, ?3)
             on conflict (name) do update set holder = excluded.holder, held_until = excluded.held_until
                 where holder = excluded.holder or held_until <= ?4",
            duty,
            holder,
            until,
            now,
        )
        .execute(self.writer())
        .await?;
        Ok(held.rows_affected() > 0)
    }

    /// Gives a duty up, so that another may have it at once. Nothing happens when `holder` does not have it.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn give_up_duty(&self, duty: &str, holder: &str) -> Result<(), StoreError> {
        sqlx::query!(
            "delete from leases where name = ? and holder = ?",
            duty,
            holder
        )
        .execute(self.writer())
        .await?;
        Ok(())
    }
}
