//! Changes to SQLite, and nothing but changes: what readers ask is answered by `queries`, over [`Store::readers`].
//!
//! The promise: every public function is one transaction that happens whole or not at all. A report owns its claims, and reading
//! it again replaces them; the agreed tables are a cache that [`Store::rebuild_agreed`] can write anew at any time; what a change
//! owes to channels is committed with it. Writers queue for one connection; readers have their own and never wait for it.
//!
//! Reading order: [`Store::open`] (`connection`), [`Store::record_reading`] (`record`), then what it is made of: `report`,
//! `claims` and `columns` (facts as columns), `matching` and `alike` (which match is it), `naming` (under which names), `agreed` and `players` (the agreed tables),
//! `subscriptions` with their `choices`, `pausing` and a server's `settings`, `owing` (who is owed what), `outbox`, `digests` and
//! `settling` (handed out, gathered, ended), `corrections`, `leases` (which process is the bot).
//!
//! # Changing the SQL
//!
//! Queries are checked when the crate is built, against what `.sqlx/` says of them, so that a build needs no database. After
//! adding or changing a query or a migration, run `.ci/sqlx` (it needs bash, python3 and cargo, takes as long as one
//! `cargo check`, and makes the tables from `migrations/` itself) and commit `.sqlx/` with the change. Until then the build says
//! "set `DATABASE_URL` to use query macros online": that is what it means. `.ci/sqlx --check` fails when somebody forgot.
//! In one query write `?` throughout or `?1`, `?2` … throughout: mixed, the values land in the wrong places.
//! A migration that has been shipped is never edited; add the next number instead.

mod addresses;
mod agreed;
mod alike;
mod audit;
mod backfill;
mod change;
mod choices;
mod claims;
pub(crate) mod columns;
mod connection;
mod corrections;
mod digests;
mod drafts;
mod error;
mod feeds;
mod items;
mod judging;
mod leases;
mod matching;
mod naming;
mod outbox;
mod owing;
mod pausing;
mod players;
mod record;
mod report;
mod rereading;
mod retracting;
mod revision;
mod settings;
mod settle;
mod settling;
mod subscriptions;
mod words;

pub use audit::{Decision, Deed};
pub use choices::{Choices, Format, Spoilers};
pub use connection::{Opening, Store};
pub use corrections::{Corrected, CorrectionId, NewCorrection};
pub use digests::Gathering;
pub use drafts::{Draft, DraftId, DraftState, Move, NewDraft};
pub use error::StoreError;
pub use feeds::{FEEDS_A_SERVER, Feed, FeedAdded, FeedId, NewFeed, Polled, PolledItem};
pub use items::{ItemEnd, WaitingItem};
pub(crate) use matching::tally;
pub use outbox::{Announcement, Claim, Delivery, DeliveryId, Posted};
pub use record::{Announce, Bar, MatchChange, NewReading, Outcome, ReadMatch, ReadTeam, Recorded};
pub use report::{NewReport, PutRight};
pub use rereading::Kept;
pub use settings::Settings;
pub use settling::{PutBack, Settled, Told};
pub use subscriptions::{
    LastPost, NewSubscription, Paused, PausedBy, SUBSCRIPTIONS_A_SERVER, Subscribed, Subscription,
    SubscriptionId, Wants,
};

use crate::facts::Scope;

/// A Discord id as a column: ids are 63 bits wide.
pub(crate) fn snowflake(id: u64) -> Result<i64, StoreError> {
    i64::try_from(id).map_err(|_| StoreError::Refused {
        what: "an id of Discord is a number below 2^63",
    })
}

/// A column as a Discord id.
pub(crate) fn number_of(column: i64) -> u64 {
    column.unsigned_abs()
}

/// A scope as a column: 0 is shared, a server is its id.
pub(crate) fn scope_number(scope: Scope) -> Result<i64, StoreError> {
    match scope {
        Scope::Shared => Ok(0),
        Scope::Server(id) => snowflake(id),
    }
}

/// A column as a scope.
pub(crate) fn read_scope(column: i64) -> Scope {
    match column {
        0 => Scope::Shared,
        id => Scope::Server(number_of(id)),
    }
}
