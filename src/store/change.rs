//! Bringing the agreed views of matches in line with what is claimed of them now, and owing channels what changed.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use sqlx::SqliteConnection;

use super::{Announce, MatchChange, StoreError, agreed, owing, revision};
use crate::facts::consensus::View;
use crate::facts::diff::{Change, diff};
use crate::facts::{FactValue, MatchId, Scope};
use crate::football::ScoreKind;

/// What the readers of a scope saw of a match before a change.
pub(super) type Before = BTreeMap<(MatchId, Scope), Option<View>>;

/// Keeps what the readers of each scope see of a match, before anything is changed.
pub(super) async fn remember(
    db: &mut SqliteConnection,
    before: &mut Before,
    game: MatchId,
) -> Result<(), StoreError> {
    for scope in agreed::scopes_of(db, game).await? {
        if let Entry::Vacant(unknown) = before.entry((game, scope)) {
            let view = agreed::fold(db, game, scope).await?;
            unknown.insert(view.map(|(view, _)| view));
        }
    }
    Ok(())
}

/// Writes the agreed views anew, and owes subscribers what changed. Returns the changes as readers of `own` see them.
pub(super) async fn apply(
    db: &mut SqliteConnection,
    before: Before,
    own: Scope,
    announce: Announce,
    at: i64,
) -> Result<Vec<MatchChange>, StoreError> {
    let mut games: Vec<MatchId> = before.keys().map(|(game, _)| *game).collect();
    games.dedup();
    let mut changes = Vec::new();
    for game in games {
        let mut scopes = agreed::scopes_of(db, game).await?;
        scopes.extend(
            before
                .keys()
                .filter(|(there, _)| *there == game)
                .map(|(_, scope)| *scope),
        );
        scopes.sort_unstable();
        scopes.dedup();
        let mut after: BTreeMap<Scope, (View, i64)> = BTreeMap::new();
        for scope in &scopes {
            if let Some(view) = agreed::rebuild(db, game, *scope, at).await? {
                after.insert(*scope, view);
            }
        }
        let saw = |scope: Scope| {
            let seen = |scope| before.get(&(game, scope)).and_then(Option::as_ref);
            seen(scope).or_else(|| seen(Scope::Shared))
        };
        for scope in scopes {
            let (was, now) = (
                saw(scope),
                after.get(&scope).or_else(|| after.get(&Scope::Shared)),
            );
            let revision = match now {
                Some((_, revision)) => *revision,
                None => revision::of(db, game, scope).await?,
            };
            let change = change_of(game, was, now.map(|(view, _)| view), revision);
            if announce == Announce::Subscribers
                && let Some(change) = &change
                && change.changes.iter().any(Change::is_news)
            {
                owe(db, scope, change, was, now.map(|(view, _)| view), at).await?;
            }
            if scope == own {
                changes.extend(change);
            }
        }
    }
    Ok(changes)
}

fn change_of(
    id: MatchId,
    was: Option<&View>,
    now: Option<&View>,
    revision: i64,
) -> Option<MatchChange> {
    let (before, after) = (was.map(View::agreed), now.map(View::agreed));
    let view = now.or(was)?;
    Some(MatchChange {
        id,
        home: view.home.clone(),
        away: view.away.clone(),
        changes: diff(before.as_ref(), after.as_ref()),
        revision,
    })
}

/// Whether a view has what a post is for: a score, or a goal. Two names alone are no news.
fn tells(view: &View) -> bool {
    view.facts.iter().any(|held| {
        matches!(
            held.agreed.fact.value,
            FactValue::Score(ScoreKind::Final, _) | FactValue::Goal(_)
        )
    })
}

async fn owe(
    db: &mut SqliteConnection,
    scope: Scope,
    change: &MatchChange,
    was: Option<&View>,
    now: Option<&View>,
    at: i64,
) -> Result<(), StoreError> {
    fn theme(view: &View) -> owing::Theme<'_> {
        owing::Theme {
            view,
            tells: tells(view),
        }
    }
    let owed = owing::Owed {
        was: was.map(theme),
        now: now.map(theme),
        revision: change.revision,
    };
    owing::owe(db, change.id, scope, &owed, at).await
}
