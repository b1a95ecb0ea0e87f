//! Deciding which match an account is of. Doubt is never a merge.

use jiff::civil::Date;
use sqlx::SqliteConnection;

use super::columns::read_day;
use super::{ReadMatch, StoreError, scope_number};
use crate::facts::people::{folded, is_same_person};
use crate::facts::{FactValue, HomeAway, MatchId, Named, Scope};
use crate::football::{Goal, Score, ScoreKind, Side, TeamId};

/// How many days the reports of one match may lie apart.
pub(super) const DAYS_APART: u32 = 3;

/// What tells one match of two teams from another.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Outline {
    /// The side named first.
    pub home: TeamId,
    /// Whether it is known to be at home.
    pub knows_home: bool,
    /// The day of play, as stated.
    pub date: Option<Date>,
    /// When it was reported.
    pub published: Option<Date>,
    pub competition: Option<Named>,
    pub score: Option<Score>,
    /// Who scored, with the side as named in this outline.
    pub scorers: Vec<(Side, String)>,
}

/// What an account comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// An account of this match.
    Same(MatchId),
    /// A match of its own, which may be the same as another all the same.
    Own { resembles: Option<MatchId> },
}

impl Outline {
    /// The outline of one account.
    pub fn of(read: &ReadMatch, published: Option<Date>) -> Self {
        let facts = &read.claims.facts;
        let date = facts.iter().find_map(|fact| match fact.value {
            FactValue::Date(date) => Some(date),
            _ => None,
        });
        let competition = facts.iter().find_map(|fact| match &fact.value {
            FactValue::Competition(named) => Some(named.clone()),
            _ => None,
        });
        Self {
            home: read.home.id.clone(),
            knows_home: knows_home(read.claims.home_away),
            date,
            published,
            competition,
            score: read.claims.score(ScoreKind::Final),
            scorers: scorers(read.claims.goals().map(|(_, told)| &told.goal)),
        }
    }

    /// The day of play, else of publication.
    pub fn day(&self) -> Option<Date> {
        self.date.or(self.published)
    }

    fn is_turned(&self, other: &Self) -> bool {
        self.home != other.home
    }

    /// Whether both know who is at home, and name different sides.
    fn swaps_home(&self, other: &Self) -> bool {
        self.is_turned(other) && self.knows_home && other.knows_home
    }

    /// Whether the final scores can be one; `None` when either is unknown.
    fn score_agrees(&self, other: &Self) -> Option<bool> {
        let (mine, theirs) = (self.score?, other.score?);
        Some(
            mine == if self.is_turned(other) {
                theirs.swapped()
            } else {
                theirs
            },
        )
    }

    fn competition_agrees(&self, other: &Self) -> Option<bool> {
        let (mine, theirs) = (self.competition.as_ref()?, other.competition.as_ref()?);
        Some(match (&mine.id, &theirs.id) {
            (Some(mine), Some(theirs)) => mine == theirs,
            (None, _) | (_, None) => {
                let (mine, theirs) = (folded(&mine.name), folded(&theirs.name));
                mine.contains(&theirs) || theirs.contains(&mine)
            }
        })
    }

    /// Whether a scorer is told by both; `None` when either tells of none.
    fn shares_scorer(&self, other: &Self) -> Option<bool> {
        if self.scorers.is_empty() || other.scorers.is_empty() {
            return None;
        }
        let turned = self.is_turned(other);
        Some(self.scorers.iter().any(|(side, name)| {
            let side = if turned { side.opponent() } else { *side };
            let mut theirs = other.scorers.iter();
            theirs.any(|(their_side, their_name)| {
                *their_side == side && is_same_person(name, their_name)
            })
        }))
    }

    /// Whether nothing says that the two are different matches, and both have a day.
    fn fits_by_day(&self, other: &Self) -> bool {
        let (Some(mine), Some(theirs)) = (self.day(), other.day()) else {
            return false;
        };
        let apart = days_between(mine, theirs);
        // A replay or a second leg is a few days later on the other ground; one stated day too many is a slip.
        let is_return =
            self.swaps_home(other) && self.date.is_some() && other.date.is_some() && apart > 1;
        apart <= DAYS_APART
            && !is_return
            && self.score_agrees(other) != Some(false)
            && self.competition_agrees(other) != Some(false)
    }

    /// Whether everything but a day says that the two are one match.
    fn fits_without_day(&self, other: &Self) -> bool {
        self.score_agrees(other) == Some(true)
            && !self.swaps_home(other)
            && self.competition_agrees(other) != Some(false)
            && self.shares_scorer(other) != Some(false)
    }
}

fn knows_home(home_away: HomeAway) -> bool {
    match home_away {
        HomeAway::Stated | HomeAway::Derived | HomeAway::Inferred => true,
        HomeAway::Neutral | HomeAway::Unknown => false,
    }
}

fn scorers<'a>(goals: impl Iterator<Item = &'a Goal>) -> Vec<(Side, String)> {
    goals
        .filter_map(|goal| Some((goal.credited_to(), goal.scorer.clone()?)))
        .collect()
}

fn days_between(one: Date, other: Date) -> u32 {
    one.duration_until(other)
        .as_hours()
        .unsigned_abs()
        .div_euclid(24)
        .try_into()
        .unwrap_or(u32::MAX)
}

/// Which of `candidates`, all between the same two teams, an account is of.
pub(super) fn choose(account: &Outline, candidates: &[(MatchId, Outline)]) -> Verdict {
    let by_day = candidates
        .iter()
        .filter(|(_, there)| account.fits_by_day(there))
        .min_by_key(|(id, there)| {
            let apart = account
                .day()
                .zip(there.day())
                .map(|(mine, theirs)| days_between(mine, theirs));
            (apart, *id)
        });
    if let Some((id, _)) = by_day {
        return Verdict::Same(*id);
    }
    let mut without_day = candidates.iter().filter(|(_, there)| {
        (account.day().is_none() || there.day().is_none()) && account.fits_without_day(there)
    });
    match (without_day.next(), without_day.next()) {
        (Some((id, _)), None) => return Verdict::Same(*id),
        (Some((id, _)), Some(_)) => {
            return Verdict::Own {
                resembles: Some(*id),
            };
        }
        (None, _) => {}
    }
    let doubtful = candidates
        .iter()
        .find(|(_, there)| may_be_one(account, there));
    Verdict::Own {
        resembles: doubtful.map(|(id, _)| *id),
    }
}

/// What an account comes to that spells one of its teams otherwise than the matches here, told with their spelling in its place.
/// That the names are alike is no proof: everything else has to say that the two are one.
pub(super) fn choose_alike(alike: &[Alike]) -> Verdict {
    let sure = alike
        .iter()
        .filter(|there| there.is_alike && there.is_sure())
        .min_by_key(|there| there.id);
    if let Some(there) = sure {
        return Verdict::Same(there.id);
    }
    let doubtful = alike.iter().find(|there| {
        let (account, held) = (&there.account, &there.held);
        there.is_sure()
            || there.is_alike
                && may_be_one(account, held)
                && account.score_agrees(held) != Some(false)
    });
    Verdict::Own {
        resembles: doubtful.map(|there| there.id),
    }
}

/// A match of one of an account's two teams and another.
pub(super) struct Alike {
    pub id: MatchId,
    /// The account as it would be if the match's team were its own.
    pub account: Outline,
    /// The match.
    pub held: Outline,
    /// Whether the names of the two teams are alike.
    pub is_alike: bool,
}

impl Alike {
    /// Whether opponent, day, score and a scorer (or the very day of play) are the same: no team plays two such matches.
    fn is_sure(&self) -> bool {
        let (account, held) = (&self.account, &self.held);
        let shares_scorer = account.shares_scorer(held);
        let same_day = account.date.is_some() && account.date == held.date;
        account.fits_by_day(held)
            && !account.swaps_home(held)
            && account.score_agrees(held) == Some(true)
            && (shares_scorer == Some(true) || same_day && shares_scorer.is_none())
    }
}

/// Whether a person should look: the days do not tell the two apart.
fn may_be_one(account: &Outline, there: &Outline) -> bool {
    match account.day().zip(there.day()) {
        Some((mine, theirs)) => {
            days_between(mine, theirs) <= DAYS_APART && !account.swaps_home(there)
        }
        None => {
            account.score_agrees(there) != Some(false) || account.shares_scorer(there) == Some(true)
        }
    }
}

/// The outlines of the matches held between two teams that an account in `scope` may be of: a server's own reports look at what
/// that server sees; a shared report looks everywhere, so that it meets what a server read first.
pub(super) async fn candidates(
    db: &mut SqliteConnection,
    one: &TeamId,
    other: &TeamId,
    scope: Scope,
) -> Result<Vec<(MatchId, Outline)>, StoreError> {
    let (one, other) = if one < other {
        (one, other)
    } else {
        (other, one)
    };
    let (one, other) = (one.as_str(), other.as_str());
    let scope = scope_number(scope)?;
    let rows = sqlx::query_as!(
        OutlineRow,
        "select m.match_id, a.scope, a.home_team, a.home_away, a.date, a.published, a.competition_id, a.competition, a.home, a.away
         from matches m join agreed_matches a on a.match_id = m.match_id
         where m.team_one = ?1 and m.team_two = ?2 and (?3 = 0 or a.scope in (0, ?3))
         order by m.match_id, a.scope",
        one,
        other,
        scope,
    )
    .fetch_all(&mut *db)
    .await?;
    let mut outlines = Vec::with_capacity(rows.len());
    for row in rows {
        let id = MatchId(row.match_id);
        outlines.push((id, row.read(db).await?));
    }
    Ok(outlines)
}

/// The outline of an agreed view as it is stored.
pub(super) struct OutlineRow {
    pub match_id: i64,
    pub scope: i64,
    pub home_team: String,
    pub home_away: String,
    pub date: Option<String>,
    pub published: Option<String>,
    pub competition_id: Option<String>,
    pub competition: Option<String>,
    pub home: Option<i64>,
    pub away: Option<i64>,
}

impl OutlineRow {
    /// The outline with the scorers of the view.
    pub async fn read(self, db: &mut SqliteConnection) -> Result<Outline, StoreError> {
        let goals = sqlx::query!(
            "select side, detail, name from agreed_facts
             where match_id = ? and scope = ? and rival = 0 and kind = 'goal' and name is not null",
            self.match_id,
            self.scope,
        )
        .fetch_all(db)
        .await?;
        let mut scorers = Vec::with_capacity(goals.len());
        for goal in goals {
            let side = super::columns::read_side(goal.side.as_deref().unwrap_or_default())?;
            let credited = if goal.detail.as_deref() == Some("own_goal") {
                side.opponent()
            } else {
                side
            };
            scorers.push((credited, goal.name.unwrap_or_default()));
        }
        Ok(Outline {
            home: TeamId(self.home_team),
            knows_home: knows_home(super::claims::read_home_away(&self.home_away)?),
            date: self.date.as_deref().map(read_day).transpose()?,
            published: self.published.as_deref().map(read_day).transpose()?,
            competition: self.competition.map(|name| Named {
                name,
                id: self.competition_id,
            }),
            score: tally(self.home, self.away),
            scorers,
        })
    }
}

/// A tally from its two columns.
pub(crate) fn tally(home: Option<i64>, away: Option<i64>) -> Option<Score> {
    Some(Score::new(
        u8::try_from(home?).ok()?,
        u8::try_from(away?).ok()?,
    ))
}
