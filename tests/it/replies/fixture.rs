//! A match of our own invention, with one of everything that a reply has to word.

use std::collections::BTreeMap;

use jiff::civil::date;
use touchline::facts::{
    AgreedFact, AgreedMatch, Assist, Background, Evidence, Fact, FactValue, GoalFact, HomeAway,
    MatchId, Named, Player, ReportId, Standing,
};
use touchline::football::{
    BackgroundKind, Basis, Event, EventKind, Goal, GoalKind, MatchClock, Moment, PlayerRole, Score,
    ScoreKind, Side, TeamId,
};
use touchline::questions::{
    EvidenceItem, MatchCard, MatchState, MatchSummary, QuoteInContext, ReportRef, TeamRef,
};

pub const ADDED: i64 = 1_754_650_000;

pub fn team(id: &str, name: &str) -> TeamRef {
    TeamRef {
        id: TeamId(id.to_owned()),
        name: name.to_owned(),
    }
}

pub fn report(id: i64, name: &str) -> ReportRef {
    ReportRef {
        id: ReportId(id),
        name: name.to_owned(),
        published: Some(date(2025, 10, 19)),
        added_at: ADDED,
    }
}

fn quote(report: i64, words: &str) -> Evidence {
    Evidence {
        report: Some(ReportId(report)),
        ..Evidence::slice(words, 0, words.len(), "test.rule")
    }
}

pub fn fact(value: FactValue, basis: Basis, words: &str) -> AgreedFact {
    AgreedFact {
        fact: Fact {
            value,
            basis,
            confidence: 0.9,
            evidence: vec![quote(1, words)],
        },
        standing: Standing::Sole,
        rivals: Vec::new(),
    }
}

pub fn goal(
    scorer: &str,
    side: Side,
    kind: GoalKind,
    moment: Option<Moment>,
    assist: Option<&str>,
    words: &str,
) -> AgreedFact {
    let told = GoalFact {
        goal: Goal {
            scorer: Some(scorer.to_owned()),
            scorer_side: side,
            kind,
            moment,
            score_after: None,
        },
        assist: assist.map(|player| Assist {
            player: player.to_owned(),
            basis: Basis::Stated,
            evidence: vec![quote(1, words)],
        }),
    };
    fact(FactValue::Goal(told), Basis::Stated, words)
}

fn minute(minute: u8, basis: Basis, words: &str) -> Option<Moment> {
    Some(Moment::at(MatchClock::regular(minute), basis, words))
}

fn event(
    kind: EventKind,
    player: &str,
    side: Side,
    other: Option<&str>,
    words: &str,
) -> AgreedFact {
    let told = Event {
        kind,
        player: Some(player.to_owned()),
        side: Some(side),
        other: other.map(str::to_owned),
        moment: None,
    };
    fact(FactValue::Event(told), Basis::Stated, words)
}

/// Kestrel Town 1-2 Harbour Athletic, after being ahead at half-time.
pub fn card() -> MatchCard {
    let stated = Basis::Stated;
    let facts = vec![
        fact(
            FactValue::Score(ScoreKind::Final, Score::new(1, 2)),
            stated,
            "Athletic left with a 2-1 win",
        ),
        fact(
            FactValue::Score(ScoreKind::HalfTime, Score::new(1, 0)),
            Basis::Derived,
            "Town were still in front at the interval",
        ),
        fact(
            FactValue::Competition(Named {
                name: "Lakes Cup".into(),
                id: None,
            }),
            stated,
            "the Lakes Cup",
        ),
        fact(FactValue::Stage("Group C".into()), stated, "top of Group C"),
        fact(
            FactValue::Venue("Millrace Park".into()),
            Basis::Inferred,
            "a noisy Millrace Park",
        ),
        fact(
            FactValue::Referee("Odile Brandt".into()),
            stated,
            "referee Odile Brandt",
        ),
        fact(
            FactValue::Coach {
                name: "Rui Salvado".into(),
                side: Side::Away,
            },
            stated,
            "Rui Salvado's team",
        ),
        goal(
            "Idris Okafor",
            Side::Home,
            GoalKind::Regular,
            minute(31, stated, "in the 31st minute"),
            Some("Mateo Lindqvist"),
            "Okafor finished what Lindqvist's flick began",
        ),
        goal(
            "Ben Carrow",
            Side::Away,
            GoalKind::Regular,
            minute(49, Basis::Derived, "four minutes after the restart"),
            None,
            "Carrow levelled four minutes after the restart",
        ),
        goal(
            "Kwon Jae-Il",
            Side::Away,
            GoalKind::Regular,
            minute(76, Basis::Derived, "with 14 minutes left"),
            Some("Toby Marsh"),
            "with 14 minutes left Marsh squared it and Kwon could not miss",
        ),
        event(
            EventKind::Save,
            "Piet Daal",
            Side::Away,
            Some("Lorenz Ochs"),
            "Daal saw his header clawed away by Ochs",
        ),
        event(
            EventKind::MissedChance,
            "Toby Marsh",
            Side::Away,
            None,
            "Marsh shot over",
        ),
        fact(
            FactValue::Player(Player {
                name: "Yann Quiroga".into(),
                side: Some(Side::Away),
                role: PlayerRole::Substitute,
            }),
            stated,
            "substitute Yann Quiroga",
        ),
        fact(
            FactValue::Background(Background {
                kind: BackgroundKind::Tally,
                subject: "Kwon Jae-Il".into(),
                numbers: BTreeMap::from([("goals".into(), 6), ("games".into(), 7)]),
                about: Some("Kestrel Town".into()),
                text: "six goals in seven games against Town".into(),
            }),
            stated,
            "six goals in seven games against Town",
        ),
    ];
    MatchCard {
        id: MatchId(142),
        home: team("seen:kestrel town", "Kestrel Town"),
        away: team("seen:harbour athletic", "Harbour Athletic"),
        category: None,
        agreed: AgreedMatch {
            home_away: HomeAway::Derived,
            facts,
        },
        state: MatchState::Complete,
        revision: 3,
        reports: vec![
            report(1, "town-athletic.txt"),
            report(2, "lakes-gazette.txt"),
        ],
    }
}

/// The same match, with a second report that has the second goal a minute later.
pub fn disputed_card() -> MatchCard {
    let mut card = card();
    card.state = MatchState::Disputed;
    for agreed in &mut card.agreed.facts {
        if let FactValue::Goal(told) = &agreed.fact.value
            && told.goal.scorer.as_deref() == Some("Ben Carrow")
        {
            let mut rival = agreed.fact.clone();
            if let FactValue::Goal(told) = &mut rival.value {
                told.goal.moment = minute(50, Basis::Stated, "on 50 minutes");
            }
            rival.evidence = vec![quote(2, "Carrow's equaliser on 50 minutes")];
            agreed.standing = Standing::Disputed;
            agreed.rivals.push(rival);
        }
    }
    card
}

pub fn summary() -> MatchSummary {
    let card = card();
    MatchSummary {
        id: card.id,
        home: card.home,
        away: card.away,
        score: Some(Score::new(1, 2)),
        date: None,
        competition: Some("Lakes Cup".into()),
        category: None,
    }
}

/// What `/evidence` answers about every fact of a match.
pub fn items(card: &MatchCard) -> Vec<EvidenceItem> {
    let in_context = |fact: &Fact| -> Vec<QuoteInContext> {
        let quotes = fact.evidence.iter().map(|evidence| QuoteInContext {
            report: card
                .reports
                .iter()
                .find(|report| Some(report.id) == evidence.report)
                .unwrap_or(&card.reports[0])
                .clone(),
            evidence: evidence.clone(),
            before: "It had been quiet until then. ".into(),
            after: ". The away end sang.".into(),
        });
        quotes.collect()
    };
    card.agreed
        .facts
        .iter()
        .map(|agreed| EvidenceItem {
            fact: agreed.clone(),
            quotes: in_context(&agreed.fact),
            rival_quotes: agreed.rivals.iter().flat_map(in_context).collect(),
        })
        .collect()
}
