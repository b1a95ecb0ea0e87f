//! What `/settings` does.

use super::permissions::{ChannelKind, Extras, access};
use super::rest::{chain, told};
use super::subscribing::{Target, broken};
use super::tending::Tender;
use crate::replies::settings::{self as say, SettingsShown};
use crate::replies::{self, Reply, subscription};
use crate::store::{Format, Settings, Spoilers};

/// What is to be set, as typed.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// Where moderators are told of posts that do not arrive.
    pub alert_channel: Option<Target>,
    /// What new subscriptions do about spoilers.
    pub spoilers: Option<Spoilers>,
    /// The words for the default team.
    pub team: Option<String>,
    /// How much the posts of new subscriptions say.
    pub format: Option<Format>,
    /// Who may add and correct reports.
    pub reporter_role: Option<u64>,
    /// What is taken back.
    pub cleared: Option<Cleared>,
}

/// A setting to take back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cleared {
    AlertChannel,
    Spoilers,
    Team,
    Format,
    ReporterRole,
}

/// Sets what was given, and shows all settings.
pub async fn settings(tender: &Tender, change: Change) -> Reply {
    let guild = tender.server.0.get();
    let before = match tender.state.store.settings(guild).await {
        Ok(settings) => settings,
        Err(error) => return broken("a server's settings could not be read", chain(&error)),
    };
    let after = match changed(tender, before.clone(), change).await {
        Ok(after) => after,
        Err(reply) => return reply,
    };
    if after != before
        && let Err(error) = tender.state.store.set(guild, &after).await
    {
        return broken("a server's settings could not be kept", chain(&error));
    }
    say::settings(&shown(tender, &after).await, after != before)
}

async fn changed(tender: &Tender, mut kept: Settings, change: Change) -> Result<Settings, Reply> {
    match change.cleared {
        Some(Cleared::AlertChannel) => kept.alert_channel = None,
        Some(Cleared::Spoilers) => kept.default_spoilers = None,
        Some(Cleared::Team) => kept.default_team = None,
        Some(Cleared::Format) => kept.default_format = None,
        Some(Cleared::ReporterRole) => kept.reporter_role = None,
        None => {}
    }
    if let Some(target) = change.alert_channel {
        can_be_told(tender, target).await?;
        kept.alert_channel = Some(target.channel.get());
    }
    if let Some(words) = change.team {
        let asker = tender.state.asker_in(Some(tender.server.0)).await;
        let team = tender.state.desk.find_team(&asker, &words).await;
        let team = team.map_err(|mistake| subscription::unclear(&mistake))?;
        kept.default_team = Some(team.id);
    }
    kept.default_spoilers = change.spoilers.or(kept.default_spoilers);
    kept.default_format = change.format.or(kept.default_format);
    kept.reporter_role = change.reporter_role.or(kept.reporter_role);
    Ok(kept)
}

/// Whether alerts can be posted in a channel.
async fn can_be_told(tender: &Tender, target: Target) -> Result<(), Reply> {
    if !target.is_seen {
        return Err(subscription::out_of_your_sight());
    }
    let now = (tender.state.now)();
    let (http, server) = (&tender.http, tender.server.0);
    let access = access(
        http,
        server,
        target.channel,
        tender.bot,
        Extras::default(),
        now,
    )
    .await
    .map_err(|error| {
        broken(
            "Discord did not say what may be done in a channel",
            told(&error),
        )
    })?;
    match access.kind {
        ChannelKind::Text | ChannelKind::Plain => {}
        ChannelKind::Forum => return Err(subscription::wrong_channel(&access.name, true)),
        ChannelKind::Other => return Err(subscription::wrong_channel(&access.name, false)),
    }
    if access.missing.is_empty() {
        Ok(())
    } else {
        Err(subscription::cannot_post(&access.name, &access.missing))
    }
}

async fn shown(tender: &Tender, kept: &Settings) -> SettingsShown {
    let default_team = match &kept.default_team {
        Some(id) => {
            let asker = tender.state.asker_in(Some(tender.server.0)).await;
            let team = tender.state.desk.find_team(&asker, id.as_str()).await;
            Some(team.map_or_else(|_| id.to_string(), |team| team.name))
        }
        None => None,
    };
    SettingsShown {
        alert_channel: kept.alert_channel,
        default_spoilers: kept.default_spoilers.map(Spoilers::as_str),
        default_team,
        default_format: kept.default_format.map(|format| match format {
            Format::Line => replies::Format::Line,
            Format::Card => replies::Format::Card,
            Format::Full => replies::Format::Full,
        }),
        reporter_role: kept.reporter_role,
    }
}
