//! How fast readings are recorded, and how fast the latest match is found among hundreds of thousands.
//!
//! `cargo bench --bench store` prints the figures; a number sets how many matches are held: `-- 400000`.

#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(
    unreachable_pub,
    dead_code,
    reason = "the modules are shared with the tests, which use more of them"
)]

#[path = "../it/support/claims.rs"]
mod claims;
#[path = "../it/support/world.rs"]
mod world;

use std::time::{Duration, Instant};

use claims::ClaimsBuilder;
use touchline::facts::Scope;
use touchline::football::{CompetitionId, Side, TeamId};
use touchline::queries::Queries;
use touchline::questions::{CompetitionRef, MatchFilter, MatchRef, MatchesQuestion, TeamRef};
use world::{Given, World};

/// Teams in the large database.
const TEAMS: u32 = 2_000;

fn main() {
    let asked = std::env::args().filter_map(|word| word.parse().ok()).next();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(run(asked.unwrap_or(400_000)));
}

async fn run(matches: u32) {
    let world = World::new().await;
    record(&world, 1_000).await;
    let started = Instant::now();
    fill(&world, matches).await;
    println!(
        "{matches} matches filled in {:.1} s",
        started.elapsed().as_secs_f64()
    );
    let queries = Queries::over(&world.store);
    for scope in [Scope::Shared, Scope::Server(7)] {
        ask(&queries, scope).await;
    }
    let started = Instant::now();
    let held = queries.holdings(Scope::Shared).await.expect("held");
    println!(
        "holdings of {} teams: {:.0} ms",
        held.teams.len(),
        millis(started.elapsed())
    );
}

/// Readings of the size of a real report: two goals, twenty players, a dozen claims.
async fn record(world: &World, count: u32) {
    let mut times = Vec::new();
    for number in 0..count {
        let text = format!("Report {number} of a match between two of many teams.");
        let (home, away) = (
            format!("Home {}", number % 50),
            format!("Away {}", number % 37),
        );
        let mut game = ClaimsBuilder::of(&text, &home, &away)
            .score(1, 1)
            .date(&format!("{}-03-{:02}", 1950 + number / 20, 1 + number % 20))
            .goal("Asha Obi", Side::Home, Some(12))
            .goal("Juno Karr", Side::Away, Some(80));
        for player in 0..30 {
            game = game.tally(&format!("Player {player}"), 5);
        }
        let game = game.read();
        let started = Instant::now();
        world.record(&text, vec![game], Given::default()).await;
        times.push(started.elapsed());
    }
    println!("record a reading of 34 facts: {}", spread(times));
}

/// Writes matches straight into the tables, as an import would leave them.
async fn fill(world: &World, matches: u32) {
    let url = world.path();
    let pool = sqlx::SqlitePool::connect(&url).await.expect("opened");
    let n = format!(
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < {matches}) "
    );
    let home = format!("printf('t%05d', i % {TEAMS})");
    let away = format!(
        "printf('t%05d', (i % {TEAMS} + 1 + i / {TEAMS} % {}) % {TEAMS})",
        TEAMS - 1
    );
    let day = "date('1900-01-01', '+' || (i / 10) || ' days')";
    let steps = [
        format!("with recursive n(i) as (select 0 union all select i + 1 from n where i < {TEAMS}) insert into teams (team_id, name) select printf('t%05d', i), 'Team ' || i from n"),
        format!("{n} insert into matches (match_id, team_one, team_two) select 1000000 + i, min({home}, {away}), max({home}, {away}) from n"),
        format!("{n} insert into agreed_matches (match_id, scope, home_team, away_team, home_away, competition_id, competition, date, day, home, away, state) select 1000000 + i, 0, {home}, {away}, 'stated', 'c' || (i % 40), 'Cup ' || (i % 40), {day}, {day}, i % 5, i % 3, 'incomplete' from n"),
        "insert into agreed_sides select home_team, scope, day, match_id, away_team from agreed_matches where match_id > 1000000".to_owned(),
        "insert into agreed_sides select away_team, scope, day, match_id, home_team from agreed_matches where match_id > 1000000".to_owned(),
        "insert into revisions select match_id, scope, 1, 'x', 0 from agreed_matches where match_id > 1000000".to_owned(),
        "insert into agreed_facts (match_id, scope, ordinal, rival, standing, kind, home, away, basis, confidence) select match_id, scope, 0, 0, 'sole', 'score', home, away, 'stated', 1.0 from agreed_matches where match_id > 1000000".to_owned(),
    ];
    let mut tx = pool.begin().await.expect("begun");
    for step in steps {
        sqlx::query(sqlx::AssertSqlSafe(step))
            .execute(&mut *tx)
            .await
            .expect("a step");
    }
    tx.commit().await.expect("committed");
    pool.close().await;
}

/// The filter of the n-th question.
type Shape = Box<dyn Fn(u32) -> MatchFilter>;

async fn ask(queries: &Queries, scope: Scope) {
    let team = |number: u32| TeamRef {
        id: TeamId(format!("t{number:05}")),
        name: String::new(),
    };
    let competition = Some(CompetitionRef {
        id: CompetitionId("c7".to_owned()),
        name: String::new(),
    });
    let shapes: [(&str, Shape); 4] = [
        (
            "team",
            Box::new(move |n| MatchFilter {
                team: Some(team(n)),
                ..MatchFilter::default()
            }),
        ),
        (
            "two teams",
            Box::new(move |n| MatchFilter {
                team: Some(team(n)),
                opponent: Some(team(n + 1)),
                ..MatchFilter::default()
            }),
        ),
        (
            "competition",
            Box::new(move |_| MatchFilter {
                competition: competition.clone(),
                ..MatchFilter::default()
            }),
        ),
        ("everything", Box::new(|_| MatchFilter::default())),
    ];
    for (name, filter) in shapes {
        let (mut scores, mut pages) = (Vec::new(), Vec::new());
        for number in 0..50 {
            let started = Instant::now();
            queries
                .score(scope, &MatchRef::Latest(filter(number * 7 % TEAMS)))
                .await
                .expect("an answer");
            scores.push(started.elapsed());
            let started = Instant::now();
            let asked = MatchesQuestion {
                filter: filter(number * 7 % TEAMS),
                page: 1,
            };
            queries.matches(scope, &asked).await.expect("a page");
            pages.push(started.elapsed());
        }
        println!(
            "{scope:?}, {name}: latest {}; a page of ten {}",
            spread(scores),
            spread(pages)
        );
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn spread(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |share: usize| millis(times[times.len() * share / 100]);
    format!("p50 {:.2} ms, p99 {:.2} ms", at(50), at(99))
}
