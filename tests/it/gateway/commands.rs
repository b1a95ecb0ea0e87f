//! What the bot registers, and what its commands say.

use serde_json::{Value, json};
use touchline::ingestion::{NewText, Pipeline};
use touchline::names::Gazetteer;
use touchline::questions::commands::{COMMANDS, Command, CommandOption, OptionKind};
use touchline::replies::embed;
use touchline::store::Announce;

use super::{Bot, one_match};
use crate::support::discord::{Asker, Discord};
use crate::support::world::{NOON, World};

/// Discord's number for an option that takes this.
fn number_of(kind: OptionKind) -> u64 {
    match kind {
        OptionKind::Team
        | OptionKind::Opponent
        | OptionKind::Competition
        | OptionKind::Match
        | OptionKind::Player
        | OptionKind::Fact
        | OptionKind::Subscription
        | OptionKind::Date
        | OptionKind::Choice
        | OptionKind::Text => 3,
        OptionKind::File => 11,
        OptionKind::Number => 4,
        OptionKind::Flag => 5,
        OptionKind::Channel => 7,
        OptionKind::Role => 8,
    }
}

fn told_option(option: &CommandOption) -> Value {
    json!({
        "name": option.name, "description": option.description, "type": number_of(option.kind),
        "required": option.required, "autocomplete": option.kind.is_completed(),
    })
}

fn told(command: &Command) -> Value {
    let subcommands = command.subcommands.iter().map(|subcommand| {
        let mut told = told(subcommand);
        told["type"] = json!(1);
        told
    });
    let options: Vec<Value> = command
        .options
        .iter()
        .map(told_option)
        .chain(subcommands)
        .collect();
    json!({ "name": command.name, "description": command.description, "options": options })
}

/// The same of what was registered.
fn registered(command: &Value) -> Value {
    let is_option = |option: &&Value| option["type"] != 1;
    let options = command["options"].as_array().cloned().unwrap_or_default();
    let mut shown: Vec<Value> = options
        .iter()
        .filter(is_option)
        .map(|option| {
            json!({
                "name": option["name"], "description": option["description"], "type": option["type"],
                "required": option["required"] == true, "autocomplete": option["autocomplete"] == true,
            })
        })
        .collect();
    shown.extend(
        options
            .iter()
            .filter(|option| !is_option(option))
            .map(|one| {
                let mut told = registered(one);
                told["type"] = json!(1);
                told
            }),
    );
    json!({ "name": command["name"], "description": command["description"], "options": shown })
}

#[tokio::test(flavor = "multi_thread")]
async fn discord_gets_the_commands_of_the_table() {
    let discord = Discord::start().await;
    let bot = Bot::start(&discord).await;
    let commands = discord.commands();
    // What stands in the menu of a message has no words of its own.
    let (menu, commands): (Vec<Value>, Vec<Value>) = commands
        .into_iter()
        .partition(|command| command["type"] == 3);
    assert_eq!(menu[0]["name"], "Read as match report");
    let found: Vec<Value> = commands.iter().map(registered).collect();
    let wanted: Vec<Value> = COMMANDS.iter().map(told).collect();
    assert_eq!(found, wanted);
    for command in &commands {
        let name = command["name"].as_str().unwrap_or_default();
        let is_of_moderators = [
            "subscribe",
            "unsubscribe",
            "subscriptions",
            "settings",
            "feed",
        ]
        .contains(&name);
        let is_of_servers = is_of_moderators || ["report", "correct"].contains(&name);
        let manage_server = if is_of_moderators {
            json!("32")
        } else {
            Value::Null
        };
        assert_eq!(
            command["default_member_permissions"], manage_server,
            "{command}"
        );
        assert_eq!(
            command["contexts"] == json!([0]),
            is_of_servers,
            "{command}"
        );
    }
    bot.stop_cleanly(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_that_discord_has_are_not_registered_again() {
    let discord = Discord::start().await;
    let puts = |discord: &Discord| {
        let requests = discord.requests();
        requests
            .iter()
            .filter(|(method, _)| method == "PUT")
            .count()
    };
    let bot = Bot::start(&discord).await;
    assert!(bot.stop().await.is_ok());
    assert_eq!(puts(&discord), 1);
    let bot = Bot::start(&discord).await;
    assert!(bot.stop().await.is_ok());
    assert_eq!(puts(&discord), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_question_is_answered_as_the_console_answers_it() {
    let discord = Discord::start().await;
    let bot = Bot::start_in(&discord, one_match().await).await;
    let asked = [
        (
            "score",
            json!({ "team": "Ashbourne" }),
            "Ashbourne 2-1 Cutler Row",
        ),
        (
            "score",
            json!({ "team": "Cutler Row", "opponent": "Ashbourne", "date": "2017-11-21" }),
            "Ashbourne 2-1 Cutler Row",
        ),
        ("scorer", json!({ "team": "Ashbourne" }), "77' Okafor"),
        ("scorer", json!({ "player": "Varga" }), "40'"),
        ("match", json!({ "match": "m1" }), "21 November 2017"),
        (
            "evidence",
            json!({ "match": "m1", "fact": "score" }),
            "Ashbourne beat Cutler Row 2-1.",
        ),
        ("matches", json!({}), "Ashbourne 2-1 Cutler Row"),
    ];
    for (name, options, expected) in asked {
        let interaction = discord.slash(name, options.clone()).await;
        let answer = discord.answer_to(&interaction).await;
        assert!(
            answer.text().contains(expected),
            "/{name} {options}: {}",
            answer.text()
        );
        assert!(!answer.is_private, "/{name} {options}");
        assert!(!discord.was_deferred(&interaction), "/{name} {options}");
    }
    bot.stop_cleanly(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn help_and_status_are_for_the_asker_alone() {
    let discord = Discord::start().await;
    let bot = Bot::start_in(&discord, one_match().await).await;
    for (name, expected) in [("help", "/subscriptions list"), ("status", "Matches\n1")] {
        let interaction = discord.slash(name, json!({})).await;
        let answer = discord.answer_to(&interaction).await;
        assert!(answer.is_private, "/{name}");
        assert!(
            answer.text().contains(expected),
            "/{name}: {}",
            answer.text()
        );
    }
    bot.stop_cleanly(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn discord_gets_the_very_body_that_the_console_prints() {
    let discord = Discord::start().await;
    let bot = Bot::start_in(&discord, one_match().await).await;
    let interaction = discord.slash("score", json!({ "team": "Ashbourne" })).await;
    let answer = discord.answer_to(&interaction).await;
    let reply = bot.ask("/score Ashbourne").await;
    assert_eq!(answer.body, json!(embed::message(&reply)));
    assert!(bot.stop().await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_private_answer_is_seen_by_the_asker_alone() {
    let discord = Discord::start().await;
    let bot = Bot::start_in(&discord, one_match().await).await;
    let options = json!({ "team": "Ashbourne", "private": true });
    let interaction = discord.slash("score", options).await;
    let answer = discord.answer_to(&interaction).await;
    assert!(answer.is_private);
    assert!(answer.text().contains("Ashbourne 2-1 Cutler Row"));
    bot.stop_cleanly(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_is_told_to_the_asker_alone() {
    let discord = Discord::start().await;
    let bot = Bot::start_in(&discord, one_match().await).await;
    let interaction = discord.slash("score", json!({ "team": "Xyzzy" })).await;
    let answer = discord.answer_to(&interaction).await;
    assert!(answer.is_private);
    assert!(
        answer.text().contains("I hold no match for **Xyzzy**"),
        "{}",
        answer.text()
    );
    bot.stop_cleanly(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_work_in_private_messages_too() {
    let discord = Discord::start().await;
    let bot = Bot::start_in(&discord, one_match().await).await;
    let asker = Asker {
        guild: None,
        ..Asker::default()
    };
    let interaction = discord
        .slash_by(&asker, "score", json!({ "team": "Ashbourne" }))
        .await;
    let answer = discord.answer_to(&interaction).await;
    assert!(
        answer.text().contains("Ashbourne 2-1 Cutler Row"),
        "{}",
        answer.text()
    );
    bot.stop_cleanly(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn teams_opponents_and_matches_are_completed_while_they_are_typed() {
    let discord = Discord::start().await;
    let bot = Bot::start_in(&discord, one_match().await).await;
    let typed = discord
        .autocomplete("score", "team", json!({ "team": "ashb" }))
        .await;
    let choices = typed.choices();
    assert_eq!(choices[0].0, "Ashbourne");
    // What was picked is an id, and works as an answer.
    let interaction = discord
        .slash("score", json!({ "team": choices[0].1 }))
        .await;
    let answer = discord.answer_to(&interaction).await;
    assert!(
        answer.text().contains("Ashbourne 2-1 Cutler Row"),
        "{}",
        answer.text()
    );

    let options = json!({ "team": "Ashbourne", "opponent": "" });
    let typed = discord.autocomplete("score", "opponent", options).await;
    let names: Vec<String> = typed.choices().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Cutler Row"]);

    let typed = discord
        .autocomplete("match", "match", json!({ "match": "cutler" }))
        .await;
    assert_eq!(typed.choices()[0].1, "m1");
    bot.stop_cleanly(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_the_bot_no_longer_has_is_answered_kindly() {
    let discord = Discord::start().await;
    let bot = Bot::start(&discord).await;
    discord.also_registered(json!({ "name": "oracle", "description": "of old", "type": 1 }));
    let interaction = discord.slash("oracle", json!({})).await;
    let answer = discord.answer_to(&interaction).await;
    assert!(answer.is_private);
    assert!(
        answer.text().contains("older form of this command"),
        "{}",
        answer.text()
    );
    bot.stop_cleanly(&discord).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_in_prose_is_asked_about_on_discord() {
    let world = World::new().await;
    let pipeline = Pipeline::new(world.store.clone(), Gazetteer::embedded());
    let prose = "Rovers and United have met before, but never like this. Ashbourne Town beat Cutler Row 2-1 on Saturday. \
                 Mensah put the home side ahead on 12 minutes, Varga levelled before the break, and Okafor won it \
                 with a header in the 77th minute.";
    let about = NewText {
        announce: Announce::Nobody,
        ..NewText::shared("ashbourne.txt", NOON)
    };
    pipeline
        .ingest(prose.as_bytes(), &about)
        .await
        .expect("the report is read");
    let discord = Discord::start().await;
    let bot = Bot::start_in(&discord, world).await;
    let interaction = discord
        .slash("score", json!({ "team": "Ashbourne Town" }))
        .await;
    let answer = discord.answer_to(&interaction).await;
    let body = &answer.body;
    assert_eq!(body["embeds"][0]["title"], "Ashbourne Town 2-1 Cutler Row");
    assert_eq!(body["flags"], 0);
    assert_eq!(body["allowed_mentions"], json!({ "parse": [] }));
    assert_eq!(answer.button("Scorers").as_deref(), Some("1|scorer||m1|"));
    bot.stop_cleanly(&discord).await;
}
