//! What is held in one scope, to be kept in memory for settling words.

use std::collections::{BTreeMap, BTreeSet};

use super::Queries;
use super::filter::{Window, list};
use crate::facts::Scope;
use crate::football::{CompetitionId, TeamId};
use crate::questions::{CompetitionRef, HeldTeam, Holdings, MatchFilter, TeamRef};
use crate::store::{StoreError, scope_number};

impl Queries {
    /// The names that matches are held for.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn holdings(&self, scope: Scope) -> Result<Holdings, StoreError> {
        let mut db = self.snapshot().await?;
        let number = scope_number(scope)?;
        let sides = sqlx::query!(
            r#"select s.team_id, t.name, s.opponent, count(distinct s.match_id) as "matches!: i64"
               from agreed_sides s join teams t on t.team_id = s.team_id
               where s.scope in (0, ?) group by s.team_id, s.opponent order by s.team_id"#,
            number,
        )
        .fetch_all(&mut *db)
        .await?;
        let mut teams: BTreeMap<TeamId, HeldTeam> = BTreeMap::new();
        for side in sides {
            let id = TeamId(side.team_id);
            let held = teams.entry(id.clone()).or_insert_with(|| HeldTeam {
                team: TeamRef {
                    id,
                    name: side.name,
                },
                matches: 0,
                opponents: BTreeSet::new(),
            });
            held.matches = held
                .matches
                .saturating_add(u32::try_from(side.matches).unwrap_or(u32::MAX));
            held.opponents.insert(TeamId(side.opponent));
        }
        // Reports differ in how they name a competition; the form that most matches carry is shown.
        let named = sqlx::query!(
            r#"select competition_id as "id!", competition as "name!", count(distinct match_id) as "matches!: i64"
               from agreed_matches where scope in (0, ?) and competition_id is not null and competition is not null
               group by competition_id, competition order by 3 desc, 2"#,
            number,
        )
        .fetch_all(&mut *db)
        .await?;
        let mut competitions: Vec<(i64, CompetitionRef)> = Vec::new();
        for row in named {
            match competitions
                .iter_mut()
                .find(|(_, there)| there.id.as_str() == row.id)
            {
                Some((matches, _)) => *matches += row.matches,
                None => competitions.push((
                    row.matches,
                    CompetitionRef {
                        id: CompetitionId(row.id),
                        name: row.name,
                    },
                )),
            }
        }
        competitions.sort_by_key(|(matches, _)| std::cmp::Reverse(*matches));
        let window = Window {
            limit: Holdings::MATCHES,
            offset: 0,
        };
        let matches = list(&mut db, scope, &MatchFilter::default(), window).await?;
        let most = i64::from(Holdings::PLAYERS);
        let players = sqlx::query_scalar!(
            "select p.name from players p join agreed_players a on a.player_id = p.player_id
             where a.scope in (0, ?) and a.part in ('scorer', 'assist', 'event', 'subject')
             group by p.player_id
             order by count(distinct case when a.part = 'scorer' then a.match_id * 1000 + a.ordinal end) desc, p.name limit ?",
            number,
            most,
        )
        .fetch_all(&mut *db)
        .await?;
        let mut seen = BTreeSet::new();
        Ok(Holdings {
            teams,
            competitions: competitions
                .into_iter()
                .map(|(_, competition)| competition)
                .collect(),
            matches,
            players: players
                .into_iter()
                .filter(|name| seen.insert(name.clone()))
                .collect(),
        })
    }
}
