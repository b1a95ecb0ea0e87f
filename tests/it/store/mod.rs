//! The store: one transaction a change, one match for reports of one match, one post for a channel.

mod agreeing;
mod columns;
mod matching;
mod opening;
mod owing;
mod recording;

use touchline::facts::MatchId;
use touchline::football::Side;
use touchline::store::{
    Claim, Delivery, Gathering, NewSubscription, Outcome, Recorded, Subscribed, Wants,
};

use crate::support::claims::ClaimsBuilder;
use crate::support::world::{NOON, World};

/// Lions 2-1 Bears, as one report tells it.
fn derby(text: &str) -> ClaimsBuilder {
    ClaimsBuilder::of(text, "Lions", "Bears")
        .score(2, 1)
        .goal("Asha Obi", Side::Home, Some(12))
        .goal("Juno Karr", Side::Away, Some(40))
        .goal("Obi", Side::Home, Some(77))
}

fn only_match(recorded: &Recorded) -> MatchId {
    match &recorded.outcome {
        Outcome::Read(changes) => changes[0].id,
        Outcome::Same(ids) => ids[0],
        Outcome::NoMatch(reason) => panic!("no match: {reason}"),
        Outcome::Barred(bar) => panic!("barred: {bar:?}"),
    }
}

async fn subscribe(world: &World, guild: u64, channel: u64, wants: Wants) -> Subscribed {
    let new = NewSubscription {
        guild,
        channel,
        wants,
        choices: touchline::store::Choices::default(),
        by: 1,
        at: NOON,
    };
    world.store.subscribe(&new).await.expect("subscribed")
}

async fn claim(world: &World, worker: &str, now: i64) -> Vec<Delivery> {
    let claim = Claim {
        worker,
        now,
        lease_seconds: 30,
        limit: 10,
        resting: &[],
        gathering: Gathering::default(),
    };
    world.store.claim_due(&claim).await.expect("claimed")
}
