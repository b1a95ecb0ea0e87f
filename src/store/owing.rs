//! Owing announcements to channels, in the transaction that brings the reason for them.

use sqlx::SqliteConnection;

use super::choices::Choices;
use super::{Announcement, StoreError, Wants, scope_number};
use crate::facts::consensus::View;
use crate::facts::people::is_same_person;
use crate::facts::{FactValue, MatchId, Scope};
use crate::football::EventKind;

/// What happened to a match in the eyes of one scope's readers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Owed<'a> {
    pub was: Option<Theme<'a>>,
    pub now: Option<Theme<'a>>,
    pub revision: i64,
}

/// What a match is about, as far as wishes go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Theme<'a> {
    pub view: &'a View,
    /// Whether there is what a post is for.
    pub tells: bool,
}

impl Theme<'_> {
    /// Whether a subscription is about this match.
    pub fn is_for(&self, wants: &Wants) -> bool {
        wants.is_about(&self.view.home, &self.view.away, self.values())
    }

    /// The ids that subscriptions may name.
    fn targets(&self) -> impl Iterator<Item = &str> {
        let competitions = self.values().filter_map(|value| match value {
            FactValue::Competition(named) => named.id.as_deref(),
            _ => None,
        });
        [self.view.home.as_str(), self.view.away.as_str()]
            .into_iter()
            .chain(competitions)
    }

    fn values(&self) -> impl Iterator<Item = &FactValue> {
        self.view.facts.iter().map(|held| &held.agreed.fact.value)
    }
}

/// Whether a fact is a player's: he scored, set up a goal, was carded, or is the subject of a claim.
pub(super) fn has_part(value: &FactValue, name: &str) -> bool {
    let is_he = |other: &Option<String>| {
        other
            .as_deref()
            .is_some_and(|other| is_same_person(name, other))
    };
    match value {
        FactValue::Goal(told) => {
            is_he(&told.goal.scorer)
                || told
                    .assist
                    .as_ref()
                    .is_some_and(|assist| is_same_person(name, &assist.player))
        }
        FactValue::Event(event) => match event.kind {
            EventKind::Yellow | EventKind::SecondYellow | EventKind::Red => is_he(&event.player),
            EventKind::Substitution
            | EventKind::DisallowedGoal
            | EventKind::MissedPenalty
            | EventKind::SavedPenalty
            | EventKind::MissedChance
            | EventKind::Save
            | EventKind::Injury
            | EventKind::Woodwork => false,
        },
        FactValue::Background(claim) => is_same_person(name, &claim.subject),
        FactValue::Score(..)
        | FactValue::ExtraTime
        | FactValue::Winner(_)
        | FactValue::Competition(_)
        | FactValue::Stage(_)
        | FactValue::Venue(_)
        | FactValue::Date(_)
        | FactValue::Referee(_)
        | FactValue::Attendance(_)
        | FactValue::Category(_)
        | FactValue::Coach { .. }
        | FactValue::Player(_) => false,
    }
}

/// A wish as far as owing goes.
struct Wish {
    id: i64,
    guild: i64,
    channel: i64,
    wants: Wants,
    delay: i64,
}

/// Owes an announcement to every channel that wants to hear of a match in the eyes of `scope`'s readers.
///
/// A channel that was owed the summary gets an update; one that was not gets the summary, if the match is new to its readers
/// or only now turns out to be what it wants.
pub(super) async fn owe(
    db: &mut SqliteConnection,
    id: MatchId,
    scope: Scope,
    owed: &Owed<'_>,
    at: i64,
) -> Result<(), StoreError> {
    for wish in wishes(db, id, scope_number(scope)?, owed).await? {
        let was_told_of = |theme: Option<Theme<'_>>| {
            theme.is_some_and(|theme| theme.tells && theme.is_for(&wish.wants))
        };
        let is_new = was_told_of(owed.now) && !was_told_of(owed.was);
        let told = sqlx::query_scalar!(
            r#"select exists (select 1 from outbox where match_id = ? and channel_id = ? and kind = 'summary'
                and state in ('waiting', 'sending', 'sent', 'gathered', 'uncertain') and (revision < ? or ?)) as "told!: bool""#,
            id.0,
            wish.channel,
            owed.revision,
            !is_new,
        )
        .fetch_one(&mut *db)
        .await?;
        let kind = match (is_new, told, owed.now.is_none()) {
            (_, true, true) => Announcement::Withdrawal,
            (_, true, false) => Announcement::Update,
            (true, false, _) => Announcement::Summary,
            (false, false, _) => continue,
        };
        insert(db, id, &wish, kind, owed.revision, at).await?;
    }
    Ok(())
}

/// The active wishes that a match is, or was, about. The shared view is not what a server sees that has one of its own.
async fn wishes(
    db: &mut SqliteConnection,
    id: MatchId,
    scope: i64,
    owed: &Owed<'_>,
) -> Result<Vec<Wish>, StoreError> {
    let themes = [owed.was, owed.now];
    let targets: Vec<&str> = themes.iter().flatten().flat_map(Theme::targets).collect();
    let targets = serde_json::to_string(&targets).unwrap_or_default();
    let rows = sqlx::query!(
        "select s.subscription_id, s.guild_id, s.channel_id, s.wants, s.target, s.delay_seconds from subscriptions s
         where s.state = 'active'
           and (s.wants in ('everything', 'player')
                or s.wants in ('team', 'competition') and s.target in (select value from json_each(?3)))
           and (?1 = s.guild_id or (?1 = 0 and not exists
                (select 1 from agreed_matches a where a.match_id = ?2 and a.scope = s.guild_id)))
         order by s.channel_id, s.subscription_id",
        scope,
        id.0,
        targets,
    )
    .fetch_all(db)
    .await?;
    let mut wishes = Vec::new();
    for row in rows {
        let wants = Wants::read(&row.wants, row.target)?;
        if themes.iter().flatten().any(|theme| theme.is_for(&wants)) {
            wishes.push(Wish {
                id: row.subscription_id,
                guild: row.guild_id,
                channel: row.channel_id,
                wants,
                delay: row.delay_seconds,
            });
        }
    }
    Ok(wishes)
}

async fn insert(
    db: &mut SqliteConnection,
    id: MatchId,
    wish: &Wish,
    kind: Announcement,
    revision: i64,
    at: i64,
) -> Result<(), StoreError> {
    let kind = kind.as_str();
    let due = at + wish.delay.clamp(0, i64::from(Choices::LONGEST_DELAY));
    sqlx::query!(
        "insert into outbox (guild_id, channel_id, match_id, kind, revision, created_at, due_at)
         values (?, ?, ?, ?, ?, ?, ?)
         on conflict (channel_id, match_id, kind, revision) do update
             set due_at = max(due_at, excluded.due_at) where state = 'waiting'",
        wish.guild,
        wish.channel,
        id.0,
        kind,
        revision,
        at,
        due,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "insert or ignore into outbox_subscriptions (delivery_id, subscription_id)
         select delivery_id, ?1 from outbox where channel_id = ?2 and match_id = ?3 and kind = ?4 and revision = ?5",
        wish.id,
        wish.channel,
        id.0,
        kind,
        revision,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Owes the alert channel of a server, where it has one, word about a channel.
pub(super) async fn alert(
    db: &mut SqliteConnection,
    guild: i64,
    about: i64,
    note: &str,
    at: i64,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into outbox (guild_id, channel_id, kind, revision, note, about_channel_id, created_at, due_at)
         select guild_id, alert_channel_id, 'alert', 0, ?1, ?2, ?3, ?3 from settings
         where guild_id = ?4 and alert_channel_id is not null and alert_channel_id <> ?2",
        note,
        about,
        at,
        guild,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Whether a player has such a part in a match as a scope's view has it.
pub(super) async fn has_part_in(
    db: &mut SqliteConnection,
    game: i64,
    scope: i64,
    name: &str,
) -> Result<bool, StoreError> {
    let names = sqlx::query_scalar!(
        "select distinct p.name from agreed_players a join players p on p.player_id = a.player_id
             join agreed_facts f on f.match_id = a.match_id and f.scope = a.scope and f.ordinal = a.ordinal and f.rival = a.rival
         where a.match_id = ? and a.scope = ?
           and (a.part in ('scorer', 'assist', 'subject')
                or a.part = 'event' and f.detail in ('yellow', 'second_yellow', 'red'))",
        game,
        scope,
    )
    .fetch_all(db)
    .await?;
    Ok(names.iter().any(|other| is_same_person(name, other)))
}
