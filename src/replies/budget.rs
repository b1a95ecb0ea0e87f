//! Discord's limits on one message, and the cutting that keeps to them.
//!
//! Discord's documents say "characters" and its clients count UTF-16 code units; the units are never fewer, so they are
//! what is counted here.

use super::escape::{Escaper, Slot};
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
    let total: usize = units.iter().map(|unit| length(unit)).sum();
    if total <= limit {
        return units.concat();
    }
    let mut line = String::new();
    let mut used = 0;
    for unit in units {
        used += length(&unit);
        if used + 1 > limit {
            break;
        }
        line.push_str(&unit);
    }
    line.push('…');
    line
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
    runs: Vec<(&'static str, Vec<String>, &'static str)>,
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

fn run(piece: &Piece, escaper: &mut Escaper) -> (&'static str, Vec<String>, &'static str) {
    match piece {
        Piece::Words(words) => ("", escaper.units(words), ""),
        Piece::Bold(words) => ("**", escaper.units(words.trim()), "**"),
        Piece::Italic(words) => ("*", escaper.units(words.trim()), "*"),
        Piece::Quote(words) => ("“", escaper.units(words.trim()), "”"),
        Piece::Command(words) => {
            // Inside a code span nothing but its closing mark is read, so only that must not occur.
            let words = words.replace('`', "ʼ");
            escaper.pass();
            ("`", Escaper::new(Slot::Plain).units(words.trim()), "`")
        }
        Piece::Instant(seconds) => {
            escaper.pass();
            ("", vec![format!("<t:{seconds}:f>")], "")
        }
        Piece::Channel(id) => {
            escaper.pass();
            ("", vec![format!("<#{id}>")], "")
        }
        Piece::NewLine => ("", Vec::new(), ""),
    }
}

impl Drawn {
    /// The line, cut with a word about it where it is longer than `limit`.
    fn draw(&self, limit: usize) -> String {
        let total: usize = self
            .runs
            .iter()
            .filter(|(_, units, _)| !units.is_empty())
            .map(|(open, units, close)| length(open) + length(close) + length(&units.concat()))
            .sum();
        const CUT: &str = " … (the rest is left out)";
        let is_cut = total > limit;
        let room = if is_cut {
            limit.saturating_sub(CUT.len())
        } else {
            limit
        };
        let mut line = String::new();
        let mut used = 0;
        'runs: for (open, units, close) in &self.runs {
            if units.is_empty() {
                continue;
            }
            let marks = length(open) + length(close);
            if used + marks + length(&units[0]) > room {
                break;
            }
            line.push_str(open);
            used += marks;
            for unit in units {
                if used + length(unit) > room {
                    line.push_str(close);
                    break 'runs;
                }
                used += length(unit);
                line.push_str(unit);
            }
            line.push_str(close);
        }
        if is_cut {
            line.push_str(CUT);
        }
        line
    }
}
