//! Owing announcements to channels, in the transaction that brings the reason for them.

use sqlx::SqliteConnection;

use super::choices::{Choices, Spoilers};
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
    /// When: seconds since 1970.
    pub at: i64,
    /// How long a summary waits for its match to be complete, in seconds.
    pub patience: i64,
}

/// What a match is about, as far as wishes go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Theme<'a> {
    pub view: &'a View,
    /// Whether there is what a post is for.
    pub tells: bool,
    /// Whether the goals told add up to the score.
    pub is_complete: bool,
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
    hides: bool,
}

/// Owes an announcement to every channel that wants to hear of a match in the eyes of `scope`'s readers.
///
/// A channel that was sent the summary gets an update; one whose summary still waits hears of the change with it; one that was
/// owed none gets it now, if the match is new to its readers or only now turns out to be what it wants.
pub(super) async fn owe(
    db: &mut SqliteConnection,
    id: MatchId,
    scope: Scope,
    owed: &Owed<'_>,
) -> Result<(), StoreError> {
    let wishes = wishes(db, id, scope_number(scope)?, owed).await?;
    for wishes in wishes.chunk_by(|one, other| one.channel == other.channel) {
        let everyone = Channel::of(wishes.iter());
        let about_it_now = || Channel::of(wishes.iter().filter(|wish| owed.is_for(wish)));
        match summary_of(db, everyone.id, id).await? {
            Some(Summary::Waiting(row)) => about_it_now().join(db, &row, owed).await?,
            Some(Summary::Told) if owed.now.is_some() => {
                everyone.insert(db, id, Announcement::Update, owed).await?;
            }
            Some(Summary::Told) => {
                everyone
                    .insert(db, id, Announcement::Withdrawal, owed)
                    .await?
            }
            None if wishes.iter().any(|wish| owed.is_news_to(wish)) => {
                about_it_now()
                    .insert(db, id, Announcement::Summary, owed)
                    .await?;
            }
            None => {}
        }
    }
    Ok(())
}

impl Owed<'_> {
    /// Whether a wish is about the match as it is now.
    fn is_for(&self, wish: &Wish) -> bool {
        self.now.is_some_and(|theme| theme.is_for(&wish.wants))
    }

    /// Whether a wish is to hear of the match now, and was not before.
    fn is_news_to(&self, wish: &Wish) -> bool {
        let tells = |theme: Option<Theme<'_>>| {
            theme.is_some_and(|theme| theme.tells && theme.is_for(&wish.wants))
        };
        tells(self.now) && !tells(self.was)
    }

    fn is_complete(&self) -> bool {
        self.now.is_some_and(|theme| theme.is_complete)
    }
}

/// The summary of a match that a channel has, or is to have.
enum Summary {
    /// It is in nobody's hands yet: it will say what is true when it goes.
    Waiting(Waiting),
    /// It was sent, or may have been.
    Told,
}

/// A summary that waits.
struct Waiting {
    row: i64,
    created_at: i64,
    due_at: i64,
    complete_by: Option<i64>,
}

async fn summary_of(
    db: &mut SqliteConnection,
    channel: i64,
    game: MatchId,
) -> Result<Option<Summary>, StoreError> {
    let row = sqlx::query!(
        r#"select delivery_id as "id!", due_at, created_at, complete_by,
             state = 'waiting' and first_tried_at is null as "waits!: bool"
           from outbox where match_id = ? and channel_id = ? and kind = 'summary'
             and state in ('waiting', 'sending', 'sent', 'gathered', 'uncertain')
           order by delivery_id desc limit 1"#,
        game.0,
        channel,
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| match row.waits {
        true => Summary::Waiting(Waiting {
            row: row.id,
            created_at: row.created_at,
            due_at: row.due_at,
            complete_by: row.complete_by,
        }),
        false => Summary::Told,
    }))
}

/// A channel, and what some of its wishes come to.
struct Channel<'a> {
    id: i64,
    guild: i64,
    wishes: Vec<&'a Wish>,
    delay: i64,
    /// Whether what it shows is known only when a button is pressed: then there is nothing to wait for.
    hides: bool,
}

impl<'a> Channel<'a> {
    fn of(wishes: impl Iterator<Item = &'a Wish>) -> Self {
        let wishes: Vec<&Wish> = wishes.collect();
        let delays = wishes.iter().map(|wish| wish.delay);
        Self {
            id: wishes.first().map_or(0, |wish| wish.channel),
            guild: wishes.first().map_or(0, |wish| wish.guild),
            delay: delays
                .max()
                .unwrap_or(0)
                .clamp(0, i64::from(Choices::LONGEST_DELAY)),
            hides: wishes.iter().any(|wish| wish.hides),
            wishes,
        }
    }

    async fn insert(
        &self,
        db: &mut SqliteConnection,
        game: MatchId,
        kind: Announcement,
        owed: &Owed<'_>,
    ) -> Result<(), StoreError> {
        let ready_at = owed.at + self.delay;
        let waits = kind == Announcement::Summary && !self.hides && !owed.is_complete();
        let complete_by = waits
            .then_some(owed.at + owed.patience)
            .filter(|until| *until > ready_at);
        let due_at = complete_by.unwrap_or(ready_at);
        let kind = kind.as_str();
        let row = sqlx::query_scalar!(
            r#"insert into outbox (guild_id, channel_id, match_id, kind, revision, created_at, due_at, complete_by)
               values (?, ?, ?, ?, ?, ?, ?, ?)
               on conflict (channel_id, match_id, kind, revision) do nothing returning delivery_id as "delivery_id!""#,
            self.guild,
            self.id,
            game.0,
            kind,
            owed.revision,
            owed.at,
            due_at,
            complete_by,
        )
        .fetch_optional(&mut *db)
        .await?;
        match row {
            Some(row) => self.attach(db, row).await,
            None => Ok(()),
        }
    }

    /// Joins a summary that waits: it goes when the last of its wishes lets it, and for a match that is complete it waits no
    /// longer.
    async fn join(
        &self,
        db: &mut SqliteConnection,
        summary: &Waiting,
        owed: &Owed<'_>,
    ) -> Result<(), StoreError> {
        let ready_at = summary.created_at + self.delay;
        let goes_on = !owed.is_complete() && !self.hides;
        let (due_at, complete_by) = match summary.complete_by {
            Some(until) if goes_on => (until.max(ready_at), Some(until)),
            Some(_) => (owed.at.max(ready_at), None),
            None => (summary.due_at.max(ready_at), None),
        };
        sqlx::query!(
            "update outbox set due_at = ?, complete_by = ? where delivery_id = ?",
            due_at,
            complete_by,
            summary.row,
        )
        .execute(&mut *db)
        .await?;
        self.attach(db, summary.row).await
    }

    /// Puts the wishes behind an announcement.
    async fn attach(&self, db: &mut SqliteConnection, row: i64) -> Result<(), StoreError> {
        for wish in &self.wishes {
            sqlx::query!(
                "insert or ignore into outbox_subscriptions (delivery_id, subscription_id) values (?, ?)",
                row,
                wish.id,
            )
            .execute(&mut *db)
            .await?;
        }
        Ok(())
    }
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
        "select s.subscription_id, s.guild_id, s.channel_id, s.wants, s.target, s.delay_seconds, s.spoilers
         from subscriptions s
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
                hides: match Spoilers::read(&row.spoilers)? {
                    Spoilers::Hide => true,
                    Spoilers::Show | Spoilers::Delay => false,
                },
            });
        }
    }
    Ok(wishes)
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
