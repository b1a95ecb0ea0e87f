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

/// Escapes words for one slot, remembering what stands before them, because a line or a link can begin in one piece of
/// a text and end in another.
#[derive(Debug)]
pub struct Escaper {
    slot: Slot,
    line: Line,
    /// The last few characters, in lower case.
    before: String,
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

impl Escaper {
    /// An escaper at the start of a slot.
    #[must_use]
    pub const fn new(slot: Slot) -> Self {
        Self {
            slot,
            line: Line::Start,
            before: String::new(),
        }
    }

    /// Begins a new line.
    pub fn new_line(&mut self) {
        self.line = Line::Start;
        self.before.clear();
    }

    /// Something stands here that is not escaped: what follows is no longer at the start of a line, nor behind a blank.
    pub fn pass(&mut self) {
        self.line = Line::Inside;
        self.before.clear();
    }

    /// The words, harmless, one element a character of them; an element must not be cut. Line breaks in data are spaces:
    /// only the one who lays out a reply begins a line.
    pub fn units(&mut self, words: &str) -> Vec<String> {
        let mut units = Vec::with_capacity(words.len());
        let mut rest = words.chars().peekable();
        while let Some(c) = rest.next() {
            let next = rest.peek().copied();
            if (c.is_whitespace() || is_line_break(c)) && self.before.ends_with(' ') {
                continue;
            }
            let mut unit = String::new();
            match visible(c, self.before.chars().next_back(), next) {
                Some(shown) => unit.push_str(&shown),
                None => self.escape(c, next, &mut unit),
            }
            self.remember(if c.is_whitespace() || is_line_break(c) {
                ' '
            } else {
                c
            });
            units.push(unit);
        }
        units
    }

    fn escape(&self, c: char, next: Option<char>, unit: &mut String) {
        let is_markdown = self.slot == Slot::Markdown;
        let starts_markup = match self.line {
            Line::Start => matches!(c, '#' | '-' | '+' | '>'),
            Line::Digits => matches!(c, '.' | ')'),
            Line::Inside => false,
        };
        match c {
            '@' => unit.extend(['@', BREAK]),
            '<' => {
                if is_markdown {
                    unit.push('\\');
                }
                unit.push('<');
                // A mention, a channel, an emoji, a command, an instant, an address: all begin so.
                if next.is_none_or(|next| "@#:/+".contains(next) || next.is_ascii_alphanumeric()) {
                    unit.push(BREAK);
                }
            }
            // `https://`: Discord draws a link for any scheme it knows, backslash or not.
            '/' if self.before.ends_with(':') => unit.extend([BREAK, '/']),
            // `discord.gg/…` becomes an invitation even without a scheme.
            '.' if self.before.ends_with("discord") || self.before.ends_with("discordapp") => {
                unit.extend([BREAK, '.']);
            }
            _ if is_markdown && (MARKUP.contains(&c) || starts_markup) => unit.extend(['\\', c]),
            _ => unit.push(c),
        }
    }

    fn remember(&mut self, c: char) {
        self.line = match (self.line, c) {
            (Line::Start, ' ') => Line::Start,
            (Line::Start | Line::Digits, '0'..='9') => Line::Digits,
            _ => Line::Inside,
        };
        if self.before.chars().count() == MEMORY {
            self.before.remove(0);
        }
        self.before.push(c.to_lowercase().next().unwrap_or(c));
    }
}

/// Words for a terminal: control characters, which could move the cursor or change colours, are shown instead of obeyed.
#[must_use]
pub fn for_terminal(words: &str) -> String {
    let mut shown = String::with_capacity(words.len());
    let mut before = None;
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        match visible(c, before, rest.peek().copied()) {
            Some(form) => shown.push_str(&form),
            None => shown.push(c),
        }
        before = Some(c);
    }
    shown
}

/// What is shown in place of a character that would act without being seen; `None` for the others.
fn visible(c: char, before: Option<char>, next: Option<char>) -> Option<String> {
    match c {
        _ if is_line_break(c) || c == '\t' => Some(" ".to_owned()),
        // The control pictures of Unicode stand in the order of the characters they picture.
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).map(String::from),
        '\u{7f}' => Some("\u{2421}".to_owned()),
        // Joiners belong to the spelling of Persian or Hindi names, and to emoji; elsewhere they only hide.
        '\u{200c}' | '\u{200d}' => {
            let joins = [before, next]
                .iter()
                .all(|side| side.is_some_and(|side| !side.is_ascii() && !is_hidden(side)));
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
