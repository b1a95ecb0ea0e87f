//! Requests of our own to Discord's REST API: what was asked, answered by status, headers and body.
//!
//! Serenity's requests lose the headers of a 429, have no time limit, and write their body into a log span. The outbox
//! needs the first two and must not have the third, so these few routes are asked for directly.

use std::time::Duration;

use reqwest::{Client, Method, StatusCode, header};
use serde_json::Value;

use crate::config::{ApiUrl, Token};

/// How long a request may take, from the first byte to the last.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Asks Discord's REST API on behalf of the outbox.
pub struct Poster {
    client: Client,
    base: String,
    authorization: header::HeaderValue,
}

/// An answer of Discord.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: header::HeaderMap,
    /// Its body, `Null` when it is no JSON.
    pub body: Value,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum NoAnswer {
    /// The request never reached Discord.
    #[error("could not reach Discord: {0}")]
    NotSent(String),
    /// The request may have been carried out.
    #[error("Discord gave no answer: {0}")]
    Lost(String),
}

/// Why the API cannot be asked at all.
#[derive(Debug, thiserror::Error)]
pub enum PosterError {
    /// The token cannot stand in a header.
    #[error("the token has characters that no token has; copy it again from the developer portal")]
    Token,
    /// The HTTP client could not be made.
    #[error("could not prepare for requests to Discord")]
    Client(#[source] reqwest::Error),
}

impl Poster {
    /// The API at `base`, with a time limit for each request.
    ///
    /// # Errors
    /// When the token cannot stand in a header, or TLS cannot be set up.
    pub fn new(base: &ApiUrl, token: &Token, patience: Duration) -> Result<Self, PosterError> {
        let mut authorization = header::HeaderValue::from_str(&format!("Bot {}", token.reveal()))
            .map_err(|_| PosterError::Token)?;
        authorization.set_sensitive(true);
        let client = Client::builder()
            .user_agent(serenity::constants::USER_AGENT)
            .timeout(patience)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(PosterError::Client)?;
        Ok(Self {
            client,
            base: format!("{}/api/v10", base.as_str()),
            authorization,
        })
    }

    /// Asks for `path` (which begins with a slash).
    ///
    /// # Errors
    /// When no answer came; what is known about the request's fate is in the error.
    pub async fn ask(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Answer, NoAnswer> {
        let mut request = self
            .client
            .request(method, format!("{}{path}", self.base))
            .header(header::AUTHORIZATION, self.authorization.clone());
        if let Some(body) = body {
            request = request.json(body);
        }
        let response = request.send().await.map_err(fate)?;
        let status = response.status();
        let headers = response.headers().clone();
        let bytes = response.bytes().await.map_err(fate)?;
        Ok(Answer {
            status,
            headers,
            body: serde_json::from_slice(&bytes).unwrap_or(Value::Null),
        })
    }
}

/// What is known of a request that failed. The address is taken out of the error: it may hold a token of Discord's.
fn fate(error: reqwest::Error) -> NoAnswer {
    let error = error.without_url();
    let never_left = error.is_connect() || error.is_builder();
    let mut words = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(cause) = source {
        words = format!("{words}: {cause}");
        source = cause.source();
    }
    if never_left {
        NoAnswer::NotSent(words)
    } else {
        NoAnswer::Lost(words)
    }
}

impl Answer {
    /// A header as a number of seconds.
    #[must_use]
    pub fn seconds(&self, name: &str) -> Option<Duration> {
        let text = self.headers.get(name)?.to_str().ok()?;
        seconds(text.parse().ok()?)
    }

    /// A header as text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Discord's own code for an error, 0 when it gave none.
    #[must_use]
    pub fn code(&self) -> u64 {
        self.body["code"].as_u64().unwrap_or(0)
    }

    /// How long a 429 asks to wait, and whether it holds for every route. Its body is exact, its header is in whole seconds; a
    /// 429 without either asks for a second.
    #[must_use]
    pub fn limit(&self) -> (Duration, bool) {
        let told = self.body["retry_after"]
            .as_f64()
            .and_then(seconds)
            .or_else(|| self.seconds("retry-after"))
            .or_else(|| self.seconds("x-ratelimit-reset-after"))
            .unwrap_or(Duration::from_secs(1));
        let everywhere = self.body["global"].as_bool().unwrap_or(false)
            || self.header("x-ratelimit-global").is_some();
        (told, everywhere)
    }

    /// How long the bucket of this request takes nothing more.
    #[must_use]
    pub fn rest(&self) -> Duration {
        match self.header("x-ratelimit-remaining") {
            Some("0") => self
                .seconds("x-ratelimit-reset-after")
                // The header is rounded, and may be a little short.
                .map_or(Duration::ZERO, |rest| rest + Duration::from_millis(1)),
            _ => Duration::ZERO,
        }
    }
}

/// A number of seconds as a duration, an hour at most: whoever asks for more is asked again.
fn seconds(number: f64) -> Option<Duration> {
    (number.is_finite() && number >= 0.0).then(|| Duration::from_secs_f64(number.min(3600.0)))
}
