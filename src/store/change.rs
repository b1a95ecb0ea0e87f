//! Bringing the agreed views of matches in line with what is claimed of them now, and owing channels what changed.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use sqlx::{Sqlite, SqliteConnection, Transaction};

use super::audit::{self, Decision, Deed, Line};
use super::owing::{Owed, Theme};
use super::{Announce, MatchChange, Store, StoreError, agreed, owing, revision};
use crate::facts::consensus::View;
use crate::facts::diff::{Change, diff};
use crate::facts::{FactValue, MatchId, Scope};
use crate::football::{ScoreKind, TeamId};

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

impl Store {
    /// Writes the agreed views anew, owes subscribers what changed, and commits it all. Returns the changes as readers of `own`
    /// see them.
    pub(super) async fn conclude(
        &self,
        mut tx: Transaction<'static, Sqlite>,
        before: Before,
        own: Scope,
        announce: Announce,
        at: i64,
    ) -> Result<Vec<MatchChange>, StoreError> {
        let patience = self.patience();
        let mut games: Vec<MatchId> = before.keys().map(|(game, _)| *game).collect();
        games.dedup();
        let mut changes = Vec::new();
        for game in games {
            let mut scopes = agreed::scopes_of(&mut tx, game).await?;
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
                if let Some(view) = agreed::rebuild(&mut tx, game, *scope, at).await? {
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
                    None => revision::of(&mut tx, game, scope).await?,
                };
                let now = now.map(|(view, _)| view);
                let change = change_of(game, was, now, revision);
                if announce == Announce::Subscribers
                    && let Some(change) = &change
                    && (change.changes.iter().any(Change::is_news) || is_renamed(was, now))
                {
                    let owed = Owed {
                        was: was.map(theme),
                        now: now.map(theme),
                        revision,
                        at,
                        patience,
                    };
                    owing::owe(&mut tx, game, scope, &owed).await?;
                }
                if scope == own {
                    changes.extend(change);
                }
            }
        }
        tx.commit().await?;
        Ok(changes)
    }

    /// Concludes what a person decided, with its line in the record.
    pub(super) async fn conclude_deed(
        &self,
        mut tx: Transaction<'static, Sqlite>,
        before: Before,
        decision: &Decision,
        deed: Deed,
        line: &Line<'_>,
    ) -> Result<Vec<MatchChange>, StoreError> {
        audit::note(&mut tx, decision, deed, line).await?;
        let (own, at) = (decision.scope, decision.at);
        self.conclude(tx, before, own, Announce::Subscribers, at)
            .await
    }
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

/// Whether a match goes by the name of another team now: the same team, its name spelt otherwise so far.
fn is_renamed(was: Option<&View>, now: Option<&View>) -> bool {
    was.zip(now).is_some_and(|(was, now)| {
        let is_held = |team: &TeamId| *team == was.home || *team == was.away;
        !(is_held(&now.home) && is_held(&now.away))
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

/// What a view is about, as far as wishes go.
fn theme(view: &View) -> Theme<'_> {
    Theme {
        view,
        tells: tells(view),
        is_complete: view.agreed().is_complete(),
    }
}
