//! Running text whose markup is known and whose words are data.

/// A piece of running text. Every string in it is escaped by the renderer: nothing in a name or a quote is ever live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Words(String),
    /// Words that stand out.
    Bold(String),
    /// Words in slanted type.
    Italic(String),
    /// Words that no longer hold, struck through.
    Struck(String),
    /// Words of a report.
    Quote(String),
    /// A command a person can type, with its slash.
    Command(String),
    /// An instant (seconds since 1970), shown in each reader's own zone.
    Instant(i64),
    /// A channel, by id; shown as its name, pings nobody.
    Channel(u64),
    /// A role, by id; shown as its name, and pings nobody by standing there.
    Role(u64),
    /// A message that stands in a channel of a server, by ids; shown as a link to it.
    Message {
        /// The server.
        guild: u64,
        /// The channel.
        channel: u64,
        /// The message.
        message: u64,
    },
    /// The end of a line.
    NewLine,
}

/// Running text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text(pub Vec<Piece>);

impl Text {
    /// No text.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Plain words.
    #[must_use]
    pub fn words(words: impl Into<String>) -> Self {
        Self(vec![Piece::Words(words.into())])
    }

    /// This text, then `piece`.
    #[must_use]
    pub fn then(mut self, piece: Piece) -> Self {
        self.0.push(piece);
        self
    }

    /// This text, then plain words.
    #[must_use]
    pub fn say(self, words: impl Into<String>) -> Self {
        self.then(Piece::Words(words.into()))
    }

    /// This text, then words that stand out.
    #[must_use]
    pub fn bold(self, words: impl Into<String>) -> Self {
        self.then(Piece::Bold(words.into()))
    }

    /// This text, then the words of a report.
    #[must_use]
    pub fn quote(self, words: impl Into<String>) -> Self {
        self.then(Piece::Quote(words.into()))
    }

    /// This text, then all of `other`.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// This text, then a new line, then all of `other`.
    #[must_use]
    pub fn line(mut self, other: Self) -> Self {
        if !self.0.is_empty() {
            self.0.push(Piece::NewLine);
        }
        self.0.extend(other.0);
        self
    }

    /// This text, then a new line with all of `other`, if there is any.
    #[must_use]
    pub fn line_unless_empty(self, other: Self) -> Self {
        if other.is_empty() {
            self
        } else {
            self.line(other)
        }
    }

    /// The strings in it, in order, markup aside.
    pub fn strings(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Words(words)
            | Piece::Bold(words)
            | Piece::Italic(words)
            | Piece::Struck(words)
            | Piece::Quote(words)
            | Piece::Command(words) => Some(words.as_str()),
            Piece::Instant(_)
            | Piece::Channel(_)
            | Piece::Role(_)
            | Piece::Message { .. }
            | Piece::NewLine => None,
        })
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
