//! Texts that people handed in, from their preview to what became of them.

use jiff::civil::Date;

use super::audit::{self, Decision, Deed, Line};
use super::columns::read_day;
use super::{PutRight, Store, StoreError, number_of, snowflake};
use crate::facts::ReportId;

/// For how long a text is kept that nobody decides of, in seconds: a week. The preview, which its maker alone sees, is gone sooner.
const LOOKED_AT: i64 = 7 * 24 * 60 * 60;

/// The row number of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DraftId(pub i64);

/// A text that a person hands in.
#[derive(Debug, Clone)]
pub struct NewDraft {
    /// The server.
    pub guild: u64,
    /// The person.
    pub by: u64,
    /// When: seconds since 1970.
    pub at: i64,
    /// Where it came from, for people.
    pub source: String,
    /// The addresses it was read at.
    pub addresses: Vec<String>,
    /// Its title.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// The text.
    pub text: String,
}

/// How far a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DraftState {
    /// Its maker looks at it.
    Preview,
    /// A moderator is to look at it.
    Review,
    /// It is a report.
    Published,
    /// Its maker threw it away.
    Discarded,
    /// A moderator kept it out.
    Rejected,
}

impl DraftState {
    const ALL: [Self; 5] = [
        Self::Preview,
        Self::Review,
        Self::Published,
        Self::Discarded,
        Self::Rejected,
    ];

    /// The word for it in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Preview => "preview",
            Self::Review => "review",
            Self::Published => "published",
            Self::Discarded => "discarded",
            Self::Rejected => "rejected",
        }
    }

    fn read(word: &str) -> Result<Self, StoreError> {
        Self::ALL
            .into_iter()
            .find(|state| state.as_str() == word)
            .ok_or_else(|| StoreError::unreadable(format!("`{word}` as the state of a draft")))
    }

    /// Whether its text is kept.
    const fn is_open(self) -> bool {
        matches!(self, Self::Preview | Self::Review)
    }
}

/// A draft as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its row.
    pub id: DraftId,
    /// The server.
    pub guild: u64,
    /// Who handed it in.
    pub by: u64,
    /// Where it came from.
    pub source: String,
    /// The addresses it was read at.
    pub addresses: Vec<String>,
    /// Its title.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// The text; empty once it is neither previewed nor reviewed.
    pub text: String,
    /// The teams that a person put in place of those that were read.
    pub teams: Option<PutRight>,
    /// How far it is.
    pub state: DraftState,
}

/// How a draft moves on.
#[derive(Debug, Clone, Copy)]
pub struct Move {
    /// Where it has to stand.
    pub from: DraftState,
    /// Where it goes.
    pub to: DraftState,
    /// The report it became.
    pub report: Option<ReportId>,
}

impl Store {
    /// Keeps a text for its maker to look at. What was looked at long ago and never decided goes.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn add_draft(&self, new: &NewDraft) -> Result<DraftId, StoreError> {
        let (guild, by) = (snowflake(new.guild)?, snowflake(new.by)?);
        let forgotten = new.at - LOOKED_AT;
        sqlx::query!(
            // The row stays: another draft by its number would be published by the old one's button.
            "update drafts set state = 'discarded', body = null where state = 'preview' and made_at < ?",
            forgotten,
        )
        .execute(self.writer())
        .await?;
        let published = new.published.map(|day| day.to_string());
        let addresses = serde_json::json!(new.addresses).to_string();
        let id = sqlx::query_scalar!(
            r#"insert into drafts (guild_id, made_by, made_at, source, address, title, published, body)
               values (?, ?, ?, ?, ?, ?, ?, ?) returning draft_id as "draft_id!""#,
            guild,
            by,
            new.at,
            new.source,
            addresses,
            new.title,
            published,
            new.text,
        )
        .fetch_one(self.writer())
        .await?;
        Ok(DraftId(id))
    }

    /// A draft of a server.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn draft(&self, guild: u64, id: DraftId) -> Result<Option<Draft>, StoreError> {
        let guild = snowflake(guild)?;
        let row = sqlx::query!(
            "select guild_id, made_by, source, address, title, published, body, teams, state from drafts
             where draft_id = ? and guild_id = ?",
            id.0,
            guild,
        )
        .fetch_optional(self.readers())
        .await?;
        let Some(row) = row else {
            return Ok(None);
        };
        let addresses = row.address.as_deref().map(serde_json::from_str);
        Ok(Some(Draft {
            id,
            guild: number_of(row.guild_id),
            by: number_of(row.made_by),
            source: row.source,
            addresses: addresses
                .transpose()
                .map_err(|_| StoreError::unreadable("addresses that cannot be read"))?
                .unwrap_or_default(),
            title: row.title,
            published: row.published.as_deref().map(read_day).transpose()?,
            text: row.body.unwrap_or_default(),
            teams: row.teams.as_deref().map(PutRight::read).transpose()?,
            state: DraftState::read(&row.state)?,
        }))
    }

    /// The drafts of a server that a moderator is to look at, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn drafts_in_review(&self, guild: u64) -> Result<Vec<DraftId>, StoreError> {
        let guild = snowflake(guild)?;
        let ids = sqlx::query_scalar!(
            r#"select draft_id as "id!" from drafts where guild_id = ? and state = 'review' order by made_at, draft_id"#,
            guild,
        )
        .fetch_all(self.readers())
        .await?;
        Ok(ids.into_iter().map(DraftId).collect())
    }

    /// How many of a person's texts a server has published.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn published_by(&self, guild: u64, person: u64) -> Result<i64, StoreError> {
        let (guild, person) = (snowflake(guild)?, snowflake(person)?);
        let count = sqlx::query_scalar!(
            "select count(*) from drafts where guild_id = ? and made_by = ? and state = 'published'",
            guild,
            person,
        )
        .fetch_one(self.readers())
        .await?;
        Ok(count)
    }

    /// Puts teams in place of those that were read, while the draft is looked at. `false` when it is not.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn set_draft_teams(
        &self,
        guild: u64,
        id: DraftId,
        teams: &PutRight,
    ) -> Result<bool, StoreError> {
        let (guild, teams) = (snowflake(guild)?, teams.to_column());
        let set = sqlx::query!(
            "update drafts set teams = ? where draft_id = ? and guild_id = ? and state in ('preview', 'review')",
            teams,
            id.0,
            guild,
        )
        .execute(self.writer())
        .await?;
        Ok(set.rows_affected() > 0)
    }

    /// Moves a draft on, its text going with its being open. `false` when it does not stand where it has to: somebody was
    /// faster.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn move_draft(
        &self,
        id: DraftId,
        step: Move,
        decision: &Decision,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let (scope, by) = (
            super::scope_number(decision.scope)?,
            snowflake(decision.by)?,
        );
        let (from, to, is_open) = (step.from.as_str(), step.to.as_str(), step.to.is_open());
        let report = step.report.map(|id| id.0);
        let moved = sqlx::query!(
            "update drafts set state = ?1, body = case when ?2 then body end, decided_by = ?3, decided_at = ?4, report_id = ?5
             where draft_id = ?6 and guild_id = ?7 and state = ?8",
            to,
            is_open,
            by,
            decision.at,
            report,
            id.0,
            scope,
            from,
        )
        .execute(&mut *tx)
        .await?;
        if moved.rows_affected() == 0 {
            return Ok(false);
        }
        let deed = match (step.from, step.to) {
            (DraftState::Review, DraftState::Published) => Some(Deed::Accept),
            (_, DraftState::Rejected) => Some(Deed::Reject),
            _ => None,
        };
        if let Some(deed) = deed {
            let line = Line {
                report: step.report,
                subject: "a new reporter's text",
                ..Line::default()
            };
            audit::note(&mut tx, decision, deed, &line).await?;
        }
        tx.commit().await?;
        Ok(true)
    }
}
