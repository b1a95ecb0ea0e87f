//! `/scorer`: the goals of a match, or of a player.

use std::collections::BTreeSet;

use sqlx::SqliteConnection;

use super::Queries;
use super::agreed::{Texts, ViewRow, facts};
use super::card::{read_category, read_optional_day};
use crate::facts::people::{folded, is_same_person};
use crate::facts::{FactValue, MatchId, Scope};
use crate::football::TeamId;
use crate::questions::{
    MatchSummary, PlayerGoal, PlayerGoals, ScorerAnswer, ScorerQuestion, TallyClaim, TeamRef,
};
use crate::store::{StoreError, scope_number, tally};

/// How many goals of a player are fetched; what a reply has no room for is left out there.
const GOALS: usize = 50;

/// How many claims about a player are fetched.
const TALLIES: i64 = 10;

impl Queries {
    /// The goals asked for.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn scorer(
        &self,
        scope: Scope,
        asked: &ScorerQuestion,
    ) -> Result<ScorerAnswer, StoreError> {
        match asked {
            ScorerQuestion::OfMatch(game) => {
                Ok(ScorerAnswer::OfMatch(self.score(scope, game).await?))
            }
            ScorerQuestion::OfPlayer(name) => {
                let mut db = self.snapshot().await?;
                Ok(ScorerAnswer::OfPlayer(
                    of_player(&mut db, scope, name).await?,
                ))
            }
        }
    }
}

/// A player as one team's views name him.
#[derive(Debug, Clone)]
struct PlayerRow {
    id: i64,
    team: String,
    name: String,
}

async fn of_player(
    db: &mut SqliteConnection,
    scope: Scope,
    name: &str,
) -> Result<PlayerGoals, StoreError> {
    let number = scope_number(scope)?;
    let players = players_named(db, number, name).await?;
    let ids =
        serde_json::json!(players.iter().map(|player| player.id).collect::<Vec<_>>()).to_string();
    // Of one match, a server's own view counts and the shared one does not.
    let goals = sqlx::query!(
        r#"select p.match_id, p.scope, p.ordinal, f.detail, a.home_team, h.name as home_name, a.away_team, w.name as away_name,
             a.home, a.away, a.date, a.competition, a.category
         from agreed_players p
             join agreed_facts f on f.match_id = p.match_id and f.scope = p.scope and f.ordinal = p.ordinal and f.rival = 0
             join agreed_matches a on a.match_id = p.match_id and a.scope = p.scope
             join teams h on h.team_id = a.home_team
             join teams w on w.team_id = a.away_team
         where p.player_id in (select value from json_each(?1)) and p.part = 'scorer'
           and (p.scope = ?2 or (p.scope = 0 and not exists
                (select 1 from agreed_matches own where own.match_id = p.match_id and own.scope = ?2)))
         order by a.day desc, p.match_id desc, p.ordinal"#,
        ids,
        number,
    )
    .fetch_all(&mut *db)
    .await?;
    let own_goal = |detail: &Option<String>| detail.as_deref() == Some("own_goal");
    let counted: Vec<_> = goals
        .iter()
        .filter(|goal| !own_goal(&goal.detail))
        .collect();
    let total = counted.len();
    let matches: BTreeSet<i64> = counted.iter().map(|goal| goal.match_id).collect();
    let left_out = goals.len().saturating_sub(GOALS);
    let mut told = Vec::with_capacity(goals.len().min(GOALS));
    let mut texts = Texts::new();
    for goal in goals.into_iter().take(GOALS) {
        let id = MatchId(goal.match_id);
        let view = ViewRow {
            id,
            scope: goal.scope,
        };
        let Some(fact) = facts(db, view, Some(goal.ordinal), &mut texts).await?.pop() else {
            continue;
        };
        let game = MatchSummary {
            id,
            home: TeamRef {
                id: TeamId(goal.home_team),
                name: goal.home_name,
            },
            away: TeamRef {
                id: TeamId(goal.away_team),
                name: goal.away_name,
            },
            score: tally(goal.home, goal.away),
            date: read_optional_day(goal.date.as_deref())?,
            competition: goal.competition,
            category: goal.category.as_deref().map(read_category).transpose()?,
        };
        told.push(PlayerGoal { game, fact });
    }
    let fullest = players
        .iter()
        .max_by_key(|player| (player.name.len(), std::cmp::Reverse(player.id)));
    Ok(PlayerGoals {
        name: fullest.map_or_else(|| name.to_owned(), |player| player.name.clone()),
        goals: told,
        total: number_of(total),
        matches: number_of(matches.len()),
        tallies: tallies(db, number, &ids).await?,
        left_out: number_of(left_out),
    })
}

fn number_of(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The rows that a name means: those that have every part of it, and in the same teams those that have part of it alone.
///
/// "Harry Kane" is also the "Kane" of a team that has a Harry Kane, and of no other team.
async fn players_named(
    db: &mut SqliteConnection,
    scope: i64,
    name: &str,
) -> Result<Vec<PlayerRow>, StoreError> {
    let words = folded(name);
    let list = serde_json::json!(words.split(' ').collect::<Vec<_>>()).to_string();
    let rows = sqlx::query_as!(
        PlayerRow,
        "select p.player_id as id, p.team_id as team, p.name from players p
         where p.player_id in (select player_id from player_words where word in (select value from json_each(?1)))
           and exists (select 1 from agreed_players a where a.player_id = p.player_id and a.scope in (0, ?2))
         order by p.player_id",
        list,
        scope,
    )
    .fetch_all(db)
    .await?;
    let same: Vec<PlayerRow> = rows
        .into_iter()
        .filter(|row| is_same_person(&row.name, name))
        .collect();
    let parts = |name: &str| folded(name).split(' ').count();
    let asked = parts(name);
    let full_teams: BTreeSet<String> = same
        .iter()
        .filter(|row| parts(&row.name) >= asked)
        .map(|row| row.team.clone())
        .collect();
    Ok(same
        .into_iter()
        .filter(|row| parts(&row.name) >= asked || full_teams.contains(&row.team))
        .collect())
}

async fn tallies(
    db: &mut SqliteConnection,
    scope: i64,
    players: &str,
) -> Result<Vec<TallyClaim>, StoreError> {
    let rows = sqlx::query!(
        "select distinct p.match_id, p.scope, p.ordinal, a.day
         from agreed_players p
             join agreed_facts f on f.match_id = p.match_id and f.scope = p.scope and f.ordinal = p.ordinal and f.rival = 0
             join agreed_matches a on a.match_id = p.match_id and a.scope = p.scope
         where p.player_id in (select value from json_each(?1)) and p.part = 'subject'
           and f.detail in ('tally', 'record', 'streak')
           and (p.scope = ?2 or (p.scope = 0 and not exists
                (select 1 from agreed_matches own where own.match_id = p.match_id and own.scope = ?2)))
         order by a.day desc, p.match_id desc, p.ordinal limit ?3",
        players,
        scope,
        TALLIES,
    )
    .fetch_all(&mut *db)
    .await?;
    let mut claims = Vec::with_capacity(rows.len());
    for row in rows {
        let view = ViewRow {
            id: MatchId(row.match_id),
            scope: row.scope,
        };
        let told = facts(db, view, Some(row.ordinal), &mut Texts::new())
            .await?
            .pop();
        if let Some(FactValue::Background(claim)) = told.map(|told| told.fact.value) {
            claims.push(TallyClaim {
                match_id: view.id,
                claim,
            });
        }
    }
    Ok(claims)
}
