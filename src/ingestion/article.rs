//! The article of a page: headline, day of publication and body, without what stands around it.

use dom_smoothie::{Config, Readability, TextMode};
use encoding_rs::{Encoding, UTF_8};
use jiff::civil::Date;
use url::Url;

use super::markup::{self, Outsize};

/// The most elements of a page that is read.
const ELEMENTS: usize = 50_000;

/// The deepest tree that is read, however it came about.
const DEPTH: usize = 1000;

/// The share of a text that may be letters which its encoding does not have, one in so many.
const ONE_BROKEN_IN: usize = 50;

/// What stands in pages beside the report and is not always told from it.
const BESIDE: &str = "[class*=newsletter], [id*=newsletter], [class*=signup], [class*=sign-up], [class*=cookie], \
    [class*=share-], [class*=social], [class*=related], [class*=promo], [class*=most-read], [class*=comments]";

/// An article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Article {
    /// Its headline.
    pub title: Option<String>,
    /// The day it was published, as its page says.
    pub published: Option<Date>,
    /// Its address by its own account, on the host that it was read from.
    pub address: Option<Url>,
    /// Its text, paragraphs apart.
    pub text: String,
}

/// Why a page gives no article. Each message is a sentence for people, without its subject.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoArticle {
    /// It is of a form that no page has.
    #[error(transparent)]
    Outsize(#[from] Outsize),
    /// It has too many elements.
    #[error("has more than {ELEMENTS} elements: give the report alone")]
    TooLong,
    /// Its bytes are no text in the encoding it names.
    #[error("is in an encoding that cannot be told: save it as UTF-8 and try again")]
    UnknownEncoding,
    /// Reading it does not come to an end.
    #[error("cannot be read as a page: give the text of the report")]
    Unreadable,
    /// There is nothing to read in it.
    #[error("holds no article: give the address of the report itself, or its text")]
    Nothing,
}

/// The article of a page, `charset` being what its server said of it and `at` where it was.
///
/// Takes the processor for a while: call it on a thread that may be held.
///
/// # Errors
/// When the page cannot be read, or holds no article.
pub fn article(
    bytes: &[u8],
    charset: Option<&str>,
    at: Option<&Url>,
) -> Result<Article, NoArticle> {
    let html = decoded(bytes, charset)?;
    markup::check_html(&html)?;
    let config = Config {
        max_elements_to_parse: ELEMENTS,
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let mut page = Readability::new(html, at.map(Url::as_str), Some(config))
        .map_err(|_| NoArticle::Nothing)?;
    if is_too_deep(&page) {
        return Err(Outsize::TooDeep.into());
    }
    let dated = page
        .doc
        .select("time[datetime]")
        .attr("datetime")
        .and_then(|instant| day_of(&instant));
    let address = page
        .doc
        .select("link[rel=canonical]")
        .attr("href")
        .and_then(|href| own_address(&href, at?));
    page.doc.select(BESIDE).remove();
    let headline = one_line(&page.doc.select("h1").first().text());
    let read = page.parse().map_err(|error| match error {
        dom_smoothie::ReadabilityError::TooManyElements(..) => NoArticle::TooLong,
        dom_smoothie::ReadabilityError::GrabFailed
        | dom_smoothie::ReadabilityError::BadDocumentURL => NoArticle::Nothing,
    })?;
    let text = tidy(&read.text_content);
    if text.is_empty() {
        return Err(NoArticle::Nothing);
    }
    // Pages add their own name to the headline.
    let mut title = one_line(&read.title);
    if !headline.is_empty() && title.starts_with(&headline) {
        title = headline;
    }
    Ok(Article {
        title: (!title.is_empty()).then_some(title),
        published: read.published_time.as_deref().and_then(day_of).or(dated),
        address,
        text,
    })
}

/// The text of a page: in the encoding that its first bytes, its server or the page itself names, else in the one it looks like.
fn decoded(bytes: &[u8], charset: Option<&str>) -> Result<String, NoArticle> {
    let named = |label: &str| Encoding::for_label(label.as_bytes());
    let encoding = Encoding::for_bom(bytes)
        .map(|(encoding, _)| encoding)
        .or_else(|| charset.and_then(named))
        .or_else(|| named_within(bytes).and_then(|label| named(&label)))
        .unwrap_or_else(|| likely(bytes));
    let (text, _, _) = encoding.decode(bytes);
    let broken = text.chars().filter(|c| *c == '\u{fffd}').count();
    if text.contains('\0') || broken * ONE_BROKEN_IN > text.chars().count() {
        return Err(NoArticle::UnknownEncoding);
    }
    Ok(text.into_owned())
}

/// The character set that a page names within its first kilobyte, as browsers look for it.
fn named_within(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let at = head.find("charset=")? + "charset=".len();
    let label: String = head[at..]
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
        .collect();
    (!label.is_empty()).then_some(label)
}

/// The encoding that bytes look like, where nobody names it.
pub(super) fn likely(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// Whether the tree that came of it is deeper than what follows may walk.
fn is_too_deep(page: &Readability) -> bool {
    let mut open = vec![(page.doc.root(), 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > DEPTH {
            return true;
        }
        open.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    false
}

/// An address that a page gives itself: only its own host is believed, or one page could speak for another.
fn own_address(href: &str, at: &Url) -> Option<Url> {
    let mut address = at.join(href.trim()).ok()?;
    address.set_fragment(None);
    let is_own =
        address.host_str() == at.host_str() && matches!(address.scheme(), "http" | "https");
    is_own.then_some(address)
}

/// The day of an instant as pages write it ("2017-11-21T21:45:00+01:00"), at its own place.
fn day_of(instant: &str) -> Option<Date> {
    let instant = instant.trim();
    if let Some(day) = instant.get(..10).and_then(|day| day.parse().ok()) {
        return Some(day);
    }
    let zoned = jiff::fmt::rfc2822::parse(instant).ok()?;
    Some(zoned.date())
}

/// Lines without blanks at their ends, and no more than one empty line in a row.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut is_apart = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            is_apart = !tidied.is_empty();
            continue;
        }
        if is_apart {
            tidied.push_str("\n\n");
        } else if !tidied.is_empty() {
            tidied.push('\n');
        }
        is_apart = false;
        tidied.push_str(line);
    }
    tidied
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
