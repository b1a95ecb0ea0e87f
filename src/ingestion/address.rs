//! Reports from addresses.

use url::Url;

use super::article::NoArticle;
use super::decode::{Undecodable, decode};
use super::page::PageReader;
use super::web::{Escort, FetchError, Fetched, Fetcher, Request, Wants};
use jiff::civil::Date;

/// What an address leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it was in the end.
    pub url: Url,
    /// The addresses it goes by, as [`key_of`] writes them.
    pub keys: Vec<String>,
    /// Its headline.
    pub title: Option<String>,
    /// The day it was published, as it says.
    pub published: Option<Date>,
    /// Its text.
    pub text: String,
}

/// Why an address gives no report. Each message is a sentence for people, without its subject.
#[derive(Debug, thiserror::Error)]
pub enum NoPage {
    /// It was not fetched.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// It is a page without an article.
    #[error(transparent)]
    NoArticle(#[from] NoArticle),
    /// It is text that cannot be read.
    #[error(transparent)]
    Undecodable(#[from] Undecodable),
}

impl NoPage {
    /// Whether asking again later may succeed.
    #[must_use]
    pub const fn may_pass(&self) -> bool {
        match self {
            Self::Fetch(error) => error.may_pass(),
            Self::NoArticle(_) | Self::Undecodable(_) => false,
        }
    }
}

/// Reads what an address leads to.
#[derive(Debug, Clone)]
pub struct AddressReader {
    /// Fetches it.
    pub fetcher: Fetcher,
    /// Finds the article in it.
    pub pages: PageReader,
}

impl AddressReader {
    /// A reader of what `fetcher` fetches.
    #[must_use]
    pub fn new(fetcher: Fetcher) -> Self {
        Self {
            fetcher,
            pages: PageReader::default(),
        }
    }

    /// The report at an address as a person types it.
    ///
    /// # Errors
    /// When it is no address, cannot be fetched, or holds no text.
    pub async fn read_typed(&self, typed: &str) -> Result<Page, NoPage> {
        let url = Url::parse(typed.trim()).map_err(|_| FetchError::NotAnAddress)?;
        self.read(&url).await
    }

    /// The report at an address.
    ///
    /// # Errors
    /// When it cannot be fetched, or holds no text.
    pub async fn read(&self, url: &Url) -> Result<Page, NoPage> {
        self.take(url, self.fetcher.fetch(wish(url)).await?).await
    }

    /// The report at an address, `escort` being asked before each address on the way is.
    ///
    /// # Errors
    /// As [`AddressReader::read`], and when the escort says no.
    pub async fn read_with(&self, url: &Url, escort: &dyn Escort) -> Result<Page, NoPage> {
        let fetched = self.fetcher.fetch_with(wish(url), escort).await?;
        self.take(url, fetched).await
    }

    async fn take(&self, asked: &Url, fetched: Fetched) -> Result<Page, NoPage> {
        let document = match fetched {
            Fetched::Document(document) => *document,
            // Nothing was said that it could be unchanged from.
            Fetched::Unchanged => return Err(FetchError::Broken.into()),
        };
        let mut keys = vec![key_of(asked), key_of(&document.url)];
        let page = if document.media == "text/plain" || document.media == "text/markdown" {
            Page {
                title: None,
                published: None,
                text: decode(&document.bytes)?.text,
                keys: Vec::new(),
                url: document.url,
            }
        } else {
            let article = self
                .pages
                .read(document.bytes, document.charset, Some(document.url.clone()))
                .await?;
            keys.extend(article.address.as_ref().map(key_of));
            Page {
                title: article.title,
                published: article.published,
                text: article.text,
                keys: Vec::new(),
                url: document.url,
            }
        };
        keys.dedup();
        Ok(Page { keys, ..page })
    }
}

const fn wish(url: &Url) -> Request<'_> {
    Request {
        url,
        wants: Wants::Page,
        known: None,
    }
}

/// What of a query says where a reader came from, not what he reads.
const TRACKING: [&str; 6] = ["fbclid", "gclid", "mc_cid", "mc_eid", "cmpid", "ref"];

/// An address without what does not tell one article from another: the scheme, the fragment, where the reader came from.
#[must_use]
pub fn key_of(url: &Url) -> String {
    let mut query: Vec<String> = url
        .query_pairs()
        .filter(|(name, _)| !name.starts_with("utm_") && !TRACKING.contains(&name.as_ref()))
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    query.sort();
    let host = url.host_str().unwrap_or_default();
    let port = url
        .port()
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    let path = url.path().trim_end_matches('/');
    let query = if query.is_empty() {
        String::new()
    } else {
        format!("?{}", query.join("&"))
    };
    format!("{host}{port}{path}{query}")
}
