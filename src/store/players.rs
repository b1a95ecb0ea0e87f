//! Players as agreed views name them, so that readers find them by any part of their name.

use sqlx::SqliteConnection;

use super::StoreError;
use super::claims::place;
use crate::facts::consensus::View;
use crate::facts::people::{folded, is_same_person};
use crate::facts::{FactValue, MatchId};
use crate::football::{Side, TeamId};

/// One part of one player in one fact.
struct Part<'a> {
    side: Option<Side>,
    name: &'a str,
    part: &'static str,
    ordinal: usize,
}

/// Writes who has a part in which fact of a view.
pub(super) async fn write(
    db: &mut SqliteConnection,
    id: MatchId,
    scope: i64,
    view: &View,
) -> Result<(), StoreError> {
    let parts = parts(view);
    let named: Vec<(Side, &str)> = parts
        .iter()
        .filter_map(|part| Some((part.side?, part.name)))
        .collect();
    for part in &parts {
        let Some((side, name)) = fullest(&named, part) else {
            continue;
        };
        let team = match side {
            Side::Home => &view.home,
            Side::Away => &view.away,
        };
        let player = player_row(db, team, name).await?;
        let ordinal = place(part.ordinal);
        sqlx::query!(
            "insert or ignore into agreed_players (player_id, part, match_id, scope, ordinal) values (?, ?, ?, ?, ?)",
            player,
            part.part,
            id.0,
            scope,
            ordinal,
        )
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

fn parts(view: &View) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for (ordinal, held) in view.facts.iter().enumerate() {
        match &held.agreed.fact.value {
            FactValue::Goal(told) => {
                let credited = told.goal.credited_to();
                parts.extend(told.goal.scorer.as_deref().map(|name| Part {
                    side: Some(told.goal.scorer_side),
                    name,
                    part: "scorer",
                    ordinal,
                }));
                parts.extend(told.assist.as_ref().map(|assist| Part {
                    side: Some(credited),
                    name: &assist.player,
                    part: "assist",
                    ordinal,
                }));
            }
            FactValue::Event(event) => {
                parts.extend(event.player.as_deref().map(|name| Part {
                    side: event.side,
                    name,
                    part: "event",
                    ordinal,
                }));
                parts.extend(event.other.as_deref().map(|name| Part {
                    side: None,
                    name,
                    part: "other",
                    ordinal,
                }));
            }
            FactValue::Player(player) => parts.push(Part {
                side: player.side,
                name: &player.name,
                part: "named",
                ordinal,
            }),
            FactValue::Background(claim) => parts.push(Part {
                side: None,
                name: &claim.subject,
                part: "subject",
                ordinal,
            }),
            FactValue::Score(..)
            | FactValue::ExtraTime
            | FactValue::Winner(_)
            | FactValue::Competition(_)
            | FactValue::Stage(_)
            | FactValue::Venue(_)
            | FactValue::Date(_)
            | FactValue::Referee(_)
            | FactValue::Attendance(_)
            | FactValue::Category(_)
            | FactValue::Coach { .. } => {}
        }
    }
    parts
}

/// The fullest form of a name that this match's facts give, and its side. Where two men share it, it stays as it is.
fn fullest<'a>(named: &[(Side, &'a str)], part: &Part<'a>) -> Option<(Side, &'a str)> {
    let mut same: Vec<(Side, &str)> = named
        .iter()
        .filter(|(side, name)| {
            part.side.is_none_or(|own| own == *side) && is_same_person(name, part.name)
        })
        .copied()
        .collect();
    same.sort_by_key(|(_, name)| (std::cmp::Reverse(name.len()), *name));
    let (side, full) = *same.first()?;
    let is_one = same
        .iter()
        .all(|(there, name)| *there == side && is_same_person(name, full));
    if is_one {
        Some((side, full))
    } else {
        part.side.map(|side| (side, part.name))
    }
}

async fn player_row(
    db: &mut SqliteConnection,
    team: &TeamId,
    name: &str,
) -> Result<i64, StoreError> {
    let (team, folded) = (team.as_str(), folded(name));
    let known = sqlx::query_scalar!(
        "select player_id from players where team_id = ? and folded = ?",
        team,
        folded,
    )
    .fetch_optional(&mut *db)
    .await?;
    if let Some(known) = known {
        return Ok(known);
    }
    let id = sqlx::query_scalar!(
        r#"insert into players (team_id, name, folded) values (?, ?, ?) returning player_id as "player_id!""#,
        team,
        name,
        folded,
    )
    .fetch_one(&mut *db)
    .await?;
    for word in folded.split(' ') {
        sqlx::query!(
            "insert or ignore into player_words (word, player_id) values (?, ?)",
            word,
            id
        )
        .execute(&mut *db)
        .await?;
    }
    Ok(id)
}
