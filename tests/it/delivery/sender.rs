//! The sender: what Discord did becomes one of five outcomes.

use std::time::Duration;

use serde_json::json;
use serenity::all::Permissions;
use touchline::{
    config::{ApiUrl, Token},
    delivery::{Found, Outcome, Post, Refusal, Sender, Tag},
    gateway::{DiscordSender, PATIENCE, Poster},
};

use crate::support::discord::{Discord, Fault, Route, SCORES, TOKEN};

fn poster(double: &Discord, token: &str, patience: Duration) -> Poster {
    let base = ApiUrl::try_from(double.url()).expect("the double has an address");
    let token = Token::new(token).expect("there is a token");
    Poster::new(&base, &token, patience).expect("requests can be made")
}

fn sender(double: &Discord) -> DiscordSender {
    DiscordSender::new(poster(double, TOKEN, PATIENCE))
}

fn tag() -> Tag {
    Tag::of(1, SCORES, 1_767_268_800)
}

fn post() -> Post {
    let footer = format!("1 report · m1 · {}", tag().as_str());
    Post {
        body: json!({ "embeds": [{ "title": "Rovers 0-1 United", "footer": { "text": footer } }] }),
        tag: tag(),
    }
}

/// What becomes of one post under one fault, and how many messages there are then.
async fn under(fault: Fault) -> (Outcome, usize) {
    let double = Discord::start().await;
    double.fault(Route::Post, fault, 1);
    let patience = match fault {
        Fault::Hang | Fault::HangAfterAccept => Duration::from_millis(250),
        _ => PATIENCE,
    };
    let sender = DiscordSender::new(poster(&double, TOKEN, patience));
    let outcome = sender.post(SCORES, &post()).await;
    double.assert_clean();
    (outcome, double.posts(SCORES).len())
}

fn refused(status: u16, code: u64) -> impl Fn(&Outcome) -> bool {
    move |outcome| {
        matches!(outcome, Outcome::Refused(Refusal { status: told, code: why, .. })
            if (*told, *why) == (status, code))
    }
}

fn limited(after: Duration, everywhere: bool) -> impl Fn(&Outcome) -> bool {
    move |outcome| *outcome == Outcome::RateLimited { after, everywhere }
}

fn in_doubt(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::InDoubt(_))
}

#[tokio::test]
async fn every_fault_has_its_outcome() {
    let exact = Duration::from_millis(1500);
    let limit = |global, header| Fault::RateLimited {
        after: exact,
        global,
        header,
    };
    type Expected = Box<dyn Fn(&Outcome) -> bool>;
    let matrix: Vec<(Fault, usize, Expected)> = vec![
        (limit(false, true), 0, Box::new(limited(exact, false))),
        (limit(false, false), 0, Box::new(limited(exact, false))),
        (limit(true, true), 0, Box::new(limited(exact, true))),
        (limit(true, false), 0, Box::new(limited(exact, true))),
        (Fault::Status(500), 0, Box::new(in_doubt)),
        (Fault::Status(502), 0, Box::new(in_doubt)),
        (Fault::Status(503), 0, Box::new(in_doubt)),
        (Fault::StatusAfterAccept(502), 1, Box::new(in_doubt)),
        (Fault::Empty, 1, Box::new(in_doubt)),
        (Fault::Hang, 0, Box::new(in_doubt)),
        (Fault::HangAfterAccept, 1, Box::new(in_doubt)),
        (Fault::Drop, 0, Box::new(in_doubt)),
        (Fault::ReplyLostAfterAccept, 1, Box::new(in_doubt)),
        (Fault::Code(403, 50_001), 0, Box::new(refused(403, 50_001))),
        (Fault::Code(403, 50_013), 0, Box::new(refused(403, 50_013))),
        (Fault::Code(404, 10_003), 0, Box::new(refused(404, 10_003))),
        (Fault::Code(400, 50_035), 0, Box::new(refused(400, 50_035))),
        (Fault::Status(403), 0, Box::new(refused(403, 0))),
    ];
    for (fault, messages, expected) in matrix {
        let (outcome, there) = under(fault).await;
        assert!(expected(&outcome), "{fault:?} became {outcome:?}");
        assert_eq!(there, messages, "{fault:?} left {there} messages");
    }
}

#[tokio::test]
async fn a_refused_connection_surely_sent_nothing() {
    let double = Discord::start().await;
    double.outage();
    // The listener goes in its own task: until then the connection is cut, which leaves doubt.
    let sender = sender(&double);
    let mut outcome = sender.post(SCORES, &post()).await;
    while matches!(outcome, Outcome::InDoubt(_)) {
        outcome = sender.post(SCORES, &post()).await;
    }
    assert!(matches!(outcome, Outcome::Unavailable(_)), "{outcome:?}");
    assert!(double.posts(SCORES).is_empty());
}

#[tokio::test]
async fn the_same_tag_twice_is_one_message() {
    let double = Discord::start().await;
    let sender = sender(&double);
    let first = sender.post(SCORES, &post()).await;
    assert_eq!(sender.post(SCORES, &post()).await, first);
    assert_eq!(double.posts(SCORES).len(), 1);
    let careless = DiscordSender::without_nonce(poster(&double, TOKEN, PATIENCE));
    careless.post(SCORES, &post()).await;
    careless.post(SCORES, &post()).await;
    assert_eq!(
        double.posts(SCORES).len(),
        3,
        "without the nonce there are doubles"
    );
    double.assert_clean();
}

#[tokio::test]
async fn the_last_post_of_a_window_says_how_long_to_rest() {
    let double = Discord::start().await;
    let sender = sender(&double);
    let mut rests = Vec::new();
    for number in 0..5 {
        let tag = Tag::of(number, SCORES, 1);
        let post = Post { tag, ..post() };
        match sender.post(SCORES, &post).await {
            Outcome::Sent { rest, .. } => rests.push(rest.as_secs()),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(rests, [0, 0, 0, 0, 5]);
    assert_eq!(double.limited(), 0);
}

#[tokio::test]
async fn a_post_is_found_by_its_tag_among_others() {
    let double = Discord::start().await;
    let sender = sender(&double);
    assert_eq!(
        sender.find(SCORES, &tag(), double.now()).await,
        Found::Nothing,
        "an empty channel"
    );
    double.says(SCORES, &format!("I saw {} somewhere", tag().as_str()));
    assert_eq!(
        sender.find(SCORES, &tag(), double.now()).await,
        Found::Nothing,
        "a person's words"
    );
    let Outcome::Sent { message_id, .. } = sender.post(SCORES, &post()).await else {
        panic!("nothing was wrong");
    };
    for _ in 0..250 {
        double.says(SCORES, "goal!");
    }
    assert_eq!(
        sender.find(SCORES, &tag(), double.now()).await,
        Found::Message(message_id)
    );
    double.advance(Duration::from_secs(3600));
    let later = sender.find(SCORES, &tag(), double.now()).await;
    assert_eq!(later, Found::Nothing, "posts of before are not looked at");
    double.delete_message(message_id);
    assert_eq!(
        sender.find(SCORES, &tag(), double.now()).await,
        Found::Nothing
    );
    double.assert_clean();
}

#[tokio::test]
async fn a_history_that_may_not_be_read_is_not_an_empty_one() {
    let double = Discord::start().await;
    let sender = sender(&double);
    double.deny(SCORES, Permissions::READ_MESSAGE_HISTORY);
    assert_eq!(
        sender.find(SCORES, &tag(), double.now()).await,
        Found::Nothing,
        "nobody ever wrote there"
    );
    double.says(SCORES, "hello");
    assert_eq!(
        sender.find(SCORES, &tag(), double.now()).await,
        Found::Unreadable
    );
    double.fault(Route::History, Fault::Status(502), 1);
    assert_eq!(
        sender.find(SCORES, &tag(), double.now()).await,
        Found::NoAnswer(None)
    );
    double.deny(SCORES, Permissions::VIEW_CHANNEL);
    let found = sender.find(SCORES, &tag(), double.now()).await;
    assert!(
        matches!(found, Found::Refused(Refusal { code: 50_001, .. })),
        "{found:?}"
    );
}

#[tokio::test]
async fn the_token_is_in_no_error() {
    let double = Discord::start().await;
    let wrong = "MTIz.secret.secret";
    let outcome = DiscordSender::new(poster(&double, wrong, PATIENCE))
        .post(SCORES, &post())
        .await;
    assert!(refused(401, 0)(&outcome), "{outcome:?}");
    double.fault(Route::Post, Fault::Drop, 1);
    let lost = sender(&double).post(SCORES, &post()).await;
    for told in [format!("{outcome:?}"), format!("{lost:?}")] {
        assert!(!told.contains("secret") && !told.contains(TOKEN), "{told}");
    }
    let base = ApiUrl::try_from(double.url()).expect("the double has an address");
    let broken = Token::new("a\nsecret").expect("there is a token");
    let error = Poster::new(&base, &broken, PATIENCE)
        .err()
        .expect("no header takes this");
    assert!(!format!("{error:?} {error}").contains("secret"));
}
