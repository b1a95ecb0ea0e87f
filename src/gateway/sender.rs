//! Carries the outbox's posts to Discord.

use std::time::Duration;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::poster::{Answer, NoAnswer, Poster};
use crate::delivery::{Found, Outcome, Post, Refusal, Sender, Tag};

/// How many messages Discord gives at once.
const PAGE: usize = 100;
/// How many pages are looked through for a post in doubt. A channel that moves faster than this is not worth a guess.
const PAGES: usize = 10;
/// How far our clock may be from Discord's.
const SKEW: Duration = Duration::from_secs(600);
/// The millisecond since 1970 from which Discord's ids count.
const FIRST_MILLISECOND: u128 = 1_420_070_400_000;

/// Posts through Discord's REST API.
pub struct DiscordSender {
    poster: Poster,
    /// Whether Discord is asked to take a nonce only once. Only a test of the tests says no.
    enforces_nonce: bool,
}

impl DiscordSender {
    /// A sender on an API.
    #[must_use]
    pub const fn new(poster: Poster) -> Self {
        Self {
            poster,
            enforces_nonce: true,
        }
    }

    /// A sender that has no nonce enforced, and so doubles what is in doubt: it shows that the tests of delivery can fail.
    #[must_use]
    pub const fn without_nonce(poster: Poster) -> Self {
        Self {
            poster,
            enforces_nonce: false,
        }
    }
}

impl Sender for DiscordSender {
    async fn post(&self, channel: u64, post: &Post) -> Outcome {
        let mut body = post.body.clone();
        if self.enforces_nonce {
            body["nonce"] = json!(post.tag.as_str());
            body["enforce_nonce"] = json!(true);
        }
        let path = format!("/channels/{channel}/messages");
        outcome(self.poster.ask(Method::POST, &path, Some(&body)).await)
    }

    async fn edit(&self, channel: u64, message: u64, body: &Value) -> Outcome {
        let path = format!("/channels/{channel}/messages/{message}");
        outcome(self.poster.ask(Method::PATCH, &path, Some(body)).await)
    }

    async fn start_thread(&self, channel: u64, message: u64, name: &str) -> Outcome {
        let path = format!("/channels/{channel}/messages/{message}/threads");
        let body = json!({ "name": name });
        outcome(self.poster.ask(Method::POST, &path, Some(&body)).await)
    }

    async fn find(&self, channel: u64, tag: &Tag, since: Duration) -> Found {
        let mut after = id_at(since.saturating_sub(SKEW));
        for _ in 0..PAGES {
            let path = format!("/channels/{channel}/messages?limit={PAGE}&after={after}");
            let answer = match self.poster.ask(Method::GET, &path, None).await {
                Ok(answer) => answer,
                Err(_) => return Found::NoAnswer(None),
            };
            if let Err(found) = taken(&answer) {
                return found;
            }
            let Some(messages) = answer.body.as_array() else {
                return Found::NoAnswer(None);
            };
            let ours = messages
                .iter()
                .find(|message| message["author"]["bot"] == true && carries(message, tag));
            if let Some(id) = ours.and_then(id_of) {
                return Found::Message(id);
            }
            match messages.iter().filter_map(id_of).max() {
                Some(newest) if messages.len() == PAGE => after = newest,
                Some(_) => return Found::Nothing,
                None => return self.is_empty_or_closed(channel, after).await,
            }
        }
        Found::Unreadable
    }
}

impl DiscordSender {
    /// Discord answers an empty list both where nothing was written and where the history may not be read. The channel
    /// itself tells them apart: it knows its last message.
    async fn is_empty_or_closed(&self, channel: u64, after: u64) -> Found {
        let path = format!("/channels/{channel}");
        let answer = match self.poster.ask(Method::GET, &path, None).await {
            Ok(answer) => answer,
            Err(_) => return Found::NoAnswer(None),
        };
        if let Err(found) = taken(&answer) {
            return found;
        }
        if id_of(&answer.body).is_none() {
            return Found::NoAnswer(None);
        }
        let last = answer.body["last_message_id"].as_str();
        match last.and_then(|id| id.parse::<u64>().ok()) {
            Some(last) if last > after => Found::Unreadable,
            _ => Found::Nothing,
        }
    }
}

/// The least id of a message made at this time.
fn id_at(time: Duration) -> u64 {
    let millis = time.as_millis().saturating_sub(FIRST_MILLISECOND);
    u64::try_from(millis << 22).unwrap_or(u64::MAX)
}

/// Whether a question was answered; if not, what that means for the search.
fn taken(answer: &Answer) -> Result<(), Found> {
    match answer.status {
        status if status.is_success() => Ok(()),
        StatusCode::TOO_MANY_REQUESTS => Err(Found::NoAnswer(Some(answer.limit().0))),
        status if status.is_server_error() => Err(Found::NoAnswer(None)),
        _ => Err(Found::Refused(refusal(answer))),
    }
}

/// What an answer says became of a post.
fn outcome(asked: Result<Answer, NoAnswer>) -> Outcome {
    let answer = match asked {
        Ok(answer) => answer,
        Err(NoAnswer::NotSent(why)) => return Outcome::Unavailable(why),
        Err(NoAnswer::Lost(why)) => return Outcome::InDoubt(why),
    };
    match answer.status {
        status if status.is_success() => match id_of(&answer.body) {
            Some(message_id) => Outcome::Sent {
                message_id,
                rest: answer.rest(),
            },
            None => Outcome::InDoubt("the answer names no message".to_owned()),
        },
        StatusCode::TOO_MANY_REQUESTS => {
            let (after, everywhere) = answer.limit();
            Outcome::RateLimited { after, everywhere }
        }
        status if status.is_client_error() => Outcome::Refused(refusal(&answer)),
        // What stands before Discord may answer 502 or 504 for a post that Discord took.
        status => Outcome::InDoubt(format!("Discord answered {}", status.as_u16())),
    }
}

fn refusal(answer: &Answer) -> Refusal {
    let words = answer.body["message"].as_str().unwrap_or_default();
    Refusal {
        status: answer.status.as_u16(),
        code: answer.code(),
        words: words.chars().take(200).collect(),
    }
}

fn id_of(message: &Value) -> Option<u64> {
    message["id"].as_str()?.parse().ok()
}

/// Whether a message carries a tag where posts of ours do.
fn carries(message: &Value, tag: &Tag) -> bool {
    let mut texts = vec![&message["content"]];
    for embed in message["embeds"].as_array().into_iter().flatten() {
        texts.push(&embed["footer"]["text"]);
    }
    texts
        .into_iter()
        .filter_map(Value::as_str)
        .any(|text| tag.is_in(text))
}
