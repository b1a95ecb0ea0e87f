//! How deep and how wide markup is, before a parser spends its time on it.
//!
//! Parsers take time that grows with the square of the depth of a document and of the attributes of a tag. A page or a feed that
//! somebody reads has neither; what has is refused here, in one pass over its bytes.

/// The deepest nesting that is read. Pages have some thirty levels.
const DEPTH: usize = 300;

/// The most attributes a tag may have.
const ATTRIBUTES: usize = 1000;

/// Why markup is not read. Each message is a sentence for people, without its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Outsize {
    /// Its elements stand in one another too often.
    #[error("is nested too deeply to be an article or a feed")]
    TooDeep,
    /// A tag has too many attributes.
    #[error("holds a tag with too many attributes to be an article or a feed")]
    TooWide,
}

/// The kinds of markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Html,
    Xml,
}

/// Elements of HTML that hold nothing, or end where the next like them begins.
const NOT_NESTING: [&str; 31] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr", "p", "li", "dt", "dd", "tr", "td",
    "th", "thead", "tbody", "tfoot", "option", "rp", "rt",
];

/// Elements of HTML whose content is text, whatever it looks like.
const RAW: [&str; 8] = [
    "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes",
];

/// Whether HTML is of a size that is read.
///
/// # Errors
/// When it is too deep or too wide.
pub fn check_html(text: &str) -> Result<(), Outsize> {
    check(text, Kind::Html)
}

/// Whether XML is of a size that is read.
///
/// # Errors
/// When it is too deep or too wide.
pub fn check_xml(text: &str) -> Result<(), Outsize> {
    check(text, Kind::Xml)
}

fn check(text: &str, kind: Kind) -> Result<(), Outsize> {
    let mut rest = text;
    let mut depth = 0_usize;
    // Within drawings and formulas nothing is raw.
    let mut foreign = 0_usize;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix("!--") {
            rest = after_comment(after, kind);
        } else if kind == Kind::Xml && rest.starts_with("![CDATA[") {
            rest = after_first(rest, "]]>");
        } else if kind == Kind::Xml && rest.starts_with('?') {
            rest = after_first(rest, "?>");
        } else if rest.starts_with(['!', '?']) {
            rest = after_first(rest, ">");
        } else if let Some(after) = rest.strip_prefix('/') {
            let name = name_of(after);
            if !name.is_empty() {
                depth = depth.saturating_sub(usize::from(nests(&name, kind)));
                foreign = foreign.saturating_sub(usize::from(is_foreign(&name, kind)));
            }
        } else {
            let name = name_of(rest);
            if name.is_empty() {
                continue;
            }
            let tag = Tag::read(&rest[name.len()..])?;
            rest = tag.after;
            let is_closed = tag.closes_itself && (kind == Kind::Xml || foreign > 0);
            if nests(&name, kind) && !is_closed {
                depth += 1;
                foreign += usize::from(is_foreign(&name, kind));
            }
            if depth > DEPTH {
                return Err(Outsize::TooDeep);
            }
            if kind == Kind::Html && foreign == 0 && RAW.contains(&name.as_str()) {
                rest = after_raw(rest, &name);
            }
        }
    }
    Ok(())
}

/// The name that stands at the beginning, in lower case; empty when none does.
fn name_of(text: &str) -> String {
    if !text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == ':' || !c.is_ascii())
    {
        return String::new();
    }
    text.chars()
        .take_while(|c| !c.is_whitespace() && !matches!(c, '>' | '/'))
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

fn nests(name: &str, kind: Kind) -> bool {
    match kind {
        Kind::Html => !NOT_NESTING.contains(&name),
        Kind::Xml => true,
    }
}

fn is_foreign(name: &str, kind: Kind) -> bool {
    kind == Kind::Html && matches!(name, "svg" | "math")
}

/// A tag from behind its name.
struct Tag<'a> {
    after: &'a str,
    closes_itself: bool,
}

impl<'a> Tag<'a> {
    fn read(text: &'a str) -> Result<Self, Outsize> {
        let (mut attributes, mut quote, mut before) = (0, None, ' ');
        for (at, letter) in text.char_indices() {
            match quote {
                Some(mark) if letter == mark => quote = None,
                Some(_) => {}
                None if letter == '>' => {
                    return Ok(Self {
                        after: &text[at + 1..],
                        closes_itself: before == '/',
                    });
                }
                // A quote opens a value alone; elsewhere it is part of a name.
                None if matches!(letter, '"' | '\'') && before == '=' => quote = Some(letter),
                None => {
                    let begins =
                        before.is_whitespace() || before == '/' || matches!(before, '"' | '\'');
                    if begins && !letter.is_whitespace() && letter != '/' {
                        attributes += 1;
                        if attributes > ATTRIBUTES {
                            return Err(Outsize::TooWide);
                        }
                    }
                }
            }
            // What stands between the sign and the value does not matter.
            if !(letter.is_whitespace() && before == '=' && quote.is_none()) {
                before = letter;
            }
        }
        Ok(Self {
            after: "",
            closes_itself: false,
        })
    }
}

fn after_first<'a>(text: &'a str, end: &str) -> &'a str {
    text.find(end).map_or("", |at| &text[at + end.len()..])
}

fn after_comment(text: &str, kind: Kind) -> &str {
    if kind == Kind::Xml {
        return after_first(text, "-->");
    }
    if let Some(after) = text.strip_prefix('>').or_else(|| text.strip_prefix("->")) {
        return after;
    }
    let ends = ["-->", "--!>"];
    let end = ends
        .iter()
        .filter_map(|end| text.find(end).map(|at| at + end.len()))
        .min();
    end.map_or("", |end| &text[end..])
}

/// What follows on the text of a raw element, its end tag included.
fn after_raw<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        let after = &rest[at + 2..];
        if name_of(after) == name {
            return after;
        }
        rest = after;
    }
    ""
}
