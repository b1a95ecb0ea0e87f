//! A feed's document: RSS, Atom or JSON Feed, as its items.

use encoding_rs::Encoding;
use feed_rs::model::Entry;
use feed_rs::parser;
use sha2::{Digest, Sha256};
use url::Url;

use crate::ingestion::address::key_of;
use crate::ingestion::article::likely;
use crate::ingestion::markup::{self, Outsize};
use crate::store::PolledItem;

/// The most items of a feed that are looked at, from its beginning: the latest stand there.
const ITEMS: usize = 500;

/// The most of an item's own text that is kept while it waits, in bytes.
const CONTENT: usize = 200_000;

/// The least of an item's own text, in letters, that may be a report.
const REPORT: usize = 400;

/// The longest headline that is kept, in letters.
const TITLE: usize = 300;

/// A feed as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedDocument {
    /// What it calls itself.
    pub title: Option<String>,
    /// For how long it says that it need not be asked again, in seconds.
    pub rests: Option<i64>,
    /// Its items, as they stand in it.
    pub items: Vec<PolledItem>,
    /// How many more it has than are looked at.
    pub left_out: usize,
}

/// Why a document is no feed. Each message is a sentence for people, without its subject.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoFeed {
    /// It is of a form that no feed has.
    #[error(transparent)]
    Outsize(#[from] Outsize),
    /// It is no RSS, Atom or JSON Feed.
    #[error("is no feed that can be read: give the address of an RSS, Atom or JSON feed")]
    Unreadable,
}

/// Reads a feed that was found at `at`.
///
/// # Errors
/// When it is no feed.
pub fn read(bytes: &[u8], at: &Url) -> Result<FeedDocument, NoFeed> {
    let text = decoded(bytes);
    if text.contains('\0') {
        return Err(NoFeed::Unreadable);
    }
    markup::check_xml(&text)?;
    let feed = parser::Builder::new()
        .base_uri(Some(at.as_str()))
        .sanitize_content(false)
        // An item without an id is known by what it says, or it would be another one at every poll.
        .id_generator(|links, title, _| {
            let link = links.first().map_or("", |link| link.href.as_str());
            let title = title.as_ref().map_or("", |title| title.content.as_str());
            hex::encode(Sha256::digest(format!("{link}\n{title}")))
        })
        .build()
        .parse(text.as_bytes())
        .map_err(|_| NoFeed::Unreadable)?;
    let left_out = feed.entries.len().saturating_sub(ITEMS);
    Ok(FeedDocument {
        title: feed.title.and_then(|title| headline(&title.content)),
        rests: feed.ttl.map(|minutes| i64::from(minutes) * 60),
        items: feed
            .entries
            .into_iter()
            .take(ITEMS)
            .map(|entry| item(entry, at))
            .collect(),
        left_out,
    })
}

/// The text of a feed, with nothing in it any more that says how it was encoded: the parser does not get over a declaration that
/// changes the encoding half-way.
fn decoded(bytes: &[u8]) -> String {
    let encoding = Encoding::for_bom(bytes)
        .map(|(encoding, _)| encoding)
        .or_else(|| Encoding::for_label(declared(bytes)?.as_bytes()))
        .unwrap_or_else(|| likely(bytes));
    let (text, _, _) = encoding.decode(bytes);
    let text = text.trim_start();
    let rest = text
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"))
        .map_or(text, |(_, rest)| rest);
    rest.replace("<?xml", "<?again")
}

/// The encoding that a declaration of XML names.
fn declared(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(256)]).into_owned();
    let (declaration, _) = start.trim_start().strip_prefix("<?xml")?.split_once("?>")?;
    let (_, after) = declaration.split_once("encoding")?;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (label, _) = value[1..].split_once(quote)?;
    Some(label.to_owned())
}

fn item(entry: Entry, at: &Url) -> PolledItem {
    let title = entry.title.and_then(|title| headline(&title.content));
    let link = entry
        .links
        .iter()
        .find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"))
        .and_then(|link| at.join(&link.href).ok())
        .filter(|url| matches!(url.scheme(), "http" | "https"))
        .map(String::from);
    let summary = entry.summary.map(|summary| summary.content);
    let told = entry.content.and_then(|content| content.body).or(summary);
    let instant = entry.published.or(entry.updated);
    // A site that moves all its articles to https has changed none of them.
    let key = link
        .as_deref()
        .and_then(|link| Url::parse(link).ok())
        .map(|link| key_of(&link));
    let mut mark = Sha256::new();
    for part in [
        title.as_deref(),
        key.as_deref(),
        told.as_deref(),
        entry.updated.map(|instant| instant.to_rfc3339()).as_deref(),
    ] {
        mark.update(part.unwrap_or_default());
        mark.update([0]);
    }
    PolledItem {
        id: short_id(entry.id),
        mark: hex::encode(mark.finalize()),
        title,
        link,
        content: told.filter(|told| told.len() <= CONTENT && told.chars().count() >= REPORT),
        published: instant.map(|instant| instant.format("%Y-%m-%d").to_string()),
    }
}

/// An id as it is kept: a long one by its hash.
fn short_id(id: String) -> String {
    if id.len() <= 300 {
        id
    } else {
        hex::encode(Sha256::digest(id))
    }
}

/// A headline in one line; `None` where there is none.
fn headline(text: &str) -> Option<String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line: String = line.chars().take(TITLE).collect();
    (!line.is_empty()).then_some(line)
}
