//! The measuring of readings against gold measures what it says.

use std::collections::BTreeMap;

use touchline::{
    facts::{
        Assist, Background, Basis, Evidence, Fact, FactValue, GoalFact, HomeAway, MatchClaims,
        Named, Player, Reading, TeamClaim,
    },
    football::{
        Category, Event, Goal, GoalKind, MatchClock, Moment, Outcome, PlayerRole, Score, ScoreKind,
        Side,
    },
};

use crate::support::{
    gold::{self, GoldMatch, GoldMinute, GoldSide, Quotes, Report, Told},
    kinds::{Kind, Sheet, compare, laws},
};

#[test]
fn a_reading_that_is_gold_is_right_in_every_kind() {
    let mut sheet = Sheet::default();
    for report in &gold::all() {
        compare(report, &perfect(report), &mut sheet);
    }
    assert_eq!(sheet.misses, Vec::<String>::new());
    for (kind, count) in sheet.kinds() {
        assert_eq!(
            (count.right, count.right),
            (count.told, count.gold),
            "{kind:?}"
        );
        assert!(count.gold > 0, "{kind:?} is in no report");
    }
}

#[test]
fn an_empty_reading_recalls_nothing_and_tells_nothing_wrong() {
    let mut sheet = Sheet::default();
    for report in &gold::all() {
        compare(report, &Reading::default(), &mut sheet);
    }
    for (kind, count) in sheet.kinds() {
        assert_eq!((count.right, count.told), (0, 0), "{kind:?}");
    }
    assert!(sheet.count(Kind::Scorers).gold > 90);
}

#[test]
fn the_order_of_teams_counts_only_where_somebody_is_at_home() {
    for (slug, home_away) in [
        ("croatia-england-2018", 1.0),
        ("norwich-tottenham-2019", 0.0),
    ] {
        let report = report(slug);
        let mut reading = perfect(&report);
        for claims in &mut reading.matches {
            turn(claims);
        }
        let mut sheet = Sheet::default();
        compare(&report, &reading, &mut sheet);
        for (kind, count) in sheet.kinds() {
            let right = if kind == Kind::HomeAway {
                home_away
            } else {
                1.0
            };
            assert!(
                (count.recall() - right).abs() < f64::EPSILON,
                "{slug}: {kind:?}"
            );
        }
    }
}

#[test]
fn a_match_nobody_played_is_told_wrongly_with_all_its_facts() {
    let report = report("norwich-tottenham-2019");
    let mut reading = perfect(&report);
    reading
        .matches
        .extend(perfect(&self::report("croatia-england-2018")).matches);
    let mut sheet = Sheet::default();
    compare(&report, &reading, &mut sheet);
    let scorers = sheet.count(Kind::Scorers);
    assert_eq!((scorers.gold, scorers.told, scorers.right), (4, 7, 4));
    let teams = sheet.count(Kind::Teams);
    assert_eq!((teams.gold, teams.told, teams.right), (1, 2, 1));
}

#[test]
fn a_namesake_of_the_other_side_is_not_the_scorer() {
    let report = report("inverbrae-strathorran");
    let mut reading = perfect(&report);
    for fact in &mut reading.matches[0].facts {
        if let FactValue::Goal(told) = &mut fact.value
            && told.goal.scorer.as_deref() == Some("Ross Murray")
        {
            told.goal.scorer = Some("Callum Murray".to_owned());
        }
    }
    let mut sheet = Sheet::default();
    compare(&report, &reading, &mut sheet);
    let scorers = sheet.count(Kind::Scorers);
    assert_eq!((scorers.gold, scorers.told, scorers.right), (5, 5, 3));
}

#[test]
fn gold_itself_breaks_no_law() {
    for report in &gold::all() {
        let reading = perfect(report);
        assert_eq!(laws::unsound(report, &reading), Vec::<String>::new());
        assert_eq!(laws::trapped(report, &reading), Vec::<String>::new());
    }
}

#[test]
fn a_trap_an_inventor_and_a_shifted_quote_are_caught() {
    let report = report("norwich-tottenham-2019");
    let mut reading = perfect(&report);
    let claims = &mut reading.matches[0];
    let trap = "they won 2-0 at Everton in November";
    for fact in &mut claims.facts {
        match &mut fact.value {
            FactValue::Score(ScoreKind::Final, _) => {
                fact.evidence = vec![piece(&report.text, trap)]
            }
            FactValue::Goal(told) if told.goal.kind == GoalKind::Penalty => {
                told.goal.scorer = Some("Harry Winks".to_owned());
            }
            FactValue::Date(_) => fact.evidence[0].start -= 1,
            _ => {}
        }
    }
    let trapped = laws::trapped(&report, &reading);
    assert_eq!(trapped.len(), 1, "{trapped:#?}");
    assert!(trapped[0].contains(trap), "{trapped:#?}");
    let unsound = laws::unsound(&report, &reading);
    assert_eq!(unsound.len(), 2, "{unsound:#?}");
    for what in ["Harry Winks", "is not the text at"] {
        assert!(
            unsound.iter().any(|law| law.contains(what)),
            "{what}: {unsound:#?}"
        );
    }
}

fn report(slug: &str) -> Report {
    let mut all = gold::all();
    let at = all
        .iter()
        .position(|report| report.slug == slug)
        .expect("a report of ours");
    all.swap_remove(at)
}

/// The same account with the teams told in the other order.
fn turn(claims: &mut MatchClaims) {
    std::mem::swap(&mut claims.home, &mut claims.away);
    for fact in &mut claims.facts {
        match &mut fact.value {
            FactValue::Score(_, score) => *score = score.swapped(),
            FactValue::Winner(outcome) => {
                *outcome = outcome
                    .winner()
                    .map_or(Outcome::Draw, |side| side.opponent().into());
            }
            FactValue::Goal(told) => told.goal.scorer_side = told.goal.scorer_side.opponent(),
            FactValue::Coach { side, .. } => *side = side.opponent(),
            FactValue::Event(event) => event.side = event.side.map(Side::opponent),
            FactValue::Player(player) => player.side = player.side.map(Side::opponent),
            _ => {}
        }
    }
}

/// What a perfect reader would tell of a report.
fn perfect(report: &Report) -> Reading {
    let matches = report
        .gold
        .matches
        .iter()
        .map(|told| claims(&report.text, told))
        .collect();
    Reading {
        matches,
        ..Reading::default()
    }
}

fn claims(text: &str, told: &GoldMatch) -> MatchClaims {
    let mut facts = Vec::new();
    let mut add = |value: FactValue, evidence: Vec<Evidence>| {
        facts.push(Fact {
            value,
            basis: Basis::Stated,
            confidence: 1.0,
            evidence,
        });
    };
    for (kind, tally) in [
        (ScoreKind::Final, &told.score),
        (ScoreKind::HalfTime, &told.half_time),
        (ScoreKind::After90, &told.after_90),
        (ScoreKind::Shootout, &told.shootout),
        (ScoreKind::Aggregate, &told.aggregate),
    ] {
        if let Some(tally) = tally {
            add(
                FactValue::Score(kind, Score::new(tally.home, tally.away)),
                pieces(text, &tally.quote),
            );
        }
    }
    type Build = fn(&str) -> FactValue;
    let words: [(&Option<Told>, Build); 9] = [
        (&told.winner, |value| FactValue::Winner(outcome(value))),
        (&told.extra_time, |_| FactValue::ExtraTime),
        (&told.competition, |value| {
            FactValue::Competition(Named {
                name: value.to_owned(),
                id: None,
            })
        }),
        (&told.stage, |value| FactValue::Stage(value.to_owned())),
        (&told.venue, |value| FactValue::Venue(value.to_owned())),
        (&told.date, |value| {
            FactValue::Date(value.parse().expect("a date"))
        }),
        (&told.referee, |value| FactValue::Referee(value.to_owned())),
        (&told.attendance, |value| {
            FactValue::Attendance(value.parse().expect("a number"))
        }),
        (&told.category, |value| {
            FactValue::Category(Category::from_str_exact(value).expect("a category"))
        }),
    ];
    for (told, value) in words {
        if let Some(told) = told {
            add(value(&told.value), pieces(text, &told.quote));
        }
    }
    for coach in &told.coaches {
        let value = FactValue::Coach {
            name: coach.name.clone(),
            side: coach.side.side(),
        };
        add(value, pieces(text, &coach.quote));
    }
    for goal in &told.goals {
        let evidence = pieces(text, &goal.quote);
        let kind = goal.kind.goal_kind();
        let value = FactValue::Goal(GoalFact {
            goal: Goal {
                scorer: goal.scorer.clone(),
                scorer_side: Goal::scorer_side_for(kind, goal.side.side()),
                kind,
                moment: moment(goal.minute.as_deref(), goal.range, goal.when.as_ref()),
                score_after: None,
            },
            assist: goal.assist.clone().map(|player| Assist {
                player,
                basis: Basis::Stated,
                evidence: evidence.clone(),
            }),
        });
        add(value, evidence);
    }
    for event in &told.events {
        let value = FactValue::Event(Event {
            kind: event.kind.event_kind(),
            player: event.player.clone(),
            side: event.side.map(GoldSide::side),
            other: event.other.clone(),
            moment: moment(event.minute.as_deref(), None, event.when.as_ref()),
        });
        add(value, pieces(text, &event.quote));
    }
    for (players, side) in [
        (&told.players.home, Side::Home),
        (&told.players.away, Side::Away),
    ] {
        for player in players {
            let value = FactValue::Player(Player {
                name: player.name.clone(),
                side: Some(side),
                role: role(&player.role),
            });
            let quote = player
                .quote
                .clone()
                .unwrap_or_else(|| Quotes::One(player.name.clone()));
            // Of a name that is also a word, the last use is the safe one.
            let at = text
                .rfind(quote.iter().next().expect("a quote"))
                .expect("in the text");
            let end = at + quote.iter().next().expect("a quote").len();
            add(value, vec![Evidence::slice(text, at, end, "gold")]);
        }
    }
    for claim in &told.claims {
        let value = FactValue::Background(Background {
            kind: claim.kind.background_kind(),
            subject: claim.subject.clone(),
            numbers: BTreeMap::from_iter(claim.numbers.clone()),
            about: claim.about.clone(),
            text: claim.quote.iter().collect::<Vec<_>>().join(" … "),
        });
        add(value, pieces(text, &claim.quote));
    }
    MatchClaims {
        home: team(text, &told.home),
        away: team(text, &told.away),
        home_away: match told.home_away.value.as_str() {
            "neutral" => HomeAway::Neutral,
            "unknown" => HomeAway::Unknown,
            _ => HomeAway::Stated,
        },
        facts,
    }
}

fn team(text: &str, told: &Told) -> TeamClaim {
    TeamClaim {
        name: told.value.clone(),
        id: None,
        as_written: vec![told.value.clone()],
        evidence: pieces(text, &told.quote),
    }
}

fn pieces(text: &str, quotes: &Quotes) -> Vec<Evidence> {
    quotes.iter().map(|quote| piece(text, quote)).collect()
}

fn piece(text: &str, quote: &str) -> Evidence {
    let start = text.find(quote).expect("quotes are exact");
    Evidence::slice(text, start, start + quote.len(), "gold")
}

fn moment(minute: Option<&str>, range: Option<[u8; 2]>, when: Option<&Quotes>) -> Option<Moment> {
    let words = when?.iter().next()?;
    match (minute.and_then(GoldMinute::parse), range) {
        (Some(GoldMinute { regular, stoppage }), _) => {
            let clock = MatchClock {
                minute: regular,
                stoppage,
            };
            Some(Moment::at(clock, Basis::Stated, words))
        }
        (None, Some([first, last])) => Some(Moment::between(first, last, Basis::Stated, words)),
        (None, None) => None,
    }
}

fn outcome(value: &str) -> Outcome {
    Side::from_str_exact(value).map_or(Outcome::Draw, Outcome::from)
}

fn role(gold: &str) -> PlayerRole {
    match gold {
        "starter" => PlayerRole::Starter,
        "substitute" => PlayerRole::Substitute,
        "bench" => PlayerRole::Bench,
        "absent" => PlayerRole::Absent,
        "keeper" => PlayerRole::Keeper,
        _ => PlayerRole::Mentioned,
    }
}
