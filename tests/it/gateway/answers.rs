//! How an answer gets to its reader: late, privately, after a press, through trouble at Discord's end.

use std::time::Duration;

use serde_json::json;
use touchline::gateway::Patience;

use super::{Bot, impatient, one_match};
use crate::support::discord::{AnswerKind, Asker, Discord, Fault, Route};

/// Nothing is quick enough for this bot, so that every answer is announced first.
fn hasty() -> Patience {
    Patience {
        defer_after: Duration::ZERO,
        ..impatient()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_answer_is_announced_and_then_given() {
    let discord = Discord::start().await;
    let bot = Bot::start_as(&discord, one_match().await, hasty()).await;
    let interaction = discord.slash("score", json!({ "team": "Ashbourne" })).await;
    let answer = discord.answer_to(&interaction).await;
    assert!(discord.was_deferred(&interaction));
    assert_eq!(answer.kind, AnswerKind::Edit);
    assert!(!answer.is_private);
    assert!(answer.text().contains("Ashbourne 2-1 Cutler Row"));
    bot.stop_cleanly(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_private_answer_stays_private() {
    let discord = Discord::start().await;
    let bot = Bot::start_as(&discord, one_match().await, hasty()).await;
    let options = json!({ "team": "Ashbourne", "private": true });
    let interaction = discord.slash("score", options).await;
    let answer = discord.answer_to(&interaction).await;
    assert!(discord.was_deferred(&interaction));
    assert!(answer.is_private);
    bot.stop_cleanly(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_mistake_takes_its_placeholder_back_and_is_told_privately() {
    let discord = Discord::start().await;
    let bot = Bot::start_as(&discord, one_match().await, hasty()).await;
    let interaction = discord.slash("score", json!({ "team": "Xyzzy" })).await;
    let answer = discord.answer_to(&interaction).await;
    assert!(discord.was_deferred(&interaction));
    assert_eq!(answer.kind, AnswerKind::FollowUp);
    assert!(answer.is_private);
    bot.stop_cleanly(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_answers_whoever_presses_it_alone() {
    let discord = Discord::start().await;
    let bot = Bot::start_in(&discord, one_match().await).await;
    let interaction = discord.slash("score", json!({ "team": "Ashbourne" })).await;
    let answer = discord.answer_to(&interaction).await;
    let scorers = answer.button("Scorers").expect("a button for the scorers");
    let message = answer.message.expect("a message");
    let pressed = discord.press(&scorers, message).await;
    let behind = discord.answer_to(&pressed).await;
    assert!(behind.is_private);
    assert_eq!(behind.kind, AnswerKind::Reply);
    assert!(behind.text().contains("77' Okafor"), "{}", behind.text());
    bot.stop_cleanly(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_works_after_a_restart() {
    let discord = Discord::start().await;
    let bot = Bot::start_in(&discord, one_match().await).await;
    let interaction = discord.slash("score", json!({ "team": "Ashbourne" })).await;
    let answer = discord.answer_to(&interaction).await;
    let world = bot.stop_and_leave().await;
    let bot = Bot::start_in(&discord, world).await;
    let evidence = answer
        .button("Evidence")
        .expect("a button for the evidence");
    let pressed = discord
        .press(&evidence, answer.message.expect("a message"))
        .await;
    let behind = discord.answer_to(&pressed).await;
    assert!(
        behind.text().contains("Ashbourne beat Cutler Row 2-1."),
        "{}",
        behind.text()
    );
    bot.stop_cleanly(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_of_another_version_is_answered_kindly() {
    let discord = Discord::start().await;
    let bot = Bot::start(&discord).await;
    let message = discord.old_answer("0|oracle|m1", "Oracle");
    let pressed = discord.press("0|oracle|m1", message).await;
    let answer = discord.answer_to(&pressed).await;
    assert!(answer.is_private);
    assert!(answer.text().contains("older version"), "{}", answer.text());
    bot.stop_cleanly(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ambiguous_name_becomes_a_menu_and_the_choice_an_answer_for_all() {
    let discord = Discord::start().await;
    let bot = Bot::start_in(&discord, one_match().await).await;
    let interaction = discord.slash("score", json!({ "team": "United" })).await;
    let answer = discord.answer_to(&interaction).await;
    assert!(answer.is_private);
    assert!(answer.text().contains("fits"), "{}", answer.text());
    let menu = answer.custom_ids().pop().expect("a menu");
    let first = answer.body["components"][0]["components"][0]["options"][0]["value"]
        .as_str()
        .expect("an option")
        .to_owned();
    let chosen = discord
        .choose(&menu, &[&first], answer.message.expect("a message"))
        .await;
    let settled = discord.answer_to(&chosen).await;
    assert!(!settled.is_private);
    bot.stop_cleanly(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_made_in_private_stays_there() {
    let discord = Discord::start().await;
    let bot = Bot::start_in(&discord, one_match().await).await;
    let options = json!({ "team": "United", "private": true });
    let interaction = discord.slash("score", options).await;
    let answer = discord.answer_to(&interaction).await;
    let menu = answer.custom_ids().pop().expect("a menu");
    let first = answer.body["components"][0]["components"][0]["options"][0]["value"]
        .as_str()
        .expect("an option")
        .to_owned();
    let chosen = discord
        .choose(&menu, &[&first], answer.message.expect("a message"))
        .await;
    assert!(discord.answer_to(&chosen).await.is_private);
    bot.stop_cleanly(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_turned_in_place_by_its_asker_and_in_private_by_others() {
    let discord = Discord::start().await;
    let bot = Bot::start_in(&discord, super::many_matches(12).await).await;
    let interaction = discord.slash("matches", json!({})).await;
    let answer = discord.answer_to(&interaction).await;
    let message = answer.message.expect("a message");
    let more = answer.button("More").expect("a second page");

    let somebody = Asker {
        user: Asker::default().user + 7,
        ..Asker::default()
    };
    let pressed = discord.press_by(&somebody, &more, message).await;
    let theirs = discord.answer_to(&pressed).await;
    assert_eq!((theirs.kind, theirs.is_private), (AnswerKind::Reply, true));

    let pressed = discord.press(&more, message).await;
    let turned = discord.answer_to(&pressed).await;
    assert_eq!(
        (turned.kind, turned.message),
        (AnswerKind::Update, Some(message))
    );
    assert!(turned.text().contains("page 2 of 2"), "{}", turned.text());
    bot.stop_cleanly(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn trouble_at_discords_end_is_tried_again() {
    for fault in [Fault::Status(500), Fault::Status(503), Fault::Drop] {
        let discord = Discord::start().await;
        let bot = Bot::start_in(&discord, one_match().await).await;
        discord.fault(Route::Callback, fault, 1);
        let interaction = discord.slash("score", json!({ "team": "Ashbourne" })).await;
        let answer = discord.answer_to(&interaction).await;
        assert!(
            answer.text().contains("Ashbourne 2-1 Cutler Row"),
            "{fault:?}"
        );
        bot.stop_cleanly(&discord).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_whose_receipt_was_lost_is_not_given_twice() {
    for fault in [Fault::ReplyLostAfterAccept, Fault::StatusAfterAccept(502)] {
        let discord = Discord::start().await;
        let bot = Bot::start_in(&discord, one_match().await).await;
        discord.fault(Route::Callback, fault, 1);
        let interaction = discord.slash("score", json!({ "team": "Ashbourne" })).await;
        discord.answer_to(&interaction).await;
        assert!(bot.stop().await.is_ok());
        assert_eq!(discord.answers_to(&interaction).len(), 1, "{fault:?}");
        assert!(discord.problems().is_empty(), "{fault:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fault_of_ours_is_an_apology_with_a_reference_and_no_inner_words() {
    let discord = Discord::start().await;
    let bot = Bot::start_in(&discord, one_match().await).await;
    bot.world.store.close().await;
    for (asker, name, options) in [
        (Asker::default(), "score", json!({ "team": "Ashbourne" })),
        (Asker::moderator(), "subscriptions list", json!({})),
    ] {
        let interaction = discord.slash_by(&asker, name, options).await;
        let answer = discord.answer_to(&interaction).await;
        assert!(answer.is_private, "/{name}");
        let text = answer.text().to_lowercase();
        assert!(
            text.contains("sorry") && text.contains("reference"),
            "{text}"
        );
        assert!(!text.contains("pool") && !text.contains("sql"), "{text}");
    }
    bot.stop_cleanly(&discord).await;
}
