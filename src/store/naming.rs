//! Which spelling of a team its match goes by, where its reports have several.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use sqlx::SqliteConnection;

use super::alike::{is_known, other_names};
use super::{ReadMatch, ReadTeam, StoreError};
use crate::facts::MatchId;
use crate::facts::spelling::are_alike;
use crate::football::TeamId;

/// The two teams of a match, as it names them.
pub(super) async fn teams_of(
    db: &mut SqliteConnection,
    game: MatchId,
) -> Result<[ReadTeam; 2], StoreError> {
    let row = sqlx::query!(
        "select m.team_one, one.name as one_name, m.team_two, two.name as two_name from matches m
           join teams one on one.team_id = m.team_one join teams two on two.team_id = m.team_two
         where m.match_id = ?",
        game.0,
    )
    .fetch_one(db)
    .await?;
    let team = |id, name| ReadTeam {
        id: TeamId(id),
        name,
    };
    Ok([
        team(row.team_one, row.one_name),
        team(row.team_two, row.two_name),
    ])
}

/// Whether an account is of the two teams of a match, one of them spelt otherwise at the most.
pub(super) fn fits(read: &ReadMatch, held: &[ReadTeam; 2]) -> bool {
    let has = |team: &ReadTeam| held.iter().any(|there| there.id == team.id);
    has(&read.home) && has(&read.away)
        || other_names(read, held).is_some_and(|(mine, theirs)| are_alike(&mine.name, &theirs.name))
}

/// What the teams of an account stand for in a match that spells one of them otherwise: home, away; `None` where it is the same.
pub(super) fn stands_for(
    read: &ReadMatch,
    held: &[ReadTeam; 2],
) -> (Option<TeamId>, Option<TeamId>) {
    match other_names(read, held) {
        Some((mine, theirs)) if mine.id == read.home.id => (Some(theirs.id.clone()), None),
        Some((_, theirs)) => (None, Some(theirs.id.clone())),
        None => (None, None),
    }
}

/// A spelling, as accounts have it of one team of a match.
struct Spelling {
    team: ReadTeam,
    accounts: usize,
}

/// Lets a match go by the best spelling that its accounts have of each team: one that the names files know, else the one that
/// most accounts have, else the longest; whichever came first. While shared accounts tell of it, they alone decide: what one
/// server reads never shows in another.
pub(super) async fn settle(db: &mut SqliteConnection, game: MatchId) -> Result<(), StoreError> {
    let rows = sqlx::query!(
        r#"select a.home_team, a.away_team, coalesce(a.home_stands_for, a.home_team) as "home!: String",
             coalesce(a.away_stands_for, a.away_team) as "away!: String", h.name as home_name, w.name as away_name, r.scope
           from accounts a join reports r on r.report_id = a.report_id
             join teams h on h.team_id = a.home_team join teams w on w.team_id = a.away_team
           where a.match_id = ? and r.retracted_at is null"#,
        game.0,
    )
    .fetch_all(&mut *db)
    .await?;
    let is_shared = rows.iter().any(|row| row.scope == 0);
    let mut spellings: BTreeMap<String, BTreeMap<String, Spelling>> = BTreeMap::new();
    for row in rows {
        if is_shared && row.scope != 0 {
            continue;
        }
        for (held, told, name) in [
            (row.home, row.home_team, row.home_name),
            (row.away, row.away_team, row.away_name),
        ] {
            let of_team = spellings.entry(held).or_default();
            let spelling = of_team.entry(told.clone()).or_insert_with(|| Spelling {
                team: ReadTeam {
                    id: TeamId(told),
                    name,
                },
                accounts: 0,
            });
            spelling.accounts += 1;
        }
    }
    let held = teams_of(db, game).await?.map(|team| team.id);
    let mut best = held.clone();
    for (at, team) in held.iter().enumerate() {
        let told = spellings.get(team.as_str());
        let spelling = told.and_then(|told| told.values().max_by_key(|spelling| merit(spelling)));
        if let Some(spelling) = spelling {
            best[at] = spelling.team.id.clone();
        }
    }
    if best[0] == best[1] || best == held {
        return Ok(());
    }
    for (old, new) in held.iter().zip(&best).filter(|(old, new)| old != new) {
        rename(db, game, old, new).await?;
    }
    best.sort();
    let [one, two] = &best;
    let (one, two) = (one.as_str(), two.as_str());
    sqlx::query!(
        "update matches set team_one = ?, team_two = ? where match_id = ?",
        one,
        two,
        game.0,
    )
    .execute(db)
    .await?;
    Ok(())
}

fn merit(spelling: &Spelling) -> impl Ord + use<> {
    let words = spelling.team.name.split_whitespace().count();
    // A letter is sooner left out than put in.
    let letters = spelling.team.name.chars().count();
    let id = spelling.team.id.as_str().to_owned();
    (
        is_known(&spelling.team),
        spelling.accounts,
        words,
        letters,
        Reverse(id),
    )
}

/// What stood for one spelling stands for another.
async fn rename(
    db: &mut SqliteConnection,
    game: MatchId,
    old: &TeamId,
    new: &TeamId,
) -> Result<(), StoreError> {
    let (old, new) = (old.as_str(), new.as_str());
    sqlx::query!(
        "update accounts set
             home_stands_for = case when coalesce(home_stands_for, home_team) = ?2 then nullif(?3, home_team) else home_stands_for end,
             away_stands_for = case when coalesce(away_stands_for, away_team) = ?2 then nullif(?3, away_team) else away_stands_for end
         where match_id = ?1",
        game.0,
        old,
        new,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        "update corrections set value = json_set(value, '$.home_team', ?3)
         where match_id = ?1 and json_extract(value, '$.home_team') = ?2",
        game.0,
        old,
        new,
    )
    .execute(db)
    .await?;
    Ok(())
}
