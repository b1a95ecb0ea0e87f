//! What a server has set for itself.

use super::{Format, Spoilers, Store, StoreError, number_of, snowflake};
use crate::football::TeamId;

/// A server's settings; nothing is set at first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Where its moderators are told that something cannot be posted.
    pub alert_channel: Option<u64>,
    /// What new subscriptions do about spoilers.
    pub default_spoilers: Option<Spoilers>,
    /// The team that is meant where a word fits several.
    pub default_team: Option<TeamId>,
    /// How much the posts of new subscriptions say.
    pub default_format: Option<Format>,
    /// Who may add reports and correct them, besides those who manage the server.
    pub reporter_role: Option<u64>,
}

impl Store {
    /// A server's settings.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn settings(&self, guild: u64) -> Result<Settings, StoreError> {
        let guild = snowflake(guild)?;
        let row = sqlx::query!(
            "select default_team, default_format, default_spoilers, alert_channel_id, reporter_role_id from settings
             where guild_id = ?",
            guild,
        )
        .fetch_optional(self.readers())
        .await?;
        let Some(row) = row else {
            return Ok(Settings::default());
        };
        let format = row.default_format.as_deref().map(Format::read);
        let spoilers = row.default_spoilers.as_deref().map(Spoilers::read);
        Ok(Settings {
            alert_channel: row.alert_channel_id.map(number_of),
            default_spoilers: spoilers.transpose()?,
            default_team: row.default_team.map(TeamId),
            default_format: format.transpose()?,
            reporter_role: row.reporter_role_id.map(number_of),
        })
    }

    /// Puts a server's settings in the place of those it had.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn set(&self, guild: u64, settings: &Settings) -> Result<(), StoreError> {
        let guild = snowflake(guild)?;
        let alert_channel = settings.alert_channel.map(snowflake).transpose()?;
        let reporter_role = settings.reporter_role.map(snowflake).transpose()?;
        let team = settings.default_team.as_ref().map(TeamId::as_str);
        let format = settings.default_format.map(Format::as_str);
        let spoilers = settings.default_spoilers.map(Spoilers::as_str);
        sqlx::query!(
            "insert into settings (guild_id, default_team, default_format, default_spoilers, alert_channel_id, reporter_role_id)
             values (?, ?, ?, ?, ?, ?)
             on conflict (guild_id) do update set default_team = excluded.default_team,
                 default_format = excluded.default_format, default_spoilers = excluded.default_spoilers,
                 alert_channel_id = excluded.alert_channel_id, reporter_role_id = excluded.reporter_role_id",
            guild,
            team,
            format,
            spoilers,
            alert_channel,
            reporter_role,
        )
        .execute(self.writer())
        .await?;
        Ok(())
    }
}
