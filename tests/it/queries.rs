//! Questions answered from the database: the latest match, its quotes, lists, players, and who sees what.

use touchline::facts::{MatchId, Scope, Standing};
use touchline::football::{CompetitionId, Score, Side, TeamId};
use touchline::queries::Queries;
use touchline::questions::{
    CompetitionRef, EvidenceAnswer, EvidenceQuestion, MatchAnswer, MatchCard, MatchFilter,
    MatchRef, MatchState, MatchesQuestion, NoMatch, PlayerGoals, ScorerAnswer, ScorerQuestion,
    TeamRef,
};

use crate::support::claims::ClaimsBuilder;
use crate::support::world::{Given, World};

const SERVER: Scope = Scope::Server(7);

fn team(name: &str) -> TeamRef {
    TeamRef {
        id: TeamId(format!("seen:{}", name.to_lowercase())),
        name: name.to_owned(),
    }
}

fn of(name: &str) -> MatchFilter {
    MatchFilter {
        team: Some(team(name)),
        ..MatchFilter::default()
    }
}

async fn latest(world: &World, scope: Scope, filter: MatchFilter) -> MatchAnswer {
    let queries = Queries::over(&world.store);
    queries
        .score(scope, &MatchRef::Latest(filter))
        .await
        .expect("an answer")
}

async fn card(world: &World, scope: Scope, filter: MatchFilter) -> MatchCard {
    match latest(world, scope, filter).await {
        MatchAnswer::Found { card, .. } => *card,
        MatchAnswer::None(none) => panic!("{none:?}"),
    }
}

fn derby(text: &str) -> ClaimsBuilder {
    ClaimsBuilder::of(text, "Lions", "Bears")
        .score(2, 1)
        .goal_with("Asha Obi", Side::Home, Some(12), Some("Mo Pell"))
        .goal("Juno Karr", Side::Away, Some(40))
        .goal("Asha Obi", Side::Home, Some(77))
}

#[tokio::test]
async fn the_latest_match_is_by_match_day_else_publication_else_reading() {
    let world = World::new().await;
    let game = |text: &str, score: u8| ClaimsBuilder::of(text, "Lions", "Bears").score(score, 0);
    let published = Given {
        published: Some("2016-05-05"),
        ..Given::default()
    };
    world.tell(game("dated", 1).date("2016-05-09")).await;
    world.tell_given(game("published", 2), published).await;
    assert_eq!(
        card(&world, Scope::Shared, of("Lions"))
            .await
            .agreed
            .score(touchline::football::ScoreKind::Final),
        Some(Score::new(1, 0))
    );
    // No day at all: the day it was read, in 2017.
    world.tell(game("undated", 3)).await;
    let MatchAnswer::Found { card, others } = latest(&world, Scope::Shared, of("Bears")).await
    else {
        panic!()
    };
    assert_eq!(
        (
            card.agreed.score(touchline::football::ScoreKind::Final),
            others
        ),
        (Some(Score::new(3, 0)), 2)
    );
}

#[tokio::test]
async fn a_filter_narrows_by_opponent_competition_and_day() {
    let world = World::new().await;
    let cup = ClaimsBuilder::of("cup", "Lions", "Bears")
        .score(1, 0)
        .date("2020-01-01")
        .competition("Cup", Some("cup"));
    let league = ClaimsBuilder::of("league", "Wolves", "Lions")
        .score(2, 0)
        .date("2020-02-01")
        .competition("League", Some("league"));
    world.tell(cup).await;
    world.tell(league).await;
    let competition = |id: &str| {
        Some(CompetitionRef {
            id: CompetitionId(id.to_owned()),
            name: id.to_owned(),
        })
    };
    assert_eq!(
        card(&world, Scope::Shared, of("Lions")).await.home.name,
        "Wolves"
    );
    let narrowed = [
        MatchFilter {
            opponent: Some(team("Bears")),
            ..of("Lions")
        },
        MatchFilter {
            competition: competition("cup"),
            ..of("Lions")
        },
        MatchFilter {
            date: Some(jiff::civil::date(2020, 1, 1)),
            ..of("Lions")
        },
        MatchFilter {
            competition: competition("cup"),
            ..MatchFilter::default()
        },
    ];
    for filter in narrowed {
        assert_eq!(
            card(&world, SERVER, filter.clone()).await.away.name,
            "Bears",
            "{filter:?}"
        );
    }
    let asked = MatchFilter {
        opponent: Some(team("Foxes")),
        ..of("Lions")
    };
    let none = latest(&world, Scope::Shared, asked.clone()).await;
    assert_eq!(
        none,
        MatchAnswer::None(NoMatch::NothingHeld {
            asked,
            held_otherwise: 2
        })
    );
    let by_id = Queries::over(&world.store)
        .score(SERVER, &MatchRef::Id(MatchId(99)))
        .await
        .expect("an answer");
    assert_eq!(by_id, MatchAnswer::None(NoMatch::NoSuchId(MatchId(99))));
}

#[tokio::test]
async fn a_card_holds_the_facts_with_their_quotes_and_reports() {
    let world = World::new().await;
    let one = world.tell(derby("The Lions won.").date("2020-01-01")).await;
    let other = ClaimsBuilder::of("Bears lose!", "Lions", "Bears")
        .score(2, 1)
        .goal("Karr", Side::Away, Some(41))
        .date("2020-01-01");
    let two = world.tell(other).await;
    let card = card(&world, SERVER, of("Bears")).await;
    assert_eq!((card.state, card.revision), (MatchState::Disputed, 2));
    assert_eq!(
        card.reports
            .iter()
            .map(|report| report.id)
            .collect::<Vec<_>>(),
        [one.report, two.report]
    );
    let (score, _) = card
        .agreed
        .score_fact(touchline::football::ScoreKind::Final)
        .expect("a score");
    assert_eq!(score.standing, Standing::Agreed);
    let mut quotes: Vec<_> = score
        .fact
        .evidence
        .iter()
        .map(|piece| (piece.report.expect("a report"), piece.quote.as_str()))
        .collect();
    quotes.sort_unstable();
    assert_eq!(
        quotes,
        [(one.report, "The Lions won."), (two.report, "Bears lose!")]
    );
    let (_, first) = card.agreed.goals().next().expect("a goal");
    assert_eq!(
        first.assist.as_ref().expect("an assist").evidence[0].quote,
        "The Lions won."
    );
    let (disputed, _) = card.agreed.goals().nth(1).expect("a goal");
    assert_eq!(disputed.standing, Standing::Disputed);
    assert_eq!(disputed.rivals.len(), 1);
}

#[tokio::test]
async fn a_server_sees_its_own_over_the_shared_and_nobody_elses() {
    let world = World::new().await;
    let own = Given {
        scope: SERVER,
        ..Given::default()
    };
    world.tell(derby("one").date("2020-01-01")).await;
    world
        .tell_given(derby("two").date("2020-01-01").referee("Ada Quill"), own)
        .await;
    world
        .tell_given(
            ClaimsBuilder::of("three", "Lions", "Foxes")
                .score(4, 4)
                .date("2021-01-01"),
            own,
        )
        .await;
    let shared = card(&world, Scope::Shared, of("Lions")).await;
    assert_eq!(
        (shared.away.name.as_str(), shared.reports.len()),
        ("Bears", 1)
    );
    assert!(shared.agreed.first("referee").is_none());
    assert_eq!(card(&world, Scope::Server(8), of("Lions")).await, shared);
    assert_eq!(card(&world, SERVER, of("Lions")).await.away.name, "Foxes");
    let both = card(&world, SERVER, of("Bears")).await;
    assert!(both.agreed.first("referee").is_some());
    assert_eq!(both.reports.len(), 2);

    let queries = Queries::over(&world.store);
    let all = MatchesQuestion {
        page: 1,
        ..MatchesQuestion::default()
    };
    assert_eq!(
        queries
            .matches(Scope::Shared, &all)
            .await
            .expect("a page")
            .total,
        1
    );
    assert_eq!(
        queries.matches(SERVER, &all).await.expect("a page").total,
        2
    );
    assert_eq!(
        queries.holdings(SERVER).await.expect("held").teams[&TeamId("seen:lions".to_owned())]
            .matches,
        2
    );
    assert_eq!(
        queries
            .holdings(Scope::Server(8))
            .await
            .expect("held")
            .teams
            .len(),
        2
    );
    assert_eq!(queries.status(SERVER).await.expect("status").reports, 3);
    assert_eq!(
        queries.status(Scope::Shared).await.expect("status").matches,
        1
    );
}

#[tokio::test]
async fn matches_are_listed_a_page_at_a_time_latest_first() {
    let world = World::new().await;
    for day in 1..=23 {
        let text = format!("match {day}");
        let game = ClaimsBuilder::of(&text, "Lions", "Bears")
            .score(day, 0)
            .date(&format!("2020-{:02}-{:02}", 1 + day / 8, 1 + day % 8 * 3));
        world.tell(game).await;
    }
    let queries = Queries::over(&world.store);
    let page = |page| MatchesQuestion {
        filter: of("Lions"),
        page,
    };
    let first = queries.matches(SERVER, &page(1)).await.expect("a page");
    assert_eq!((first.total, first.pages, first.matches.len()), (23, 3, 10));
    assert_eq!(first.matches[0].score, Some(Score::new(23, 0)));
    assert!(
        first
            .matches
            .windows(2)
            .all(|pair| pair[0].date > pair[1].date)
    );
    let beyond = queries.matches(SERVER, &page(9)).await.expect("a page");
    assert_eq!((beyond.page, beyond.matches.len()), (3, 3));
}

async fn goals_of(world: &World, name: &str) -> PlayerGoals {
    let asked = ScorerQuestion::OfPlayer(name.to_owned());
    match Queries::over(&world.store)
        .scorer(SERVER, &asked)
        .await
        .expect("an answer")
    {
        ScorerAnswer::OfPlayer(goals) => goals,
        ScorerAnswer::OfMatch(game) => panic!("{game:?}"),
    }
}

#[tokio::test]
async fn a_players_goals_are_found_by_any_part_of_the_name() {
    let world = World::new().await;
    world
        .tell(derby("one").tally("Asha Obi", 8).date("2020-01-01"))
        .await;
    let later = ClaimsBuilder::of("two", "Lions", "Foxes")
        .score(1, 0)
        .goal("Obi", Side::Home, Some(5))
        .date("2020-02-01");
    world.tell(later).await;
    let elsewhere = ClaimsBuilder::of("three", "Wolves", "Foxes")
        .score(1, 0)
        .goal("Ben Obi", Side::Home, Some(5))
        .date("2020-03-01");
    world.tell(elsewhere).await;

    let asha = goals_of(&world, "obi, ASHA").await;
    assert_eq!(
        (asha.name.as_str(), asha.total, asha.matches),
        ("Asha Obi", 3, 2)
    );
    assert_eq!(asha.goals[0].game.away.name, "Foxes");
    assert_eq!(asha.tallies[0].claim.numbers["goals"], 8);
    assert_eq!(goals_of(&world, "Obi").await.total, 4);
    assert_eq!(goals_of(&world, "Nobody").await.goals, []);
}

#[tokio::test]
async fn evidence_is_quoted_in_its_context() {
    let world = World::new().await;
    world.tell(derby("The Lions won.")).await;
    let queries = Queries::over(&world.store);
    let ask = |fact: Option<&str>| EvidenceQuestion {
        game: MatchRef::Latest(of("Lions")),
        fact: fact.map(str::to_owned),
    };
    let EvidenceAnswer::Found { items, .. } =
        queries.evidence(SERVER, &ask(None)).await.expect("quotes")
    else {
        panic!()
    };
    assert_eq!(items.len(), 4);
    let EvidenceAnswer::Found { items, .. } = queries
        .evidence(SERVER, &ask(Some("goal 1")))
        .await
        .expect("quotes")
    else {
        panic!()
    };
    // The goal and its assist rest on the same words: they are shown once.
    assert_eq!(items[0].quotes.len(), 1);
    assert_eq!(items[0].quotes[0].evidence.quote, "The Lions won.");
    let missing = queries
        .evidence(SERVER, &ask(Some("attendance")))
        .await
        .expect("quotes");
    assert!(
        matches!(missing, EvidenceAnswer::NotStated { .. }),
        "{missing:?}"
    );
}

#[tokio::test]
async fn players_and_competitions_held_are_named_for_completion() {
    let world = World::new().await;
    world
        .tell(derby("one").competition("League", Some("league")))
        .await;
    let held = Queries::over(&world.store)
        .holdings(Scope::Shared)
        .await
        .expect("held");
    assert_eq!(held.players, ["Asha Obi", "Juno Karr", "Mo Pell"]);
    assert_eq!(held.competitions[0].name, "League");
    assert!(held.have_met(
        &TeamId("seen:lions".to_owned()),
        &TeamId("seen:bears".to_owned())
    ));
    assert_eq!(held.matches.len(), 1);
}
