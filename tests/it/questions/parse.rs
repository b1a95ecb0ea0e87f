//! Console lines.

use insta::assert_snapshot;
use touchline::questions::commands::COMMANDS;
use touchline::questions::parse::{self, Typed};
use touchline::questions::{Ask, EvidenceAsk, MatchAsk, MatchesAsk, ScoreAsk, ScorerAsk};

/// A line as its canonical spelling, or what is wrong with it.
fn read(line: &str) -> String {
    match parse::line(line) {
        Ok(Typed::Ask { ask, private }) => {
            let only_me = if private { " (private)" } else { "" };
            format!("{}{only_me}", parse::to_line(&ask))
        }
        Ok(Typed::DiscordOnly(command)) => format!("Discord only: {command}"),
        Err(mistake) => format!("{mistake:?}"),
    }
}

#[test]
fn bare_words_fill_the_first_option() {
    assert_snapshot!(read("/score Tottenham Hotspur"), @"/score team:Tottenham Hotspur");
    assert_snapshot!(read("  /score   Tottenham opponent:Dortmund "), @"/score team:Tottenham opponent:Dortmund");
    assert_snapshot!(read("score Tottenham"), @"/score team:Tottenham");
}

#[test]
fn a_value_runs_to_the_next_known_option_without_quotes() {
    assert_snapshot!(
        read("/score team:Borussia Dortmund opponent: Tottenham  date:21 November 2017"),
        @"/score team:Borussia Dortmund opponent:Tottenham date:21 November 2017"
    );
    assert_snapshot!(read("/score team:eng:tottenham-hotspur-fc"), @"/score team:eng:tottenham-hotspur-fc");
    assert_snapshot!(read("/evidence match:https://example.org/a?b=c fact:goal 2"), @"/evidence match:https://example.org/a?b=c fact:goal 2");
    assert_snapshot!(read("/match MATCH:Rovers v City 2017-11-21"), @"/match match:Rovers v City 2017-11-21");
}

#[test]
fn quotes_are_optional_and_keep_option_names_as_words() {
    assert_snapshot!(read(r#"/score team:"Spurs" opponent:"BVB""#), @"/score team:Spurs opponent:BVB");
    assert_snapshot!(read(r#"/match "date: a club""#), @"/match match:date: a club");
    assert_snapshot!(read(r#"/score "team: a club""#), @r#"/score team:"team: a club""#);
    assert_snapshot!(read(r#"/score the "Spurs"#), @r#"/score team:the "Spurs"#);
}

#[test]
fn what_is_wrong_with_a_line_is_said() {
    assert_snapshot!(read("/scoer Spurs"), @r#"NoSuchCommand { typed: "scoer", nearest: Some("score") }"#);
    assert_snapshot!(read("/xyzzy"), @r#"NoSuchCommand { typed: "xyzzy", nearest: None }"#);
    assert_snapshot!(read("/score"), @r#"MissingOption { command: "score", option: "team" }"#);
    assert_snapshot!(read("/score Spurs team:Dortmund"), @r#"BadOption { command: "score", reason: "team: is given twice." }"#);
    assert_snapshot!(read("/score Spurs oponent:Dortmund"), @r#"BadOption { command: "score", reason: "/score has no option oponent: – did you mean opponent: ?" }"#);
    assert_snapshot!(read("/score Spurs date:"), @r#"BadOption { command: "score", reason: "date: has no value." }"#);
    assert_snapshot!(read("/matches page:0"), @r#"BadOption { command: "matches", reason: "page: takes a whole number from 1, not “0”." }"#);
    assert_snapshot!(read("/status now"), @r#"BadOption { command: "status", reason: "/status takes no options." }"#);
    assert_snapshot!(read("/subscriptions"), @r#"BadOption { command: "subscriptions", reason: "Choose one of: /subscriptions list, /subscriptions edit, /subscriptions pause, /subscriptions resume, /subscriptions test, /subscriptions backfill, /subscriptions why." }"#);
}

#[test]
fn commands_about_channels_are_known_to_need_discord() {
    assert_snapshot!(read("/subscriptions list"), @"Discord only: subscriptions list");
    assert_snapshot!(read("/subscribe team:Spurs"), @"Discord only: subscribe");
}

#[test]
fn private_is_read_as_a_flag() {
    assert_snapshot!(read("/score Spurs private:true"), @"/score team:Spurs (private)");
    assert_snapshot!(read("/score Spurs private:maybe"), @r#"BadOption { command: "score", reason: "private: takes yes or no, not “maybe”." }"#);
}

#[test]
fn the_line_of_a_question_reads_back_as_that_question() {
    let some = |words: &str| Some(words.to_owned());
    let asks = [
        Ask::Score(ScoreAsk {
            team: "seen:rovers date:x".into(),
            opponent: some("A v B"),
            competition: some("uefa.cl"),
            date: some("2017-11-21"),
        }),
        Ask::Scorer(ScorerAsk {
            team: None,
            game: some("m4"),
            player: None,
        }),
        Ask::Match(MatchAsk {
            game: "m142".into(),
        }),
        Ask::Evidence(EvidenceAsk {
            game: "m142".into(),
            fact: some("goal 2"),
        }),
        Ask::Matches(MatchesAsk {
            team: None,
            competition: None,
            page: 3,
        }),
        Ask::Help,
        Ask::Status,
    ];
    for ask in asks {
        let line = parse::to_line(&ask);
        assert_eq!(
            parse::line(&line),
            Ok(Typed::Ask {
                ask,
                private: false
            }),
            "{line}"
        );
    }
}

#[test]
fn the_table_keeps_to_what_discord_takes() {
    for command in COMMANDS {
        for named in [command].into_iter().chain(command.subcommands) {
            assert!(
                (1..=100).contains(&named.description.chars().count()),
                "{}",
                named.name
            );
            assert!(named.options.len() <= 25);
            assert!(
                named.options.is_sorted_by_key(|option| !option.required),
                "{}",
                named.name
            );
            for option in named.options {
                assert!(
                    (1..=100).contains(&option.description.chars().count()),
                    "{}",
                    option.name
                );
            }
        }
    }
}
