//! Making words harmless: nothing in a name or a quote is ever live, in any slot of any medium.

/// What a place in a message does with markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// Content, title, description, field: Discord reads Markdown, mentions and links there, and takes a backslash.
    Markdown,
    /// Author, footer, button, menu: shown as it is, backslashes too.
    Plain,
}

/// Breaks what Discord would read as one thing, and is not seen.
const BREAK: char = '\u{200b}';

/// Characters that mean markup wherever they stand.
const MARKUP: [char; 8] = ['\\', '*', '_', '~', '`', '|', '[', ']'];

/// How much of the words before it an escape may depend on ("discordapp").
const MEMORY: usize = 10;

/// Harmless words, which may be cut after some of their characters and nowhere else: never within an escape.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Units {
    text: String,
    /// The bytes before each place where the text may be cut, the end included.
    cuts: Vec<usize>,
}

impl Units {
    /// A text that is not to be cut at all.
    #[must_use]
    pub fn whole(text: String) -> Self {
        Self {
            cuts: vec![text.len()],
            text,
        }
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// As much of the text from its beginning as is at most `room` long by `length`.
    #[must_use]
    pub fn fitting(&self, room: usize, length: impl Fn(&str) -> usize) -> &str {
        let mut used = 0;
        let mut end = 0;
        for &cut in &self.cuts {
            used += length(&self.text[end..cut]);
            if used > room {
                break;
            }
            end = cut;
        }
        &self.text[..end]
    }
}

/// Escapes words for one slot, remembering what stands before them, because a line or a link can begin in one piece of
/// a text and end in another.
#[derive(Debug)]
pub struct Escaper {
    slot: Slot,
    line: Line,
    /// The last few characters, in lower case, the last one last.
    before: [char; MEMORY],
}

/// How far a line has come, as far as Markdown's headings, lists and quotes care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Nothing but white space.
    Start,
    /// Digits alone, which a full stop would turn into a list.
    Digits,
    /// Words.
    Inside,
}

/// Stands in the memory of an escaper for no character.
const NOTHING: char = '\0';

impl Escaper {
    /// An escaper at the start of a slot.
    #[must_use]
    pub const fn new(slot: Slot) -> Self {
        Self {
            slot,
            line: Line::Start,
            before: [NOTHING; MEMORY],
        }
    }

    /// Begins a new line.
    pub const fn new_line(&mut self) {
        self.line = Line::Start;
        self.before = [NOTHING; MEMORY];
    }

    /// Something stands here that is not escaped: what follows is no longer at the start of a line, nor behind a blank.
    pub const fn pass(&mut self) {
        self.line = Line::Inside;
        self.before = [NOTHING; MEMORY];
    }

    /// The words, harmless. Line breaks in data are spaces: only the one who lays out a reply begins a line.
    pub fn units(&mut self, words: &str) -> Units {
        let mut units = Units {
            text: String::with_capacity(words.len() + words.len() / 8),
            cuts: Vec::with_capacity(words.len()),
        };
        let mut rest = words.chars().peekable();
        while let Some(c) = rest.next() {
            let next = rest.peek().copied();
            let is_blank = c.is_whitespace() || is_line_break(c);
            if is_blank && self.last() == ' ' {
                continue;
            }
            match visible(c, self.last(), next) {
                Some(shown) => units.text.push_str(&shown),
                None => self.escape(c, next, &mut units.text),
            }
            self.remember(if is_blank { ' ' } else { c });
            units.cuts.push(units.text.len());
        }
        units
    }

    fn escape(&self, c: char, next: Option<char>, out: &mut String) {
        let is_markdown = self.slot == Slot::Markdown;
        let starts_markup = match self.line {
            Line::Start => matches!(c, '#' | '-' | '+' | '>'),
            Line::Digits => matches!(c, '.' | ')'),
            Line::Inside => false,
        };
        match c {
            '@' => out.extend(['@', BREAK]),
            '<' => {
                if is_markdown {
                    out.push('\\');
                }
                out.push('<');
                // A mention, a channel, an emoji, a command, an instant, an address: all begin so.
                if next.is_none_or(|next| "@#:/+".contains(next) || next.is_ascii_alphanumeric()) {
                    out.push(BREAK);
                }
            }
            // `https://`: Discord draws a link for any scheme it knows, backslash or not.
            '/' if self.last() == ':' => out.extend([BREAK, '/']),
            // `discord.gg/…` becomes an invitation even without a scheme.
            '.' if self.follows("discord") || self.follows("discordapp") => {
                out.extend([BREAK, '.']);
            }
            _ if is_markdown && (MARKUP.contains(&c) || starts_markup) => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }

    const fn last(&self) -> char {
        self.before[MEMORY - 1]
    }

    fn follows(&self, word: &str) -> bool {
        word.chars()
            .rev()
            .eq(self.before.iter().rev().copied().take(word.len()))
    }

    fn remember(&mut self, c: char) {
        self.line = match (self.line, c) {
            (Line::Start, ' ') => Line::Start,
            (Line::Start | Line::Digits, '0'..='9') => Line::Digits,
            _ => Line::Inside,
        };
        self.before.rotate_left(1);
        self.before[MEMORY - 1] = c.to_lowercase().next().unwrap_or(c);
    }
}

/// Words for a terminal: control characters, which could move the cursor or change colours, are shown instead of obeyed.
#[must_use]
pub fn for_terminal(words: &str) -> String {
    let mut shown = String::with_capacity(words.len());
    let mut before = NOTHING;
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        match visible(c, before, rest.peek().copied()) {
            Some(form) => shown.push_str(&form),
            None => shown.push(c),
        }
        before = c;
    }
    shown
}

/// What is shown in place of a character that would act without being seen; `None` for the others.
fn visible(c: char, before: char, next: Option<char>) -> Option<String> {
    match c {
        _ if is_line_break(c) || c == '\t' => Some(" ".to_owned()),
        // The control pictures of Unicode stand in the order of the characters they picture.
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).map(String::from),
        '\u{7f}' => Some("\u{2421}".to_owned()),
        // Joiners belong to the spelling of Persian or Hindi names, and to emoji; elsewhere they only hide.
        '\u{200c}' | '\u{200d}' => {
            let joins = [before, next.unwrap_or(NOTHING)]
                .iter()
                .all(|side| !side.is_ascii() && !is_hidden(*side));
            (!joins).then(|| code_point(c))
        }
        _ if is_hidden(c) => Some(code_point(c)),
        _ => None,
    }
}

fn code_point(c: char) -> String {
    format!("‹U+{:04X}›", u32::from(c))
}

const fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Directional marks, blanks without width, tags: characters that change what others look like, or hide.
const fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{80}'..='\u{9f}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}
