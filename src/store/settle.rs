//! The row of the match that an account is of, found or made.

use sqlx::SqliteConnection;

use super::matching::{self, Outline, Verdict};
use super::{NewReport, ReadMatch, StoreError};
use crate::facts::{FactValue, MatchId};

/// The match an account is of, made where it is a new one.
pub(super) async fn match_of(
    db: &mut SqliteConnection,
    report: &NewReport<'_>,
    read: &ReadMatch,
    earlier: &[MatchId],
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
    let outline = Outline::of(read, report.published);
    let mut candidates = matching::candidates(db, &home.id, &away.id, report.scope).await?;
    // Two accounts of one report are two matches.
    candidates.retain(|(id, _)| !told.contains(id));
    let resembles = match matching::choose(&outline, &candidates) {
        Verdict::Same(id) => return Ok(id),
        Verdict::Own { resembles } => resembles,
    };
    if let Some(id) = left_alone(db, read, earlier, told).await? {
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

/// A match that only an earlier reading of this report told of: it keeps its number, whatever the report says of it now.
async fn left_alone(
    db: &mut SqliteConnection,
    read: &ReadMatch,
    earlier: &[MatchId],
    told: &[MatchId],
) -> Result<Option<MatchId>, StoreError> {
    let (home, away) = (read.home.id.as_str(), read.away.id.as_str());
    for id in earlier.iter().filter(|id| !told.contains(id)) {
        let is_alone = sqlx::query_scalar!(
            r#"select exists (select 1 from matches m where m.match_id = ?1
                   and ((m.team_one = ?2 and m.team_two = ?3) or (m.team_one = ?3 and m.team_two = ?2))
                   and not exists (select 1 from accounts a where a.match_id = m.match_id)) as "alone!: bool""#,
            id.0,
            home,
            away,
        )
        .fetch_one(&mut *db)
        .await?;
        if is_alone {
            return Ok(Some(*id));
        }
    }
    Ok(None)
}
