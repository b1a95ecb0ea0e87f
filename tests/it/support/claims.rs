//! Claims by hand, for what must be tested below extraction.

use touchline::facts::{
    Assist, Background, Evidence, Fact, FactValue, GoalFact, HomeAway, MatchClaims, Named,
    TeamClaim,
};
use touchline::football::{
    BackgroundKind, Basis, Category, Goal, GoalKind, MatchClock, Moment, Score, ScoreKind, Side,
    TeamId,
};
use touchline::store::{ReadMatch, ReadTeam, Recorded};

use super::world::{Given, World};

/// One report's account of one match, built a fact at a time. Quotes are cut from `text`, where the words must stand.
pub struct ClaimsBuilder {
    text: String,
    claims: MatchClaims,
}

impl ClaimsBuilder {
    /// An account of `home` against `away`, who is at home being stated.
    pub fn of(text: &str, home: &str, away: &str) -> Self {
        let team = |name: &str| TeamClaim {
            name: name.to_owned(),
            id: None,
            as_written: vec![name.to_owned()],
            evidence: vec![whole(text)],
        };
        Self {
            claims: MatchClaims {
                home: team(home),
                away: team(away),
                home_away: HomeAway::Stated,
                facts: Vec::new(),
            },
            text: text.to_owned(),
        }
    }

    pub fn home_away(mut self, known: HomeAway) -> Self {
        self.claims.home_away = known;
        self
    }

    pub fn fact(mut self, value: FactValue, confidence: f64) -> Self {
        self.claims.facts.push(Fact {
            value,
            basis: Basis::Stated,
            confidence,
            evidence: vec![whole(&self.text)],
        });
        self
    }

    pub fn score(self, home: u8, away: u8) -> Self {
        self.fact(
            FactValue::Score(ScoreKind::Final, Score::new(home, away)),
            0.9,
        )
    }

    pub fn date(self, date: &str) -> Self {
        self.fact(FactValue::Date(date.parse().expect("a day")), 0.9)
    }

    pub fn competition(self, name: &str, id: Option<&str>) -> Self {
        let id = id.map(str::to_owned);
        let name = name.to_owned();
        self.fact(FactValue::Competition(Named { name, id }), 0.9)
    }

    pub fn category(self, category: Category) -> Self {
        self.fact(FactValue::Category(category), 0.9)
    }

    pub fn referee(self, name: &str) -> Self {
        self.fact(FactValue::Referee(name.to_owned()), 0.9)
    }

    pub fn goal(self, scorer: &str, side: Side, minute: Option<u8>) -> Self {
        self.goal_with(scorer, side, minute, None)
    }

    pub fn goal_with(
        self,
        scorer: &str,
        side: Side,
        minute: Option<u8>,
        assist: Option<&str>,
    ) -> Self {
        let quote = whole(&self.text);
        let goal = Goal {
            scorer: Some(scorer.to_owned()),
            scorer_side: side,
            kind: GoalKind::Regular,
            moment: minute.map(|minute| {
                Moment::at(
                    MatchClock::regular(minute),
                    Basis::Stated,
                    format!("on {minute} minutes"),
                )
            }),
            score_after: None,
        };
        let assist = assist.map(|player| Assist {
            player: player.to_owned(),
            basis: Basis::Stated,
            evidence: vec![quote],
        });
        self.fact(FactValue::Goal(GoalFact { goal, assist }), 0.9)
    }

    pub fn tally(self, subject: &str, goals: i64) -> Self {
        let claim = Background {
            kind: BackgroundKind::Tally,
            subject: subject.to_owned(),
            numbers: [("goals".to_owned(), goals)].into(),
            about: None,
            text: format!("{goals} goals"),
        };
        self.fact(FactValue::Background(claim), 0.8)
    }

    pub fn claims(self) -> MatchClaims {
        self.claims
    }

    /// With the teams settled as teams that only reports have named.
    pub fn read(self) -> ReadMatch {
        let category = self.claims.facts.iter().find_map(|fact| match fact.value {
            FactValue::Category(category) => Some(format!("#{}", category.as_str())),
            _ => None,
        });
        let team = |claim: &TeamClaim| ReadTeam {
            id: TeamId(format!(
                "seen:{}{}",
                claim.name.to_lowercase(),
                category.clone().unwrap_or_default()
            )),
            name: claim.name.clone(),
        };
        ReadMatch {
            home: team(&self.claims.home),
            away: team(&self.claims.away),
            claims: self.claims,
        }
    }
}

fn whole(text: &str) -> Evidence {
    Evidence::slice(text, 0, text.len(), "test.whole_text")
}

impl World {
    /// Records one account of a match, as given: the report's text is the account's.
    pub async fn tell_given(&self, account: ClaimsBuilder, given: Given<'_>) -> Recorded {
        let text = account.text.clone();
        self.record(&text, vec![account.read()], given).await
    }

    /// As [`World::tell_given`], for all to see and at noon.
    pub async fn tell(&self, account: ClaimsBuilder) -> Recorded {
        self.tell_given(account, Given::default()).await
    }
}
