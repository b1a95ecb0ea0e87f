//! What the asker can mend, and what we have to.

use insta::assert_snapshot;
use touchline::questions::{Ask, Choice, ChoiceOption, Guess, Mistake, ScoreAsk};
use touchline::replies::{Audience, Reply, fault, guessed, mistake, needs_discord};

use super::{on_discord, on_screen};

fn told(mistake_made: &Mistake) -> String {
    let reply = mistake(mistake_made);
    assert_eq!(reply.audience, Audience::Asker);
    on_screen(&reply)
}

#[test]
fn mistakes_say_the_next_step() {
    let nearest = vec!["Arsenal".to_owned(), "Tottenham".to_owned()];
    assert_snapshot!(told(&Mistake::NoSuchTeam { typed: "Xyzzy".into(), nearest }), @"I hold no match for Xyzzy. Nearest names: Arsenal, Tottenham.");
    assert_snapshot!(told(&Mistake::BadDate("soon".into())), @"I cannot read soon as a day. Write it like 2017-11-21, 21 November 2017, 21/11/2017 or yesterday.");
    assert_snapshot!(told(&Mistake::NothingAsked), @"Name a team, a match or a player, such as /scorer team:Tottenham.");
    assert_snapshot!(told(&Mistake::NoSuchCommand { typed: "scoer".into(), nearest: Some("score".into()) }), @"There is no command /scoer. Did you mean /score?");
    assert_snapshot!(told(&Mistake::NoSuchCommand { typed: "xyzzy".into(), nearest: None }), @"There is no command /xyzzy. /help lists those there are.");
    assert_snapshot!(told(&Mistake::MissingOption { command: "score".into(), option: "team".into() }), @"/score needs team:.");
    assert_snapshot!(told(&Mistake::NoSuchMatch(touchline::facts::MatchId(9))), @"I hold no match m9. /matches lists those I hold.");
    assert_snapshot!(on_screen(&needs_discord("subscribe")), @"/subscribe is about the channels of a server, so it works on Discord alone.");
    assert_snapshot!("fault", on_discord(&fault("K7Q2ZX")));
    assert_snapshot!(on_screen(&fault("K7Q2ZX")), @"
    Sorry, something went wrong on my side. Please try again; if it goes on, tell whoever runs me this
      reference: K7Q2ZX.
    ");
}

#[test]
fn an_ambiguous_word_comes_with_a_menu() {
    let option = |id: &str, label: &str| ChoiceOption {
        label: label.to_owned(),
        detail: Some("England, 1 match".to_owned()),
        ask: Ask::Score(ScoreAsk {
            team: id.to_owned(),
            ..ScoreAsk::default()
        }),
    };
    let ambiguous = Mistake::Ambiguous(Choice {
        typed: "United".into(),
        what: "teams",
        options: vec![
            option("eng:manchester-united-fc", "Manchester United"),
            option("eng:newcastle-united-fc", "Newcastle"),
        ],
        left_out: 0,
    });
    assert_snapshot!(told(&ambiguous), @"
    United fits 2 teams, choose:
      Manchester United (England, 1 match) → /score team:eng:manchester-united-fc
      Newcastle (England, 1 match) → /score team:eng:newcastle-united-fc
    ");
    assert_snapshot!("ambiguous", on_discord(&mistake(&ambiguous)));
}

#[test]
fn a_guess_is_said_above_the_answer() {
    let guess = |shown: &str| Guess {
        typed: String::new(),
        shown: shown.to_owned(),
    };
    let said = |guesses: &[Guess]| {
        on_screen(&Reply {
            notice: guessed(guesses),
            ..Reply::default()
        })
    };
    assert_snapshot!(said(&[guess("Borussia Dortmund")]), @"Did you mean Borussia Dortmund? Showing it.");
    assert_snapshot!(said(&[guess("Borussia Dortmund"), guess("Tottenham")]), @"Did you mean Borussia Dortmund and Tottenham? Showing them.");
    assert_eq!(guessed(&[]), None);
}
