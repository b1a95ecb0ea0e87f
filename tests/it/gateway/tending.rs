//! What a subscription chooses, `/subscriptions`, `/settings`.

use std::time::Duration;

use serde_json::{Value, json};
use serenity::all::Permissions;
use tokio_util::sync::CancellationToken;
use touchline::config::{ApiUrl, Token};
use touchline::delivery::{Manner, Worker};
use touchline::gateway::{DiscordSender, PATIENCE, Poster};
use touchline::store::{
    Choices, Format, NewSubscription, PausedBy, SUBSCRIPTIONS_A_SERVER, Spoilers, Subscription,
    Wants,
};

use super::{Bot, one_match};
use crate::support::claims::ClaimsBuilder;
use crate::support::clock::TestClock;
use crate::support::discord::{Asker, Discord, Fault, GUILD, Route, SCORES, TOKEN};
use crate::support::world::{Given, NOON};

/// A bot that holds Ashbourne 2-1 Cutler Row, its Discord, and a moderator.
struct Desk {
    discord: Discord,
    bot: Bot,
}

impl Desk {
    async fn open() -> Self {
        let discord = Discord::start().await;
        let bot = Bot::start_in(&discord, one_match().await).await;
        Self { discord, bot }
    }

    /// A moderator uses a command and reads the answer.
    async fn said(&self, name: &str, options: Value) -> String {
        let moderator = Asker::moderator();
        let interaction = self.discord.slash_by(&moderator, name, options).await;
        let answer = self.discord.answer_to(&interaction).await;
        assert!(answer.is_private, "/{name}");
        answer.text()
    }

    async fn kept(&self) -> Vec<Subscription> {
        let kept = self.bot.world.store.subscriptions(GUILD).await;
        kept.expect("the subscriptions can be read")
    }

    async fn close(self) {
        assert!(self.bot.stop().await.is_ok());
        self.discord.assert_clean();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_subscription_chooses_is_kept_told_and_changed() {
    let desk = Desk::open().await;
    let role = desk.discord.add_role("fans");
    desk.discord.let_everyone_be_told(role);
    let options = json!({
        "team": "Ashbourne", "format": "full", "spoilers": "delay", "delay": 90, "role": role.to_string(),
        "thread": "per match",
    });
    let made = desk.said("subscribe", options).await;
    let how = format!("full, after 1 h 30 min, tells <@&{role}>, with a thread");
    assert!(made.contains(&how), "{made}");
    let chosen = Choices {
        format: Format::Full,
        spoilers: Spoilers::Delay,
        delay: 5400,
        role: Some(role),
        threads: true,
    };
    assert_eq!(desk.kept().await[0].choices, chosen);
    let list = desk.said("subscriptions list", json!({})).await;
    assert!(list.contains(&how), "{list}");
    let options = json!({ "subscription": "Ashbourne", "spoilers": "hide", "no_role": true, "thread": "none" });
    let edited = desk.said("subscriptions edit", options.clone()).await;
    assert!(edited.contains("full, result hidden."), "{edited}");
    let hidden = Choices {
        format: Format::Full,
        spoilers: Spoilers::Hide,
        ..Choices::default()
    };
    assert_eq!(desk.kept().await[0].choices, hidden);
    let again = desk.said("subscriptions edit", options).await;
    assert!(again.contains("Nothing changed"), "{again}");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_done_is_refused_by_name_and_nothing_is_saved() {
    let desk = Desk::open().await;
    let secret = desk.discord.add_role("staff");
    let voice = desk.discord.add_channel_of("talk", 2);
    desk.discord
        .deny(SCORES, Permissions::CREATE_PUBLIC_THREADS);
    for (options, expected) in [
        (
            json!({ "player": "Mensah", "spoilers": "hide" }),
            "A subscription to a player cannot hide: that a post comes at all tells",
        ),
        (
            json!({ "everything": true, "spoilers": "show", "delay": 30 }),
            "there is no delay",
        ),
        (
            json!({ "everything": true, "thread": "per match" }),
            "I cannot post in #scores. Missing: Create Public Threads. Nothing was saved.",
        ),
        (
            json!({ "everything": true, "thread": "per match", "channel": voice.to_string() }),
            "No threads can be started in #talk.",
        ),
        (
            json!({ "everything": true, "role": secret.to_string() }),
            "and All Roles. Nothing was saved.",
        ),
        (
            json!({ "everything": true, "role": GUILD.to_string() }),
            "I tell no role that stands for everyone",
        ),
        (json!({ "player": "Xyzzy" }), "Nothing was saved"),
    ] {
        let refused = desk.said("subscribe", options.clone()).await;
        assert!(refused.contains(expected), "{options}: {refused}");
    }
    assert_eq!(desk.kept().await, []);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_player_is_subscribed_by_the_fullest_name_held() {
    let desk = Desk::open().await;
    let made = desk.said("subscribe", json!({ "player": "mensah" })).await;
    assert!(made.contains("every match told of **Mensah**"), "{made}");
    assert_eq!(
        desk.kept().await[0].wants,
        Wants::Player("Mensah".to_owned())
    );
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_has_fifty_subscriptions_is_told_kindly() {
    let desk = Desk::open().await;
    for number in 0..SUBSCRIPTIONS_A_SERVER {
        let new = NewSubscription {
            guild: GUILD,
            channel: 1 + number.unsigned_abs(),
            wants: Wants::Everything,
            choices: Choices::default(),
            by: 1,
            at: NOON,
        };
        desk.bot
            .world
            .store
            .subscribe(&new)
            .await
            .expect("subscribed");
    }
    let refused = desk.said("subscribe", json!({ "everything": true })).await;
    assert!(
        refused.contains("This server has 50 subscriptions"),
        "{refused}"
    );
    // A message cannot show them all, and says how to see the rest.
    let list = desk.said("subscriptions list", json!({})).await;
    assert!(list.contains("50 subscriptions"), "{list}");
    assert!(list.contains("with a channel shows"), "{list}");
    assert!(list.contains("left out"), "{list}");
    let none = json!({ "channel": SCORES.to_string() });
    let list = desk.said("subscriptions list", none).await;
    assert!(list.contains("Nothing is subscribed in"), "{list}");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_subscription_says_why_and_resumes_when_its_channel_takes_posts() {
    let desk = Desk::open().await;
    desk.said("subscribe", json!({ "everything": true })).await;
    let which = json!({ "subscription": "every match" });
    let paused = desk.said("subscriptions pause", which.clone()).await;
    assert!(paused.contains("I post nothing of every match"), "{paused}");
    let list = desk.said("subscriptions list", json!({})).await;
    assert!(list.contains("paused (by moderator) since"), "{list}");
    let kept = desk.kept().await;
    let by = kept[0].paused.as_ref().map(|paused| paused.by);
    assert_eq!(by, Some(PausedBy::Person));
    desk.discord.deny(SCORES, Permissions::SEND_MESSAGES);
    let refused = desk.said("subscriptions resume", which.clone()).await;
    assert!(refused.contains("Missing: Send Messages"), "{refused}");
    desk.discord.allow(SCORES, Permissions::SEND_MESSAGES);
    let resumed = desk.said("subscriptions resume", which.clone()).await;
    assert!(resumed.contains("From the next match on"), "{resumed}");
    let again = desk.said("subscriptions resume", which).await;
    assert!(again.contains("Nothing to resume"), "{again}");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sample_is_marked_goes_to_the_real_place_and_tells_nobody() {
    let desk = Desk::open().await;
    let role = desk.discord.add_role("fans");
    desk.discord.let_everyone_be_told(role);
    let options = json!({ "everything": true, "role": role.to_string(), "spoilers": "hide" });
    desk.said("subscribe", options).await;
    let which = json!({ "subscription": "every match" });
    let told = desk.said("subscriptions test", which.clone()).await;
    let posts = desk.discord.posts(SCORES);
    assert_eq!(posts.len(), 1);
    let text = posts[0].text();
    assert!(text.contains("**Sample**"), "{text}");
    assert!(text.contains("Sample Rovers v Example Athletic"), "{text}");
    assert_eq!(posts[0].body["allowed_mentions"], json!({ "parse": [] }));
    assert!(!text.contains(&role.to_string()), "{text}");
    let link = format!(
        "https://discord.com/channels/{GUILD}/{SCORES}/{}",
        posts[0].id
    );
    assert!(told.contains(&link), "{told}");
    desk.discord.fault(Route::Post, Fault::Code(403, 50_013), 1);
    let refused = desk.said("subscriptions test", which).await;
    assert!(refused.contains("Discord did not take a post"), "{refused}");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn older_matches_are_queued_quietly_and_each_once() {
    let desk = Desk::open().await;
    desk.said("subscribe", json!({ "player": "Varga" })).await;
    desk.said("subscribe", json!({ "everything": true })).await;
    let rows = "select count(*) from outbox where is_quiet = 1 and state = 'waiting'";
    for (which, expected) in [
        ("Varga", "1 match on the way, quietly"),
        ("every match", "no older match"),
    ] {
        let options = json!({ "subscription": which, "count": 10 });
        let told = desk.said("subscriptions backfill", options).await;
        assert!(told.contains(expected), "{which}: {told}");
    }
    assert_eq!(desk.bot.world.count(rows).await, 1);
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn why_names_the_stage_at_which_a_match_stopped() {
    let mut desk = Desk::open().await;
    desk.said("subscribe", json!({ "team": "Tottenham" })).await;
    desk.said("subscribe", json!({ "team": "Ashbourne" })).await;
    let other = desk.discord.add_channel("late");
    let options = json!({ "everything": true, "channel": other.to_string(), "spoilers": "delay", "delay": 60 });
    desk.said("subscribe", options).await;
    let why = desk
        .said("subscriptions why", json!({ "match": "Ashbourne" }))
        .await;
    assert!(
        why.contains("Why Ashbourne v Cutler Row was posted, or was not"),
        "{why}"
    );
    assert!(
        why.contains("no – it is what the subscription is about"),
        "{why}"
    );
    // It was read in the very second of the subscription, by the clock that stands still.
    assert!(why.contains("no – queued: held back"), "{why}");
    let text = "Ashbourne beat Dunmore 3-0.";
    let read = ClaimsBuilder::of(text, "Ashbourne", "Dunmore")
        .score(3, 0)
        .read();
    desk.bot
        .world
        .record(text, vec![read], Given::default())
        .await;
    let why = desk
        .said(
            "subscriptions why",
            json!({ "match": "Ashbourne v Dunmore" }),
        )
        .await;
    assert!(why.contains("no – complete"), "{why}");
    assert!(
        why.contains("yes – queued\nno – sent: it is next in line"),
        "{why}"
    );
    let delayed = format!("no – due: delayed until <t:{}:f>", NOON + 3600);
    assert!(why.contains(&delayed), "{why}");
    assert!(!why.contains("3-0"), "a channel may hide it: {why}");
    // A summary that waits for the rest of its match says until when.
    let store = desk.bot.world.store.clone();
    desk.bot.world.store = store.waiting_for_the_rest(Duration::from_secs(900));
    let text = "Ashbourne beat Eastmoor 4-0.";
    let read = ClaimsBuilder::of(text, "Ashbourne", "Eastmoor")
        .score(4, 0)
        .read();
    desk.bot
        .world
        .record(text, vec![read], Given::default())
        .await;
    let options = json!({ "match": "Ashbourne v Eastmoor" });
    let why = desk.said("subscriptions why", options).await;
    let held = format!(
        "no – due: held back until all goals are told, or until <t:{}:f>",
        NOON + 900
    );
    assert!(why.contains(&held), "{why}");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_are_shown_kept_checked_and_taken_back() {
    let desk = Desk::open().await;
    let shown = desk.said("settings", json!({})).await;
    assert!(shown.contains("not set: nobody is told"), "{shown}");
    let staff = desk.discord.add_channel("staff");
    let role = desk.discord.add_role("reporters");
    let options = json!({
        "alert_channel": staff.to_string(), "default_spoilers": "hide", "default_team": "Ashbourne",
        "default_format": "line", "reporter_role": role.to_string(),
    });
    let saved = desk.said("settings", options).await;
    for expected in [
        "Saved.".to_owned(),
        format!("<#{staff}>"),
        "hide".to_owned(),
        "Ashbourne".to_owned(),
        "line".to_owned(),
        format!("<@&{role}>"),
    ] {
        assert!(saved.contains(&expected), "{expected}: {saved}");
    }
    let made = desk.said("subscribe", json!({ "everything": true })).await;
    assert!(made.contains("line, result hidden"), "{made}");
    let refused = desk.said("subscribe", json!({ "player": "Mensah" })).await;
    assert!(
        refused.contains("cannot hide"),
        "the default counts: {refused}"
    );
    let cleared = desk
        .said("settings", json!({ "clear": "alert_channel" }))
        .await;
    assert!(cleared.contains("not set: nobody is told"), "{cleared}");
    desk.discord.deny(staff, Permissions::SEND_MESSAGES);
    let refused = desk
        .said("settings", json!({ "alert_channel": staff.to_string() }))
        .await;
    assert!(refused.contains("I cannot post in #staff"), "{refused}");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_default_team_settles_a_word_that_several_teams_share() {
    let desk = Desk::open().await;
    let asked = |desk: Desk| async move {
        let interaction = desk
            .discord
            .slash("score", json!({ "team": "United" }))
            .await;
        let answer = desk.discord.answer_to(&interaction).await;
        (desk, answer.text())
    };
    let (desk, open) = asked(desk).await;
    assert!(open.contains("fits"), "{open}");
    let choices = desk
        .discord
        .autocomplete_by(
            &Asker::moderator(),
            "settings",
            "default_team",
            json!({ "default_team": "Manchester Uni" }),
        )
        .await;
    let value = choices.choices()[0].1.clone();
    desk.said("settings", json!({ "default_team": value }))
        .await;
    let (desk, settled) = asked(desk).await;
    assert!(settled.contains("I know Manchester United"), "{settled}");
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_refusal_paused_resumes_when_the_channel_takes_posts_and_what_a_person_paused_does_not()
 {
    let desk = Desk::open().await;
    let other = desk.discord.add_channel("other");
    desk.said("subscribe", json!({ "everything": true })).await;
    let options = json!({ "team": "Ashbourne", "channel": other.to_string() });
    desk.said("subscribe", options).await;
    let store = &desk.bot.world.store;
    desk.discord.deny(SCORES, Permissions::SEND_MESSAGES);
    let reason = "I cannot post in the channel.";
    let paused = store.pause_channel(SCORES, reason, "missing_permissions", NOON);
    assert!(paused.await.expect("paused"));
    desk.said(
        "subscriptions pause",
        json!({ "subscription": "Ashbourne" }),
    )
    .await;
    desk.discord.allow(other, Permissions::SEND_MESSAGES);
    desk.discord.allow(SCORES, Permissions::SEND_MESSAGES);
    let revived = async {
        while desk
            .kept()
            .await
            .iter()
            .filter(|kept| kept.paused.is_some())
            .count()
            > 1
        {
            tokio::task::yield_now().await;
        }
    };
    let within = std::time::Duration::from_secs(60);
    tokio::time::timeout(within, revived)
        .await
        .expect("it resumes");
    let kept = desk.kept().await;
    let by_person = kept.iter().find(|kept| kept.channel == other);
    assert!(by_person.is_some_and(|kept| kept.paused.is_some()));
    desk.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn status_says_how_it_stands_with_this_channel() {
    let desk = Desk::open().await;
    let status = desk.said("status", json!({})).await;
    assert!(status.contains("Nothing is subscribed here."), "{status}");
    desk.said("subscribe", json!({ "team": "Ashbourne" })).await;
    desk.discord.deny(SCORES, Permissions::EMBED_LINKS);
    let status = desk.said("status", json!({})).await;
    assert!(status.contains("**Ashbourne**: active since"), "{status}");
    assert!(
        status.contains("I cannot post here. Missing: Embed Links."),
        "{status}"
    );
    desk.close().await;
}

/// Posts what is owed.
async fn deliver(desk: &Desk) {
    let base = ApiUrl::try_from(desk.discord.url()).expect("the double has an address");
    let token = Token::new(TOKEN).expect("there is a token");
    let poster = Poster::new(&base, &token, PATIENCE).expect("requests can be made");
    let worker = Worker::new(
        desk.bot.world.store.clone(),
        DiscordSender::new(poster),
        TestClock::at(NOON),
        Manner::of("worker"),
    );
    let stop = CancellationToken::new();
    let before = desk.discord.posts(SCORES).len();
    tokio::join!(worker.run(stop.clone()), async {
        desk.discord.posts_reach(SCORES, before + 1).await;
        stop.cancel();
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_result_is_shown_to_whoever_presses_the_button_alone_also_after_a_restart() {
    let desk = Desk::open().await;
    let options = json!({ "everything": true, "spoilers": "hide" });
    desk.said("subscribe", options).await;
    let which = json!({ "subscription": "every match" });
    desk.said("subscriptions backfill", which).await;
    deliver(&desk).await;
    let Desk { discord, bot } = desk;
    let world = bot.stop_and_leave().await;
    let bot = Bot::start_in(&discord, world).await;
    let post = &discord.posts(SCORES)[0];
    assert!(!post.text().contains("2-1"), "{}", post.text());
    let button = post.body["components"][0]["components"][0]["custom_id"].clone();
    let pressed = discord
        .press(button.as_str().expect("a button"), post.id)
        .await;
    let answer = discord.answer_to(&pressed).await;
    assert!(answer.is_private);
    assert!(
        answer.text().contains("Ashbourne 2-1 Cutler Row"),
        "{}",
        answer.text()
    );
    assert_eq!(discord.posts(SCORES).len(), 1);
    bot.stop_cleanly(&discord).await;
}
