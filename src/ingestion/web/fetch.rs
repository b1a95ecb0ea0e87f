//! One document of the web, fetched within its limits.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE, ETAG, HeaderMap, HeaderName, IF_MODIFIED_SINCE,
    IF_NONE_MATCH, LAST_MODIFIED, LOCATION, RETRY_AFTER,
};
use reqwest::{Client, Response, StatusCode, redirect};
use tokio::time::timeout;
use url::Url;

use super::body;
use super::error::{FetchError, RetryAfter};
use super::escort::Escort;
use super::lookup::{Guarded, Lookup};
use super::reach::{Forbidden, Reach};

/// Who asks, as servers and their `robots.txt` know it.
const USER_AGENT: &str = concat!("Touchline/", env!("CARGO_PKG_VERSION"), " (match reports)");

/// The longest mark of a version that is kept and sent back.
const MARK: usize = 1024;

/// What a fetch may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// All of it, redirects and body included.
    pub time: Duration,
    /// The body, as it comes and unpacked, in bytes.
    pub bytes: usize,
    /// How many redirects are followed.
    pub redirects: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            time: Duration::from_secs(10),
            bytes: 2_000_000,
            redirects: 5,
        }
    }
}

/// What a document is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wants {
    /// An article: HTML, or plain text.
    Page,
    /// A feed: XML or JSON.
    Feed,
    /// A `robots.txt`.
    Robots,
    /// A file, of whatever type its server takes it for.
    Anything,
}

impl Wants {
    const fn accepts(self) -> &'static str {
        match self {
            Self::Page => "text/html, application/xhtml+xml, text/plain;q=0.8, text/markdown;q=0.8",
            Self::Feed => {
                "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, \
                 application/json;q=0.8, text/xml;q=0.8"
            }
            Self::Robots => "text/plain",
            Self::Anything => "*/*",
        }
    }

    /// Whether a document of this type can be it. Many servers send feeds as something more general.
    fn takes(self, media: &str) -> bool {
        match self {
            Self::Page => matches!(
                media,
                "text/html" | "application/xhtml+xml" | "text/plain" | "text/markdown"
            ),
            Self::Feed => {
                media.ends_with("/xml")
                    || media.ends_with("+xml")
                    || media.ends_with("/json")
                    || media.ends_with("+json")
                    || matches!(media, "text/plain" | "text/html")
            }
            Self::Robots => media.starts_with("text/"),
            Self::Anything => true,
        }
    }
}

/// What is known of a document from the last time, so that it is sent again only if it changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Its `ETag`.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub last_modified: Option<String>,
}

/// A wish for a document.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Where.
    pub url: &'a Url,
    /// What for.
    pub wants: Wants,
    /// What is known of it.
    pub known: Option<&'a Known>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// The document.
    Document(Box<Document>),
    /// It is as it was.
    Unchanged,
}

/// A document as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Where it was in the end.
    pub url: Url,
    /// Its type, without parameters, in lower case ("text/html").
    pub media: String,
    /// Its character set, if the server says.
    pub charset: Option<String>,
    /// The bytes, unpacked.
    pub bytes: Vec<u8>,
    /// What to say next time.
    pub known: Known,
}

/// Fetches documents. Cloning it is cheap and shares the connections.
#[derive(Clone)]
pub struct Fetcher {
    client: Client,
    reach: Reach,
    limits: Limits,
}

impl fmt::Debug for Fetcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fetcher")
            .field("reach", &self.reach)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

impl Fetcher {
    /// A fetcher that looks names up with `lookup`.
    ///
    /// # Errors
    /// When the system gives no secure connections.
    pub fn new(reach: Reach, limits: Limits, lookup: impl Lookup) -> Result<Self, reqwest::Error> {
        let guarded = Guarded {
            lookup: Arc::new(lookup),
            reach,
        };
        let client = Client::builder()
            .use_rustls_tls()
            .user_agent(USER_AGENT)
            // Redirects are followed here, where each is looked at first.
            .redirect(redirect::Policy::none())
            // A proxy would look names up by itself.
            .no_proxy()
            .dns_resolver(Arc::new(guarded))
            .connect_timeout(limits.time)
            .pool_max_idle_per_host(1)
            .pool_idle_timeout(Duration::from_secs(5))
            .referer(false)
            .build()?;
        Ok(Self {
            client,
            reach,
            limits,
        })
    }

    /// Fetches a document.
    ///
    /// # Errors
    /// When the address is not one to read from, its server does not answer as it should, or a limit is reached.
    pub async fn fetch(&self, request: Request<'_>) -> Result<Fetched, FetchError> {
        self.within_time(self.follow(request, None)).await
    }

    /// Fetches a document in company: `escort` is asked before each address on the way is.
    ///
    /// # Errors
    /// As [`Fetcher::fetch`], and when the escort says no.
    pub async fn fetch_with(
        &self,
        request: Request<'_>,
        escort: &dyn Escort,
    ) -> Result<Fetched, FetchError> {
        self.within_time(self.follow(request, Some(escort))).await
    }

    async fn within_time(
        &self,
        fetching: impl Future<Output = Result<Fetched, FetchError>>,
    ) -> Result<Fetched, FetchError> {
        timeout(self.limits.time, fetching)
            .await
            .unwrap_or(Err(FetchError::TooSlow(self.limits.time)))
    }

    async fn follow(
        &self,
        request: Request<'_>,
        escort: Option<&dyn Escort>,
    ) -> Result<Fetched, FetchError> {
        let mut url = request.url.clone();
        for _ in 0..=self.limits.redirects {
            self.check(&url)?;
            let _pass = match escort {
                Some(escort) => Some(escort.enter(&url).await?),
                None => None,
            };
            let response = self.ask(&url, request).await?;
            let status = response.status();
            if status == StatusCode::NOT_MODIFIED && request.known.is_some() {
                return Ok(Fetched::Unchanged);
            }
            if status.is_redirection() {
                url = target_of(&url, &response)?;
                continue;
            }
            if !status.is_success() {
                let status = status.as_u16();
                let retry_after =
                    header(response.headers(), RETRY_AFTER).and_then(RetryAfter::read);
                if let Some(escort) = escort {
                    escort.refused(status, retry_after);
                }
                return Err(FetchError::Status {
                    status,
                    retry_after,
                });
            }
            return self.take(url, request.wants, response).await;
        }
        Err(FetchError::TooManyRedirects(self.limits.redirects))
    }

    fn check(&self, url: &Url) -> Result<(), FetchError> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(FetchError::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(FetchError::Credentials);
        }
        Ok(self.reach.allows_host_of(url)?)
    }

    async fn ask(&self, url: &Url, request: Request<'_>) -> Result<Response, FetchError> {
        let mut asking = self
            .client
            .get(url.clone())
            .header(ACCEPT, request.wants.accepts())
            .header(ACCEPT_ENCODING, "gzip");
        if let Some(known) = request.known {
            if let Some(etag) = &known.etag {
                asking = asking.header(IF_NONE_MATCH, etag);
            }
            if let Some(day) = &known.last_modified {
                asking = asking.header(IF_MODIFIED_SINCE, day);
            }
        }
        asking.send().await.map_err(|error| told(&error))
    }

    async fn take(
        &self,
        url: Url,
        wants: Wants,
        response: Response,
    ) -> Result<Fetched, FetchError> {
        let headers = response.headers();
        let (media, charset) = match header(headers, CONTENT_TYPE).map(media_of) {
            Some(told) => told,
            // A list of rules is one whatever it is called.
            None if matches!(wants, Wants::Robots | Wants::Anything) => {
                ("text/plain".to_owned(), None)
            }
            None => return Err(FetchError::NoType),
        };
        if !wants.takes(&media) {
            return Err(FetchError::WrongType(shortened(&media)));
        }
        let mark = |name| {
            header(headers, name)
                .filter(|mark| mark.len() <= MARK)
                .map(str::to_owned)
        };
        let known = Known {
            etag: mark(ETAG),
            last_modified: mark(LAST_MODIFIED),
        };
        let bytes = body::read(response, self.limits.bytes).await?;
        Ok(Fetched::Document(Box::new(Document {
            url,
            media,
            charset,
            bytes,
            known,
        })))
    }
}

fn header(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

fn target_of(from: &Url, response: &Response) -> Result<Url, FetchError> {
    let target = header(response.headers(), LOCATION).ok_or(FetchError::BadRedirect)?;
    from.join(target).map_err(|_| FetchError::BadRedirect)
}

/// The type and the character set of a `Content-Type`.
fn media_of(header: &str) -> (String, Option<String>) {
    let mut parts = header.split(';').map(str::trim);
    let media = parts.next().unwrap_or_default().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let is_it = name.trim().eq_ignore_ascii_case("charset");
        is_it.then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    (media, charset)
}

/// What a stranger wrote, short enough for a sentence and without what would not be read as text.
fn shortened(words: &str) -> String {
    words
        .chars()
        .filter(|c| c.is_ascii_graphic())
        .take(60)
        .collect()
}

/// What went wrong on the way.
fn told(error: &reqwest::Error) -> FetchError {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    let mut has_looked_up = false;
    while let Some(because) = cause {
        if let Some(forbidden) = because.downcast_ref::<Forbidden>() {
            return FetchError::Forbidden(forbidden.clone());
        }
        has_looked_up |= because.to_string().starts_with("dns error");
        cause = because.source();
    }
    if has_looked_up {
        FetchError::NoSuchHost
    } else if error.is_connect() {
        FetchError::Unreachable
    } else {
        FetchError::Broken
    }
}
