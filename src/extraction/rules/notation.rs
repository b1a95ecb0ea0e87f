//! The notation of patterns: what a rule file may write, as a tree.
//!
//! | written | meaning |
//! |---|---|
//! | `scored` | this word, whatever its case or accents |
//! | `<finish.past>` | a word of a class in `words.toml` |
//! | `@man` | a part that many patterns have, from `[part]` of `words.toml` |
//! | `{score\|tap in}` | any form of these verbs: written out as a choice before the pattern is read |
//! | `PLAYER`, `CLOCK`, `NUM` | a typed slot, see [`Slot`] |
//! | `(a\|b c\|d)` | one of these |
//! | `[x]`, `[a\|b]` | this or nothing |
//! | `..4` | up to four words, no punctuation between |
//! | `~6` | up to six tokens, commas, dashes and brackets allowed, never past the sentence |
//! | `%3` | up to three words that can stand before a noun: no verb of motion, no preposition, no name; a comma between two counts as one |
//! | `!x` | what follows here is not `x` (takes no words) |
//! | `^` | the sentence begins here |
//! | `$` | the clause or sentence ends here |
//! | `,` `:` `'s`, `\(` `\)` `\-` `\'` | the punctuation itself |
//! | `name:x` | remember the words of `x` as `name` |
//!
//! `he`, `him`, `his` and `himself` read "she", "her" and "herself" as well: what a rule says of a man it says of a woman.
//!
//! A hyphen in the text separates words like a space: `31st minute` also reads "31st-minute".

use super::Slot;

/// A pattern as a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A folded word.
    Word(String),
    /// A class of words.
    Class(String),
    /// A typed slot.
    Slot(Slot),
    /// All, one after the other.
    Sequence(Vec<Node>),
    /// One of them, the first that fits preferred.
    Choice(Vec<Node>),
    /// It or nothing, it preferred.
    Optional(Box<Node>),
    /// Up to so many words; `loose` ones may be punctuation within the sentence.
    Gap {
        /// At most so many tokens.
        most: u8,
        /// Punctuation within the sentence is allowed.
        loose: bool,
    },
    /// Up to so many words that can stand before a noun.
    Modifiers(u8),
    /// What follows is not this.
    Not(Box<Node>),
    /// The sentence begins here.
    SentenceStart,
    /// The clause ends here.
    ClauseEnd,
    /// Remember these words under a name.
    Capture(String, Box<Node>),
}

/// Reads a pattern.
///
/// # Errors
/// Says what is wrong with it, and where.
pub fn parse(pattern: &str) -> Result<Node, String> {
    let mut reader = Reader {
        rest: pattern,
        whole: pattern,
    };
    let node = reader.choice()?;
    if reader.rest.trim().is_empty() {
        Ok(node)
    } else {
        Err(reader.complain("unexpected closing bracket"))
    }
}

struct Reader<'p> {
    rest: &'p str,
    whole: &'p str,
}

impl<'p> Reader<'p> {
    fn complain(&self, what: &str) -> String {
        let at = self.whole.len() - self.rest.len();
        format!("{what} at byte {at} of pattern `{}`", self.whole)
    }

    fn skip_space(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn eat(&mut self, prefix: &str) -> bool {
        let after = self.rest.strip_prefix(prefix);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    fn take_while(&mut self, keep: impl Fn(char) -> bool) -> &'p str {
        let end = self
            .rest
            .find(|c: char| !keep(c))
            .unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn choice(&mut self) -> Result<Node, String> {
        let mut options = vec![self.sequence()?];
        while self.eat("|") {
            options.push(self.sequence()?);
        }
        Ok(match options.pop() {
            Some(only) if options.is_empty() => only,
            last => Node::Choice(options.into_iter().chain(last).collect()),
        })
    }

    fn sequence(&mut self) -> Result<Node, String> {
        let mut items = Vec::new();
        loop {
            self.skip_space();
            if self.rest.is_empty() || self.rest.starts_with(['|', ')', ']']) {
                break;
            }
            items.push(self.item()?);
        }
        Ok(match items.pop() {
            Some(only) if items.is_empty() => only,
            last => Node::Sequence(items.into_iter().chain(last).collect()),
        })
    }

    fn item(&mut self) -> Result<Node, String> {
        let name_end = self
            .rest
            .find(|c: char| !(c.is_ascii_lowercase() || c == '_'))
            .unwrap_or(0);
        if name_end > 0 && self.rest[name_end..].starts_with(':') {
            let name = self.rest[..name_end].to_owned();
            self.rest = &self.rest[name_end + 1..];
            return Ok(Node::Capture(name, Box::new(self.atom()?)));
        }
        self.atom()
    }

    fn atom(&mut self) -> Result<Node, String> {
        if self.eat("(") {
            let inner = self.choice()?;
            return if self.eat(")") {
                Ok(inner)
            } else {
                Err(self.complain("a round bracket is not closed"))
            };
        }
        if self.eat("[") {
            let inner = self.choice()?;
            return if self.eat("]") {
                Ok(Node::Optional(Box::new(inner)))
            } else {
                Err(self.complain("a square bracket is not closed"))
            };
        }
        if self.eat("<") {
            let name = self.take_while(|c| c != '>').to_owned();
            return if self.eat(">") {
                Ok(Node::Class(name))
            } else {
                Err(self.complain("a class is not closed"))
            };
        }
        if self.eat("!") {
            return Ok(Node::Not(Box::new(self.atom()?)));
        }
        if self.eat("^") {
            return Ok(Node::SentenceStart);
        }
        if self.eat("$") {
            return Ok(Node::ClauseEnd);
        }
        if self.eat("%") {
            let digits = self.take_while(|c| c.is_ascii_digit());
            return digits
                .parse()
                .map(Node::Modifiers)
                .map_err(|_| self.complain("modifiers need a number"));
        }
        for (prefix, loose) in [("..", false), ("~", true)] {
            if self.eat(prefix) {
                let digits = self.take_while(|c| c.is_ascii_digit());
                let most = digits
                    .parse()
                    .map_err(|_| self.complain("a gap needs a number"))?;
                return Ok(Node::Gap { most, loose });
            }
        }
        if self.eat("'s") {
            return Ok(Node::Slot(Slot::Possessive));
        }
        if self.eat(":") {
            return Ok(Node::Slot(Slot::Colon));
        }
        if self.eat(",") {
            return Ok(Node::Slot(Slot::Comma));
        }
        if self.eat("\\") {
            let slot = match self.rest.chars().next() {
                Some('-') => Slot::Dash,
                Some('(') => Slot::Open,
                Some(')') => Slot::Close,
                Some(':' | ';') => Slot::Colon,
                Some('\'') => Slot::Prime,
                _ => return Err(self.complain("unknown punctuation")),
            };
            self.rest = &self.rest[1..];
            return Ok(Node::Slot(slot));
        }
        let word = self.take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '\'' | '&' | '+'));
        if word.is_empty() {
            return Err(self.complain("cannot read this"));
        }
        if word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase() || c == '_') {
            return Slot::from_name(word)
                .map(Node::Slot)
                .ok_or_else(|| self.complain(&format!("unknown slot {word}")));
        }
        // A hyphen in a pattern is a space, as it is in the text.
        if self.rest.starts_with('-') {
            self.rest = &self.rest[1..];
        }
        // "team's" is a word and a possessive, as it is in the text.
        if let Some(owner) = word.strip_suffix("'s").filter(|owner| !owner.is_empty()) {
            return Ok(Node::Sequence(vec![
                Node::Word(crate::extraction::text::fold::fold(owner)),
                Node::Slot(Slot::Possessive),
            ]));
        }
        let word = crate::extraction::text::fold::fold(word);
        Ok(match hers(&word) {
            Some(hers) => Node::Choice(vec![Node::Word(word), Node::Word(hers.to_owned())]),
            None => Node::Word(word),
        })
    }
}

/// The word for a woman where a rule writes the one for a man.
fn hers(word: &str) -> Option<&'static str> {
    match word {
        "he" => Some("she"),
        "him" | "his" => Some("her"),
        "himself" => Some("herself"),
        _ => None,
    }
}
