//! Matches of one of an account's teams and another that may be the account's other team, spelt otherwise.

use sqlx::SqliteConnection;

use super::matching::{Alike, DAYS_APART, Outline, OutlineRow};
use super::{ReadMatch, ReadTeam, StoreError, scope_number};
use crate::facts::spelling::are_alike;
use crate::facts::{MatchId, Scope};
use crate::football::TeamId;

/// The matches about the day of an account in which it may be that a team of it is spelt otherwise. Two teams that the names
/// files know are never one.
pub(super) async fn find(
    db: &mut SqliteConnection,
    read: &ReadMatch,
    account: &Outline,
    scope: Scope,
) -> Result<Vec<Alike>, StoreError> {
    let (home, away) = (read.home.id.as_str(), read.away.id.as_str());
    let scope = scope_number(scope)?;
    let around = |days: i64| {
        let day = account.day()?.checked_add(jiff::Span::new().days(days));
        Some(day.ok()?.to_string())
    };
    let days = i64::from(DAYS_APART);
    let (first, last) = (around(-days), around(days));
    let rows = sqlx::query!(
        r#"select m.match_id, a.scope, a.home_team, a.home_away, a.date, a.published, a.competition_id, a.competition, a.home,
             a.away, m.team_one, m.team_two, one.name as one_name, two.name as two_name
           from matches m join agreed_matches a on a.match_id = m.match_id
             join teams one on one.team_id = m.team_one join teams two on two.team_id = m.team_two
           where (m.team_one in (?1, ?2) or m.team_two in (?1, ?2)) and not (m.team_one in (?1, ?2) and m.team_two in (?1, ?2))
             and (?3 = 0 or a.scope in (0, ?3))
             and (?4 is null or coalesce(a.date, a.published) is null or coalesce(a.date, a.published) between ?4 and ?5)
           order by m.match_id, a.scope"#,
        home,
        away,
        scope,
        first,
        last,
    )
    .fetch_all(&mut *db)
    .await?;
    let mut found = Vec::new();
    for row in rows {
        let team = |id: &str, name: &str| ReadTeam {
            id: TeamId(id.to_owned()),
            name: name.to_owned(),
        };
        let held = [
            team(&row.team_one, &row.one_name),
            team(&row.team_two, &row.two_name),
        ];
        let Some((mine, theirs)) = other_names(read, &held) else {
            continue;
        };
        if is_known(mine) && is_known(theirs) || kind_of(mine) != kind_of(theirs) {
            continue;
        }
        let mut as_held = account.clone();
        if as_held.home == mine.id {
            as_held.home = theirs.id.clone();
        }
        let is_alike = are_alike(&mine.name, &theirs.name);
        let outline = OutlineRow {
            match_id: row.match_id,
            scope: row.scope,
            home_team: row.home_team,
            home_away: row.home_away,
            date: row.date,
            published: row.published,
            competition_id: row.competition_id,
            competition: row.competition,
            home: row.home,
            away: row.away,
        };
        found.push(Alike {
            id: MatchId(row.match_id),
            account: as_held,
            held: outline.read(db).await?,
            is_alike,
        });
    }
    Ok(found)
}

/// The team of an account that the match does not name, and the one that stands in its place there; `None` where the two have
/// both teams in common, or none.
pub(super) fn other_names<'a>(
    read: &'a ReadMatch,
    held: &'a [ReadTeam; 2],
) -> Option<(&'a ReadTeam, &'a ReadTeam)> {
    let is_in = |team: &ReadTeam| held.iter().any(|there| there.id == team.id);
    let mine = match (is_in(&read.home), is_in(&read.away)) {
        (true, false) => &read.away,
        (false, true) => &read.home,
        (true, true) | (false, false) => return None,
    };
    let theirs = held
        .iter()
        .find(|there| there.id != read.home.id && there.id != read.away.id)?;
    Some((mine, theirs))
}

/// Whether the names files know the team.
pub(super) fn is_known(team: &ReadTeam) -> bool {
    !team.id.as_str().starts_with("seen:")
}

/// The mark of a women's, youth or reserve side; empty for the first men's team.
fn kind_of(team: &ReadTeam) -> &str {
    team.id
        .as_str()
        .split_once('#')
        .map_or("", |(_, mark)| mark)
}
