//! Discord's limits on one message, and the cutting that keeps to them.
//!
//! Discord's documents say "characters" and its clients count UTF-16 code units; the units are never fewer, so they are
//! what is counted here.

use super::escape::{Escaper, Slot, Units};
use super::{Piece, Text};

/// Text above the embed, or all of a message without one.
pub const CONTENT: usize = 2000;
/// The title of an embed.
pub const TITLE: usize = 256;
/// The description of an embed.
pub const DESCRIPTION: usize = 4096;
/// Fields in an embed.
pub const FIELDS: usize = 25;
/// The name of a field.
pub const FIELD_NAME: usize = 256;
/// The value of a field.
pub const FIELD_VALUE: usize = 1024;
/// The footer of an embed.
pub const FOOTER: usize = 2048;
/// The author line of an embed.
pub const AUTHOR: usize = 256;
/// All of these together, over all embeds of a message.
pub const EMBEDS: usize = 6000;
/// The label of a button.
pub const BUTTON_LABEL: usize = 80;
/// The label and the description of a menu's option, and its value.
pub const OPTION: usize = 100;
/// The placeholder of a menu.
pub const PLACEHOLDER: usize = 150;
/// Options of a menu, and buttons of a message.
pub const CHOICES: usize = 25;
/// Rows of buttons and menus.
pub const ROWS: usize = 5;
/// Buttons in a row.
pub const ROW: usize = 5;

/// Room kept free for saying that something was left out.
const NOTICE: usize = 40;

/// How long Discord thinks a text is.
#[must_use]
pub fn length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// One line of words in at most `limit`, harmless in its slot; what does not fit gives way to an ellipsis.
#[must_use]
pub fn fit_line(words: &str, slot: Slot, limit: usize) -> String {
    let units = Escaper::new(slot).units(words.trim());
    if length(units.as_str()) <= limit {
        return units.as_str().to_owned();
    }
    format!("{}…", units.fitting(limit - 1, length))
}

/// A text drawn in parts of at most `limit` each, in order; a line longer than `limit` is cut and says so. An empty text
/// is no part at all.
#[must_use]
pub fn in_parts(text: &Text, limit: usize) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut room = 0;
    for line in lines(text) {
        let drawn = line.draw(limit);
        let needed = length(&drawn) + 1;
        match parts.last_mut() {
            Some(part) if needed <= room => {
                part.push('\n');
                part.push_str(&drawn);
                room -= needed;
            }
            // An empty line at a break has nothing to part.
            _ if drawn.is_empty() => {}
            _ => {
                room = limit - length(&drawn);
                parts.push(drawn);
            }
        }
    }
    parts
}

/// A text drawn in at most `limit`. Lines that do not fit are left out from the end, and their number is said.
#[must_use]
pub fn fit(text: &Text, limit: usize) -> String {
    let mut drawn: Vec<String> = lines(text).map(|line| line.draw(limit)).collect();
    let total: usize = drawn.iter().map(|line| length(line) + 1).sum();
    if total <= limit + 1 {
        return drawn.join("\n");
    }
    let all = drawn.len();
    let mut used = 0;
    let kept = drawn
        .iter()
        .take_while(|line| {
            used += length(line) + 1;
            used + NOTICE <= limit
        })
        .count();
    if kept == 0 {
        return lines(text)
            .next()
            .map(|line| line.draw(limit))
            .unwrap_or_default();
    }
    drawn.truncate(kept);
    drawn.push(left_out(all - kept, "line"));
    drawn.join("\n")
}

/// "… 3 more lines left out".
#[must_use]
pub fn left_out(count: usize, what: &str) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("… {count} more {what}{s} left out")
}

/// A line as markup around escaped words.
struct Drawn {
    /// Opening mark, units, closing mark.
    runs: Vec<(&'static str, Units, &'static str)>,
}

fn lines(text: &Text) -> impl Iterator<Item = Drawn> {
    let mut escaper = Escaper::new(Slot::Markdown);
    text.0
        .split(|piece| *piece == Piece::NewLine)
        .map(move |pieces| {
            escaper.new_line();
            Drawn {
                runs: pieces
                    .iter()
                    .map(|piece| run(piece, &mut escaper))
                    .collect(),
            }
        })
}

fn run(piece: &Piece, escaper: &mut Escaper) -> (&'static str, Units, &'static str) {
    match piece {
        Piece::Words(words) => ("", escaper.units(words), ""),
        Piece::Bold(words) => ("**", escaper.units(words.trim()), "**"),
        Piece::Italic(words) => ("*", escaper.units(words.trim()), "*"),
        Piece::Struck(words) => ("~~", escaper.units(words.trim()), "~~"),
        Piece::Quote(words) => ("“", escaper.units(words.trim()), "”"),
        Piece::Command(words) => {
            // Inside a code span nothing but its closing mark is read, so only that must not occur.
            let words = words.replace('`', "ʼ");
            escaper.pass();
            ("`", Escaper::new(Slot::Plain).units(words.trim()), "`")
        }
        Piece::Instant(seconds) => {
            escaper.pass();
            ("", Units::whole(format!("<t:{seconds}:f>")), "")
        }
        Piece::Channel(id) => {
            escaper.pass();
            ("", Units::whole(format!("<#{id}>")), "")
        }
        Piece::Role(id) => {
            escaper.pass();
            ("", Units::whole(format!("<@&{id}>")), "")
        }
        Piece::Message {
            guild,
            channel,
            message,
        } => {
            escaper.pass();
            let address = format!("https://discord.com/channels/{guild}/{channel}/{message}");
            ("", Units::whole(address), "")
        }
        Piece::NewLine => ("", Units::default(), ""),
    }
}

impl Drawn {
    /// The line, cut with a word about it where it is longer than `limit`.
    fn draw(&self, limit: usize) -> String {
        const CUT: &str = " … (the rest is left out)";
        let runs = || {
            self.runs
                .iter()
                .filter(|(_, units, _)| !units.as_str().is_empty())
        };
        let total: usize = runs()
            .map(|(open, units, close)| length(open) + length(units.as_str()) + length(close))
            .sum();
        let mut line = String::new();
        if total <= limit {
            for (open, units, close) in runs() {
                line.extend([*open, units.as_str(), close]);
            }
            return line;
        }
        let mut room = limit.saturating_sub(length(CUT));
        for (open, units, close) in runs() {
            let marks = length(open) + length(close);
            let kept = units.fitting(room.saturating_sub(marks), length);
            if !kept.is_empty() {
                line.extend([*open, kept, close]);
            }
            if kept.len() < units.as_str().len() {
                break;
            }
            room -= marks + length(kept);
        }
        line + CUT
    }
}
