//! What is held, kept in memory for each scope and loaded again when the database has changed.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::Mutex;

use crate::facts::Scope;
use crate::names::{Directory, Gazetteer, SeenTeam};
use crate::queries::{Queries, Watch};
use crate::questions::Holdings;
use crate::store::StoreError;

/// What one scope holds, with the teams its askers can mean.
#[derive(Debug)]
pub struct Shelf {
    /// What is held.
    pub held: Holdings,
    /// The teams.
    pub directory: Directory,
}

/// The shelves of all scopes.
#[derive(Debug)]
pub struct Shelves {
    gazetteer: Arc<Gazetteer>,
    queries: Queries,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    watch: Option<Watch>,
    shelves: BTreeMap<Scope, Kept>,
    /// Counts the changes seen; a shelf loaded before the last one is stale.
    changes: u64,
}

#[derive(Debug)]
struct Kept {
    shelf: Arc<Shelf>,
    /// The changes it knows of.
    changes: u64,
    /// When its loading, or that of the one to follow it, began.
    begun: Instant,
    took: Duration,
    asked: Instant,
}

/// Servers with reports of their own that are kept in memory at once; the one asked least recently makes room.
const KEPT: usize = 64;

/// A database that is quick to look through is looked through after every change, while askers wait.
const QUICK: Duration = Duration::from_millis(50);

/// A slow one is looked through no more often than once in this many times as long as it takes, by one asker, while the
/// others are answered from what is known.
const REST: u32 = 10;

impl Shelves {
    pub fn new(gazetteer: Arc<Gazetteer>, queries: Queries) -> Self {
        Self {
            gazetteer,
            queries,
            state: Mutex::default(),
        }
    }

    /// What askers in `scope` can see. A server without reports of its own shares the shelf of all others like it.
    pub async fn shelf(&self, scope: Scope) -> Result<Arc<Shelf>, StoreError> {
        let scope = match scope {
            Scope::Server(_) if self.queries.has_own_matches(scope).await? => scope,
            Scope::Server(_) | Scope::Shared => Scope::Shared,
        };
        // Held while looking on purpose: those who wait want the very shelf that is being filled.
        let mut state = self.state.lock().await;
        state.notice_changes(&self.queries).await?;
        let changes = state.changes;
        let begun = Instant::now();
        if let Some(kept) = state.shelves.get_mut(&scope) {
            kept.asked = begun;
            if kept.is_good(changes) {
                return Ok(Arc::clone(&kept.shelf));
            }
            if kept.took > QUICK {
                kept.begun = begun;
                drop(state);
                let shelf = self.load(scope).await?;
                let mut state = self.state.lock().await;
                state.keep(scope, &shelf, changes, begun);
                return Ok(shelf);
            }
        }
        let shelf = self.load(scope).await?;
        state.keep(scope, &shelf, changes, begun);
        Ok(shelf)
    }

    async fn load(&self, scope: Scope) -> Result<Arc<Shelf>, StoreError> {
        Ok(Arc::new(self.fill(self.queries.holdings(scope).await?)))
    }

    /// A shelf with nothing on it: the names alone.
    pub fn bare(&self) -> Arc<Shelf> {
        Arc::new(self.fill(Holdings::default()))
    }

    fn fill(&self, held: Holdings) -> Shelf {
        let seen = held.teams.values().map(|held| SeenTeam {
            id: held.team.id.clone(),
            name: held.team.name.clone(),
            aliases: Vec::new(),
            matches: held.matches,
        });
        Shelf {
            directory: Directory::new(Arc::clone(&self.gazetteer), seen),
            held,
        }
    }
}

impl State {
    async fn notice_changes(&mut self, queries: &Queries) -> Result<(), StoreError> {
        let watch = match &mut self.watch {
            Some(watch) => watch,
            None => self.watch.insert(queries.watch().await?),
        };
        if watch.has_changed().await? {
            self.changes += 1;
        }
        Ok(())
    }

    fn keep(&mut self, scope: Scope, shelf: &Arc<Shelf>, changes: u64, begun: Instant) {
        let kept = Kept {
            shelf: Arc::clone(shelf),
            changes,
            begun,
            took: begun.elapsed(),
            asked: Instant::now(),
        };
        self.shelves.insert(scope, kept);
        self.make_room();
    }

    fn make_room(&mut self) {
        if self.shelves.len() <= KEPT {
            return;
        }
        let oldest = self
            .shelves
            .iter()
            .filter(|(scope, _)| **scope != Scope::Shared)
            .min_by_key(|(_, kept)| kept.asked)
            .map(|(scope, _)| *scope);
        if let Some(oldest) = oldest {
            self.shelves.remove(&oldest);
        }
    }
}

impl Kept {
    fn is_good(&self, changes: u64) -> bool {
        self.changes == changes || (self.took > QUICK && self.begun.elapsed() < self.took * REST)
    }
}
