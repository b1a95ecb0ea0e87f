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

    /// Who has a duty, or had it last.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn duty_holder(&self, duty: &str) -> Result<Option<String>, StoreError> {
        let holder = sqlx::query_scalar!("select holder from leases where name = ?", duty)
            .fetch_optional(self.readers())
            .await?;
        Ok(holder)
    }

    /// Ends at once what leases a worker still has on announcements: it is known to be dead. They are as much in doubt as when a
    /// lease runs out.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn end_leases_of(&self, worker: &str, now: i64) -> Result<(), StoreError> {
        sqlx::query!(
            "update outbox set leased_until = min(leased_until, ?) where leased_until is not null and leased_by = ?",
            now,
            worker,
        )
        .execute(self.writer())
        .await?;
        Ok(())
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
