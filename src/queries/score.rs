//! `/score` with `/match`: which match is meant, and what is held about it.

use sqlx::SqliteConnection;

use super::agreed::Texts;
use super::filter::{Window, count, list};
use super::{Queries, card};
use crate::facts::Scope;
use crate::questions::{MatchAnswer, MatchCard, MatchFilter, MatchRef, NoMatch};
use crate::store::StoreError;

impl Queries {
    /// The match, or why there is none to show.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn score(&self, scope: Scope, game: &MatchRef) -> Result<MatchAnswer, StoreError> {
        let mut db = self.snapshot().await?;
        Ok(match find(&mut db, scope, game).await? {
            Ok(found) => found.into_answer(),
            Err(none) => MatchAnswer::None(none),
        })
    }
}

/// A match that was found.
pub(super) struct Found {
    pub card: MatchCard,
    pub texts: Texts,
    pub others: u32,
}

impl Found {
    pub fn into_answer(self) -> MatchAnswer {
        MatchAnswer::Found {
            card: Box::new(self.card),
            others: self.others,
        }
    }
}

/// The match that is meant; to hold none is an answer.
pub(super) async fn find(
    db: &mut SqliteConnection,
    scope: Scope,
    game: &MatchRef,
) -> Result<Result<Found, NoMatch>, StoreError> {
    let (id, others) = match game {
        MatchRef::Id(id) => (*id, 0),
        MatchRef::Latest(filter) => match list(
            db,
            scope,
            filter,
            Window {
                limit: 1,
                offset: 0,
            },
        )
        .await?
        .first()
        {
            Some(latest) => (latest.id, count(db, scope, filter).await?.saturating_sub(1)),
            None => return Ok(Err(nothing_held(db, scope, filter).await?)),
        },
    };
    let found = card::find(db, scope, id).await?;
    Ok(found
        .map(|(card, texts)| Found {
            card,
            texts,
            others,
        })
        .ok_or(NoMatch::NoSuchId(id)))
}

async fn nothing_held(
    db: &mut SqliteConnection,
    scope: Scope,
    asked: &MatchFilter,
) -> Result<NoMatch, StoreError> {
    let team_alone = MatchFilter {
        team: asked.team.clone(),
        ..MatchFilter::default()
    };
    Ok(NoMatch::NothingHeld {
        asked: asked.clone(),
        held_otherwise: count(db, scope, &team_alone).await?,
    })
}
