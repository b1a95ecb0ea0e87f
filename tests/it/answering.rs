//! The desk: words in, replies out, over a real database.

use insta::assert_snapshot;
use jiff::civil::date;
use touchline::answering::Desk;
use touchline::facts::{HomeAway, Scope};
use touchline::football::Side;
use touchline::names::Gazetteer;
use touchline::questions::parse::{self, Typed};
use touchline::questions::{Asker, OptionKind};
use touchline::replies::terminal::{Screen, draw};
use touchline::replies::{Audience, Reply, Tone};

use crate::support::claims::ClaimsBuilder;
use crate::support::world::{Given, World};

fn asker(scope: Scope) -> Asker {
    Asker {
        scope,
        default_team: None,
        today: date(2026, 8, 8),
    }
}

async fn reply(desk: &Desk, line: &str) -> Reply {
    let Ok(Typed::Ask { ask, .. }) = parse::line(line) else {
        panic!("{line} asks nothing");
    };
    desk.answer(&asker(Scope::Shared), &ask).await
}

async fn said(desk: &Desk, line: &str) -> String {
    let reply = reply(desk, line).await;
    draw(
        &reply,
        Screen {
            columns: 100,
            has_colour: false,
        },
    )
}

const DERBY: &str = "Lions 2-1 Bears: Obi (12, 77), Karr (40).";
const OTTERS: &str = "Otters 3-0 Lions";

fn derby() -> ClaimsBuilder {
    ClaimsBuilder::of(DERBY, "Kestrel Lions", "Harbour Bears")
        .home_away(HomeAway::Stated)
        .score(2, 1)
        .goal_with("Asha Obi", Side::Home, Some(12), Some("Mo Pell"))
        .goal("Juno Karr", Side::Away, Some(40))
        .goal("Asha Obi", Side::Home, Some(77))
}

async fn world() -> (World, Desk) {
    let world = World::new().await;
    world
        .record(DERBY, vec![derby().read()], Given::default())
        .await;
    let desk = Desk::new(Gazetteer::embedded(), &world.store);
    (world, desk)
}

#[tokio::test]
async fn a_question_is_settled_answered_and_worded() {
    let (_world, desk) = world().await;
    assert_snapshot!(said(&desk, "/score Kestrel Lions").await, @"
    Kestrel Lions 2-1 Harbour Bears
    Kestrel Lions won 2-1 at home.
    Kestrel Lions – 12' Obi (Pell) · 77' Obi
    Harbour Bears – 40' Karr
    Date: not stated
    1 report · revision 1 · m1
      Scorers → /scorer match:m1
      Evidence → /evidence match:m1
      Report → /match match:m1
    ");
    assert_snapshot!(said(&desk, "/scorer team:lions").await, @"
    Kestrel Lions 2-1 Harbour Bears
    12' Obi (Pell) · Kestrel Lions, 1-0
    40' Karr · Harbour Bears, 1-1 · no assist stated
    77' Obi · Kestrel Lions, 2-1 · no assist stated
    1 report · revision 1 · m1
      Evidence → /evidence match:m1
      Report → /match match:m1
    ");
    assert_snapshot!(said(&desk, "/scorer player:obi").await, @"
    Asha Obi
    2 goals in 1 match, in the reports I hold.
    12' · date not stated · Kestrel Lions 2-1 Harbour Bears · m1
    77' · date not stated · Kestrel Lions 2-1 Harbour Bears · m1
      date not stated · Kestrel Lions 2-1 Harbour Bears · m1 → /match match:m1
    ");
}

#[tokio::test]
async fn a_slip_is_answered_and_said_above_the_answer() {
    let (_world, desk) = world().await;
    let said = said(&desk, "/score Kestrel Lyons").await;
    assert_snapshot!(said.lines().take(2).collect::<Vec<_>>().join("\n"), @"
    Did you mean Kestrel Lions? Showing it.
    Kestrel Lions 2-1 Harbour Bears
    ");
}

#[tokio::test]
async fn mistakes_are_private_and_ignorance_is_not() {
    let (_world, desk) = world().await;
    for (line, tone, audience) in [
        ("/score Xyzzy", Tone::Mistake, Audience::Asker),
        ("/match m99", Tone::Mistake, Audience::Asker),
        (
            "/evidence match:m1 fact:xyzzy",
            Tone::Mistake,
            Audience::Asker,
        ),
        (
            "/evidence match:m1 fact:referee",
            Tone::Complete,
            Audience::Everyone,
        ),
        ("/score Tottenham", Tone::Plain, Audience::Everyone),
    ] {
        let reply = reply(&desk, line).await;
        assert_eq!(
            (reply.tone, reply.audience),
            (tone, audience),
            "{line}: {reply:?}"
        );
    }
}

#[tokio::test]
async fn what_is_read_later_is_known_at_once() {
    let (world, desk) = world().await;
    assert_eq!(reply(&desk, "/score Mill Otters").await.tone, Tone::Mistake);
    let game = ClaimsBuilder::of(OTTERS, "Mill Otters", "Kestrel Lions").score(3, 0);
    world.tell(game).await;
    let reply = reply(&desk, "/score Mill Otters").await;
    assert_eq!(
        reply.title.as_deref(),
        Some("Mill Otters 3-0 Kestrel Lions")
    );
}

#[tokio::test]
async fn a_server_sees_its_own_and_no_other_does() {
    let (world, desk) = world().await;
    let game = ClaimsBuilder::of(OTTERS, "Mill Otters", "Kestrel Lions").score(3, 0);
    let own = Given {
        scope: Scope::Server(7),
        ..Given::default()
    };
    world.tell_given(game, own).await;
    let Ok(Typed::Ask { ask, .. }) = parse::line("/score Mill Otters") else {
        panic!("not a question");
    };
    for (scope, tone) in [
        (Scope::Server(7), Tone::Incomplete),
        (Scope::Server(8), Tone::Mistake),
        (Scope::Shared, Tone::Mistake),
    ] {
        let reply = desk.answer(&asker(scope), &ask).await;
        assert_eq!(reply.tone, tone, "{scope:?}: {reply:?}");
    }
}

#[tokio::test]
async fn a_fault_is_an_apology_with_a_reference() {
    let (world, desk) = world().await;
    world.store.close().await;
    let reply = reply(&desk, "/score Lions").await;
    assert_eq!((reply.tone, reply.audience), (Tone::Fault, Audience::Asker));
    // Nothing of what went wrong is told to people.
    let words: String = reply.description.strings().collect();
    assert!(!words.contains("pool") && !words.contains("sql"), "{words}");
}

#[tokio::test]
async fn values_are_offered_as_ids_that_answer() {
    let (_world, desk) = world().await;
    let me = asker(Scope::Shared);
    let teams = desk.suggest(&me, OptionKind::Team, "kest", &[]).await;
    assert_snapshot!(format!("{} = {}", teams[0].label, teams[0].value), @"Kestrel Lions = seen:kestrel lions");
    let facts = desk
        .suggest(
            &me,
            OptionKind::Fact,
            "obi",
            &[("match", "Lions".to_owned())],
        )
        .await;
    let facts: Vec<String> = facts
        .iter()
        .map(|fact| format!("{} = {}", fact.label, fact.value))
        .collect();
    assert_snapshot!(facts.join("\n"), @"
    Goal 1: 12' Obi = goal 1
    Goal 3: 77' Obi = goal 3
    ");
    let found = desk.find_team(&me, &teams[0].value).await;
    assert_eq!(found.map(|team| team.name).as_deref(), Ok("Kestrel Lions"));
}
