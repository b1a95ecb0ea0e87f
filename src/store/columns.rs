//! Facts as columns, without loss: what `claims` keeps of a claim and `agreed_facts` of an agreed fact.
//!
//! | kind | columns |
//! |---|---|
//! | score, half_time, after_90, shootout, aggregate | home, away |
//! | extra_time | – |
//! | winner, category | detail |
//! | competition | name, name_id |
//! | stage, venue, referee | name |
//! | date | day |
//! | attendance | quantity |
//! | coach | name, side |
//! | goal | detail (its kind), name (the scorer), side (the scorer's), home and away (the score after it), other_name and other_basis (the assist), moment |
//! | event | detail (its kind), name, side, other_name, moment |
//! | player | detail (the role), name, side |
//! | background | detail (its kind), name (the subject), other_name (about), numbers, told |
//!
//! A moment is there when `moment_basis` is; its clock when `at_minute` is, with a null `stoppage` for an unknown amount.

use std::collections::BTreeMap;

use super::StoreError;
use super::words::{
    BACKGROUNDS, EVENTS, GOALS, OUTCOMES, ROLES, background_word, event_word, goal_word,
    outcome_word, role_word,
};
use crate::facts::{Assist, Background, Evidence, Fact, FactValue, GoalFact, Named, Player};
use crate::football::{Basis, Category, Event, Goal, MatchClock, Moment, Score, ScoreKind, Side};

/// The columns of one fact.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct FactColumns {
    pub kind: String,
    pub detail: Option<String>,
    pub side: Option<String>,
    pub name: Option<String>,
    pub name_id: Option<String>,
    pub other_name: Option<String>,
    pub other_basis: Option<String>,
    pub home: Option<i64>,
    pub away: Option<i64>,
    pub quantity: Option<i64>,
    pub day: Option<String>,
    pub moment_basis: Option<String>,
    pub at_minute: Option<i64>,
    pub stoppage: Option<i64>,
    pub earliest: Option<i64>,
    pub latest: Option<i64>,
    pub as_written: Option<String>,
    pub numbers: Option<String>,
    pub told: Option<String>,
    pub basis: String,
    pub confidence: f64,
}

/// The columns of a fact in a row of a checked query, which is of a type of its own in every query.
macro_rules! fact_columns {
    ($row:ident) => {
        $crate::store::columns::FactColumns {
            kind: $row.kind,
            detail: $row.detail,
            side: $row.side,
            name: $row.name,
            name_id: $row.name_id,
            other_name: $row.other_name,
            other_basis: $row.other_basis,
            home: $row.home,
            away: $row.away,
            quantity: $row.quantity,
            day: $row.day,
            moment_basis: $row.moment_basis,
            at_minute: $row.at_minute,
            stoppage: $row.stoppage,
            earliest: $row.earliest,
            latest: $row.latest,
            as_written: $row.as_written,
            numbers: $row.numbers,
            told: $row.told,
            basis: $row.basis,
            confidence: $row.confidence,
        }
    };
}
pub(crate) use fact_columns;

impl FactColumns {
    /// The columns of `fact`; its evidence has rows of its own.
    pub fn of(fact: &Fact) -> Self {
        let mut columns = Self {
            kind: fact.value.kind().to_owned(),
            basis: fact.basis.as_str().to_owned(),
            confidence: fact.confidence,
            ..Self::default()
        };
        columns.write(&fact.value);
        columns
    }

    fn write(&mut self, value: &FactValue) {
        match value {
            FactValue::Score(_, score) => self.write_score(Some(*score)),
            FactValue::ExtraTime => {}
            FactValue::Winner(outcome) => self.detail = Some(outcome_word(*outcome).to_owned()),
            FactValue::Competition(named) => {
                self.name = Some(named.name.clone());
                self.name_id.clone_from(&named.id);
            }
            FactValue::Stage(name) | FactValue::Venue(name) | FactValue::Referee(name) => {
                self.name = Some(name.clone());
            }
            FactValue::Date(date) => self.day = Some(date.to_string()),
            FactValue::Attendance(count) => self.quantity = Some(i64::from(*count)),
            FactValue::Category(category) => self.detail = Some(category.as_str().to_owned()),
            FactValue::Coach { name, side } => {
                self.name = Some(name.clone());
                self.write_side(Some(*side));
            }
            FactValue::Goal(told) => {
                self.detail = Some(goal_word(told.goal.kind).to_owned());
                self.name.clone_from(&told.goal.scorer);
                self.write_side(Some(told.goal.scorer_side));
                self.write_moment(told.goal.moment.as_ref());
                self.write_score(told.goal.score_after);
                if let Some(assist) = &told.assist {
                    self.other_name = Some(assist.player.clone());
                    self.other_basis = Some(assist.basis.as_str().to_owned());
                }
            }
            FactValue::Event(event) => {
                self.detail = Some(event_word(event.kind).to_owned());
                self.name.clone_from(&event.player);
                self.write_side(event.side);
                self.other_name.clone_from(&event.other);
                self.write_moment(event.moment.as_ref());
            }
            FactValue::Player(player) => {
                self.detail = Some(role_word(player.role).to_owned());
                self.name = Some(player.name.clone());
                self.write_side(player.side);
            }
            FactValue::Background(claim) => {
                self.detail = Some(background_word(claim.kind).to_owned());
                self.name = Some(claim.subject.clone());
                self.other_name.clone_from(&claim.about);
                self.numbers = Some(serde_json::json!(claim.numbers).to_string());
                self.told = Some(claim.text.clone());
            }
        }
    }

    fn write_side(&mut self, side: Option<Side>) {
        self.side = side.map(|side| side.as_str().to_owned());
    }

    fn write_score(&mut self, score: Option<Score>) {
        self.home = score.map(|score| i64::from(score.home));
        self.away = score.map(|score| i64::from(score.away));
    }

    fn write_moment(&mut self, moment: Option<&Moment>) {
        let Some(moment) = moment else { return };
        self.moment_basis = Some(moment.basis.as_str().to_owned());
        self.at_minute = moment.at.map(|clock| i64::from(clock.minute));
        self.stoppage = moment.at.and_then(|clock| clock.stoppage).map(i64::from);
        self.earliest = moment.earliest.map(i64::from);
        self.latest = moment.latest.map(i64::from);
        self.as_written.clone_from(&moment.as_written);
    }

    /// The fact these columns hold, with the evidence that belongs to it and to its assist.
    pub fn into_fact(
        self,
        evidence: Vec<Evidence>,
        assist: Vec<Evidence>,
    ) -> Result<Fact, StoreError> {
        let basis = read_basis(&self.basis)?;
        let confidence = self.confidence;
        let value = self.into_value(assist)?;
        Ok(Fact {
            value,
            basis,
            confidence,
            evidence,
        })
    }

    /// The value alone, as corrections keep it.
    pub fn into_value(self, assist: Vec<Evidence>) -> Result<FactValue, StoreError> {
        Ok(match self.kind.as_str() {
            "score" => FactValue::Score(ScoreKind::Final, self.score()?),
            "half_time" => FactValue::Score(ScoreKind::HalfTime, self.score()?),
            "after_90" => FactValue::Score(ScoreKind::After90, self.score()?),
            "shootout" => FactValue::Score(ScoreKind::Shootout, self.score()?),
            "aggregate" => FactValue::Score(ScoreKind::Aggregate, self.score()?),
            "extra_time" => FactValue::ExtraTime,
            "winner" => FactValue::Winner(self.word(&OUTCOMES, "outcome")?),
            "competition" => FactValue::Competition(Named {
                id: self.name_id.clone(),
                name: self.name()?,
            }),
            "stage" => FactValue::Stage(self.name()?),
            "venue" => FactValue::Venue(self.name()?),
            "date" => FactValue::Date(self.date()?),
            "referee" => FactValue::Referee(self.name()?),
            "attendance" => FactValue::Attendance(self.attendance()?),
            "category" => FactValue::Category(self.category()?),
            "coach" => FactValue::Coach {
                side: self.side_or_error()?,
                name: self.name()?,
            },
            "goal" => FactValue::Goal(self.goal(assist)?),
            "event" => FactValue::Event(Event {
                kind: self.word(&EVENTS, "kind of event")?,
                player: self.name.clone(),
                side: self.side()?,
                other: self.other_name.clone(),
                moment: self.moment()?,
            }),
            "player" => FactValue::Player(Player {
                role: self.word(&ROLES, "role")?,
                side: self.side()?,
                name: self.name()?,
            }),
            "background" => FactValue::Background(self.background()?),
            other => return Err(StoreError::unreadable(format!("a fact of kind `{other}`"))),
        })
    }

    fn goal(self, assist: Vec<Evidence>) -> Result<GoalFact, StoreError> {
        let assist = match (&self.other_name, &self.other_basis) {
            (Some(player), Some(basis)) => Some(Assist {
                player: player.clone(),
                basis: read_basis(basis)?,
                evidence: assist,
            }),
            (_, None) | (None, _) => None,
        };
        let score_after = match (self.home, self.away) {
            (None, None) => None,
            (Some(_), _) | (_, Some(_)) => Some(self.score()?),
        };
        Ok(GoalFact {
            goal: Goal {
                kind: self.word(&GOALS, "kind of goal")?,
                scorer_side: self.side_or_error()?,
                moment: self.moment()?,
                score_after,
                scorer: self.name,
            },
            assist,
        })
    }

    fn background(self) -> Result<Background, StoreError> {
        let numbers: BTreeMap<String, i64> = self
            .numbers
            .as_deref()
            .and_then(|text| serde_json::from_str(text).ok())
            .ok_or_else(|| StoreError::unreadable("a claim without its numbers"))?;
        Ok(Background {
            kind: self.word(&BACKGROUNDS, "kind of claim")?,
            numbers,
            about: self.other_name.clone(),
            text: self.told.clone().unwrap_or_default(),
            subject: self.name()?,
        })
    }

    fn word<T: Copy>(&self, words: &[(T, &str)], what: &str) -> Result<T, StoreError> {
        let written = self.detail.as_deref().unwrap_or_default();
        words
            .iter()
            .find(|(_, word)| *word == written)
            .map(|(value, _)| *value)
            .ok_or_else(|| StoreError::unreadable(format!("`{written}` as a {what}")))
    }

    fn name(self) -> Result<String, StoreError> {
        let kind = self.kind;
        self.name
            .ok_or_else(|| StoreError::unreadable(format!("a {kind} without a name")))
    }

    fn side(&self) -> Result<Option<Side>, StoreError> {
        self.side.as_deref().map(read_side).transpose()
    }

    fn side_or_error(&self) -> Result<Side, StoreError> {
        self.side()?
            .ok_or_else(|| StoreError::unreadable(format!("a {} without a side", self.kind)))
    }

    fn score(&self) -> Result<Score, StoreError> {
        match (small(self.home)?, small(self.away)?) {
            (Some(home), Some(away)) => Ok(Score::new(home, away)),
            (_, None) | (None, _) => Err(StoreError::unreadable(format!(
                "a {} without its tally",
                self.kind
            ))),
        }
    }

    fn date(&self) -> Result<jiff::civil::Date, StoreError> {
        read_day(self.day.as_deref().unwrap_or_default())
    }

    fn attendance(&self) -> Result<u32, StoreError> {
        self.quantity
            .and_then(|count| u32::try_from(count).ok())
            .ok_or_else(|| StoreError::unreadable("an attendance without a number"))
    }

    fn category(&self) -> Result<Category, StoreError> {
        let written = self.detail.as_deref().unwrap_or_default();
        Category::from_str_exact(written)
            .ok_or_else(|| StoreError::unreadable(format!("`{written}` as a category")))
    }

    fn moment(&self) -> Result<Option<Moment>, StoreError> {
        let Some(basis) = &self.moment_basis else {
            return Ok(None);
        };
        let stoppage = small(self.stoppage)?;
        Ok(Some(Moment {
            at: small(self.at_minute)?.map(|minute| MatchClock { minute, stoppage }),
            earliest: small(self.earliest)?,
            latest: small(self.latest)?,
            basis: read_basis(basis)?,
            as_written: self.as_written.clone(),
        }))
    }
}

fn small(number: Option<i64>) -> Result<Option<u8>, StoreError> {
    number
        .map(|number| {
            u8::try_from(number)
                .map_err(|_| StoreError::unreadable(format!("{number} as a tally or minute")))
        })
        .transpose()
}

/// The basis written as [`Basis::as_str`] writes it.
pub(crate) fn read_basis(written: &str) -> Result<Basis, StoreError> {
    Basis::from_str_exact(written)
        .ok_or_else(|| StoreError::unreadable(format!("`{written}` as a basis")))
}

/// The side written as [`Side::as_str`] writes it.
pub(crate) fn read_side(written: &str) -> Result<Side, StoreError> {
    Side::from_str_exact(written)
        .ok_or_else(|| StoreError::unreadable(format!("`{written}` as a side")))
}

/// The day written as YYYY-MM-DD.
pub(crate) fn read_day(written: &str) -> Result<jiff::civil::Date, StoreError> {
    written
        .parse()
        .map_err(|_| StoreError::unreadable(format!("`{written}` as a day")))
}
