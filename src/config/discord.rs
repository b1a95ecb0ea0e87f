//! How Discord is reached.

use std::net::IpAddr;

use reqwest::Url;
use serde::Deserialize;

/// `[discord]`
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Discord {
    /// Scheme, host and port of Discord's REST API; `/api/v10/…` is appended, and the gateway's address comes from there.
    pub api_url: ApiUrl,
    /// Registers the commands in this one server at once; unset, everywhere.
    pub guild: Option<u64>,
}

/// Scheme, host and port of a REST API: `https` to anywhere, plain `http` to this machine alone, since the token goes
/// along with every request.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct ApiUrl(String);

impl ApiUrl {
    /// The address without a slash at its end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is Discord's own.
    #[must_use]
    pub fn is_discords_own(&self) -> bool {
        *self == Self::default()
    }
}

impl Default for ApiUrl {
    fn default() -> Self {
        Self("https://discord.com".to_owned())
    }
}

impl TryFrom<String> for ApiUrl {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let url = Url::parse(&text)
            .map_err(|_| format!("{text:?} is no address like https://discord.com"))?;
        let is_bare = url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        if !is_bare {
            return Err(format!(
                "{text:?} may have a scheme, a host and a port, and nothing else"
            ));
        }
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => {
                return Err(format!(
                    "{text:?} is plain http, which is accepted for this machine alone"
                ));
            }
            _ => return Err(format!("{text:?} is neither https nor http")),
        }
        Ok(Self(url.as_str().trim_end_matches('/').to_owned()))
    }
}

fn is_loopback(url: &Url) -> bool {
    url.host_str().is_some_and(|host| {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        bare == "localhost"
            || bare
                .parse::<IpAddr>()
                .is_ok_and(|address| address.is_loopback())
    })
}
