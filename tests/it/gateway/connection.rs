//! The connection to Discord, and everything that can happen to it.

use tokio::task::JoinSet;
use touchline::gateway::GatewayError;

use super::{Bot, impatient};
use crate::support::discord::{Discord, Fault, GatewayFault, Route, TOKEN};
use crate::support::world::World;

/// The bot asked for servers and nothing else.
const GUILDS: u64 = 1;

#[tokio::test(flavor = "multi_thread")]
async fn the_bot_asks_for_the_least_intents_and_says_goodbye() {
    let discord = Discord::start().await;
    let bot = Bot::start(&discord).await;
    assert_eq!(discord.intents(), Some(GUILDS));
    bot.stop_cleanly(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_token_ends_with_what_to_do() {
    let discord = Discord::start().await;
    let bot = Bot::start_with(&discord, World::new().await, "not-this-one", impatient());
    let error = bot.end().await.expect_err("the token is refused");
    assert!(matches!(error, GatewayError::WrongToken), "{error:?}");
    assert!(error.to_string().contains("DISCORD_TOKEN"), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_no_header_can_hold_ends_the_same_way() {
    let discord = Discord::start().await;
    let bot = Bot::start_with(&discord, World::new().await, "two\nlines", impatient());
    let error = bot.end().await.expect_err("the token is refused");
    assert!(matches!(error, GatewayError::WrongToken), "{error:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_refused_at_the_gateway_alone_ends_the_same_way() {
    let discord = Discord::start().await;
    discord.refuse_identify(Some(4004));
    let bot = Bot::start_with(&discord, World::new().await, TOKEN, impatient());
    let error = bot.end().await.expect_err("the token is refused");
    assert!(matches!(error, GatewayError::WrongToken), "{error:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn refused_intents_end_with_what_to_do() {
    for code in [4013, 4014] {
        let discord = Discord::start().await;
        discord.refuse_identify(Some(code));
        let bot = Bot::start_with(&discord, World::new().await, TOKEN, impatient());
        let error = bot.end().await.expect_err("the intents are refused");
        assert!(matches!(error, GatewayError::RefusedIntents), "{error:?}");
        assert!(error.to_string().contains("Bot page"), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_may_be_resumed_is_resumed() {
    for fault in [
        GatewayFault::Drop,
        GatewayFault::Reconnect,
        GatewayFault::InvalidSession { resumable: true },
        GatewayFault::Close(Some(4000)),
        GatewayFault::Close(Some(1001)),
    ] {
        let discord = Discord::start().await;
        let mut bot = Bot::start(&discord).await;
        discord.gateway_fault(fault);
        bot.until(|connected| connected.resumed >= 1).await;
        assert_eq!(discord.entries().identifies, 1, "{fault:?}");
        bot.stop_cleanly(&discord).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_is_over_is_begun_anew() {
    let mut faults = JoinSet::new();
    for fault in [
        GatewayFault::InvalidSession { resumable: false },
        GatewayFault::Close(Some(4009)),
        GatewayFault::Close(Some(4011)),
        GatewayFault::Close(None),
    ] {
        faults.spawn(async move {
            let discord = Discord::start().await;
            let mut bot = Bot::start(&discord).await;
            discord.gateway_fault(fault);
            bot.until(|connected| connected.identified + connected.resumed >= 2)
                .await;
            assert!(bot.stop().await.is_ok(), "{fault:?}");
            discord.assert_clean();
        });
    }
    while let Some(done) = faults.join_next().await {
        done.expect("every fault is mended");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_fell_silent_is_replaced() {
    let discord = Discord::start().await;
    let mut bot = Bot::start(&discord).await;
    discord.acknowledge_heartbeats(false);
    discord
        .until("the bot asks for a sign of life", |discord| {
            discord.entries().heartbeats > 0
        })
        .await;
    bot.until(|connected| connected.identified >= 2).await;
    discord.acknowledge_heartbeats(true);
    assert!(bot.stop().await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outage_is_waited_out() {
    let discord = Discord::start().await;
    let mut bot = Bot::start(&discord).await;
    discord.outage();
    discord.fault(Route::GatewayBot, Fault::Status(502), 2);
    discord.fault(Route::Gateway, Fault::Status(502), 1);
    discord.restore();
    bot.until(|connected| connected.identified + connected.resumed >= 2)
        .await;
    bot.stop_cleanly(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interaction_that_cannot_be_read_is_answered_all_the_same() {
    let discord = Discord::start().await;
    let bot = Bot::start(&discord).await;
    for kind in [2, 3] {
        let interaction = discord.unreadable(kind).await;
        let answer = discord.answer_to(&interaction).await;
        assert!(answer.is_private);
        assert!(
            answer.text().contains("I could not read"),
            "{}",
            answer.text()
        );
    }
    let typed = discord.unreadable(4).await;
    assert_eq!(discord.answer_to(&typed).await.choices(), []);
    bot.stop_cleanly(&discord).await;
}
