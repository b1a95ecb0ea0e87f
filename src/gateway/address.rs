//! Where the gateway is.

use std::net::IpAddr;
use std::time::Duration;

use reqwest::{StatusCode, Url};
use serenity::http::{Http, HttpError};

use super::GatewayError;
use crate::config::ApiUrl;

/// Where to connect, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The gateway, `wss` anywhere or `ws` on this machine.
    pub url: String,
    /// Into how many connections Discord wants the servers divided, at least 1.
    pub shards: u32,
    /// How long to wait before identifying, because today's identifications are used up: going on would void the token.
    pub wait: Option<Duration>,
}

/// Why there is no address.
#[derive(Debug)]
pub enum NoAddress {
    /// It makes no sense to ask again.
    Fatal(GatewayError),
    /// Discord could not be reached or could not answer.
    Unreachable(serenity::Error),
}

/// Asks the API where the gateway is. Never falls back to an address of its own making: a bot that was pointed
/// elsewhere must not turn up at the real Discord because of a typing error.
pub async fn find_address(http: &Http, api: &ApiUrl) -> Result<Address, NoAddress> {
    let (url, shards, wait) = match http.get_bot_gateway().await {
        Ok(found) => {
            let limit = found.session_start_limit;
            let is_used_up = limit.remaining == 0;
            let wait = is_used_up.then(|| Duration::from_millis(limit.reset_after));
            (found.url, found.shards.max(1), wait)
        }
        Err(error) if is_refused_token(&error) => {
            return Err(NoAddress::Fatal(GatewayError::WrongToken));
        }
        // A proxy may know the plain address alone, which needs no token.
        Err(_) => {
            let found = http.get_gateway().await.map_err(NoAddress::Unreachable)?;
            (found.url, 1, None)
        }
    };
    if is_safe(&url) {
        Ok(Address { url, shards, wait })
    } else {
        Err(NoAddress::Fatal(GatewayError::UnsafeGateway {
            api: api.as_str().to_owned(),
            gateway: url,
        }))
    }
}

/// Discord does not know the token, or it has characters that no token has.
fn is_refused_token(error: &serenity::Error) -> bool {
    match error {
        serenity::Error::Http(HttpError::UnsuccessfulRequest(refusal)) => {
            refusal.status_code == StatusCode::UNAUTHORIZED
        }
        serenity::Error::Http(HttpError::InvalidHeader(_)) => true,
        _ => false,
    }
}

/// The token is sent to the gateway, so the way there is encrypted or does not leave this machine.
fn is_safe(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else {
        return false;
    };
    let is_loopback = url.host_str().is_some_and(|host| {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        bare == "localhost" || bare.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
    });
    match url.scheme() {
        "wss" => true,
        "ws" => is_loopback,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn plain_websockets_stay_on_this_machine() {
        for safe in [
            "wss://gateway.discord.gg",
            "ws://127.0.0.1:4000",
            "ws://localhost:4000",
            "ws://[::1]:4000",
        ] {
            assert!(is_safe(safe), "{safe}");
        }
        for unsafe_url in [
            "ws://gateway.discord.gg",
            "ws://192.0.2.1:80",
            "http://127.0.0.1:4000",
            "",
        ] {
            assert!(!is_safe(unsafe_url), "{unsafe_url}");
        }
    }
}
