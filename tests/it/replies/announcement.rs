//! The posts that channels get.

use insta::assert_snapshot;
use touchline::replies::{Format, embed, summary};

use super::fixture::{card, disputed_card};
use super::{on_discord, on_screen};

#[test]
fn every_format_carries_the_delivery_id() {
    for format in Format::ALL {
        let reply = summary(&card(), format, "d57");
        assert!(on_discord(&reply).contains("d57 · "), "{format:?}");
        let plain = embed::plain_message(&reply);
        assert!(plain.content.contains("d57 · "), "{format:?} in plain text");
        assert!(plain.embeds.is_empty());
    }
}

#[test]
fn a_line_is_one_line_and_a_card_has_the_goals() {
    assert_snapshot!(
        "post_line",
        on_discord(&summary(&card(), Format::Line, "d57"))
    );
    assert_snapshot!(
        "post_card",
        on_discord(&summary(&card(), Format::Card, "d57"))
    );
    assert_snapshot!(on_screen(&summary(&disputed_card(), Format::Card, "d57")), @"
    Lakes Cup, Group C
    Kestrel Town 1-2 Harbour Athletic
    Harbour Athletic won 2-1 away after falling behind.
    31' Okafor (Lindqvist) · Kestrel Town, 1-0
    49' Carrow † ‡ · Harbour Athletic, 1-1
    76' Kwon (Marsh) † · Harbour Athletic, 1-2
    Half-time: 1-0 †
    Reports differ
      Two reports differ: 49' and 50' for Carrow.
      49' Carrow: “Carrow levelled four minutes after the restart” (town-athletic.txt)
      50' Carrow: “Carrow's equaliser on 50 minutes” (lakes-gazette.txt)
    d57 · 2 reports · revision 3 · m142 · † worked out from the report’s words · ‡ reports differ
      Scorers → /scorer match:m142
      Evidence → /evidence match:m142
      Report → /match match:m142
    ");
    assert_snapshot!(embed::plain_message(&summary(&card(), Format::Card, "d57")).content, @"
    *Lakes Cup, Group C*
    **Kestrel Town 1-2 Harbour Athletic**
    Harbour Athletic won 2-1 away after falling behind.
    31' Okafor (Lindqvist) · Kestrel Town, 1-0
    49' Carrow † · Harbour Athletic, 1-1
    76' Kwon (Marsh) † · Harbour Athletic, 1-2
    **Half-time**: 1-0 †
    -# d57 · 2 reports · revision 3 · m142 · † worked out from the report’s words
    ");
}
