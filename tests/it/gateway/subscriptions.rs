//! `/subscribe`, `/unsubscribe`, `/subscriptions`.

use serde_json::json;
use serenity::all::Permissions;

use super::{Bot, one_match};
use crate::support::discord::{Asker, Discord, GUILD, SCORES};

/// A moderator uses a command and reads the answer.
async fn said(discord: &Discord, name: &str, options: serde_json::Value) -> String {
    let interaction = discord.slash_by(&Asker::moderator(), name, options).await;
    let answer = discord.answer_to(&interaction).await;
    assert!(answer.is_private, "/{name}");
    answer.text()
}

async fn kept(bot: &Bot) -> usize {
    let held = bot.world.store.subscriptions(GUILD).await;
    held.expect("the subscriptions can be read").len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subscription_is_made_listed_and_ended() {
    let discord = Discord::start().await;
    let bot = Bot::start_in(&discord, one_match().await).await;
    let made = said(&discord, "subscribe", json!({ "team": "Ashbourne" })).await;
    assert_eq!(
        made,
        format!(
            "From now on I post a summary of every match of **Ashbourne** in <#{SCORES}> as soon as I have read a report of \
             it; one that does not tell every goal waits a while for the rest. What I hold already is not posted."
        )
    );
    assert_eq!(kept(&bot).await, 1);
    let again = said(&discord, "subscribe", json!({ "team": "Ashbourne" })).await;
    assert!(again.contains("already gets"), "{again}");
    said(&discord, "subscribe", json!({ "everything": true })).await;

    let list = said(&discord, "subscriptions list", json!({})).await;
    assert!(list.contains("2 subscriptions"), "{list}");
    assert!(
        list.contains("**Ashbourne**: active since <t:1511352000"),
        "{list}"
    );
    assert!(list.contains("nothing posted yet"), "{list}");
    let here = json!({ "channel": SCORES.to_string() });
    let of_here = said(&discord, "subscriptions list", here).await;
    assert_eq!(of_here, list);

    let options = json!({ "subscription": "ash" });
    let typed = discord
        .autocomplete_by(&Asker::moderator(), "unsubscribe", "subscription", options)
        .await;
    let choices = typed.choices();
    assert_eq!(choices.len(), 1);
    assert_eq!(choices[0].0, "Ashbourne in #scores");
    let ended = said(
        &discord,
        "unsubscribe",
        json!({ "subscription": choices[0].1 }),
    )
    .await;
    assert!(
        ended.contains("I no longer post every match of **Ashbourne**"),
        "{ended}"
    );
    assert_eq!(kept(&bot).await, 1);
    let gone = said(
        &discord,
        "unsubscribe",
        json!({ "subscription": choices[0].1 }),
    )
    .await;
    assert!(gone.contains("no such subscription"), "{gone}");
    bot.stop_cleanly(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_the_bot_cannot_post_in_is_refused_by_name_and_nothing_is_saved() {
    let discord = Discord::start().await;
    let bot = Bot::start_in(&discord, one_match().await).await;
    discord.deny(
        SCORES,
        Permissions::SEND_MESSAGES | Permissions::EMBED_LINKS,
    );
    let refused = said(&discord, "subscribe", json!({ "everything": true })).await;
    assert_eq!(
        refused,
        "I cannot post in #scores. Missing: Send Messages, Embed Links. Nothing was saved."
    );
    assert_eq!(kept(&bot).await, 0);
    discord.allow(SCORES, Permissions::all());
    let hidden = discord.add_channel("staff");
    discord.deny(hidden, Permissions::VIEW_CHANNEL);
    let options = json!({ "everything": true, "channel": hidden.to_string() });
    let refused = said(&discord, "subscribe", options).await;
    assert!(refused.contains("Missing: View Channel"), "{refused}");
    assert_eq!(kept(&bot).await, 0);
    bot.stop_cleanly(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_channel_the_person_cannot_see_is_refused() {
    let discord = Discord::start().await;
    let bot = Bot::start_in(&discord, one_match().await).await;
    let secret = discord.add_channel("secret");
    let moderator = Asker {
        unseen: vec![secret],
        ..Asker::moderator()
    };
    let options = json!({ "everything": true, "channel": secret.to_string() });
    let interaction = discord.slash_by(&moderator, "subscribe", options).await;
    let answer = discord.answer_to(&interaction).await;
    assert!(
        answer.text().contains("You cannot see that channel"),
        "{}",
        answer.text()
    );
    assert_eq!(kept(&bot).await, 0);
    bot.stop_cleanly(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wish_that_is_not_one_thing_is_not_kept() {
    let discord = Discord::start().await;
    let bot = Bot::start_in(&discord, one_match().await).await;
    let forum = discord.add_channel_of("talk", 15);
    for (options, expected) in [
        (json!({}), "Say what to post"),
        (
            json!({ "team": "Ashbourne", "everything": true }),
            "One subscription is about one thing",
        ),
        (json!({ "team": "Xyzzy" }), "Nothing was saved"),
        (json!({ "team": "United" }), "Pick one from the list"),
        (
            json!({ "everything": true, "channel": forum.to_string() }),
            "is a forum",
        ),
    ] {
        let refused = said(&discord, "subscribe", options.clone()).await;
        assert!(refused.contains(expected), "{options}: {refused}");
    }
    assert_eq!(kept(&bot).await, 0);
    bot.stop_cleanly(&discord).await;
}
