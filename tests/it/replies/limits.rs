//! Discord's limits, and saying what they cut.

use insta::assert_snapshot;
use touchline::replies::budget;
use touchline::replies::embed::{self, Message};
use touchline::replies::{Field, Reply, Text};

fn long(lines: usize) -> Text {
    (0..lines)
        .map(|line| Text::words(format!("Line {line} of a long tale about a match.")))
        .fold(Text::new(), Text::line)
}

fn total(message: &Message) -> usize {
    message
        .embeds
        .iter()
        .map(|embed| {
            let lines = [
                embed.title.as_deref(),
                embed.description.as_deref(),
                embed.author.as_ref().map(|author| author.name.as_str()),
                embed.footer.as_ref().map(|footer| footer.text.as_str()),
            ];
            let lines: usize = lines.into_iter().flatten().map(budget::length).sum();
            let fields: usize = embed
                .fields
                .iter()
                .map(|field| budget::length(&field.name) + budget::length(&field.value))
                .sum();
            lines + fields
        })
        .sum()
}

#[test]
fn lines_left_out_of_a_description_are_counted() {
    let message = embed::message(&Reply {
        description: long(200),
        ..Reply::default()
    });
    let description = message.embeds[0].description.clone().unwrap_or_default();
    assert!(budget::length(&description) <= budget::DESCRIPTION);
    assert_snapshot!(description.lines().last().unwrap_or_default(), @"… 94 more lines left out");
}

#[test]
fn a_long_field_goes_on_in_another_and_parts_left_out_are_counted() {
    let message = embed::message(&Reply {
        title: Some("T".repeat(300)),
        footer: Some("m142".into()),
        fields: vec![
            Field {
                name: "First".into(),
                value: long(60),
                inline: false,
            },
            Field {
                name: "Second".into(),
                value: long(200),
                inline: false,
            },
        ],
        ..Reply::default()
    });
    let embed = &message.embeds[0];
    let names: Vec<&str> = embed
        .fields
        .iter()
        .map(|field| field.name.as_str())
        .collect();
    assert_snapshot!(names.join(", "), @"First, First (more), First (more), Second, Second (more), Second (more)");
    assert_snapshot!(embed.footer.as_ref().map(|footer| footer.text.as_str()).unwrap_or_default(), @"m142 · … 5 more parts left out");
    assert!(total(&message) <= budget::EMBEDS);
}

#[test]
fn one_endless_line_is_cut_and_says_so() {
    let message = embed::message(&Reply {
        description: Text::words("word ".repeat(2000)),
        ..Reply::default()
    });
    let description = message.embeds[0].description.clone().unwrap_or_default();
    assert!(description.ends_with("… (the rest is left out)"));
    assert!(budget::length(&description) <= budget::DESCRIPTION);
}

#[test]
fn letters_outside_the_basic_plane_count_twice() {
    assert_eq!(budget::length("⚽"), 1);
    assert_eq!(budget::length("🥅"), 2);
}
