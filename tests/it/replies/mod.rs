//! Replies: what people read, on Discord and in a terminal.

mod announcement;
mod cards;
pub mod fixture;
mod hostile;
mod limits;
mod mistakes;
mod naming;
mod posts;
mod pressing;

use touchline::replies::{Reply, embed, terminal};

/// The reply as the JSON that goes to Discord.
pub fn on_discord(reply: &Reply) -> String {
    serde_json::to_string_pretty(&embed::message(reply)).expect("a message has a JSON form")
}

/// The reply on a screen of 100 columns without colour.
pub fn on_screen(reply: &Reply) -> String {
    terminal::draw(
        reply,
        terminal::Screen {
            columns: 100,
            has_colour: false,
        },
    )
}
