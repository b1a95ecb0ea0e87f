//! What people put right.

use sqlx::SqliteConnection;

use super::audit::{Decision, Deed, Line};
use super::change::Before;
use super::columns::FactColumns;
use super::{MatchChange, Store, StoreError, change, scope_number, snowflake};
use crate::facts::consensus::{Correction, Put, can_be_put_right};
use crate::facts::{Fact, FactValue, MatchId, Scope};
use crate::football::{Basis, TeamId};

/// The row number of a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CorrectionId(pub i64);

/// Something that a person puts right.
#[derive(Debug, Clone)]
pub struct NewCorrection {
    /// The match.
    pub match_id: MatchId,
    /// The side that `put` calls home.
    pub home: TeamId,
    /// What is right.
    pub put: Put,
    /// What it is about, in words ("goal 2").
    pub subject: String,
    /// As it read, in words.
    pub old: Option<String>,
    /// As it reads now, in words.
    pub new: Option<String>,
    /// Who, whose view, when and why.
    pub decision: Decision,
}

/// A correction that is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Corrected {
    /// Its row.
    pub id: CorrectionId,
    /// What changed by it, as its scope's readers see it.
    pub change: Option<MatchChange>,
}

/// How a correction is kept: the columns of the facts, and which team they call home.
#[derive(serde::Serialize, serde::Deserialize)]
struct PutWire {
    home_team: String,
    /// What is right; what was not there, where it is gone.
    fact: FactColumns,
    /// The fact as it stood, where another takes its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    of: Option<FactColumns>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    is_gone: bool,
    /// The correction that this one corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    supersedes: Option<i64>,
}

impl PutWire {
    fn of(home: &TeamId, put: &Put, supersedes: Option<i64>) -> Self {
        let (fact, of) = match put {
            Put::Right(value) | Put::Gone(value) => (columns(value), None),
            Put::Instead { of, value } => (columns(value), Some(columns(of))),
        };
        Self {
            home_team: home.as_str().to_owned(),
            fact,
            of,
            is_gone: matches!(put, Put::Gone(_)),
            supersedes,
        }
    }

    fn read(self) -> Result<Correction, StoreError> {
        let value = self.fact.into_value(Vec::new())?;
        let put = match self.of {
            Some(of) => Put::Instead {
                of: of.into_value(Vec::new())?,
                value,
            },
            None if self.is_gone => Put::Gone(value),
            None => Put::Right(value),
        };
        Ok(Correction {
            home: TeamId(self.home_team),
            put,
        })
    }
}

fn columns(value: &FactValue) -> FactColumns {
    FactColumns::of(&Fact {
        value: value.clone(),
        basis: Basis::Stated,
        confidence: 1.0,
        evidence: Vec::new(),
    })
}

/// The corrections that hold for readers of `scope`, the ones that prevail first: a server's own over the shared, the latest over
/// the earlier; what another of them corrects is left out.
pub(super) async fn of(
    db: &mut SqliteConnection,
    id: MatchId,
    scope: Scope,
) -> Result<Vec<Correction>, StoreError> {
    let held = held(db, id, scope).await?;
    Ok(held.into_iter().map(|(_, correction)| correction).collect())
}

async fn held(
    db: &mut SqliteConnection,
    id: MatchId,
    scope: Scope,
) -> Result<Vec<(i64, Correction)>, StoreError> {
    let scope = scope_number(scope)?;
    let rows = sqlx::query!(
        "select correction_id, value from corrections where match_id = ? and scope in (0, ?) and undone_at is null
         order by scope <> 0 desc, made_at desc, correction_id desc",
        id.0,
        scope,
    )
    .fetch_all(db)
    .await?;
    let mut wires = Vec::with_capacity(rows.len());
    for row in rows {
        let wire: PutWire = serde_json::from_str(&row.value)
            .map_err(|_| StoreError::unreadable("a correction that cannot be read"))?;
        wires.push((row.correction_id, wire));
    }
    let superseded: Vec<i64> = wires
        .iter()
        .filter_map(|(_, wire)| wire.supersedes)
        .collect();
    wires
        .into_iter()
        .filter(|(id, _)| !superseded.contains(id))
        .map(|(id, wire)| Ok((id, wire.read()?)))
        .collect()
}

/// A correction of what another one made so is about what that one was about.
async fn settled(
    db: &mut SqliteConnection,
    new: &NewCorrection,
) -> Result<(Put, Option<i64>), StoreError> {
    let (of, value) = match &new.put {
        Put::Right(_) => return Ok((new.put.clone(), None)),
        Put::Instead { of, value } => (of, Some(value)),
        Put::Gone(of) => (of, None),
    };
    for (id, earlier) in held(db, new.match_id, new.decision.scope).await? {
        let put = if earlier.home == new.home {
            earlier.put
        } else {
            earlier.put.swapped()
        };
        if put.value().is_none_or(|made| !is_same(made, of)) {
            continue;
        }
        let about = put.about().clone();
        let put = match value {
            Some(value) => Put::Instead {
                of: about,
                value: value.clone(),
            },
            None => Put::Gone(about),
        };
        return Ok((put, Some(id)));
    }
    Ok((new.put.clone(), None))
}

/// Whether two values are one, whatever words they were read from.
fn is_same(one: &FactValue, other: &FactValue) -> bool {
    let bare = |value| FactColumns {
        as_written: None,
        ..columns(value)
    };
    bare(one) == bare(other)
}

impl Store {
    /// Keeps a correction by a person, with the announcements owed for it.
    ///
    /// # Errors
    /// When the database does not take it, or it is about what cannot be put right.
    pub async fn correct(&self, new: &NewCorrection) -> Result<Corrected, StoreError> {
        let is_fit = [Some(new.put.about()), new.put.value()]
            .into_iter()
            .flatten()
            .all(can_be_put_right);
        if !is_fit {
            return Err(StoreError::Refused {
                what: "only the facts of the match itself can be put right",
            });
        }
        let decision = &new.decision;
        let mut tx = self.begin().await?;
        let mut before = Before::new();
        change::remember(&mut tx, &mut before, new.match_id).await?;
        before.entry((new.match_id, decision.scope)).or_insert(None);
        let (put, supersedes) = settled(&mut tx, new).await?;
        let wire = PutWire::of(&new.home, &put, supersedes);
        let (scope, by) = (scope_number(decision.scope)?, snowflake(decision.by)?);
        let (kind, value) = (put.about().kind(), serde_json::json!(wire).to_string());
        let reason = decision.reason.as_deref().unwrap_or_default();
        let id = sqlx::query_scalar!(
            r#"insert into corrections (match_id, scope, kind, value, old_value, reason, made_by, made_at)
               values (?, ?, ?, ?, ?, ?, ?, ?) returning correction_id as "correction_id!""#,
            new.match_id.0,
            scope,
            kind,
            value,
            new.old,
            reason,
            by,
            decision.at,
        )
        .fetch_one(&mut *tx)
        .await?;
        let line = Line {
            game: Some(new.match_id),
            correction: Some(id),
            subject: &new.subject,
            old: new.old.as_deref(),
            new: new.new.as_deref(),
            ..Line::default()
        };
        let changes = self
            .conclude_deed(tx, before, decision, Deed::Correct, &line)
            .await?;
        Ok(Corrected {
            id: CorrectionId(id),
            change: changes.into_iter().next(),
        })
    }

    /// Takes a correction back. `None` when the scope has no such correction that holds.
    ///
    /// # Errors
    /// When the database does not take it.
    pub async fn undo_correction(
        &self,
        id: CorrectionId,
        decision: &Decision,
    ) -> Result<Option<Vec<MatchChange>>, StoreError> {
        let mut tx = self.begin().await?;
        let (scope, by) = (scope_number(decision.scope)?, snowflake(decision.by)?);
        let game = sqlx::query_scalar!(
            "select match_id from corrections where correction_id = ? and scope = ? and undone_at is null",
            id.0,
            scope,
        )
        .fetch_optional(&mut *tx)
        .await?;
        let Some(game) = game.map(MatchId) else {
            return Ok(None);
        };
        let mut before = Before::new();
        change::remember(&mut tx, &mut before, game).await?;
        sqlx::query!(
            "update corrections set undone_by = ?, undone_at = ? where correction_id = ?",
            by,
            decision.at,
            id.0,
        )
        .execute(&mut *tx)
        .await?;
        let made = sqlx::query!(
            "select subject, old, new from audit where correction_id = ? and deed = 'correct'",
            id.0,
        )
        .fetch_optional(&mut *tx)
        .await?;
        // What it was and what it is change places.
        let line = Line {
            game: Some(game),
            correction: Some(id.0),
            subject: made.as_ref().map_or("", |made| made.subject.as_str()),
            old: made.as_ref().and_then(|made| made.new.as_deref()),
            new: made.as_ref().and_then(|made| made.old.as_deref()),
            ..Line::default()
        };
        self.conclude_deed(tx, before, decision, Deed::UndoCorrection, &line)
            .await
            .map(Some)
    }
}
