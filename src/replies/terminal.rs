//! A reply drawn for a screen of fixed-width letters.

use anstyle::{AnsiColor, Style};

use super::escape::for_terminal;
use super::{Field, Piece, Reply, Text, Tone};
use crate::questions::parse::to_line;

/// The screen drawn for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Its width in columns; lines are wrapped at it.
    pub columns: usize,
    /// Whether it understands colours.
    pub has_colour: bool,
}

impl Default for Screen {
    fn default() -> Self {
        Self {
            columns: 80,
            has_colour: false,
        }
    }
}

/// The reply as lines of text, the last one ended.
#[must_use]
pub fn draw(reply: &Reply, screen: Screen) -> String {
    let pen = Pen {
        screen,
        indent: "",
        out: String::new(),
    };
    pen.reply(reply)
}

/// Writes lines in styles.
struct Pen {
    screen: Screen,
    indent: &'static str,
    out: String,
}

const BOLD: Style = Style::new().bold();
const ITALIC: Style = Style::new().italic();
const FAINT: Style = Style::new().dimmed();
const COMMAND: Style = AnsiColor::Cyan.on_default();

impl Pen {
    fn reply(mut self, reply: &Reply) -> String {
        if let Some(notice) = &reply.notice {
            self.text(notice);
        }
        if let Some(author) = &reply.author {
            self.line(&self.styled(FAINT, author));
        }
        if let Some(title) = &reply.title {
            self.line(&self.styled(title_style(reply.tone), title));
        }
        self.text(&reply.description);
        for field in &reply.fields {
            self.field(field);
        }
        if let Some(footer) = &reply.footer {
            self.line(&self.styled(FAINT, footer));
        }
        let menu = reply.menu.iter().flat_map(|menu| {
            menu.options.iter().map(|option| {
                let label = match &option.detail {
                    Some(detail) => format!("{} ({detail})", option.label),
                    None => option.label.clone(),
                };
                (label, &option.action)
            })
        });
        let pressable: Vec<(String, String)> = reply
            .buttons
            .iter()
            .map(|button| (button.label.clone(), &button.action))
            .chain(menu)
            .filter_map(|(label, action)| match action {
                super::Action::Ask(ask) => Some((label, to_line(ask))),
                // There is no server here to decide for.
                super::Action::Decide(_) => None,
            })
            .collect();
        for (label, command) in &pressable {
            self.pressable(label, command);
        }
        self.out
    }

    /// What could be pressed on Discord, as the command to type. Its label gives way, the command never does.
    fn pressable(&mut self, label: &str, command: &str) {
        const LEAST: usize = 24;
        let taken = textwrap::core::display_width(command) + "   → ".len();
        let room = self.screen.columns.saturating_sub(taken).max(LEAST);
        let label = for_terminal(label);
        let mut shown = String::new();
        for c in label.chars() {
            if textwrap::core::display_width(&shown) + 2 > room {
                shown.push('…');
                break;
            }
            shown.push(c);
        }
        let command = self.styled(COMMAND, command);
        self.line(&format!("  {shown} → {command}"));
    }

    fn field(&mut self, field: &Field) {
        let name = self.styled(BOLD, &field.name);
        if field.inline {
            let value = self.flat(&field.value);
            self.line(&format!("{name}: {value}"));
        } else {
            self.line(&name);
            self.indent = "  ";
            self.text(&field.value);
            self.indent = "";
        }
    }

    fn text(&mut self, text: &Text) {
        if text.is_empty() {
            return;
        }
        for line in text.0.split(|piece| *piece == Piece::NewLine) {
            let line: String = line.iter().map(|piece| self.piece(piece)).collect();
            self.line(&line);
        }
    }

    fn flat(&self, text: &Text) -> String {
        text.0.iter().map(|piece| self.piece(piece)).collect()
    }

    fn piece(&self, piece: &Piece) -> String {
        match piece {
            Piece::Words(words) => for_terminal(words),
            Piece::Bold(words) => self.styled(BOLD, words),
            Piece::Italic(words) => self.styled(ITALIC, words),
            Piece::Struck(words) => format!("~~{}~~", for_terminal(words)),
            Piece::Quote(words) => format!("“{}”", for_terminal(words)),
            Piece::Command(words) => self.styled(COMMAND, words),
            Piece::Instant(seconds) => instant(*seconds),
            Piece::Channel(id) => format!("#{id}"),
            Piece::Role(id) => format!("@{id}"),
            Piece::Message {
                guild,
                channel,
                message,
            } => format!("https://discord.com/channels/{guild}/{channel}/{message}"),
            Piece::NewLine => " ".to_owned(),
        }
    }

    fn styled(&self, style: Style, words: &str) -> String {
        let words = for_terminal(words);
        if self.screen.has_colour && !words.is_empty() {
            format!("{style}{words}{style:#}")
        } else {
            words
        }
    }

    /// Writes one line, wrapped; what goes over stands a little further in.
    fn line(&mut self, line: &str) {
        let further = format!("{}  ", self.indent);
        let options = textwrap::Options::new(self.screen.columns.max(20))
            .initial_indent(self.indent)
            .subsequent_indent(&further);
        for wrapped in textwrap::wrap(line, options) {
            self.out.push_str(wrapped.trim_end());
            self.out.push('\n');
        }
    }
}

fn title_style(tone: Tone) -> Style {
    let colour = match tone {
        Tone::Plain => return BOLD,
        Tone::Complete => AnsiColor::Green,
        Tone::Incomplete => AnsiColor::Yellow,
        Tone::Disputed => AnsiColor::BrightRed,
        Tone::Corrected => AnsiColor::Blue,
        Tone::Mistake => AnsiColor::Magenta,
        Tone::Fault => AnsiColor::Red,
    };
    colour.on_default().bold()
}

/// An instant for people, to the minute; a terminal has no zone of its reader to ask for.
fn instant(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).map_or_else(
        |_| "an unknown time".to_owned(),
        |at| at.strftime("%Y-%m-%d %H:%M UTC").to_string(),
    )
}
