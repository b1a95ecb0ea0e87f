//! Every fault of Discord's gateway: what the bot did, and what a person saw. One row a fault, with the waits of the real bot.

use std::time::{Duration, Instant};

use insta::assert_snapshot;
use serde_json::json;
use tokio::task::JoinSet;
use touchline::gateway::Patience;

use super::{Bot, one_match};
use crate::support::discord::{Discord, Fault, GatewayFault, Route};

/// Within this answering has to work again, wherever Discord allows it.
const BOUND: Duration = Duration::from_secs(10);

/// What goes wrong.
#[derive(Debug, Clone, Copy)]
enum Trouble {
    /// With the connection.
    Gateway(GatewayFault),
    /// Discord acknowledges no heartbeat.
    Silence,
    /// Nothing can be reached for a while.
    Outage,
    /// A command comes in a form that the library cannot read.
    Unreadable,
}

/// A row of the table: the fault, what the bot did, what a person saw who asked afterwards.
async fn row(name: &'static str, trouble: Trouble) -> String {
    let discord = Discord::start().await;
    let mut bot = Bot::start_as(&discord, one_match().await, Patience::default()).await;
    let began = Instant::now();
    let mut seen = None;
    match trouble {
        Trouble::Gateway(fault) => discord.gateway_fault(fault),
        Trouble::Silence => discord.acknowledge_heartbeats(false),
        Trouble::Outage => {
            discord.outage();
            discord.fault(Route::GatewayBot, Fault::Status(502), 1);
            discord.restore();
        }
        Trouble::Unreadable => {
            let interaction = discord.unreadable(2).await;
            seen = Some(discord.answer_to(&interaction).await.text());
        }
    }
    if let Trouble::Gateway(GatewayFault::Close(Some(code @ (4004 | 4014)))) = trouble {
        let error = bot.end().await.expect_err("Discord refuses the bot");
        return format!("{name} | ended, {code} | {error}");
    }
    if !matches!(trouble, Trouble::Unreadable) {
        bot.until(|connected| connected.identified + connected.resumed >= 2)
            .await;
        discord.acknowledge_heartbeats(true);
    }
    let connected = *bot.connected.borrow();
    let did = match (connected.identified, connected.resumed) {
        // Which of the two is a matter of moments.
        _ if matches!(trouble, Trouble::Outage) => "resumed or identified anew",
        (1, 0) => "stayed",
        (1, _) => "resumed",
        (_, 0) => "identified anew",
        (_, _) => "resumed, then identified anew",
    };
    let interaction = discord.slash("score", json!({ "team": "Ashbourne" })).await;
    let answer = discord.answer_to(&interaction).await.text();
    let took = began.elapsed();
    assert!(took <= BOUND, "{name}: answering again after {took:?}");
    let title = answer
        .lines()
        .find(|line| line.contains("2-1"))
        .unwrap_or_default()
        .to_owned();
    let seen = seen.map_or_else(String::new, |seen| format!("{}; then ", seen.trim()));
    assert!(bot.stop().await.is_ok(), "{name}");
    discord.assert_clean();
    format!("{name} | {did} | {seen}{title}")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_of_the_gateway_is_mended_within_ten_seconds_or_ends_with_what_to_do() {
    let gateway = Trouble::Gateway;
    let close = |code| gateway(GatewayFault::Close(code));
    let invalid = |resumable| gateway(GatewayFault::InvalidSession { resumable });
    let rows = [
        ("gateway drop", gateway(GatewayFault::Drop)),
        ("op 7, reconnect", gateway(GatewayFault::Reconnect)),
        ("op 9, resumable", invalid(true)),
        ("op 9, not resumable", invalid(false)),
        ("close without a code", close(None)),
        ("close 4000", close(Some(4000))),
        ("close 4004", close(Some(4004))),
        ("close 4011", close(Some(4011))),
        ("close 4014", close(Some(4014))),
        ("missed heartbeats", Trouble::Silence),
        ("outage", Trouble::Outage),
        ("unparsable event", Trouble::Unreadable),
    ];
    let mut running = JoinSet::new();
    for (place, (name, trouble)) in rows.into_iter().enumerate() {
        running.spawn(async move { (place, row(name, trouble).await) });
    }
    let mut table = Vec::new();
    while let Some(done) = running.join_next().await {
        table.push(done.expect("every fault has its end"));
    }
    table.sort();
    let table: Vec<String> = table.into_iter().map(|(_, row)| row).collect();
    assert_snapshot!(table.join("\n"), @r#"
    gateway drop | resumed | Ashbourne 2-1 Cutler Row
    op 7, reconnect | resumed | Ashbourne 2-1 Cutler Row
    op 9, resumable | resumed | Ashbourne 2-1 Cutler Row
    op 9, not resumable | identified anew | Ashbourne 2-1 Cutler Row
    close without a code | identified anew | Ashbourne 2-1 Cutler Row
    close 4000 | resumed | Ashbourne 2-1 Cutler Row
    close 4004 | ended, 4004 | Discord refused the token: copy it again from the Bot page of your application (https://discord.com/developers/applications) into DISCORD_TOKEN
    close 4011 | identified anew | Ashbourne 2-1 Cutler Row
    close 4014 | ended, 4014 | Discord refused the intents this bot asks for (servers alone): look at "Privileged Gateway Intents" on the Bot page of your application and start again
    missed heartbeats | identified anew | Ashbourne 2-1 Cutler Row
    outage | resumed or identified anew | Ashbourne 2-1 Cutler Row
    unparsable event | stayed | I could not read what Discord sent me. Please try again; if it goes on, I need an update: tell whoever runs me.; then Ashbourne 2-1 Cutler Row
    "#);
}
