//! What players are called for short.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use touchline::facts::{AgreedMatch, Background, FactValue, HomeAway, Player};
use touchline::football::{BackgroundKind, Basis, PlayerRole};
use touchline::replies::phrase::ShortNames;

use super::fixture::fact;

/// The short names of `players`, given what the reports say.
fn called(players: &[&str], quotes: &[&str]) -> String {
    let player = |name: &&str| {
        let player = Player {
            name: (*name).to_owned(),
            side: None,
            role: PlayerRole::Mentioned,
        };
        fact(FactValue::Player(player), Basis::Stated, name)
    };
    let quote = |words: &&str| {
        let claim = Background {
            kind: BackgroundKind::Form,
            subject: String::new(),
            numbers: BTreeMap::new(),
            about: None,
            text: String::new(),
        };
        fact(FactValue::Background(claim), Basis::Stated, words)
    };
    let facts = players.iter().map(player).chain(quotes.iter().map(quote));
    let names = ShortNames::of(&AgreedMatch {
        home_away: HomeAway::Unknown,
        facts: facts.collect(),
    });
    let short: Vec<&str> = players.iter().map(|name| names.short(name)).collect();
    short.join(", ")
}

#[test]
fn a_surname_is_the_last_word_unless_the_reports_call_him_otherwise() {
    assert_snapshot!(called(&["Ben Carrow", "Pelú"], &[]), @"Carrow, Pelú");
    assert_snapshot!(called(&["Kwon Jae-Il"], &["Marsh squared it for Kwon. He could not miss"]), @"Kwon");
    assert_snapshot!(called(&["Kwon Jae-Il"], &["Kwon's late winner"]), @"Kwon");
    assert_snapshot!(called(&["Luuk de Vries", "Ed van der Meer", "Tom Reed Jr"], &[]), @"de Vries, van der Meer, Reed");
}

#[test]
fn two_of_one_name_keep_their_full_names() {
    assert_snapshot!(called(&["Ana Prell", "Bea Prell", "Ida Moss"], &[]), @"Ana Prell, Bea Prell, Moss");
}

#[test]
fn another_players_first_name_is_no_usage() {
    assert_snapshot!(called(&["Harry Tonk", "Harry Veld"], &["Harry Tonk equalised", "before Harry Tonk"]), @"Tonk, Veld");
}
