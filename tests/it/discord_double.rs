//! The Discord double: it behaves as Discord does, as far as serenity can tell.

use std::{sync::Arc, time::Duration};

use serde_json::json;
use serenity::all as discord;
use serenity::all::{
    ActionRowComponent, Command, CommandOptionType, Context, CreateActionRow,
    CreateAutocompleteResponse, CreateButton, CreateCommand, CreateCommandOption, CreateEmbed,
    CreateInteractionResponse, CreateInteractionResponseFollowup, CreateInteractionResponseMessage,
    CreateMessage, EventHandler, GatewayIntents, Http, HttpBuilder, HttpError, Ready,
};

use crate::support::discord::{
    AnswerKind, Discord, Fault, GatewayFault, Limits, Options, Route, SCORES, TOKEN,
};

fn http_of(double: &Discord) -> Http {
    HttpBuilder::new(TOKEN)
        .proxy(double.url())
        .ratelimiter_disabled(true)
        .build()
}

/// A bot as small as can be: `/score` with completion, a button, and `/slow`, which defers.
struct Small;

#[serenity::async_trait]
impl EventHandler for Small {
    async fn ready(&self, ctx: Context, _: Ready) {
        let team = CreateCommandOption::new(CommandOptionType::String, "team", "which team")
            .required(true)
            .set_autocomplete(true);
        let commands = vec![
            CreateCommand::new("score")
                .description("the score")
                .add_option(team),
            CreateCommand::new("slow").description("takes its time"),
        ];
        Command::set_global_commands(&ctx.http, commands)
            .await
            .expect("the double takes commands");
    }

    async fn interaction_create(&self, ctx: Context, interaction: discord::Interaction) {
        let message = CreateInteractionResponseMessage::new;
        match interaction {
            discord::Interaction::Command(command) if command.data.name == "slow" => {
                let ephemeral = message().ephemeral(true);
                command
                    .create_response(&ctx.http, CreateInteractionResponse::Defer(ephemeral))
                    .await
                    .expect("deferred");
                command
                    .create_followup(
                        &ctx.http,
                        CreateInteractionResponseFollowup::new().content("at last"),
                    )
                    .await
                    .expect("answered");
            }
            discord::Interaction::Command(command) => {
                let reply = message()
                    .embed(CreateEmbed::new().title("Rovers 0-1 United"))
                    .components(vec![CreateActionRow::Buttons(vec![
                        CreateButton::new("1|scorer").label("Scorers"),
                    ])]);
                command
                    .create_response(&ctx.http, CreateInteractionResponse::Message(reply))
                    .await
                    .expect("answered");
            }
            discord::Interaction::Autocomplete(typed) => {
                let choices =
                    CreateAutocompleteResponse::new().add_string_choice("United", "eng:united");
                typed
                    .create_response(&ctx.http, CreateInteractionResponse::Autocomplete(choices))
                    .await
                    .expect("completed");
            }
            discord::Interaction::Component(pressed) => {
                let row = &pressed.message.components[0].components[0];
                assert!(matches!(row, ActionRowComponent::Button(_)));
                let reply = message().content("12' Mensah (og)").ephemeral(true);
                pressed
                    .create_response(&ctx.http, CreateInteractionResponse::Message(reply))
                    .await
                    .expect("answered");
            }
            other => panic!("nobody sent {other:?}"),
        }
    }
}

async fn small_bot(double: &Discord) {
    let mut client = discord::ClientBuilder::new_with_http(http_of(double), GatewayIntents::GUILDS)
        .event_handler(Small)
        .await
        .expect("the double tells its gateway");
    tokio::spawn(async move { client.start().await });
}

#[tokio::test]
async fn a_command_gets_a_visible_answer_whose_button_works() {
    let double = Discord::start().await;
    small_bot(&double).await;
    let asked = double.slash("score", json!({ "team": "United" })).await;
    let answer = double.answer_to(&asked).await;
    assert_eq!(answer.kind, AnswerKind::Reply);
    assert!(!answer.is_private);
    assert_eq!(answer.text(), "Rovers 0-1 United\nScorers");
    let button = answer.button("Scorers").expect("there is a button");
    let pressed = double
        .press(&button, answer.message.expect("it is a message"))
        .await;
    let reply = double.answer_to(&pressed).await;
    assert_eq!(reply.content(), "12' Mensah (og)");
    assert!(reply.is_private);
    let completed = double
        .autocomplete("score", "team", json!({ "team": "Uni" }))
        .await;
    assert_eq!(
        completed.choices(),
        [("United".to_owned(), "eng:united".to_owned())]
    );
    double.assert_clean();
}

#[tokio::test]
async fn a_deferred_answer_keeps_the_privacy_of_its_placeholder() {
    let double = Discord::start().await;
    small_bot(&double).await;
    let asked = double.slash("slow", json!({})).await;
    let answer = double.answer_to(&asked).await;
    assert!(double.was_deferred(&asked));
    assert!(answer.is_private);
    assert_eq!(answer.content(), "at last");
    double.assert_clean();
}

#[tokio::test]
async fn a_cut_connection_is_resumed_and_nothing_is_missed() {
    let double = Discord::start().await;
    small_bot(&double).await;
    double
        .answer_to(&double.slash("slow", json!({})).await)
        .await;
    for fault in [
        GatewayFault::Drop,
        GatewayFault::Reconnect,
        GatewayFault::Close(Some(4000)),
    ] {
        let before = double.entries().resumes;
        double.gateway_fault(fault);
        double
            .until("a resumed session", |double| {
                double.entries().resumes > before
            })
            .await;
        double
            .answer_to(&double.slash("slow", json!({})).await)
            .await;
    }
    assert_eq!(double.entries().identifies, 1);
    double.assert_clean();
}

#[tokio::test]
async fn an_event_without_a_locale_reaches_nobody() {
    let double = Discord::start().await;
    small_bot(&double).await;
    double.connected().await;
    double.gateway_fault(GatewayFault::Unparsable);
    double
        .answer_to(&double.slash("slow", json!({})).await)
        .await;
    double.assert_clean();
}

async fn say(http: &Http, text: &str) -> Result<discord::Message, serenity::Error> {
    discord::ChannelId::new(SCORES)
        .send_message(http, CreateMessage::new().content(text))
        .await
}

#[tokio::test]
async fn five_posts_pass_and_the_sixth_waits() {
    let double = Discord::start().await;
    let http = http_of(&double);
    for number in 1..=5 {
        say(&http, &format!("post {number}"))
            .await
            .expect("within the limit");
    }
    say(&http, "too many")
        .await
        .expect_err("the sixth is limited");
    double.advance(Duration::from_secs(5));
    say(&http, "post 6").await.expect("a new window");
    assert_eq!(double.posts(SCORES).len(), 6);
    assert_eq!(double.limited(), 1);
    double.assert_clean();
}

#[tokio::test]
async fn a_nonce_counts_only_when_enforced_and_only_for_a_while() {
    let double = Discord::start().await;
    let http = http_of(&double);
    let post = |enforce: bool| {
        let body = CreateMessage::new()
            .content("once")
            .nonce(discord::Nonce::String("d1-1".to_owned()))
            .enforce_nonce(enforce);
        discord::ChannelId::new(SCORES).send_message(&http, body)
    };
    let first = post(true).await.expect("posted").id;
    assert_eq!(post(true).await.expect("the same again").id, first);
    assert_ne!(post(false).await.expect("a double").id, first);
    double.advance(Limits::default().nonce_memory);
    post(true).await.expect("forgotten by now");
    assert_eq!(double.posts(SCORES).len(), 3);
    double.assert_clean();
}

#[tokio::test]
async fn a_reply_lost_after_acceptance_leaves_the_message() {
    let double = Discord::start().await;
    let http = http_of(&double);
    double.fault(Route::Post, Fault::ReplyLostAfterAccept, 1);
    double.fault(Route::Post, Fault::Drop, 1);
    say(&http, "accepted").await.expect_err("no answer came");
    say(&http, "not accepted")
        .await
        .expect_err("no answer came");
    let texts: Vec<_> = double
        .posts(SCORES)
        .iter()
        .map(|post| post.content().to_owned())
        .collect();
    assert_eq!(texts, ["accepted"]);
    double.assert_clean();
}

#[tokio::test]
async fn refusals_carry_the_code_of_their_reason() {
    let double = Discord::start().await;
    let http = http_of(&double);
    let code = |error: serenity::Error| match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(told)) => {
            (told.status_code.as_u16(), told.error.code)
        }
        other => panic!("no refusal: {other}"),
    };
    double.deny(SCORES, discord::Permissions::SEND_MESSAGES);
    assert_eq!(
        code(say(&http, "a").await.expect_err("refused")),
        (403, 50_013)
    );
    double.deny(SCORES, discord::Permissions::VIEW_CHANNEL);
    assert_eq!(
        code(say(&http, "a").await.expect_err("refused")),
        (403, 50_001)
    );
    double.delete_channel(SCORES);
    assert_eq!(
        code(say(&http, "a").await.expect_err("refused")),
        (404, 10_003)
    );
    double.assert_clean();
}

#[tokio::test]
async fn everything_read_over_rest_is_readable_to_serenity() {
    let double = Discord::start().await;
    let http = http_of(&double);
    let message = say(&http, "one").await.expect("posted");
    double.says(SCORES, "two");
    let channel = discord::ChannelId::new(SCORES);
    let guild = discord::GuildId::new(crate::support::discord::GUILD);
    channel.to_channel(&http).await.expect("a channel");
    let history = channel
        .messages(&http, discord::GetMessages::new().limit(10))
        .await
        .expect("a history");
    assert_eq!(history.len(), 2);
    assert_eq!(history[0].content, "two");
    channel.message(&http, message.id).await.expect("a message");
    channel
        .edit_message(
            &http,
            message.id,
            discord::EditMessage::new().content("three"),
        )
        .await
        .expect("an edit");
    channel
        .create_thread_from_message(&http, message.id, discord::CreateThread::new("m1"))
        .await
        .expect("a thread");
    guild.to_partial_guild(&http).await.expect("a guild");
    guild.roles(&http).await.expect("roles");
    guild
        .member(
            &http,
            discord::UserId::new(crate::support::discord::APPLICATION),
        )
        .await
        .expect("a member");
    http.get_current_user().await.expect("a user");
    http.get_current_application_info()
        .await
        .expect("an application");
    assert_eq!(double.posts(SCORES)[0].content(), "three");
    double.assert_clean();
}

#[tokio::test]
async fn a_message_over_the_limits_is_a_problem() {
    let double = Discord::start().await;
    let http = http_of(&double);
    let long = || CreateEmbed::new().description("x".repeat(4000));
    discord::ChannelId::new(SCORES)
        .send_message(&http, CreateMessage::new().embeds(vec![long(), long()]))
        .await
        .ok();
    let problems = double.take_problems();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert!(problems[0].contains("text of all embeds is 8000, more than 6000"));
}

#[tokio::test]
async fn during_an_outage_connections_are_refused_and_after_it_the_port_is_the_same() {
    let double = Discord::start_with(Options {
        now: Some(Arc::new(|| Duration::from_secs(1))),
        ..Options::default()
    })
    .await;
    let http = http_of(&double);
    say(&http, "before").await.expect("posted");
    double.outage();
    say(&http, "during").await.expect_err("nobody listens");
    double.restore();
    // The listener comes back in its own task.
    let mut said = say(&http, "after").await;
    while said.is_err() {
        tokio::task::yield_now().await;
        said = say(&http, "after").await;
    }
    assert_eq!(double.posts(SCORES).len(), 2);
    double.assert_clean();
}
