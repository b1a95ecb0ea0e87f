//! The row of the match that an account is of, found or made.

use jiff::civil::Date;
use sqlx::SqliteConnection;

use super::matching::{self, Outline, Verdict};
use super::{ReadMatch, StoreError, alike, naming, scope_number};
use crate::facts::{FactValue, MatchId, ReportId, Scope};

/// The report that an account is from, as far as it tells which match is meant.
pub(super) struct Setting<'a> {
    pub report: ReportId,
    pub scope: Scope,
    pub published: Option<Date>,
    /// The matches that an earlier reading of the report told of.
    pub earlier: &'a [MatchId],
}

/// The match an account is of, made where it is a new one. `told` are those of the report's accounts before it.
pub(super) async fn match_of(
    db: &mut SqliteConnection,
    setting: &Setting<'_>,
    read: &ReadMatch,
    told: &[MatchId],
) -> Result<MatchId, StoreError> {
    let (home, away) = (&read.home, &read.away);
    if home.id == away.id {
        return Err(StoreError::Refused {
            what: "a match needs two different teams",
        });
    }
    for team in [home, away] {
        let id = team.id.as_str();
        sqlx::query!(
            "insert into teams (team_id, name) values (?, ?) on conflict (team_id) do update set name = excluded.name
                 where name <> excluded.name and (is_seen = 0 or length(excluded.name) > length(name))",
            id,
            team.name,
        )
        .execute(&mut *db)
        .await?;
    }
    if let Some(id) = judged(db, read, setting, told).await? {
        return Ok(id);
    }
    let outline = Outline::of(read, setting.published);
    let mut candidates = matching::candidates(db, &home.id, &away.id, setting.scope).await?;
    // Two accounts of one report are two matches.
    candidates.retain(|(id, _)| !told.contains(id));
    let resembles = match matching::choose(&outline, &candidates) {
        Verdict::Same(id) => return Ok(id),
        Verdict::Own { resembles } => resembles,
    };
    let mut alike = alike::find(db, read, &outline, setting.scope).await?;
    alike.retain(|there| !told.contains(&there.id));
    let resembles = match matching::choose_alike(&alike) {
        Verdict::Same(id) => return Ok(id),
        Verdict::Own { resembles: other } => resembles.or(other),
    };
    if let Some(id) = left_alone(db, read, setting.earlier, told).await? {
        return Ok(id);
    }
    let (one, two) = if home.id < away.id {
        (home, away)
    } else {
        (away, home)
    };
    let (one, two) = (one.id.as_str(), two.id.as_str());
    let category = read.claims.facts.iter().find_map(|fact| match fact.value {
        FactValue::Category(category) => Some(category.as_str()),
        _ => None,
    });
    let resembles = resembles.map(|id| id.0);
    let id = sqlx::query_scalar!(
        r#"insert into matches (team_one, team_two, category, resembles) values (?, ?, ?, ?) returning match_id as "match_id!""#,
        one,
        two,
        category,
        resembles,
    )
    .fetch_one(db)
    .await?;
    Ok(MatchId(id))
}

/// A match that an earlier reading of this report told of, and of which a person said whether it is one with another: that
/// stands, whatever the report says now.
async fn judged(
    db: &mut SqliteConnection,
    read: &ReadMatch,
    setting: &Setting<'_>,
    told: &[MatchId],
) -> Result<Option<MatchId>, StoreError> {
    let scope = scope_number(setting.scope)?;
    for id in setting.earlier.iter().filter(|id| !told.contains(id)) {
        let is_judged = sqlx::query_scalar!(
            r#"select exists (select 1 from judgements j where j.scope = ?2 and ?1 in (j.match_id, j.other_id)) as "judged!: bool""#,
            id.0,
            scope,
        )
        .fetch_one(&mut *db)
        .await?;
        if is_judged && naming::fits(read, &naming::teams_of(db, *id).await?) {
            return Ok(Some(*id));
        }
    }
    Ok(None)
}

/// A match that only an earlier reading of this report told of: it keeps its number, whatever the report says of it now.
async fn left_alone(
    db: &mut SqliteConnection,
    read: &ReadMatch,
    earlier: &[MatchId],
    told: &[MatchId],
) -> Result<Option<MatchId>, StoreError> {
    for id in earlier.iter().filter(|id| !told.contains(id)) {
        let is_alone = sqlx::query_scalar!(
            r#"select not exists (select 1 from accounts where match_id = ?) as "alone!: bool""#,
            id.0,
        )
        .fetch_one(&mut *db)
        .await?;
        if is_alone && naming::fits(read, &naming::teams_of(db, *id).await?) {
            return Ok(Some(*id));
        }
    }
    Ok(None)
}
