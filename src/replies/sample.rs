//! A post of a match that never was, to see how posts will look.

use super::subscription::How;
use super::{Reply, Text, hidden, summary};
use crate::facts::{
    AgreedFact, AgreedMatch, Fact, FactValue, GoalFact, HomeAway, MatchId, Named, Standing,
};
use crate::football::{Basis, Goal, GoalKind, MatchClock, Moment, Score, ScoreKind, Side, TeamId};
use crate::questions::{MatchCard, MatchState, TeamRef};

/// A sample as a subscription would post it, marked as one. It pings nobody, and nothing on it can be pressed.
#[must_use]
pub fn sample(how: &How) -> Reply {
    let card = card();
    let reply = match how.hides {
        true => hidden(&card, "sample"),
        false => summary(&card, how.format, "sample"),
    };
    let mark = Text::new()
        .bold("Sample")
        .say(": this is how posts will look here. The clubs and the match are invented.");
    Reply {
        notice: Some(match reply.notice {
            Some(notice) => mark.line(notice),
            None => mark,
        }),
        buttons: Vec::new(),
        menu: None,
        ..reply
    }
}

/// Sample Rovers 2-1 Example Athletic.
fn card() -> MatchCard {
    let fact = |value| AgreedFact {
        fact: Fact {
            value,
            basis: Basis::Stated,
            confidence: 1.0,
            evidence: Vec::new(),
        },
        standing: Standing::Sole,
        rivals: Vec::new(),
    };
    let goal = |scorer: &str, scorer_side, minute| {
        fact(FactValue::Goal(GoalFact {
            goal: Goal {
                scorer: Some(scorer.to_owned()),
                scorer_side,
                kind: GoalKind::Regular,
                moment: Some(Moment::at(MatchClock::regular(minute), Basis::Stated, "")),
                score_after: None,
            },
            assist: None,
        }))
    };
    let team = |name: &str| TeamRef {
        id: TeamId(format!("seen:{}", name.to_lowercase())),
        name: name.to_owned(),
    };
    MatchCard {
        id: MatchId(0),
        home: team("Sample Rovers"),
        away: team("Example Athletic"),
        category: None,
        agreed: AgreedMatch {
            home_away: HomeAway::Stated,
            facts: vec![
                fact(FactValue::Score(ScoreKind::Final, Score::new(2, 1))),
                fact(FactValue::Competition(Named {
                    name: "Sample Cup".to_owned(),
                    id: None,
                })),
                goal("One", Side::Home, 12),
                goal("Two", Side::Away, 40),
                goal("Three", Side::Home, 77),
            ],
        },
        state: MatchState::Complete,
        revision: 1,
        reports: Vec::new(),
    }
}
