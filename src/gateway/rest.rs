//! How requests to Discord are made.

use std::time::Duration;

use serenity::http::{Http, HttpBuilder, HttpError};

use super::GatewayError;
use crate::config::{ApiUrl, Token};

/// The longest a request may take; the library itself has no limit and waits for ever.
const REQUEST_LIMIT: Duration = Duration::from_secs(10);

/// A client for Discord's REST API at `api`.
///
/// The library's rate limiter is off: it ignores another address, sleeps while it holds its queue, mixes up the order and
/// never forgets an interaction. Interactions are exempt from the global limit, and channel posts have a queue of ours.
pub fn rest(api: &ApiUrl, token: &Token) -> Result<Http, GatewayError> {
    let client = reqwest::Client::builder()
        .use_rustls_tls()
        .timeout(REQUEST_LIMIT)
        .connect_timeout(REQUEST_LIMIT / 2)
        .build()
        .map_err(|error| GatewayError::Preparation(error.into()))?;
    Ok(HttpBuilder::new(token.reveal())
        .client(client)
        .proxy(api.as_str())
        .ratelimiter_disabled(true)
        .build())
}

/// What went wrong with a request, in words for the log. The library's own words would hold the address, which for
/// interactions holds a token.
pub fn told(error: &serenity::Error) -> String {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(refusal)) => format!(
            "HTTP {}, code {}: {}",
            refusal.status_code.as_u16(),
            refusal.error.code,
            refusal.error.message
        ),
        serenity::Error::Http(HttpError::Request(error)) => {
            let kind = if error.is_timeout() {
                "no answer in time"
            } else if error.is_connect() {
                "no connection"
            } else {
                "no usable answer"
            };
            std::error::Error::source(error).map_or_else(
                || kind.to_owned(),
                |cause| format!("{kind}: {}", chain(cause)),
            )
        }
        other => chain(other),
    }
}

/// An error with its causes, in one line.
pub fn chain(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(because) = cause {
        line.push_str(": ");
        line.push_str(&because.to_string());
        cause = because.source();
    }
    line
}
