//! `/matches`: a list, a page at a time.

use super::Queries;
use super::filter::{Window, count, list};
use crate::facts::Scope;
use crate::questions::{MatchesAnswer, MatchesQuestion};
use crate::store::StoreError;

impl Queries {
    /// One page of the matches that pass, latest first; a page beyond the last is the last.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn matches(
        &self,
        scope: Scope,
        asked: &MatchesQuestion,
    ) -> Result<MatchesAnswer, StoreError> {
        let mut db = self.snapshot().await?;
        let total = count(&mut db, scope, &asked.filter).await?;
        let pages = total.div_ceil(MatchesAnswer::PAGE);
        let page = asked.page.clamp(1, pages.max(1));
        let window = Window {
            limit: MatchesAnswer::PAGE,
            offset: (page - 1) * MatchesAnswer::PAGE,
        };
        let matches = list(&mut db, scope, &asked.filter, window).await?;
        Ok(MatchesAnswer {
            asked: asked.filter.clone(),
            page,
            pages,
            total,
            matches,
        })
    }
}
