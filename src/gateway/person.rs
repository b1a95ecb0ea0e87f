//! Who hands in, corrects and decides, and what that person may do.

use std::sync::Arc;

use jiff::tz::TimeZone;
use serenity::all::{GuildId, Member, Permissions};

use super::commands::Context;
use super::state::State;
use crate::facts::Scope;
use crate::replies::{Reply, draft};
use crate::store::Decision;

/// What a person may do with reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Ask.
    Member,
    /// Add and correct.
    Reporter,
    /// Decide for others.
    Moderator,
}

/// A person in a server.
#[derive(Clone)]
pub struct Person {
    /// What answers are made of.
    pub state: Arc<State>,
    /// The server.
    pub guild: GuildId,
    /// The person's Discord id.
    pub id: u64,
    permissions: Permissions,
    roles: Vec<u64>,
}

impl Person {
    /// Whoever used a command; `None` outside a server.
    pub fn of(context: Context<'_>) -> Option<Self> {
        let interaction = context.interaction;
        let state = &context.framework.user_data.state;
        Self::member(state, interaction.guild_id, interaction.member.as_deref())
    }

    /// A member of a server.
    pub fn member(
        state: &Arc<State>,
        guild: Option<GuildId>,
        member: Option<&Member>,
    ) -> Option<Self> {
        let (guild, member) = (guild?, member?);
        Some(Self {
            state: Arc::clone(state),
            guild,
            id: member.user.id.get(),
            permissions: member.permissions.unwrap_or_default(),
            roles: member.roles.iter().map(|role| role.get()).collect(),
        })
    }

    /// What this person may do here.
    pub async fn standing(&self) -> Standing {
        if self
            .permissions
            .intersects(Permissions::MANAGE_GUILD | Permissions::ADMINISTRATOR)
        {
            return Standing::Moderator;
        }
        let role = self.state.settings_of(self.guild).await.reporter_role;
        if role.is_some_and(|role| self.roles.contains(&role)) {
            Standing::Reporter
        } else {
            Standing::Member
        }
    }

    /// The person's standing where it is high enough, else what to say.
    pub async fn at_least(&self, least: Standing) -> Result<Standing, Reply> {
        let standing = self.standing().await;
        if standing >= least {
            return Ok(standing);
        }
        Err(match least {
            Standing::Member | Standing::Reporter => draft::not_a_reporter(),
            Standing::Moderator => draft::not_a_moderator(),
        })
    }

    /// What the server sees of its own.
    pub fn scope(&self) -> Scope {
        Scope::Server(self.guild.get())
    }

    /// Now: seconds since 1970.
    pub fn now(&self) -> i64 {
        (self.state.now)().as_second()
    }

    /// The day it is.
    pub fn today(&self) -> jiff::civil::Date {
        (self.state.now)().to_zoned(TimeZone::UTC).date()
    }

    /// A decision of this person, now.
    pub fn decision(&self, reason: Option<String>) -> Decision {
        Decision {
            scope: self.scope(),
            by: self.id,
            at: self.now(),
            reason,
        }
    }
}
