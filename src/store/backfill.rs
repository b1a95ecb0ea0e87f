//! Owing a channel matches that were held before it subscribed.

use sqlx::SqliteConnection;

use super::owing::has_part_in;
use super::{Store, StoreError, SubscriptionId, Wants, snowflake};

/// How many matches, latest first, are looked through for those of a player.
const LOOKED_THROUGH: i64 = 1000;

impl Store {
    /// Owes a channel up to `count` of the latest matches that its subscription is about and that it was never owed, to be posted
    /// quietly, the oldest first. How many there are; `None` when the server has no such subscription, or it is paused.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn backfill(
        &self,
        guild: u64,
        id: SubscriptionId,
        count: u32,
        at: i64,
    ) -> Result<Option<usize>, StoreError> {
        let mut tx = self.begin().await?;
        let guild = snowflake(guild)?;
        let subscription = sqlx::query!(
            "select channel_id, wants, target from subscriptions
             where subscription_id = ? and guild_id = ? and state = 'active'",
            id.0,
            guild,
        )
        .fetch_optional(&mut *tx)
        .await?;
        let Some(subscription) = subscription else {
            return Ok(None);
        };
        let wants = Wants::read(&subscription.wants, subscription.target)?;
        let found = latest(&mut tx, guild, subscription.channel_id, &wants, count).await?;
        for (game, revision) in found.iter().rev() {
            let delivery = sqlx::query_scalar!(
                r#"insert into outbox (guild_id, channel_id, match_id, kind, revision, is_quiet, created_at, due_at)
                   values (?, ?, ?, 'summary', ?, 1, ?, ?)
                   on conflict (channel_id, match_id, kind, revision) do update set state = 'waiting', is_quiet = 1,
                       due_at = excluded.due_at, attempts = 0, first_tried_at = null, problem = null, settled_at = null
                   returning delivery_id as "delivery_id!""#,
                guild,
                subscription.channel_id,
                game,
                revision,
                at,
                at,
            )
            .fetch_one(&mut *tx)
            .await?;
            sqlx::query!(
                "insert or ignore into outbox_subscriptions (delivery_id, subscription_id) values (?, ?)",
                delivery,
                id.0,
            )
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await?;
        Ok(Some(found.len()))
    }
}

/// The latest matches with a score that a wish is about and a channel was never owed, with their revisions, latest first.
async fn latest(
    db: &mut SqliteConnection,
    guild: i64,
    channel: i64,
    wants: &Wants,
    count: u32,
) -> Result<Vec<(i64, i64)>, StoreError> {
    let (team, competition) = match wants {
        Wants::Team(team) => (Some(team.as_str()), None),
        Wants::Competition(competition) => (None, Some(competition.as_str())),
        Wants::Player(_) | Wants::Everything => (None, None),
    };
    let rows = sqlx::query!(
        r#"select a.match_id as "match_id!", a.scope as "scope!", r.revision as "revision!"
         from agreed_matches a join revisions r on r.match_id = a.match_id and r.scope = a.scope
         where (a.scope = ?1 or a.scope = 0 and not exists
                 (select 1 from agreed_matches own where own.match_id = a.match_id and own.scope = ?1))
           and a.home is not null and (?2 is null or ?2 in (a.home_team, a.away_team))
           and (?3 is null or ?3 = a.competition_id)
           and not exists (select 1 from outbox o where o.match_id = a.match_id and o.channel_id = ?4 and o.kind = 'summary'
                and o.state in ('waiting', 'sending', 'sent', 'gathered', 'uncertain'))
         order by a.day desc, a.match_id desc limit ?5"#,
        guild,
        team,
        competition,
        channel,
        LOOKED_THROUGH,
    )
    .fetch_all(&mut *db)
    .await?;
    let mut found = Vec::new();
    for row in rows {
        if found.len() >= count as usize {
            break;
        }
        let is_wanted = match wants {
            Wants::Player(name) => has_part_in(db, row.match_id, row.scope, name).await?,
            Wants::Team(_) | Wants::Competition(_) | Wants::Everything => true,
        };
        if is_wanted {
            found.push((row.match_id, row.revision));
        }
    }
    Ok(found)
}
