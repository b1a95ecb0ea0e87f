//! How requests to Discord are made.

use std::time::Duration;

use serenity::http::{Http, HttpBuilder};

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
