//! Names and quotes are data: whatever stands in them, nothing is ever live and every limit holds.

use std::sync::LazyLock;

use insta::assert_snapshot;
use proptest::prelude::*;
use regex::Regex;
use touchline::facts::{Evidence, FactValue, Named, Standing};
use touchline::football::Score;
use touchline::questions::{
    EvidenceAnswer, MatchAnswer, MatchCard, Mistake, PlayerGoals, ScorerAnswer,
};
use touchline::replies::budget;
use touchline::replies::embed::{self, Component, Message};
use touchline::replies::terminal::{self, Screen};
use touchline::replies::{self, Format, Reply, Text};

use super::fixture::{disputed_card, items};

const BIDI: [char; 4] = ['\u{202e}', '\u{2066}', '\u{200f}', '\u{61c}'];

fn said(words: &str) -> String {
    embed::message(&Reply {
        description: Text::words(words),
        ..Reply::default()
    })
    .embeds
    .first()
    .and_then(|embed| embed.description.clone())
    .unwrap_or_default()
    .replace('\u{200b}', "␣")
}

#[test]
fn markup_is_shown_as_text() {
    assert_snapshot!(said("**bold** _x_ ~~y~~ `z` ||w|| a\\b"), @r#"\*\*bold\*\* \_x\_ \~\~y\~\~ \`z\` \|\|w\|\| a\\b"#);
    assert_snapshot!(said("@everyone and @here <@1> <@!2> <@&3> <#4> <:e:5> </score:6> <t:7:R>"), @r#"@␣everyone and @␣here \<␣@␣1> \<␣@␣!2> \<␣@␣&3> \<␣#4> \<␣:e:5> \<␣/score:6> \<␣t:7:R>"#);
    assert_snapshot!(said("[win](https://evil.example/x) http://a.b discord.gg/abc steam://run"), @r#"\[win\](https:␣//evil.example/x) http:␣//a.b discord␣.gg/abc steam:␣//run"#);
    assert_snapshot!(said("# heading"), @r#"\# heading"#);
    assert_snapshot!(said("-# small"), @r#"\-# small"#);
    assert_snapshot!(said("> quote"), @r#"\> quote"#);
    assert_snapshot!(said("1. one\n- two"), @r#"1\. one - two"#);
    assert_snapshot!(said("31' Okafor 1-0, 3.5 metres - no list"), @"31' Okafor 1-0, 3.5 metres - no list");
    assert_snapshot!(said("gnp.\u{202e}exe \u{200b}x\u{0}y\u{1b}[31m"), @r#"gnp.‹U+202E›exe ‹U+200B›x␀y␛\[31m"#);
    assert_snapshot!(said("می‌خواهم 👨‍👩‍👧 a\u{200d}b"), @"می‌خواهم 👨‍👩‍👧 a‹U+200D›b");
}

#[test]
fn footers_and_buttons_show_no_backslashes() {
    let message = embed::message(&Reply {
        title: Some("a_b <@1>".into()),
        author: Some("a_b @everyone <@1>".into()),
        footer: Some("a_b @everyone".into()),
        ..Reply::default()
    });
    let embed = &message.embeds[0];
    let author = embed
        .author
        .as_ref()
        .map(|author| author.name.replace('\u{200b}', "␣"));
    assert_snapshot!(author.unwrap_or_default(), @"a_b @␣everyone <␣@␣1>");
    assert_snapshot!(embed.title.clone().unwrap_or_default().replace('\u{200b}', "␣"), @r#"a\_b \<␣@␣1>"#);
}

#[test]
fn a_terminal_is_not_commanded() {
    let drawn = terminal::draw(
        &Reply {
            description: Text::words("a\u{1b}[2Jb\u{7}c\rd\u{9b}31me\u{202e}f"),
            ..Reply::default()
        },
        Screen::default(),
    );
    assert_snapshot!(drawn, @"a␛[2Jb␇c d‹U+009B›31me‹U+202E›f");
}

/// Strings made of what is dangerous, what is long and what is ordinary.
fn hostile() -> impl Strategy<Value = String> {
    let bits = prop_oneof![
        Just("@everyone".to_owned()),
        Just("<@123456789012345678>".to_owned()),
        Just("<#1>".to_owned()),
        Just("<:a:1>".to_owned()),
        Just("[x](https://evil.example)".to_owned()),
        Just("https://evil.example".to_owned()),
        Just("discord.gg/x".to_owned()),
        Just("\n# h\n- l\n> q\n1. n".to_owned()),
        Just("**_~~||`\\".to_owned()),
        Just("\u{202e}\u{200b}\u{0}\u{1b}[31m".to_owned()),
        Just("🥅🥅🥅".to_owned()),
        Just("@".to_owned()),
        Just("<".to_owned()),
        Just(":".to_owned()),
        Just("//".to_owned()),
        Just("Kwon ".to_owned()),
        any::<String>(),
        "[a-z ]{200,900}",
    ];
    proptest::collection::vec(bits, 0..8).prop_map(|bits| bits.concat())
}

/// The fixture with every word of it replaced.
fn poisoned(words: &[String]) -> MatchCard {
    let mut card = disputed_card();
    let mut next = words.iter().cycle().cloned();
    let mut word = || next.next().unwrap_or_default();
    card.home.name = word();
    card.away.name = word();
    for report in &mut card.reports {
        report.name = word();
    }
    for agreed in &mut card.agreed.facts {
        let facts = [&mut agreed.fact].into_iter().chain(&mut agreed.rivals);
        for fact in facts {
            for evidence in &mut fact.evidence {
                *evidence = Evidence {
                    quote: word(),
                    ..evidence.clone()
                };
            }
            match &mut fact.value {
                FactValue::Competition(Named { name, .. })
                | FactValue::Stage(name)
                | FactValue::Venue(name)
                | FactValue::Referee(name)
                | FactValue::Coach { name, .. } => *name = word(),
                FactValue::Goal(told) => {
                    told.goal.scorer = Some(word());
                    if let Some(assist) = &mut told.assist {
                        assist.player = word();
                    }
                    if let Some(moment) = &mut told.goal.moment {
                        moment.as_written = Some(word());
                    }
                }
                FactValue::Event(event) => {
                    event.player = Some(word());
                    event.other = Some(word());
                }
                FactValue::Player(player) => player.name = word(),
                FactValue::Background(claim) => {
                    claim.subject = word();
                    claim.text = word();
                }
                FactValue::Score(_, score) => *score = Score::new(1, 2),
                FactValue::ExtraTime
                | FactValue::Winner(_)
                | FactValue::Date(_)
                | FactValue::Attendance(_)
                | FactValue::Category(_) => {}
            }
        }
        agreed.standing = Standing::Disputed;
    }
    card
}

fn replies_about(card: &MatchCard, words: &[String]) -> Vec<Reply> {
    let found = || MatchAnswer::Found {
        card: Box::new(card.clone()),
        others: 3,
    };
    let typed = words.concat();
    let mut replies = vec![
        replies::score(&found()),
        replies::match_card(&found()),
        replies::scorer(&ScorerAnswer::OfMatch(found())),
        replies::evidence(&EvidenceAnswer::Found {
            items: items(card),
            card: Box::new(card.clone()),
        }),
        replies::evidence(&EvidenceAnswer::Found {
            items: items(card).into_iter().take(3).collect(),
            card: Box::new(card.clone()),
        }),
        replies::evidence(&EvidenceAnswer::NotStated {
            card: Box::new(card.clone()),
            fact: typed.clone(),
        }),
        replies::scorer(&ScorerAnswer::OfPlayer(PlayerGoals {
            name: typed.clone(),
            goals: Vec::new(),
            total: 0,
            matches: 0,
            tallies: Vec::new(),
            left_out: 0,
        })),
        replies::mistake(&Mistake::NoSuchTeam {
            typed: typed.clone(),
            nearest: words.to_vec(),
        }),
        replies::mistake(&Mistake::NoSuchCommand {
            typed: typed.clone(),
            nearest: Some(typed),
        }),
    ];
    replies.extend(Format::ALL.map(|format| replies::summary(card, format, "d57")));
    replies
}

/// What our own markup may put into a text; everything else that is live came from data.
fn without_own_markup(text: &str) -> String {
    // Instants of our own; escaped characters; code spans, in which nothing is read.
    static KNOWN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"<t:\d+:f>|\\.|`[^`]*`").expect("a fixed pattern"));
    KNOWN.replace_all(text, "x").into_owned()
}

fn assert_dead(text: &str) {
    let text = without_own_markup(text);
    for live in [
        "@everyone",
        "@here",
        "<@",
        "<#",
        "<:",
        "</",
        "<a:",
        "<t:",
        "](",
        "://",
        "discord.gg",
        "||",
        "~~",
        "__",
        "`",
    ] {
        assert!(!text.contains(live), "{live} is live in {text:?}");
    }
    assert_eq!(text.matches('*').count() % 2, 0, "odd emphasis in {text:?}");
    for line in text.lines() {
        let line = line.trim_start();
        let small_print = line.strip_prefix("-# d57 · ").is_some() || line.starts_with("-# ");
        for block in ["# ", "## ", "### ", "- ", "+ ", "> ", ">>> ", "1. "] {
            assert!(
                small_print || !line.starts_with(block),
                "{block:?} is live in {text:?}"
            );
        }
    }
}

fn assert_unseen_is_shown(text: &str) {
    assert!(
        !text.contains(BIDI),
        "a directional mark is obeyed in {text:?}"
    );
    let control = text.chars().find(|c| c.is_control() && *c != '\n');
    assert_eq!(control, None, "in {text:?}");
}

fn assert_sendable(message: &Message) {
    assert!(budget::length(&message.content) <= budget::CONTENT);
    assert_dead(&message.content);
    assert!(message.allowed_mentions.parse.is_empty());
    let mut total = 0;
    for embed in &message.embeds {
        let slots = [
            (embed.title.as_deref(), budget::TITLE),
            (embed.description.as_deref(), budget::DESCRIPTION),
            (
                embed.author.as_ref().map(|author| author.name.as_str()),
                budget::AUTHOR,
            ),
            (
                embed.footer.as_ref().map(|footer| footer.text.as_str()),
                budget::FOOTER,
            ),
        ];
        for (text, limit) in slots {
            let Some(text) = text else { continue };
            assert!(!text.trim().is_empty());
            assert!(
                budget::length(text) <= limit,
                "{} > {limit}",
                budget::length(text)
            );
            total += budget::length(text);
            assert_unseen_is_shown(text);
        }
        assert_dead(embed.title.as_deref().unwrap_or_default());
        assert_dead(embed.description.as_deref().unwrap_or_default());
        assert!(embed.fields.len() <= budget::FIELDS);
        for field in &embed.fields {
            assert!((1..=budget::FIELD_NAME).contains(&budget::length(&field.name)));
            assert!((1..=budget::FIELD_VALUE).contains(&budget::length(&field.value)));
            assert!(!field.value.trim().is_empty());
            total += budget::length(&field.name) + budget::length(&field.value);
            assert_dead(&field.value);
            assert_unseen_is_shown(&field.value);
        }
    }
    assert!(total <= budget::EMBEDS, "{total}");
    assert!(
        !message.content.is_empty() || !message.embeds.is_empty(),
        "an empty message"
    );
    assert!(message.components.len() <= budget::ROWS);
    for row in &message.components {
        assert!((1..=budget::ROW).contains(&row.components.len()));
        for component in &row.components {
            match component {
                Component::Button {
                    label, custom_id, ..
                } => {
                    assert!((1..=budget::BUTTON_LABEL).contains(&budget::length(label)));
                    assert!(custom_id.chars().count() <= 100);
                }
                Component::Menu { options, .. } => {
                    assert!((1..=budget::CHOICES).contains(&options.len()));
                    for option in options {
                        assert!((1..=budget::OPTION).contains(&budget::length(&option.label)));
                        assert!(budget::length(&option.value) <= budget::OPTION);
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_in_the_data_no_reply_is_live_or_over_a_limit(
        words in proptest::collection::vec(hostile(), 1..12)
    ) {
        let card = poisoned(&words);
        for reply in replies_about(&card, &words) {
            assert_sendable(&embed::message(&reply));
            let plain = embed::plain_message(&reply);
            assert!(plain.embeds.is_empty());
            assert_sendable(&plain);
            let drawn = terminal::draw(&reply, Screen { columns: 60, has_colour: false });
            assert_unseen_is_shown(&drawn);
        }
    }
}
